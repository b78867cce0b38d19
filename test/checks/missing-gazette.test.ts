import check from '../../checks/rules/missing-gazette.ts';
import { home } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

testCheck(check, {
	clean: {
		'a column for it': { '/': home({ '/zwgk/': '政策文件', '/a/': '政府公报' }) },

		'a department has none': { pages: { '/': home({ '/tz/': '通知公告' }) }, type: 'department' },
		'nor has a township': { pages: { '/': home({ '/tz/': '通知公告' }) }, name: '江口镇人民政府' },
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
