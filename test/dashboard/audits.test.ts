import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewAudit } from '../../reports/store/audit-model.ts';
import { linjiang, type Opened, openDashboard, wordsOf } from './open-dashboard.ts';

const owner = { host: 'audit-01', pid: 4242 };
const site = (id: string, name: string) => ({ ...linjiang, id, name });
const wanted = (id: string): NewAudit => ({
	site: id,
	cause: 'schedule',
	asOf: '2026-06-20',
	dueAt: '2026-06-19T18:00:00.000Z',
	now: '2026-06-19T18:00:01.000Z',
});

let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard({
		nextRuns: () => [
			{ site: 'waits', at: new Date('2026-07-02T18:00:00Z') },
			{ site: 'runs', at: new Date('2026-07-01T18:00:00Z') },
		],
	});
	const { store } = dashboard;
	const ids = { runs: '在跑县', silent: '无声县', failed: '失败县', done: '完成县', waits: '等待县' };
	await store.syncConfigured(
		Object.entries(ids).map(([id, name]) => site(id, name)),
		'2026-01-01T00:00:00Z',
	);
	const begin = async (id: string, at: string) => {
		const audit = await store.begin({ ...wanted(id), now: at }, owner);
		if (!audit) throw new Error(`expected the audit of ${id} to begin`);
		return audit.id;
	};
	const running = await begin('runs', '2026-06-20T01:00:00.000Z');
	const progress = {
		phase: 'crawl',
		pages: 1234,
		queued: 5678,
		rendered: 42,
		perSecond: 4.87,
		secondsLeft: 150,
		errors: 3,
		memoryBytes: 123_456_789,
	} as const;
	await store.heartbeat(running, '2026-06-20T01:59:59.000Z', progress);
	await store.heartbeat(await begin('silent', '2026-06-20T01:00:00.000Z'), '2026-06-20T01:30:00.000Z', {
		...progress,
		phase: 'links',
	});
	await store.finish(await begin('failed', '2026-06-20T00:00:00.000Z'), '2026-06-20T00:01:00.000Z', {
		error: '首页打不开：域名无法解析',
	});
	await store.finish(await begin('done', '2026-06-20T00:00:00.000Z'), '2026-06-20T01:30:00.000Z', {
		report: { period: '2026-06', verdict: 'unqualified' },
	});
	await store.enqueue(wanted('waits'));
});
afterAll(() => dashboard.close());

describe('audits', () => {
	test('under way show how far they are', async () => {
		const words = wordsOf(await dashboard.page('/audits'));
		for (const one of [
			'正在进行（2）',
			'在跑县',
			'抓取',
			'1,234',
			'5,678',
			'42',
			'292 页/分钟',
			'内存 123.5 MB（不含浏览器）',
			'预计结束： 2026年6月20日 10:02 约还需 3 分钟',
			'已用 1 小时 0 分',
			'audit-01（进程 4242）',
		])
			expect(words).toContain(one);
	});

	test('that have been silent for long are marked', async () => {
		const page = await dashboard.page('/audits');
		expect(page.match(/可能已中断/g)).toHaveLength(1);
		expect(wordsOf(page)).toContain('已 30 分 0 秒没有消息');
	});

	test('that wait and that ended are told in plain words', async () => {
		const words = wordsOf(await dashboard.page('/audits'));
		expect(words).toMatch(/等待县 .*定时 应于 2026年6月20日 02:00 开始/);
		expect(words).toContain('失败 首页打不开：域名无法解析');
		expect(words).toMatch(/完成县 不合格 2026年6月报告 定时 2026年6月20日 2026年6月20日 09:30 1 小时 30 分/);
	});

	test('of the schedule follow, soonest first', async () => {
		const words = wordsOf(await dashboard.page('/audits'));
		expect(words).toMatch(/2026年7月2日 02:00 在跑县 2026年7月3日 02:00 等待县/);
	});
});

describe('the part that changes', () => {
	test('is what the page shows, without its frame', async () => {
		const part = await dashboard.page('/audits/live');
		expect(part).not.toContain('<html');
		expect(await dashboard.page('/audits')).toContain(part);
	});

	test('is fetched by the script, and by a link without it: a page that came anew would take what is typed', async () => {
		const page = await dashboard.page('/audits');
		expect(page).toContain('data-source="/audits/live"');
		expect(page).toMatch(/<noscript><p><a class="button" href="\/audits">刷新本页<\/a>/);
		expect(page).not.toContain('http-equiv="refresh"');
	});
});

