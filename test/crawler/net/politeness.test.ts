import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPoliteness, retryAfterSeconds } from '../../../crawler/net/politeness.ts';

describe('politeness', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('one host is asked at its rate, another does not wait for it', async () => {
		const polite = createPoliteness({ requestsPerSecond: 5, concurrency: 4 });
		const started: string[] = [];
		for (let i = 0; i < 6; i++) void polite.run('http://a.cn/', async () => void started.push('a'));
		void polite.run('http://b.cn/', async () => void started.push('b'));
		await vi.advanceTimersByTimeAsync(50);
		expect(started).toEqual(['a', 'b']);
		await vi.advanceTimersByTimeAsync(1000);
		expect(started.filter((host) => host === 'a').length).toBe(6);
		polite.stop();
	});

	test('a host that asks for a pause gets it', async () => {
		const polite = createPoliteness({ requestsPerSecond: 100, concurrency: 4 });
		polite.backOff('http://a.cn/', '7');
		let done = false;
		void polite.run('http://a.cn/', async () => {
			done = true;
		});
		await vi.advanceTimersByTimeAsync(6900);
		expect(done).toBe(false);
		await vi.advanceTimersByTimeAsync(300);
		expect(done).toBe(true);
		polite.stop();
	});

	test('a pause holds for those too who wait because the host is slow', async () => {
		const polite = createPoliteness({ requestsPerSecond: 100, concurrency: 4 });
		polite.answered('http://a.cn/', 100);
		for (let i = 0; i < 4; i++) polite.answered('http://a.cn/', 9000);
		let begun = 0;
		for (let i = 0; i < 4; i++) void polite.run('http://a.cn/', async () => void begun++);
		await vi.advanceTimersByTimeAsync(100);
		polite.backOff('http://a.cn/', '30');
		await vi.advanceTimersByTimeAsync(29_900);
		expect(begun).toBe(0);
		await vi.advanceTimersByTimeAsync(1000);
		expect(begun).toBe(4);
		polite.stop();
	});

	test('a host that slows down is asked more seldom, and as before when it has recovered', async () => {
		const polite = createPoliteness({ requestsPerSecond: 20, concurrency: 1 });
		/** Requests that begin within ten seconds. */
		const begun = async (): Promise<number> => {
			let count = 0;
			let isOver = false;
			const next = (): void =>
				void polite.run('http://a.cn/', async () => {
					if (isOver) return;
					count++;
					next();
				});
			next();
			await vi.advanceTimersByTimeAsync(10_000);
			isOver = true;
			await vi.advanceTimersByTimeAsync(6000);
			return count;
		};
		polite.answered('http://a.cn/', 100);
		expect(await begun()).toBeGreaterThan(190);
		for (let i = 0; i < 4; i++) polite.answered('http://a.cn/', 9000);
		expect(await begun()).toBeLessThan(8);
		for (let i = 0; i < 20; i++) polite.answered('http://a.cn/', 100);
		expect(await begun()).toBeGreaterThan(190);
		// One that asked for a pause is not asked at the same rate again at once.
		polite.backOff('http://a.cn/', '0');
		expect(await begun()).toBeLessThan(110);
		for (let i = 0; i < 80; i++) polite.answered('http://a.cn/', 100);
		expect(await begun()).toBeGreaterThan(190);
		polite.stop();
	});

	describe('a host that asks for more than anyone waits', () => {
		const hour = '3600';
		const wait = (): Promise<unknown> => vi.advanceTimersByTimeAsync(121_000);

		test('gets one pause, and is left when it asks again', async () => {
			const polite = createPoliteness({ requestsPerSecond: 5, concurrency: 4 });
			expect(polite.backOff('http://a.cn/', hour)).toBe('wait');
			// Under way when it asked.
			expect(polite.backOff('http://a.cn/', hour)).toBe('wait');
			await wait();
			expect(polite.backOff('http://a.cn/', hour)).toBe('leave');
			polite.stop();
		});

		test('and answers after the pause is waited for again, but not for ever', async () => {
			const polite = createPoliteness({ requestsPerSecond: 5, concurrency: 4 });
			for (let i = 0; i < 15; i++) {
				expect(polite.backOff('http://a.cn/', hour)).toBe('wait');
				await wait();
				polite.answered('http://a.cn/', 100);
			}
			expect(polite.backOff('http://a.cn/', hour)).toBe('leave');
			polite.stop();
		});
	});

	test('a crawl delay of robots.txt outlives quick answers', async () => {
		const polite = createPoliteness({ requestsPerSecond: 10, concurrency: 4 });
		polite.delay('http://a.cn/', 2);
		polite.answered('http://a.cn/', 5);
		let done = 0;
		for (let i = 0; i < 3; i++) {
			void polite.run('http://a.cn/', async () => {
				done++;
			});
		}
		await vi.advanceTimersByTimeAsync(4500);
		expect(done).toBe(2);
		polite.stop();
	});

	test.each([
		['120', 120],
		['Sun, 06 Nov 1994 08:49:47 GMT', 10],
		['soon', undefined],
		[undefined, undefined],
	])('Retry-After %s is %s seconds', (value, seconds) => {
		expect(retryAfterSeconds(value, Date.parse('1994-11-06T08:49:37Z'))).toBe(seconds);
	});
});
