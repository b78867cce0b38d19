import check from '../../checks/rules/missing-annual-report.ts';
import { article, type Entry, home, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const start = home({ '/zwgk/': '政府信息公开', '/nb/': '政府信息公开年报' });
const report = (year: number, name = `临江市${year}年政府信息公开工作年度报告`): Entry => [
	`/nb/${year}.html`,
	name,
	`${year + 1}-03-20`,
];
const years = (...all: number[]): string =>
	list(
		'政府信息公开年报',
		all.map((year) => report(year)),
	);

testCheck(check, {
	clean: {
		'all of the last five years': { '/': start, '/nb/': years(2025, 2024, 2023, 2022, 2021) },
		'before the day a government has': {
			pages: { '/': start, '/nb/': years(2024, 2023, 2022, 2021, 2020) },
			asOf: '2026-03-31',
		},
		'before the day that the old regulation gave departments, too': {
			pages: { '/': start, '/nb/': years(2017, 2016, 2015, 2014, 2013) },
			type: 'department',
			asOf: '2019-03-01',
		},
		'years in Chinese numerals, in brackets, alone, and none but the date': {
			'/': start,
			'/nb/': list('政府信息公开年报', [
				['/nb/1.html', '临江市二〇二五年政府信息公开工作年度报告', '2026-03-20'],
				['/nb/2.html', '政府信息公开工作年度报告（2024年）', '2025-03-20'],
				['/nb/3.html', '2023年', '2024-03-20'],
				['/nb/4.html', '临江市政府信息公开工作年度报告', '2023-03-20'],
				['/nb/5.pdf', '2021年度政府信息公开年报.pdf', '2022-03-20'],
			]),
		},
		'a report by other words, and one that bears the year it was published in': {
			'/': start,
			'/nb/': list('政府信息公开年报', [
				report(2025),
				['/nb/1.html', '关于2024年度政府信息公开工作情况的报告', '2025-03-20'],
				['/nb/2.html', '2023年政府信息公开工作总结', '2024-03-20'],
				['/nb/3.html', '2022年度政务公开工作情况', '2023-03-20'],
				['/nb/4.html', '临江市2022年政府信息公开工作年度报告', '2022-03-20'],
			]),
		},
		'reports under the short name of the department': {
			pages: {
				'/': home({ '/nb/': '政府信息公开年报' }),
				'/nb/': list(
					'政府信息公开年报',
					[2025, 2024, 2023, 2022, 2021].map((year) =>
						report(year, `临江县住建局${year}年政府信息公开工作年度报告`),
					),
				),
			},
			type: 'department',
			name: '临江县住房和城乡建设局',
		},
		'one text for several years': {
			'/': start,
			'/nb/': list('政府信息公开年报', [
				['/nb/1.html', '临江市2021-2024年政府信息公开工作年度报告', '2025-03-20'],
				['/nb/2.html', '临江市2025年政府信息公开工作年度报告', '2026-03-20'],
			]),
		},
		'a report that stands among the notices': {
			'/': start,
			'/nb/': years(2024, 2023, 2022, 2021),
			'/tz/': list('通知公告', [
				['/tz/1.html', '临江市人民政府2025年政府信息公开工作年度报告', '2026-03-30'],
			]),
		},
		'a report that only its own page names': {
			'/': start,
			'/nb/': years(2024, 2023, 2022, 2021),
			'/x/1.html': article('临江市2025年政府信息公开工作年度报告', { publishedOn: '2026-03-30' }),
		},
	},
	faulty: {
		'the newest is not there after the last day of March': {
			pages: { '/': start, '/nb/': years(2024, 2023, 2022, 2021, 2020) },
			asOf: '2026-04-01',
			at: ['/nb/'],
			keys: ['2025'],
			says: '2026年3月31日',
		},
		'a department has two months less': {
			pages: { '/': start, '/nb/': years(2024, 2023, 2022, 2021, 2020) },
			type: 'department',
			asOf: '2026-02-01',
			at: ['/nb/'],
			keys: ['2025'],
		},
		'a year in between': {
			pages: { '/': start, '/nb/': years(2025, 2024, 2022, 2021) },
			at: ['/nb/'],
			keys: ['2023'],
		},
		'years before the first report are for a person: the organ may be new': {
			pages: { '/': start, '/nb/': years(2025, 2024, 2023) },
			at: ['/nb/', '/nb/'],
			keys: ['2022', '2021'],
			certainty: 'review',
		},
		'a list that was not read to its end accuses nobody for certain': {
			pages: {
				'/': start,
				'/nb/': list(
					'政府信息公开年报',
					[2025, 2024, 2022, 2021].map((year) => report(year)),
					{ more: '<div class="page">共2页 <a href="/nb/index_1.html">下一页</a></div>' },
				),
			},
			at: ['/nb/'],
			keys: ['2023'],
			certainty: 'review',
		},
		'another organ’s report of that year may be told as its own': {
			pages: {
				'/': start,
				'/nb/': list('政府信息公开年报', [
					...[2025, 2024, 2022, 2021].map((year) => report(year)),
					['/nb/jy.html', '临江市教育局2023年政府信息公开工作年度报告', '2024-01-20'],
				]),
			},
			at: ['/nb/'],
			keys: ['2023'],
			certainty: 'review',
		},
		'a report of the website or of another matter is none': {
			pages: {
				'/': start,
				'/nb/': list('政府信息公开年报', [
					...[2025, 2024, 2022, 2021].map((year) => report(year)),
					['/nb/w.html', '临江市2023年政府网站工作年度报表', '2024-01-20'],
					['/nb/f.html', '临江市2023年法治政府建设年度报告', '2024-01-20'],
				]),
			},
			at: ['/nb/'],
			keys: ['2023'],
		},
	},
	unassessed: {
		'reports that are kept on another site': {
			pages: {
				'/': start,
				'/nb/':
					'<html><head><meta http-equiv="refresh" content="0;url=https://nb.province.example.cn/"></head><body></body></html>',
			},
			why: '在另一网站',
		},
		'a list that did not come': {
			pages: {
				'/': start,
				'/nb/': list('政府信息公开年报', [], {
					more: '<script>$.ajax({url:"/api/list",success:function(r){draw(r)}})</script>',
				}),
			},
			why: '没有读全',
		},
		'a section that was not opened': {
			pages: {
				'/': start,
				'/zwgk/': page('政府信息公开', '<ul><li><a href="/nb/">政府信息公开年报</a></li></ul>', {
					crumbs: ['政府信息公开'],
				}),
			},
			why: '“政府信息公开年报”',
		},
		'a crawl that ended early': {
			pages: { '/': start, '/nb/': years(2024, 2023) },
			stopped: '达到页数上限',
			why: '抓取提前结束',
		},
	},
});
