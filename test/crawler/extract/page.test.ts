import { describe, expect, it, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';
import type { PageFacts } from '../../../crawler/page-facts.ts';

const at = 'https://www.example.gov.cn/zwgk/zcjd/';
const head =
	'<div class="top"><div class="riqi">今天是2026年11月3日</div><ul class="menu"><li><a href="/">首页</a></li><li><a href="/xwzx/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul><div class="search"><input name="q"> 热搜词</div></div>';
const crumb =
	'<div class="wz"><img src="/images/icon.png"> 当前位置：<a href="/">首页</a>&nbsp;&gt;&gt;&nbsp;<a href="/zwgk/">政务公开</a>&nbsp;&gt;&gt;&nbsp;<span>政策解读</span></div>';
const menu =
	'<div class="l"><h2>政务公开</h2><ul><li><a href="../zn/">公开指南</a></li><li><a href="../zd/">公开制度</a></li><li class="on"><a href="./">政策解读</a></li><li><a href="../rsxx/">人事信息</a></li></ul></div>';
const foot =
	'<div class="bottom"><p>主办单位：某市人民政府办公室&nbsp;&nbsp;联系电话：010-12345678</p><p><a href="https://beian.miit.gov.cn/">京ICP备12345678号</a> 网站标识码：1100000001</p></div>';

const around = (main: string, title = '政策解读_某市人民政府'): string =>
	`<html><head><title>${title}</title><meta name="ColumnName" content="政策解读"></head><body>${head}${crumb}<div class="box">${menu}<div class="r"><h3>政策解读</h3>${main}</div></div>${foot}</body></html>`;
const read = (main: string, title?: string): PageFacts => readPage(around(main, title), at);

describe('a text', () => {
	it('in a table, with a picture and one link, is no list of one entry', () => {
		const title = '图解：某市农村危房改造补助办法';
		const text = `<table><tr><td><b>${title}</b></td></tr><tr><td>发布时间：2026/10/9 16:05:00　信息来源：市住建局</td></tr><tr><td><div><img src="/img/a.jpg" width="800" height="900"><p>原文链接：<a href="/show.aspx?id=3016">某政发〔2026〕19号</a></p></div></td></tr></table>`;
		const html = `<html><head><title>${title}</title></head><body><table><tr><td><a href="/">首页</a></td><td><a href="/list.aspx?cid=1">要闻</a></td><td><a href="/list.aspx?cid=2">政策解读</a></td></tr></table><table><tr><td>当前位置：<a href="/">首页</a> &gt;&gt; 政策解读</td></tr><tr><td>${text}</td></tr></table>${foot}</body></html>`;
		expect(readPage(html, 'https://www.example.gov.cn/show.aspx?id=3017')).toMatchObject({
			shape: 'article',
			items: [],
			document: { isInterpretation: true, related: [{ text: '某政发〔2026〕19号' }] },
		});
	});
});

test('the last page of a list has one entry, and its day is no heading', () => {
	const entry =
		'<li><span class="bt-data-time">[2026-08-17]</span><a href="/1.html">关于城区停水检修的公告</a></li>';
	const html = `<html><head><title>某市 人事任免</title></head><body>${head}${crumb}<div class="default_pgContainer"><ul>${entry}</ul></div>${foot}</body></html>`;
	expect(readPage(html, at)).toMatchObject({
		shape: 'list',
		items: [{ title: '关于城区停水检修的公告', date: '2026-08-17' }],
	});
});

describe('a list beside a tree of columns', () => {
	const trees = [
		'<li>公开制度</li><li><a href="/guide">公开指南</a></li><li>公开年报</li><li>人事信息</li>',
		'<li><a href="/guide">政府信息公开指南</a></li><li><a href="/apply">依申请公开</a></li><li>政府信息公开年报</li><li><a href="/zd">公开制度</a></li><li>法定主动公开内容<ul><li>人事信息</li><li>规划信息</li><li><a href="/jgzn">机构职能</a></li></ul></li>',
	];
	const list = (name: string, tree: string, row: string) =>
		readPage(
			`<html><head><title>政府信息公开目录_某市人民政府</title></head><body>${head}<div class="wrap"><div id="app"><div class="side"><ul class="tree">${tree}</ul></div><div class="main"><h3>${name}</h3><table><tbody><tr><th>标题</th><th>发布日期</th></tr>${row}</tbody></table><div class="pagination"><button>上一页</button><em>2</em> / 2 页</div></div></div></div>${foot}</body></html>`,
			at,
		);
	const row =
		'<tr><td><a href="/1.html">某市人民政府2021年政府信息公开工作年度报告</a></td><td>2022-01-20</td></tr>';
	const names = ['人事信息', '政府信息公开年度报告', '行政规范性文件政策解读'];
	const cases = trees.flatMap((tree) => names.map((name) => [name, tree] as const));
	it.each(cases)('with one entry on its last page: %s, %s', (name, tree) =>
		expect(list(name, tree, row)).toMatchObject({
			shape: 'list',
			items: [{ url: 'https://www.example.gov.cn/1.html', date: '2022-01-20' }],
		}),
	);
	it.each(cases)('without any entry: %s, %s', (name, tree) =>
		expect(list(name, tree, '')).toMatchObject({ shape: 'list', items: [] }),
	);
});

describe('an empty column', () => {
	const empty: Record<string, string> = {
		'a list without entries': '<ul class="list"></ul>',
		'a list with its paging':
			'<ul></ul><div class="page"><script>createPageHTML(1, 0, "index", "html")</script></div>',
		'paging that counts nothing':
			'<div class="con"></div><div class="page">共0条 1/1 首页 上一页 下一页 尾页</div>',
		'a table with nothing but its head':
			'<table><tr><th>索引号</th><th>名称</th><th>发布日期</th></tr></table>',
		'a table whose head has names of its own':
			'<table><tr><th>项目名称</th><th>批准文号</th><th>发布日期</th></tr></table>',
		'a frame with nothing in it': '<div class="con"></div>',
		'tools and small pictures':
			'<div class="tools">【字体：大 中 小】 打印 关闭</div><img src="/images/line.gif"><ul class="news_list"></ul>',
		'a search form over nothing':
			'<form><label>标题</label><input name="t"><label>发布时间</label><input name="d"><button>查询</button></form><ul></ul>',
		'paging with a field for the number of a page':
			'<div id="box"><ul></ul></div><div class="default_pgPanel"><div>总共<span>0</span>记录 第<input value="1">页/共<span>0</span>页</div></div>',
		'a box of hot news beside it':
			'<ul class="list"></ul><div class="rd"><h4>热点信息</h4><ul><li><a href="/1.html">关于做好今年城乡居民医保工作的通知</a><span>2026-11-03</span></li></ul></div>',
	};
	for (const [name, main] of Object.entries(empty)) {
		it(name, () => {
			const { shape, items, mainTextLength, mainMedia, emptyReason } = read(main);
			expect({ shape, items, mainMedia, emptyReason, short: mainTextLength < 20 }).toEqual({
				shape: 'list',
				items: [],
				mainMedia: 0,
				emptyReason: undefined,
				short: true,
			});
		});
	}

	const notEmpty: Record<string, [main: string, says: (page: PageFacts) => boolean]> = {
		'a stated reason': ['<ul></ul><p>暂无相关信息</p>', ({ emptyReason }) => emptyReason === '暂无相关信息'],
		'a reason in full': [
			'<p>本单位2026年度无此类信息，如有产生将及时公开。</p>',
			({ emptyReason }) => emptyReason?.includes('无此类信息') === true,
		],
		'a text': [
			`<div class="con"><p>${'为便于公民、法人和其他组织获取政府信息，制定本指南。'.repeat(3)}</p></div>`,
			({ mainTextLength }) => mainTextLength > 60,
		],
		'a short text in a box that is named page': [
			'<div class="page"><h2>公开制度</h2><p>暂无相关信息，以上级统一发布的为准。</p></div>',
			({ emptyReason }) => emptyReason?.startsWith('暂无') === true,
		],
		'a month of a calendar, which is turned as a list is': [
			`<div>${Array.from({ length: 30 }, (_, i) => `<span>${i + 1}</span>`).join('')}</div><p>总值班室电话 0570-202611</p><div class="page"><a href="../10/">&lt;&lt;</a><a href="../12/">&gt;&gt;</a></div>`,
			({ shape }) => shape === 'other',
		],
		'a picture': [
			'<div class="con"><p><img src="/u/2026/jgt.jpg"></p></div>',
			({ mainMedia, shape }) => mainMedia === 1 && shape !== 'list',
		],
		'a file shown in a frame': [
			'<iframe src="/u/2026/1.pdf"></iframe>',
			({ mainMedia, shape }) => mainMedia === 1 && shape !== 'list',
		],
		'a linked file': [
			'<p><a href="/u/1.doc">下载</a></p>',
			({ mainMedia, shape }) => mainMedia === 1 || shape !== 'list',
		],
		'a table with text': [
			'<table><tr><td>市长</td><td>张三</td><td>主持市政府全面工作</td></tr></table>',
			({ mainMedia, shape }) => mainMedia === 1 && shape !== 'list',
		],
		'columns below it': [
			'<ul><li><a href="wz/">文字解读</a></li><li><a href="tj/">图解</a></li><li><a href="sp/">视频解读</a></li></ul>',
			({ shape, items }) => shape === 'other' && items.length === 0,
		],
		'a list that a script fetches': [
			'<ul id="list"></ul><script>$.getJSON("/api/list", function(d){ for (var i in d) $("#list").append("<li>"+d[i].title+"</li>"); });</script>',
			({ scripted, pager }) => scripted && pager.scripted,
		],
		'a list that an own script fills': [
			'<div id="rows" data-column="zcjd"></div><script src="/static/gkml.js"></script>',
			({ scripted, pager }) => scripted && pager.scripted,
		],
		'a wall': [
			'<div>该页面需要先登录, 点击 <a>登录</a> 跳转至登录页!</div>',
			({ shape }) => shape === 'other',
		],
		'a text behind a tab': [
			`<div style="display:none"><p>${'为便于公民、法人和其他组织获取政府信息，制定本指南。'.repeat(4)}</p></div>`,
			({ mainTextLength }) => mainTextLength > 80,
		],
	};
	for (const [name, [main, says]] of Object.entries(notEmpty)) {
		it(`is not ${name}`, () => {
			const { links, document, ...page } = read(main);
			expect(says(read(main)), JSON.stringify(page)).toBe(true);
		});
	}
});

describe('redirects', () => {
	const to = 'https://www.example.gov.cn/zwgk/tzgg/';
	const sent: Record<string, string> = {
		'meta refresh':
			'<html><head><meta http-equiv="refresh" content="0;url=../tzgg/"></head><body></body></html>',
		'meta refresh with quotes': `<meta http-equiv="Refresh" content="3; URL='${to}'"><body>正在跳转</body>`,
		'location.href': '<script>window.location.href = "../tzgg/";</script>',
		location: "<html><body><script>location='/zwgk/tzgg/'</script></body></html>",
		replace: '<script>top.location.replace("../tzgg/")</script>',
		'a refresh written by a script': `<script>var lm="公开";if(lm=="公开"){document.write('<meta http-equiv="Refresh" content="0;URL=${to}" />');}</script>`,
		'phones elsewhere':
			'<script>if(/Android|iPhone/.test(navigator.userAgent)){location.href="/m/"}else{location.href="/zwgk/tzgg/"}</script>',
	};
	for (const [name, html] of Object.entries(sent)) {
		it(name, () => expect(readPage(html, at)).toMatchObject({ shape: 'redirect', redirectsTo: to }));
	}
	const stays: Record<string, string> = {
		'a page that reloads itself': `<meta http-equiv="refresh" content="5;url=${at}"><p>实时数据</p>`,
		'a page that changes after ten minutes': '<meta http-equiv="refresh" content="600;url=/"><p>实时数据</p>',
		'a refresh in noscript':
			'<noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript><p>数据</p>',
		'a jump on click in a full page': around(
			'<p>正文</p><script>function go(){location.href="/search?q="}</script>',
		),
		'a comparison': '<script>if (location.href == "/x") {}</script>',
	};
	for (const [name, html] of Object.entries(stays)) {
		it(`not ${name}`, () => expect(readPage(html, at).redirectsTo).toBeUndefined());
	}
});

const plain = (title: string, body: string): string =>
	`<html><head><title>${title}</title></head><body>${body}</body></html>`;

describe('pages that say they are none', () => {
	const errors: Record<string, string> = {
		'the words alone': plain('提示信息', '<p>您访问的页面不存在或已被删除！</p><a href="/">返回首页</a>'),
		'a title': plain('404', '<div>抱歉</div>'),
		'found nothing': plain('某市人民政府', '<h1>很抱歉，找不到您要访问的页面</h1>'),
		'in English': plain('404 Not Found', '<h1>404 Not Found</h1><hr>nginx'),
		'inside the frame of the site':
			read.toString() && around('<div class="err"><p>对不起，您访问的信息已被删除。</p></div>'),
		'a broken program': plain('出错了', '<p>系统出现异常，请稍后再试</p>'),
		'status in words': plain('错误', '<h2>HTTP 错误 404.0 - Not Found</h2>'),
	};
	for (const [name, html] of Object.entries(errors)) {
		it(name, () => expect(readPage(html, at).errorWords).toBeTruthy());
	}
	const long =
		'为提升网站体验，我市对全站出错页面进行了统一改造，用户访问的页面不存在时将看到清晰提示。'.repeat(8);
	const fine: Record<string, string> = {
		'an article on error pages': plain(
			'关于规范网站出错页面的通知',
			`<h1>关于规范网站出错页面的通知</h1><p>发布时间：2026-11-03 来源：市大数据局</p><p>${long}</p>`,
		),
		'a short notice with its marks': `<html><head><title>公告</title><meta name="ArticleTitle" content="关于部分页面无法访问的公告"><meta name="PubDate" content="2026-11-03 09:00"></head><body><h1>关于部分页面无法访问的公告</h1><p>因系统升级，部分页面无法访问。</p></body></html>`,
		'an empty column': around('<ul></ul><p>暂无信息</p>'),
		'a search without results': around('<p>没有找到相关信息</p>'),
		'a notice of lapse put there on purpose': plain('某办法', '<h1>某市公园管理办法</h1><p>该信息已失效</p>'),
		'a login wall': around('<div>该页面需要先登录</div>'),
	};
	for (const [name, html] of Object.entries(fine)) {
		it(`not ${name}`, () => expect(readPage(html, at).errorWords).toBeUndefined());
	}
});

describe('the frame', () => {
	it('tells the places of links', () => {
		const page = read(
			'<ul><li><a href="t1.html">关于印发全市优化营商环境实施方案的通知</a><span>2026-11-03</span></li></ul>',
		);
		const places = Object.fromEntries(
			page.links.filter(({ as }) => as === 'a').map(({ text, place }) => [text, place]),
		);
		expect(places).toMatchObject({
			新闻中心: 'nav',
			首页: 'nav',
			公开指南: 'nav',
			人事信息: 'nav',
			关于印发全市优化营商环境实施方案的通知: 'main',
			京ICP备12345678号: 'footer',
		});
	});

	const crumbs: Record<string, [html: string, steps: string[]]> = {
		'links and a last step in plain text': [crumb, ['政务公开', '政策解读']],
		'arrows, and 正文 at the end': [
			'<p>您所在的位置：<a href="/">某市人民政府</a> -> <a href="/zwgk/">政务公开</a> -> <a href="/zwgk/wj/">政府文件</a> -> 正文</p>',
			['政务公开', '政府文件'],
		],
		'plain text': ['<div>您现在的位置： 首页 > 政务公开 > 政策解读</div>', ['政务公开', '政策解读']],
		'the words in an element of their own': [
			'<div><span>当前位置：</span><a href="/">首页</a><i>/</i><a href="/zwgk/">政务公开</a><i>/</i><a href="./">政策解读</a></div>',
			['政务公开', '政策解读'],
		],
		'no words, only arrows': [
			'<div class="x"><a href="/">首页</a>-&gt;<a href="/zwgk/">政务公开</a>-&gt;<a href="./">政策解读</a></div>',
			['政务公开', '政策解读'],
		],
		'tools in the same line': [
			'<div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> 【字体：大 中 小】 打印</div>',
			['政务公开'],
		],
	};
	for (const [name, [html, steps]] of Object.entries(crumbs)) {
		it(`breadcrumb: ${name}`, () =>
			expect(readPage(`<body>${head}${html}<div><p>文</p></div>${foot}</body>`, at).breadcrumb).toEqual(
				steps,
			));
	}

	it('a menu beside a picture is not all menu', () => {
		const html = `<body>${head}${crumb}<div class="two"><div class="side"><a href="../a/">规划计划</a><a href="../b/">人事任免</a><a href="./">政策解读</a></div><div class="main"><h2>政策解读</h2><p><img src="/u/1.svg" width="640"></p></div></div>${foot}</body>`;
		expect(readPage(html, at)).toMatchObject({ mainMedia: 1, shape: 'other' });
	});

	it('days written with slashes are no numbers of pages', () => {
		const days = ['2026/11/12', '2026/11/05', '2026/10/30'].map(
			(day, n) => `<li><a href="t${n}.html">关于做好第${n}项工作的有关通知</a><span>${day}</span></li>`,
		);
		expect(read(`<ul>${days.join('')}</ul>`).pager).toEqual({ pages: [], scripted: false });
	});

	it('shares its skeleton between pages of one template, whatever they list', () => {
		const entry = (n: number): string => `<li><a href="t${n}.html">关于印发第${n}号实施方案的通知</a></li>`;
		const one = read(`<ul class="list">${entry(1)}</ul>`);
		const many = read(`<ul class="list">${[1, 2, 3, 4].map(entry).join('')}</ul>`);
		const other = readPage(
			'<body><div id="main"><table class="lay"><tr><td>x</td></tr></table></div></body>',
			at,
		);
		expect(one.skeleton).toBe(many.skeleton);
		expect(one.skeleton).not.toBe(other.skeleton);
	});
});

describe('scripts', () => {
	const scripts: Record<string, [html: string, scripted: boolean]> = {
		'statistics and libraries draw nothing': [
			'<script src="/js/jquery-1.9.1.min.js"></script><script src="https://hm.baidu.com/hm.js?1"></script><script>var a=1;</script>',
			false,
		],
		'an own script may': ['<script src="/js/list.js"></script>', true],
		'a request': ['<script>$.ajax({url:"/api"})</script>', true],
		'a template': ['<script type="text/template" id="t"><li>{{title}}</li></script>', true],
		'a list in document.write': [
			'<script>document.write("<li><a href=\'"+u+"\'>"+t+"</a></li>")</script>',
			true,
		],
		'the date of today': ['<script>document.write(new Date().getFullYear())</script>', false],
	};
	for (const [name, [html, scripted]] of Object.entries(scripts)) {
		it(name, () => expect(readPage(`<body><p>文</p>${html}</body>`, at).scripted).toBe(scripted));
	}
});

describe('hostile pages', () => {
	const pages: Record<string, string> = {
		'60,000 nested tags': '<div>'.repeat(60_000),
		'two million blanks': `<p>${' '.repeat(2_000_000)}</p>`,
		'one endless class': `<div class="${'nav '.repeat(300_000)}">x</div>`,
		'unclosed scripts': `<script>${'location = "'.repeat(100_000)}`,
		'dates without end': `<p>${'2026-11-03 '.repeat(150_000)}</p>`,
		'records without end': `<datastore>${'<record><![CDATA['.repeat(80_000)}`,
		nothing: '',
	};
	for (const [name, html] of Object.entries(pages)) {
		it(name, () => expect(readPage(html, at).items).toEqual([]), 5_000);
	}
	it('an address that is none', () =>
		expect(readPage('<a href="/x">甲</a>', 'not an address').links).toEqual([]));
});

describe('is no empty column', () => {
	const filled: Record<string, string> = {
		'a form to write in': '<form><textarea name="a"></textarea><input type="submit" value="提交"></form>',
		'a calendar': `<table><tr><td><a href="?m=10">上月</a> 2026年11月 <a href="?m=12">下月</a></td></tr><tr>${Array.from({ length: 28 }, (_, i) => `<td><a href="?m=11&d=${i + 1}">${i + 1}</a></td>`).join('')}</tr></table>`,
	};
	for (const [name, main] of Object.entries(filled)) {
		it(name, () => {
			const { shape, items } = read(main);
			expect([shape, items]).toEqual(['other', []]);
		});
	}
});

describe('a page that says in a box that it is none', () => {
	const words = (script: string): string | undefined => readPage(`<script>${script}</script>`, at).errorWords;
	it('and sends the reader back', () =>
		expect(words("alert('对不起，该信息不存在或已被删除！');history.back();")).toContain('不存在'));
	it('but not in a function that somebody may call', () =>
		expect(words("function f(){alert('该信息不存在');history.back();}")).toBeUndefined());
});
