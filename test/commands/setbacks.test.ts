import { expect, test } from 'vitest';
import { createSetbacks } from '../../commands/setbacks.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 5, 1) + seconds * 1000);
const waits = (setbacks: ReturnType<typeof createSetbacks>, seconds: number): string[] => [
	...setbacks.waiting(at(seconds)),
];

test('a site waits twice as long each time, up to five minutes', () => {
	const setbacks = createSetbacks(5000);
	for (const seconds of [5, 10, 20, 40, 80, 160, 300, 300]) {
		setbacks.add('a', at(0));
		expect(setbacks.nextAt(at(0))).toBe(at(seconds).getTime());
		expect([waits(setbacks, seconds - 1), waits(setbacks, seconds)]).toEqual([['a'], []]);
		expect([...setbacks.sites()]).toEqual(['a']);
	}
});

test('each waits by itself, until it has begun or the clock is turned back', () => {
	const setbacks = createSetbacks(5000);
	setbacks.add('a', at(0));
	setbacks.add('b', at(2));
	expect([waits(setbacks, 1), waits(setbacks, 6), setbacks.nextAt(at(6))]).toEqual([
		['a', 'b'],
		['b'],
		at(7).getTime(),
	]);
	setbacks.delete('a');
	expect([...setbacks.sites()]).toEqual(['b']);
	setbacks.release();
	expect([waits(setbacks, 0), setbacks.nextAt(at(0))]).toEqual([[], undefined]);
});
