import check from '../../checks/rules/empty-column.ts';
import { home, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const script = '<script>$.ajax({url:"/api/list",success:function(r){draw(r)}})</script>';
const entries = [
	['/a/1.html', '临江市召开城市供水保障工作推进会议', '2026-11-01'],
	['/a/2.html', '临江市部署今冬明春森林防火工作任务', '2026-10-20'],
	['/a/3.html', '临江市开展食品安全专项检查行动纪实', '2026-10-10'],
] as const;

/** A page of tables that says nothing of itself. */
const bare = (main: string): string =>
	`<html><head><title>临江市人民政府</title></head><body><table><tr><td><a href="/a/">部门动态</a></td><td><a href="/b/">公开制度</a></td></tr></table><table><tr><td>${main}</td></tr></table></body></html>`;

testCheck(check, {
	clean: {
		...Object.fromEntries(
			Object.entries({
				'暂无, which is a reason': '<p>暂无相关信息</p>',
				本单位无此类信息: '<p>本单位无此类信息，相关职能由上级部门承担。</p>',
				'a file': '<p><a href="/f/1.pdf">临江市会议公开目录.pdf</a></p>',
				'a file that the page shows': '<iframe src="/pdfjs/web/viewer.html?file=/f/1.pdf"></iframe>',
				'a table':
					'<table><tr><td>序号</td><td>会议</td><td>日期</td></tr><tr><td>一</td><td>市政府常务会议</td><td>三月</td></tr></table>',
			}).map(([name, markup]) => [
				`in the list’s place: ${name}`,
				{
					'/a/': page('会议公开', `<h2>会议公开</h2>${markup}`, { crumbs: ['政务公开', '会议公开'] }),
					'/b/': list('部门动态', entries),
				},
			]),
		),
		'a list with entries': { '/a/': list('部门动态', entries) },
		'a stated reason': {
			'/a/': page('行政事业性收费', '<h2>行政事业性收费</h2><p>本单位无行政事业性收费。</p>', {
				crumbs: ['政务公开', '行政事业性收费'],
			}),
		},
		'暂无 with a reason': {
			'/a/': page('重大项目', '<h2>重大项目</h2><p>暂无相关信息，项目尚未启动。</p>', {
				crumbs: ['政务公开', '重大项目'],
			}),
		},
		'a single page of text': {
			'/a/': page(
				'政府信息公开指南',
				`<h2>政府信息公开指南</h2><p>${'为了方便公民、法人和其他组织获取本机关政府信息，特编制本指南。'.repeat(8)}</p>`,
				{ crumbs: ['政务公开', '政府信息公开指南'] },
			),
		},
		'a sentence where other columns have their lists': {
			'/': home({ '/a/': '部门动态', '/b/': '公开制度' }),
			'/a/': bare(
				`<table>${entries.map(([path, title, date]) => `<tr><td><a href="${path}">${title}</a></td><td>${date}</td></tr>`).join('')}</table>`,
			),
			'/b/': bare('<div class="text"><p>本级政府信息公开制度修订完成后，在此公布。</p></div>'),
		},
		'a picture': {
			'/a/': page('组织机构', '<h2>组织机构</h2><img src="/img/jigou.png" width="800" height="600">', {
				crumbs: ['政务公开', '组织机构'],
			}),
		},
		'a redirect to another site': {
			pages: {
				'/': home({ '/zwfw/': '政务服务', '/a/': '部门动态' }),
				'/zwfw/':
					'<html><head><meta http-equiv="refresh" content="0;url=https://zwfw.example.gov.cn/"></head><body></body></html>',
				'/a/': list('部门动态', entries),
			},
		},
		'a few words in a block that is called like a pager': {
			'/a/': page(
				'依申请公开',
				'<h2>依申请公开</h2><div class="page"><p>申请人可以当面、邮寄或者网上提出申请。</p><p>受理机构：县政府办公室，电话0798-6600001。</p></div>',
				{ crumbs: ['政务公开', '依申请公开'] },
			),
			'/b/': list('部门动态', entries),
		},
		'a page that is an entrance to others': {
			'/a/': page(
				'政务公开',
				'<h2>政务公开</h2><ul><li><a href="/a/zn/">公开指南</a></li><li><a href="/a/zd/">公开制度</a></li></ul>',
				{ crumbs: ['政务公开'] },
			),
		},
		'an entrance whose links look like a menu': {
			'/': home({ '/open.aspx': '信息公开', '/list.aspx?cid=9': '部门动态' }),
			'/open.aspx': page(
				'信息公开',
				'<table><tr><td><a href="/list.aspx?cid=1">公开制度</a></td><td><a href="/list.aspx?cid=2">公开指南</a></td><td><a href="/list.aspx?cid=3">公开年报</a></td></tr></table>',
				{ crumbs: ['信息公开'] },
			),
		},
	},
	faulty: {
		'no entry at all': {
			pages: { '/a/': list('会议公开', []), '/b/': list('部门动态', entries) },
			at: ['/a/'],
			says: '会议公开',
		},
		'no entry, and the pager says so': {
			pages: {
				'/a/': list('会议公开', [], { more: '<div class="page">共0条 首页 上一页 下一页 尾页</div>' }),
				'/b/': list('部门动态', entries),
			},
			at: ['/a/'],
		},
		'a list that a script should have drawn is for a person': {
			pages: { '/a/': list('会议公开', [], { more: script }) },
			at: ['/a/'],
			certainty: 'review',
		},
		'though other lists of its template are the server’s': {
			pages: { '/a/': list('会议公开', [], { more: script }), '/b/': list('部门动态', entries) },
			at: ['/a/'],
			certainty: 'review',
		},
		'two columns of one application, by their names': {
			pages: { '/gkml/': list('政府信息公开', entries) },
			seen: {
				'/gkml/': {
					lane: 'browser',
					views: [
						{ name: '人事信息', above: [], items: [], complete: true },
						{ name: '规划计划', above: [], items: [], complete: true },
					],
				},
			},
			at: ['/gkml/', '/gkml/'],
			keys: ['人事信息', '规划计划'],
		},
		'a list whose data did not come is for a person, though its template has lists of the server’s': {
			pages: { '/a/': list('会议公开', []), '/b/': list('部门动态', entries) },
			seen: { '/a/': { lane: 'browser', walked: 'cut', cutBy: 'error' } },
			at: ['/a/'],
			certainty: 'review',
			says: '未能加载',
		},
		'a list that stays empty in a browser': {
			pages: { '/a/': list('会议公开', [], { more: script }) },
			seen: { '/a/': { lane: 'browser', walked: 'to-end' } },
			at: ['/a/'],
		},
	},
});
