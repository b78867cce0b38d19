import type { Element } from './dom.ts';
import type { Range, ScanLine } from './scan.ts';

/** The head of a part of the page: 结果反馈, 意见采纳情况. */
const head =
	/^[\s【[（(一二三四五六七八九十、.．\d]*(?:(?:征集|征求|调查|公开征求)?(?:意见|建议)?(?:征集|征求)?(?:结果|采纳|反馈|回复)(?:情况|结果|反馈|公示|公布|说明)?|(?:意见|建议)(?:反馈|采纳)(?:情况|结果)?)[\s】\])）:：]*$/u;
/** Said in a sentence: 共收到意见3条, 未收到任何意见, 均已采纳. */
const sentence =
	/(?:共|累计|未|没有|期间)(?:[^。；]{0,12})(?:收到|征集到|收集到|接到|收集)(?:[^。；]{0,24})(?:意见|建议|反馈|来信|留言)|(?:意见|建议)[^。；]{0,20}(?:予以|均已|已|全部|部分|不予|未予)采纳|采纳(?:意见|建议)?\s*\d+\s*[条件]|无(?:反馈|修改|不同|反对)意见/u;
/** A request to the public, and what is promised. */
const request = /请将|请于|可通过|欢迎|将(?:认真|及时|对|适时|予以)|反馈至|联系(?:人|电话)|如有/u;
/** The name of a page that tells the result. */
const named =
	/(?:意见|建议|征集|征求|调查).{0,24}(?:采纳|反馈|结果)(?:情况|公告|公示|说明|的?通报)?[》）)]*(?:\.\w{3,4})?$/u;
const nothing = /^(?:暂无|无$|未反馈|待反馈|正在整理|征集中|进行中|--?$)/u;

/** Words of the call itself, which stand under the names of tabs as well. */
const calling =
	/公开(?:征求|征集|征询|听取)|征求意见(?:稿|时间|期限)|现(?:将|就|向).{0,60}(?:公告|征求|征集|如下)/u;

const tells = ({ text }: ScanLine): boolean =>
	text.length <= 200 && sentence.test(text) && !request.test(text);

/** What a text says in passing of the opinions that came: 共收到意见12条, 采纳8条. */
export const findFeedbackSentence = (lines: readonly ScanLine[]): string | undefined =>
	lines.find(tells)?.text.slice(0, 80);

/** The words in which the page of a consultation tells what came of it: in a part or tab of its own, in a sentence, or by a link to the page that does. */
export const findFeedback = (lines: readonly ScanLine[]): string | undefined => {
	for (const [i, line] of lines.entries()) {
		const { text, linkLength } = line;
		if (tells(line)) return text.slice(0, 80);
		if (linkLength >= 6 && text.length <= 120 && named.test(text)) return text.slice(0, 80);
		if (text.length > 24 || !head.test(text)) continue;
		const next = lines[i + 1];
		// The names of tabs stand side by side: 征集公告 结果反馈.
		if (
			next &&
			next.text.length >= 8 &&
			!nothing.test(next.text) &&
			linkLength === 0 &&
			!request.test(next.text) &&
			!calling.test(next.text)
		)
			return `${text} ${next.text}`.slice(0, 80);
	}
	return undefined;
};

/** A tab leads nowhere: a script shows what belongs to it. */
const isTab = ({ links }: ScanLine): boolean =>
	links.every(({ attribs: { href = '' } }) => /^(?:$|#|javascript:)/i.test(href));

const slot = /fankui|feedback|caina|(?:^|[\s_-])(?:fk|hf|jg)(?:$|[\s_-])|jieguo|fkjg|jgfk|result/i;

/** Whether an element named after the result is there, with nothing in it: a script may fill it. */
export const hasFeedbackSlot = (ranges: ReadonlyMap<Element, Range>, { from, to }: Range): boolean => {
	for (const [{ attribs }, range] of ranges)
		if (
			range.from === range.to &&
			range.from >= from &&
			range.to <= to &&
			slot.test(`${attribs.id ?? ''} ${attribs.class ?? ''}`)
		)
			return true;
	return false;
};

/** Whether a part or tab for the result is there that says nothing, be it that there is nothing yet. */
export const hasFeedbackPart = (lines: readonly ScanLine[]): boolean =>
	lines.some(
		(line, i) =>
			line.text.length <= 24 &&
			head.test(line.text) &&
			!/^意见反馈$/.test(line.text.trim()) &&
			isTab(line) &&
			!nothing.test(lines[i + 1]?.text ?? ''),
	);
