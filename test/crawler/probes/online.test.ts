import { expect, test } from 'vitest';
import { watchNetwork } from '../../../crawler/probes/online.ts';

const site = (name: string): string => `https://www.${name}.gov.cn/`;
const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(site);
const a = site('a');

/** A watch over sites of which these answer, with the addresses that it asked. */
const watch = (...answering: readonly string[]) => {
	const asked: string[] = [];
	let time = 0;
	const own = watchNetwork(
		async (url) => {
			asked.push(url);
			return answering.map(site).includes(url);
		},
		() => time,
	);
	return {
		...own,
		asked,
		wait: (minutes: number): void => {
			time += minutes * 60_000;
		},
	};
};

test('three others are asked while one is silent: up where most of them answer', async () => {
	const up = watch('b', 'c', 'd', 'e');
	expect(await up.isUp(a, all)).toBe(true);
	expect(up.asked).toHaveLength(3);
	expect(up.asked).not.toContain(a);
	expect(await watch().isUp(a, all)).toBe(false);
	expect(await watch('b').isUp(a, all.slice(0, 4))).toBe(false);
	expect(await watch('b', 'c').isUp(a, all.slice(0, 4))).toBe(true);
});

test('without another host nobody can tell', async () => {
	const own = watch('b');
	expect(await own.isUp(a, [a, `${a}index.html`])).toBeUndefined();
	expect(own.asked).toEqual([]);
});

test('many that fail in one minute ask no more than the first of them', async () => {
	const own = watch();
	for (const url of all.slice(0, 3)) {
		own.note(url, false);
		expect(await own.isUp(url, all)).toBe(false);
	}
	expect(own.asked.length).toBeLessThanOrEqual(6);
});

test('visits of the same minutes are witnesses as they are', async () => {
	const own = watch('b', 'c', 'd', 'e', 'f');
	for (const url of all.slice(1)) own.note(url, false);
	expect(await own.isUp(a, all)).toBe(false);
	for (const url of all.slice(1, 4)) own.note(url, true);
	expect(await own.isUp(a, all)).toBe(true);
	expect(own.asked).toEqual([]);
	own.wait(3);
	expect(await own.isUp(a, all)).toBe(true);
	expect(own.asked).toHaveLength(3);
});

test('those are asked that answered last time, in turn', async () => {
	const own = watch('b', 'c', 'd', 'e', 'f', 'g');
	for (const [n, url] of all.slice(1).entries()) {
		own.note(url, n > 0);
		own.wait(5);
	}
	await own.isUp(a, all);
	expect(own.asked).toEqual(['c', 'd', 'e'].map(site));
	own.wait(5);
	await own.isUp(a, all);
	expect(own.asked.slice(3)).toEqual(['f', 'g', 'c'].map(site));
});
