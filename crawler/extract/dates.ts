/** A day found in a text. */
export interface FoundDate {
	/** YYYY-MM-DD. */
	readonly on: string;
	/** Where it begins and ends in the text. */
	readonly index: number;
	readonly end: number;
	/** A time of day stands behind it. */
	readonly clock: boolean;
}

const digits: Readonly<Record<string, number>> = {
	〇: 0,
	零: 0,
	'○': 0,
	Ｏ: 0,
	O: 0,
	o: 0,
	'0': 0,
	一: 1,
	二: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
};

/** 二, 十二, 二十, 廿八, 三十一, or plain digits → the number; undefined where it is none. Up to 99. */
export const chineseNumber = (text: string): number | undefined => {
	if (/^\d{1,4}$/.test(text)) return Number(text);
	const written = text.replace('两', '二').replace('廿', '二十').replace('卅', '三十');
	const tens = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(written);
	if (tens) return (tens[1] ? (digits[tens[1]] ?? 1) : 1) * 10 + (tens[2] ? (digits[tens[2]] ?? 0) : 0);
	return written.length === 1 ? digits[written] : undefined;
};

const chineseYear = (text: string): number =>
	[...text].reduce((year, sign) => year * 10 + (digits[sign] ?? 0), 0);

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day as YYYY-MM-DD, if there is such a day between 1949 and 2100. */
export const isoDay = (year: number, month: number, day: number): string | undefined => {
	if (year < 1949 || year > 2100 || month < 1 || month > 12 || day < 1) return undefined;
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	if (day > (month === 2 && !leap ? 28 : (monthDays[month - 1] ?? 0))) return undefined;
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

// One expression: 2020年3月2日, 2020-03-02, 2020/3/2, 2020.3.2 and 二〇二〇年三月二日; blanks between the parts allowed.
const dayPattern =
	/(?<![\d.])(?:((?:19|20)\d{2}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]|((?:19|20)\d{2}) ?([-/.／－–]) ?(\d{1,2}) ?\5 ?(\d{1,2})(?![\d])|((?:19|20)\d{2})年(\d{1,2})-(\d{1,2})(?!\d))|([一二][〇零○ＯOo0一二三四五六七八九]{3}) ?年 ?([一二三四五六七八九十]{1,2}) ?月 ?([一二三四五六七八九十廿卅]{1,3}) ?[日号]/g;
const clockBehind = /^[日 T]{0,2} ?\d{1,2} ?[:：时] ?\d{1,2}/;

/** Full-width digits as plain ones; the text keeps its length. */
export const halfWidth = (text: string): string =>
	/[０-９]/.test(text)
		? text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
		: text;

/** Every date of a text, up to `limit`, in the order of the text. */
export const findDates = (written: string, limit = Number.POSITIVE_INFINITY): FoundDate[] => {
	const found: FoundDate[] = [];
	if (!/[年\-/.／－–]/.test(written)) return found;
	const text = halfWidth(written);
	// Not `matchAll`, which makes a new expression at each call.
	dayPattern.lastIndex = 0;
	for (let match = dayPattern.exec(text); match; match = dayPattern.exec(text)) {
		const [whole, y1, m1, d1, y2, , m2, d2, y3, m3, d3, cy, cm, cd] = match;
		const on = cy
			? isoDay(chineseYear(cy), chineseNumber(cm ?? '') ?? 0, chineseNumber(cd ?? '') ?? 0)
			: isoDay(Number(y1 ?? y2 ?? y3), Number(m1 ?? m2 ?? m3), Number(d1 ?? d2 ?? d3));
		if (on === undefined) continue;
		const end = match.index + whole.length;
		found.push({ on, index: match.index, end, clock: clockBehind.test(text.slice(end, end + 12)) });
		if (found.length >= limit) break;
	}
	return found;
};

/** The first date of a text. */
export const findDate = (text: string): FoundDate | undefined => findDates(text, 1)[0];

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';
const javaDate =
	/^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d{1,2}:\d{2}:\d{2}(?: [A-Z]{2,4}(?:[+-]\d{2}:?\d{2})?)? (\d{4})/;
const shanghai = 8 * 3600 * 1000;

/**
 * The day that a machine-made value stands for, as meta tags and hidden fields hold them: every form of `findDate`,
 * also 20200302, 20200302184400, milliseconds since 1970, ISO with a zone (told in Shanghai time) and `Mon Mar 02 18:44:00 CST 2020`.
 */
export const parseDay = (value: string): string | undefined => {
	const text = value.trim();
	if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) {
		const time = Date.parse(text);
		return Number.isNaN(time) ? undefined : new Date(time + shanghai).toISOString().slice(0, 10);
	}
	const found = findDate(text);
	if (found) return found.on;
	const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{2,6})?$/.exec(text);
	if (compact) return isoDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
	if (/^1\d{12}$/.test(text) || /^1\d{9}$/.test(text)) {
		const time = Number(text) * (text.length === 10 ? 1000 : 1);
		return new Date(time + shanghai).toISOString().slice(0, 10);
	}
	const java = javaDate.exec(text);
	if (java)
		return isoDay(Number(java[3]), months.indexOf((java[1] ?? '').toLowerCase()) / 3 + 1, Number(java[2]));
	return undefined;
};

const urlDays: readonly RegExp[] = [
	/[/_]t((?:19|20)\d{2})(\d{2})(\d{2})_\d+/, // TRS: t20200113_4968990.html
	/\/art\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\/art_/, // 大汉: /art/2020/2/13/art_…
	/\/((?:19|20)\d{2})[-/](\d{2})[-/](\d{2})\//, // /2019-01/22/content_…, /2020/02/13/
	/\/((?:19|20)\d{2})(\d{2})(\d{2})\//,
	/\/((?:19|20)\d{2})-(\d{2})\/(\d{2})\//,
];

/** The full date that an address carries. */
export const dayOfUrl = (url: string): string | undefined => {
	for (const pattern of urlDays) {
		const match = pattern.exec(url);
		const on = match && isoDay(Number(match[1]), Number(match[2]), Number(match[3]));
		if (on) return on;
	}
	return undefined;
};

const fromMillis = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** `days` later. */
export const addDays = (on: string, days: number): string => fromMillis(Date.parse(on) + days * 86_400_000);

/** The day that a period of so many months ends on, when it begins on `on`: the day before the same day of the month. */
export const endOfPeriod = (on: string, count: number): string => {
	const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
	const index = year * 12 + month - 1 + count;
	const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
	const same = new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(day, last)));
	return day > last ? fromMillis(same.getTime()) : fromMillis(same.getTime() - 86_400_000);
};

/** Days from `a` to `b`. */
export const daysBetween = (a: string, b: string): number =>
	Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
