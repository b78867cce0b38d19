import { expect, test } from 'vitest';
import check from '../../checks/rules/disguised-text.ts';
import { shownInstead } from '../../crawler/extract/display-order.ts';
import { readPage } from '../../crawler/extract/page.ts';
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const paper = (line: string, number = '临政办发〔2026〕21号'): Record<string, string> => ({
	'/a': official(title, {
		number,
		writtenOn: '2026-03-02',
		body: ['各县（区）人民政府，市各委办局：', line, '请认真贯彻执行。'],
	}),
});
const linked = (href: string): Record<string, string> => ({
	'/a': article('我市开展消防演练', {
		publishedOn: '2026-03-02',
		more: `<p>详见<a href="${href}">省政府网站</a>。</p>`,
	}),
});

testCheck(check, {
	clean: {
		'a plain text': paper(
			'自2026年5月12日起施行，有效期至2031年5月11日，详见 http://www.linjiang.gov.cn/a_12.html。',
		),
		'what editors leave behind': paper(
			'自\u200b2026年5月\ufeff12日起\u00ad施行\u200c，联系电话\u200e0571-1234567\u200f，\u2060详见附件。',
		),
		'signs of direction that change nothing': paper(
			'\u202a自2026年5月12日起施行\u202c，\u202d第1、2条\u202c，\u2066http://a.gov.cn/12\u2069，\u2068第3条\u2069\u202a\u202c\u202c。',
		),
		'an override with nothing in it, or with what reads alike both ways': paper(
			'自2026年5月12日起施行\u202e\u202c，\u202e上海自来水来自海上\u202c，\u202e（）\u202c，电话11\u202e1\u202c1。\u202e',
		),
		'a Chinese text as one from right to left, whose parts stay in order': paper(
			'\u202b自2026年5月12日起施行\u202c，\u2067临政办发〔2026〕21号\u2069。',
		),
		'a script that is written from right to left': paper(
			'\u202bشىنجاڭ 12 – 2026 ئۇيغۇر\u202c，\u202eئا 12\u202c。',
		),
		'an override in a line that no reader sees': paper(
			'第21条<span style="display:none">\u202e21\u202c</span>。',
		),
		'an order given by the markup that changes nothing': paper(
			'自2026年5月<bdo dir="ltr">12</bdo>日起<bdo>施行</bdo>，<span style="unicode-bidi: bidi-override">第21条</span>，<span dir="rtl">第22条</span>，<bdo dir="rtl">上海自来水来自海上</bdo>。',
		),
		'hosts in Chinese and in Russian letters': {
			...linked('http://临江市.政务.cn/'),
			'/b': linked('http://минюст.рф/')['/a'] ?? '',
		},
	},
	faulty: {
		'a number turned around': {
			pages: paper('现予印发。', '临政办发〔2026〕\u202e21\u202c号'),
			at: ['/a'],
			keys: ['26〕21号'],
			certainty: 'review',
			says: '读者看到的是“临政办发〔2026〕12号”，实际写的是“临政办发〔2026〕21号”',
		},
		'the same by an element for it': {
			pages: paper('现予印发。', '临政办发〔2026〕<bdo dir="RTL">21</bdo>号'),
			at: ['/a'],
			keys: ['26〕21号'],
			certainty: 'review',
			says: '读者看到的是“临政办发〔2026〕12号”，实际写的是“临政办发〔2026〕21号”',
		},
		'the same by a style': {
			pages: paper(
				'自2026年5月<span style="color: red; unicode-bidi: bidi-override; direction: rtl">12</span>日起施行',
			),
			at: ['/a'],
			keys: ['年5月12日起施'],
			certainty: 'review',
		},
		'the same by a character reference, over several elements, to the end of its paragraph': {
			pages: paper('自2026年5月&#8238;<b>12</b>日起施行'),
			at: ['/a'],
			keys: ['年5月12日起施行'],
			certainty: 'review',
			says: '行施起日21',
		},
		'parts of a date that change places': {
			pages: paper('公示期：\u20672026 05 12\u2069。'),
			at: ['/a'],
			keys: ['示期：2026 05 12。'],
			certainty: 'review',
			says: '12 05 2026',
		},
		'a link’s text': {
			pages: {
				'/a': article('我市开展消防演练', {
					publishedOn: '2026-03-02',
					more: '<p><a href="/x.html">附件\u202efdp.elif\u202c.exe</a></p>',
				}),
			},
			at: ['/a'],
			keys: ['附件fdp.elif.e'],
			certainty: 'review',
			says: '附件file.pdf.exe',
		},
		'a title that lists repeat is told of its own page': {
			pages: {
				'/tzgg/': list('通知公告', [['/a', '关于第\u202e21\u202c号线施工的通告', '2026-03-02']]),
				'/a': article('关于第\u202e21\u202c号线施工的通告', { publishedOn: '2026-03-02' }),
			},
			at: ['/a'],
			keys: ['关于第21号线施'],
			certainty: 'review',
		},
		'a host with letters that only look like others': {
			pages: linked('http://www.linjiang.gоv.cn/'),
			at: ['http://www.linjiang.xn--gv-fmc.cn/'],
			certainty: 'review',
			says: '看上去是 www.linjiang.gov.cn',
		},
	},
});

test('what is turned is taken in as it is written, by every fact', () => {
	const facts = readPage(
		paper('现予印发。', '临政\u200b办发\u2067〔2026〕\u202e21\u202c\u2069\u061c号')['/a'] ?? '',
		'https://www.linjiang.gov.cn/a',
	);
	expect(facts.document?.documentNumber?.value).toBe('临政办发〔2026〕21号');
	expect(JSON.stringify(facts)).not.toMatch(/[\u061c\u200b\u202a-\u202e\u2066-\u2069]/);
});

test('a number of a person stays masked, whichever way it is written', () => {
	const facts = readPage(
		paper('张三，身份证号\u202eX70316409119910101011\u202c，1101\u200b01199003\u2060074610。')['/a'] ?? '',
		'https://www.linjiang.gov.cn/a',
	);
	expect(facts.personalData?.length).toBe(1);
	expect(JSON.stringify(facts)).not.toMatch(/\d{15}/);
});

/** As Chromium lays them out. */
test.each([
	['an override', '第\u202e21\u202c号', '第12号'],
	['brackets in it', '\u202e号21〔6202〕\u202c', '〔2026〕12号'],
	['an isolate behind an isolate', '\u2067a b\u2069\u20672 1\u2069', 'a b1 2'],
	['an embedding in an override', '\u202e21\u202a第1条\u202c43\u202c', '34第1条12'],
	['what ends nothing', '\u2069第\u202c\u202e21', '第12'],
	['digits behind a letter, which follow it', '\u2067a1 2\u2069', undefined],
	['digits on their own', '\u20671 2\u2069', '2 1'],
	['digits with one sign between', '\u20671.2-3\u2069', undefined],
])('%s is known to be shown as it is', (_what, text, shown) => {
	expect(shownInstead(text)?.replace(/[\u202a-\u2069]/g, '')).toBe(shown);
});

test('a page that is nothing but such signs is read in time', () => {
	const html = `<p>${`${'\u202e1\u2067a\u202b2 '.repeat(120)}</p><p>`.repeat(1000)}`;
	expect(readPage(html, 'https://www.linjiang.gov.cn/a').disguises?.length).toBeLessThan(20);
}, 30_000);
