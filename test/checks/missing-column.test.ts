import check from '../../checks/rules/missing-column.ts';
import { home } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const menu = {
	'/a/': '走进临江',
	'/b/': '机构职能',
	'/c/': '市长之窗',
	'/d/': '今日要闻',
	'/e/': '政策文件',
	'/f/': '政策解读',
	'/g/': '通知公告',
	'/h/': '统计数据',
	'/i/': '市长信箱',
	'/j/': '办事服务',
} as const;
const without = (...left: string[]): Record<string, string> =>
	Object.fromEntries(Object.entries(menu).filter(([, name]) => !left.includes(name)));

testCheck(check, {
	clean: {
		'every kind, by whatever name': { '/': home(menu) },
		'a department': { pages: { '/': home({ '/d/': '工作动态' }) }, type: 'department' },
	},
	faulty: {
		'no leaders and no data, for a person to look at': {
			pages: { '/': home(without('市长之窗', '统计数据')) },
			at: ['/'],
			certainty: 'review',
			says: '领导信息（如“领导之窗”）、数据发布',
		},
	},
	unassessed: {
		'a crawl that ended early': { pages: { '/': home({}) }, stopped: '达到页数上限', why: '抓取提前结束' },
	},
});
