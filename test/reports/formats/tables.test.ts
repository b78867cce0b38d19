import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTable, type TableQuery } from '../../../reports/formats/tables.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const now = '2026-06-01T00:00:00.000Z';
const checks = new Map([['broken-link', { name: '站内断链', group: 'link' as const }]]);

let folder = '';
let store: Store;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-tables-'));
	store = await openStore(join(folder, 'gongkai.db'));
	await store.importSites(
		[
			{
				id: 'linjiang',
				name: '=临江市',
				url: home,
				type: 'department',
				level: 'city',
				district: '-临江',
				siteIdCode: '3601000001',
				maintainer: '张三',
			},
			{ id: 'quiet', name: '静市', url: 'https://quiet.gov.cn/', type: 'portal' },
		],
		now,
	);
	await store.record(reportOn({ asOf: '2026-04-15' }), '1');
	const hostile = {
		subject: `${home}x.html`,
		message: '  "=HYPERLINK("http://evil/","点我")\u0007\n第二行',
		snippet: '＋1\u202e+cmd\r\n|calc',
		foundOn: ['a', 'b', 'c', 'd'].map((page) => `${home}${page}`),
	};
	const many = Array.from({ length: 1200 }, (_, n) => ({ subject: `${home}p${n}.html` }));
	const found = [
		result('broken-link', [hostile, ...many]),
		result('soft-404', [{ subject: `${home}s`, certainty: 'review' }]),
	];
	await store.record(reportOn({ asOf: '2026-05-15', found }), '2');
});
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const written = async (query: Partial<TableQuery>): Promise<string[]> => {
	const pieces = exportTable(store, {
		table: 'scores',
		period: '2026-05',
		format: 'csv',
		checks,
		...query,
	});
	return Array.fromAsync(pieces);
};
const csv = async (query: Partial<TableQuery> = {}): Promise<Record<string, string>[]> =>
	parse((await written(query)).join(''), { bom: true, columns: true });
const json = async (query: Partial<TableQuery> = {}): Promise<Record<string, unknown>[]> =>
	JSON.parse((await written({ ...query, format: 'json' })).join(''));

describe('scores', () => {
	test('for people have each site with its month in Chinese; one that was not audited says so', async () => {
		const [linjiang, quiet, ...more] = await csv();
		expect(more).toEqual([]);
		expect(linjiang).toMatchObject({
			站点编号: 'linjiang',
			网站名称: "'=临江市",
			网站类型: '部门网站',
			级别: '市级',
			所属地区: "'-临江",
			网站标识码: '3601000001',
			维护单位: '张三',
			来源: '登记',
			'确定的问题（一般）': '1201',
			待核对: '1',
			新发现: '1202',
			'看到的页面（%）': '100',
			月份: '2026-05',
			判断基准日: '2026-05-15',
			审计开始: '2026-05-15 09:00:00',
			审计完整: '是',
		});
		expect(quiet).toMatchObject({ 站点编号: 'quiet', 结论: '本月未审计', 网站检查得分: '', 审计完整: '' });
	});

	test('keep a fall in points as a number', async () => {
		const [linjiang] = await csv();
		expect(Number(linjiang?.网站检查较上次)).toBeLessThan(0);
	});

	test('for programs have every key, null where nobody knows', async () => {
		const [linjiang, quiet] = await json();
		expect(linjiang).toMatchObject({
			site: 'linjiang',
			siteName: '=临江市',
			period: '2026-05',
			minor: 1201,
			complete: true,
		});
		expect(quiet).toMatchObject({
			site: 'quiet',
			level: null,
			verdict: 'unaudited',
			inspection: null,
			asOf: null,
		});
		expect(Object.keys(quiet ?? {})).toEqual(Object.keys(linjiang ?? {}));
		const sums = (await store.trend('linjiang')).at(-1);
		expect(linjiang).toMatchObject({ ...sums });
	});

	test('are those of one site, or those that fit the overview’s query', async () => {
		expect(await json({ site: 'linjiang' })).toEqual((await json()).slice(0, 1));
		expect(await json({ search: '静' })).toMatchObject([{ site: 'quiet' }]);
		expect(await json({ verdict: 'unaudited' })).toMatchObject([{ site: 'quiet' }]);
	});

	test('of a thousand sites come each once, in pieces', async () => {
		const other = await openStore(join(folder, 'many.db'));
		const ids = Array.from({ length: 1001 }, (_, n) => `s${n}`);
		await other.importSites(
			ids.map((id) => ({ id, name: id, url: `https://${id}.gov.cn/`, type: 'portal' })),
			now,
		);
		const query = { table: 'scores', period: '2026-05', format: 'json', checks } as const;
		const pieces = await Array.fromAsync(exportTable(other, query));
		await other.close();
		const found: { site: string }[] = JSON.parse(pieces.join(''));
		expect(found.map(({ site }) => site)).toEqual(ids);
		expect(pieces.length).toBeGreaterThan(3);
	});
});

