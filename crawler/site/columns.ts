import { kindOfColumn } from '../extract/columns.ts';
import type { Column, Gathered } from '../model.ts';
import type { ListItem, SeenPage } from '../page-facts.ts';
import type { ColumnKind } from '../site-config.ts';
import { scopeOf } from '../url.ts';
import { contentOf, ownMedia, serverDrawn } from './content.ts';
import { framed, groupLists } from './groups.ts';
import { kindOfItems } from './item-kinds.ts';
import { itemDate, type Listing, type Listings, noteItems } from './listings.ts';
import { kindByNames, type Menus, menusOf, namesOf } from './names.ts';
import { organsOf } from './organs.ts';
import { dateInUrl, type Pages } from './pages.ts';
import { parentsOf } from './parents.ts';
import { choose } from './pins.ts';
import { surenessOf } from './sureness.ts';
import { columnsOfViews } from './views.ts';

/** A column with the pages it was read from. */
export interface ColumnGroup {
	readonly column: Column;
	readonly pages: readonly SeenPage[];
	/** Of all its pages, each once. */
	readonly entries: readonly ListItem[];
	/** Oldest date over the entries that were read. */
	readonly oldestOn?: string;
}

/** Addresses that answer a reader's question and are no column. */
const toolAddress =
	/[/_-](?:search|so|tags?|login|logon|register|sitemap|wzdt|jiucuo|error)(?:[/_.?-]|$)|[?&](?:keyword|q|searchword)=/i;

const closedName =
	/往年|历年|历史|归档|存档|旧版|已结束|已关闭|archive|^(?:19|20)\d{2}年?(?:度)?$|^(?:19|20)\d{2}[-—至](?:19|20)\d{2}/i;

/** A past year, an archive or a special topic, which are finished one day: nothing new is expected. */
const isClosed = (names: readonly string[], kind: ColumnKind, asOf: string): boolean => {
	if (names.some((name) => closedName.test(name) && !name.startsWith(asOf.slice(0, 4)))) return true;
	const year = /((?:19|20)\d{2})年/.exec(names.at(-1) ?? '')?.[1];
	if (year && year < asOf.slice(0, 4)) return true;
	return kind === 'other' && names.some((name) => /专题|专栏回顾|专项行动/.test(name));
};

const entriesOf = (group: readonly SeenPage[], { keyOf }: Pages): ListItem[] => {
	const entries = new Map<string, ListItem>();
	for (const { facts, url } of group) {
		for (const item of facts.items) {
			const key = keyOf(item.url);
			// Entries that open by script all seem to lead to the list itself.
			const id = key === keyOf(url) ? `${key} ${item.title}` : key;
			const known = entries.get(id);
			if (!known || (!known.date && item.date)) entries.set(id, item);
		}
	}
	return [...entries.values()];
};

/** Every page of the list was read. */
const isComplete = (group: readonly SeenPage[], entries: number, pages: Pages): boolean => {
	if (group.some(({ walked }) => walked === 'cut')) return false;
	// It says itself that it holds more.
	if (group.some(({ facts: { pager } }) => (pager.itemCount ?? 0) > entries)) return false;
	if (group.some(({ walked }) => walked === 'to-end')) return true;
	return group.every(({ facts: { pager } }) => {
		if (pager.pages.some((url) => !pages.at(url))) return false;
		if (pager.itemCount !== undefined && pager.itemCount <= entries) return true;
		if (pager.pageCount !== undefined) return pager.pageCount <= group.length;
		return !pager.scripted;
	});
};

/** Entries at the head of a list that may be held there whatever their date. */
const sticky = 3;

/** The list runs from new to old, so that pages not read hold older entries. */
const isSorted = (dates: readonly (string | undefined)[]): boolean => {
	const all = dates.filter((date) => date !== undefined);
	const known = all.slice(Math.min(sticky, Math.max(0, all.length - 2)));
	if (known.length < 2 || all.length * 5 < dates.length * 4) return false;
	const rising = known.filter((date, i) => i > 0 && date > (known[i - 1] as string)).length;
	return rising * 20 <= known.length;
};

/** Entries that are columns themselves make a page an entrance, not a list. */
const isEntrance = (page: SeenPage, lists: ReadonlySet<SeenPage>, pages: Pages): boolean => {
	const { items } = page.facts;
	const columns = items.filter(({ url, date }) => {
		const target = date === undefined ? pages.at(url) : undefined;
		return target !== undefined && target !== page && lists.has(target);
	});
	return columns.length * 2 > items.length;
};

/** Pages that show a list, in themselves or in a frame. */
const showsList = (page: SeenPage, pages: Pages): boolean =>
	page.facts.shape === 'list' || framed(page, pages) !== undefined;

/** A list of nothing but columns is a menu, however it looks. */
const entrancesOf = (pages: Pages): ((page: SeenPage) => boolean) => {
	const lists = new Set(pages.all.filter((page) => showsList(page, pages)));
	return (page) => page.facts.items.length > 0 && isEntrance(page, lists, pages);
};

/** The homepage at another address: what a site shows for an address that it does not know. */
const isHomeAgain = ({ facts }: SeenPage, home: SeenPage | undefined): boolean =>
	home !== undefined &&
	facts.title === home.facts.title &&
	facts.skeleton === home.facts.skeleton &&
	facts.mainTextLength === home.facts.mainTextLength &&
	facts.items.length === home.facts.items.length &&
	facts.links.length === home.facts.links.length;

