import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Upcoming } from '../../reports/model.ts';
import type { StoredProbe } from '../../reports/store/model.ts';
import { column, document } from '../support/report.ts';
import { linjiang, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';

const messagesOf = (page: string): string[] =>
	[...page.matchAll(/<p class="message"><a [^>]*>([^<]*)</g)].map(([, message = '']) => message);

const failed = { ...linjiang, id: 'failed', name: '失联县人民政府' };
let dashboard: Opened;

beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	await store.syncConfigured([linjiang, failed], '2026-01-01T00:00:00Z');
	const dead = Array.from({ length: 60 }, (_, n) => ({
		subject: `${linjiang.url}dead/${n}.html`,
		message: `链接“第${n}号”返回错误代码 404，请删除链接。`,
		foundOn: [linjiang.url],
	}));
	const columns = [
		column('zc', 'policy', {
			title: '政策文件',
			recognisedBy: 'nav:政策文件',
			lastPublishedOn: '2026-06-01',
		}),
		column('dt', 'news', { title: '动态要闻', recognisedBy: 'ColumnType:动态要闻', complete: false }),
	];
	const seen = { columns, documents: [document('zc/1.html', '临政办发〔2026〕1号')] };
	const april = reportOf({ asOf: '2026-04-15', seen, faults: { 'broken-link': dead.slice(0, 3) } });
	await record(store, april);
	const june = reportOf({
		previous: april,
		seen,
		faults: {
			'broken-link': dead,
			'soft-404': [{ subject: `${linjiang.url}soft/`, certainty: 'review', message: '可能是假404。' }],
		},
		unassessed: { 'late-interpretation': '没有读到解读栏目' },
		coverage: {
			share: 0.5,
			notSeen: [
				{ what: `${linjiang.url}#.html`, why: 'robots', count: 40 },
				{ what: `${linjiang.url}slow`, why: 'timeout', count: 1 },
			],
		},
	});
	await record(store, june);
	const folder = join(dashboard.folder, 'out', 'linjiang', '2026-06');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'report.json'), JSON.stringify(june));

	const now = '2026-06-15T00:00:00.000Z';
	const asked = await store.begin(
		{ site: 'failed', cause: 'hand', asOf: '2026-06-15', now },
		{ host: 'a', pid: 1 },
	);
	if (!asked) throw new Error('expected the audit to begin');
	await store.finish(asked.id, now, { error: '首页打不开：域名无法解析' });
});
afterAll(() => dashboard.close());

