import type { ListItem } from '../page-facts.ts';
import { collapse, isElement, isText, type ParentNode, textOf } from './dom.ts';
import type { Area, PlacedLink, Survey } from './frame.ts';
import { dateOfEntry, fullDate, type Piece, withoutDate } from './list-dates.ts';
import { messageStateOf } from './message-status.ts';

/** One entry as found, with the part of the page it stands in. */
export interface Row {
	readonly item: ListItem;
	readonly area: Area;
}

export interface ListContext {
	readonly page: Survey;
	readonly url: string;
	readonly host: string;
	/** What the page calls itself: ColumnName, breadcrumb, heading. */
	readonly names: readonly string[];
}

const pagerWords =
	/^[[(（【]?(?:[<>«»‹›\s|]*|[\d\s.-]+|https?:\S+|首\s?页|上\s?一?\s?页|下\s?一?\s?页|尾\s?页|末\s?页|第一页|最后一页|前一页|后一页|跳转|go|更多.{0,3}|more.{0,3}|查看更多|返回.{0,4}|[上下]一?个?[月年周]|[前后上下]一?[天日篇条]|今天|昨天|明天|本[月周]|关闭|打印|收藏|详细|详情|查看详情|查看|下载|在线申请)[\])）】]?$/i;

const unread = new Set(['script', 'style', 'select', 'textarea', 'img', 'input', 'iframe']);
const inlineTags = new Set(['b', 'strong', 'font', 'u', 'img', 'i']);

/** The texts of an entry, one an element, since dates stand in elements of their own. */
const piecesOf = (node: ParentNode, inLink: boolean, pieces: Piece[]): void => {
	let text = '';
	const flush = (): void => {
		const collapsed = collapse(text);
		if (collapsed !== '') pieces.push({ text: collapsed, inLink });
		text = '';
	};
	for (const child of node.children) {
		if (isText(child)) text += child.data;
		else if (isElement(child) && !unread.has(child.name)) {
			flush();
			piecesOf(child, inLink || child.name === 'a', pieces);
		}
	}
	flush();
};

const cutOff = /(?:…|(?<!\.)\.{2,}|。。。)\s*$/;

/** What an entry is called: the visible title, or the `title` attribute where the visible one is cut off. */
const titleOf = (link: PlacedLink): string => {
	const { element } = link;
	let visible = link.text;
	const blocks = element.children
		.filter(isElement)
		.filter(({ name }) => !inlineTags.has(name) && !unread.has(name));
	if (blocks.length > 0) {
		// A card: title, date and summary in one link.
		const pieces: Piece[] = [];
		piecesOf(element, true, pieces);
		const titled = blocks.find(
			({ name, attribs }) => /^h\d$/.test(name) || /tit|bt|name|biaoti/i.test(attribs.class ?? ''),
		);
		const first = titled
			? textOf(titled)
			: pieces.find(({ text }) => text.length > 4 && !/^[\d\s\-/.:年月日[\]()（）]+$/.test(text))?.text;
		if (first) visible = first;
	}
	visible = withoutDate(visible);
	const full = collapse(element.attribs.title ?? '');
	if (full === '') return visible;
	if (cutOff.test(visible)) {
		const start = visible.replace(cutOff, '').slice(0, 6);
		return full.includes(start) ? withoutDate(full) : visible;
	}
	return visible === '' ? withoutDate(full) : visible;
};

const textOfCell = (row: Area, index: number): string => {
	const cell = row.children[index];
	return cell ? textOf(cell.element) : '';
};

/** Of an address as resolvers give it; empty for a disk's path. */
const hostOf = (url: string): string => {
	const start = url.indexOf('://') + 3;
	if (!url.startsWith('http') || start < 3) return '';
	const end = url.indexOf('/', start);
	return url.slice(start, end < 0 ? undefined : end);
};

/** The state of a message, in a cell of its own. */
const stateAmong = (pieces: readonly Piece[]): ListItem['state'] => {
	for (const { text, inLink } of pieces) {
		const state = inLink ? undefined : messageStateOf(text);
		if (state) return state;
	}
	return undefined;
};

