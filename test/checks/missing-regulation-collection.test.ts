import check from '../../checks/rules/missing-regulation-collection.ts';
import { home } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a column for it': { '/': home({ '/zwgk/': '政策文件', '/a/': '行政规范性文件' }) },
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
