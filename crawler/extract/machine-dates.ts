import type { Fact } from '../page-facts.ts';
import { parseDay } from './dates.ts';
import { type Document, isElement, isText, type ParentNode, textOf } from './dom.ts';
import { fact } from './fact.ts';
import { codeOf } from './redirect.ts';

/** Names that only a day of publication has, in the words of programmers: pubDate, publishTime, datePublished, fbsj. */
const name =
	'(?:article|doc|info|news|content|first)?[_-]?(?:pub(?:lish(?:ed)?)?[_-]?(?:date|time)|date[_-]?published|released?[_-]?(?:date|time)|docreltime|fbsj|fbrq)';
const value = String.raw`((?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[\dT:日 .+Z-]{0,24}|(?:19|20)\d{12}|1\d{12}|1\d{9})`;
/** `var pubdate = "2026-11-03"`, `"datePublished": "…"`, `pubDate:2026-11-03`. */
const assigned = new RegExp(String.raw`(?<![a-z])${name}["']?\s{0,4}[:=]\s{0,4}["']?\s{0,4}${value}`, 'gi');
const named = new RegExp(`^${name}$`, 'i');
/** The particulars that a newspaper's system writes into a comment. */
const particulars = /enpproperty[\s\S]{0,2000}?<date>([^<]{8,40})<\/date>/i;

/** More of a page's code is not read: templates of a list repeat their names. */
const mostCode = 200_000;

interface Found {
	readonly on: string;
	readonly from: 'script' | 'comment' | 'markup';
}

const daysIn = (text: string, from: Found['from']): Found[] => {
	const found: Found[] = [];
	for (const match of text.matchAll(assigned)) {
		const on = parseDay((match[1] ?? '').trim());
		if (on) found.push({ on, from });
	}
	return found;
};

const collect = (root: Document): Found[] => {
	const found: Found[] = [];
	let left = mostCode;
	const add = (written: string | undefined): void => {
		const on = written && parseDay(written.slice(0, 60));
		if (on) found.push({ on, from: 'markup' });
	};
	const visit = (parent: ParentNode): void => {
		for (const child of parent.children) {
			if (isText(child)) continue;
			if (child.type === 'comment') {
				const data = child.data.slice(0, 3000);
				found.push(...daysIn(data, 'comment'));
				const on = parseDay(particulars.exec(data)?.[1] ?? '');
				if (on) found.push({ on, from: 'comment' });
				continue;
			}
			if (!isElement(child)) continue;
			const { attribs } = child;
			if (child.name === 'script') {
				const code = codeOf(child).slice(0, left);
				left -= code.length;
				found.push(...daysIn(code, 'script'));
			} else if (named.test(attribs.itemprop ?? '') || named.test(child.name))
				add(attribs.content ?? attribs.datetime ?? textOf(child));
			else if (child.name === 'input' && named.test(attribs.id ?? attribs.name ?? '')) add(attribs.value);
			else if (child.name === 'time' && 'pubdate' in attribs) add(attribs.datetime);
			visit(child);
		}
	};
	visit(root);
	return found;
};

/** The day of publication that the page tells machines and not its readers. A page that names several days is a list's. */
export const machineDate = (root: Document): Fact | undefined => {
	const [first, ...others] = collect(root);
	if (!first || others.some(({ on }) => on !== first.on)) return undefined;
	return fact(first.on, first.from, 'likely');
};
