import { describe, expect, test } from 'vitest';
import { slotsBetween } from '../../../crawler/probes/slots.ts';

const midnight = Date.parse('2026-11-15T00:00:00+08:00');
const minute = 60_000;
const dayMs = 1440 * minute;
const dayOf = (site: string, days = 1, perDay = 20): number[] =>
	slotsBetween(site, perDay, midnight - 1, midnight + days * dayMs - 1);

describe('the times of a site', () => {
	test.each([20, 24, 48])('are %i a day, each day', (perDay) => {
		const slots = dayOf('linjiang', 10, perDay);
		const byDay = Map.groupBy(slots, (at) => Math.floor((at - midnight) / dayMs));
		expect([...byDay.values()].map((own) => own.length)).toEqual(Array(10).fill(perDay));
	});

	test('are none where it is switched off', () => expect(dayOf('linjiang', 3, 0)).toEqual([]));

	test('keep two thirds of their share of the day between them, over midnight too', () => {
		for (const site of ['linjiang', 'a', 'b', 'zz-9']) {
			const slots = dayOf(site, 30);
			const gaps = slots.slice(1).map((at, i) => at - (slots[i] ?? 0));
			expect(Math.min(...gaps)).toBeGreaterThanOrEqual(47 * minute);
			expect(new Set(gaps).size).toBeGreaterThan(100);
		}
	});

	test('are the same however they are asked for: no restart doubles or leaves out one', () => {
		const whole = dayOf('linjiang', 3);
		const inSteps: number[] = [];
		for (let from = midnight - 1; from < midnight + 3 * dayMs - 1; from += 7 * minute)
			inSteps.push(
				...slotsBetween('linjiang', 20, from, Math.min(from + 7 * minute, midnight + 3 * dayMs - 1)),
			);
		expect(inSteps).toEqual(whole);
	});

	test('are never those of all sites: a thousand sites are spread over every hour', () => {
		const all = Array.from({ length: 1000 }, (_, n) => dayOf(`site-${n}`)).flat();
		const byMinute = Map.groupBy(all, (at) => Math.floor((at - midnight) / minute));
		expect(byMinute.size).toBeGreaterThan(1300);
		expect(Math.max(...[...byMinute.values()].map((own) => own.length))).toBeLessThan(40);
	});
});