describe('a site', () => {
	test('says on its pages who it is, how it stands, and what that rests on', async () => {
		const own = ['', '/scores', '/columns', '/audits', '/findings'];
		const pages = await Promise.all(own.map((path) => dashboard.page(`/sites/linjiang${path}`)));
		const words = wordsOf(pages.join(' '));
		for (const one of [
			...['临江市人民政府', '门户网站', '市级', '临江市政务服务中心', '2026年6月'],
			...['安全、泄密事故等严重问题', '栏目不更新', '服务不实用'],
			...[
				'政策解读',
				'文件有效性',
				'未观察，不计入',
				'另有 15 项未观察',
				'未能查看和未判定的内容',
				'# 代表各不相同的数字或编码',
			],
			...['导航菜单“政策文件”', '栏目类型标签“动态要闻”', '未读完'],
			...['看到已知页面的 50%', 'robots.txt 不允许 40', '超时 1', '没有读到解读栏目'],
			...['若是本单位网站，可在配置里设 robots: ignore'],
			...['站内断链', '5 分 0 秒', '其中 4 页用浏览器打开', '判断基准日', '全国方案（版本'],
		])
			expect(words).toContain(one);
	});

	test('shows the newest month, or the one asked for', async () => {
		expect(wordsOf(await dashboard.page('/sites/linjiang/findings?month=2026-04'))).toContain(
			'共 3 条：确定 3',
		);
		const misread = wordsOf(await dashboard.page('/sites/linjiang?month=bad'));
		expect(misread.replace(' 没有看懂网址中的月份，显示最近的月份。', '')).toBe(
			wordsOf(await dashboard.page('/sites/linjiang')),
		);
	});

	test('says what 栏目不更新 is counted from, and leads to it', async () => {
		const own = await openDashboard();
		const blank = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ subject: `${linjiang.url}${name}/` }));
		const columns = blank.map(({ subject: url }, n) =>
			column('x', 'other', { url, items: 0, content: n === 0 ? 'text' : 'empty' }),
		);
		const more = Array.from({ length: 28 }, (_, n) => column(`more${n}`, 'other'));
		const lead = blank.slice(4).map((one) => ({ ...one, certainty: 'review' as const }));
		await record(
			own.store,
			reportOf({
				seen: { columns: [...columns, ...more] },
				faults: { 'empty-column': [...blank.slice(0, 4), ...lead] },
			}),
		);
		const page = await own.page('/sites/linjiang/scores');
		const columnPage = wordsOf(await own.page('/sites/linjiang/columns')).replaceAll(' ', '');
		const first = wordsOf(await own.page('/sites/linjiang')).replaceAll(' ', '');
		await own.close();
		const words = wordsOf(page).replaceAll(' ', '');
		expect(words).toContain('空白栏目：确定4个、待核对1个，满5个即否决。');
		expect(words).toContain('更新不及时的栏目：确定0个、待核对0个，满10个即否决；');
		expect(words).toContain('合计满5个也否决');
		for (const certainty of ['certain', 'review'])
			expect(page).toContain(
				`/sites/linjiang/findings?month=2026-06&amp;check=empty-column&amp;state=standing&amp;certainty=${certainty}#findings`,
			);
		expect(first).toContain('有1项单项否决待人工确认');
		expect(first).toContain('空白栏目5个看栏目');
		expect(columnPage).toContain('共33个栏目');
		expect(columnPage).toContain('其他—没有列表单页');
		expect(columnPage).toContain('其他0空白');
	});

	test('leads from a veto to the findings that it is counted from', async () => {
		const own = await openDashboard();
		const hidden = { subject: `${linjiang.url}old.html`, certainty: 'review' as const };
		await record(own.store, reportOf({ faults: { 'hidden-link': [hidden] } }));
		const page = await own.page('/sites/linjiang/scores');
		await own.close();
		expect(wordsOf(page).replaceAll(' ', '')).toContain(
			'待人工确认1个问题暗链：确定0个、待核对1个。去人工认定站点无法访问',
		);
		expect(page).toContain(
			'/sites/linjiang/findings?month=2026-06&amp;check=hidden-link&amp;state=standing&amp;certainty=review#findings',
		);
	});

	test('says how often its homepage opened, in a month without a report as well', async () => {
		expect(await dashboard.page('/sites/linjiang/audits')).toContain('这个月没有首页访问的记录');
		const own = await openDashboard();
		await own.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
		const probe = (time: string, more: Partial<StoredProbe> = {}): Promise<void> => {
			const slot = new Date(`2026-06-${time}:00+08:00`).toISOString();
			return own.store.recordProbe({
				site: 'linjiang',
				url: linjiang.url,
				slot,
				at: slot,
				state: 'ok',
				...more,
			});
		};
		await probe('03T01:00', { firstByteMs: 90 });
		await probe('03T02:10', { state: 'failed', words: 'HTTP 500；浏览器：<b>HTTP 500</b>' });
		await probe('03T03:20', { state: 'wall' });
		await probe('03T05:00', { state: 'unconfirmed' });
		await probe('04T01:00', { state: 'ours' });
		const page = await own.page('/sites/linjiang/audits?month=2026-06');
		const other = await own.page('/sites/linjiang/audits?month=2026-05');
		await own.close();
		const words = wordsOf(page);
		expect(words).toContain('2 天里访问首页 3 次，打不开或超过 15 秒 1 次（33.3%）。');
		expect(words).toContain('另有：打不开但未能确认 1，被防护拦下（不计入） 1，本机网络原因（不计入） 1。');
		expect(words).toContain(
			'2026年6月3日 3 1 33.3% 90 毫秒 打不开但未能确认 1，被防护拦下（不计入） 1 02:10：HTTP 500；浏览器：&lt;b&gt;HTTP 500',
		);
		expect(words.indexOf('2026年6月4日 0 0')).toBeLessThan(words.indexOf('2026年6月3日 3 1'));
		expect(other).toContain('这个月没有首页访问的记录');
	});

	test('says what falls due, and that it is no finding', async () => {
		expect(await dashboard.page('/sites/linjiang/findings')).toContain('没有快要到期的事项');
		const own = await openDashboard();
		const due = (n: number, more: Partial<Upcoming> = {}): Upcoming => ({
			check: 'stale-column',
			subject: `${linjiang.url}${n}/`,
			dueOn: '2026-06-20',
			message: '请在此前更新。',
			...more,
		});
		const first = due(0, { title: '<b>要闻</b>', subject: 'javascript:alert(1)', dueOn: '2026-06-16' });
		const many = Array.from({ length: 60 }, (_, n) => due(n, { check: 'expired-document' }));
		await record(own.store, reportOf({ upcoming: [first, ...many] }));
		const page = await own.page('/sites/linjiang/findings');
		expect(wordsOf(await own.page('/sites/linjiang'))).toContain('快要到期的 61 个 看全部 61 项');
		await own.close();
		const words = wordsOf(page);
		expect(words).toContain('这些还不是问题，也不扣分');
		expect(words).toContain('2026年6月16日 栏目应更新 &lt;b&gt;要闻&lt;/b&gt; 请在此前更新。');
		expect(words).toContain(`2026年6月20日 文件有效期届满 ${linjiang.url}0/ 请在此前更新。`);
		expect(words).toContain('共 61 项，这里列出最早的 50 项');
		expect(page).not.toContain('href="javascript:');
	});

	test('gives its files before all else', async () => {
		const page = await dashboard.page('/sites/linjiang');
		expect(page.indexOf('aria-label="下载"')).toBeGreaterThan(0);
		expect(page.indexOf('aria-label="下载"')).toBeLessThan(page.indexOf('id="result"'));
	});

	test('draws its months, with a gap where there was no audit, and lists them', async () => {
		const page = await dashboard.page('/sites/linjiang');
		expect(page).toContain('2026年4月 网站检查');
		expect(page).toContain('2026年6月 政务公开');
		expect(page).toContain('>5月</text>');
		// Without May nothing joins April and June.
		expect(page.replace(/<p class="legend">.*?<\/p>/s, '')).not.toMatch(
			/<line class="(inspection|disclosure)"/,
		);
		expect(page).toContain('网站检查合格线 60 分</text>');
		expect(page).toContain('href="/sites/linjiang?month=2026-04"');
	});

	test.each([
		'/sites/nobody',
		'/sites/..%2f..',
		'/sites/%00',
		'/sites/%E0%A4%A',
		`/sites/${'x'.repeat(5000)}`,
	])('%s is not there', async (path) => expect((await dashboard.get(path)).status).toBe(404));
});

