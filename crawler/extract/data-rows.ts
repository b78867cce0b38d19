import type { ListItem } from '../page-facts.ts';
import { parseDay } from './dates.ts';
import { collapse, parseHtml, textOf } from './dom.ts';
import type { Resolve } from './links.ts';
import { fullDate, withoutDate } from './list-dates.ts';

/** One entry as the data have it: its values by name, those of an object inside it by both names. */
type Row = ReadonlyMap<string, string>;

/** A page of a list as it was drawn, and the data that its script had been given for it. */
export interface DrawnRows {
	readonly items: readonly ListItem[];
	/** As the server wrote it. */
	readonly data: string;
}

/** How the entries of a list are made of its data. */
export interface RowReading {
	/** Entries in a page's data; undefined where one of them cannot be read like those that were drawn. */
	readonly read: (data: string) => readonly ListItem[] | undefined;
}

/** How deep in its data a list may lie, and parts of the data that are looked at for it. */
const deepest = 5;
const mostParts = 500;
/** Longer values are texts. */
const longestValue = 2000;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (data: string): unknown => {
	try {
		return JSON.parse(data);
	} catch {
		return undefined;
	}
};

/** Lists of objects in the data, by where they lie. */
function* listsIn(data: unknown): Generator<readonly [path: readonly string[], list: readonly object[]]> {
	let parts = 0;
	const open: (readonly [readonly string[], unknown])[] = [[[], data]];
	for (let next = open.shift(); next && parts < mostParts; next = open.shift(), parts++) {
		const [path, value] = next;
		if (Array.isArray(value)) {
			if (value.length > 0 && value.every(isObject)) yield [path, value];
		} else if (isObject(value) && path.length < deepest)
			for (const [name, inner] of Object.entries(value)) open.push([[...path, name], inner]);
	}
}

/** Undefined where nothing lies there, or no list. */
const listAt = (data: unknown, path: readonly string[]): readonly unknown[] | undefined => {
	let at = data;
	for (const name of path) at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
	return Array.isArray(at) ? at : undefined;
};

const rowOf = (entry: unknown): Row => {
	const row = new Map<string, string>();
	const add = (name: string, value: unknown): void => {
		if (typeof value === 'number' || (typeof value === 'string' && value.length <= longestValue))
			row.set(name, String(value));
	};
	for (const [name, value] of Object.entries(isObject(entry) ? entry : {})) {
		if (isObject(value))
			for (const [inner, one] of Object.entries(value)) add(JSON.stringify([name, inner]), one);
		else add(JSON.stringify([name]), value);
	}
	return row;
};

/** The title as a list shows it. */
const titleOf = (value: string): string => {
	const text = /[<&]/.test(value) ? textOf(parseHtml(value)) : value;
	return withoutDate(collapse(text));
};

/** The day of a date in words or in milliseconds or seconds since 1970, by the clock of Shanghai. */
const dayOf = (value: string): string | undefined => {
	if (!/^\d{10}(?:\d{3})?$/.test(value)) return fullDate(value) ?? parseDay(value);
	const milliseconds = value.length === 13 ? Number(value) : Number(value) * 1000;
	return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 10);
};

/** Reads one thing of a row. */
type Read = (row: Row) => string | undefined;

/** The first way to read what every row shows. */
const readingOf = (
	rows: readonly Row[],
	shown: readonly (string | undefined)[],
	ways: (name: string) => readonly Read[],
): Read | undefined => {
	for (const name of rows[0]?.keys() ?? [])
		for (const read of ways(name)) if (rows.every((row, n) => read(row) === shown[n])) return read;
	return undefined;
};

/** An address as it stands in the row, or made of what stands there. */
const waysToAddress =
	(first: string, rows: readonly Row[], resolve: Resolve) =>
	(name: string): readonly Read[] => {
		const written: Read = (row) => {
			const value = row.get(name);
			return value ? resolve(value) : undefined;
		};
		const value = rows[0]?.get(name) ?? '';
		const at = value === '' ? -1 : first.lastIndexOf(value);
		if (at < 0) return [written];
		const [head, tail] = [first.slice(0, at), first.slice(at + value.length)];
		// A part of a longer number tells nothing of the next one.
		if (/\d$/.test(head) || /^\d/.test(tail)) return [written];
		return [
			written,
			(row) => {
				const own = row.get(name);
				return own && /^[\w-]+$/.test(own) ? `${head}${own}${tail}` : undefined;
			},
		];
	};

/** What a drawn entry says beyond that cannot be read of the data. */
const isPlain = ({ blind, state, title, url }: ListItem): boolean =>
	!blind && state === undefined && title !== '' && url !== '';

const readingAt = (
	path: readonly string[],
	pages: readonly (DrawnRows & { readonly entries: readonly object[] })[],
	resolve: Resolve,
	host: string,
): RowReading | undefined => {
	const items = pages.flatMap((page) => page.items);
	const rows = pages.flatMap(({ entries }) => entries).map(rowOf);
	const title = readingOf(
		rows,
		items.map((item) => item.title),
		(name) => [(row) => titleOf(row.get(name) ?? '')],
	);
	const url = readingOf(
		rows,
		items.map((item) => item.url),
		waysToAddress(items[0]?.url ?? '', rows, resolve),
	);
	const hasDates = items.some(({ date }) => date !== undefined);
	const date = hasDates
		? readingOf(
				rows,
				items.map((item) => item.date),
				(name) => [(row) => dayOf(row.get(name) ?? '')],
			)
		: (): undefined => undefined;
	if (!title || !url || !date) return undefined;
	const itemOf = (row: Row): ListItem | undefined => {
		const read = { url: url(row), title: title(row), date: date(row) };
		if (!read.url || !read.title || !URL.canParse(read.url) || (hasDates && !read.date)) return undefined;
		const isExternal = new URL(read.url).host !== host;
		return {
			url: read.url,
			title: read.title,
			...(read.date ? { date: read.date } : {}),
			...(isExternal ? { external: true } : {}),
		};
	};
	const isSame = (a: ListItem, b: ListItem | undefined): boolean =>
		b !== undefined && a.date === b.date && (a.external ?? false) === (b.external ?? false);
	if (!items.every((item, n) => isSame(item, itemOf(rows[n] as Row)))) return undefined;
	return {
		read: (data) => {
			const entries = listAt(parse(data), path);
			const read = entries?.map((entry) => itemOf(rowOf(entry)));
			return read?.every((item) => item !== undefined) ? (read as ListItem[]) : undefined;
		},
	};
};

/**
 * How drawn pages of one list were made of their data (JSON): which of its values is the title, which the address or a part of it, which the
 * date. Undefined where not every entry of every page can be made so, in its order, to the letter.
 */
export const learnRows = (
	pages: readonly DrawnRows[],
	resolve: Resolve,
	host: string,
): RowReading | undefined => {
	const items = pages.flatMap((page) => page.items);
	// A list of one entry each may agree by chance.
	if (items.length < 2 * pages.length || !items.every(isPlain)) return undefined;
	if (new Set(items.map(({ url }) => url)).size < items.length) return undefined;
	const parsed = pages.map((page) => ({ ...page, data: page.data, value: parse(page.data) }));
	for (const [path] of listsIn(parsed[0]?.value)) {
		const filled = parsed.map((page) => ({ ...page, entries: listAt(page.value, path) ?? [] }));
		if (!filled.every(({ entries, items }) => entries.length === items.length && entries.every(isObject)))
			continue;
		const reading = readingAt(path, filled as never, resolve, host);
		if (reading) return reading;
	}
	return undefined;
};