describe('whoever runs the installation', () => {
	const send = (path: string, fields: Record<string, string>) =>
		dashboard.get(path, {
			method: 'POST',
			body: new URLSearchParams({ by: '张三', ...fields }),
			headers: { origin: 'http://localhost', host: 'localhost' },
		});
	const words = async (path = '/audits') => wordsOf(await dashboard.page(path));
	const refusal = async (answer: Response) => [answer.status, wordsOf(await answer.text())];

	test('is told how to repair what failed, and who audits', async () => {
		expect(await words()).toMatch(/失败 首页打不开：域名无法解析 怎么办：核对配置里的网址/);
		expect(await words()).toContain(
			'没有程序在执行审计：排队的不会开始。请在服务器上启动 gongkai serve（不带 --no-schedule）；配置的 parallel 是 0 的，请启动 gongkai worker。',
		);
		await dashboard.store.operations.seeWorker({
			...owner,
			parallel: 4,
			since: '2026-06-19T00:00:00.000Z',
			seenAt: '2026-06-20T01:59:50.000Z',
		});
		expect(await words()).toMatch(/执行审计的程序.* audit-01 4242 2 \/ 最多 4/);
		expect(await words()).not.toContain('没有程序在执行审计');
	});

	test('has a site audited by its name, once, and those that failed', async () => {
		const answer = await send('/audits/starts', { site: '完成县' });
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/audits#queue']);
		expect(await words()).toMatch(/完成县 取消 .*看板 张三要求/);
		expect(await refusal(await send('/audits/starts', { again: 'done', site: '' }))).toEqual([
			409,
			expect.stringContaining('这个网站已经在排队了'),
		]);
		expect(await refusal(await send('/audits/starts', { site: '县' }))).toEqual([
			409,
			expect.stringContaining('“县”对应不止一个网站（在跑县 runs、'),
		]);
		expect(await refusal(await send('/audits/starts', { site: '<b>' }))).toEqual([
			409,
			expect.stringContaining('没有找到网站“&lt;b&gt;”'),
		]);
		expect(await words()).toContain('重新审计失败的 1 个网站');
		await send('/audits/starts', { failed: 'all' });
		expect((await dashboard.store.audits({ states: ['queued'] })).map(({ site }) => site)).toEqual([
			'done',
			'failed',
			'waits',
		]);
	});

	test('stops an audit, and takes one out of the queue', async () => {
		const [audit] = await dashboard.store.audits({ site: 'silent' });
		const [waiting] = await dashboard.store.audits({ site: 'waits' });
		for (const id of [audit?.id, waiting?.id])
			expect((await send(`/audits/${id}/stops`, {})).status).toBe(303);
		expect(await words()).toContain('失败 张三在看板上停止了这次审计 怎么办：需要时可在这里重新开始。');
		expect(await words()).toContain(
			'已取消 张三在看板上取消了排队，没有审计 怎么办：需要时可在这里重新开始。',
		);
		expect(await refusal(await send(`/audits/${audit?.id}/stops`, {}))).toEqual([
			409,
			expect.stringContaining('已经结束'),
		]);
		expect((await send('/audits/x/stops', {})).status).toBe(400);
	});

	test('holds up everything, which every reader of the page sees, and goes on', async () => {
		expect((await send('/audits/pauses', { step: 'halt' })).status).toBe(400);
		await send('/audits/pauses', { step: 'pause' });
		expect(await words()).toMatch(/审计已暂停 张三， 2026年6月20日 10:00 起。/);
		expect(await words()).toContain('已暂停，恢复后开始');
		const elsewhere = async () => wordsOf(await dashboard.page('/checks'));
		expect(await elsewhere()).toMatch(/审计已暂停：张三， 2026年6月20日 10:00 起。 查看或恢复/);
		await send('/audits/pauses', { step: 'resume' });
		expect(await words()).not.toContain('审计已暂停');
		expect(await elsewhere()).not.toContain('审计已暂停');
	});
});
