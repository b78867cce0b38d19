import type { Fact } from '../page-facts.ts';
import { squeeze } from './dom.ts';
import { fact } from './fact.ts';
import type { LabelValue } from './labels.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const validityWords =
	/^(?:现行)?有效|^(?:已?不再|非现行)有效|失效|废止|作废|修[改订正]|尚未生效|待生效|未生效|终止|停止|过期|无效/;

const ended = '(?:已经?|业已|现已)?(?:全文)?(?:被)?(?:宣布)?(?:失效|废止|作废|停止执行|停止施行)';
/** 温馨提示：本文件已失效, 该文件已于2021年3月1日被青政发〔2021〕3号文件废止。 */
const noticeWords = new RegExp(
	`^(?:[\\u4e00-\\u9fa5]{0,4}(?:提示|注意?|说明|备注)[:：])?(?:本|此|该)(?:行政)?(?:规范性|政策)?(?:文件|公文|件|文|办法|规定|通知|政策|细则|意见|方案|条例|规章|法规|法律|法)(?:(?:已|现)?(?:于|自|从|被|由|经|根据|依据|按照)[^。；]{2,70}?)?(${ended})[^。；]{0,40}。?$`,
);

/** A line above or right behind the text that says of this document that it is no longer in force; not its own last article. */
const noticeOf = ({ lines }: Scan, body: Range): Fact | undefined => {
	for (let i = 0; i < Math.min(lines.length, body.to + 4); i++) {
		if (i > body.from + 1 && i < body.to) continue;
		const { text, hidden, linkLength } = lines[i] as ScanLine;
		if (hidden || text.length > 120 || linkLength * 2 > text.length) continue;
		const written = squeeze(text).replace(/^[【[（(〔*※★]+|(?<![】\]）)〕*※★])[】\]）)〕*※★]+$/g, '');
		const word = noticeWords.exec(written)?.[1];
		if (!word || /期满|届满|(?:有效|试行|执行)期|之日|同时|自动|自行|未/.test(written)) continue;
		return fact(/废止|作废/.test(word) ? '已废止' : '已失效', 'text', 'certain', text);
	}
	return undefined;
};

/** A stamp that only its file's name tells: yishixiao.png, feizhi_2.png. */
const stampOfFile = (src: string): string | undefined => {
	const [, word] = /\/(?:yi)?(shixiao|feizhi)[\w-]{0,12}\.(?:png|jpe?g|gif|svg|webp)$/i.exec(src) ?? [];
	return word && (/^s/i.test(word) ? '已失效' : '已废止');
};

/** 有效, 失效, 已废止 …: a cell of the metadata, a stamp before or behind the title, a line or a picture beside it. */
export const validityFact = (
	labels: readonly LabelValue[],
	stamp: string | undefined,
	scan: Scan,
	heading: Range | undefined,
	body: Range,
): Fact | undefined => {
	if (stamp) return fact(stamp, 'title');
	for (const { kind, label, value } of labels) {
		if (value === '' || value.length > 24) continue;
		const written = squeeze(value);
		if (kind === 'validity' && (validityWords.test(written) || /^[是否]$/.test(written))) {
			if (/^[是否]$/.test(written))
				return fact(written === '是' ? '有效' : '失效', `table:${label}`, 'certain', `${label}：${value}`);
			return fact(written, `table:${label}`);
		}
		if (kind === 'in-force' && /^(?:是|否|有效|失效|废止|现行有效|无效)$/.test(written))
			return fact(
				written === '是' ? '有效' : written === '否' ? '失效' : written,
				`table:${label}`,
				'certain',
				`${label}：${value}`,
			);
		if (kind === 'repealed' && /^(?:是|否)$/.test(written))
			return fact(
				written === '是' ? (/失效/.test(label) ? '失效' : '废止') : '有效',
				`table:${label}`,
				'certain',
				`${label}：${value}`,
			);
	}
	const notice = noticeOf(scan, body);
	if (notice) return notice;
	// A stamp beside the title: a line of its own, or a picture that is called so.
	const from = Math.max(0, (heading?.from ?? body.from) - 6);
	const to = Math.min(scan.lines.length, body.from + 2);
	for (let i = from; i < to; i++) {
		const { text, linkLength, hidden } = scan.lines[i] as ScanLine;
		if (hidden || linkLength > 0 || text.length > 24) continue;
		const written = squeeze(text).replace(/[【】[\]（）()〔〕]/g, '');
		if (
			/^(?:(?:该|此|本)(?:文件|件|文)|文件|状态[:：]?)?(?:现行有效|已失效|已废止|失效|废止|已作废|已宣布失效|部分失效|部分废止|已停止执行)$/.test(
				written,
			)
		)
			return fact(written, 'text');
	}
	for (const { element, line, hidden } of scan.media) {
		if (hidden || element.name !== 'img' || line < from || line > body.to) continue;
		const { alt, title, src } = element.attribs;
		const called = squeeze(alt || title || '') || stampOfFile(src ?? '');
		if (called && /^(?:已失效|已废止|失效|废止|现行有效)$/.test(called)) return fact(called, 'picture');
	}
	return undefined;
};
