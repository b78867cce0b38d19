import { kindOfColumn } from '../extract/columns.ts';
import type { Gathered, Platform, Shown } from '../model.ts';
import type { Link, SeenPage } from '../page-facts.ts';
import type { ColumnKind } from '../site-config.ts';
import { scopeOf } from '../url.ts';
import type { ColumnGroup } from './columns.ts';
import type { Pages } from './pages.ts';
import { muchHidden, unseenWords } from './unseen.ts';

/** What the platform is called, the surest name first. */
const names = [
	/^(?:[\u4e00-\u9fa5]{0,12})政府信息公开(?:专栏|平台|网|目录|栏目)?$/u,
	/^(?:[\u4e00-\u9fa5]{0,8})信息公开(?:专栏|平台|网|目录)?$/u,
	/^(?:政务公开|政府信息)(?:专栏|平台|网)?$/u,
] as const;
const rankOf = (text: string): number => {
	const name = text.replace(/\s/g, '');
	const rank = name.length > 16 ? -1 : names.findIndex((pattern) => pattern.test(name));
	return rank < 0 ? names.length : rank;
};

/** Texts of these names are met in any column: they witness that the site has them, not where. */
const entryNames: Readonly<Partial<Record<ColumnKind, RegExp>>> = {
	guide: /(?:信息|政务)公开指南/u,
	system: /公开[^，。]{0,16}(?:制度|规定|暂行办法|实施细则)/u,
	abolition: /(?:废止|失效)[^，。]{0,24}(?:文件|目录|清单|决定|公告)|清理结果/u,
	gazette: /政府公报/u,
};

const strength: readonly Shown['as'][] = ['column', 'link', 'entry', 'organ'];

/** A site has fewer columns. */
const mostNames = 5000;
/** Longer link texts are titles. */
const longestName = 16;

/** By kind, where the site has a column of it or names one: the columns themselves, links that are named so, then texts. */
const findShown = (pages: Pages, groups: readonly ColumnGroup[]): Pick<Platform, 'shows' | 'names'> => {
	const shows = new Map<ColumnKind, Shown>();
	const note = (kind: ColumnKind | undefined, shown: Shown): void => {
		if (kind === undefined || kind === 'other') return;
		const known = shows.get(kind);
		if (!known || strength.indexOf(shown.as) < strength.indexOf(known.as)) shows.set(kind, shown);
	};
	for (const { column } of groups)
		note(column.kind, { url: column.url, text: column.title, as: column.organ ? 'organ' : 'column' });

	// Most links of a site are its menu's, over and over.
	const heard = new Set<string>();
	const named = new Set(groups.map(({ column }) => column.title));
	const hear = ({ url, text, as, duty }: Link, dated: ReadonlySet<string>): void => {
		if (as === 'frame' || text === '' || heard.has(text)) return;
		if (text.length > 60 || dated.has(url)) return;
		heard.add(text);
		if (duty) note('statutory', { url, text: duty, as: 'link' });
		if (text.length > longestName) return;
		if (named.size < mostNames) named.add(text);
		note(kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind, { url, text, as: 'link' });
	};
	for (const { facts, finalUrl } of pages.all) {
		const dated = new Set(facts.items.flatMap(({ url, date }) => (date ? [url] : [])));
		for (const link of facts.links) hear(link, dated);
		for (const text of facts.unlinked ?? [])
			note(kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind, { url: finalUrl, text, as: 'entry' });
		const titles = [
			...facts.items.map(({ url, title }) => ({ url, title })),
			{ url: finalUrl, title: facts.title },
		];
		for (const { url, title } of titles)
			for (const [kind, pattern] of Object.entries(entryNames))
				if (!shows.has(kind as ColumnKind) && pattern.test(title))
					note(kind as ColumnKind, { url, text: title, as: 'entry' });
	}
	return { shows: Object.fromEntries(shows), names: [...named] };
};

/** The platform's own page; where none was seen, what leads to it. */
const findPage = (pages: Pages): { page?: SeenPage; link?: Link } => {
	let page: SeenPage | undefined;
	let link: Link | undefined;
	let best: number = names.length;
	for (const from of pages.all) {
		for (const to of from.facts.links) {
			const rank = to.as === 'a' && /^https?:/i.test(to.url) ? rankOf(to.text) : names.length;
			if (rank === names.length) continue;
			const target = pages.at(to.url);
			link ??= target ? undefined : to;
			if (rank < best && target && target.depth > 0 && target.facts.shape !== 'article') {
				best = rank;
				page = target;
			}
		}
	}
	return { ...(page && { page }), ...(link && { link }) };
};

/** What a platform consists of. */
const sections: readonly ColumnKind[] = ['guide', 'system', 'statutory', 'annual-report', 'request'];
/** A page that names so many of its sections was drawn, scripts or not. */
const mostAreThere = 3;

/** Scripts draw the page, and were not seen to do it. */
const isHalfDrawn = ({ lane, walked, facts }: SeenPage): boolean => {
	if (facts.cutBy !== undefined || walked === 'cut') return true;
	if (lane === 'browser' || !facts.scripted) return false;
	const kinds = facts.links.map(({ text }) => kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind);
	return sections.filter((section) => kinds.includes(section)).length < mostAreThere;
};

/** A part of the page stands in a frame that was not read. */
const hasUnseenFrame = ({ facts }: SeenPage, pages: Pages): boolean =>
	facts.links.some(({ as, url, place }) => as === 'frame' && place !== 'footer' && !pages.at(url));

/** The disclosure platform with what it shows; in place of it, why it cannot be judged. */
export const findPlatform = (
	gathered: Gathered,
	pages: Pages,
	groups: readonly ColumnGroup[],
): { platform: Platform; doubt?: string } => {
	const { config, unseen, stopped } = gathered;
	const { page, link } = findPage(pages);
	const { shows, names: named } = findShown(pages, groups);
	const isCut = page !== undefined && (isHalfDrawn(page) || hasUnseenFrame(page, pages));
	const platform: Platform = {
		...(page && { url: page.finalUrl }),
		...(isCut && { cut: true as const }),
		shows,
		names: named,
	};
	if (stopped) return { platform, doubt: `抓取提前结束（${stopped}），未见到的页面中可能有应公开的内容` };
	if (!page && link) {
		const isOwn = scopeOf(config.url, config.hosts)(link.url);
		const why = unseen.get(link.url);
		const doubt = isOwn
			? `“${link.text}”未能打开${why ? `（${unseenWords[why]}）` : ''}`
			: `“${link.text}”在另一网站（${new URL(link.url).host}），没有抓取`;
		return { platform, doubt };
	}
	if (isCut && !sections.some((kind) => shows[kind]))
		return { platform, doubt: `“${page.facts.title}”由脚本显示，未能读到其中的栏目` };
	const doubt = muchHidden(gathered, pages, '应公开的内容');
	return { platform, ...(doubt && { doubt }) };
};
