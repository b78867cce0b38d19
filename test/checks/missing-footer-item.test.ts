import check from '../../checks/rules/missing-footer-item.ts';
import { testCheck } from '../support/test-check.ts';

const items = {
	'host-unit': '<p>主办单位：临江市人民政府办公室</p>',
	contact: '<p>联系电话：0799-8210001</p>',
	'site-id-code': '<p>网站标识码：3210000001</p>',
	icp: '<a href="https://beian.miit.gov.cn/">鄂ICP备09999999号-1</a>',
	police:
		'<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1">鄂公网安备 42999902000001号</a>',
	sitemap: '<a href="/map/">网站地图</a>',
	'gov-badge': '<a href="http://bszs.conac.cn/sitename?method=show&id=1"><img src="/i/red.png" alt=""></a>',
	'find-errors':
		'<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3210000001"><img src="/i/jc.png" alt=""></a>',
} as const;
type Item = keyof typeof items;

const html = (footer: string, head = ''): string =>
	`<!doctype html><html><head><title>临江市人民政府</title>${head}</head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
	<div class="main"><h2>要闻</h2><ul><li><a href="/xw/1.html">临江市召开城市供水保障工作推进会议</a><span>2026-11-10</span></li><li><a href="/xw/2.html">临江市与主办方签署博览会合作协议</a><span>2026-11-09</span></li></ul></div>
	<div class="footer">${footer}</div></body></html>`;
const only = (changes: Partial<Record<Item, string>>): string =>
	Object.values({ ...items, ...changes }).join('\n');
const without = (...left: Item[]): string => only(Object.fromEntries(left.map((item) => [item, ''])));
const site = (footer: string, head = '') => ({ '/': html(footer, head) });

testCheck(check, {
	clean: {
		'the police’s number without 号, or by a local form': {
			'/': html(only({ police: '<p>鄂公网安备42999902000001</p>' })),
		},
		'a local form of the police’s mark': { '/': html(only({ police: '<p>郑公备4101000001</p>' })) },
		'a footer with all of it': site(only({})),
		'badges by the scripts of those who give them': site(
			only({
				'gov-badge':
					"<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/1.js'%3E%3C/script%3E\"));</script>",
				'find-errors':
					'<script id="_jiucuo_" sitecode="3210000001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>',
			}),
		),
		'badges that open by a click': site(
			only({
				'gov-badge':
					'<img src="/i/a.png" alt="党政机关" onclick="window.open(\'https://bszs.conac.cn/sitename?id=1\')">',
				'find-errors': '<img src="/i/b.png" onclick="jiucuo(\'3210000001\')">',
			}),
		),
		'items as pictures with their names': site(
			only({
				'find-errors': '<img src="/i/b.png" alt="我为政府网站找错">',
				sitemap: '<img src="/i/c.png" alt="x"><a href="/wzdt/"><img src="/d.png"></a>',
			}),
		),
		'other words for the same': site(
			only({
				'host-unit': '<p>主办：临江市人民政府</p>',
				contact: '<a href="/lxwm/">联系我们</a>',
				police: '<p>公安备案号 42999902000001</p>',
				icp: '<p>备案序号：鄂ICP备 09999999 号</p>',
			}),
		),
		'a site map in the menu': {
			'/': html(without('sitemap')).replace(
				'<li><a href="/xw/">',
				'<li><a href="/wzdt/">网站地图</a></li><li><a href="/xw/">',
			),
		},
		...Object.fromEntries(
			['（0799）8210001', '0799 8210001', '电话/传真：0799-8210001', '热线：12345'].map((number) => [
				`to be reached at ${number}`,
				site(only({ contact: `<p>${number}</p>` })),
			]),
		),
		'a footer in a frame': {
			'/': html('').replace('<div class="footer"></div>', '<iframe src="/common/foot.html"></iframe>'),
			'/common/foot.html': `<html><head><title>页脚</title></head><body><div class="footer">${only({})}</div></body></html>`,
		},
	},
	faulty: {
		'one item each': {
			pages: site(without('sitemap')),
			at: ['/'],
			keys: ['sitemap'],
			says: '网站地图',
		},
		'neither badge nor entry for errors': {
			pages: site(without('gov-badge', 'find-errors', 'police')),
			at: ['/', '/', '/'],
			keys: ['police', 'gov-badge', 'find-errors'],
		},
		'the words in a news item do not name who keeps the site': {
			pages: site(without('host-unit', 'contact')),
			at: ['/', '/'],
			keys: ['host-unit', 'contact'],
		},
		'a commented-out badge is none': {
			pages: site(`${without('gov-badge')}<!-- ${items['gov-badge']} -->`),
			at: ['/'],
			keys: ['gov-badge'],
		},
		'a badge that own scripts may draw is for a person': {
			pages: site(without('gov-badge'), '<script src="/js/common.js"></script>'),
			at: ['/'],
			keys: ['gov-badge'],
			certainty: 'review',
		},
		'what a browser drew is all there is': {
			pages: site(without('gov-badge'), '<script src="/js/common.js"></script>'),
			seen: { '/': { lane: 'browser' } },
			at: ['/'],
			keys: ['gov-badge'],
		},
		...Object.fromEntries(
			['传真：0799-8210002', '传真号码：（0799）8210002', '传真电话：0799 8210002'].map((number) => [
				`a number for fax alone: ${number}`,
				{
					pages: site(only({ contact: `<p>${number}</p>` })),
					at: ['/'],
					keys: ['contact'],
					certainty: 'review' as const,
				},
			]),
		),
		'long numbers that nobody is called at': {
			pages: site(only({ contact: '<p>邮编：337000 备案编号：079982100010001</p>' })),
			at: ['/'],
			keys: ['contact'],
		},
		'版权所有 instead of 主办 is for a person': {
			pages: site(only({ 'host-unit': '<p>版权所有：临江市人民政府</p>' })),
			at: ['/'],
			keys: ['host-unit'],
			certainty: 'review',
		},
	},
	unassessed: {
		'no footer at all': {
			pages: { '/': html('').replace('<div class="footer"></div>', '') },
			why: '没有在首页找到页脚',
		},
		'a homepage that only leads on': {
			pages: {
				'/': '<html><head><meta http-equiv="refresh" content="0;url=/a/"></head><body></body></html>',
			},
			why: '跳转',
		},
		'a footer in a frame that was not read': {
			pages: {
				'/': html('').replace('<div class="footer"></div>', '<iframe src="/common/foot.html"></iframe>'),
			},
			why: '框架页',
		},
	},
});
