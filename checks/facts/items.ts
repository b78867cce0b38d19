import type { Column, ColumnItem } from '../../crawler/model.ts';
import { daysBetween } from './calendar.ts';
import { type PlainKind, strangeKind } from './item-kinds.ts';

/** An entry that repeats an earlier one of its column. */
export interface Copy {
	readonly copy: ColumnItem;
	readonly first: ColumnItem;
	/** Both stand in the same columns, those left out that feed nothing into this one; else the list may only gather what its sub-columns have. */
	readonly alike: boolean;
	/** Their files have the same addresses; else they may hold another batch under the same name. */
	readonly sameFiles: boolean;
	/** Days since the last one before it; undefined where one of the two has no date. */
	readonly daysSince?: number;
}

/** Whether a list may gather what another one has: back to its own oldest day it then has most of that. */
const createFeeds = (items: readonly ColumnItem[]): ((from: string, into: string) => boolean) => {
	const byColumn = Map.groupBy(items, ({ column }) => column);
	const known = new Map<string, boolean>();
	const feeds = (from: string, into: string): boolean => {
		const [given, taken] = [from, into].map((column) => byColumn.get(column) ?? []) as [
			ColumnItem[],
			ColumnItem[],
		];
		const oldest = taken.flatMap(({ date }) => date ?? []).sort()[0] ?? '9999';
		const urls = new Set(taken.map(({ url }) => url));
		const due = given.filter(({ date, url }) => date === undefined || date >= oldest || urls.has(url));
		return due.filter(({ url }) => urls.has(url)).length * 2 > due.length;
	};
	return (from, into) => {
		const key = `${from}\n${into}`;
		const says = known.get(key) ?? feeds(from, into);
		known.set(key, says);
		return says;
	};
};

/** Entries with title and text of another entry of the same list, the one of the earliest day left out. */
export const copiesAmong = (items: readonly ColumnItem[]): Copy[] => {
	const listedIn = Map.groupBy(items, ({ url }) => url);
	const feeds = createFeeds(items);
	/** Lists of every kind of thing (最新公开) tell nothing of where an entry comes from. */
	const placesOf = ({ url, column: own }: ColumnItem): string =>
		[...new Set(listedIn.get(url)?.map(({ column }) => column))]
			.filter((column) => column === own || feeds(column, own))
			.sort()
			.join('\n');
	const groups = Map.groupBy(
		items.filter(({ text }) => text !== undefined),
		({ column, title, text }) => [column, title.replace(/\s/g, ''), text].join('\n'),
	);
	return [...groups.values()].flatMap((group) => {
		const [first, ...copies] = [...group].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
		if (!first) return [];
		return copies
			.map((copy, i): Copy => {
				const { date: before } = copies[i - 1] ?? first;
				return {
					copy,
					first,
					alike: placesOf(copy) === placesOf(first),
					sameFiles: copy.files?.join('\n') === first.files?.join('\n'),
					...(before && copy.date && { daysSince: daysBetween(before, copy.date) }),
				};
			})
			.filter(({ copy: { url } }) => url !== first.url)
			.filter(({ copy: { canonical } }) => canonical === undefined || canonical !== first.canonical);
	});
};

/** An entry of a plainly different kind from its column's. */
export interface Stranger {
	readonly item: ColumnItem;
	readonly kind: PlainKind;
	readonly column: Column;
	/** It also stands, or says that it stands, in a column of its own kind. */
	readonly isAtHome: boolean;
}

/** Where more of a column's entries are of one kind, somebody means them to stand there. */
const byDesign = 0.2;
/** Lists of fewer entries say little of what they are for. */
const leastEntries = 4;

/** Entries in columns that are plainly not for them. */
export const strangersAmong = (columns: readonly Column[], items: readonly ColumnItem[]): Stranger[] => {
	const byUrl = new Map(columns.filter(({ view }) => !view).map((column) => [column.url, column]));
	const listedIn = Map.groupBy(items, ({ url }) => url);
	const strangersOf = (column: Column, all: readonly ColumnItem[]): Stranger[] =>
		all.flatMap((item) => {
			const kind = strangeKind(column, item.title);
			if (!kind) return [];
			const homes = (listedIn.get(item.url) ?? []).flatMap((other) => {
				const place = byUrl.get(other.column);
				return place && place !== column && kind.home.includes(place.kind) ? [place] : [];
			});
			// The list of the column above gathers what its sub-columns have.
			if (homes.some(({ parent }) => parent === column.url)) return [];
			const saysSo = item.ownKind !== undefined && kind.home.includes(item.ownKind);
			return [{ item, kind, column, isAtHome: homes.length > 0 || saysSo }];
		});
	return [...Map.groupBy(items, ({ column }) => column)].flatMap(([address, all]) => {
		const column = byUrl.get(address);
		if (!column || all.length < leastEntries) return [];
		const strangers = strangersOf(column, all);
		return strangers.length > Math.max(1, all.length * byDesign) ? [] : strangers;
	});
};
