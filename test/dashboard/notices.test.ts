import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDigest } from '../../reports/notices/digest.ts';
import { linjiang, now, type Opened, openDashboard, wordsOf } from './open-dashboard.ts';

const at = now.toISOString();
let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard();
});
afterAll(() => dashboard.close());

const page = async (): Promise<string> => wordsOf(await dashboard.page('/notices'));

describe('notices', () => {
	test('are none at first', async () => {
		expect(await page()).toMatch(/没有积压的通知。.*没有。.*还没有送到的通知。/);
	});

	test('show what waits, what was given up, what was sent, and sites of which nothing is told', async () => {
		const { store } = dashboard;
		await store.syncConfigured([linjiang], at);
		await store.knowReceivers(['waits', 'lost', 'well'], at);
		for (const id of ['waits', 'lost', 'well'])
			await store.addNotice(id, 0, { id, digest: sampleDigest(now), now: at });
		const n = Object.fromEntries((await store.notices()).map((notice) => [notice.receiver, notice.n]));
		const again = '2026-06-20T02:05:00.000Z';
		await store.settleNotice(n.waits ?? 0, { at, error: '对方返回 HTTP 500', again });
		await store.settleNotice(n.lost ?? 0, { at, error: '<b>连接被拒绝', again: undefined });
		await store.settleNotice(n.well ?? 0, { at });
		const told = { occasion: 'held', reason: '审计不完整：<i>没有看完' } as const;
		await store.keepEvents([{ site: 'linjiang', key: 'audit 1', told }], [], at);
		const text = await page();
		expect(text).toMatch(
			/waits 公开哨通知（试发） 等待发送 对方返回 HTTP 500 失败 1 次， 2026-06-20 10:05 再试/,
		);
		expect(text).toMatch(/lost .* 没有送到 &lt;b&gt;连接被拒绝 失败 1 次/);
		expect(text).toMatch(/临江市人民政府 审计不完整：&lt;i&gt;没有看完/);
		expect(text).toMatch(/最近送到的.*well 公开哨通知（试发） 已送到/);
		expect(await dashboard.page('/')).toContain('href="/notices"');
	});
});
