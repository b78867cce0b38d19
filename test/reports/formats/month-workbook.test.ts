import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadChecks } from '../../../checks/registry.ts';
import { exportMonth } from '../../../reports/formats/export.ts';
import type { WorkbookQuery } from '../../../reports/formats/month-workbook.ts';
import { national } from '../../../reports/profiles/national.ts';
import { openStore, type Store } from '../../../reports/store.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const checks = new Map((await loadChecks()).map((check) => [check.id, check]));
let folder = '';
let store: Store;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-workbook-'));
	store = await openStore(join(folder, 'gongkai.db'));
	const site = (id: string, name: string) => ({ id, name, url: home, type: 'portal' as const });
	await store.importSites(
		[
			{ ...site('linjiang', '=临江市'), level: 'city', district: '临江', siteIdCode: '3601000001' },
			site('anxian', '安县'),
			site('quiet', '静市'),
		],
		'2026-04-01T00:00:00.000Z',
	);
	const found = [
		result('broken-link', [
			{ subject: `${home}x.html`, message: '@链接打不开，请改正。', snippet: 'HTTP 404' },
			{ subject: `${home}y.html` },
		]),
		result('hijacked-link', [{ subject: 'http://bad.example/', certainty: 'review' }]),
		result('homepage-stale', [{ subject: home }]),
	];
	await store.record(reportOn({ asOf: '2026-04-15' }), '1');
	await store.record(reportOn({ asOf: '2026-05-15', found }), '2');
	await store.record(reportOn({ asOf: '2026-05-16', site: 'anxian', complete: false }), '3');
});
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const written = async (query: Partial<WorkbookQuery> = {}): Promise<Buffer> =>
	Buffer.concat(
		(await Array.fromAsync(
			exportMonth(store, {
				period: '2026-05',
				format: 'xlsx',
				today: '2026-06-01',
				checks,
				profiles: (name = 'national') => (name === 'national' ? national : undefined),
				...query,
			}),
		)) as Uint8Array[],
	);

type Row = Record<string, unknown>;

/** Rows of each sheet by their columns' titles. */
const read = async (bytes: Buffer): Promise<Record<string, Row[]>> =>
	Object.fromEntries(
		(await readSheets(bytes)).map(({ sheet, data: [titles = [], ...rows] }) => [
			sheet,
			rows.map((row) => Object.fromEntries(titles.map((title, n) => [`${title}`, row[n]]))),
		]),
	);

