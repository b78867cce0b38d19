import check from '../../checks/rules/missing-evaluation-result.ts';
import { home, list } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const site = (...titles: string[]): Record<string, string> => ({
	'/': home({ '/tz/': '通知公告' }),
	'/tz/': list(
		'通知公告',
		titles.map((title, i) => [`/tz/${i}.html`, title, '2026-03-10'] as const),
	),
});

testCheck(check, {
	clean: {
		'last year’s result': site('临江市2025年度政务公开考核结果通报'),
		'a result without its year, told this year': site('关于全市政务公开第三方评估情况的通报'),
		'within the first quarter': { pages: site(), asOf: '2026-03-31' },
		'a department is not asked': { pages: site(), type: 'department' },
	},
	faulty: {
		'a scheme is no result': {
			pages: site('临江市2025年政务公开考核工作方案'),
			at: ['/'],
			keys: ['2025'],
			certainty: 'review',
		},
		'only an older one': {
			pages: site('临江市2023年度政务公开考核结果通报'),
			at: ['/'],
			keys: ['2025'],
			certainty: 'review',
		},
	},
	unassessed: {
		'a crawl that ended early': { pages: site(), stopped: '达到页数上限', why: '抓取提前结束' },
	},
});
