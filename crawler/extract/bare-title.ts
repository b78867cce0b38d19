import { type Element, isElement, squeeze } from './dom.ts';
import { labelKind } from './label-words.ts';
import { isNumber } from './number.ts';
import type { Scan, ScanLine } from './scan.ts';
import { isOrgan } from './signature.ts';
import type { Heading } from './title.ts';

const issue =
	/^(?:[\u4e00-\u9fa5]{2,30}(?:公报|简报|专报))?(?:19|20)\d{2}年第\d{1,3}期(?:[（(]总第?\d{1,5}期[）)])?$/;

/** The words over a red-headed document, or the issue of a gazette: they name the paper, not what it says. */
export const isPaperName = (written: string): boolean =>
	written.length <= 60 && (issue.test(written) || (/文件$/.test(written) && isOrgan(written.slice(0, -2))));

const paperKind = /(?:(?:专题|常务|办公|全体)?会议纪要|令)$/;

/** 某某市人民政府令, 某某市人民政府专题会议纪要: what a text is called for want of a better name. */
export const isSeriesName = (written: string): boolean =>
	written.length <= 40 && paperKind.test(written) && isOrgan(written.replace(paperKind, ''));

const titleLike =
	/^(?=.*(?:关于|印发|办法|规定|细则|条例))[^。；：，“”]{8,100}(?:通知|决定|意见|批复|公告|通告|通报|公示|函|办法|细则|规定|方案|规划|计划|措施|要点|预案|报告|纪要)(?:[（(][^（）()]{1,20}[）)])?$/;
const particulars = /(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}|来源|点击|浏览|阅读|〔(?:19|20)\d{2}〕/;
const salutation =
	/^(?:(?:各|有关|全[市县区州省]).{1,100}|.{2,100}(?:政府|委员会|办公室|办事处|部门|单位|机构|[局厅委办院会社司校科站所镇乡]))(?:[（(][^（）()]{1,20}[）)])?[:：]$/;

/** Whether a line is one whom a document speaks to: 各镇人民政府、市政府各部门：. */
export const isSalutation = (text: string): boolean =>
	text.length <= 160 && !/[。；]/.test(text) && salutation.test(squeeze(text));

/** What stands under a title: its particulars, its number, or whom it speaks to. */
const standsUnder = ({ text, links }: ScanLine): boolean =>
	links.length === 0 &&
	((text.length <= 120 && (particulars.test(text) || isNumber(text))) || isSalutation(text));

const centred = ({ name, attribs }: Element): boolean =>
	name === 'center' ||
	/^center$/i.test(attribs.align ?? '') ||
	/text-align\s*:\s*center/i.test(attribs.style ?? '');

/** In the middle of its line, over running text. */
const isCentred = ({ block }: ScanLine, below: ScanLine): boolean =>
	/。/.test(below.text) &&
	below.text.length >= 20 &&
	below.block !== block &&
	(centred(block) || (isElement(block.parent) && centred(block.parent)));

const mayBePart = ({ text, hidden, links }: ScanLine): boolean => {
	const written = squeeze(text);
	return (
		!hidden &&
		links.length === 0 &&
		/[\u4e00-\u9fa5]/.test(written) &&
		written.length >= 2 &&
		written.length <= 110 &&
		!/[。；：:]/.test(written) &&
		labelKind(text) === undefined &&
		!isNumber(written) &&
		!isPaperName(written) &&
		!isSeriesName(written)
	);
};

/** More lines than these are no title. */
const mostLines = 5;

/** What a label above it names, or an organ that the next line names again, begins no title. */
const beginsNone = (lines: readonly ScanLine[], at: number): boolean => {
	const written = squeeze((lines[at] as ScanLine).text);
	return (
		labelKind(lines[at - 1]?.text ?? '') !== undefined ||
		(isOrgan(written) && squeeze(lines[at + 1]?.text ?? '').startsWith(written))
	);
};

const titleFrom = (lines: readonly ScanLine[], from: number): Heading | undefined => {
	if (beginsNone(lines, from)) return undefined;
	let text = '';
	for (let to = from; to < Math.min(lines.length - 1, from + mostLines); to++) {
		const line = lines[to] as ScanLine;
		if (!mayBePart(line)) return undefined;
		// 通　知: letters that are set apart.
		text += /^\S(?: \S)+$/.test(line.text) ? squeeze(line.text) : line.text;
		const written = squeeze(text);
		if (written.length > 110) return undefined;
		const below = lines[to + 1] as ScanLine;
		if (titleLike.test(written) && (standsUnder(below) || isCentred(line, below)))
			return { text, score: 3, from, to: to + 1 };
	}
	return undefined;
};

const enacted = /^《([^《》]{4,60})》(?:已经?|业经)/;

/** A decree without a heading of its own is called by what it enacts. */
const enactedTitle = (lines: readonly ScanLine[], from: number): Heading | undefined => {
	for (let i = from + 1; i < Math.min(lines.length, from + 6); i++) {
		const title = enacted.exec(squeeze((lines[i] as ScanLine).text))?.[1];
		if (title) return { text: title, score: 3, from, to: from };
	}
	return undefined;
};

/** Lines that are looked through. */
const mostSearched = 400;

/** Where nothing is marked as a heading: lines that read as a document's title over what stands under titles, or lines that `isNamed` over particulars. */
export const findBareTitle = ({ lines }: Scan, isNamed: (line: ScanLine) => boolean): Heading | undefined => {
	const end = Math.min(lines.length - 1, mostSearched);
	for (let i = 0; i < end; i++) {
		const line = lines[i] as ScanLine;
		if (line.hidden || line.links.length > 0) continue;
		const found = titleFrom(lines, i);
		if (found) return found;
		const written = squeeze(line.text);
		if (isSeriesName(written)) {
			const title = enactedTitle(lines, i);
			if (title) return title;
		}
		const below = lines[i + 1] as ScanLine;
		if (
			written.length >= 8 &&
			isNamed(line) &&
			mayBePart(line) &&
			!isOrgan(written) &&
			below.text.length <= 120 &&
			below.links.length === 0 &&
			particulars.test(below.text)
		)
			return { text: line.text, score: 3, from: i, to: i + 1 };
	}
	return undefined;
};
