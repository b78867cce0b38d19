import { describe, expect, test } from 'vitest';
import {
	citedNumbers,
	isNumber,
	normalNumber,
	numberAtEnd,
	numberOfCell,
} from '../../../crawler/extract/number.ts';

test.each([
	'临政办发〔2026〕12号',
	'临政发[2012]3 号',
	'国办发明电〔2018〕15号',
	'县发（2007）11号',
	'国令第707号',
	'省政府令第232号',
	'中华人民共和国国务院令第711号',
	'临政规〔2024〕第03号',
	'公告2020年第5号',
	'临人社函﹝2020﹞9号',
	'临（高新）管发〔2020〕9号',
])('%s is a number', (text) => expect(isNumber(text)).toBe(true));

test.each([
	'关于印发办法的通知',
	'2020年第10期',
	'0145/2020-02788',
	'〔2020〕5号',
	'第三号',
	'根据国办发〔2019〕29号精神，现通知如下',
])('%s is none', (text) => expect(isNumber(text)).toBe(false));

test.each([
	['临政发[2012]3 号', '临政发〔2012〕3号'],
	['临政发（2012）第03号', '临政发〔2012〕3号'],
	['临政发〔2012〕3号', '临政发〔2012〕3号'],
	['省政府令第161号', '省政府令第161号'],
])('the normal form of %s', (text, normal) => expect(normalNumber(text)).toBe(normal));

test.each([
	['无', undefined],
	['-', undefined],
	['', undefined],
	['null', undefined],
	['0145/2020-02788', undefined],
	['临府发〔2020〕 6 号', '临府发〔2020〕6号'],
	['（临政发〔2020〕6号）', '临政发〔2020〕6号'],
	['2020年第4号', '2020年第4号'],
	['临政发〔2020〕6号 有效', '临政发〔2020〕6号'],
])('the cell %j holds %j', (value, number) => expect(numberOfCell(value)).toBe(number));

describe('numbers in running text', () => {
	test.each([
		[
			'根据《办法》（国办发〔2019〕29号）和临政发〔2012〕3号精神',
			['国办发〔2019〕29号', '临政发〔2012〕3号'],
		],
		['贯彻落实国办发〔2019〕 29 号文件', ['国办发〔2019〕29号']],
		['没有文号', []],
	])('%s', (text, numbers) => expect(citedNumbers(text)).toEqual(numbers));
});

test.each([
	['关于印发某某办法的通知（临政发〔2020〕6号）', '临政发〔2020〕6号'],
	['关于某某的通知 临政发[2020]6号', '临政发[2020]6号'],
	['关于某某的通知（2020年第3期）', undefined],
	['某某通告（第二批）', undefined],
])('the end of %s', (title, number) => expect(numberAtEnd(title)?.number).toBe(number));
