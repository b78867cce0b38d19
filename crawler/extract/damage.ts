import type { Damage } from '../content-facts.ts';
import { squeeze } from './dom.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

/** A text with so many more brackets of one kind than of the other has lost some. */
const leastImbalance = 5;
/** Shorter texts may end as they like. */
const leastText = 200;

const entity = /&(?:nbsp|[el]nsp|emsp|[lr][ds]quo|mdash|ndash|middot|hellip|#\d{2,5});/g;
/** UTF-8 read as Latin-1 or as GBK, and what replacement signs become when they are read so. */
const garbled =
	/锟斤拷|烫烫烫|屯屯屯|[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œ\u009d]|ï¼[\u0080-\u00bf]|ã€[\u0080-\u00bf]|锛屽|銆傚|鐨勫|涓€/g;
const enumerator =
	/(?:^|[。；;，,、：:\s])(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,4})$|(?:^|[^\d.])\d{1,2}(?:\.\d)?$|[甲乙丙丁戊己庚辛壬癸ⅰ-ⅹⅠ-Ⅻ①-⑳]$/;
/** Intervals that are open to one side: (0,5], [0,1). */
const openLeft = /[（(][-+\d.,，∞~～ ]{1,20}$/;
const openRight = /[［[][-+\d.,，∞~～ ]{1,20}$/;

/** Opening brackets without a closing one, less closing ones without an opening one; those of 1）2） and of intervals are none. */
const imbalanceOf = (text: string): number => {
	let open = 0;
	let unopened = 0;
	for (let i = 0; i < text.length; i++) {
		const sign = text[i];
		const before = (length: number): string => text.slice(Math.max(0, i - length), i);
		if (sign === '（' || sign === '(') open++;
		else if (sign === '］' || sign === ']') {
			if (open > 0 && openLeft.test(before(21))) open--;
		} else if (sign === '）' || sign === ')') {
			if (openRight.test(before(21))) continue;
			if (open > 0) open--;
			else if (!enumerator.test(before(5))) unopened++;
		}
	}
	return open - unopened;
};

const around = (text: string, at: number): string => text.slice(Math.max(0, at - 20), at + 20);

/** A heading with nothing under it. */
const bareHeading = /^(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)/;
/** What ends a document: its signature, its annexes, where to ask. */
const closing = /\d{4} ?年|二[〇○零]|^附 ?[件：:]|此件|特此|联系|电话|抄送|印发|署名|签发|^注[:：]/;
const proseEnd = /[。！？；”’）)》】」：:…—~.;!?"'\]]$/;

/** The words in which a text ends before its end. */
const cutOff = (lines: readonly ScanLine[], { from, to }: Range): string | undefined => {
	let at = to - 1;
	while (at > from && ((lines[at] as ScanLine).hidden || (lines[at] as ScanLine).text === '')) at--;
	const last = lines[at];
	if (!last || at <= from || last.linkLength > 0 || /^t[dhr]$/.test(last.block.name)) return undefined;
	for (let i = Math.max(from, at - 7); i <= at; i++)
		if ((lines[i] as ScanLine).text.length < 80 && closing.test((lines[i] as ScanLine).text))
			return undefined;
	const text = squeeze(last.text);
	const isHeading = text.length <= 40 && bareHeading.test(text) && !/[。，；]/.test(text.slice(0, -1));
	const isOpen = text.length >= 15 && /[，、]$/.test(text);
	const isProse =
		text.length >= 40 && /[，。；]/.test(text) && !proseEnd.test(text) && /[\u4e00-\u9fa5]$/.test(text);
	return isHeading || isOpen || isProse ? text.slice(-40) : undefined;
};

/** What shows that a text is not what its author wrote. `whole`: nothing else on the page may hold the rest of it. */
export const findDamage = ({ lines }: Scan, body: Range, whole: boolean): Damage[] => {
	const found: Damage[] = [];
	let length = 0;
	let imbalance = 0;
	let bracket = '';
	const counts = new Map<Damage['kind'], { count: number; snippet: string }>();
	const add = (kind: Damage['kind'], text: string, at: number): void => {
		const known = counts.get(kind);
		if (known) known.count++;
		else counts.set(kind, { count: 1, snippet: around(text, at) });
	};
	for (let i = body.from; i < body.to; i++) {
		const { text, hidden } = lines[i] as ScanLine;
		if (hidden) continue;
		length += text.length;
		if (text.includes('\ufffd'))
			for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1))
				add('replacement', text, at);
		if (text.includes('&')) for (const match of text.matchAll(entity)) add('entity', text, match.index);
		for (const match of text.matchAll(garbled)) add('garbled', text, match.index);
		const own = imbalanceOf(text);
		if (own !== 0 && bracket === '') bracket = text.slice(0, 60);
		imbalance += own;
	}
	for (const [kind, { count, snippet }] of counts) found.push({ kind, count, snippet });
	if (Math.abs(imbalance) >= leastImbalance)
		found.push({ kind: 'brackets', count: imbalance, snippet: bracket });
	const cut = whole && length >= leastText ? cutOff(lines, body) : undefined;
	if (cut) found.push({ kind: 'cut', count: 1, snippet: cut });
	return found;
};