/** A link that is one line of a list below `area`: a tree of columns, of which few have an address. */
const isOneOfSeveral = ({ area: own }: PlacedLink, area: Area): boolean => {
	let line: Area | undefined = own;
	while (line && line !== area && line.element.name !== 'li') line = line.parent;
	if (!line || line === area) return false;
	return (line.parent?.children ?? []).filter(({ element }) => element.name === 'li').length > 2;
};

/** An element as an entry: one link that names something, and little beside it. */
export const readRow = (
	area: Area,
	context: ListContext,
	yearAbove: number | undefined,
	dateCell?: number,
): Row | undefined => {
	if (area.endLink === area.firstLink || area.endLink - area.firstLink > 12 || area.chars > 1500)
		return undefined;
	const { links } = context.page;
	let main: PlacedLink | undefined;
	let others = 0;
	let longest = 0;
	for (let i = area.firstLink; i < area.endLink; i++) {
		const link = links[i] as PlacedLink;
		if (link.as !== 'a' || pagerWords.test(link.text)) continue;
		if (main && link.url === main.url && link.url !== undefined) {
			if (link.text.length > main.text.length) main = link;
			continue;
		}
		if (!main || link.text.length > main.text.length) {
			if (main) {
				others++;
				longest = Math.max(longest, main.text.length);
			}
			main = link;
		} else {
			others++;
			longest = Math.max(longest, link.text.length);
		}
	}
	if (main?.area.place !== 'main' || others > 3) return undefined;
	const title = titleOf(main);
	if (title.length < 2 || pagerWords.test(title)) return undefined;
	if (others > 0 && (longest > 16 || longest * 1.5 > title.length)) return undefined;
	const pieces: Piece[] = [];
	piecesOf(area.element, area.element.name === 'a', pieces);
	// An entry that a script opens has no address of its own; short ones without a date are tabs and buttons.
	const { blind } = main;
	const url = blind ? context.url : (main.url as string);
	const date =
		fullDate(dateCell === undefined ? '' : textOfCell(area, dateCell)) ?? dateOfEntry(pieces, url, yearAbove);
	if (blind && !date && title.length < 10) return undefined;
	if (others > 0 && !date && isOneOfSeveral(main, area)) return undefined;
	// Links in running text.
	const around = area.parent;
	if (area.element.name === 'a' && !date && around && around.longestText >= 4 && around.element.name === 'p')
		return undefined;
	const external = hostOf(url) !== context.host;
	const state = pieces.length > 1 ? stateAmong(pieces) : undefined;
	return {
		item: {
			url,
			title,
			...(date ? { date } : {}),
			...(external ? { external } : {}),
			...(blind ? { blind: true as const } : {}),
			...(state ? { state } : {}),
		},
		area,
	};
};

/** Texts beside an element up to the next link or line: where a date stands that has no row around it. */
const besides = (area: Area, step: 'next' | 'prev'): Piece[] => {
	const pieces: Piece[] = [];
	for (let at = area.element[step]; at; at = at[step]) {
		if (isText(at)) pieces.push({ text: collapse(at.data), inLink: false });
		else if (isElement(at)) {
			if (at.name === 'br' || at.name === 'a' || at.name === 'dt' || at.name === 'li' || at.name === 'tr')
				break;
			const inside: Piece[] = [];
			piecesOf(at, false, inside);
			if (inside.some(({ inLink }) => inLink)) break;
			pieces.push(...inside);
		}
		if (pieces.length > 6) break;
	}
	return pieces.filter(({ text }) => text !== '');
};

/** Gives undated entries the day that stands beside them, on the side where the first one has it. */
export const dateBesides = (rows: Row[]): Row[] => {
	if (rows.length === 0 || rows.some(({ item }) => item.date)) return rows;
	for (const step of ['prev', 'next'] as const) {
		const dated = rows.map((row) => {
			const date = dateOfEntry(besides(row.area, step), row.item.url);
			return date ? { ...row, item: { ...row.item, date } } : row;
		});
		if (dated[0]?.item.date) return dated;
	}
	return rows;
};
