import { describe, expect, test } from 'vitest';
import { type FileContext, readFileFacts } from '../../../crawler/attachments/file-facts.ts';
import { readText } from '../../../crawler/attachments/read-text.ts';
import type { FileReading } from '../../../crawler/page-facts.ts';
import { idNumber } from '../../support/numbers.ts';
import { docxOf, type Part } from '../../support/office-files.ts';

const read = async (context: Partial<FileContext>, ...parts: readonly Part[]): Promise<FileReading> => {
	const text = await readText(docxOf(...parts));
	if ('noText' in text) throw new Error(text.noText);
	return readFileFacts(text, { title: '', name: '附件.docx', ...context });
};

const issuing = '临江市人民政府关于印发《临江市城市供水管理办法》的通知';
const cleaning = '临江市人民政府关于公布规范性文件清理结果的决定';
const rows = [
	['序号', '文件名称', '文号'],
	['1', '临江市人民政府关于加强城市供水的意见', '临政发〔2010〕3号'],
] as const;

describe('what a file holds, by its head', () => {
	test.each<[string, string, readonly string[], FileReading['holds']]>([
		['its page’s title', issuing, ['临江市人民政府文件', issuing, '临政发〔2026〕1号'], 'document'],
		[
			'the title over two lines, with other marks',
			issuing,
			['临江市人民政府关于印发', '《临江市城市供水管理办法》 的通知'],
			'document',
		],
		['the title of what is issued', issuing, ['临江市城市供水管理办法', '第一条 为了加强管理'], 'part'],
		['another title', issuing, ['临江市城市供水申请表', '姓名'], undefined],
		['a title that is no name', '通知', ['通知', '第一条'], undefined],
		['the title far down in its text', issuing, ['前言'.repeat(800), issuing], undefined],
	])('%s', async (_, title, lines, holds) => {
		expect((await read({ title }, ...lines)).holds).toBe(holds);
	});
});

test.each<[string, Partial<FileContext>, FileReading['holds']]>([
	['its number', { number: '临政发[2026]1号' }, 'document'],
	['its name', { name: `${issuing}.docx` }, 'document'],
	['another number', { number: '临政发〔2026〕2号' }, undefined],
])('a file without a title is known by %s', async (_, context, holds) => {
	const lines = ['临政发〔2026〕1号', '各县（区）人民政府：现将有关事项通知如下，请认真组织实施。'];
	expect((await read({ title: issuing, ...context }, ...lines)).holds).toBe(holds);
});

describe('a list of documents that are no longer in force', () => {
	test('says so by its own name', async () => {
		const { statements } = await read({ title: cleaning, name: '附件1：废止的规范性文件目录.docx' }, rows);
		expect(statements).toMatchObject([
			{ effect: 'abolished', title: rows[1][1], documentNumber: '临政发〔2010〕3号' },
		]);
	});

	test('says so by its heading', async () => {
		const { statements } = await read({ title: cleaning }, '宣布失效的规范性文件目录', rows);
		expect(statements).toMatchObject([{ effect: 'expired', documentNumber: '临政发〔2010〕3号' }]);
	});

	test.each<[string, Partial<FileContext>, readonly Part[]]>([
		[
			'of those that are kept, under a decision that abolishes others',
			{ title: '临江市人民政府关于废止部分规范性文件的决定', name: '附件2：保留的规范性文件目录.docx' },
			['保留的规范性文件目录', rows],
		],
		['a draft', { title: `${cleaning}（征求意见稿）`, name: '废止的规范性文件目录.docx' }, [rows]],
		['of which nothing says what it is', { title: cleaning }, [rows]],
	])('says nothing: %s', async (_, context, parts) => {
		expect((await read(context, ...parts)).statements).toEqual([]);
	});
});

test('a period counts from the page’s date, where the file has none', async () => {
	const lines = ['临江市城市供水管理办法', '第九条 本办法自印发之日起施行，有效期5年。'];
	const { period } = await read({ title: issuing, writtenOn: '2020-03-02', name: '办法.docx' }, ...lines);
	expect(period).toMatchObject({ until: '2025-03-01', from: 'attachment: 办法.docx' });
});

test('numbers of private persons are counted, and kept nowhere but as a mask', async () => {
	const id = idNumber('321023', '19661127', '408');
	const people = [
		['姓名', '身份证号'],
		['吴大山', id],
	];
	const reading = await read(
		{ title: '低保名单公示', name: '名单.docx' },
		`废止《吴大山${id}的决定》。`,
		people,
	);
	expect(reading.personalData).toMatchObject([{ kind: 'id-number', count: 1 }]);
	expect(JSON.stringify(reading)).not.toContain(id);
	expect(reading.statements).toHaveLength(1);
});
