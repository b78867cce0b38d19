import check from '../../checks/rules/hidden-link.ts';
import { article } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const bad = '<a href="http://www.lucky-example.com/">彩票投注</a>';
const holding = (markup: string): Record<string, string> => ({
	'/a': article('我市开展消防演练', { publishedOn: '2026-03-02', more: markup }),
});
const behind = (markup: string): Record<string, string> => ({
	'/a': `${article('我市开展消防演练', { publishedOn: '2026-03-02' })}${markup}`,
});

testCheck(check, {
	clean: {
		'a link that readers see': holding(bad),
		'a folded menu of the site’s own': holding(
			'<ul style="display:none"><li><a href="/xw/">新闻</a></li></ul>',
		),
		'a folded box of friendly sites, offices among them': holding(
			`<div style="display:none"><a href="http://www.province.gov.cn/">省政府</a><a href="http://news.example.com/">江畔新闻网</a></div>`,
		),
		'a counter, sharing and a map': holding(
			'<div style="display:none"><a href="https://www.cnzz.com/stat/website.php?web_id=1">站长统计</a><a href="https://service.weibo.com/share">微博</a></div>',
		),
		'the credit of the publishing system': holding(
			'<div style="display:none"><a href="http://www.vendor-example.com/">Produced By 某某发布系统</a></div>',
		),
		'a footer that was put behind the end': behind(
			'<div><a href="/about/">关于我们</a><a href="http://news.example.com/">江畔新闻网</a></div>',
		),
		'a small shift': holding(
			'<div style="left:-20px"><a href="http://news.example.com/">江畔新闻网</a></div>',
		),
	},
	faulty: {
		'many that were put in at once, on every page, are one fault': {
			pages: Object.fromEntries(
				['/a', '/b', '/c'].map((path) => [
					path,
					article(`我市开展消防演练${path}`, {
						publishedOn: '2026-03-02',
						more: `<div style="display:none">${bad}${['a', 'b'].map((name) => `<a href="http://www.${name}-example.com/">竞猜${name}</a>`).join('')}</div>`,
					}),
				]),
			),
			at: ['http://www.lucky-example.com/'],
			certainty: 'review',
			says: '有3个读者看不见的外部链接“彩票投注”等',
		},
		'one host under another address on each page is one fault': {
			pages: Object.fromEntries(
				['/a', '/b', '/c'].map((path) => [
					path,
					article(`我市开展消防演练${path}`, {
						publishedOn: '2026-03-02',
						more: `<div style="display:none"><a href="http://www.lucky-example.com${path}">彩票投注</a></div>`,
					}),
				]),
			),
			at: ['http://www.lucky-example.com/a'],
			certainty: 'review',
		},
		'two ways of hiding are two faults': {
			pages: holding(
				`<div style="display:none">${bad}</div><div style="position:absolute;left:-9999px"><a href="http://www.b-example.com/">竞猜</a></div>`,
			),
			at: ['http://www.lucky-example.com/', 'http://www.b-example.com/'],
			certainty: 'review',
		},
		...Object.fromEntries(
			Object.entries({
				'not displayed': holding(`<div style="display:none">${bad}</div>`),
				'off the screen': holding(`<div style="position:absolute;left:-9999px">${bad}</div>`),
				'off the screen, beside links of the site’s own': holding(
					`<div style="text-indent:-5000px"><a href="/">首页</a>${bad}</div>`,
				),
				'without size': holding(`<span style="font-size:0">${bad}</span>`),
				'cut to nothing': holding(`<div style="height:1px;overflow:hidden">${bad}</div>`),
				'behind the end of the page': behind(`<div>${bad}</div>`),
			}).map(([name, pages]) => [
				name,
				{ pages, at: ['http://www.lucky-example.com/'], certainty: 'review' as const, says: '“彩票投注”' },
			]),
		),
	},
});
