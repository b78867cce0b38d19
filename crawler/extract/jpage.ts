import type { DataSource } from '../page-facts.ts';
import type { Resolve } from './links.ts';

/** Characters of a call that are read. */
const longestCall = 4000;

const pair =
	/(?:^|[{,\s])["']?([A-Za-z_]\w*)["']?\s*:\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|true|false|null))\s*(?=[,}]|$)/g;

/** The pairs of an object whose values are all written out; undefined where one of them is made by code. */
const literalsOf = (body: string): Map<string, string> | undefined => {
	const values = new Map<string, string>();
	for (const [, key = '', single, double, bare] of body.matchAll(pair))
		values.set(key, single ?? double ?? bare ?? '');
	return body.replace(pair, '').replace(/[\s,{}]/g, '') === '' ? values : undefined;
};

/** What the call hands over, up to the brace that closes it, and the objects in it apart. */
const argumentOf = (code: string): { outer: string; inner: string[] } | undefined => {
	let depth = 0;
	let quote = '';
	let outer = '';
	const inner: string[] = [];
	for (const char of code.slice(0, longestCall)) {
		if (quote !== '') quote = char === quote ? '' : quote;
		else if (char === '"' || char === "'") quote = char;
		else if (char === '{' && ++depth === 2) inner.push('');
		if (depth === 1) outer += char;
		else if (depth > 1) inner[inner.length - 1] += char;
		if (quote === '' && char === '}' && --depth === 0) return { outer, inner };
	}
	return undefined;
};

const count = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;

/**
 * The call by which the page's own script shows a list of 大汉 and asks for the records that are not in the page:
 * `$('#x').jpage({ proxyUrl: '…/dataproxy.jsp', perPage: 15, totalRecord: 98, ajaxParam: { columnid: 1, unitid: 2 … } })`.
 * Undefined where there is none, or several, or one with values that only its code knows.
 */
export const readProxyCall = (
	html: string,
	resolve: Resolve,
): { source: DataSource; itemCount?: number } | undefined => {
	const [, after, ...others] = html.split(/\.jpage\s*\(/);
	const call = after !== undefined && others.length === 0 ? argumentOf(after) : undefined;
	if (!call) return undefined;
	const setting = (name: string): string | undefined =>
		new RegExp(`[{,\\s]["']?${name}["']?\\s*:\\s*["']?([^"',}\\s]+)`, 'i').exec(call.outer)?.[1];
	const url = resolve(setting('proxyUrl') ?? '');
	const perPage = count(setting('perPage'));
	const form = call.inner.map(literalsOf).find((values) => values?.has('columnid'));
	const itemCount = count(setting('totalRecord'));
	if (url === undefined || setting('proxyUrl') === undefined || !perPage || !form) return undefined;
	const groupSize = Math.min(count(setting('groupSize')) ?? 3, 10);
	return {
		source: { url, form: new URLSearchParams([...form]).toString(), perPage, groupSize },
		...(itemCount === undefined ? {} : { itemCount }),
	};
};
