import { describe, expect, test } from 'vitest';
import { documentOf, pageOf } from '../../support/document.ts';

const issuer = (title: string, ...lines: string[]) => documentOf(pageOf(title, lines))?.issuer?.value;

describe('who issues a document', () => {
	test.each<[string, string, string[], string]>([
		['over a day without a year', '关于某事的公告', ['临江市文化馆', '6月18日'], '临江市文化馆'],
		['over a month', '2025年统计公报', ['临江市统计局', '2026年3月'], '临江市统计局'],
		[
			'before the year in the title',
			'临江市财政局2025年政府信息公开工作年度报告',
			['一、总体情况'],
			'临江市财政局',
		],
		[
			'several organs, two to a line',
			'关于某事的通知',
			['临江市民政局　临江市财政局', '临江市教育局', '2020年3月2日'],
			'临江市民政局 临江市财政局 临江市教育局',
		],
		[
			'several organs in the cells of a table',
			'关于某事的通知',
			[
				'<table><tr><td>临江市民政局</td><td>临江市财政局</td></tr><tr><td colspan="2">2020年3月2日</td></tr></table>',
			],
			'临江市民政局 临江市财政局',
		],
	])('%s', (_, title, lines, name) => expect(issuer(title, ...lines)).toBe(name));

	test('a decree is its giver’s', () =>
		expect(
			documentOf(
				'<html><head><title>临江市广告管理规定</title></head><body><h1>临江市广告管理规定</h1><div class="TRS_Editor"><p>临江市人民政府令</p><p>第46号</p><p>《临江市广告管理规定》已经市人民政府常务会议通过，现予公布。</p><p>市长　张三</p><p>2025年12月25日</p></div></body></html>',
			)?.issuer?.value,
		).toBe('临江市人民政府'));
});

test('a signature in one of the cells that lay out a page', () =>
	expect(
		documentOf(
			'<html><head><title>关于某事的公告</title></head><body><table><tr><td><p>通知公告</p><p>政策文件</p></td><td><h1>关于某事的公告</h1><p>现就某事公告如下，请各单位遵照执行，并做好宣传。</p><p>临江市民政局</p><p>2026年3月2日</p></td></tr></table></body></html>',
		),
	).toMatchObject({ issuer: { value: '临江市民政局' }, writtenOn: { value: '2026-03-02' } }));

describe('no signature', () => {
	test('a date in a row of data', () =>
		expect(
			documentOf(
				pageOf('审批意见公示', [
					'<table><tr><td>序号</td><td>项目</td><td>日期</td></tr><tr><td>1</td><td>某厂扩建</td><td>2020-03-01</td></tr></table>',
				]),
			)?.writtenOn,
		).toBeUndefined());
	test('a line of organ and day over the text, beside a counter', () => {
		const facts = documentOf(
			'<html><head><title>关于受理申请的公告-临江市住房局</title></head><body><h1>关于受理申请的公告</h1><ul><li>临江市住房局</li><li>2026年01月26日</li><li>阅读：66</li></ul><p>即日起受理申请，请携带户口簿到窗口办理，逾期不予受理。</p></body></html>',
		);
		expect([facts?.writtenOn, facts?.publishedOn?.value]).toEqual([undefined, '2026-01-26']);
	});
});
