import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRegisterFile, registerCsv } from '../../../reports/formats/register-file.ts';
import { readRegister } from '../../../reports/register.ts';
import type { RegisteredSite } from '../../../reports/store/model.ts';
import { docx, zip } from '../../fixtures/linjiang/files.ts';
import { sheet, workbook } from '../../support/workbook.ts';

let folder = '';
let file = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-register-'));
	file = join(folder, '名单.xlsx');
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (content: string | Uint8Array) => {
	await writeFile(file, content);
	return readRegisterFile(file);
};

const rows = [
	['网站名称', '网址'],
	['甲市', 'http://a.cn/'],
];
const text = (separator = ',', end = '\r\n') => rows.map((row) => `${row.join(separator)}${end}`).join('');
/** 网站名称,网址 / 甲市,http://a.cn/ as Excel saves it in China. */
const gbk = Buffer.concat([
	Buffer.from([0xcd, 0xf8, 0xd5, 0xbe, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xcd, 0xf8, 0xd6, 0xb7, 0x0d, 0x0a]),
	Buffer.from([0xbc, 0xd7, 0xca, 0xd0]),
	Buffer.from(',http://a.cn/\r\n'),
]);
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('cells are read from', () => {
	const files: Record<string, string | Uint8Array> = {
		'UTF-8': text(),
		'UTF-8 with its mark': `\ufeff${text()}`,
		'UTF-16, as Excel saves Unicode text': Buffer.from(`\ufeff${text('\t')}`, 'utf16le'),
		'UTF-16 the other way round': swapped(Buffer.from(`\ufeff${text('\t')}`, 'utf16le')),
		GB18030: gbk,
		semicolons: text(';'),
		tabs: text('\t', '\n'),
		'a file that names its separator': `sep=;\r\n${text(';')}`,
		'line ends of an old Mac': text(',', '\r'),
		'no line end at the end': text().trimEnd(),
		'a workbook': workbook(sheet(rows)),
	};
	test.each(Object.entries(files))('%s', async (_name, content) => {
		expect(await read(content)).toEqual(rows);
	});

	test('quoted cells with separators, quotes and line breaks', async () => {
		expect(await read('名称,网址\n"甲,""乙""\n丙",a.cn\n丁 "戊",b.cn\n')).toEqual([
			['名称', '网址'],
			['甲,"乙"\n丙', 'a.cn'],
			['丁 "戊"', 'b.cn'],
		]);
	});

	test('rows of different length, each blank one keeping its place', async () => {
		expect(await read('名称,网址\n\n甲\n')).toEqual([['名称', '网址'], [''], ['甲']]);
	});

	test('a workbook’s rows in their place, its numbers in full, blanks as blanks', async () => {
		const cells = [[], ['名称', '标识码'], [], ['甲', 3601000001, ''], ['乙', '3.601000002E9']];
		const found = await read(workbook(sheet(cells)));
		expect(found.map((row) => row.filter((cell) => cell !== ''))).toEqual([
			[],
			['名称', '标识码'],
			[],
			['甲', '3601000001'],
			['乙', '3601000002'],
		]);
	});
});

/** A zip whose directory promises more than it holds. */
const bomb = (() => {
	const bytes = Buffer.from(zip({ 'xl/workbook.xml': 'x' }));
	bytes.writeUInt32LE(4_000_000_000, bytes.indexOf('PK\x01\x02') + 24);
	return bytes;
})();
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);

describe('one sentence refuses', () => {
	const refused: Record<string, [content: string | Uint8Array, message: RegExp]> = {
		nothing: ['', /名单\.xlsx 是空文件/],
		'an old workbook under a new name': [ole, /是旧版 Excel 文件（\.xls），.*另存为 \.xlsx/],
		'a workbook with a password': [
			Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
			/设有打开密码，请取消密码/,
		],
		'a workbook cut off': [workbook(sheet(rows)).subarray(0, 500), /不是完好的 XLSX 文件/],
		'a document': [docx(['甲']), /不是完好的 XLSX 文件/],
		'a workbook that would fill the memory': [bomb, /展开后太大/],
		'a web page': ['\ufeff<html><table><tr>', /其实是网页/],
		'another kind of file': ['%PDF-1.4\0', /不是 CSV 或 XLSX 文件/],
		'no known encoding': [Uint8Array.of(0xff, 0x80, 0xff, 0x2c), /文字编码认不出/],
		'a quote without its end': ['名称,网址\n"甲,a.cn\n', /第 2 行读不下去：引号没有成对/],
	};
	test.each(Object.entries(refused))('%s', async (_name, [content, message]) => {
		const error = await read(content).catch((error: unknown) => error);
		expect(error).toMatchObject({ message: expect.stringMatching(message) });
		expect(String(error)).not.toContain('\n');
	});

	test('what is too large, unread', async () => {
		await writeFile(file, '');
		await truncate(file, 200_000_000);
		await expect(readRegisterFile(file)).rejects.toThrow(/有 200 MB，超过 20 MB 的上限/);
	});

	test('a folder, and what is not there', async () => {
		await expect(readRegisterFile(folder)).rejects.toThrow(/是文件夹，应为 CSV 或 XLSX/);
		await expect(readRegisterFile(join(folder, 'nope.csv'))).rejects.toThrow(/读不到文件 .*nope\.csv/);
	});
});

describe('sites are written so that', () => {
	const plainSite: RegisteredSite = { id: 'a', name: '甲市', url: 'http://a.cn/', type: 'portal' };
	const full: RegisteredSite = {
		id: 'b',
		name: '"乙",市；-1',
		url: 'http://b.cn/?x=1,2',
		type: 'department',
		level: 'county',
		district: "'@乙",
		siteIdCode: '3601000001',
		maintainer: '=cmd|calc',
		schedule: '*/30 3-5 5,6 * 1',
	};

	test('an import reads them back just as they were', async () => {
		const { sites, problems, notes } = readRegister(await read(registerCsv([plainSite, full])));
		expect([problems, notes]).toEqual([[], []]);
		expect(sites).toEqual([plainSite, full]);
	});

	test('Excel shows them in Chinese and works nothing out', () => {
		const [header, first, second] = registerCsv([plainSite, full]).split('\r\n');
		expect(header).toBe('\ufeff编号,网站名称,网址,网站类型,级别,所属地区,网站标识码,维护单位,定时');
		expect(first).toBe('a,甲市,http://a.cn/,门户网站,,,,,');
		expect(second).toContain("''@乙,3601000001,'=cmd|calc,");
	});
});