describe('its findings', () => {
	test('are paged, the certain ones first, those without a date of their own last', async () => {
		const first = await dashboard.page('/sites/linjiang/findings');
		expect(messagesOf(first)).toHaveLength(50);
		expect(wordsOf(first)).toContain('共 61 条：确定 60，待核对 1，第 1 / 2 页');
		const last = messagesOf(await dashboard.page('/sites/linjiang/findings?page=99'));
		expect(last).toHaveLength(11);
		expect(last.at(-1)).toBe('可能是假404。');
	});

	test.each<[string, number]>([
		['check=broken-link', 60],
		['check=soft-404', 1],
		['check=stale-column', 0],
		['certainty=review', 1],
		['severity=major', 0],
		['severity=minor&certainty=certain', 60],
		['state=open', 3],
		['state=new', 58],
		['state=fixed', 0],
		[`q=${encodeURIComponent('第7号')}`, 1],
		['q=dead/5', 11],
		['q=%25', 0],
		['state=&severity=&certainty=', 61],
	])('with %s are %i', async (query, count) => {
		const page = await dashboard.page(`/sites/linjiang/findings?${query}`);
		if (count === 0) expect(page).toContain('没有符合条件的问题');
		else expect(wordsOf(page)).toMatch(new RegExp(`共 ${count} 条(?!\\d)`));
	});

	test('of a veto that a person decides lead to its form, which is open', async () => {
		const own = await openDashboard();
		const hidden = { subject: `${linjiang.url}old.html`, certainty: 'review' as const };
		await record(own.store, reportOf({ faults: { 'hidden-link': [hidden] } }));
		const page = await own.page('/sites/linjiang/scores?month=2026-06');
		const [, to = ''] = /<a href="([^"]*by=[^"]*)#by-hand">去人工认定/.exec(page) ?? [];
		const opened = /<details open><summary>[^<]*<\/summary>\s*<form class="decide"[^>]*action="([^"]*)"/g;
		expect([...page.matchAll(opened)]).toHaveLength(0);
		const led = [...(await own.page(to.replaceAll('&amp;', '&'))).matchAll(opened)];
		await own.close();
		const veto = new URL(to.replaceAll('&amp;', '&'), 'http://a').searchParams.get('by');
		expect(led.map(([, action]) => action)).toEqual([`/sites/linjiang/vetoes/${veto}/decisions`]);
	});

	test('are told apart where some were repaired', async () => {
		const own = await openDashboard();
		const of = (...names: string[]) => ({
			'broken-link': names.map((name) => ({ subject: `${linjiang.url}${name}` })),
		});
		const may = reportOf({ asOf: '2026-05-15', faults: of('a', 'b') });
		await record(own.store, may);
		await record(own.store, reportOf({ previous: may, faults: of('b', 'c') }));
		const seen = async (query: string) => wordsOf(await own.page(`/sites/linjiang/findings?${query}`));
		expect(await seen('')).toContain('共 3 条：确定 2，已修复 1 ');
		expect(await seen('certainty=certain')).toContain('共 3 条，其中已修复 1 ');
		expect(await seen('state=standing&certainty=certain')).toContain('共 2 条 ');
		expect(await seen('state=fixed')).toContain('共 1 条 ');
		await own.close();
	});

	test('are as many as the links to them say', async () => {
		const own = await openDashboard();
		const of = (...names: string[]) => ({
			'broken-link': names.map((name) => ({ subject: `${linjiang.url}${name}` })),
			'soft-404': [{ subject: `${linjiang.url}s${names[0]}`, certainty: 'review' as const }],
			'homepage-stale': names.includes('c') ? [{ subject: linjiang.url }] : [],
		});
		const may = reportOf({ asOf: '2026-05-15', faults: of('a', 'b') });
		await record(own.store, may);
		await record(own.store, reportOf({ previous: may, faults: of('b', 'c') }));
		let links = 0;
		for (const page of ['/sites/linjiang?month=2026-06', '/sites/linjiang/scores?month=2026-06'])
			for (const [, to = '', text = ''] of (await own.page(page)).matchAll(
				/<a href="([^"]*certainty=[^"]*)"[^>]*>(.*?)<\/a>/g,
			)) {
				const count = /(\d+)\D*$/.exec(wordsOf(text))?.[1];
				if (count === undefined) continue;
				const words = wordsOf(await own.page(to.replaceAll('&amp;', '&').replace(/#.*/, '')));
				expect([to, words]).toEqual([to, expect.stringContaining(`共 ${count} 条`)]);
				links++;
			}
		await own.close();
		expect(links).toBeGreaterThanOrEqual(4);
	});

	test('are found by the addresses that they had before, on the first page', async () => {
		const page = await dashboard.page('/sites/linjiang?check=soft-404');
		expect(messagesOf(page)).toEqual(['可能是假404。']);
	});

	test('carry the filter through their pages', async () =>
		expect(await dashboard.page('/sites/linjiang/findings?check=broken-link')).toContain(
			'href="/sites/linjiang/findings?month=2026-06&amp;check=broken-link&amp;page=2#findings"',
		));
});

describe('a month without a report', () => {
	test('of a failed audit says why, and nothing else', async () => {
		const words = wordsOf(await dashboard.page('/sites/failed?month=2026-06'));
		expect(words).toContain('2026年6月没有审计结果，不作结论，也没有得分。');
		expect(words).toContain('首页打不开：域名无法解析');
		expect(words).not.toMatch(/不合格|网站检查|单项否决|共 \d+ 条|没有审计这个网站/);
		expect(words).toContain('请管理员在 审计进度 里马上审计');
	});

	test('whose audit somebody took out of the queue tells of no failure', async () => {
		const [at, asOf] = ['2026-06-19T00:00:00.000Z', '2026-06-19'];
		const { store } = dashboard;
		await store.syncConfigured([{ ...linjiang, id: 'calm', url: 'https://www.calm.gov.cn/' }], at);
		await store.enqueue({ site: 'calm', cause: 'hand', asOf, now: at });
		const [audit] = await store.audits({ site: 'calm', limit: 1 });
		await store.operations.stopAudit(audit?.id ?? 0, { by: '张三', now: at });
		expect(wordsOf(await dashboard.page('/sites/calm?month=2026-06'))).not.toMatch(/失败|取消了排队/);
	});

	test('that nobody audited says so, and names the last one', async () => {
		const words = wordsOf(await dashboard.page('/sites/linjiang?month=2026-05'));
		expect(words).toContain('这个月没有审计这个网站的记录');
		expect(words).toContain('最近有结果的月份：2026年6月');
	});

	test('in which the audit is waiting or under way says so', async () => {
		const now = '2026-06-19T00:00:00.000Z';
		await dashboard.store.enqueue({ site: 'failed', cause: 'hand', asOf: '2026-06-19', now });
		expect(await dashboard.page('/sites/failed')).toContain('已排队等待审计');
		await dashboard.store.claim({ host: 'a', pid: 1 }, now);
		expect(await dashboard.page('/sites/failed')).toContain('正在审计');
	});
});

describe('its report', () => {
	test('is handed out as it was written', async () => {
		const response = await dashboard.get('/sites/linjiang/report.json?month=2026-06');
		expect(response.headers.get('content-disposition')).toContain('gongkai-2026-06-linjiang-report.json');
		expect(await response.json()).toMatchObject({ site: { id: 'linjiang' }, period: '2026-06' });
	});

	test.each(['?month=2026-05', '?month=2026-04', ''])('is missing for %j', async (query) =>
		expect((await dashboard.get(`/sites/linjiang/report.json${query}`)).status).toBe(404),
	);

	test('is never read outside its folder', async () => {
		await writeFile(join(dashboard.folder, 'secret.json'), '{"secret": true}');
		const site = { ...linjiang, id: 'outside' };
		await dashboard.store.record(reportOf({ site }), '../secret.json');
		expect((await dashboard.get('/sites/outside/report.json?month=2026-06')).status).toBe(404);
	});
});
