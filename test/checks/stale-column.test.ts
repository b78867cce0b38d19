import check from '../../checks/rules/stale-column.ts';
import { type Entry, home, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

/** A list whose newest entry bears that date. */
const dated = (name: string, newest: string, crumbs?: readonly string[], more = ''): string =>
	list(name, entries(newest), { ...(crumbs && { crumbs }), more });

const entries = (...dates: string[]): Entry[] =>
	[...dates, '2025-02-20', '2025-01-12', '2025-01-05'].map((date, i) => [
		`/items/${date}-${i}.html`,
		`临江市第${i + 1}次部署重点工作任务推进安排`,
		date,
	]);

const undated = (name: string): string =>
	list(
		name,
		entries('2026-01-01').map(([path, title]) => [path, title]),
	);

testCheck(check, {
	clean: {
		'an issue of the gazette, whose entries have no day': {
			'/': home({ '/zfgb/': '政府公报' }),
			'/zfgb/': list('政府公报', [
				['/zfgb/1/', '临江市人民政府公报2026年第1期', '2026-10-21'],
				['/zfgb/2/', '临江市人民政府公报2026年第2期', '2026-10-25'],
			]),
			'/zfgb/1/': list('政府公报', [
				['/zfgb/1/a.html', '临江市人民政府办公室关于加强城市供水管理的通知'],
				['/zfgb/1/b.html', '临江市人民政府办公室关于做好防汛工作的通知'],
			]),
		},
		...Object.fromEntries(
			['领导信息', '机构职能', '走进临江', '法律法规', '“不忘初心”专题'].map((name) => [
				`no window: ${name}`,
				{ '/a/': dated(name, '2019-01-01', [name.includes('专题') ? '专题专栏' : '政务公开', name]) },
			]),
		),
		'news on the fourteenth day': { '/xw/': dated('政务动态', '2026-11-01') },
		'notices on the last day of six months': { '/tz/': dated('通知公告', '2026-05-15') },
		'a fresh entry below sticky old ones': {
			'/xw/': list('政务动态', entries('2024-01-05', '2024-02-05', '2026-11-10', '2026-11-01')),
		},
		'a policy column whose sub-column is fresh': {
			'/zc/': dated('政策文件', '2026-01-10', ['政务公开', '政策文件']),
			'/zc/bm/': dated('部门文件', '2026-10-10', ['政务公开', '政策文件', '部门文件']),
		},
		'a stale sub-column of a fresh policy column': {
			'/zc/': dated('政策文件', '2026-10-10', ['政务公开', '政策文件']),
			'/zc/bm/': dated('部门文件', '2025-03-10', ['政务公开', '政策文件', '部门文件']),
		},
		'an archive': { '/xw/': dated('往年新闻', '2020-11-01', ['新闻中心', '往年新闻']) },
		'a past year': { '/xw/': dated('2023年政务动态', '2023-12-31', ['新闻中心', '2023年政务动态']) },
		'guides and systems have no window': {
			'/zn/': dated('政府信息公开指南', '2019-01-01'),
			'/zd/': dated('政府信息公开制度', '2019-01-01'),
		},
		'a list without dates whose entries’ own pages are fresh': {
			'/zc/': list('政策文件', [
				['/items/1.html', '临江市人民政府办公室关于做好城市防汛工作的通知'],
				['/items/2.html', '临江市人民政府办公室关于做好春季植树工作的通知'],
			]),
			'/items/1.html': official('临江市人民政府办公室关于做好城市防汛工作的通知', {
				number: '临政办发〔2026〕12号',
				writtenOn: '2026-10-02',
			}),
			'/items/2.html': official('临江市人民政府办公室关于做好春季植树工作的通知', {
				number: '临政办发〔2026〕2号',
				writtenOn: '2026-03-02',
			}),
		},
		'a list in no order that was not read to its end': {
			pages: {
				'/tz/': list(
					'通知公告',
					entries('2025-03-10', '2025-01-01', '2025-04-09', '2024-12-01', '2025-03-01'),
					{ more: '<div class="page"><a href="/tz/index_1.html">下一页</a> 共2页</div>' },
				),
			},
			unseen: { '/tz/index_1.html': 'timeout' },
		},
		'a fresh entry on the second page': {
			'/tz/': dated(
				'通知公告',
				'2025-03-10',
				undefined,
				'<div class="page"><span>1</span> <a href="/tz/index_1.html">2</a> <a href="/tz/index_1.html">下一页</a></div>',
			),
			'/tz/index_1.html': list('通知公告', [
				['/items/x.html', '关于做好二〇二六年度冬季取暖工作的公告', '2026-11-01'],
				['/items/y.html', '关于做好二〇二五年度冬季取暖工作的公告', '2025-11-01'],
			]),
		},
		'an empty column is another check’s': { '/tz/': list('通知公告', []) },
		'a kind without a window in the profile': { '/lr/': dated('领导信息', '2020-01-01') },
	},
	faulty: {
		'a column of an application, by its name': {
			pages: { '/gkml/': dated('政府信息公开', '2026-11-10') },
			seen: {
				'/gkml/': {
					lane: 'browser',
					views: [
						{
							name: '人事信息',
							above: [],
							items: entries('2025-03-01').map(([path, title, date]) => ({
								url: `https://www.linjiang.gov.cn${path}`,
								title,
								date: date as string,
							})),
							complete: true,
						},
					],
				},
			},
			at: ['/gkml/'],
			keys: ['人事信息'],
		},
		'news on the fifteenth day': {
			pages: { '/xw/': dated('政务动态', '2026-10-31') },
			at: ['/xw/'],
			says: '2026年10月31日',
		},
		'notices a day after six months': {
			pages: { '/tz/': dated('通知公告', '2026-05-14') },
			at: ['/tz/'],
			says: '6个月',
		},
		'personnel after a year': { pages: { '/rs/': dated('人事任免', '2025-11-14') }, at: ['/rs/'] },
		'a policy column with all its sub-columns, once': {
			pages: {
				'/zc/': dated('政策文件', '2026-01-10', ['政务公开', '政策文件']),
				'/zc/bm/': dated('部门文件', '2026-02-10', ['政务公开', '政策文件', '部门文件']),
			},
			at: ['/zc/'],
			says: '2026年2月10日',
		},
		'the national holiday explains and does not excuse': {
			pages: { '/xw/': dated('政务动态', '2026-09-20') },
			asOf: '2026-10-10',
			at: ['/xw/'],
			says: '法定节假日',
		},
		'one column under two addresses, once': {
			pages: {
				'/': home({ '/xw/': '政务动态', '/xw/index.html': '要闻' }),
				'/xw/': dated('政务动态', '2026-09-01'),
				'/xw/index.html': dated('政务动态', '2026-09-01'),
				'http://www.linjiang.gov.cn/xw': dated('政务动态', '2026-09-01'),
			},
			at: ['/xw/'],
		},
		'entries without any date count as not updated, for a person': {
			pages: { '/xw/': undated('政务动态') },
			at: ['/xw/'],
			certainty: 'review',
			says: '没有标注发布日期',
		},
		'a date in the future proves nothing': {
			pages: { '/xw/': list('政务动态', entries('2062-11-01', '2026-09-01')) },
			at: ['/xw/'],
			says: '2026年9月1日',
		},
		'a list cut short that runs from new to old': {
			pages: {
				'/tz/': dated(
					'通知公告',
					'2026-03-10',
					undefined,
					'<div class="page"><a href="/tz/index_1.html">下一页</a> 共2页</div>',
				),
			},
			unseen: { '/tz/index_1.html': 'timeout' },
			at: ['/tz/'],
		},
		'the column that the operator pinned': {
			pages: { '/q/': dated('其他信息', '2026-09-01') },
			columns: [{ kind: 'news', url: '/q/' }],
			at: ['/q/'],
		},
	},
});
