import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callIn } from '../support/call.ts';
import { withStore } from '../support/serve.ts';
import { sheet, workbook } from '../support/workbook.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-sites-'));
});
afterEach(() => rm(folder, { recursive: true }));

const call = (...argv: string[]) => callIn(folder, 'sites', ...argv);
const put = (name: string, text: string | Uint8Array) => writeFile(join(folder, name), text);
const yaml = 'sites:\n  - { id: linjiang, name: 临江市人民政府, url: "https://www.linjiang.gov.cn/" }\n';
const head = '编号,网站名称,网址,网站类型,级别,所属地区,网站标识码,维护单位,定时';

describe('an import', () => {
	test('adds what is new, changes what changed, and tells how many', async () => {
		await put('gongkai.yaml', yaml);
		await put('a.csv', `${head}\na,甲市,http://a.cn/,门户,市级,,,,\nb,乙局,http://b.cn/,部门,,,,,\n`);
		expect(await call('import', 'a.csv')).toEqual({
			status: 0,
			stdout: '新增 2 个，更改 0 个，未变 0 个\n',
			stderr: '',
		});
		await put(
			'b.xlsx',
			workbook(sheet([head.split(','), ['b', '乙委', 'http://b.cn/', '部门'], ['c', '丙', 'c.cn', '门户']])),
		);
		expect(await call('import', 'b.xlsx')).toMatchObject({
			stdout: '新增 1 个，更改 1 个，未变 0 个\n',
			stderr: 'gongkai: 1 个网址没有写 http:// 或 https://（首个在第 3 行），按 http:// 登记\n',
		});
		expect(await call('import', 'a.csv')).toMatchObject({ stdout: '新增 0 个，更改 1 个，未变 1 个\n' });
	});

	test('without a configuration says that audits need one', async () => {
		await put('a.csv', '名称,网址\n甲,https://a.cn/\n');
		const { status, stderr } = await call('import', 'a.csv');
		expect([status, stderr]).toEqual([
			0,
			expect.stringMatching(/没有配置文件，登记在 \S+gongkai\.db；.*请在同一文件夹写一个\n$/),
		]);
	});

	test('takes nothing where a row is bad, and names each', async () => {
		await put('a.csv', '名称,网址\n甲,a.cn\n,b.cn\n丙,c\n');
		expect(await call('import', 'a.csv')).toEqual({
			status: 2,
			stdout: '',
			stderr: [
				'gongkai: a.csv 第 3 行：名称空着，应填写',
				'gongkai: a.csv 第 4 行：网址是“c”，应为一个网址，如 http://www.example.gov.cn/',
				'gongkai: a.csv 有 2 行不能导入，什么也没有导入；请改好后再导入',
				'',
			].join('\n'),
		});
		expect((await call('list')).stdout).toMatch(/^还没有网站/);
	});

	test('tells no more than fifty rows', async () => {
		await put('a.csv', `名称,网址\n${'甲,x\n'.repeat(60)}`);
		const { status, stderr } = await call('import', 'a.csv');
		const lines = stderr.trimEnd().split('\n');
		expect([status, lines.length]).toEqual([2, 52]);
		expect(lines[50]).toBe('gongkai: 还有 10 行');
		expect(lines[51]).toMatch(/有 60 行不能导入，什么也没有导入/);
	});

	test.each([
		[
			'linjiang,甲,http://a.cn/,,,,,,',
			/配置文件里已有站点 linjiang，以配置为准，请删去这一行；什么也没有导入\n$/,
		],
		[',甲,www.linjiang.gov.cn,,,,,,', /配置文件里已有这个网址（站点 linjiang）/],
	])('refuses what the configuration has: %s', async (row, line) => {
		await put('gongkai.yaml', yaml);
		await put('a.csv', `${head}\n${row}\n`);
		const { status, stderr } = await call('import', 'a.csv');
		expect(status).toBe(2);
		expect(stderr).toMatch(line);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
	});

	test.each([
		['a header that is none', '甲,乙\n1,2\n', /^gongkai: a\.csv 第 1 行：表头缺少“网站名称”和“网址”列.*\n$/],
		['a file that is none', 'PK\x03\x04', /^gongkai: .*a\.csv 不是完好的 XLSX 文件.*\n$/],
		['nothing', '', /^gongkai: .*a\.csv 是空文件.*\n$/],
	])('of %s is refused in one line', async (_name, text, line) => {
		await put('a.csv', text);
		const { status, stderr } = await call('import', 'a.csv');
		expect(status).toBe(2);
		expect(stderr).toMatch(line);
	});
});

