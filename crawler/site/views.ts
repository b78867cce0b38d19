import type { Gathered } from '../model.ts';
import type { SeenPage, View } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import { kindOfItems } from './item-kinds.ts';
import { itemDate, type Listing, noteItems } from './listings.ts';
import { inherited, kindByNames } from './names.ts';
import type { Pages } from './pages.ts';
import { surenessOf } from './sureness.ts';

/** What a view shows, by what was read of it. */
const contentOf = ({ items, text, complete }: View): 'list' | 'text' | 'empty' | 'unloaded' => {
	if (items.length > 0) return 'list';
	if (text) return 'text';
	return complete ? 'empty' : 'unloaded';
};

/** The columns that scripts show at an address that others have too: a tree of columns beside one list. */
export const columnsOfViews = (
	{ config, asOf }: Gathered,
	pages: Pages,
	listings: Map<string, Listing>,
	/** The columns that have an address of their own. */
	groups: readonly ColumnGroup[],
): ColumnGroup[] => {
	const pinned = new Set(config.columns.map(({ kind }) => kind));
	const groupOf = (page: SeenPage, view: View): ColumnGroup => {
		const above = view.above.map((text) => ({ text, from: inherited })).reverse();
		const names = [{ text: view.name, from: 'nav' }, ...above];
		const items = kindOfItems(view.items.map(({ title }) => title));
		const guess = kindByNames(names, items);
		const found =
			pinned.has(guess.kind) && guess.kind !== 'other'
				? { kind: 'other' as const, recognisedBy: `config:${guess.kind}` }
				: guess;
		noteItems(listings, view.items, found.kind, pages);
		const dates = view.items.map((item) => itemDate(item, pages.at(item.url)));
		const past = dates.filter((date): date is string => date !== undefined && date <= asOf).sort();
		const column = {
			url: page.finalUrl,
			title: view.name,
			kind: found.kind,
			recognisedBy: found.recognisedBy,
			sure: surenessOf(found, names, items),
			view: true as const,
			items: view.items.length,
			undated: dates.filter((date) => date === undefined).length,
			...(past.length > 0 && { lastPublishedOn: past.at(-1) as string }),
			newestKnown: view.complete,
			complete: view.complete,
			content: contentOf(view),
			closed: false,
		};
		return { column, pages: [page], entries: view.items, ...(past[0] && { oldestOn: past[0] }) };
	};
	/** The view that is shown first is what the page itself was taken for. */
	const isPageItself = (page: SeenPage, { column }: ColumnGroup, { items }: View): boolean =>
		groups.some(
			(group) =>
				group.pages[0] === page &&
				group.column.kind === column.kind &&
				page.facts.items.length === items.length &&
				page.facts.items.every(({ url }, at) => url === items[at]?.url),
		);
	return pages.all.flatMap((page) =>
		(page.facts.views ?? []).flatMap((view) => {
			const group = groupOf(page, view);
			return isPageItself(page, group, view) ? [] : [group];
		}),
	);
};
