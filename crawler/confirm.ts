import type { CrawlContext } from './context.ts';
import { drain } from './drain.ts';
import { familyOf } from './families.ts';
import { crawlKey } from './url.ts';

/** Pages taken through the browser for a second look, at most. */
const maxConfirmed = 300;

/** Pages of one template that are looked at together. */
const batchSize = 20;

/** Which of these pages a browser could see otherwise, by template. */
const inDoubt = ({ archive }: CrawlContext, urls: readonly string[]): number[][] => {
	const families = new Map<string, number[]>();
	for (const url of urls) {
		const entry = archive.entry(crawlKey(url));
		const page = entry?.type === 'page' && entry.state === 'ok' ? archive.page(entry.seq) : undefined;
		if (!entry || page?.lane !== 'http' || !page.facts.hasScripts) continue;
		const family = familyOf(page.finalUrl, page.facts.skeleton);
		families.set(family, [...(families.get(family) ?? []), entry.seq]);
	}
	return [...families.values()];
};

/**
 * Takes accused pages through the browser before anything is said of them; says how many it looked at. A template whose first
 * pages gain nothing is believed, one that gains is looked at to the end.
 */
export const confirm = async (context: CrawlContext, urls: readonly string[]): Promise<number> => {
	if (!(await context.renderer())) return 0;
	const { archive, state } = context;
	let looked = 0;
	// The templates of one round share the browser's pages: most of them have only a page or two.
	for (let families = inDoubt(context, urls); families.length > 0 && looked < maxConfirmed; ) {
		const batches: { batch: number[]; rest: number[] }[] = [];
		for (const family of families) {
			const size = Math.min(batchSize, maxConfirmed - looked);
			batches.push({ batch: family.slice(0, size), rest: family.slice(size) });
			looked += Math.min(size, family.length);
		}
		for (const seq of batches.flatMap(({ batch }) => batch)) archive.settle(seq, 'render');
		await drain(context);
		families = batches
			.filter(({ batch, rest }) => rest.length > 0 && batch.some((seq) => state.gained.has(seq)))
			.map(({ rest }) => rest);
	}
	return looked;
};