describe('a list', () => {
	test('has the sites of the configuration and of the register, and where each is from', async () => {
		await put('gongkai.yaml', yaml);
		await put('a.csv', `${head}\na,甲市,http://a.cn/,部门,县级,甲,3601000001,张三,0 3 5 * *\n`);
		await call('import', 'a.csv');
		const { status, stdout } = await call('list');
		expect(status).toBe(0);
		expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
			[...head.split(','), '来源'],
			['linjiang', '临江市人民政府', 'https://www.linjiang.gov.cn/', '门户网站', '配置文件'],
			['a', '甲市', 'http://a.cn/', '部门网站', '县级', '甲', '3601000001', '张三', '0 3 5 * *', '登记'],
			['共 2 个：配置文件 1 个，登记 1 个'],
			[''],
		]);
	});
});

test('no other command changes the sites of a serve that has another configuration', async () => {
	const now = '2026-05-01T00:00:00.000Z';
	await put('gongkai.yaml', yaml);
	await put('a.csv', '编号,名称,网址\nb,乙,b.cn\n');
	const prod = { id: 'prod', name: '正', url: 'https://prod.gov.cn/', type: 'portal' } as const;
	await withStore(folder, (store) => store.syncConfigured([prod], now));
	expect((await call('import', 'a.csv')).status).toBe(0);
	const before = await withStore(folder, (store) => store.sites());
	expect(before).toMatchObject([
		{ ...prod, origin: 'config', knownSince: now },
		{ id: 'b', origin: 'register' },
	]);
	expect((await call('list')).stdout).toMatch(/^linjiang .*配置文件\nb .*登记\n共 2 个/ms);
	expect((await call('export')).status).toBe(0);
	expect((await callIn(folder, 'export')).status).toBe(2);
	expect((await call('remove', 'linjiang')).stderr).toMatch(/站点 linjiang 写在配置文件里/);
	expect(await withStore(folder, (store) => store.sites())).toEqual(before);
});

describe('an export', () => {
	beforeEach(async () => {
		await put('gongkai.yaml', yaml);
		await put(
			'a.csv',
			`${head}\nb,"=乙,市",http://b.cn/?x=1,部门,县级,乙,3601000001,张三,*/5 3 5 * *\na,甲市,http://a.cn/,,,,,,\n`,
		);
		await call('import', 'a.csv');
	});

	test('of the register is what an import understands, to a file or to the output', async () => {
		expect(await call('export', '--out', 'x/out.csv')).toMatchObject({
			status: 0,
			stdout: `2 个网站写入 ${join(folder, 'x', 'out.csv')}\n`,
			stderr: 'gongkai: 配置文件里的 1 个网站不在其中，只导出登记的网站\n',
		});
		const text = await readFile(join(folder, 'x', 'out.csv'), 'utf8');
		expect(text.split('\r\n')[1]).toMatch(/^b,"'=乙,市",/);
		expect((await call('export')).stdout).toBe(text);
		expect(await call('import', 'x/out.csv')).toMatchObject({
			status: 0,
			stdout: '新增 0 个，更改 0 个，未变 2 个\n',
		});
	});

	test('to a folder is refused', async () => {
		await mkdir(join(folder, 'd'));
		const { status, stderr } = await call('export', '--out', 'd');
		expect(status).toBe(2);
		expect(stderr).toMatch(/d 是文件夹，--out 应为文件名/);
	});
});

describe('a removal', () => {
	test('takes sites out, each or none', async () => {
		await put('gongkai.yaml', yaml);
		await put('a.csv', '编号,名称,网址\na,甲,a.cn\nb,乙,b.cn\n');
		await call('import', 'a.csv');
		expect((await call('remove', 'a', 'nope')).stderr).toMatch(/登记里没有站点 nope/);
		expect((await call('remove', 'a', 'linjiang')).stderr).toMatch(/站点 linjiang 写在配置文件里/);
		expect(await call('remove', 'a', 'a')).toMatchObject({
			status: 0,
			stdout: '移除 1 个，以前的报告仍然保留\n',
		});
		const { stdout } = await call('list');
		expect(stdout).toMatch(/^b /m);
		expect(stdout).not.toMatch(/^a /m);
	});
});

describe('wrong arguments end with 2 and one line that helps', () => {
	test.each([
		[[], /sites 后面缺少动作，应为 sites import 文件、sites list、sites export 或 sites remove 站点ID…/],
		[['delete'], /sites 没有 delete，应为/],
		[['remove'], /sites remove 后面缺少站点ID/],
		[['list'], /里没有 gongkai\.yaml，也没有 gongkai\.db；请换到安装的文件夹/],
		[['import'], /sites import 要且只要一个文件/],
		[['import', 'a', 'b'], /sites import 要且只要一个文件/],
		[['list', 'a'], /sites list 不带参数，多了 a/],
		[['export', 'a'], /sites export 不带参数，多了 a/],
		[['list', '--out', 'x'], /sites list 没有选项 --out/],
		[['import', 'nope.csv'], /读不到文件 .*nope\.csv/],
		[['list', '--config', 'nope.yaml'], /读不到配置文件/],
	])('%j', async (argv, line) => {
		const { status, stdout, stderr } = await call(...argv);
		expect([status, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(line);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
	});
});
