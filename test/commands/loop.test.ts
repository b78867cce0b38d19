import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startLoop } from '../../commands/loop.ts';

const patience = { timeout: 5000, interval: 5 };
const hour = 3_600_000;

test('a loop takes its first turn by itself, and the next when the wait is over', async () => {
	let turns = 0;
	const loop = startLoop({ turn: async () => (++turns < 3 ? 1 : hour), onError: () => hour });
	await expect.poll(() => turns, patience).toBe(3);
	await loop.stop(() => [], 1000);
});

test('what wakes it in the midst of a turn is not missed', async () => {
	let turns = 0;
	const loop = startLoop({
		turn: async () => {
			turns++;
			if (turns === 1) loop.wake();
			return hour;
		},
		onError: () => hour,
	});
	await expect.poll(() => turns, patience).toBe(2);
	await delay(20);
	expect(turns).toBe(2);
	await loop.stop(() => [], 1000);
});

test('a turn that throws is told, and followed by another', async () => {
	let turns = 0;
	const told: unknown[] = [];
	const loop = startLoop({
		turn: async () => {
			if (++turns === 1) throw new Error('disk');
			return hour;
		},
		onError: (error) => {
			told.push(error);
			return 1;
		},
	});
	await expect.poll(() => turns, patience).toBe(2);
	expect(told).toEqual([new Error('disk')]);
	await loop.stop(() => [], 1000);
});

test('its end waits for the turn under way, closes what that waits for, and no longer than it was told', async () => {
	let release = (): void => {};
	let ended = false;
	const slow = new Promise<void>((resolve) => {
		release = resolve;
	});
	const loop = startLoop({
		turn: async () => {
			await slow;
			ended = loop.isStopping();
			return hour;
		},
		onError: () => hour,
	});
	await delay(5);
	await loop.stop(() => [Promise.resolve(release())], 5000);
	expect(ended).toBe(true);

	const stuck = startLoop({ turn: () => new Promise(() => {}), onError: () => hour });
	const since = performance.now();
	await stuck.stop(() => [], 30);
	expect(performance.now() - since).toBeLessThan(2000);
});
