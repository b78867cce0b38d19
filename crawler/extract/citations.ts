import { squeeze } from './dom.ts';
import { districtBefore, normalNumber } from './number.ts';
import type { Range } from './scan.ts';

/** A document named in a text, by its title, its number or both. */
export interface Citation {
	/** Without the outer 《》, inner ones as 〈〉, no white space. */
	readonly title?: string;
	/** In the normal form. */
	readonly number?: string;
	readonly start: number;
	readonly end: number;
}

const numberAt =
	/[\u4e00-\u9fa5A-Za-z][\u4e00-\u9fa5A-Za-z0-9－—·-]{0,19} ?[〔[［﹝【（(] ?(?:19|20)\d{2} ?年?[〕\]］﹞】）)] ?(?:第 ?)?\d{1,5} ?号/;
const decreeAt =
	/[\u4e00-\u9fa5]{0,20}令 ?[（(]?(?:(?:19|20)\d{2} ?年?)? ?第 ?[\d一二三四五六七八九十百零〇]{1,6} ?号/;
const runUp = /^.*(?:按照|根据|依据|废止|印发的?|发布的?|公布的?|原|以及|和|及|与|、|，|以|的|年|月|日)/;

const numberIn = (text: string): string | undefined => {
	const match = numberAt.exec(text) ?? decreeAt.exec(text);
	return match ? numberOf(match[0], districtBefore(text, match.index, match[0])) : undefined;
};

const numberOf = (found: string, district: string): string => {
	const written = squeeze(found);
	const cut = written.search(/[〔[［﹝【（(]|令/);
	const word = written.slice(0, cut);
	const head = word.replace(runUp, '');
	const whole = head.length >= 2 ? head : word;
	return normalNumber((whole === word ? district : '') + whole + written.slice(cut));
};

/** End of the 《…》 that begins at `start`, nested ones included; -1 where it is not closed within 200 characters. `next` is where the next 》 stands. */
const closing = (text: string, start: number, next: number): number => {
	if (next - start >= 200) return -1;
	let depth = 0;
	for (let i = start; i < Math.min(text.length, start + 200); i++) {
		if (text[i] === '《') depth++;
		else if (text[i] === '》' && --depth === 0) return i;
	}
	// 《关于印发《某办法》的通知）: an inner bracket that is never closed.
	return next;
};

const bareTitle = (text: string): string =>
	squeeze(text)
		.replace(/《|<|＜/g, '〈')
		.replace(/》|>|＞/g, '〉');

const bracketBehind = /^\s?[（(]([^（）()]{0,40}(?:[（(〔][^（）()]{0,12}[）)〕][^（）()]{0,30})?)[）)]/;
const bareBehind = /^\s?([\u4e00-\u9fa5A-Za-z]{2,16}[〔[［（(](?:19|20)\d{2}[〕\]］）)]第?\d{1,5}号)/;

/** Every document that a text names by 《title》, by number, or by both. */
export const findCitations = (text: string, limit = 400): Citation[] => {
	const found: Citation[] = [];
	let at = 0;
	let next = 0;
	while (found.length < limit) {
		const opened = text.indexOf('《', at);
		if (opened > next || next === 0) next = text.indexOf('》', Math.max(0, opened));
		// What is never closed is no title, nor is anything behind it.
		const start = next < 0 ? -1 : opened;
		const close = start < 0 ? -1 : closing(text, start, next);
		const until = start < 0 ? text.length : start;
		// Numbers that stand without a title.
		if (until - at > 6) numbersIn(text, at, until, found);
		if (start < 0) break;
		if (close < 0) {
			at = start + 1;
			continue;
		}
		const title = bareTitle(text.slice(start + 1, close));
		const behind = text.slice(close + 1, close + 90);
		const bracket = bracketBehind.exec(behind) ?? bareBehind.exec(behind);
		const number = bracket ? numberIn(bracket[1] ?? '') : undefined;
		const end = close + 1 + (number && bracket ? bracket[0].length : 0);
		if (title.length >= 2) found.push({ title, ...(number ? { number } : {}), start, end });
		at = end;
	}
	return found;
};

const everyNumber = new RegExp(numberAt.source, 'g');
/** Several of one series: 临政发〔2015〕3、4、5号, 临政发〔2015〕3号、5号, 临政发〔2015〕3号至5号. */
const series =
	/([\u4e00-\u9fa5A-Za-z]{2,12}[〔[［﹝【（(](?:19|20)\d{2}[〕\]］﹞】）)])((?:第?\d{1,5}号?[、，,和及至到—～~]){1,40}第?\d{1,5}号)/g;
/** More than these in a row are no range of documents abolished together. */
const longestRange = 60;

/** The serials of such a series, ranges filled. */
const serialsOf = (list: string): number[] => {
	const found: number[] = [];
	let isRange = false;
	for (const [piece] of list.matchAll(/\d{1,5}|[至到—～~]/g)) {
		const serial = Number(piece);
		if (Number.isNaN(serial)) isRange = true;
		else {
			const from = isRange ? (found.at(-1) ?? serial) + 1 : serial;
			if (serial - from < longestRange) for (let i = from; i < serial; i++) found.push(i);
			found.push(serial);
			isRange = false;
		}
	}
	return found;
};

const numbersIn = (text: string, from: number, to: number, found: Citation[]): void => {
	const part = text.slice(from, to);
	if (!part.includes('号')) return;
	const lists: Range[] = [];
	for (const match of part.matchAll(series)) {
		const range = { from: from + match.index, to: from + match.index + match[0].length };
		lists.push(range);
		const [, word = ''] = match;
		const district = districtBefore(part, match.index, word);
		for (const serial of serialsOf(match[2] ?? '')) {
			const number = numberOf(`${word}${serial}号`, district);
			found.push({ number, start: range.from, end: range.to });
		}
	}
	for (const match of part.matchAll(everyNumber)) {
		const start = from + match.index;
		if (lists.some((list) => start < list.to && start + match[0].length > list.from)) continue;
		const number = numberOf(match[0], districtBefore(part, match.index, match[0]));
		found.push({ number, start, end: start + match[0].length });
	}
};

/** Titles in 《》 that a text names, each once, at most `limit`. */
export const citedTitles = (text: string, limit = 40): string[] => {
	const titles = new Set<string>();
	let next = -1;
	for (let at = text.indexOf('《'); at >= 0 && titles.size < limit; ) {
		if (next < at) next = text.indexOf('》', at);
		if (next < 0) break;
		const close = closing(text, at, next);
		const title = close < 0 ? '' : bareTitle(text.slice(at + 1, close));
		if (title.length >= 2) titles.add(title);
		at = text.indexOf('《', close < 0 ? at + 1 : close);
	}
	return [...titles];
};
