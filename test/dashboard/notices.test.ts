import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillNotices } from './notice-stock.ts';
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
		await fillNotices(store, { at, words: '<b>连接被拒绝' });
		const text = await page();
		expect(text).toMatch(
			/waits 公开哨通知（试发） 等待发送 &lt;b&gt;连接被拒绝 失败 1 次， 2026年6月20日 10:05 再试/,
		);
		expect(text).toMatch(/lost .* 没有送到 &lt;b&gt;连接被拒绝 失败 1 次/);
		expect(text).toMatch(/临江市人民政府 &lt;b&gt;连接被拒绝/);
		expect(text).toMatch(/最近送到的.*well 公开哨通知（试发） 已送到/);
		expect(await dashboard.page('/')).toContain('href="/notices"');
	});
});
