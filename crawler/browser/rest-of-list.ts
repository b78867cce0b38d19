import { type DrawnRows, learnRows, type RowReading } from '../extract/data-rows.ts';
import { resolver } from '../extract/links.ts';
import type { Link, ListItem, Pager } from '../page-facts.ts';
import { askAgain, type DataAnswer, type DataRequest, nextRequests } from './list-requests.ts';
import type { Visit } from './traffic.ts';

/** One page of a list that a script drew: what it added, and the data that had come for it. */
export interface Turned {
	readonly items: readonly ListItem[];
	readonly answers: readonly DataAnswer[];
}

/** How a list's further pages are asked for, and read. */
interface Source {
	readonly request: (turns: number) => DataRequest;
	readonly reading: RowReading;
	/** Entries of a full page. */
	readonly size: number;
}

/** Characters of data that are taken over at most. */
const maxLength = 2_000_000;
/** Fewer pages are turned sooner than they are asked for. */
const leastRest = 2;

/** How the script asks for data and what it makes of them, by three pages in turn; undefined where that cannot be told for certain. */
const learn = async (
	turned: readonly [Turned, Turned, Turned],
	page: string,
): Promise<Source | undefined> => {
	const [first, second, third] = turned;
	const { host } = new URL(page);
	for (const last of third.answers)
		for (const before of second.answers)
			for (const earliest of first.answers) {
				const request = nextRequests([earliest.request, before.request, last.request]);
				if (!request) continue;
				const [earlier, latest] = await Promise.all([before.text(), last.text()]);
				if (Math.max(earlier.length, latest.length) > maxLength) continue;
				const drawn: DrawnRows[] = [
					{ items: second.items, data: earlier },
					{ items: third.items, data: latest },
				];
				const reading = learnRows(drawn, resolver(page), host);
				if (reading) return { request, reading, size: third.items.length };
			}
	return undefined;
};

export const linkOf = ({ url, title }: ListItem): Link => ({ url, text: title, as: 'a', place: 'main' });

/** How long and how much may be asked. */
export interface Asking {
	/** Within this time an answer comes, milliseconds. */
	readonly within: <T>(work: Promise<T>) => Promise<T>;
	/** Pages at most. */
	readonly most: number;
	/** No request begins after it, milliseconds since 1970. */
	readonly deadline: number;
}

/**
 * The entries of all further pages of a list, asked for as its script does and read as it draws them, without drawing them. Only where the page
 * says how many pages there are, and three of them have shown how; undefined where not all of them come as they should: then the visitor's way is
 * to be taken. The page stays as it is.
 */
export const restOfList = async (
	visit: Visit,
	turned: readonly [Turned, Turned, Turned],
	/** Pages that were drawn. */
	drawn: number,
	{ pageCount = 0, itemCount }: Pager,
	known: readonly ListItem[],
	{ within, most, deadline }: Asking,
): Promise<readonly ListItem[] | undefined> => {
	if (pageCount - drawn < leastRest || pageCount - drawn > most) return undefined;
	const source = await learn(turned, visit.page.url()).catch(() => undefined); // An answer is not at hand any more.
	if (!source) return undefined;
	const all = new Map(known.map((item) => [item.url, item]));
	for (let page = drawn + 1; page <= pageCount; page++) {
		if (Date.now() > deadline) return undefined;
		const request = source.request(page - drawn);
		const data = await within(visit.page.evaluate<string>(askAgain(request, maxLength))).catch(() => '');
		const items = source.reading.read(data);
		const isFull = items?.length === source.size;
		const isLast = page === pageCount && items !== undefined && items.length > 0;
		if (!items || !(isFull || isLast) || items.length > source.size) return undefined;
		const before = all.size;
		for (const item of items) if (!all.has(item.url)) all.set(item.url, item);
		// Whoever answers the same whatever is asked for was not asked as its script does.
		if (all.size === before) return undefined;
	}
	if (itemCount !== undefined && all.size < itemCount) return undefined;
	return [...all.values()].slice(known.length);
};
