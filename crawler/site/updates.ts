import type { Gathered, Updates } from '../model.ts';
import type { Link, SeenPage } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import { itemDate, type Listings } from './listings.ts';
import { dateInUrl, type Pages, publishedOn } from './pages.ts';

/** Shorter link texts name columns. */
const shortestTitle = 7;

/** Links that are entries by their length and are none: notes, forms, other organs. */
const noEntry =
	/^(?:copyright|[\w\s.@:/-]+$)|公网安备|ICP备|标识码|无障碍|长者|登录|注册|客户端|(?:政府|委员会|办公室|门户|网站|平台|中心|网|[局厅委办院])$/iu;

/** The page's links, and those of the pages in its frames. */
const linksOf = ({ facts }: SeenPage, pages: Pages): Link[] => [
	...facts.links,
	...facts.links.flatMap(({ as, url }) => (as === 'frame' ? (pages.at(url)?.facts.links ?? []) : [])),
];

/**
 * What is new, as far as the homepage leads to it: the texts it links to, by the lists and their own pages, and the columns one
 * step below. In place of it, why nobody can tell.
 */
export const readUpdates = (
	{ asOf, stopped, unseen }: Gathered,
	home: SeenPage | undefined,
	pages: Pages,
	groups: readonly ColumnGroup[],
	listings: Listings,
): { updates: Updates; doubt?: string } => {
	const blank = { entries: 0, undated: 0, dated: 0, unsure: 0 };
	if (!home) return { updates: blank, doubt: '没有看到首页' };
	if (stopped) return { updates: blank, doubt: `抓取提前结束（${stopped}）` };
	const { facts } = home;
	const isPast = (date: string | undefined): date is string => date !== undefined && date <= asOf;
	const newestOf = (dates: readonly (string | undefined)[]): string | undefined =>
		dates.filter(isPast).sort().at(-1);

	const shown = new Map(facts.items.map(({ url, date }) => [url, date]));
	const columns = new Map(groups.flatMap((group) => group.pages.map((page) => [page, group] as const)));
	const below = new Set<ColumnGroup>();
	const entries = new Map<string, string | undefined>();
	/** Parts of the homepage, columns and texts of the site that were not read, and may be newer than all that was. */
	const hidden = new Set<string>();
	for (const { url, text, as, place } of linksOf(home, pages)) {
		if (!/^https?:/i.test(url)) continue;
		const page = pages.at(url);
		if (as === 'frame' && place !== 'footer' && !page && unseen.has(url)) hidden.add(url);
		if (as !== 'a') continue;
		if (page === home) continue;
		const group = page && columns.get(page);
		if (group) {
			below.add(group);
			continue;
		}
		const isText = page
			? page.facts.shape === 'article'
			: shown.get(url) !== undefined || (text.length >= shortestTitle && !noEntry.test(text));
		if (place === 'footer') continue;
		const listed = [...(listings.get(pages.keyOf(url))?.dates ?? [])];
		const on = newestOf([shown.get(url), page && publishedOn(page), dateInUrl(url), ...listed]);
		if (!page && on === undefined && !noEntry.test(text) && unseen.has(url)) hidden.add(url);
		if (isText) entries.set(pages.keyOf(url), on);
	}
	const entriesOn = newestOf([...entries.values()]);
	const belowOn = newestOf([...below].map(({ column }) => column.lastPublishedOn));
	const dated = new Set([...entries].flatMap(([key, date]) => (isPast(date) ? [key] : [])));
	for (const group of below)
		for (const item of group.entries)
			if (isPast(itemDate(item, pages.at(item.url)))) dated.add(pages.keyOf(item.url));
	const undated = [...entries.values()].filter((date) => date === undefined).length;
	const unsure = [...below].filter(
		({ column: { content, newestKnown } }) =>
			content === 'unloaded' || (content === 'list' && newestKnown === false),
	).length;
	const isHalfDrawn = facts.cutBy !== undefined || (facts.scripted && home.lane === 'http');
	const updates: Updates = {
		entries: entries.size,
		undated,
		dated: dated.size,
		...(entriesOn && { entriesOn }),
		...(belowOn && { belowOn }),
		unsure: unsure + hidden.size + (isHalfDrawn ? 1 : 0),
	};
	return entriesOn === undefined && belowOn === undefined
		? { updates, doubt: '首页和它直接链接的栏目都没有可判断的日期' }
		: { updates };
};
