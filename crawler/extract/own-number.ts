import type { Fact } from '../page-facts.ts';
import { isSalutation } from './bare-title.ts';
import { isInDataRow } from './data-row.ts';
import { squeeze } from './dom.ts';
import { fact } from './fact.ts';
import type { LabelValue } from './labels.ts';
import { isNumber, numberAtEnd, numberOfCell, writtenNumber } from './number.ts';
import type { Range, Scan, ScanLine } from './scan.ts';
import { decreeOf } from './signature.ts';

const bareNumber = (text: string): string | undefined => {
	const bare = squeeze(text)
		.replace(/^[（(【](.*[号])[）)】]$/, '$1')
		.replace(/^(?:发文字号|文号|文件编号)[:：]/, '')
		// 签发人 stands beside it on the head of a 上行文, and the date of publication on pages that put both in one line.
		.replace(/(?<=\d号)[）)]?(?:签发人|发布时间|发布日期|公开日期|日期|时间|来源|索引号)[:：].*$/, '');
	return bare.length <= 40 && isNumber(bare) ? bare : undefined;
};

/** On a red-headed document the number stands over the title. */
const linesAbove = 2;

/** The number on a line of its own under the title, before the text begins, or over it. */
const numberUnderTitle = (scan: Scan, body: Range, title: Range | undefined): Fact | undefined => {
	const { lines } = scan;
	const start = title ? Math.min(title.to, body.from) : body.from;
	for (let i = start; i < Math.min(body.to, Math.max(start, body.from) + 14); i++) {
		const { text, linkLength, block } = lines[i] as ScanLine;
		if (linkLength > 0 || isInDataRow(block, scan)) continue;
		// The text has begun: a number further down is that of a document it forwards.
		if ((text.length > 100 && /。/.test(text)) || isSalutation(text)) break;
		const bare = bareNumber(text);
		if (bare) return fact(bare, 'text', 'certain', text.slice(0, 80));
	}
	for (let i = (title?.from ?? 0) - 1; title && i >= Math.max(0, title.from - linesAbove); i--) {
		const { text, linkLength, block, hidden } = lines[i] as ScanLine;
		const bare = hidden || linkLength > 0 || isInDataRow(block, scan) ? undefined : bareNumber(text);
		if (bare) return fact(bare, 'text', 'certain', text.slice(0, 80));
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
	const whole = squeeze(title).replace(/[（(](第.{1,60}号)[）)]$/, '$1');
	if (/令第.{1,60}号$/.test(whole) && isNumber(whole)) return fact(whole, 'title');
	const tail = numberAtEnd(title);
	// Behind 》 the number is that of the document in the 《》, and the title's own only where the title is nothing else.
	if (
		!tail ||
		(/》$/.test(tail.before) && !/^《[^》]*》$/.test(tail.before) && !/^(?:转发|批转)?《/.test(tail.before))
	)
		return undefined;
	return fact(writtenNumber(tail.number), 'title', 'likely');
};
