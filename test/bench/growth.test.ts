import { expect, test } from 'vitest';
import { type Figure, judge, leastMonths, slopeOf } from '../../bench/soak/growth.ts';

const months = Array.from({ length: 12 }, (_, n) => n);
const figure = (values: readonly number[], more: Partial<Figure> = {}): Figure => ({
	...{ name: 'heap', kind: 'steady', part: 0.01, least: 0.1 },
	...more,
	values,
});
const grows = (...of: Parameters<typeof figure>): boolean => judge(figure(...of)).grows;

test('the slope is the middle one of all pairs, which a single odd month does not move', () => {
	expect(slopeOf([1, 3, 5, 7])).toEqual({ slope: 2, rising: 1 });
	expect(slopeOf([1, 3, 500, 7, 9]).slope).toBe(2);
	expect(slopeOf([4, 4, 4])).toEqual({ slope: 0, rising: 0 });
	expect(slopeOf([4])).toEqual({ slope: 0, rising: 0 });
});

test.each<[what: string, values: readonly number[], is: boolean]>([
	['that stays', months.map(() => 80), false],
	['that leaks', months.map((n) => 80 + n), true],
	['that fills at first and then stays', months.map((n) => Math.min(120, 40 + n * 20)), false],
	['that goes up and down', months.map((n) => 80 + (n % 2) * 20), false],
	['that leaks in the midst of noise', months.map((n) => 80 + n * 4 + (n % 2) * 3), true],
	['that grows by less than its bound', months.map((n) => 80 + n * 0.5), false],
	['that falls', months.map((n) => 80 - n), false],
])('a figure %s', (_, values, is) => {
	expect(grows(values)).toBe(is);
});

test('what is kept may grow by the same each month, and not by more and more', () => {
	const kept = { kind: 'kept', part: 0.1, least: 1 } as const;
	expect(
		grows(
			months.map((n) => n * 30),
			kept,
		),
	).toBe(false);
	expect(
		grows(
			months.map((n) => n * n * 30),
			kept,
		),
	).toBe(true);
});

test('a few months say nothing', () => {
	const leak = months.map((n) => 80 + n * 10);
	expect([grows(leak.slice(0, leastMonths - 1)), grows(leak.slice(0, leastMonths))]).toEqual([false, true]);
});
