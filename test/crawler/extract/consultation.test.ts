import { describe, expect, test } from 'vitest';
import { consultationRole } from '../../../crawler/extract/consultation.ts';
import { documentOf } from '../../support/document.ts';

const title = '关于公开征求《某某市供水管理办法（征求意见稿）》意见的公告';
const notice =
	'为了规范供水用水活动，市水务局起草了《某某市供水管理办法（征求意见稿）》，现向社会公开征求意见。';

/** A notice published on 5 March 2020 with these paragraphs, or with this markup for its text. */
const read = (...parts: string[]) =>
	documentOf(
		`<html><head><title>${title}-某某市人民政府</title></head><body><div class="nav"><a href="/">首页</a></div><h1>${title}</h1><div class="info">发布时间：2020-03-05 来源：市水务局</div><div id="text"><p>${notice}</p>${parts
			.map((part) => (part.startsWith('<') ? part : `<p>${part}</p>`))
			.join('')}</div><div class="foot">主办单位：某某市人民政府办公室</div></body></html>`,
	)?.consultation;
const days = (...parts: string[]): string => {
	const { from, until, sure } = read(...parts)?.period ?? {};
	return until === undefined ? 'none' : `${from} ${until} ${sure}`;
};

describe('a title', () => {
	test.each([
		[title, 'call'],
		['某某市“十四五”规划意见征集', 'call'],
		['关于征集2026年民生实事项目建议的公告', 'call'],
		['某某市政府网站满意度问卷调查', 'call'],
		['《某某市供水管理办法（征求意见稿）》', 'call'],
		['关于《某某市供水管理办法》公开征求意见采纳情况的公告', 'result'],
		['《某某市供水管理办法（征求意见稿）》公开征求意见情况', 'result'],
		['某某市民生实事项目意见征集结果反馈', 'result'],
		['我市召开供水管理办法征求意见座谈会', undefined],
		['某某市重大行政决策公开征求意见办法', undefined],
		['某某市供水管理办法', undefined],
	])('%s: %s', (name, role) => expect(consultationRole(name)).toBe(role));
});

describe('the period', () => {
	test.each([
		['征求意见时间：2020年3月5日至2020年4月5日。', '2020-03-05 2020-04-05 certain'],
		['公示时间为2020年3月5日—3月19日。', '2020-03-05 2020-03-19 certain'],
		['意见征集期限自2020年12月28日起至1月28日止。', 'none'],
		['征集时间：2020-03-05 至 2020-04-04', '2020-03-05 2020-04-04 certain'],
		['有关单位和个人可在2020年4月5日前通过邮件提出意见。', '2020-03-05 2020-04-05 likely'],
		['意见反馈截止时间为2020年3月12日。', '2020-03-05 2020-03-12 likely'],
		['意见反馈截止日期：2020年3月12日17时', '2020-03-05 2020-03-12 likely'],
		['公开征求意见期限为30天。', '2020-03-05 2020-04-04 likely'],
		['请自公告发布之日起七日内将意见反馈至市水务局。', '2020-03-05 2020-03-12 likely'],
		['第三十条 本办法自2020年5月1日起施行，有效期至2025年4月30日。', 'none'],
		['根据2019年1月1日至2019年12月31日的用水数据，提出以下意见。', 'none'],
		[
			'<table><tr><td>开始时间</td><td>2020-03-05</td><td>结束时间</td><td>2020-03-20</td></tr></table>',
			'2020-03-05 2020-03-20 certain',
		],
		['<ul><li>开始时间：2020-03-05</li><li>截止时间：2020-04-20</li></ul>', '2020-03-05 2020-04-20 certain'],
	])('%s', (text, expected) => expect(days(text)).toBe(expected));

	test('of working days is told as such', () =>
		expect(read('公示期为5个工作日，请在此期间提出意见。')?.period).toMatchObject({
			days: 5,
			working: true,
		}));
});

describe('feedback on the same page', () => {
	test.each([
		['a sentence', '公告期间，共收到社会各界意见12条，采纳8条。'],
		['nobody wrote', '截至期满，未收到任何意见和建议。'],
		['a part of its own', '<h3>结果反馈</h3><p>市水务局逐条研究了来信来函，已据此修改第五条和第九条。</p>'],
		[
			'a tab that is not shown',
			'<div style="display:none"><h3>意见采纳情况</h3><p>修改了第五条和第九条，其余维持原文。</p></div>',
		],
		['a link', '<p><a href="/jg/1.html">某某市供水管理办法公开征求意见采纳情况</a></p>'],
	])('%s', (_, part) => expect(read(part)?.feedback).toBeDefined());

	test.each([
		['a request', '请将意见反馈至市水务局政策法规科，联系电话12345678。'],
		['a promise', '我局将对收到的意见建议认真研究，适时公布采纳情况。'],
		['an empty part', '<h3>结果反馈</h3><p>暂无</p>'],
		['names of tabs', '<ul><li>征集公告</li><li>结果反馈</li><li>我要留言</li></ul>'],
	])('none: %s', (_, part) => expect(read(part)?.feedback).toBeUndefined());
});

test('a stated reason for haste', () =>
	expect(read('因情况紧急，征求意见时间缩短为5日。')?.reason).toContain('情况紧急'));
