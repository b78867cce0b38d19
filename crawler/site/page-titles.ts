import type { SeenPage } from '../page-facts.ts';
import type { Listings } from './listings.ts';
import type { Pages } from './pages.ts';

/** So many pages under one window title: it is the site's, and none of theirs. */
const shared = 3;

/** What a page is called by itself, and where it is not, by the lists that lead to it. */
export const pageTitles = (pages: Pages, listings: Listings): ((page: SeenPage) => string) => {
	const times = new Map<string, number>();
	for (const { facts } of pages.all) times.set(facts.title, (times.get(facts.title) ?? 0) + 1);
	return ({ url, facts }) => {
		const own = facts.document?.title;
		const listed = listings.get(pages.keyOf(url))?.title;
		const isSites = own?.from === 'title' && (times.get(facts.title) ?? 0) >= shared;
		return (isSites ? listed : undefined) ?? own?.value ?? facts.heading ?? listed ?? facts.title;
	};
};
