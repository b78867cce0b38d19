import type { ConsultationPeriod } from '../page-facts.ts';
import { addDays, chineseNumber, daysBetween, type FoundDate, findDates, isoDay } from './dates.ts';

/** The line speaks of a consultation, and not of what the draft regulates. */
const about = /意见|建议|征求|征集|征询|公示|调查|反馈|截止|时间|期限|日期/u;
const between =
	/^[起\s]*(?:\d{1,2}[:：时]\d{0,2}(?:[:：]\d{2})?分?[起\s]*)?(?:[（(].{1,6}[）)][起\s]*)?(?:至|到|[-—–－~～]{1,3})\s*$/u;
/** 3月31日, 31日 behind a whole date. */
const shortEnd =
	/^[起\s]*(?:[（(].{1,6}[）)])?\s*(?:至|到|[-—–－~～]{1,3})\s*(?:(\d{1,2})月)?(\d{1,2})[日号]/u;

const startLabel = /(?:开始|起始)(?:时间|日期)[:：\s]*$/u;
const endLabel = /(?:结束|截止|截至|终止)(?:时间|日期)?(?:为|是|到|至|于)?[:：\s]*$/u;
const before = /(?:请?(?:于|在)|截至|截止(?:到|至|于)?|不迟于|最迟)\s*$/u;
const dueWords = /^(?:\d{1,2}[:：时]\d{0,2}分?)?\s*(?:之?前|以前|止|截止|下班前|\d{1,2}[:：]\d{2}前)/u;

const counted =
	/(?:征求意见|意见征集|征集意见|征集|公示|反馈意见|意见反馈|公开征求意见)(?:的)?(?:时间|期限|期)?[^。；\d]{0,14}?(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?(工作)?[日天]/u;
const countedFrom =
	/自(?:本?(?:公告|通知|公示|通告|消息|之?日)?)?(?:发布|公布|公告|公示|刊登|发出|发文)?之?日起[，,\s]?(?:至)?(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?(工作)?[日天](?:内|以内|止)?/u;

/** Longer ones are the life of what is being drafted. */
const longestDays = 200;
/** A notice may be put on the web some days before or after it opens. */
const slack = 45;

const snippetOf = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const isPlausible = (from: string | undefined, until: string, publishedOn: string | undefined): boolean => {
	if (from !== undefined && (until < from || daysBetween(from, until) > longestDays)) return false;
	if (publishedOn === undefined) return from !== undefined;
	const off = daysBetween(publishedOn, from ?? until);
	return from === undefined ? off >= 0 && off <= longestDays : Math.abs(off) <= slack;
};

const endBehind = (text: string, { on, end }: FoundDate): string | undefined => {
	const match = shortEnd.exec(text.slice(end, end + 24));
	if (!match) return undefined;
	const [year = 0, month = 0] = on.split('-').map(Number);
	const other = match[1] ? Number(match[1]) : month;
	return isoDay(other < month ? year + 1 : year, other, Number(match[2]));
};

/** Days of a hearing, or for putting one's name down. */
const otherDays = /^(?!.*(?:意见|建议|征集)).*(?:听证|报名|座谈)/u;

/** 2026年3月1日至3月31日, 自2026-03-01起至2026-04-01止. */
const rangeIn = (text: string): { from: string; until: string } | undefined => {
	const dates = findDates(text, 6);
	for (const [i, date] of dates.entries()) {
		const next = dates[i + 1];
		if (next && between.test(text.slice(date.end, next.index))) return { from: date.on, until: next.on };
		const until = endBehind(text, date);
		if (until) return { from: date.on, until };
	}
	return undefined;
};

const labelled = (texts: readonly string[], label: RegExp): { on: string; text: string } | undefined => {
	for (const [i, text] of texts.entries()) {
		// A cell holds the label and the next one the day.
		const joined = text.length <= 10 ? `${text}${texts[i + 1] ?? ''}` : text;
		for (const { on, index } of findDates(joined, 6))
			if (label.test(joined.slice(Math.max(0, index - 12), index))) return { on, text: joined };
	}
	return undefined;
};

const deadlineIn = (text: string): string | undefined =>
	findDates(text, 6).find(
		({ index, end }) =>
			(before.test(text.slice(Math.max(0, index - 8), index)) || endLabel.test(text.slice(0, index))) &&
			(dueWords.test(text.slice(end, end + 12)) || endLabel.test(text.slice(Math.max(0, index - 12), index))),
	)?.on;

const countIn = (text: string): { days: number; working: boolean } | undefined => {
	const match = countedFrom.exec(text) ?? counted.exec(text);
	const days = match?.[1] === undefined ? undefined : chineseNumber(match[1]);
	return days && days <= longestDays ? { days, working: match?.[2] !== undefined } : undefined;
};

/** From when until when the public is asked, by the lines of the notice. */
export const findPeriod = (
	texts: readonly string[],
	publishedOn: string | undefined,
): ConsultationPeriod | undefined => {
	const lines = texts.filter((text) => text.length <= 600 && about.test(text) && !otherDays.test(text));
	for (const text of lines) {
		const range = rangeIn(text);
		if (range && isPlausible(range.from, range.until, publishedOn))
			return { ...range, sure: 'certain', snippet: snippetOf(text) };
	}
	const end = labelled(texts, endLabel);
	const start = labelled(texts, startLabel);
	if (start && end && isPlausible(start.on, end.on, publishedOn))
		return {
			...{ from: start.on, until: end.on, sure: 'certain' as const },
			snippet: snippetOf(start.text === end.text ? end.text : `${start.text} ${end.text}`),
		};
	for (const text of lines) {
		const until = deadlineIn(text);
		if (until && isPlausible(undefined, until, publishedOn))
			return { ...(publishedOn && { from: publishedOn }), until, sure: 'likely', snippet: snippetOf(text) };
	}
	if (end && isPlausible(undefined, end.on, publishedOn))
		return {
			...(publishedOn && { from: publishedOn }),
			until: end.on,
			sure: 'likely',
			snippet: snippetOf(end.text),
		};
	for (const text of lines) {
		const count = countIn(text);
		if (!count || publishedOn === undefined) continue;
		// Weekends lie between working days: seven of five, and a feast at the worst.
		const days = count.working ? Math.ceil((count.days * 7) / 5) + 2 : count.days;
		return {
			...{ from: publishedOn, until: addDays(publishedOn, days), days: count.days, sure: 'likely' as const },
			...(count.working && { working: true as const }),
			snippet: snippetOf(text),
		};
	}
	return undefined;
};
