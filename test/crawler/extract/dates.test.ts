import { describe, expect, test } from 'vitest';
import {
	addDays,
	chineseNumber,
	dayOfUrl,
	endOfPeriod,
	findDate,
	findDates,
	parseDay,
} from '../../../crawler/extract/dates.ts';

describe('a date in a text', () => {
	test.each([
		['2020年3月2日', '2020-03-02'],
		['2020 年 03 月 02 日', '2020-03-02'],
		['发布时间：2020-03-02 18:44', '2020-03-02'],
		['2020/3/2', '2020-03-02'],
		['2020.03.02', '2020-03-02'],
		['2020－3－2', '2020-03-02'],
		['二〇二〇年三月二日', '2020-03-02'],
		['二○一九年十二月三十一日', '2019-12-31'],
		['二零二一年十月二十日', '2021-10-20'],
		['一九九六年六月二十九日', '1996-06-29'],
		['二〇二四年二月廿九日', '2024-02-29'],
		['[2021-07-22]', '2021-07-22'],
	])('%s', (text, on) => expect(findDate(text)?.on).toBe(on));

	test.each([
		'2020年13月2日',
		'2021年2月29日',
		'2020年3月',
		'192.168.10.12',
		'12020-03-021',
		'3月2日',
		'电话0577-2020-3-245678',
		'第2020-3号',
	])('none in %s', (text) => expect(findDate(text)).toBeUndefined());

	test('several, with a time of day', () => {
		const found = findDates('自2020年1月1日起至2022-12-31 08:00');
		expect(found.map(({ on, clock }) => [on, clock])).toEqual([
			['2020-01-01', false],
			['2022-12-31', true],
		]);
	});
});

test.each([
	['2020-03-02 18:44', '2020-03-02'],
	['20200302', '2020-03-02'],
	['20200302184400', '2020-03-02'],
	['1583145840000', '2020-03-02'],
	['2020-03-02T18:44:00Z', '2020-03-03'],
	['2020-03-02T18:44:00+08:00', '2020-03-02'],
	['Mon Mar 02 18:44:00 CST 2020', '2020-03-02'],
	['', undefined],
	['null', undefined],
])('a machine-made value %s', (value, on) => expect(parseDay(value)).toBe(on));

test.each([
	['http://x.gov.cn/zwgk/202001/t20200113_4968990.html', '2020-01-13'],
	['http://x.gov.cn/art/2020/2/9/art_4969_1497540.html', '2020-02-09'],
	['http://x.gov.cn/zhengce/content/2019-01/22/content_5360002.htm', '2019-01-22'],
	['http://x.gov.cn/202001/abc.shtml', undefined],
	['http://x.gov.cn/content/post_9360641.html', undefined],
])('the date of the address %s', (url, on) => expect(dayOfUrl(url)).toBe(on));

test('numbers and periods', () => {
	expect(['三', '十', '十二', '二十', '三十一', '两', '廿八', '5', '百'].map(chineseNumber)).toEqual([
		3,
		10,
		12,
		20,
		31,
		2,
		28,
		5,
		undefined,
	]);
	expect(endOfPeriod('2020-01-01', 60)).toBe('2024-12-31');
	expect(endOfPeriod('2020-03-15', 24)).toBe('2022-03-14');
	expect(endOfPeriod('2020-02-29', 12)).toBe('2021-02-28');
	expect(addDays('2020-12-31', 1)).toBe('2021-01-01');
});
