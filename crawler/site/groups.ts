import type { SeenPage } from '../page-facts.ts';
import { type Pages, unionFind } from './pages.ts';

/** Two addresses of one list never name two columns. */
const contradicts = (a: SeenPage, b: SeenPage): boolean => {
	const [here, there] = [a.facts.breadcrumb.join('>'), b.facts.breadcrumb.join('>')];
	if (here && there) return here !== there;
	const [name, other] = [a.facts.meta.columnname, b.facts.meta.columnname];
	return Boolean(name && other && name !== other);
};

/** The list behind a page that only frames it, where that was seen. */
export const framed = ({ facts }: SeenPage, pages: Pages): SeenPage | undefined => {
	if (facts.items.length > 0) return undefined;
	for (const { as, place, url } of facts.links) {
		if (as !== 'frame' || place !== 'main') continue;
		const inner = pages.at(url);
		if (inner?.facts.shape === 'list' && inner.facts.items.length > 0) return inner;
	}
	return undefined;
};

/** What an address asks for beside its path: `id=3`, `page=1`. */
const asked = (url: string): Set<string> =>
	new Set(
		new URL(url).search
			.slice(1)
			.split('&')
			.filter((part) => part !== ''),
	);

/** Fewer entries may stand in two lists by chance. */
const leastEntries = 3;

/** The same list at an address with something added that changes nothing: `?uid=1`, `&page=1`, `?from=home`. */
const isSameList = (a: SeenPage, b: SeenPage): boolean => {
	const [here, there] = [asked(a.finalUrl), asked(b.finalUrl)];
	const [few, many] = here.size <= there.size ? [here, there] : [there, here];
	if (few.size === many.size || ![...few].every((part) => many.has(part))) return false;
	const [one, other] = [a.facts, b.facts];
	return (
		one.title === other.title &&
		one.skeleton === other.skeleton &&
		one.mainTextLength === other.mainTextLength &&
		one.items.length === other.items.length &&
		one.items.every(({ title }, i) => title === other.items[i]?.title)
	);
};

/** What two addresses of one list share: its name and its entries, in their order. Undefined where that is too little to tell. */
const listMark = ({ facts: { title, items } }: SeenPage, { keyOf }: Pages): string | undefined =>
	items.length < leastEntries
		? undefined
		: [title, ...items.map((item) => `${keyOf(item.url)} ${item.title}`)].join('\n');

/** List pages by the list they belong to, first page first: pager pages and framed lists join the page that leads to them. */
export const groupLists = (lists: readonly SeenPage[], pages: Pages): SeenPage[][] => {
	const pathOf = ({ finalUrl }: SeenPage): string => pages.keyOf(finalUrl).replace(/\?.*$/, '');
	/** One is a static page, and the other may be the program behind it. */
	const isProgramOf = (a: SeenPage, b: SeenPage): boolean =>
		pathOf(a) !== pathOf(b) && (asked(a.finalUrl).size === 0) !== (asked(b.finalUrl).size === 0);
	const indices = new Map(lists.map((page, i) => [page, i]));
	const { find, join } = unionFind(lists.length);
	for (const [i, page] of lists.entries()) {
		const { pages: written, guessed = [] } = page.facts.pager;
		for (const url of [...written, ...guessed]) {
			const other = pages.at(url);
			const j = other && indices.get(other);
			if (other && j !== undefined && !contradicts(page, other)) join(i, j);
		}
		const inner = framed(page, pages);
		const j = inner && indices.get(inner);
		if (j !== undefined) join(i, j);
	}
	const byPath = new Map<string, number[]>();
	for (const [i, page] of lists.entries()) {
		const path = pathOf(page);
		const others = byPath.get(path) ?? [];
		// Thousands of lists at one path differ in what they ask for; the first ones tell.
		for (const j of others.slice(0, 200)) {
			const other = lists[j] as SeenPage;
			if (!contradicts(page, other) && isSameList(page, other)) join(i, j);
		}
		byPath.set(path, [...others, i]);
	}
	const byMark = new Map<string, number>();
	for (const [i, page] of lists.entries()) {
		const mark = listMark(page, pages);
		const j = mark === undefined ? undefined : byMark.get(mark);
		const twin = j === undefined ? undefined : lists[j];
		if (j !== undefined && twin && isProgramOf(page, twin) && !contradicts(page, twin)) join(i, j);
		else if (mark !== undefined && j === undefined) byMark.set(mark, i);
	}
	const groups = new Map<number, SeenPage[]>();
	for (const [i, page] of lists.entries()) {
		const root = find(i);
		const group = groups.get(root);
		if (group) group.push(page);
		else groups.set(root, [page]);
	}
	// A list is known by its plainest address, unless its first page has a longer one.
	return [...groups.values()].map((group) => {
		const [first] = group as [SeenPage, ...SeenPage[]];
		const plain = group.find(
			(page) => asked(page.finalUrl).size < asked(first.finalUrl).size && isSameList(page, first),
		);
		return plain ? [plain, ...group.filter((page) => page !== plain)] : group;
	});
};
