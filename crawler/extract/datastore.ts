import type { DataSource, ListItem } from '../page-facts.ts';
import { parseHtml } from './dom.ts';
import { survey } from './frame.ts';
import { readProxyCall } from './jpage.ts';
import type { Resolve } from './links.ts';
import { findLists, itemsOf } from './lists.ts';

/** What stands between each pair of marks, in one pass. */
const between = (text: string, open: string, close: string): string[] => {
	const parts: string[] = [];
	for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, start)) {
		const end = text.indexOf(close, start);
		if (end < 0) break;
		parts.push(text.slice(start + open.length, end));
		start = end;
	}
	return parts;
};

/** A list that 大汉 hands over as data: `<datastore>` with `<record><![CDATA[…]]></record>`. */
export interface DataStore {
	readonly items: ListItem[];
	/** Records in these data, those among them that are no entries. */
	readonly records: number;
	/** Records of the whole list, where the data say. */
	readonly itemCount?: number;
	/** Where the next records are asked for, as the data write it. */
	readonly next?: string;
}

const recordsOf = (data: string): string[] =>
	between(data, '<record>', '</record>').map((row) => between(row, '<![CDATA[', ']]>')[0] ?? row);

const itemsIn = (records: readonly string[], url: string, resolve: Resolve): ListItem[] => {
	const rows = records.join('\n');
	const wrapped = /^\s*<tr/i.test(rows)
		? `<table><tbody>${rows}</tbody></table>`
		: /^\s*<li/i.test(rows)
			? `<ul>${rows}</ul>`
			: `<div class="list">${records.map((row) => `<div>${row}</div>`).join('')}</div>`;
	const page = survey(parseHtml(wrapped), resolve);
	const host = URL.canParse(url) ? new URL(url).host : '';
	const [best] = findLists({ page, url, host, names: [] }).lists;
	return best ? itemsOf(best.rows) : [];
};

/** Reads data alone, as the answer to a script's request; undefined where it is none. */
export const readData = (text: string, url: string, resolve: Resolve): DataStore | undefined => {
	const start = text.indexOf('<datastore');
	if (start < 0) return undefined;
	const end = text.indexOf('</datastore>', start);
	const data = text.slice(start, end < 0 ? undefined : end);
	const records = recordsOf(data);
	const total = /<totalrecord>\s*(?:<!\[CDATA\[\s*)?(\d{1,7})/i.exec(data)?.[1];
	const link = /href\s*=\s*["']([^"']+)/i.exec(between(data, '<nextgroup>', '</nextgroup>')[0] ?? '')?.[1];
	return {
		items: itemsIn(records, url, resolve),
		records: records.length,
		...(total ? { itemCount: Number(total) } : {}),
		...(link ? { next: link.replaceAll('&amp;', '&') } : {}),
	};
};

/** The first records of a list that are written as data into the page, and where its script asks for the others. */
export const readDataStore = (
	html: string,
	url: string,
	resolve: Resolve,
): { items: ListItem[]; records: number; itemCount?: number; source?: DataSource } | undefined => {
	const data = readData(html, url, resolve);
	if (!data) return undefined;
	const { items, records } = data;
	const next = data.next && resolve(data.next);
	const call = readProxyCall(html, resolve);
	const told = /totalrecord["']?\s*(?:[:=>]|<!\[CDATA\[)\s*["']?(\d{1,7})/i.exec(html)?.[1];
	const itemCount = data.itemCount ?? call?.itemCount ?? (told ? Number(told) : undefined);
	const source = call?.source ?? (next ? { url: next } : undefined);
	return {
		items,
		records,
		...(itemCount === undefined ? {} : { itemCount }),
		...(source ? { source: { ...source, records } } : {}),
	};
};
