import type { PageTypos } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { Pages } from './pages.ts';

const writes = (page: SeenPage | undefined, wrong: string): boolean =>
	page?.facts.typos?.some((typo) => typo.wrong === wrong) ?? false;

/** A list repeats the titles of its entries: what such a title writes wrongly is the fault of the entry's own page. */
const repeats = (page: SeenPage, wrong: string, pages: Pages): boolean =>
	page.facts.shape !== 'article' &&
	page.facts.links.some(({ url, text }) => {
		const target = text.includes(wrong) ? pages.at(url) : undefined;
		return target !== undefined && target !== page && writes(target, wrong);
	});

/** The pages that write words of the curated list wrongly. */
export const findPageTypos = (pages: Pages): PageTypos[] =>
	pages.all.flatMap((page) => {
		const words = (page.facts.typos ?? []).filter(({ wrong }) => !repeats(page, wrong, pages));
		const { heading, title, breadcrumb } = page.facts;
		return words.length > 0
			? [{ url: page.finalUrl, title: heading || title || (breadcrumb.at(-1) ?? ''), words }]
			: [];
	});
