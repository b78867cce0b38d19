import type { ListItem, SeenPage } from '../page-facts.ts';
import type { ColumnKind } from '../site-config.ts';
import { dateInUrl, type Pages, publishedOn } from './pages.ts';

/** What the lists of a site say of one address. */
export interface Listing {
	readonly url: string;
	readonly title: string;
	readonly kinds: Set<ColumnKind>;
	/** Dates that lists show beside it. */
	readonly dates: Set<string>;
	readonly external: boolean;
}

/** By page key. */
export type Listings = ReadonlyMap<string, Listing>;

/** The day of a list's entry: as the list shows it, else as its own page or its address says. */
export const itemDate = (item: ListItem, page: SeenPage | undefined): string | undefined =>
	item.date ?? (page && publishedOn(page)) ?? dateInUrl(item.url);

/** Notes each entry of a column under its address. */
export const noteItems = (
	listings: Map<string, Listing>,
	items: readonly ListItem[],
	kind: ColumnKind,
	{ keyOf }: Pages,
): void => {
	for (const { url, title, date, external } of items) {
		const key = keyOf(url);
		let listing = listings.get(key);
		if (!listing) {
			listing = { url, title, kinds: new Set(), dates: new Set(), external: external === true };
			listings.set(key, listing);
		}
		listing.kinds.add(kind);
		if (date) listing.dates.add(date);
	}
};