/** A column of no kind by its names is one of the duties where a tree of columns shows it among them. */
const kindInTree = (
	guess: { kind: ColumnKind; recognisedBy: string },
	duty: string | undefined,
): { kind: ColumnKind; recognisedBy: string } =>
	guess.kind === 'other' && duty ? { kind: 'statutory', recognisedBy: `tree:${duty}` } : guess;

/** What lists show with a day: published one day, and no column that goes on. */
const datedEntries = (pages: Pages): ReadonlySet<string> =>
	new Set(
		pages.all
			.filter(({ facts }) => facts.shape === 'list')
			.flatMap(({ facts }) => facts.items.flatMap(({ url, date }) => (date ? [pages.keyOf(url)] : []))),
	);

/** The candidates: lists, what the operator pinned, and menu entries that are named like a column. */
const columnPages = (
	gathered: Gathered,
	pages: Pages,
	menus: Menus,
	isMenu: (page: SeenPage) => boolean,
): SeenPage[] => {
	const pinned = new Set(gathered.config.columns.map(({ url }) => pages.keyOf(url)));
	const home = gathered.pages[0];
	const entries = datedEntries(pages);
	return pages.all.filter((page) => {
		const { shape, document } = page.facts;
		if (pinned.has(pages.keyOf(page.url))) return true;
		if (page === home || shape === 'home' || isHomeAgain(page, home) || toolAddress.test(page.finalUrl))
			return false;
		// The browser lane met the frame of a list in it, whose data may not have come.
		const unfilled = shape === 'other' && page.walked !== undefined;
		const around = shape === 'other' && framed(page, pages) !== undefined;
		if (shape === 'list' || unfilled || around) return !document?.documentNumber && !isMenu(page);
		// A notice that the homepage shows under a short title is an entry of its column.
		if (entries.has(pages.keyOf(page.url)) || dateInUrl(page.url)) return false;
		const names = menus.textsOf(page.url).map((text) => ({ text, from: 'nav' }));
		return names.length > 0 && (kindOfColumn({ names })?.kind ?? 'other') !== 'other';
	});
};

/** What the site itself is called. */
export const siteNames = ({ config, pages }: Gathered): string[] => {
	const home = pages[0]?.facts;
	const names = [config.name, home?.meta.sitename ?? '', ...(home?.title.split(/[-_|–—\s]+/u) ?? [])];
	return names.filter((name) => name.length > 1);
};

/** Pages → columns, and what their lists say of each address. */
export const buildColumns = (
	gathered: Gathered,
	pages: Pages,
): { groups: ColumnGroup[]; listings: Listings } => {
	const { config, asOf } = gathered;
	const isMenu = entrancesOf(pages);
	const menus = menusOf(pages, isMenu);
	const own = scopeOf(config.url, config.hosts);
	const lists = columnPages(gathered, pages, menus, isMenu);
	const drawn = serverDrawn(lists);
	const media = ownMedia(pages.all);
	const dated = datedEntries(pages);
	const listings = new Map<string, Listing>();

	const drafts = groupLists(lists, pages).flatMap((group) => {
		const page = group[0] as SeenPage;
		// A page that only sends the reader on within the site is its target's other address.
		if (page.facts.redirectsTo && page.facts.shape === 'redirect' && own(page.facts.redirectsTo)) return [];
		const names = namesOf(page, menus);
		const entries = entriesOf(group, pages);
		const items = kindOfItems(entries.map(({ title }) => title));
		const guess = kindInTree(kindByNames(names, items), menus.dutyOf(page.url));
		return [{ page, group, names, guess, entries, items }];
	});

	const heads = drafts.map(({ page }) => page);
	const parents = parentsOf(heads, pages);
	const chosen = choose(drafts, parents, config, pages);
	const organs = organsOf(heads, pages, menus, siteNames(gathered));
	const hasChildren = new Set(parents.filter((parent) => parent !== undefined));
	const groups = drafts.map(({ page, group, names, guess, entries, items }, i): ColumnGroup => {
		const found = chosen[i] ?? guess;
		noteItems(listings, entries, found.kind, pages);
		const dates = entries.map((item) => itemDate(item, pages.at(item.url)));
		const past = dates.filter((date): date is string => date !== undefined && date <= asOf).sort();
		const complete = isComplete(group, entries.length, pages);
		const parent = parents[i];
		const trail = [...page.facts.breadcrumb, names[0]?.text ?? page.facts.title];
		const { content, snippet } = contentOf(group, {
			own,
			menus,
			drawn,
			media,
			leadsOn: hasChildren.has(page),
		});
		const column: Column = {
			url: page.finalUrl,
			title: names[0]?.text ?? page.facts.title,
			kind: found.kind,
			recognisedBy: found.recognisedBy,
			sure: surenessOf(found, names, items),
			items: entries.length,
			undated: dates.filter((date) => date === undefined).length,
			...(past.length > 0 && { lastPublishedOn: past.at(-1) as string }),
			newestKnown: complete || isSorted(dates),
			complete,
			...(parent && { parent: parent.finalUrl }),
			...(organs[i] !== undefined && { organ: organs[i] }),
			content,
			closed:
				isClosed(trail, found.kind, asOf) ||
				// An issue of the gazette is whole on the day it comes out.
				(found.kind === 'gazette' && dated.has(pages.keyOf(page.url))),
			...(snippet && { snippet }),
		};
		return { column, pages: group, entries, ...(past[0] && { oldestOn: past[0] }) };
	});
	return { groups: [...groups, ...columnsOfViews(gathered, pages, listings, groups)], listings };
};
