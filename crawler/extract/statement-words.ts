import type { ValidityStatement } from '../page-facts.ts';
import type { Citation } from './citations.ts';
import { chineseNumber, findDate } from './dates.ts';

/** What is said of a document's validity. */
export type Effect = ValidityStatement['effect'];

/** Words without which a text says nothing of validity. */
export const effectWords =
	/废止|失效|停止执行|停止施行|停止使用|停止适用|不再适用|作废|继续有效|继续执行|继续施行|继续实施|有效期|延长|延续|修改|修订|删[去除]/;

/** What a heading, a table cell or the words around a citation say of validity. */
export const effectOf = (text: string): Effect | undefined => {
	if (/拟(?:予以?)?(?:废止|修改|宣布|失效|保留)|不(?:予|再)?废止/.test(text)) return undefined;
	if (
		/修改后(?:继续有效|保留|继续执行)|部分(?:条款|内容|规定|文件条款)?(?:的)?(?:予以)?(?:废止|失效|修改)|(?:予以|决定|需要?|进行)?修[改订](?!委|后)/.test(
			text,
		) &&
		!/废止和修改|废止、修改|(?:全文|整体|予以)废止/.test(text)
	)
		return 'partly-abolished';
	const kept =
		/继续有效|现行有效|保留|继续执行|继续施行|继续实施|(?:延长|延续|顺延).{0,12}(?:有效期|期限|执行|施行)|有效期.{0,8}(?:延长|延续|顺延)/.test(
			text,
		);
	const abolished = /废止|停止执行|停止施行|停止使用|停止适用|不再适用|作废/.test(text);
	const expired = /失效/.test(text);
	if (kept && (abolished || expired)) return undefined;
	if (kept) return 'continued';
	if (abolished) return 'abolished';
	return expired ? 'expired' : undefined;
};

/** The day until which something stays in force, where the text names it. */
const untilOf = (text: string): string | undefined => {
	const match = /(?:延长|延续|顺延|执行|有效|施行|实施|期限?|截止)[^。；]{0,6}?(?:至|到)(.{8,16})/.exec(text);
	return match ? findDate(match[1] ?? '')?.on : undefined;
};

/** 延长5年, 继续执行两年: how many months longer, where the text names no day. */
const monthsLongerOf = (text: string): number | undefined => {
	const [, count = '', unit] =
		/(?:延长|延续|顺延|继续(?:执行|有效|施行|实施))[^。；\d一二两三四五六七八九十]{0,8}(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)/.exec(
			text,
		) ?? [];
	const number = chineseNumber(count);
	return number && (unit === '年' ? number * 12 : number);
};

/** Until when, or how much longer, a text keeps something in force. */
export const termOf = (text: string): Pick<ValidityStatement, 'until' | 'months'> => {
	const until = untilOf(text);
	const months = until === undefined ? monthsLongerOf(text) : undefined;
	return { ...(until && { until }), ...(months && { months }) };
};

/** Where statements are gathered, each once. */
export interface Sink {
	readonly found: ValidityStatement[];
	readonly seen: Set<string>;
}

export const put = (
	sink: Sink,
	effect: Effect,
	{ title, number }: Pick<Citation, 'title' | 'number'>,
	snippet: string,
	term: Pick<ValidityStatement, 'until' | 'months'> = {},
): void => {
	if (title === undefined && number === undefined) return;
	const key = `${effect}|${title ?? ''}|${number ?? ''}`;
	if (sink.seen.has(key) || sink.found.length >= 2000) return;
	sink.seen.add(key);
	sink.found.push({
		effect,
		...(title !== undefined ? { title } : {}),
		...(number !== undefined ? { documentNumber: number } : {}),
		...term,
		snippet: snippet.slice(0, 160),
	});
};
