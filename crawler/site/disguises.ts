import type { PageDisguise } from '../model.ts';
import type { Pages } from './pages.ts';

const mostPages = 20;

/** What is disguised, once for all pages that have it: a title stands in lists as well, and what a template has, on every page. */
export const findPageDisguises = (pages: Pages): PageDisguise[] => {
	const found = pages.all.flatMap((page) =>
		(page.facts.disguises ?? []).map((disguise) => ({ page, disguise })),
	);
	const together = Map.groupBy(found, ({ disguise: { kind, core, url } }) => `${kind} ${url ?? core}`);
	return [...together.values()].flatMap((all): PageDisguise | [] => {
		// Its own page rather than a list of such.
		const first = all.find(({ page }) => page.facts.shape === 'article') ?? all[0];
		if (!first) return [];
		const { page, disguise } = first;
		const foundOn = [...new Set(all.map(({ page: { finalUrl } }) => finalUrl))];
		const { heading, title } = page.facts;
		return {
			...disguise,
			page: page.finalUrl,
			title: heading || title,
			foundOn: foundOn.slice(0, mostPages),
			foundOnCount: foundOn.length,
		};
	});
};
