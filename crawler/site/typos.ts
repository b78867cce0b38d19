import type { PageTypos } from '../model.ts';
import type { Pages } from './pages.ts';

/** The pages that write words of the curated list wrongly. */
export const findPageTypos = (pages: Pages): PageTypos[] =>
	pages.all.flatMap(({ finalUrl, facts }) =>
		facts.typos ? [{ url: finalUrl, title: facts.heading ?? facts.title, words: facts.typos }] : [],
	);
