import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPoliteness, retryAfterSeconds } from '../../crawler/politeness.ts';

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
