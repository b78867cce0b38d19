import { isoDay } from './dates.ts';
import { inDigits } from './spelled-dates.ts';

/** A piece of text of an entry, as one element holds it. */
export interface Piece {
	readonly text: string;
	readonly inLink: boolean;
}

const full = /((?:19|20)\d{2})\s?(?:[-/.]|年)\s?(\d{1,2})\s?(?:[-/.]|月)\s?(\d{1,2})(?!\d)/;
const shortYear = /^[[(（【]?(\d{2})[-/.](\d{2})[-/.](\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\])）】]?$/;
const monthDay =
	/^[[(（【]?\s?(\d{1,2})\s?(?:[-/.]|月)\s?(\d{1,2})日?\s?[\])）】]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/;
const yearMonth = /^[[(（]?((?:19|20)\d{2})\s?(?:[-/.]|年)\s?(\d{1,2})月?[\])）]?$/;
const onlyDay = /^(\d{1,2})日?$/;
const onlyYear = /^((?:19|20)\d{2})年?$/;
const onlyMonth = /^(\d{1,2})月$/;

/** The first full date in a text. */
export const fullDate = (text: string): string | undefined => {
	const found = full.exec(text);
	return found ? isoDay(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
};

const addressDay =
	/(?<=^|[/_t-])((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2]|[1-9])(?:[-/]?(?:0[1-9]|[12]\d|3[01]|[1-9]))?(?=[/_.-]|$)/g;

/** The year that an entry's address gives to a month and day: t20261103, /2026/11/3/, /202611/. */
const yearByAddress = (url: string, month: number): number | undefined => {
	const path = url.replace(/^https?:\/\/[^/]*/, '');
	for (const found of path.matchAll(addressDay)) if (Number(found[2]) === month) return Number(found[1]);
	return undefined;
};

const dateShare = /[\s\d\-/.:年月日时分秒()（）[\]【】]/g;

/** Mostly the date itself, with at most a label before it: no sentence that mentions a day. */
const isDatePiece = (text: string): boolean =>
	text.length <= 40 &&
	text
		.replace(dateShare, '')
		.replace(/^(?:发布|公开|更新|成文|生成|发文|添加|信息|写信|来信|回复|开始|发表)?(?:日期|时间)?[:：]?/, '')
		.length <= 6;

/** Longer texts are no part of a date, with brackets, blanks and the time of day. */
const longestPart = 30;

/** Day, month and year in elements of their own: 03 | 2026-11, 11-03 | 2026, 2026 | 11月 | 03日. */
const splitDate = (pieces: readonly Piece[]): string | undefined => {
	let day: number | undefined;
	let month: number | undefined;
	let year: number | undefined;
	for (const { text } of pieces) {
		if (text.length > longestPart) continue;
		const months = yearMonth.exec(text);
		const days = monthDay.exec(text);
		if (months) [year, month] = [Number(months[1]), Number(months[2])];
		else if (onlyYear.test(text)) year ??= Number(onlyYear.exec(text)?.[1]);
		else if (onlyMonth.test(text)) month ??= Number(onlyMonth.exec(text)?.[1]);
		else if (days) [month, day] = [Number(days[1]), Number(days[2])];
		else if (onlyDay.test(text)) day ??= Number(onlyDay.exec(text)?.[1]);
	}
	return year && month && day ? isoDay(year, month, day) : undefined;
};

/** Longer texts are no dates. */
const longestPiece = 60;

/** Publication first, where an entry shows several days. */
const publishedLabel = /(?:发布|公开|公布|发文|更新)(?:日期|时间)/;

/**
 * The day that an entry shows. `yearAbove` is the year of the heading it stands under; a day without year
 * that neither address nor heading completes gives nothing, since guessing it could make a column look stale.
 */
export const dateOfEntry = (
	written: readonly Piece[],
	url: string,
	yearAbove?: number,
): string | undefined => {
	const pieces = written.map(({ text, inLink }) => ({
		text: text.length > longestPiece ? text : inDigits(text),
		inLink,
	}));
	let labelled: string | undefined;
	let own: string | undefined;
	let mentioned: string | undefined;
	for (const { text } of pieces) {
		if (text.length > longestPiece || !/\d/.test(text)) continue;
		const iso = fullDate(text);
		if (!iso) continue;
		if (publishedLabel.test(text)) labelled ??= iso;
		if (isDatePiece(text)) own ??= iso;
		else
			mentioned ??=
				/[[(（]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?\s*$|^\s*[[(（]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}/.test(
					text,
				)
					? iso
					: undefined;
	}
	if (labelled ?? own) return labelled ?? own;
	const split = splitDate(pieces);
	if (split) return split;
	for (const { text } of pieces) {
		if (text.length > longestPart) continue;
		const years = shortYear.exec(text);
		if (years) return isoDay(2000 + Number(years[1]), Number(years[2]), Number(years[3]));
		const days = monthDay.exec(text);
		if (!days) continue;
		const year = yearByAddress(url, Number(days[1])) ?? yearAbove;
		return year ? isoDay(year, Number(days[1]), Number(days[2])) : mentioned;
	}
	return mentioned;
};

/** What a title begins or ends with that may not be its own. */
const furnished = /^[\s·•▪◆■●○▶►>»*\-–—[(（【\d]|[\s\d\])）】]$/;

/** A title without the date and the bullet that stand before or after it inside the link. */
export const withoutDate = (title: string): string => (furnished.test(title) ? bareTitle(title) : title);

const bareTitle = (title: string): string =>
	title
		.replace(/^[\s·•▪◆■●○▶►>»*\-–—]+/, '')
		.replace(
			/^[[(（【]?(?:(?:19|20)\d{2}[-/.])\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?[\])）】]?\s+/,
			'',
		)
		.replace(
			/(?:(?<!\s)\s+)?[[(（【]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?[\])）】]?$/,
			'',
		)
		.replace(/(?:(?<!\s)\s+)?[[(（]\d{1,2}[-/.]\d{1,2}[\])）]$/, '')
		.trim();
