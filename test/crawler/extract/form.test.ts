import { expect, test } from 'vitest';
import { formOf, isInterpretationTitle, isNormativeNumber } from '../../../crawler/extract/form.ts';

test.each([
	['关于印发《临江市某管理办法》的通知', 'measure'],
	['临江市某实施细则（试行）', 'measure'],
	['关于印发临江市促进消费若干措施的通知', 'measure'],
	['关于加快某产业发展的实施意见', 'measure'],
	['关于加强某工作的意见', 'opinion'],
	['关于印发2026年工作要点的通知', 'plan'],
	['关于印发某应急预案的通知', 'plan'],
	['关于张三等同志任职的通知', 'appointment'],
	['关于表彰先进集体和先进个人的决定', 'commendation'],
	['关于成立某工作领导小组的通知', 'body'],
	['关于2026年国庆节放假安排的通知', 'holiday'],
	['关于某规划的批复', 'reply'],
	['某某项目名单公示', 'publicity'],
	['关于拟认定某某项目名单的公示', 'publicity'],
	['关于对某某名单进行公示的通知', 'publicity'],
	['关于印发某市行政执法公示办法的通知', 'measure'],
	['关于做好某项收费公示的通知', 'notice'],
	['关于转发《省某办法》的通知', 'forward'],
	['关于废止《临江市某办法》的决定', 'abolition'],
	['关于延长《临江市某办法》有效期的通知', 'abolition'],
	['2025年政府信息公开工作年度报告', 'report'],
	['关于做好某项工作的通知', 'notice'],
	['我市召开推进会', 'other'],
])('%s is %s', (title, form) => expect(formOf(title, undefined, false)).toBe(form));

test('a decree by its number', () =>
	expect(formOf('临江市某事项决定', '市政府令第12号', false)).toBe('decree'));

test.each([
	'《某办法》解读',
	'解读《某办法》',
	'《某办法》政策解读',
	'一图读懂《某办法》',
	'图解：某政策',
	'某政策25问25答',
	'市民政局负责人就《某办法》答记者问',
	'某办法新闻发布会',
	'关于《某办法》的起草说明',
	'《某办法》政策问答',
	'某办法解读来了',
	'《某办法》解析',
	'某办法热点问题解答',
])('%s interprets', (title) => expect(isInterpretationTitle(title)).toBe(true));
test.each([
	'关于做好政策解读工作的通知',
	'关于印发政策解读实施办法的通知',
	'关于印发《某办法》的通知',
	'关于加强问责工作的意见',
	'关于召开新闻发布会的通知',
	'我市举办政策解读业务培训班',
	'我县开展政务公开问答活动',
	'关于举行《某办法》新闻发布会的预告',
])('%s does not', (title) => expect(isInterpretationTitle(title)).toBe(false));
test('by the column', () => {
	expect(isInterpretationTitle('某政策有哪些新变化', '政策解读')).toBe(true);
	expect(isInterpretationTitle('关于某事的通知', '政策解读')).toBe(false);
});
test.each([
	['临政规〔2026〕1号', true],
	['浙民规发〔2026〕1号', true],
	['沪府规〔2026〕1号', true],
	['临政办规[2026]1号', true],
	['临自规〔2026〕1号', false],
	['临政发〔2026〕1号', false],
])('%s normative %s', (number, normative) => expect(isNormativeNumber(number)).toBe(normative));
