import { unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { type SheetLimits, sheetLimits } from '../../../../reports/formats/office/sheet.ts';
import { type SheetTable, workbook } from '../../../../reports/formats/office/workbook.ts';

const column = (form: SheetTable['columns'][number]['form'], title: string = form, repeats = false) => ({
	title,
	form,
	width: 20,
	repeats,
});

const written = async (tables: readonly SheetTable[], limits: Partial<SheetLimits> = {}): Promise<Buffer> =>
	Buffer.concat(await Array.fromAsync(workbook(tables, { ...sheetLimits, ...limits })));

/** Sheets by their names, as another program reads them. */
const read = async (bytes: Buffer): Promise<Record<string, unknown[][]>> =>
	Object.fromEntries((await readSheets(bytes)).map(({ sheet, data }) => [sheet, data]));

const xmlOf = (bytes: Buffer, name: string): string =>
	new TextDecoder().decode(unzipSync(bytes)[name] ?? new Uint8Array());

const table = (
	columns: SheetTable['columns'],
	rows: SheetTable['rows'],
	more: Partial<SheetTable> = {},
): SheetTable => ({ name: '表', columns, rows, frozenColumns: 1, ...more });

describe('a cell holds', () => {
	const forms = ['text', 'wrapped', 'month', 'day', 'time', 'count', 'points', 'change', 'link'] as const;

	test('its value by its form: dates and numbers are real ones', async () => {
		const row = [
			...['文字', '两行\n文字', '2026-11', '2026-11-15', '2026-11-15 14:05:08'],
			...[7, 88.25, -1.5, 'https://a.gov.cn/'],
		];
		const sheets = await read(
			await written([
				table(
					forms.map((form) => column(form)),
					[row],
				),
			]),
		);
		expect(sheets).toEqual({
			表: [
				[...forms],
				[
					...['文字', '两行\n文字', new Date('2026-11-01'), new Date('2026-11-15')],
					...[new Date('2026-11-15T14:05:08Z'), 7, 88.25, -1.5, 'https://a.gov.cn/'],
				],
			],
		});
	});

	test('a date that is none as the text that it is', async () => {
		const { 表 } = await read(await written([table([column('day')], [['待定'], ['2026-13-45']])]));
		expect(表).toEqual([['day'], ['待定'], ['2026-13-45']]);
	});

	test('nothing where nobody knows', async () => {
		const rows = [
			[null, undefined, ''],
			[0, '1', '2'],
		];
		const { 表 } = await read(await written([table([column('count'), column('day'), column('text')], rows)]));
		expect(表?.slice(1)).toEqual([
			[null, null, null],
			[0, '1', '2'],
		]);
	});

	test('any text: signs of XML, other scripts, blanks at its ends', async () => {
		const texts = ['<a href="x">&amp;</a>', '𠮷野家 👍', ' 前后 ', '=1+1', ']]>'];
		for (const repeats of [false, true]) {
			const { 表 } = await read(
				await written([
					table(
						[column('text', 't', repeats)],
						texts.map((text) => [text]),
					),
				]),
			);
			expect(
				表
					?.slice(1)
					.flat()
					.map((text) => `${text}`.trim()),
			).toEqual(texts.map((text) => text.trim()));
		}
	});

	test('no sign that XML cannot hold, and no formula', async () => {
		const hostile = '=cmd|1\u0000\u0008\ufffe\ud800';
		const bytes = await written([table([column('text')], [[hostile]])]);
		const xml = xmlOf(bytes, 'xl/worksheets/sheet1.xml');
		expect(xml).not.toMatch(/<f[ >]/);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
		expect(xml).not.toMatch(/[\u0000-\u0008\ufffe\ud800-\udfff]/);
		expect((await read(bytes)).表?.[1]).toEqual(['=cmd|1\ufffd']);
	});

	test('no more than the format takes, and no half sign', async () => {
		const { 表 } = await read(
			await written([table([column('text')], [['𠮷'.repeat(20_000)], [`a${'𠮷'.repeat(20_000)}`]])]),
		);
		const [even, odd] = 表?.slice(1).map(([text]) => `${text}`) ?? [];
		expect(even).toBe(`${'𠮷'.repeat(16_383)}\ufffd`);
		expect(odd).toBe(`a${'𠮷'.repeat(16_383)}`);
	});

	test('words that look like a sign’s number as they are', async () => {
		const xml = xmlOf(await written([table([column('text')], [['_x003D_1']])]), 'xl/worksheets/sheet1.xml');
		expect(xml).toContain('>_x005F_x003D_1<');
	});
});

describe('a link', () => {
	const targetsOf = async (addresses: readonly unknown[], limits: Partial<SheetLimits> = {}) => {
		const rows = addresses.map((address) => [address as string]);
		const bytes = await written([table([column('link')], rows)], limits);
		const relations = xmlOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels');
		return {
			targets: [...relations.matchAll(/Target="([^"]*)"/g)].map(([, target]) => target),
			cells: [...xmlOf(bytes, 'xl/worksheets/sheet1.xml').matchAll(/<hyperlink ref="(\w+)"/g)].map(
				([, cell]) => cell,
			),
			shown: (await read(bytes)).表?.slice(1).flat(),
		};
	};

	test('leads to its address, written as every program takes it', async () => {
		const { targets, cells, shown } = await targetsOf([
			'https://a.gov.cn/查 询?a=1&b=<2>|3#x',
			'http://政府.cn/100%/a"b',
		]);
		expect(cells).toEqual(['A2', 'A3']);
		expect(targets).toEqual([
			'https://a.gov.cn/%E6%9F%A5%20%E8%AF%A2?a=1&amp;b=%3C2%3E%7C3',
			'http://xn--mxtq1m.cn/100%25/a%22b',
		]);
		expect(shown).toEqual(['https://a.gov.cn/查 询?a=1&b=<2>|3#x', 'http://政府.cn/100%/a"b']);
	});

	test('is none where no browser is to open it: the address stands there as it is', async () => {
		const addresses = [
			'javascript:alert(1)',
			'file:///C:/a.doc',
			'http://',
			'http://user@a.gov.cn/',
			`http://a.gov.cn/${'a'.repeat(3000)}`,
			'\\\\host\\share',
		];
		const { targets, shown } = await targetsOf([...addresses, { unlinked: 'http://bad.example/' }]);
		expect(targets).toEqual([]);
		expect(shown).toEqual([...addresses, 'http://bad.example/']);
	});

	test('is given to the first rows only, as many as Excel bears', async () => {
		const { targets, shown } = await targetsOf(
			Array.from({ length: 5 }, (_, n) => `http://a.gov.cn/${n}`),
			{ links: 3 },
		);
		expect(targets).toHaveLength(3);
		expect(shown).toHaveLength(5);
	});
});

describe('a sheet', () => {
	const numbers = async function* (count: number) {
		for (let n = 1; n <= count; n++) yield [n];
	};

	test('that is full goes on in another one, with its header', async () => {
		const tables = [
			table([column('count', '数')], numbers(7)),
			table([column('count', '他')], numbers(2), { name: '另' }),
		];
		expect(await read(await written(tables, { rows: 4 }))).toEqual({
			表: [['数'], [1], [2], [3]],
			表2: [['数'], [4], [5], [6]],
			表3: [['数'], [7]],
			另: [['他'], [1], [2]],
		});
	});

	test('that is just full has no blank one behind it', async () => {
		expect(
			Object.keys(await read(await written([table([column('count')], numbers(3))], { rows: 4 }))),
		).toEqual(['表']);
	});

	test('that is too long for an archive goes on in another one', async () => {
		const sheets = await read(await written([table([column('count')], numbers(3))], { bytes: 10 }));
		expect(Object.values(sheets).map((rows) => rows.length)).toEqual([2, 2, 2]);
	});

	test('without a row is a header', async () => {
		expect(await read(await written([table([column('text', '甲')], [])]))).toEqual({ 表: [['甲']] });
	});

	test('keeps its header and its first columns in sight, can be filtered, and says so', async () => {
		const bytes = await written([table([column('text'), column('text')], [['a', 'b']])]);
		const xml = xmlOf(bytes, 'xl/worksheets/sheet1.xml');
		expect(xml).toContain(
			'<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
		);
		expect(xml).toContain('<autoFilter ref="A1:B2"/>');
		expect(xmlOf(bytes, 'xl/workbook.xml')).toContain("'表'!$A$1:$B$2</definedName>");
	});

	test('has rows high enough for their texts, up to six lines', async () => {
		const rows = ['短', '这一行文字有二十个汉字要分三行才能放下它', '长'.repeat(500)].map((text) => [text]);
		const xml = xmlOf(await written([table([column('wrapped')], rows)]), 'xl/worksheets/sheet1.xml');
		expect([...xml.matchAll(/<row r="[2-9]" ht="(\d+)"/g)].map(([, height]) => Number(height) / 16)).toEqual([
			1, 3, 6,
		]);
	});
});

test('a workbook is an archive whose first part says what it is', async () => {
	const bytes = await written([table([column('text')], [['a']])]);
	const names = Object.keys(unzipSync(bytes));
	expect(names[0]).toBe('[Content_Types].xml');
	expect(xmlOf(bytes, '[Content_Types].xml')).toContain('spreadsheetml.sheet.main+xml');
	expect(new Set(names).size).toBe(names.length);
});

test('the same tables are the same bytes', async () => {
	const tables = () => [table([column('text', 't', true)], [['a'], ['b']])];
	expect((await written(tables())).equals(await written(tables()))).toBe(true);
});

describe('rows that are read while they are written', () => {
	test('fail the workbook where they fail', async () => {
		const rows = async function* () {
			yield ['a'];
			throw new Error('disk gone');
		};
		await expect(written([table([column('text')], rows())])).rejects.toThrow('disk gone');
	});

	test('are ended where nobody reads on', async () => {
		let ended = false;
		const rows = async function* () {
			try {
				for (let n = 0; ; n++) yield [`${n * 7919}`];
			} finally {
				ended = true;
			}
		};
		const bytes = workbook([table([column('text')], rows())])[Symbol.asyncIterator]();
		for (let n = 0; n < 20; n++) await bytes.next();
		await bytes.return?.();
		await expect.poll(() => ended).toBe(true);
	});
});
