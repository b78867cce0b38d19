import type { Fact } from '../page-facts.ts';
import { type Element, squeeze } from './dom.ts';
import { fact } from './fact.ts';
import type { LabelValue } from './labels.ts';
import { isNumber, numberAtEnd, numberOfCell, writtenNumber } from './number.ts';
import type { Range, Scan, ScanLine } from './scan.ts';
import { decreeOf } from './signature.ts';

/** In a cell of a table of data, whose rows have several cells: what stands there is about something else. */
const inDataRow = (block: Element, { ranges }: Scan): boolean => {
	let cell: Element | null = block;
	while (cell && cell.name !== 'td' && cell.name !== 'th') cell = cell.parent as Element | null;
	const range = cell && ranges.get(cell);
	if (!cell || !range || range.to - range.from > 2) return false;
	return (cell.parent?.children ?? []).some(
		(other) =>
			other !== cell && (ranges.get(other as Element)?.to ?? 0) > (ranges.get(other as Element)?.from ?? 0),
	);
};

/** The number on a line of its own under the title, before the text begins. */
const numberUnderTitle = (scan: Scan, body: Range, title: Range | undefined): Fact | undefined => {
	const { lines } = scan;
	const start = title ? Math.min(title.to, body.from) : body.from;
	for (let i = start; i < Math.min(body.to, Math.max(start, body.from) + 14); i++) {
		const { text, linkLength, block } = lines[i] as ScanLine;
		if (linkLength > 0 || inDataRow(block, scan)) continue;
		if (text.length > 100 && /。/.test(text)) break;
		const bare = squeeze(text)
			.replace(/^[（(【](.*[号])[）)】]$/, '$1')
			.replace(/^(?:发文字号|文号|文件编号)[:：]/, '')
			// 签发人 stands beside it on the head of a 上行文, and the date of publication on pages that put both in one line.
			.replace(/(?<=\d号)[）)]?(?:签发人|发布时间|发布日期|公开日期|日期|时间|来源|索引号)[:：].*$/, '');
		if (bare.length <= 40 && isNumber(bare)) return fact(bare, 'text', 'certain', text.slice(0, 80));
	}
	const decree = decreeOf(lines, body);
	return decree ? fact(decree, 'text') : undefined;
};

/** The document's own number: its cell, the line under the title, the end of the title; never one that is only cited. */
export const numberFact = (
	labels: readonly LabelValue[],
	scan: Scan,
	body: Range,
	heading: Range | undefined,
	title: string,
	interpretation: boolean,
): Fact | undefined => {
	for (const label of labels) {
		if (label.kind !== 'number') continue;
		const number = numberOfCell(label.value);
		if (number) return fact(number, `table:${label.label}`);
	}
	if (interpretation) return undefined;
	const under = numberUnderTitle(scan, body, heading);
	if (under) return under;
	const head =
		/^[（(【]?([^\s（()）【】]{2,24}[〔[［（(【](?:19|20)\d{2}[〕\]］）)】]第?\d{1,5}号)[）)】]?[\s:：]*(?=.{6})/.exec(
			title,
		)?.[1];
	if (head && isNumber(head)) return fact(writtenNumber(head), 'title', 'likely');
	// 某某市人民政府令（第40号） is a number and nothing else.
	const whole = squeeze(title).replace(/[（(](第.+号)[）)]$/, '$1');
	if (/令第.+号$/.test(whole) && isNumber(whole)) return fact(whole, 'title');
	const tail = numberAtEnd(title);
	// Behind 》 the number is that of the document in the 《》, and the title's own only where the title is nothing else.
	if (
		!tail ||
		(/》$/.test(tail.before) && !/^《[^》]*》$/.test(tail.before) && !/^(?:转发|批转)?《/.test(tail.before))
	)
		return undefined;
	return fact(writtenNumber(tail.number), 'title', 'likely');
};
