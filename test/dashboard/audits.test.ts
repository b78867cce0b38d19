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
			'4.9 页/秒',
			'约还需 3 分钟',
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
		expect(words).toMatch(/等待县 定时 应于 2026年6月20日 02:00 开始/);
		expect(words).toContain('失败 首页打不开：域名无法解析');
		expect(words).toMatch(/完成县 不合格 2026-06 报告 定时 2026年6月20日 2026年6月20日 09:30 1 小时 30 分/);
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

	test('is fetched by the script, and by a reload without it', async () => {
		const page = await dashboard.page('/audits');
		expect(page).toContain('data-source="/audits/live"');
		expect(page).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
		expect(await dashboard.page('/')).not.toContain('http-equiv="refresh"');
	});
});
