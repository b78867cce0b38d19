import { expect, test } from 'vitest';
import { createPool } from '../../../crawler/browser/pool.ts';

/** A pool of numbered browsers, and the numbers of those that ended. */
const numbered = (
	uses: number,
	{ fails = [], ...more }: { fails?: readonly number[]; most?: number; idleTime?: number } = {},
) => {
	const ended: number[] = [];
	let last = 0;
	const start = async (): Promise<number> => {
		const number = ++last;
		if (fails.includes(number)) throw new Error('does not start');
		return number;
	};
	const end = async (number: number): Promise<void> => void ended.push(number);
	return { pool: createPool({ start, end, uses, ...more }), ended };
};

test('an old browser takes no new page, and ends with its last one, though pages wait all the time', async () => {
	const { pool, ended } = numbered(3);
	const pages = Array.from({ length: 7 }, () => pool.join());
	expect(await Promise.all(pages.map(({ ready }) => ready))).toEqual([1, 1, 1, 2, 2, 2, 3]);
	for (const page of pages.slice(0, 2)) pool.leave(page);
	await Promise.resolve();
	expect(ended).toEqual([]);
	for (const page of pages.slice(2)) pool.leave(page);
	await expect.poll(() => ended).toEqual([1, 2]);
});

test('a browser that is old ends with its last page, which tells when it has', async () => {
	const { pool, ended } = numbered(1);
	await pool.leave(pool.join());
	expect(ended).toEqual([1]);
	expect(await pool.join().ready).toBe(2);
});

test('an old browser is used on while no more may be started', async () => {
	const { pool, ended } = numbered(1, { most: 2 });
	const [one, two, three] = [pool.join(), pool.join(), pool.join()];
	expect(await Promise.all([one, two, three].map(({ ready }) => ready))).toEqual([1, 2, 2]);
	await pool.leave(one);
	expect(await pool.join().ready).toBe(3);
	await pool.leave(two);
	expect(ended).toEqual([1]);
	await pool.leave(three);
	expect(ended).toEqual([1, 2]);
});

test('a browser that nobody uses for a while ends, and one that is used again does not', async () => {
	const { pool, ended } = numbered(10, { idleTime: 100 });
	await pool.leave(pool.join());
	const again = pool.join();
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(ended).toEqual([]);
	await pool.leave(again);
	await expect.poll(() => ended).toEqual([1]);
	expect(await pool.join().ready).toBe(2);
});

test('only the browser that failed is retired, once', async () => {
	const { pool, ended } = numbered(10);
	const [one, two] = [pool.join(), pool.join()];
	await pool.retire(one);
	const three = pool.join();
	await pool.retire(two); // The second page of the first browser hears of it later.
	expect(await three.ready).toBe(2);
	expect(ended).toEqual([1]);
	await pool.close();
	expect(ended).toEqual([1, 2]);
});

test('one that does not start is not kept', async () => {
	const { pool } = numbered(10, { fails: [1] });
	const one = pool.join();
	await expect(one.ready).rejects.toThrow('does not start');
	await pool.retire(one);
	expect(await pool.join().ready).toBe(2);
});
