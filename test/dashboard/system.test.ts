import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DiskUse, Health } from '../../reports/store/operation-model.ts';
import { now, type Opened, openDashboard, wordsOf } from './open-dashboard.ts';

const at = now.toISOString();
let dashboard: Opened;
let isBusy = false;
let begun = 0;
beforeAll(async () => {
	dashboard = await openDashboard({
		examination: {
			begin: () => {
				begun++;
				isBusy = true;
			},
			isBusy: () => isBusy,
		},
	});
});
afterAll(() => dashboard.close());
const words = async () => wordsOf(await dashboard.page('/system'));
const post = (path: string) =>
	dashboard.get(path, {
		method: 'POST',
		body: new URLSearchParams(),
		headers: { origin: 'http://localhost', host: 'localhost' },
	});

describe('the page of the installation', () => {
	test('says what comes where nothing was looked at yet', async () => {
		expect(await words()).toMatch(/还没有体检过。.*还没有统计，gongkai serve 启动几秒后进行/);
		expect(await dashboard.page('/')).toContain('href="/system"');
	});

	test('shows what doctor said, the gravest first, and how to repair it; what it says is no markup', async () => {
		const health: Health = {
			at: '2026-06-19T22:00:00.000Z',
			findings: [
				{ id: 'node', name: 'Node 版本', state: 'good', words: 'Node 26' },
				{ id: 'statutes', name: '法律法规数据', state: 'note', words: '旧了', repair: '导入新的' },
				{ id: 'browser', name: '浏览器', state: 'bad', words: '<b>没有', repair: '安装 Chromium' },
			],
		};
		await dashboard.store.operations.keep('health', health, at);
		expect(await words()).toMatch(
			/上次体检： 2026年6月20日 06:00 。有误 1 项，注意 1 项，正常 1 项。.*浏览器 有误 &lt;b&gt;没有 安装 Chromium 法律法规数据 注意 旧了 导入新的 正常的 1 项 Node 版本：Node 26/,
		);
		expect(await words()).not.toContain('超过两天没有体检');
		await dashboard.store.operations.keep('health', { ...health, at: '2026-06-17T00:00:00.000Z' }, at);
		expect(await words()).toContain('超过两天没有体检');
	});

	test('lets doctor look again, and comes anew until it has', async () => {
		expect(await dashboard.page('/system')).not.toContain('http-equiv="refresh"');
		const answer = await post('/system/examinations');
		expect([answer.status, answer.headers.get('location'), begun]).toEqual([303, '/system', 1]);
		const page = await dashboard.page('/system');
		expect(page).toContain('http-equiv="refresh"');
		expect(page).toContain('正在体检');
		expect(page).not.toContain('再体检一次');
		isBusy = false;
	});

	test('shows the disk, how it fills, and that the next round may not fit', async () => {
		const use: DiskUse = {
			at,
			...{ reports: 1e9, pictures: 2e9, archives: 6e9, logs: 1e8, store: 9e8, other: 0 },
			...{ free: 4e9, size: 100e9, sites: 14_000, looked: 700, nextRound: 3e9 },
			days: [
				{ day: '2026-05-01', total: 1e9 },
				{ day: '2026-06-01', total: 7.5e9 },
				{ day: '2026-06-20', total: 10e9 },
			],
		};
		await dashboard.store.operations.keep('disk', use, at);
		expect(await words()).toMatch(
			/磁盘剩余 4.0 GB ，共 100.0 GB。下一轮审计估计要 3.0 GB。 最近 19 天增加了 2.5 GB。 剩余空间可能不够下一轮审计/,
		);
		expect(await words()).toMatch(/抓取存档 6.0 GB 60% .*合计 10.0 GB/);
		expect(await words()).toContain('按 14,000 个网站中的 700 个推算');
		expect(await dashboard.page('/system')).toMatch(
			/<title>2026年5月1日至2026年6月20日占用的磁盘，最多 10.0 GB<\/title>/,
		);
		await dashboard.store.operations.keep('disk', { ...use, free: 40e9 }, at);
		expect(await words()).not.toContain('可能不够');
	});

	test('shows what tidying up gave back, will give back, and what it left alone', async () => {
		expect(await words()).toContain('还没有清理过：gongkai serve 每天清理一次');
		await dashboard.store.operations.keep(
			'tidied',
			{
				at,
				freed: { archives: 2e9, pictures: 3e8, logs: 0 },
				...{ runs: 12, audits: 3, probeDays: 4 },
				left: [{ site: 'linjiang', why: '存档<b>读不了' }],
				next: { archives: 5e7, pictures: 1e6, logs: 0 },
			},
			at,
		);
		expect(await words()).toMatch(
			/上次清理： 2026年6月20日 10:00 。腾出 2.3 GB，存档里去掉 12 次旧的审计。 ?有 1 个网站的没有动：linjiang（存档&lt;b&gt;读不了）。/,
		);
		expect(await words()).toMatch(/下次清理腾出 .*抓取存档 6.0 GB 60% 50.0 MB .*合计 10.0 GB 51.0 MB/);
	});

	test('says that no audit begins for want of room, and so does the page of the audits', async () => {
		const least = 5_368_709_120;
		await dashboard.store.operations.keepShortage({ host: '二号机<b>', at, free: 3e9, least });
		await dashboard.store.operations.keepShortage({ host: '一号机', at, free: 4e9, least });
		const told =
			/磁盘空间不足，不开始新的审计 一号机：剩 4.0 GB，低于配置里 retention.minFreeGiB 的 5.4 GB。.*起于 2026年6月20日 10:00.* 二号机&lt;b&gt;：剩 3.0 GB/;
		expect(await words()).toMatch(told);
		expect(wordsOf(await dashboard.page('/audits'))).toMatch(told);
		await dashboard.store.operations.dropShortage('一号机');
		expect(await words()).not.toContain('一号机');
		await dashboard.store.operations.dropShortage('二号机<b>');
		expect(await words()).not.toContain('磁盘空间不足');
	});

	test('says that everything is paused', async () => {
		await dashboard.store.operations.setPause({ by: '张三', at });
		expect(await words()).toMatch(/审计已暂停 张三， 2026年6月20日 10:00 起/);
		expect(await words()).toContain('恢复审计');
	});
});
