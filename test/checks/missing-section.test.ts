import check from '../../checks/rules/missing-section.ts';
import { article, home, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const sections = {
	'/zwgk/zn/': '政府信息公开指南',
	'/zwgk/zd/': '政府信息公开制度',
	'/zwgk/fdzdgk/': '法定主动公开内容',
	'/zwgk/nb/': '政府信息公开年报',
	'/zwgk/ysq/': '依申请公开',
} as const;

/** The platform's own page with a menu of sections. */
const platform = (names: Readonly<Record<string, string>>, more = ''): string =>
	page(
		'政府信息公开',
		`<h2>政府信息公开</h2><ul>${Object.entries(names)
			.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`)
			.join('')}</ul>`,
		{ crumbs: ['政府信息公开'], more },
	);
const without = (...left: readonly string[]): Record<string, string> =>
	Object.fromEntries(Object.entries(sections).filter(([, name]) => !left.includes(name)));
const start = home({ '/zwgk/': '政府信息公开', '/xw/': '新闻中心' });

testCheck(check, {
	clean: {
		'every section is named, whether its page was read or not': { '/': start, '/zwgk/': platform(sections) },
		'sections by other names': {
			'/': start,
			'/zwgk/': platform({
				'/a/': '公开指南',
				'/b/': '信息公开制度',
				'/c/': '主动公开目录',
				'/d/': '信息公开年度报告',
				'/e/': '我要申请',
			}),
		},
		'a request channel on another site': {
			'/': start,
			'/zwgk/': platform(without('依申请公开'), '<a href="https://ysq.province.example.cn/">依申请公开</a>'),
		},
		'a heading over the columns of what must be disclosed': {
			'/': start,
			'/zwgk/': platform(
				without('法定主动公开内容'),
				'<h3>法定主动公开内容</h3><ul><li><a href="/ys/">财政信息</a></li><li><a href="/cf/">行政处罚</a></li></ul>',
			),
		},
		'a tree of columns under another word for what must be disclosed': {
			'/': start,
			'/zwgk/': platform(
				without('法定主动公开内容'),
				'<ul><li><a href="/gkml/">公开目录</a><ul><li><a href="/gkml/gh/">规划计划</a></li></ul></li></ul>',
			),
		},
	},
	faulty: {
		'no section for rules of disclosure': {
			pages: { '/': start, '/zwgk/': platform(without('政府信息公开制度')) },
			at: ['/'],
			keys: ['system'],
			says: '政府信息公开制度',
		},
		'neither reports nor a way to apply': {
			pages: { '/': start, '/zwgk/': platform(without('政府信息公开年报', '依申请公开')) },
			at: ['/', '/'],
			keys: ['annual-report', 'request'],
		},
		'a guide among the articles, and no section for it, is for a person': {
			pages: {
				'/': start,
				'/zwgk/': platform(without('政府信息公开指南')),
				'/xw/': list('通知公告', [['/xw/1.html', '临江市政府信息公开指南', '2026-01-05']]),
				'/xw/1.html': article('临江市政府信息公开指南', { publishedOn: '2026-01-05' }),
			},
			at: ['/'],
			keys: ['guide'],
			certainty: 'review',
		},
		'sections that only a script opens are for a person': {
			pages: {
				'/': start,
				'/zwgk/': platform(
					without('政府信息公开年报', '依申请公开'),
					'<a href="javascript:;">依申请公开</a><div class="tab" onclick="show(4)">政府信息公开年报</div>',
				),
			},
			at: ['/', '/'],
			keys: ['annual-report', 'request'],
			certainty: 'review',
		},
		'a platform with a frame that was not read is for a person': {
			pages: {
				'/': start,
				'/zwgk/': platform(without('政府信息公开制度'), '<iframe src="/zwgk/tree.html"></iframe>'),
			},
			at: ['/'],
			keys: ['system'],
			certainty: 'review',
		},
		'a platform that was not shown whole is for a person': {
			pages: { '/': start, '/zwgk/': platform(without('政府信息公开制度')) },
			seen: { '/zwgk/': { lane: 'browser', cutBy: 'timeout' } },
			at: ['/'],
			keys: ['system'],
			certainty: 'review',
		},
		'the content without the section’s name is for a person': {
			pages: {
				'/': start,
				'/zwgk/': platform({
					...without('法定主动公开内容'),
					'/a/': '机构职能',
					'/b/': '规划计划',
					'/c/': '人事信息',
				}),
			},
			at: ['/'],
			keys: ['statutory'],
			certainty: 'review',
		},
		'where no platform was met, all of it is for a person': {
			pages: { '/': home({ '/xw/': '新闻中心' }) },
			at: ['/', '/', '/', '/', '/'],
			keys: ['guide', 'system', 'statutory', 'annual-report', 'request'],
			certainty: 'review',
		},
	},
	unassessed: {
		'a platform on another site': {
			pages: { '/': home({ 'https://zwgk.province.example.cn/linjiang/': '政府信息公开' }) },
			why: '在另一网站',
		},
		'a platform that did not open': {
			pages: { '/': start },
			unseen: { '/zwgk/': 'wall' },
			why: '被防护拦截',
		},
		'a platform that scripts should have drawn': {
			pages: {
				'/': start,
				'/zwgk/': platform({}, '<script>$.ajax({url:"/api/tree",success:function(r){draw(r)}})</script>'),
			},
			why: '由脚本显示',
		},
		'a crawl that ended early': {
			pages: { '/': start, '/zwgk/': platform({}) },
			stopped: '达到页数上限',
			why: '抓取提前结束',
		},
	},
});