describe('a month’s workbook', () => {
	test('has each site with its scores, in real numbers and dates', async () => {
		const { 评分 = [] } = await read(await written());
		expect(评分).toHaveLength(3);
		expect(评分[0]).toMatchObject({
			月份: new Date('2026-05-01'),
			站点编号: 'linjiang',
			网站名称: "'=临江市",
			网站标识码: '3601000001',
			级别: '市级',
			结论: '不合格',
			排名: 1,
			不合格的原因: '单项否决“首页不更新”成立',
			网站检查得分: expect.any(Number),
			网站检查较上次: expect.any(Number),
			单项否决成立: 1,
			'确定的问题（一般）': 3,
			待核对: 1,
			'看到的页面（%）': 100,
			判断基准日: new Date('2026-05-15'),
			审计完整: '是',
			审计开始: new Date('2026-05-15T09:00:00Z'),
		});
		expect(评分[1]).toMatchObject({ 站点编号: 'anxian', 排名: null, 不合格的原因: null, 审计完整: '否' });
		expect(评分[2]).toMatchObject({
			站点编号: 'quiet',
			结论: '本月未审计',
			网站检查得分: null,
			判断基准日: null,
		});
	});

	test('has each finding, doubtful ones told apart', async () => {
		const { 问题 = [] } = await read(await written());
		expect(问题).toHaveLength(4);
		expect(问题.find((row) => row.问题网址 === `${home}x.html`)).toEqual({
			月份: new Date('2026-05-01'),
			站点编号: 'linjiang',
			网站名称: "'=临江市",
			级别: '市级',
			所属地区: '临江',
			维护单位: null,
			问题编号: expect.stringMatching(/^f[0-9a-f]{15}$/),
			检查项: 'broken-link',
			检查项名称: '站内断链',
			严重程度: '一般',
			确定程度: '确定',
			状态: '新发现',
			本次未能复查: '否',
			问题: "'@链接打不开，请改正。",
			问题网址: `${home}x.html`,
			'见于（至多三页）': `${home}x.html`,
			见于页数: 1,
			依据: '依据',
			首次发现: new Date('2026-05-15'),
			最近发现: new Date('2026-05-15'),
			整改期限: new Date('2026-05-26'),
			现在的状态: '新发现',
			复查结果: null,
			复查时间: null,
			人工处理: null,
			处理人: null,
			处理时间: null,
			处理理由: null,
			豁免到: null,
			证据: 'HTTP 404',
		});
		expect(问题.filter((row) => row.确定程度 === '待核对').map((row) => row.检查项)).toEqual([
			'hijacked-link',
		]);
	});

	test('leads to where the faults are, but to no address that may do harm', async () => {
		const parts = unzipSync(await written());
		const relations = new TextDecoder().decode(parts['xl/worksheets/_rels/sheet2.xml.rels']);
		expect([...relations.matchAll(/Target="([^"]*)"/g)].map(([, target]) => target).sort()).toEqual([
			home,
			`${home}x.html`,
			`${home}y.html`,
		]);
	});

	test('says of what it is, what its columns mean, and which figures no law has', async () => {
		const { 评分 = [], 问题 = [], 说明 = [] } = await read(await written());
		const about = (kind: string): [unknown, unknown][] =>
			说明.filter(({ 类别 }) => 类别 === kind).map(({ 名称, 说明: text }) => [名称, text]);
		expect(Object.fromEntries(about('本文件'))).toMatchObject({
			月份: '2026年5月',
			范围: '3 个网站，已审计 2 个（其中 1 个没有审计完整），本月未审计 1 个',
			判断基准日: '2026-05-15 至 2026-05-16，各网站见“判断基准日”列',
			本月状态: '尚未定稿，同月再次审计后，以最近一次完整的审计为准',
			评分方案: expect.stringMatching(/^national（版本 [0-9a-f]{12}）：2 个网站/),
		});
		expect(about('评分表的列').map(([name]) => name)).toEqual(Object.keys(评分[0] ?? {}));
		expect(about('问题表的列').map(([name]) => name)).toEqual(Object.keys(问题[0] ?? {}));
		expect(about('评分方案 national：扣分')).toContainEqual([
			'栏目更新不及时',
			expect.stringMatching(/^网站检查·政策文件：每个扣 5 分.*；已核实：/),
		]);
		expect(about('评分方案 national：指标')).toContainEqual([
			'网站检查·政策文件',
			'满分 7 分；未核实：项目默认值，国家没有公布分值',
		]);
		expect(about('评分方案 national：期限和范围').length).toBeGreaterThan(20);
	});

	test('says how far the month is', async () => {
		const stateOf = async () =>
			(await read(await written())).说明?.find(({ 名称 }) => 名称 === '本月状态')?.说明;
		const signed = { by: '张三', at: '2026-06-01T01:00:00.000Z', period: '2026-05' };
		await store.decideMonth({ ...signed, step: 'objections', until: '2026-06-08' });
		expect(await stateOf()).toMatch(/^征求异议，截至2026年6月8日；尚未定稿/);
		await store.decideMonth({ ...signed, step: 'freeze', anyway: true, reason: '已核对' });
		expect(await stateOf()).toBe('已定稿（2026年6月1日），结论和得分不再改变');
		await store.decideMonth({ ...signed, step: 'reopen', reason: '重新核对' });
	});

	test('says of a profile that has changed only that', async () => {
		const changed = { ...national, passMark: 70 };
		const { 说明 = [], 评分 = [] } = await read(await written({ profiles: () => changed }));
		expect(说明.filter(({ 类别 }) => `${类别}`.startsWith('评分方案'))).toEqual([]);
		expect(说明.find(({ 名称 }) => 名称 === '评分方案 national')).toMatchObject({
			说明: expect.stringMatching(/已改动或已不在，分值以当时的报告为准/),
		});
		expect(评分[0]?.不合格的原因).toBe('单项否决“首页不更新”成立');
	});

	test('is of the sites that fit alone; their ranks stay those of the month', async () => {
		const all = await read(await written({ search: '安', verdict: 'qualified' }));
		expect(all.评分?.map((row) => row.站点编号)).toEqual(['anxian']);
		expect(all.问题).toEqual([]);
		expect(all.说明?.find(({ 名称 }) => 名称 === '范围')?.说明).toBe(
			'查找“安”，结论为合格：1 个网站，已审计 1 个（其中 1 个没有审计完整）',
		);
		const one = await read(await written({ site: 'linjiang', table: 'scores' }));
		expect(Object.keys(one)).toEqual(['评分', '说明']);
		expect(one.评分).toMatchObject([{ 站点编号: 'linjiang', 排名: 1 }]);
	});
});
