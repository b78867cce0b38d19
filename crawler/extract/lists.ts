import type { ListItem } from '../page-facts.ts';
import { textOf } from './dom.ts';
import { dateBesides, type ListContext, type Row, readRow } from './entries.ts';
import type { Area } from './frame.ts';
import { isPaging } from './pager.ts';
import { isColumnAddress, within } from './places.ts';

/** Repeated entries below one element. */
export interface Candidate {
	readonly area: Area;
	readonly rows: Row[];
	readonly score: number;
	/** The words over the list. */
	readonly heading: string;
	readonly hidden: boolean;
}

/** Boxes beside a page's own list. */
const sideBox = /热点|热门|推荐|^最新|相关|排行|友情|链接|快速|常用|点击|延伸|关注|猜你|浏览|导航|搜索/;

/** Which cell holds the day of publication, by the head of the table. */
const dateCellOf = (rows: readonly Area[]): number | undefined => {
	for (const row of rows.slice(0, 2)) {
		if (row.element.name !== 'tr' || row.links > 0 || row.chars > 80) continue;
		const at = row.children.findIndex((cell) =>
			/(?:发布|公开|公布|发文)(?:日期|时间)/.test(textOf(cell.element)),
		);
		if (at >= 0) return at;
	}
	return undefined;
};

const rowTags = new Set([
	'li',
	'tr',
	'dd',
	'dt',
	'dl',
	'div',
	'p',
	'a',
	'table',
	'tbody',
	'ul',
	'td',
	'article',
	'section',
	'h3',
	'h4',
	'h5',
	'span',
]);
const innermost = new Set(['ul', 'ol', 'dl', 'tbody', 'tr']);
const listTags = new Set(['ul', 'ol', 'dl', 'table', 'tbody']);

/** Words over a list: the short text before it, up to four levels out. */
const headingOver = (area: Area): string => {
	let at: Area = area;
	for (let level = 0; level < 4 && at.parent?.parent; level++) {
		const siblings = at.parent.children;
		const own = siblings.indexOf(at);
		for (let i = own - 1; i >= Math.max(0, own - mostNeighbours); i--) {
			const before = siblings[i] as Area;
			if (before.chars === 0) continue;
			if (before.chars <= 24) return textOf(before.element);
			return '';
		}
		at = at.parent;
	}
	return '';
};

const yearHeading = /^\s*((?:19|20)\d{2})\s*年(?:度)?\s*$/;

/** The year that an element names and nothing else: a heading over the entries of that year. */
const yearIn = (area: Area): number | undefined => {
	if (area.chars === 0 || area.chars > 7 || area.links > 0) return undefined;
	const named = yearHeading.exec(textOf(area.element));
	return named ? Number(named[1]) : undefined;
};

/** A browser puts rows into a body of the table. */
const tableOf = (area: Area): Area =>
	area.element.name === 'tbody' && area.parent?.element.name === 'table' ? area.parent : area;

/** Neighbours of a list that are looked at for its heading; pages may hold any number of empty ones. */
const mostNeighbours = 20;

/** The year in the heading right before a list, or before the box that it stands in. */
const yearOver = (area: Area): number | undefined => {
	let at = tableOf(area);
	for (let level = 0; level < 3 && at.parent; level++) {
		const siblings = at.parent.children;
		const own = siblings.indexOf(at);
		for (let i = own - 1; i >= Math.max(0, own - mostNeighbours); i--) {
			const before = siblings[i] as Area;
			if (before.chars > 0) return yearIn(before);
		}
		at = at.parent;
	}
	return undefined;
};

/** A list with the box that holds it and the heading with its year, and nothing else. */
const yearBox = (area: Area): Area => {
	const list = tableOf(area);
	const box = list.parent;
	if (!box?.parent || box.chars - list.chars > 7 || box.children.length > mostNeighbours) return list;
	const others = box.children.filter((child) => child !== list && child.chars > 0);
	return others.length === 1 && yearIn(others[0] as Area) !== undefined ? box : list;
};

const rowsBelow = (area: Area, context: ListContext): { rows: Row[]; whole: boolean } | undefined => {
	const rows: Row[] = [];
	let withLinks = 0;
	let year: number | undefined;
	let headed = false;
	const dateCell =
		area.element.name === 'tbody' || area.element.name === 'table' ? dateCellOf(area.children) : undefined;
	for (const child of area.children) {
		const heading = yearIn(child);
		if (heading !== undefined) {
			year = heading;
			headed = true;
		}
		if (child.endLink === child.firstLink || child.place !== 'main' || (child.hidden && !area.hidden))
			continue;
		if (child.hint === 'pager' || isPaging(child, context.page.links)) continue;
		if (!headed) {
			year = yearOver(area);
			headed = true;
		}
		const row = rowTags.has(child.element.name) ? readRow(child, context, year, dateCell) : undefined;
		if (row || child.linkChars > 4) withLinks++;
		if (row) rows.push(row);
	}
	if (rows.length === 0 || rows.length < withLinks * 0.6) return undefined;
	return { rows: dateBesides(rows), whole: rows.length === withLinks };
};

/** A row that ends with a day, be it one without its year. */
const dayBeside = /[[(（\s]\d{1,2}\s?[-/.月]\s?\d{1,2}日?[\])）\s]*$/;

