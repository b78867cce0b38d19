import { describe, expect, it } from 'vitest';
import {
	addDays,
	addMonths,
	dayName,
	daysBetween,
	holidaysBetween,
	workingDaysBetween,
} from '../../../checks/facts/calendar.ts';

describe('working days', () => {
	it.each([
		['the day after is day 1', '2026-03-02', '2026-03-03', 1],
		['nothing is counted where the second day is not later', '2026-03-03', '2026-03-03', 0],
		['nor where it is earlier', '2026-03-03', '2026-03-01', 0],
		['a weekend is left out', '2026-03-06', '2026-03-09', 1],
		['the spring festival is left out and its make-up days are counted', '2026-02-13', '2026-02-24', 2],
		['a Saturday worked instead is a working day', '2026-02-27', '2026-02-28', 1],
		['twenty working days', '2026-03-02', '2026-03-30', 20],
		['years are crossed', '2025-12-31', '2026-01-05', 2],
		['the holiday of 2025 and its make-up days', '2025-09-30', '2025-10-09', 1],
	])('%s', (_, from, to, days) => expect(workingDaysBetween(from, to)).toBe(days));

	it('is not known for a year without an official calendar', () => {
		expect(workingDaysBetween('2039-03-01', '2039-03-10')).toBeUndefined();
		expect(workingDaysBetween('2026-12-30', '2039-01-04')).toBeUndefined();
	});
});

describe('dates', () => {
	it('adds months and stays within the month', () => {
		expect(addMonths('2026-08-31', -6)).toBe('2026-02-28');
		expect(addMonths('2026-11-15', -12)).toBe('2025-11-15');
		expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
	});
	it('adds and counts days', () => {
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
		expect(daysBetween('2026-02-28', '2026-03-02')).toBe(2);
	});
	it('counts the holidays in between', () => expect(holidaysBetween('2026-09-30', '2026-10-14')).toBe(7));
});

it.each([
	['2026-05-02', '2026年5月2日'],
	['2026-11-30', '2026年11月30日'],
	['2026-11', '2026-11'],
	['不详', '不详'],
])('sentences call %s %s', (date, name) => expect(dayName(date)).toBe(name));
