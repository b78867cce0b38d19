import { kindOfColumn } from '../extract/columns.ts';
import { isSameOwner, isShortName, ownerIn } from '../extract/identity.ts';
import type { SeenPage } from '../page-facts.ts';
import type { Menus } from './names.ts';
import type { Pages } from './pages.ts';
import { foldersOf } from './parents.ts';

const organName =
	/^[\u4e00-\u9fa5]{2,20}(?:局|委员会|委|厅|办公室|办|镇|乡|街道|街道办事处|苏木|管委会|支队|总队|法院|检察院)(?:人民政府)?$/u;
/** 政府办公室 is an organ, and 新闻办 too; these are columns and phrases. */
const noOrgan =
	/^(?:各|本|下属|直属|有关|相关)|(?:我要|网上|在线|联合|限时|一次)办$|[省市县区旗州]委$|乡镇$/u;

/** The name is one of an organ below the site's own. */
const readOrgan = (text: string, own: readonly string[]): string | undefined => {
	const name = text.replace(/\s/g, '').replace(/(?:政府)?信息公开(?:专栏|目录)?$/u, '');
	if (!organName.test(name) || noOrgan.test(name)) return undefined;
	const kind = kindOfColumn({ names: [{ text: name, from: 'nav' }] })?.kind;
	if (kind !== undefined && kind !== 'other') return undefined;
	const owned = ownerIn(name);
	return own.some((owner) => isSameOwner(owned, owner) || isShortName(owned, owner)) ? undefined : name;
};

/** What an organ's own entrance is called by the menus, or calls itself. */
const entranceOf = (page: SeenPage, menus: Menus, own: readonly string[]): string | undefined => {
	const { heading = '', title, breadcrumb } = page.facts;
	for (const text of [
		...menus.textsOf(page.url),
		breadcrumb.at(-1) ?? '',
		heading,
		title.split(/[-_|–—]/u)[0] ?? '',
	]) {
		const organ = readOrgan(text, own);
		if (organ) return organ;
	}
	return undefined;
};

/**
 * The organ below the site's own to which each column belongs: by the breadcrumb, by the folder that is the organ's entrance, or
 * since nothing but the organ's own pages leads to it. A department's 年报 is not its government's.
 */
export const organsOf = (
	columns: readonly SeenPage[],
	pages: Pages,
	menus: Menus,
	siteNames: readonly string[],
): (string | undefined)[] => {
	const own = siteNames.map(ownerIn).filter((name) => name !== '');
	const entrances = new Map<string, string>();
	for (const page of pages.all) {
		if (page.facts.shape === 'article' || page.depth === 0) continue;
		const organ = entranceOf(page, menus, own);
		if (organ) entrances.set(pages.keyOf(page.finalUrl), organ);
	}
	if (entrances.size === 0 && columns.every(({ facts }) => facts.breadcrumb.length < 2))
		return columns.map(() => undefined);

	const placed = columns.map((page): string | undefined => {
		for (const step of page.facts.breadcrumb.slice(0, -1).reverse()) {
			const organ = readOrgan(step, own);
			if (organ) return organ;
		}
		for (const folder of foldersOf(pages.keyOf(page.finalUrl))) {
			const organ = entrances.get(folder);
			if (organ) return organ;
		}
		return undefined;
	});
	const byLinks = linkedFrom(columns, placed, entrances, pages);
	return columns.map((page, i) => placed[i] ?? byLinks(page));
};

/** The one organ whose pages alone lead to a page. */
const linkedFrom = (
	columns: readonly SeenPage[],
	placed: readonly (string | undefined)[],
	entrances: ReadonlyMap<string, string>,
	pages: Pages,
): ((page: SeenPage) => string | undefined) => {
	const organs = new Map(entrances);
	for (const [i, page] of columns.entries()) {
		const organ = placed[i];
		if (organ) organs.set(pages.keyOf(page.finalUrl), organ);
	}
	const wanted = new Set(columns.map(({ finalUrl }) => pages.keyOf(finalUrl)));
	const referrers = new Map<string, Set<string>>();
	for (const page of pages.all) {
		const from = pages.keyOf(page.finalUrl);
		for (const { as, url } of page.facts.links) {
			const to = as === 'a' ? pages.keyOf(url) : '';
			if (!wanted.has(to) || to === from) continue;
			const known = referrers.get(to) ?? new Set();
			referrers.set(to, known.add(organs.get(from) ?? ''));
		}
	}
	return (page) => {
		const [only, ...more] = referrers.get(pages.keyOf(page.finalUrl)) ?? [];
		return more.length === 0 && only ? only : undefined;
	};
};
