import { type ColumnName, kindOfColumn } from '../extract/columns.ts';
import type { SeenPage } from '../page-facts.ts';
import type { ColumnKind } from '../site-config.ts';
import type { Pages } from './pages.ts';

/** What the site's own menus call its pages. */
export interface Menus {
	/** Texts of the menu links that lead to a page, the most frequent first. */
	readonly textsOf: (url: string) => readonly string[];
	readonly has: (url: string) => boolean;
	/** How many menu links lead to a page, all pages together. */
	readonly countOf: (url: string) => number;
	/** The words for 法定主动公开内容 below which the site's trees show a page. */
	readonly dutyOf: (url: string) => string | undefined;
}

/** Links that name no column, whatever they lead to. */
const nameless = /^(?:更多|more|首页|返回|上一页|下一页|尾页|末页|\d+|[>»<«.…]+)/i;

/** Collects the links of every menu: the frame's on all pages, and the main part's where a page is an entrance to others. */
export const menusOf = (pages: Pages, isEntrance: (page: SeenPage) => boolean = () => false): Menus => {
	const texts = new Map<string, Map<string, number>>();
	const duties = new Map<string, string>();
	for (const page of pages.all) {
		const { facts, depth } = page;
		const entrance = depth === 0 || facts.shape === 'home' || facts.shape === 'other' || isEntrance(page);
		for (const { url, text, as, place, duty, section } of facts.links) {
			if (duty && place !== 'footer') duties.set(pages.keyOf(url), duty);
			if (as !== 'a' || place === 'footer' || (place === 'main' && !entrance)) continue;
			const name = (section ?? text).replace(/\s+/g, '');
			if (name.length < 2 || name.length > 14 || nameless.test(name)) continue;
			const key = pages.keyOf(url);
			const counts = texts.get(key);
			if (!counts) texts.set(key, new Map([[name, 1]]));
			else counts.set(name, (counts.get(name) ?? 0) + 1);
		}
	}
	const sorted = new Map<string, string[]>();
	for (const [key, counts] of texts) {
		sorted.set(
			key,
			[...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text),
		);
	}
	return {
		textsOf: (url) => sorted.get(pages.keyOf(url)) ?? [],
		has: (url) => sorted.has(pages.keyOf(url)),
		countOf: (url) =>
			[...(texts.get(pages.keyOf(url))?.values() ?? [])].reduce((sum, count) => sum + count, 0),
		dutyOf: (url) => duties.get(pages.keyOf(url)),
	};
};

/** The part of a `<title>` that names the page, the site's name left out. */
const titleHead = (title: string): string => title.split(/[-_|–—>]/u)[0]?.trim() ?? '';

/** The name of a column above: 政策文件 > 市场监管. */
export const inherited = 'breadcrumb-parent';

/** A sub-column of a kind is of that kind; below 政务服务 or 互动交流 stands whatever there is. */
const inheritable: ReadonlySet<ColumnKind> = new Set([
	'news',
	'notice',
	'policy',
	'regulation',
	'interpretation',
	'gazette',
	'abolition',
	'personnel',
	'plan',
	'annual-report',
	'consultation',
	'statutory',
]);

/** The kind that a column's names speak for; of a list without any name, the kind of its entries. */
export const kindByNames = (
	names: readonly ColumnName[],
	items?: ColumnKind,
): { kind: ColumnKind; recognisedBy: string } => {
	const guess = kindOfColumn({ names });
	if (guess && guess.kind !== 'other') {
		return guess.recognisedBy.startsWith(inherited) && !inheritable.has(guess.kind)
			? { ...guess, kind: 'other' }
			: guess;
	}
	// 财政预决算 is of no kind by its name, and one of the things to be disclosed by where it stands.
	for (const name of names) {
		if (name.from !== inherited) continue;
		const above = kindOfColumn({ names: [name] });
		if (above && inheritable.has(above.kind)) return above;
	}
	return guess ?? { kind: items ?? 'other', recognisedBy: items ? `items:${items}` : 'list' };
};

/** What a page is called and by whom, the best witness first. */
export const namesOf = ({ url, facts }: SeenPage, menus: Menus): { text: string; from: string }[] => {
	const names: { text: string; from: string }[] = [];
	const add = (text: string | undefined, from: string): void => {
		if (text && !/^(?:null|undefined)$/i.test(text)) names.push({ text, from });
	};
	add(facts.meta.columnname, 'ColumnName');
	add(facts.breadcrumb.at(-1), 'breadcrumb');
	if (facts.shape !== 'article') add(facts.heading, 'heading');
	for (const text of menus.textsOf(url).slice(0, 3)) add(text, 'nav');
	add(facts.meta.columntype, 'ColumnType');
	add(titleHead(facts.title), 'title');
	for (const text of facts.breadcrumb.slice(0, -1).reverse()) add(text, inherited);
	add(url, 'address');
	return names;
};
