import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../reports/formats/json.ts';
import { callIn } from '../support/call.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';
import { withStore } from '../support/serve.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-export-'));
	const yaml = `sites:\n  - { id: linjiang, name: 临江市, url: "${home}" }\n  - { id: quiet, name: 静市, url: "https://quiet.gov.cn/" }\n`;
	await writeFile(join(folder, 'gongkai.yaml'), yaml);
	const found = [result('broken-link', [{ subject: `${home}x.html` }])];
	await writeReport(join(folder, 'out'), reportOn({ asOf: '2026-04-15' }));
	await writeReport(join(folder, 'out'), reportOn({ asOf: '2026-05-15', found }));
	await writeReport(join(folder, 'out'), reportOn({ asOf: '2026-03-15', site: 'gone' }));
	await mkdir(join(folder, 'folder'));
});
afterAll(() => rm(folder, { recursive: true }));

const call = (...argv: string[]) => callIn(folder, 'export', ...argv);
const rowsOf = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

describe('a table', () => {
	test('is the scores of the newest month on the output, where nobody says otherwise', async () => {
		const { status, stdout, stderr } = await call();
		expect([status, stderr]).toEqual([0, 'gongkai: 没有写 --month，导出最近的 2026-05\n']);
		expect(rowsOf(stdout).map((row) => [row.站点编号, row.结论 === '本月未审计'])).toEqual([
			['linjiang', false],
			['quiet', true],
		]);
		// It stands in the configuration alone, and an export is no reason to write it anywhere.
		expect(await withStore(folder, (store) => store.sites())).toEqual([]);
	});

	test('is the month, the table and the format that are asked for, in a file', async () => {
		const out = join(folder, 'new', 'f.json');
		const asked = ['--month', '2026-05', '--table', 'findings', '--out', 'new/f.json'];
		expect(await call(...asked)).toEqual({ status: 0, stdout: `2026-05 的问题写入 ${out}\n`, stderr: '' });
		expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject([
			{
				site: 'linjiang',
				siteName: '临江市',
				check: 'broken-link',
				checkName: '站内断链',
				subject: `${home}x.html`,
			},
		]);
		expect(await readdir(join(folder, 'new'))).toEqual(['f.json']);
		await call(...asked, '--format', 'csv');
		expect(rowsOf(await readFile(out, 'utf8'))).toMatchObject([{ 检查项名称: '站内断链' }]);
	});

	test('of a workbook are all of them, unless one is asked for', async () => {
		const { status, stdout } = await call('--month', '2026-05', '--out', 'b.XLSX');
		expect([status, stdout]).toEqual([0, `2026-05 的评分和问题写入 ${join(folder, 'b.XLSX')}\n`]);
		const sheets = await readSheets(join(folder, 'b.XLSX'));
		expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
			['评分', 3],
			['问题', 2],
			['说明', expect.any(Number)],
		]);
		expect((await call('--month', '2026-05', '--table', 'findings', '--out', 'c.xlsx')).stdout).toMatch(
			/^2026-05 的问题写入/,
		);
		const one = await readSheets(join(folder, 'c.xlsx'));
		expect(one.map(({ sheet }) => sheet)).toEqual(['问题', '说明']);
	});

	test('is none of a notice', async () => {
		const { status, stdout } = await call('--month', '2026-05', '--out', 'n.docx');
		expect([status, stdout]).toEqual([0, `2026-05 的通报代拟稿写入 ${join(folder, 'n.docx')}\n`]);
		expect((await readFile(join(folder, 'n.docx'))).subarray(0, 2).toString()).toBe('PK');
	});

	test('is of one site where it is named; its newest month is its own', async () => {
		const { stdout, stderr } = await call('--site', 'gone', '--format', 'json', '--out', '-');
		expect(stderr).toMatch(/导出最近的 2026-03/);
		expect(JSON.parse(stdout)).toMatchObject([{ site: 'gone', period: '2026-03' }]);
	});

	test.skipIf(process.platform === 'win32')('goes where a link leads, and through a device', async () => {
		await writeFile(join(folder, 'real.csv'), 'old');
		await symlink('real.csv', join(folder, 'link.csv'));
		await call('--month', '2026-05', '--out', 'link.csv');
		expect(rowsOf(await readFile(join(folder, 'real.csv'), 'utf8'))).toHaveLength(2);
		expect((await call('--month', '2026-05', '--out', '/dev/null')).status).toBe(0);
	});
});

describe('one line refuses', () => {
	const cases: Record<string, [argv: string[], line: RegExp]> = {
		'a month that is none': [['--month', '2026-13'], /--month 是 2026-13，应为年和月，如 2026-11/],
		'a month without reports': [
			['--month', '2026-01'],
			/2026-01 没有报告，有报告的月份：2026-05、2026-04、2026-03/,
		],
		'a month without a report of the site': [
			['--month', '2026-05', '--site', 'gone'],
			/站点 gone 2026-05 没有报告，有报告的月份：2026-03/,
		],
		'a site without reports': [['--site', 'quiet'], /站点 quiet 还没有报告，请先用 gongkai audit 审计/],
		'an unknown site': [['--site', 'nope'], /没有站点 nope，站点编号见 gongkai sites list/],
		'an unknown table': [['--table', 'pages'], /--table 是 pages，应为 scores 或 findings/],
		'an unknown format': [['--format', 'pdf'], /--format 是 pdf，应为 csv、json、xlsx、docx 之一/],
		'a table of a notice': [['--table', 'scores', '--out', 'a.docx'], /docx 是通报代拟稿，不分表/],
		'a notice without a file': [['--format', 'docx'], /docx 不能写到标准输出/],
		'a workbook without a file': [['--format', 'xlsx'], /xlsx 不能写到标准输出，请用 --out 指定文件名/],
		'a workbook for the output': [['--format', 'xlsx', '--out', '-'], /xlsx 不能写到标准输出/],
		'a folder as the file': [['--month', '2026-05', '--out', 'folder'], /folder 是文件夹，--out 应为文件名/],
		'a file as a folder': [
			['--month', '2026-05', '--out', 'gongkai.yaml/a.csv'],
			/不能写入目录 .*gongkai\.yaml/,
		],
		'an argument': [['2026-05'], /命令 export 不带参数，多了 2026-05/],
	};
	test.each(Object.entries(cases))('%s', async (_name, [argv, line]) => {
		const { status, stdout, stderr } = await call(...argv);
		expect([status, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(line);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
	});

	test('a store without any report', async () => {
		const blank = await mkdtemp(join(folder, 'blank-'));
		await writeFile(join(blank, 'gongkai.yaml'), 'out: ./out\n');
		const { status, stderr } = await callIn(blank, 'export');
		expect([status, stderr]).toEqual([2, 'gongkai: 还没有报告，请先用 gongkai audit 审计\n']);
	});

	test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
		'a folder that cannot be written',
		async () => {
			const shut = await mkdtemp(join(folder, 'shut-'));
			await chmod(shut, 0o555);
			const { status, stderr } = await call('--month', '2026-05', '--out', join(shut, 'a.csv'));
			expect([status, stderr]).toEqual([2, expect.stringMatching(/^gongkai: 不能写入目录 .*shut-/)]);
		},
	);
});
