import type { ReportFacts } from '../page-facts.ts';
import { byTag, type Document, type Element, isElement, squeeze, textOf } from './dom.ts';

/** What a yearly report of disclosure is called. */
const named = /公开[^，。《》]{0,16}(?:年度?报告|年报|工作报告)/u;
const otherMatter = /解读|图解|读懂|网站|报表|法治|通知|方案|指南|培训/u;

/** The six sections of the template of 2021, by the words of their headings. */
const sections: readonly RegExp[] = [
	/总体情况/,
	/主动公开政府信息情况/,
	/收到和处理政府信息公开申请情况|依申请公开(?:政府)?信息情况/,
	/(?:行政复议|行政诉讼)[^。]{0,12}情况/,
	/存在的?(?:主要)?问题/,
	/其他需要报告的?事项/,
];

/** Shorter texts only lead on to a report. */
const shortest = 400;
/** Of a table of the template; longer ones are another's. */
const mostRows = 80;

const numberIn = (cell: string): number | undefined => {
	const text = squeeze(cell).replace(/[,，]/g, '');
	return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

const cellsOf = (row: Element): string[] =>
	row.children.filter(isElement).flatMap((cell) => (/^t[dh]$/.test(cell.name) ? [textOf(cell)] : []));

/** The total of a row is its last number; rows with numbers missing tell nothing. */
const totalOf = (rows: readonly string[][], words: RegExp): number | undefined => {
	const row = rows.find((cells) => words.test(squeeze(cells.join(''))));
	return row && numberIn(row.at(-1) ?? '');
};

/** New, carried over, dealt with and carried forward, from the table of requests. */
const requestsIn = (document: Document): ReportFacts['requests'] => {
	for (const table of byTag(document, 'table')) {
		const rows = byTag(table, 'tr').slice(0, mostRows).map(cellsOf);
		const fresh = totalOf(rows, /本年新收政府信息公开申请数量/);
		const carriedOver = totalOf(rows, /上年结转政府信息公开申请数量/);
		const handled = totalOf(rows, /(?:[（(]七[）)])?总计\d/);
		const carriedForward = totalOf(rows, /结转下年度继续办理/);
		if (
			fresh !== undefined &&
			carriedOver !== undefined &&
			handled !== undefined &&
			carriedForward !== undefined
		)
			return { fresh, carriedOver, handled, carriedForward };
	}
	return undefined;
};

/** What a yearly report of disclosure holds; undefined on any other page. */
export const readReport = (
	document: Document,
	names: readonly string[],
	bodyLength: number,
): ReportFacts | undefined => {
	const name = names.find((one) => named.test(one));
	if (name === undefined || otherMatter.test(name) || bodyLength < shortest) return undefined;
	const text = squeeze(textOf(document));
	const requests = requestsIn(document);
	return {
		sections: sections.flatMap((words, i) => (words.test(text) ? [i + 1] : [])),
		...(requests && { requests }),
	};
};
