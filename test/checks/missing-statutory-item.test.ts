import check from '../../checks/rules/missing-statutory-item.ts';
import { home, list } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const names = [
	...[
		'规范性文件',
		'机构职能',
		'规划计划',
		'统计数据',
		'行政许可',
		'行政处罚',
		'财政预决算',
		'行政事业性收费',
	],
	...['政府采购', '重大建设项目', '教育信息', '应急管理', '安全生产', '公务员招考', '土地征收', '社会救助'],
] as const;
const menu = (...left: string[]): Record<string, string> =>
	Object.fromEntries(names.filter((name) => !left.includes(name)).map((name, i) => [`/a${i}/`, name]));
const blank = list('行政事业性收费', [], { crumbs: ['法定主动公开内容', '行政事业性收费'] });
const full = list('部门动态', [['/x/1.html', '临江市召开城市供水保障工作推进会议', '2026-11-01']]);

testCheck(check, {
	clean: {
		'a column for each': { '/': home(menu()) },
		'a department': { pages: { '/': home({}) }, type: 'department' },
		'a township': { pages: { '/': home({}) }, name: '江口镇人民政府' },
		'a blank column beside another for the same': {
			'/': home({ ...menu('行政事业性收费'), '/sf/': '行政事业性收费', '/jg/': '减税降费' }),
			'/sf/': blank,
			'/x/': full,
			'/zwgk/': list('政务公开', []),
		},
	},
	faulty: {
		'no column for fees is for a person to look at': {
			pages: { '/': home(menu('行政事业性收费')) },
			at: ['/'],
			certainty: 'review',
			says: '收费',
		},
		'a law of that name is no column': {
			pages: { '/': home({ ...menu('行政处罚'), '/flfg/1.html': '中华人民共和国行政处罚法' }) },
			at: ['/'],
			certainty: 'review',
			says: '行政处罚',
		},
		'a blank column alone, which `empty-column` tells for certain': {
			pages: {
				'/': home({ ...menu('行政事业性收费'), '/sf/': '行政事业性收费' }),
				'/sf/': blank,
				'/x/': full,
				'/zwgk/': list('政务公开', []),
			},
			at: ['/'],
			keys: ['fee'],
			certainty: 'review',
			says: '只见到空白栏目“行政事业性收费”',
		},
		'a blank 人事信息, which may be meant for others than applicants': {
			pages: {
				'/': home({ ...menu('公务员招考'), '/rs/': '人事信息' }),
				'/rs/': list('人事信息', []),
				'/x/': full,
				'/zwgk/': list('政务公开', []),
			},
			at: ['/'],
			keys: ['recruitment'],
			certainty: 'review',
		},
	},
	unassessed: {
		'a crawl that ended early': { pages: { '/': home({}) }, stopped: '达到页数上限', why: '抓取提前结束' },
	},
});
