import { chineseNumber } from './dates.ts';

const month =
	'(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '((?:19|20)\\d{2})';
const monthFirst = new RegExp(`\\b${month}[\\s-]?${day}(?:,?[\\s-]?${year})?\\b`, 'i');
const dayFirst = new RegExp(`\\b${day}[\\s-]?${month}(?:,?[\\s-]?${year})?\\b`, 'i');
const monthOfYear = new RegExp(`^${month},?[\\s-]?${year}$`, 'i');
const yearOfMonth = new RegExp(`^${year}[\\s-]?${month}$`, 'i');
const onlyMonth = new RegExp(`^${month}$`, 'i');

const names = 'janfebmaraprmayjunjulaugsepoctnovdec';
const monthOf = (name: string | undefined): number =>
	names.indexOf((name ?? '').slice(0, 3).toLowerCase()) / 3 + 1;

const two = (number: number | string | undefined): string => String(number ?? '').padStart(2, '0');

const english = (text: string): string => {
	const whole = monthOfYear.exec(text);
	if (whole) return `${whole[2]}-${two(monthOf(whole[1]))}`;
	const turned = yearOfMonth.exec(text);
	if (turned) return `${turned[1]}-${two(monthOf(turned[2]))}`;
	const alone = onlyMonth.exec(text);
	if (alone) return `${monthOf(alone[1])}月`;
	const put = (on: string, inYear: string | undefined): string => (inYear ? `${inYear}-${on}` : on);
	return text
		.replace(dayFirst, (_, on, name, inYear) => put(`${two(monthOf(name))}-${two(on)}`, inYear))
		.replace(monthFirst, (_, name, on, inYear) => put(`${two(monthOf(name))}-${two(on)}`, inYear));
};

const chineseYear = /[一二][〇零○ＯOo0一二三四五六七八九]{3}(?=年)/g;
const chineseParts = /([一二三四五六七八九十廿卅]{1,3})(?=[月日号])/g;
const signs = '〇一二三四五六七八九';

const chinese = (text: string): string =>
	text
		.replace(chineseYear, (written) =>
			[...written.replace(/[零○ＯOo0]/g, '〇')].map((sign) => signs.indexOf(sign)).join(''),
		)
		.replace(chineseParts, (written) => String(chineseNumber(written) ?? written));

/** A short text with its dates in digits, whose months are named in English or whose numbers are written in Chinese. */
export const inDigits = (text: string): string => {
	if (/[A-Za-z]{3}/.test(text)) return english(text);
	return /[一二三四五六七八九十][月日号]|[〇零○一二三四五六七八九]年/.test(text) ? chinese(text) : text;
};