const scoreOf = (rows: readonly Row[], area: Area, heading: string, names: readonly string[]): number => {
	let score = 0;
	for (const { item } of rows) {
		// A short name at an address such as texts have (a leader, a district) counts a little; one at a column's address is a menu.
		const column = !item.date && isColumnAddress(item.url);
		if (column && item.title.length < 14) continue;
		score += Math.max(column ? 0 : 0.05, Math.min(item.title.length, 30) / 10 + (item.date ? 2 : 0) - 0.6);
	}
	const [only] = rows.length === 1 ? rows : [];
	if (only && !only.item.date) {
		const listed =
			listTags.has(area.element.name) ||
			/list|news/i.test(area.element.attribs.class ?? '') ||
			(area.element.name === 'tr' && dayBeside.test(textOf(area.element)));
		if (!listed || only.item.title.length < 6) return 0;
	}
	if (names.some((name) => name !== '' && heading.includes(name))) score *= 3;
	if (area.hidden) score *= 0.3;
	return score;
};

/** Every group of entries in the page's own part, best first, and the boxes beside it (热点, 相关 …). */
export const findLists = (context: ListContext): { lists: Candidate[]; asides: Area[] } => {
	const found: { area: Area; rows: Row[] }[] = [];
	const visit = (area: Area): void => {
		if (area.place !== 'main' || area.endLink === area.firstLink || area.hint === 'box') return;
		const below = rowsBelow(area, context);
		const before = found.length;
		if (below) found.push({ area, rows: below.rows });
		if (below?.whole && below.rows.length > 1) return;
		for (const child of area.children) visit(child);
		// Of one entry in boxes in boxes the innermost list counts, unless its date stands outside.
		if (below?.rows.length !== 1 || found.length === before + 1) return;
		const inner = found.slice(before + 1);
		const adds = below.rows[0]?.item.date && !inner.some(({ rows }) => rows[0]?.item.date);
		const holds =
			innermost.has(area.element.name) && !inner.some((list) => innermost.has(list.area.element.name));
		const ofYear = tableOf(area).element.name === 'table' && yearOver(area) !== undefined;
		// A box around two rows, each with its day, passes for one row with a second link.
		const isMore = inner.some(({ rows }) => rows.length > 1 && rows.every(({ item }) => item.date));
		if (isMore || (!adds && !holds && !ofYear)) found.splice(before, 1);
		else found.length = before + 1;
	};
	visit(context.page.root);

	// Entries in several lists side by side (separators, cells of two columns) are one list.
	const merged: { area: Area; rows: Row[]; hidden: boolean }[] = [];
	for (const { area, rows } of found) {
		const last = merged.at(-1);
		const box = yearBox(area);
		const lastBox = last && yearBox(last.area);
		const sameParent =
			last &&
			lastBox &&
			lastBox.parent === box.parent &&
			tableOf(last.area).element.name === tableOf(area).element.name &&
			last.hidden === area.hidden;
		const siblings = box.parent?.children ?? [];
		const between = sameParent ? siblings.slice(siblings.indexOf(lastBox) + 1, siblings.indexOf(box)) : [];
		if (sameParent && between.every((part) => part.chars === 0 || yearIn(part) !== undefined))
			merged[merged.length - 1] = { area, rows: [...last.rows, ...rows], hidden: area.hidden };
		else merged.push({ area, rows, hidden: area.hidden });
	}
	joinPanes(merged);
	const asides: Area[] = [];
	const lists = merged
		.map(({ area, rows, hidden }) => {
			const heading = headingOver(area);
			return { area, rows, heading, hidden, score: scoreOf(rows, area, heading, context.names) };
		})
		.filter(({ score, heading, area }) => {
			if (!isSideBox(heading, context.names)) return score > 0;
			asides.push(boxAround(area));
			return false;
		})
		.sort((a, b) => b.score - a.score);
	return { lists, asides };
};

/** The pane of a row of tabs that is shown where a hidden part is another pane of it. */
const shownPane = (area: Area): Area | undefined => {
	let pane = area;
	while (pane.parent?.hidden) pane = pane.parent;
	const { name, attribs } = pane.element;
	const words = (attribs.class ?? '').split(/\s+/)[0];
	if (!words) return undefined;
	return pane.parent?.children.find(
		({ hidden, element }) =>
			!hidden && element.name === name && (element.attribs.class ?? '').split(/\s+/)[0] === words,
	);
};

/** Entries behind a tab belong to the list that is shown before it: 正在征集 | 往期征集. */
const joinPanes = (lists: { area: Area; rows: Row[]; hidden: boolean }[]): void => {
	for (const list of [...lists]) {
		const shown = list.hidden ? shownPane(list.area) : undefined;
		const first =
			shown && lists.find(({ area, hidden }) => !hidden && (area === shown || within(area, shown)));
		if (!first) continue;
		first.rows = [...first.rows, ...list.rows];
		lists.splice(lists.indexOf(list), 1);
	}
};

/** A list with the words over it. */
const boxAround = (area: Area): Area => {
	let at = area;
	while (at.parent?.parent && at.parent.chars - area.chars === 0) at = at.parent;
	return at.parent?.parent && at.parent.chars - area.chars <= 24 ? at.parent : at;
};

const isSideBox = (heading: string, names: readonly string[]): boolean =>
	heading.length <= 12 &&
	sideBox.test(heading) &&
	!names.some((name) => name !== '' && heading.includes(name));

/** Entries once each, in the page's order. */
export const itemsOf = (rows: readonly Row[]): ListItem[] => {
	const items: ListItem[] = [];
	const seen = new Set<string>();
	for (const { item } of rows) {
		// Entries that a script opens share an address: of one title, their days tell them apart.
		const key = `${item.url}\n${item.title}\n${item.blind ? item.date : ''}`;
		if (seen.has(key)) continue;
		seen.add(key);
		items.push(item);
	}
	return items;
};
