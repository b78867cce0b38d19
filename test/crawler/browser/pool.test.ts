import { expect, test } from 'vitest';
import { createPool } from '../../../crawler/browser/pool.ts';

/** A pool of numbered browsers, and the numbers of those that ended. */
const numbered = (maxPages: number, fails: readonly number[] = []) => {
	const ended: number[] = [];
	let last = 0;
	const start = async (): Promise<number> => {
		const number = ++last;
		if (fails.includes(number)) throw new Error('does not start');
		return number;
	};
	return { pool: createPool(start, async (number) => void ended.push(number), maxPages), ended };
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

test('a browser that is old and idle ends when the next page comes', async () => {
	const { pool, ended } = numbered(1);
	pool.leave(pool.join());
	expect(await pool.join().ready).toBe(2);
	await expect.poll(() => ended).toEqual([1]);
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
	const { pool } = numbered(10, [1]);
	const one = pool.join();
	await expect(one.ready).rejects.toThrow('does not start');
	await pool.retire(one);
	expect(await pool.join().ready).toBe(2);
});
