import type { ListItem, Pager } from '../page-facts.ts';
import { readDataStore } from './datastore.ts';
import type { Resolve } from './links.ts';

/** The list of a page, as far as it is known. */
export interface Listed {
	readonly items: ListItem[];
	readonly pager: Pager;
}

/** Entries that the page carries as data in a script count as its list. */
export const withData = (html: string, url: string, resolve: Resolve, seen: Listed): Listed => {
	const data = readDataStore(html, url, resolve);
	if (!data || data.items.length === 0) return seen;
	const known = new Set(data.items.map(({ url, title }) => `${url}\n${title}`));
	const drawn = seen.items.filter(({ url, title }) => !known.has(`${url}\n${title}`));
	// Another list's entries are not to be mixed with the data's; its own later pages are.
	if (drawn.length > 0 && data.items.length < seen.items.length) return seen;
	const items = [...data.items, ...drawn];
	const itemCount = data.itemCount ?? seen.pager.itemCount;
	const more = itemCount !== undefined && itemCount > items.length;
	return {
		items,
		pager: {
			...seen.pager,
			...(itemCount === undefined ? {} : { itemCount }),
			scripted: seen.pager.scripted || (more && seen.pager.pages.length === 0),
			...(more && data.source && seen.pager.pages.length === 0 ? { data: data.source } : {}),
		},
	};
};

/** A list that says how many entries it has, shows fewer and names no further pages draws them by script. */
export const withRest = (seen: Listed, scripted: boolean): Listed => {
	const { itemCount, pages, pageCount } = seen.pager;
	const short = scripted && itemCount !== undefined && seen.items.length > 0 && itemCount > seen.items.length;
	return short && pages.length === 0 && pageCount !== 1
		? { ...seen, pager: { ...seen.pager, scripted: true } }
		: seen;
};
