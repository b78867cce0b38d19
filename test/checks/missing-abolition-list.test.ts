import check from '../../checks/rules/missing-abolition-list.ts';
import { article, home, list } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a column for it': { '/': home({ '/zwgk/': '政策文件', '/a/': '废止失效文件' }) },
		'a decision among the notices': {
			'/': home({ '/tz/': '通知公告' }),
			'/tz/': list('通知公告', [['/tz/1.html', '关于宣布失效一批行政规范性文件的决定', '2026-03-05']]),
			'/zwgk/': list('政务公开', []),
			'/tz/1.html': article('关于宣布失效一批行政规范性文件的决定', { publishedOn: '2026-03-05' }),
		},
	},
	faulty: {
		'nothing of the kind, for a person to look at': {
			pages: { '/': home({ '/tz/': '通知公告' }) },
			at: ['/'],
			certainty: 'review',
		},
	},
	unassessed: {
		'a crawl that ended early': { pages: { '/': home({}) }, stopped: '达到页数上限', why: '抓取提前结束' },
	},
});