describe('findings', () => {
	test('for people have their names in Chinese, and nothing in them is worked out', async () => {
		const rows = await csv({ table: 'findings' });
		expect(rows).toHaveLength(1202);
		expect(rows.find((row) => row.问题网址 === `${home}x.html`)).toEqual({
			月份: '2026-05',
			站点编号: 'linjiang',
			网站名称: "'=临江市",
			级别: '市级',
			所属地区: "'-临江",
			维护单位: '张三',
			问题编号: expect.stringMatching(/./),
			检查项: 'broken-link',
			检查项名称: '站内断链',
			严重程度: '一般',
			确定程度: '确定',
			状态: '新发现',
			本次未能复查: '否',
			问题: `'"=HYPERLINK("http://evil/","点我") 第二行`,
			问题网址: `${home}x.html`,
			'见于（至多三页）': `${home}a ${home}b ${home}c`,
			见于页数: '4',
			依据: '依据',
			首次发现: '2026-05-15',
			最近发现: '2026-05-15',
			整改期限: expect.stringMatching(/^2026-05-/),
			现在的状态: '新发现',
			复查结果: '',
			复查时间: '',
			人工处理: '',
			处理人: '',
			处理时间: '',
			处理理由: '',
			豁免到: '',
			证据: "'＋1+cmd |calc",
		});
		const doubtful = rows.filter((row) => row.确定程度 === '待核对');
		expect(doubtful.map((row) => row.检查项名称)).toEqual(['soft-404']);
	});

	test('that people spoke of say so, and who, when and why', async () => {
		const [doubtful] = (await csv({ table: 'findings' })).filter((row) => row.确定程度 === '待核对');
		const id = doubtful?.问题编号 ?? '';
		const step = { site: 'linjiang', period: '2026-05', finding: id, by: '=王芳', at: now };
		await store.decideFinding({ ...step, step: 'reject', reason: '页面正常' });
		const rows = await csv({ table: 'findings' });
		await store.decideFinding({ ...step, step: 'revoke' });
		expect(rows.find((row) => row.问题编号 === id)).toMatchObject({
			状态: '已驳回',
			人工处理: '已驳回',
			处理人: "'=王芳",
			处理时间: expect.stringMatching(/^2026-\d\d-\d\d \d\d:\d\d:\d\d$/),
			处理理由: '页面正常',
			豁免到: '',
		});
	});

	test('for programs are the report’s own', async () => {
		const rows = await json({ table: 'findings' });
		const kept = await Array.fromAsync(store.exportFindings('2026-05'));
		expect(rows).toEqual(
			kept.map((finding) => ({
				...finding,
				siteName: '=临江市',
				period: '2026-05',
				checkName: checks.get(finding.check)?.name ?? finding.check,
			})),
		);
	});

	test('come in pieces', async () => {
		expect((await written({ table: 'findings' })).length).toBe(4);
	});
});

describe('a table without a row', () => {
	test('is a header in CSV', async () => {
		const text = (await written({ table: 'findings', period: '2026-01' })).join('');
		expect(text).toMatch(/^\ufeff月份,站点编号,[^\r\n]+,证据\r\n$/);
	});
	test('is an empty list in JSON', async () => {
		expect(await json({ table: 'findings', site: 'quiet' })).toEqual([]);
	});
});
