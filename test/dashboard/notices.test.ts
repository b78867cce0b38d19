import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillNotices } from './notice-stock.ts';
import { linjiang, now, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';

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

	test('are sent again, and told all the same, when an officer says so', async () => {
		const { store } = dashboard;
		const send = (path: string) =>
			dashboard.get(path, {
				method: 'POST',
				body: new URLSearchParams({ by: '李四' }),
				headers: { origin: 'http://localhost', host: 'localhost' },
			});
		expect(await page()).toMatch(/lost .* 重新发送 .*waits .* 马上再试 /);
		for (const { n } of await store.notices({ states: ['failed', 'waiting'] }))
			expect((await send(`/notices/${n}/tries`)).status).toBe(303);
		expect((await store.notices({ states: ['waiting'] })).map(({ tries }) => tries)).toEqual([0, 0]);
		expect(await page()).not.toContain('重新发送');

		// No audit came to anything: there is nothing to tell.
		expect(await page()).toContain('没有审计结果，没有可通知的');
		const [held] = await store.heldEvents(1);
		expect((await send(`/notices/held/${held?.n}/releases`)).status).toBe(409);
		const wanted = { site: 'linjiang', cause: 'schedule', asOf: '2026-06-15' } as const;
		const begin = () => store.begin({ ...wanted, now: '2026-06-15T01:00:00.000Z' }, { host: 'here', pid: 1 });
		// The one that the event of the stock is of.
		await store.finish((await begin())?.id ?? 0, at, { error: '首页打不开' });
		const begun = await begin();
		await record(store, reportOf({ run: { complete: false, stopReason: '超出上限' } }));
		await store.finish(begun?.id ?? 0, at, { report: { period: '2026-06', verdict: 'not-assessed' } });
		const told = { occasion: 'held', reason: '审计不完整：超出上限' } as const;
		await store.keepEvents([{ site: 'linjiang', key: `audit ${begun?.id}`, told }], [], at);
		expect(await page()).toMatch(
			/审计不完整：超出上限 2026年6月20日 10:00 核对无误，通知出去 .*之后又审计过/,
		);
		const [doubtful] = await store.heldEvents(1);
		expect((await send(`/notices/held/${doubtful?.n}/releases`)).status).toBe(303);
		expect(await page()).toMatch(/审计不完整：超出上限 2026年6月20日 10:00 李四放行， 2026年6月20日 10:00/);
		expect(await store.releasedAudits('2026-01-01')).toEqual([{ id: begun?.id, site: 'linjiang' }]);
	});
});
