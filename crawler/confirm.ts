import { type CrawlContext, isOver } from './context.ts';
import { drain } from './drain.ts';
import { familyOf, sampleSize } from './families.ts';
import { crawlKey } from './url.ts';

/** Pages taken through the browser for a second look, at most. */
const maxConfirmed = 300;

/** Pages of one template that are looked at together. */
const batchSize = 20;

/** Share of the site's pages that are looked at although their template showed nothing, for what the compared pages did not have. */
const sureShare = 0.03;

/** Accused pages of one template that the browser has not seen. */
interface Doubt {
	readonly family: string;
	readonly seqs: readonly number[];
}

/** Which of these pages a browser could see otherwise, by template. */
const inDoubt = ({ archive }: CrawlContext, urls: readonly string[]): Doubt[] => {
	const families = new Map<string, number[]>();
	for (const url of urls) {
		const entry = archive.entry(crawlKey(url));
		const page = entry?.type === 'page' && entry.state === 'ok' ? archive.page(entry.seq) : undefined;
		if (!entry || page?.lane !== 'http' || !page.facts.hasScripts) continue;
		const family = familyOf(page.finalUrl, page.facts.skeleton);
		families.set(family, [...(families.get(family) ?? []), entry.seq]);
	}
	return [...families].map(([family, seqs]) => ({ family, seqs }));
};

/**
 * Takes accused pages through the browser before anything is said of them; says how many it looked at. A template whose first
 * pages gain nothing is believed, at once where they ask for nothing either; one that gains is looked at to the end.
 */
export const confirm = async (context: CrawlContext, urls: readonly string[]): Promise<number> => {
	// What is settled for a look that never comes would not have been seen at all.
	if (isOver(context.state) || !(await context.renderer())) return 0;
	const { archive, counters, families, samples, state } = context;
	let looked = 0;
	const spare = Math.floor(counters.pagesFetched * sureShare);

	/** How many pages of a template are worth a look now. */
	const worth = (family: string): number => {
		if (families.isInert(family)) return 0;
		return families.samples(family) === 0 ? sampleSize : batchSize;
	};
	const lookAt = async (seqs: readonly number[]): Promise<void> => {
		looked += seqs.length;
		for (const seq of seqs) {
			samples.add(seq);
			archive.settle(seq, 'render');
		}
		await drain(context);
	};

	let doubts = inDoubt(context, urls);
	// The templates of one round share the browser's pages: most of them have only a page or two.
	for (let open = doubts; open.length > 0 && looked < maxConfirmed; ) {
		const batches = open.map(({ family, seqs }) => ({
			family,
			seqs,
			size: worth(family),
			isFirst: families.samples(family) === 0,
		}));
		const batch = batches.flatMap(({ seqs, size }) => seqs.slice(0, size)).slice(0, maxConfirmed - looked);
		if (batch.length === 0) break;
		await lookAt(batch);
		open = batches
			.filter(({ family, seqs, size, isFirst }) =>
				isFirst ? !families.isInert(family) : seqs.slice(0, size).some((seq) => state.gained.has(seq)),
			)
			.map(({ family, seqs, size }) => ({ family, seqs: seqs.slice(size) }))
			.filter(({ seqs }) => seqs.length > 0);
	}
	// What the compared pages lacked, a script may draw on others; a few of each template, as far as that is no burden.
	doubts = inDoubt(context, urls).filter(({ family }) => families.isInert(family));
	const rest = Math.min(spare, maxConfirmed - looked);
	const last = doubts.flatMap(({ seqs }) => seqs.slice(0, Math.ceil(rest / doubts.length))).slice(0, rest);
	if (last.length > 0) await lookAt(last);
	return looked;
};
