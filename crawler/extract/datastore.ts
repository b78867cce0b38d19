import type { ListItem } from '../page-facts.ts';
import { parseHtml } from './dom.ts';
import { survey } from './frame.ts';
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

/**
 * The first page of a list that 大汉 writes as data into a script: `<datastore>` with `<record><![CDATA[…]]>`.
 * The script that shows it fetches the other pages from `dataproxy`.
 */
export const readDataStore = (
	html: string,
	url: string,
	resolve: Resolve,
): { items: ListItem[]; itemCount?: number } | undefined => {
	const start = html.indexOf('<datastore');
	if (start < 0) return undefined;
	const end = html.indexOf('</datastore>', start);
	const data = html.slice(start, end < 0 ? undefined : end);
	const records = between(data, '<record>', '</record>').map(
		(row) => between(row, '<![CDATA[', ']]>')[0] ?? row,
	);
	const rows = records.join('\n');
	const wrapped = /^\s*<tr/i.test(rows)
		? `<table><tbody>${rows}</tbody></table>`
		: /^\s*<li/i.test(rows)
			? `<ul>${rows}</ul>`
			: `<div class="list">${records.map((row) => `<div>${row}</div>`).join('')}</div>`;
	const page = survey(parseHtml(wrapped), resolve);
	const host = URL.canParse(url) ? new URL(url).host : '';
	const [best] = findLists({ page, url, host, names: [] }).lists;
	const total = /totalrecord["']?\s*(?:[:=>]|<!\[CDATA\[)\s*(\d{1,7})/i.exec(html)?.[1];
	return { items: best ? itemsOf(best.rows) : [], ...(total ? { itemCount: Number(total) } : {}) };
};
