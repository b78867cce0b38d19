import check from '../../checks/rules/bad-annual-report.ts';
import { home, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const headings = [
	'一、总体情况',
	'二、主动公开政府信息情况',
	'三、收到和处理政府信息公开申请情况',
	'四、政府信息公开行政复议、行政诉讼情况',
	'五、存在的主要问题及改进情况',
	'六、其他需要报告的事项',
] as const;

const row = (name: string, ...numbers: readonly (number | string)[]): string =>
	`<tr><td>${name}</td>${numbers.map((number) => `<td>${number}</td>`).join('')}</tr>`;
/** The template's table, of people, companies and all together. */
const table = (fresh: number, over: number, handled: number | string, forward: number): string =>
	`<table><tr><td rowspan="2"></td><td colspan="3">申请人情况</td></tr>${row('', '自然人', '商业企业', '总计')}${row('一、本年新收政府信息公开申请数量', fresh, 0, fresh)}${row('二、上年结转政府信息公开申请数量', over, 0, over)}<tr><td rowspan="2">三、本年度办理结果</td><td>（一）予以公开</td><td>1</td><td>0</td><td>1</td></tr>${row('（七）总计', handled, 0, handled)}${row('四、结转下年度继续办理', forward, 0, forward)}</table>`;

const report = (year: number, requests: string, left: readonly number[] = []): string =>
	page(
		`临江市${year}年政府信息公开工作年度报告`,
		`<h1>临江市${year}年政府信息公开工作年度报告</h1><div class="content">${headings
			.map((heading, i) =>
				left.includes(i + 1)
					? ''
					: `<p>${heading}</p><p>${'一年来，本市认真落实各项工作部署，扎实推进有关工作，取得新的成效。'.repeat(4)}</p>${i === 2 ? requests : ''}`,
			)
			.join('')}</div>`,
		{ crumbs: ['政务公开', '政府信息公开年报'] },
	);
const site = (year: number, requests: string, left?: readonly number[]): Record<string, string> => ({
	'/': home({ '/nb/': '政府信息公开年报' }),
	'/nb/': list('政府信息公开年报', [
		['/nb/1.html', `临江市${year}年政府信息公开工作年度报告`, `${year + 1}-03-20`],
		['/nb/2.html', '临江市2018年政府信息公开工作年度报告', '2019-03-20'],
		['/nb/3.html', '临江市2017年政府信息公开工作年度报告', '2018-03-20'],
	]),
	'/nb/1.html': report(year, requests, left),
});

testCheck(check, {
	clean: {
		'six sections, and numbers that add up': site(2025, table(12, 3, 14, 1)),
		'a table without a total': site(2025, table(12, 3, '', 1)),
		'a report without its table': site(2025, ''),
		'a report by an older template': site(2020, table(12, 3, 9, 1), [6]),
		'a page that only leads to the file': {
			...site(2025, ''),
			'/nb/1.html': page(
				'临江市2025年政府信息公开工作年度报告',
				'<h1>临江市2025年政府信息公开工作年度报告</h1><a href="/nb/1.pdf">下载</a>',
			),
		},
	},
	faulty: {
		'numbers that do not add up': {
			pages: site(2025, table(12, 3, 13, 1)),
			at: ['/nb/1.html'],
			keys: ['requests'],
			says: '本年新收12＋上年结转3，办理结果总计13＋结转下年度1',
		},
		'a section that is not there, for a person to look at': {
			pages: site(2025, table(12, 3, 14, 1), [6]),
			at: ['/nb/1.html'],
			keys: ['sections'],
			certainty: 'review',
			says: '其他需要报告的事项',
		},
	},
	unassessed: {
		'reports that were not opened': {
			pages: { '/': home({ '/nb/': '政府信息公开年报' }) },
			why: '没有读到',
		},
	},
});
