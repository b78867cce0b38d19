import check from '../../checks/rules/missing-website-annual-report.ts';
import { home, list } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const start = home({ '/tz/': '通知公告' });
const site = (...years: number[]): Record<string, string> => ({
	'/': start,
	'/tz/': list('通知公告', [
		['/tz/0.html', '关于公布临江市公共停车场收费标准的公告', '2026-11-09'],
		...years.map(
			(year) =>
				[`/tz/${year}.html`, `临江市人民政府网站${year}年政府网站工作年度报表`, `${year + 1}-01-20`] as const,
		),
	]),
});

testCheck(check, {
	clean: {
		'last year’s statement in a list': site(2025, 2024),
		'until the last day of January': { pages: site(2024), asOf: '2026-01-31' },
		'as a link on the homepage': {
			'/': start.replace('</body>', '<a href="/nb.pdf">2025年度政府网站年度报表</a></body>'),
		},
	},
	faulty: {
		'only older ones': { pages: site(2024, 2023), at: ['/'], keys: ['2025'], says: '2026年1月31日' },
		'none of any year is for a person to look at': {
			pages: site(),
			at: ['/'],
			keys: ['2025'],
			certainty: 'review',
		},
	},
	unassessed: {
		'a crawl that ended early': { pages: site(), stopped: '达到页数上限', why: '抓取提前结束' },
	},
});
