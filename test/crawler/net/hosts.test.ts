import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { auditSite } from '../../../audit.ts';
import { createHosts } from '../../../crawler/net/hosts.ts';
import { createPoliteness, type Politeness } from '../../../crawler/net/politeness.ts';
import { type Answering, startWeb } from '../../support/web.ts';

describe('sites on one host', () => {
	afterEach(() => void vi.useRealTimers());

	const ask = (site: Politeness, times: number, begun: number[]): void => {
		for (let i = 0; i < times; i++)
			site.run('http://a.cn/', async () => void begun.push(Date.now())).catch(() => {});
	};

	test('ask it together no faster than the quicker of them may, and each no faster than itself', async () => {
		vi.useFakeTimers();
		const hosts = createHosts();
		const quick = createPoliteness({ requestsPerSecond: 5, concurrency: 4 }, hosts);
		const slow = createPoliteness({ requestsPerSecond: 1, concurrency: 1 }, hosts);
		const begun = { quick: [] as number[], slow: [] as number[] };
		ask(quick, 40, begun.quick);
		ask(slow, 40, begun.slow);
		await vi.advanceTimersByTimeAsync(3950);
		expect(begun.quick.length + begun.slow.length).toBe(20);
		expect(begun.slow.length).toBeGreaterThanOrEqual(3);
		quick.stop();
		await vi.advanceTimersByTimeAsync(10_000);
		const gaps = begun.slow.slice(1).map((time, i) => time - (begun.slow[i] ?? 0));
		expect(begun.slow.length).toBeGreaterThanOrEqual(13);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
		slow.stop();
	});

	test('all leave it alone when it asks one of them for a pause', async () => {
		vi.useFakeTimers();
		const hosts = createHosts();
		const [one, other] = [1, 2].map(() =>
			createPoliteness({ requestsPerSecond: 100, concurrency: 2 }, hosts),
		) as [Politeness, Politeness];
		const begun: number[] = [];
		one.backOff('http://a.cn/', '5');
		ask(other, 3, begun);
		await vi.advanceTimersByTimeAsync(4900);
		expect(begun).toEqual([]);
		await vi.advanceTimersByTimeAsync(300);
		expect(begun).toHaveLength(3);
	});

	test('whom robots.txt bids be slow is, after a pause that another was asked for', async () => {
		vi.useFakeTimers();
		const hosts = createHosts();
		const limits = { requestsPerSecond: 5, concurrency: 4 };
		const [slow, other] = [createPoliteness(limits, hosts), createPoliteness(limits, hosts)];
		const begun: number[] = [];
		await other.run('http://a.cn/', async () => {});
		slow.delay('http://a.cn/', 4);
		ask(slow, 4, begun);
		setTimeout(() => other.backOff('http://a.cn/', '7'), 3000);
		await vi.advanceTimersByTimeAsync(23_000);
		const gaps = begun.slice(1).map((time, i) => time - (begun[i] ?? 0));
		expect(begun).toHaveLength(4);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4000);
	});

	test('one that ends takes its own tasks along, and leaves its place to the others', async () => {
		vi.useFakeTimers();
		const hosts = createHosts();
		const limits = { requestsPerSecond: 10, concurrency: 2 };
		const [one, other] = [createPoliteness(limits, hosts), createPoliteness(limits, hosts)];
		const begun = { one: [] as number[], other: [] as number[] };
		ask(one, 9, begun.one);
		one.stop();
		ask(other, 9, begun.other);
		await vi.advanceTimersByTimeAsync(2000);
		expect([begun.one.length, begun.other.length]).toEqual([0, 9]);
	});
});

test('a clock that is set back stops nothing', async () => {
	const polite = createPoliteness({ requestsPerSecond: 50, concurrency: 1 });
	await polite.run('http://a.cn/', async () => {});
	const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
	try {
		await polite.run('http://a.cn/', async () => {});
	} finally {
		clock.mockRestore();
	}
});

test('what a running task waits for does not wait for that task', async () => {
	const polite = createPoliteness({ requestsPerSecond: 50, concurrency: 1 });
	await polite.run('http://a.cn/', () => polite.turn('http://a.cn/'));
});

test('two departments on one host, audited at once, are asked one after the other', async () => {
	const begun: number[] = [];
	const paths = ['one', 'two'].flatMap((id) => [
		`/${id}/`,
		...Array.from({ length: 8 }, (_, i) => `/${id}/${i}.html`),
	]);
	const answer = (path: string): Answering => {
		const links = path.endsWith('/')
			? paths.filter((one) => one.startsWith(path)).map((one) => `<a href="${one}">${one} 的标题</a>`)
			: [];
		return (_request, response) => {
			begun.push(performance.now());
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(`<!doctype html><title>某局</title><p>这一页是 ${path}。</p>${links.join('')}`);
		};
	};
	const web = await startWeb(Object.fromEntries(paths.map((path) => [path, answer(path)])));
	const out = await mkdtemp(join(tmpdir(), 'gongkai-hosts-'));
	const hosts = createHosts();
	const audit = (id: string) =>
		auditSite(
			{
				id,
				name: '',
				url: `${web.url}/${id}/`,
				type: 'department',
				robots: 'obey',
				hosts: [],
				columns: [],
				limits: { maxPages: 100, requestsPerSecond: 25, concurrency: 4, timeoutSeconds: 5 },
				render: 'never',
			},
			{
				network: { allow: ['127.0.0.1'] },
				hosts,
				out,
				asOf: '2026-11-15',
				log: pino({ level: 'silent' }),
			},
		);
	try {
		await Promise.all([audit('one'), audit('two')]);
	} finally {
		await web.close();
		await rm(out, { recursive: true });
	}
	const [first = 0, ...others] = begun;
	expect(others.length).toBeGreaterThanOrEqual(paths.length - 1);
	// They leave 40 ms apart; twice as fast would be each at its own rate.
	expect((begun.at(-1) ?? 0) - first).toBeGreaterThan(others.length * 40 * 0.8);
});
