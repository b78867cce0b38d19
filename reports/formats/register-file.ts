import { readFile, stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { columnTitles, levelNames, type RegisterKey, typeNames } from '../register-columns.ts';
import type { RegisteredSite } from '../store/model.ts';
import { byteOrderMark, csvLines } from './csv.ts';

/** A list of 100,000 sites takes about half of it. */
const maxBytes = 20_000_000;
/** What a workbook may hold once it is unpacked. */
const maxUnpackedBytes = 200_000_000;

const begins = (bytes: Buffer, ...start: number[]): boolean =>
	start.every((byte, index) => bytes[index] === byte);

/** Bytes that a zip says its entries have once they are unpacked. */
const unpackedSize = (bytes: Buffer): number => {
	let sum = 0;
	for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46))
		if (at + 28 <= bytes.length) sum += bytes.readUInt32LE(at + 24);
	return sum;
};

const textOf = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
};

/** A number as it was written; the file may say 3.601000001E9 where the sheet shows ten digits. */
const written = (number: string): string => (/^-?[\d.]+E/i.test(number) ? String(Number(number)) : number);

const readWorkbook = async (bytes: Buffer, file: string): Promise<string[][]> => {
	if (unpackedSize(bytes) > maxUnpackedBytes)
		throw new Error(`${file} 展开后太大，请只保留网站名单那一张表，另存后再导入`);
	try {
		const rows = await readSheet(bytes, 1, { parseNumber: written });
		return rows.map((row) => row.map(textOf));
	} catch (cause) {
		throw new Error(`${file} 不是完好的 XLSX 文件，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入`, { cause });
	}
};

/** What is neither a workbook of today nor text, and what to do with it. */
const refusalOf = (bytes: Buffer): string | undefined => {
	if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
		return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
			? '设有打开密码，请取消密码、另存后再导入'
			: '是旧版 Excel 文件（.xls），请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入';
	if (/^\s*<(?:!doctype|html|\?xml|table|meta)\b/i.test(bytes.toString('latin1', 0, 512).replace(/^ï»¿/, '')))
		return '其实是网页，不是表格，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入';
	if (!hasMark16(bytes) && bytes.includes(0)) return '不是 CSV 或 XLSX 文件，请换成这两种格式之一';
	return undefined;
};

const hasMark16 = (bytes: Buffer): boolean => begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff);

/** By its mark, else as UTF-8 where it is that, else as what Excel saves in China. */
const decode = (bytes: Buffer, file: string): string => {
	if (hasMark16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
	for (const encoding of ['utf-8', 'gb18030'])
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// The next one, then.
		}
	throw new Error(`${file} 的文字编码认不出，请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或 .xlsx 后再导入`);
};

/** The separator that stands most often in the first lines, outside of quotes; the comma, where all of them are absent. */
const separatorOf = (text: string): string => {
	const head = text
		.slice(0, 20_000)
		.split(/\r\n?|\n/, 20)
		.join('\n')
		.replace(/"[^"]*"/g, '');
	const count = (separator: string): number => head.split(separator).length - 1;
	return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

const readText = (bytes: Buffer, file: string): string[][] => {
	const text = decode(bytes, file);
	const told = /^sep=(.)(?:\r\n?|\n)/.exec(text); // Excel's own way to name the separator.
	const body = told ? text.slice(told[0].length) : text;
	try {
		return parse(body, {
			delimiter: told?.[1] ?? separatorOf(body),
			relax_column_count: true,
			relax_quotes: true,
			record_delimiter: ['\r\n', '\n', '\r'],
		});
	} catch (cause) {
		const line = cause instanceof CsvError && typeof cause.lines === 'number' ? `第 ${cause.lines} 行` : '';
		throw new Error(`${file} ${line}读不下去：引号没有成对，请改好或另存为 .xlsx 后再导入`, { cause });
	}
};

const unreadable = (file: string, cause: unknown): never => {
	const isFolder = (cause as NodeJS.ErrnoException).code === 'EISDIR';
	throw new Error(
		isFolder ? `${file} 是文件夹，应为 CSV 或 XLSX 文件` : `读不到文件 ${file}，请检查路径和权限`,
		{ cause },
	);
};

const readBytes = async (file: string): Promise<Buffer> => {
	const { size } = await stat(file).catch((cause) => unreadable(file, cause));
	const [megabytes, most] = [Math.ceil(size / 1_000_000), maxBytes / 1_000_000];
	if (size > maxBytes)
		throw new Error(
			`${file} 有 ${megabytes} MB，超过 ${most} MB 的上限，请只保留网站名单那一张表，另存后再导入`,
		);
	return readFile(file).catch((cause) => unreadable(file, cause));
};

/**
 * The cells of a CSV file or of a workbook's first sheet, by what the file is and not by what it is called. Rows keep their place,
 * blank ones included, so that the first is the one that Excel shows as 1. Throws a Chinese sentence.
 */
export const readRegisterFile = async (file: string): Promise<string[][]> => {
	const bytes = await readBytes(file);
	if (bytes.length === 0) throw new Error(`${file} 是空文件，应为 CSV 或 XLSX 名单`);
	if (begins(bytes, 0x50, 0x4b)) return readWorkbook(bytes, file);
	const refusal = refusalOf(bytes);
	if (refusal) throw new Error(`${file} ${refusal}`);
	return readText(bytes, file);
};

const columns: readonly RegisterKey[] = [
	'id',
	'name',
	'url',
	'type',
	'level',
	'district',
	'siteIdCode',
	'maintainer',
	'schedule',
];

const cellOf = (site: RegisteredSite, key: RegisterKey): string => {
	if (key === 'type') return typeNames[site.type];
	if (key === 'level') return site.level === undefined ? '' : levelNames[site.level];
	return site[key] ?? '';
};

/** Sites as the CSV that an import reads back just as they are. */
export const registerCsv = (sites: readonly RegisteredSite[]): string =>
	byteOrderMark +
	csvLines([
		columns.map((key) => columnTitles[key][0]),
		...sites.map((site) => columns.map((key) => cellOf(site, key))),
	]);
