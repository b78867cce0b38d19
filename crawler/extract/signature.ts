import { isInDataRow } from './data-row.ts';
import { findDate, findDates } from './dates.ts';
import { squeeze } from './dom.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const organTail =
	'(?:政府|委员会|办公室|办公厅|管委会|指挥部|领导小组|[局厅部委院署处办会社司所站队馆]|法院|检察院|中心|[分支]行|总队|支队|大队|学校|大学|学院|医院|银行|公司|工作组|专班|开发区|街道|国务院|省委|市委|县委|区委|政协|人大|联席会议|集团|协会|联合会)';
const organ = new RegExp(`^[\\u4e00-\\u9fa5（）()、·]{2,60}${organTail}(?:[（(](?:代章|章|印|公章)[）)])?$`);
const sentence = /[。；：，！？:;,!?]/;

/** Whether a line is the name of an organ, or of several. */
export const isOrgan = (text: string): boolean => {
	const names = text.split(/ +/).filter((name) => name !== '');
	return (
		names.length > 0 &&
		names.length <= 12 &&
		!sentence.test(text) &&
		(organ.test(squeeze(text)) || names.every((name) => organ.test(name)))
	);
};

/** The issuer's name and the date under a text. */
export interface Signature {
	readonly line: number;
	readonly on: string;
	readonly issuer?: string;
	/** Directly under the name of an organ, or with a marker behind it. */
	readonly firm: boolean;
	readonly snippet: string;
}

const toolsBehind = /^[【[（(]?(?:阅读|浏览|点击|访问|来源|字体|字号|打印|分享|作者)/;

/** In a row of data, beside cells that are no organ's name, a date is that of a row. */
const isDatum = (scan: Scan, line: number): boolean =>
	isInDataRow((scan.lines[line] as ScanLine).block, scan, (text) => !isOrgan(text));

const dateTail = /^[。.]?(?:[（(]此.{0,20}[）)])?$/;

/** The signature: the first line after the text has begun that is a date, the name of the organ in it or above it. */
export const findSignature = (scan: Scan, { from, to }: Range): Signature | undefined => {
	const { lines } = scan;
	let begun = false;
	let loose: Signature | undefined;
	for (let i = from; i < to; i++) {
		const { text, linkLength } = lines[i] as ScanLine;
		if (text.length > 60 || linkLength > 0) {
			begun ||= text.length > 40 || /[。：:]/.test(text);
			continue;
		}
		if (!begun) {
			begun = /[。：:]$/.test(text);
			// Statistics and reports carry both above the text.
			if (begun || !isOrgan(lines[i - 1]?.text ?? '') || toolsBehind.test(lines[i + 1]?.text ?? '')) continue;
		}
		if (!/[年\-/.]/.test(text)) continue;
		const dates = findDates(text, 2);
		const date = dates[0];
		if (!date || dates.length > 1 || date.clock) continue;
		const before = text.slice(0, date.index).trim();
		if (!dateTail.test(squeeze(text.slice(date.end)))) continue;
		if ((before !== '' && !isOrgan(before)) || isDatum(scan, i)) continue;
		const names: string[] = [];
		if (before !== '') names.push(before);
		else {
			for (let above = i - 1; above >= from && above >= i - 6; above--) {
				const name = lines[above] as ScanLine;
				if (name.linkLength > 0 || !isOrgan(name.text)) break;
				names.unshift(name.text);
			}
		}
		const behind = squeeze(lines[i + 1]?.text ?? '');
		const firm = names.length > 0 || /^[（(【]?此件/.test(behind);
		const signature: Signature = {
			line: i,
			on: date.on,
			firm,
			snippet: [...names, text].join(' ').slice(-80),
			...(names.length > 0 ? { issuer: names.join(' ').replace(/[（(](?:代章|章|印|公章)[）)]$/, '') } : {}),
		};
		if (firm) return signature;
		// 省长 某某 / 2018年5月9日 under a decree, or a date alone.
		loose ??= signature;
	}
	return loose;
};

const partialDate = /^(?:(?:19|20)\d{2}年)?(?:\d{1,2}|[Xx×*]{1,2})月(?:(?:\d{1,2}|[Xx×*]{1,2})日)?$/;

/** Who signs a text under which no whole date stands: 6月18日, 2026年3月. */
export const findSigner = (
	lines: readonly ScanLine[],
	{ from, to }: Range,
): { issuer: string; snippet: string } | undefined => {
	for (let i = from + 1; i < to; i++) {
		const { text } = lines[i] as ScanLine;
		const above = lines[i - 1] as ScanLine;
		if (text.length > 20 || above.linkLength > 0 || !partialDate.test(squeeze(text))) continue;
		if (isOrgan(above.text)) return { issuer: above.text, snippet: `${above.text} ${text}`.slice(-80) };
	}
	return undefined;
};

const noteWords = /通过|公布|发布|批准|修[订正改]|印发|施行|会议/;

/** The date of a note in brackets under the title: （2019年3月1日市人民政府第12次常务会议通过）, （2020年3月2日）. */
export const findNoteDate = (
	lines: readonly ScanLine[],
	{ from, to }: Range,
): { on: string; snippet: string } | undefined => {
	for (let i = from; i < Math.min(to, from + 8); i++) {
		const text = squeeze((lines[i] as ScanLine).text);
		if (!/^[（(]/.test(text) || !/[）)]$/.test(text)) continue;
		const date = findDate(text);
		if (date && (date.end - date.index >= text.length - 2 || (date.index === 1 && noteWords.test(text))))
			return { on: date.on, snippet: text.slice(0, 80) };
	}
	return undefined;
};

/** The issuer that a title begins with: 江西省人民政府办公厅关于…, 市民政局 市财政局印发《…》的通知. */
export const issuerOfTitle = (title: string): string | undefined => {
	const head = /^(.{2,60}?)(?:关于|印发|转发|批转|公告|通告|通知|令第|令（|(?:19|20)\d{2}年)/
		.exec(title)?.[1]
		?.trim();
	return head && isOrgan(head) ? head : undefined;
};

/** Who gives a decree, by its number: 桐江市人民政府令第46号. */
export const issuerOfDecree = (number: string): string | undefined => {
	const head = /^(.{2,40}?)令(?:第|[（(])/.exec(number)?.[1];
	return head && isOrgan(head) ? head : undefined;
};

/** Number and series of a document that stand on a line of their own: 第232号 under 江西省人民政府令. */
export const decreeOf = (lines: readonly ScanLine[], { from, to }: Range): string | undefined => {
	for (let i = from; i < Math.min(to, from + 10); i++) {
		const text = squeeze((lines[i] as ScanLine).text);
		const next = squeeze(lines[i + 1]?.text ?? '').replace(/^[（(](.*)[）)]$/, '$1');
		if (
			text.length <= 30 &&
			/^[\u4e00-\u9fa5 、]{2,24}令$/.test(text) &&
			/^第[\d一二三四五六七八九十百零〇]{1,6}号$/.test(next)
		)
			return text + next;
	}
	return undefined;
};

/** The imprint: who printed a text, and the day on which it went out. */
const imprint = /(?:印发|印制|印)$/;

/** The day of the imprint, which stands below signature and marker. */
export const findImprint = (
	lines: readonly ScanLine[],
	{ from, to }: Range,
	signed: number,
): string | undefined => {
	for (let i = Math.max(from, signed + 1); i < to; i++) {
		const text = squeeze((lines[i] as ScanLine).text);
		if (text.length > 60 || !imprint.test(text)) continue;
		const dates = findDates(text, 2);
		if (dates.length === 1) return dates[0]?.on;
	}
	return undefined;
};
