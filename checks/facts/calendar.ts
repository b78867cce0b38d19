import { createRequire } from 'node:module';

const dayMs = 86_400_000;

/** Days since 1970-01-01 of a YYYY-MM-DD. */
const dayNumber = (date: string): number => Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs);

const toDate = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 2026年11月15日, as sentences say it; what is no YYYY-MM-DD stays what it is. */
export const dayName = (date: string): string => {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
	return year ? `${year}年${Number(month)}月${Number(day)}日` : date;
};

/** 2026年11月, of a month as YYYY-MM. */
export const monthName = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** Calendar days from one YYYY-MM-DD to another; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The day so many calendar days later; `days` may be negative. */
export const addDays = (date: string, days: number): string => toDate(dayNumber(date) + days);

/** The same day of another month, or that month's last day where it has none; `months` may be negative. */
export const addMonths = (date: string, months: number): string => {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
};

interface Year {
	readonly first: number;
	/** Working days from 1 January to each day of the year, that day included. */
	readonly worked: readonly number[];
	/** Holidays as the State Council announced them, weekends within them included. */
	readonly holidays: ReadonlySet<string>;
}

/**
 * Names of the days that the State Council gave off or had worked instead, by date. Without the package's code: that makes its tables by
 * the time zone of the process, and west of Greenwich each day is the one before.
 */
const announced = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
	readonly holidays: Readonly<Record<string, string>>;
	readonly workdays: Readonly<Record<string, string>>;
};

/** Weekends within a holiday included. */
const isHoliday = (date: string): boolean => date in announced.holidays;

const isWorked = (date: string): boolean =>
	date in announced.workdays ||
	(!isHoliday(date) && ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));

const years = new Map<number, Year | undefined>();

/** The official calendar of a year; undefined where the package has no table for it: weekends alone would be a guess. */
const calendarOf = (year: number): Year | undefined => {
	if (years.has(year)) return years.get(year);
	let calendar: Year | undefined;
	if (isHoliday(`${year}-10-01`)) {
		const first = dayNumber(`${year}-01-01`);
		const worked: number[] = [];
		const holidays = new Set<string>();
		let sum = 0;
		for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = addDays(date, 1)) {
			if (isWorked(date)) sum++;
			else if (isHoliday(date)) holidays.add(date);
			worked.push(sum);
		}
		calendar = { first, worked, holidays };
	}
	years.set(year, calendar);
	return calendar;
};

/**
 * Working days after `from` up to and with `to`: the day after `from` is day 1, and 0 where `to` is not later.
 * Undefined where a year between the two has no official calendar.
 */
export const workingDaysBetween = (from: string, to: string): number | undefined => {
	if (to <= from) return 0;
	const [start, end] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
	let days = 0;
	for (let year = start; year <= end; year++) {
		const calendar = calendarOf(year);
		if (!calendar) return undefined;
		const upTo = year === end ? dayNumber(to) - calendar.first : calendar.worked.length - 1;
		days += calendar.worked[upTo] ?? 0;
		if (year === start) days -= calendar.worked[dayNumber(from) - calendar.first] ?? 0;
	}
	return days;
};

/** Days of official holidays after `from` up to and with `to`, as far as the calendar is known. */
export const holidaysBetween = (from: string, to: string): number => {
	let days = 0;
	for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
		for (const holiday of calendarOf(year)?.holidays ?? []) if (holiday > from && holiday <= to) days++;
	}
	return days;
};
