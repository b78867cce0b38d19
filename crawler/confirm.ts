import { type CrawlContext, isOver } from './context.ts';
import { drain } from './drain.ts';
import { familyOf, sampleSize } from './frontier/families.ts';
import { crawlKey } from './url.ts';

/** Pages taken through the browser for a second look, at most. */
const maxConfirmed = 300;

/** Pages of one template that are looked at together. */
const batchSize = 20;

/** Share of the site's pages that are looked at although their template showed nothing, for what the compared pages did not have. */
const sureShare = 0.03;

/** Accused pages of one template with the same code on them, that the browser has not seen. */
interface Doubt {
	readonly family: string;
	readonly code: string | undefined;
	readonly seqs: readonly number[];
}

/** Which of these pages a browser could see otherwise. */
const inDoubt = ({ archive }: CrawlContext, urls: readonly string[]): Doubt[] => {
	const doubts = new Map<string, { family: string; code: string | undefined; seqs: number[] }>();
	for (const url of urls) {
		const entry = archive.entry(crawlKey(url));
		const page = entry?.type === 'page' && entry.state === 'ok' ? archive.pages.of(entry.seq) : undefined;
		if (!entry || page?.lane !== 'http' || !page.facts.hasScripts) continue;
		const { code, skeleton } = page.facts;
		const family = familyOf(page.finalUrl, skeleton);
		const key = `${family} ${code}`;
		const doubt = doubts.get(key) ?? { family, code, seqs: [] };
		doubts.set(key, doubt);
		doubt.seqs.push(entry.seq);
	}
	return [...doubts.values()];
};

/**
 * Takes accused pages through the browser before anything is said of them; says how many it looked at. Pages of a template and with
 * code of which the first gain nothing are believed, at once where these ask for nothing either; where one gains, all are looked at.
 */
export const confirm = async (context: CrawlContext, urls: readonly string[]): Promise<number> => {
	if (isOver(context.state)) return 0;
	let open = inDoubt(context, urls);
	// What is settled for a look that never comes would not have been seen at all.
	if (open.length === 0 || !(await context.renderer())) return 0;
	const { archive, counters, families, samples, state } = context;
	let looked = 0;
	const spare = Math.floor(counters.pagesFetched * sureShare);

	const isInert = ({ family, code }: Doubt): boolean => families.isInert(family, code);
	/** How many of these pages are worth a look now. */
	const worth = (doubt: Doubt): number => {
		if (isInert(doubt)) return 0;
		return families.asks(doubt.family) ? batchSize : sampleSize;
	};
	const lookAt = async (seqs: readonly number[]): Promise<void> => {
		looked += seqs.length;
		for (const seq of seqs) {
			samples.add(seq);
			archive.settle(seq, 'render');
		}
		await drain(context);
	};

	// The templates of one round share the browser's pages: most of them have only a page or two.
	while (open.length > 0 && looked < maxConfirmed) {
		const batches = open.map((doubt) => ({
			...doubt,
			size: worth(doubt),
			isFirst: families.samples(doubt.family) === 0,
		}));
		const batch = batches.flatMap(({ seqs, size }) => seqs.slice(0, size)).slice(0, maxConfirmed - looked);
		if (batch.length === 0) break;
		await lookAt(batch);
		open = batches
			.filter((doubt) => !isInert(doubt))
			.filter(
				({ seqs, size, isFirst }) => isFirst || seqs.slice(0, size).some((seq) => state.gained.has(seq)),
			)
			.map(({ size, ...doubt }) => ({ ...doubt, seqs: doubt.seqs.slice(size) }))
			.filter(({ seqs }) => seqs.length > 0);
	}
	// What the compared pages lacked, a script may draw on others; a few of each template, as far as that is no burden.
	const doubts = inDoubt(context, urls).filter(isInert);
	const rest = Math.min(spare, maxConfirmed - looked);
	const last = doubts.flatMap(({ seqs }) => seqs.slice(0, Math.ceil(rest / doubts.length))).slice(0, rest);
	if (last.length > 0) await lookAt(last);
	return looked;
};
