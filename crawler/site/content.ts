import type { Column } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { Menus } from './names.ts';
import { unseenWords } from './unseen.ts';

/** More running text than an empty list's frame has: 共0条记录, 首页 上一页 下一页. */
const textOfOwn = 100;

const pagerWords =
	/^(?:首页|上一?页|下一?页|尾页|末页|前一?页|后一?页|跳转|go|更多|返回.*|打印|关闭|\d+|[>»<«.…\s]+)$/i;

/** Whether the server writes the lists of a page's template: a page without entries is then empty and not merely undrawn. */
export const serverDrawn = (lists: readonly SeenPage[]): ((page: SeenPage) => boolean) => {
	const written = lists.filter(({ lane, facts }) => lane === 'http' && facts.items.length > 0);
	const withCode = ({ facts }: SeenPage): string => `${facts.skeleton} ${facts.code}`;
	const templates = new Set(written.map(({ facts }) => facts.skeleton));
	const codes = new Set(written.map(withCode));
	// One template may serve both kinds of list: a script that draws one here stands on those of the server's, too.
	return (page) =>
		templates.has(page.facts.skeleton) && (!page.facts.pager.scripted || codes.has(withCode(page)));
};

/** Links of the page's own part that lead somewhere the site's menus do not. */
const leadsSomewhere = ({ facts, url }: SeenPage, menus: Menus): boolean => {
	const crumbs = new Set(facts.breadcrumb);
	return facts.links.some(
		(link) =>
			link.place === 'main' &&
			link.as === 'a' &&
			link.text !== '' &&
			link.url !== url &&
			!pagerWords.test(link.text) &&
			!crumbs.has(link.text) &&
			!menus.has(link.url),
	);
};

/** So many links of its own make an entrance of a page without a list, where so many others show what the site's menu is. */
const leastWays = 2;
const leastShared = 3;

/** Links that look like a menu and stand on no other page: the boards of an entrance to several columns. */
const isEntrance = ({ facts, url }: SeenPage, menus: Menus): boolean => {
	const shown = new Map<string, number>();
	const crumbs = new Set(facts.breadcrumb);
	for (const link of facts.links)
		if (link.as === 'a' && link.place !== 'footer' && link.url !== url && !crumbs.has(link.text))
			shown.set(link.url, (shown.get(link.url) ?? 0) + 1);
	const listed = [...shown].filter(([to]) => menus.has(to));
	const own = listed.filter(([to, count]) => menus.countOf(to) <= count).length;
	return own >= leastWays && listed.length - own >= leastShared;
};

/** Pictures and frames of one page alone; what several pages show is decoration. */
export const ownMedia = (pages: readonly SeenPage[]): ReadonlySet<string> => {
	const shown = new Map<string, number>();
	for (const { facts } of pages) {
		const media = facts.links.filter(({ as }) => as !== 'a').map(({ url }) => url);
		for (const url of new Set(media)) shown.set(url, (shown.get(url) ?? 0) + 1);
	}
	return new Set([...shown].flatMap(([url, count]) => (count === 1 ? [url] : [])));
};

/** Something other than text: a picture of its own, a file. */
const holdsMedia = ({ facts }: SeenPage, media: ReadonlySet<string>): boolean =>
	facts.mainMedia > 0 ||
	(facts.document?.attachments.length ?? 0) > 0 ||
	facts.links.some(({ as, place, url }) => as !== 'a' && place !== 'footer' && media.has(url));

/** What a column's pages hold. Only a list known to be drawn whole is ever called empty. */
export const contentOf = (
	group: readonly SeenPage[],
	{
		own,
		menus,
		drawn,
		media,
		leadsOn,
	}: {
		own: (url: string) => boolean;
		menus: Menus;
		drawn: (page: SeenPage) => boolean;
		media: ReadonlySet<string>;
		leadsOn: boolean;
	},
): Pick<Column, 'content' | 'snippet'> => {
	const page = group[0] as SeenPage;
	const { facts } = page;
	if (!own(page.finalUrl) || (facts.redirectsTo !== undefined && !own(facts.redirectsTo))) {
		return { content: 'elsewhere', snippet: facts.redirectsTo ?? page.finalUrl };
	}
	if (group.some(({ facts: { items } }) => items.length > 0)) return { content: 'list' };
	if (facts.emptyReason !== undefined) return { content: 'stated-empty', snippet: facts.emptyReason };
	const saysSomething = facts.hasSentence || facts.mainTextLength >= textOfOwn;
	const holdsText = facts.shape === 'article' || saysSomething || holdsMedia(page, media);
	if (holdsText || leadsOn || leadsSomewhere(page, menus) || isEntrance(page, menus))
		return { content: 'text' };
	if (facts.redirectsTo !== undefined) return { content: 'text' };
	// Its data did not come: nobody knows what it holds, whatever other pages of its template are.
	if (page.walked === 'cut') {
		return { content: 'unloaded', ...(facts.cutBy && { snippet: `列表数据：${unseenWords[facts.cutBy]}` }) };
	}
	if (page.walked === 'to-end' || drawn(page)) return { content: 'empty' };
	// A page that is not the frame of a list may hold what we do not see: a form, a map.
	if (facts.shape !== 'list' && !facts.pager.scripted) return { content: 'text' };
	const mayBeDrawn = facts.scripted || facts.pager.scripted;
	const seenDrawn = page.lane === 'browser' && page.walked !== 'cut';
	return { content: mayBeDrawn && !seenDrawn ? 'unloaded' : 'empty' };
};
