import { describe, expect, it } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';
import type { PageFacts } from '../../../crawler/page-facts.ts';

const at = 'https://www.example.gov.cn/zwgk/zcwj/index.html';
const crumb =
	'<div class="dqwz">您当前所在位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./">政策文件</a></div>';
const top =
	'<div class="header"><img src="/logo.png"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/xwzx/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>';
const side =
	'<div class="left"><h2>政务公开</h2><ul><li><a href="/zwgk/zn/">公开指南</a></li><li class="on"><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/zcjd/">政策解读</a></li><li><a href="/zwgk/rsxx/">人事信息</a></li></ul></div>';
const foot =
	'<div class="foot"><p>主办单位：某市人民政府办公室 承办单位：某市大数据局</p><p><a href="https://beian.miit.gov.cn/">京ICP备12345678号</a> 网站标识码：1100000001 <a href="/wzdt/">网站地图</a></p></div>';

const frame = (main: string, rest = ''): string =>
	`<html><head><title>政策文件</title><meta name="ColumnName" content="政策文件"></head><body>${top}<div class="wrap">${crumb}${side}<div class="right">${main}</div></div>${rest}${foot}</body></html>`;

const read = (main: string, rest?: string): PageFacts => readPage(frame(main, rest), at);
const found = (page: PageFacts): string[] =>
	page.items.map(({ url, title, date }) =>
		[url.replace(/^https:\/\/www\.example\.gov\.cn/, ''), title, date].filter(Boolean).join(' '),
	);

const a = '关于印发全市优化营商环境实施方案的通知';
const b = '关于做好今年城乡居民医保工作的通知';
const c = '关于公布行政事业性收费目录清单的公告';

const lists: Record<string, { main: string; rest?: string; items: string[] }> = {
	'list with dates after the links': {
		main: `<ul><li><a href="t1.html">${a}</a><span>2026-11-03</span></li><li><a href="t2.html">${b}</a><span>2026/11/2</span></li><li><a href="t3.html">${c}</a><span>2026年9月1日</span></li></ul>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-11-02`,
			`/zwgk/zcwj/t3.html ${c} 2026-09-01`,
		],
	},
	'one entry only': {
		main: `<ul><li><a href="t1.html">${a}</a><span>2026-11-03</span></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`],
	},
	'one entry without a date': {
		main: `<ul class="list"><li><a href="t1.html">${a}</a></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a}`],
	},
	'two entries': {
		main: `<ul><li><a href="t1.html">${a}</a> [2026-11-03]</li><li><a href="t2.html">${b}</a> (2026-11-02)</li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'no dates at all': {
		main: `<ul><li><a href="t1.html">${a}</a></li><li><a href="t2.html">${b}</a></li><li><a href="t3.html">${c}</a></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a}`, `/zwgk/zcwj/t2.html ${b}`, `/zwgk/zcwj/t3.html ${c}`],
	},
	'titles cut off come from the title attribute': {
		main: `<ul><li><a href="t1.html" title="${a}">关于印发全市优化营商环…</a><i>2026-11-03</i></li><li><a href="t2.html" title="${b}">关于做好今年城乡...</a><i>2026-11-02</i></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'the date inside the link': {
		main: `<ul><li><a href="t1.html"><p>${a}</p><span>2026-11-03</span></a></li><li><a href="t2.html"><span>2026-11-02</span>${b}</a></li><li><a href="t3.html">${c} 2026-11-01</a></li></ul>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-11-02`,
			`/zwgk/zcwj/t3.html ${c} 2026-11-01`,
		],
	},
	'day and month in elements of their own': {
		main: `<div class="news"><div class="row"><div class="date"><em>03</em><span>2026-11</span></div><a href="t1.html">${a}</a></div><div class="row"><div class="date"><em>28</em><span>2026年10月</span></div><a href="t2.html">${b}</a></div></div>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-10-28`],
	},
	'month and day, the year in the address': {
		main: `<ul><li><a href="202611/t20261103_1.html">${a}</a><span>[11-03]</span></li><li><a href="/art/2026/10/28/art_1_2.html">${b}</a><span>10-28</span></li><li><a href="x.html">${c}</a><span>10-27</span></li></ul>`,
		items: [
			`/zwgk/zcwj/202611/t20261103_1.html ${a} 2026-11-03`,
			`/art/2026/10/28/art_1_2.html ${b} 2026-10-28`,
			`/zwgk/zcwj/x.html ${c}`,
		],
	},
	'a table for each year under its heading': {
		main: `<h3>2026年</h3><table><tr><th>序号</th><th>名称</th><th>日期</th></tr><tr><td>1</td><td><a href="t1.html">${a}</a></td><td>[11-03]</td></tr></table><h3>2025年</h3><table><tr><th>序号</th><th>名称</th><th>日期</th></tr><tr><td>1</td><td><a href="t2.html">${b}</a></td><td>[10-28]</td></tr><tr><td>2</td><td><a href="t3.html">${c}</a></td><td>[01-09]</td></tr></table>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2025-10-28`,
			`/zwgk/zcwj/t3.html ${c} 2025-01-09`,
		],
	},
	'a table for each year, as a browser writes it, with the year in the address as well': {
		main: `<h3>2026年</h3><table><tbody><tr><th>序号</th><th>名称</th><th>日期</th></tr><tr><td>1</td><td><a href="/a/2026/1103/1.html">${a}</a></td><td>[11-03]</td></tr><tr><td>2</td><td><a href="/a/2026/1028/2.html">${b}</a></td><td>[10-28]</td></tr></tbody></table><h3>2025年</h3><table><tbody><tr><th>序号</th><th>名称</th><th>日期</th></tr><tr><td>1</td><td><a href="/a/2025/0109/3.html">${c}</a></td><td>[01-09]</td></tr></tbody></table>`,
		items: [
			`/a/2026/1103/1.html ${a} 2026-11-03`,
			`/a/2026/1028/2.html ${b} 2026-10-28`,
			`/a/2025/0109/3.html ${c} 2025-01-09`,
		],
	},
	'a box for each year with its heading and list': {
		main: `<div class="y"><p>2026年</p><ul><li><a href="t1.html">${a}</a><span>11-03</span></li></ul></div><div class="y"><p>2025年</p><ul><li><a href="t2.html">${b}</a><span>10-28</span></li><li><a href="t3.html">${c}</a><span>01-09</span></li></ul></div>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2025-10-28`,
			`/zwgk/zcwj/t3.html ${c} 2025-01-09`,
		],
	},
	'month and day under the heading of a year': {
		main: `<div class="list"><h4>2026年</h4><p><a href="t1.html">${a}</a><span>11-03</span></p><p><a href="t2.html">${b}</a><span>10-28</span></p><h4>2025年</h4><p><a href="t3.html">${c}</a><span>12-31</span></p></div>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-10-28`,
			`/zwgk/zcwj/t3.html ${c} 2025-12-31`,
		],
	},
	'several lists with separators are one': {
		main: `<div><ul><li><a href="t1.html">${a}</a><span>2026-11-03</span></li></ul><hr><ul><li><a href="t2.html">${b}</a><span>2026-11-02</span></li></ul><hr><ul><li><a href="t3.html">${c}</a><span>2026-11-01</span></li></ul></div>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-11-02`,
			`/zwgk/zcwj/t3.html ${c} 2026-11-01`,
		],
	},
	'table of a catalogue': {
		main: `<table><tr><th>索引号</th><th>名称</th><th>文号</th><th>成文日期</th><th>发布日期</th></tr><tr><td>11100/2026-1</td><td><a href="t1.html">${a}</a></td><td>某政发〔2026〕1号</td><td>2026-10-30</td><td>2026-11-03</td></tr><tr><td>11100/2026-2</td><td><a href="t2.html">${b}</a></td><td></td><td>2026-10-01</td><td>2026-11-02</td></tr></table>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'table of two columns of entries': {
		main: `<table><tr><td><a href="t1.html">${a}</a> [2026-11-03]</td><td><a href="t2.html">${b}</a> [2026-11-02]</td></tr><tr><td><a href="t3.html">${c}</a> [2026-11-01]</td><td></td></tr></table>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-11-02`,
			`/zwgk/zcwj/t3.html ${c} 2026-11-01`,
		],
	},
	'two rows of a table in a row, the second with a short title': {
		main: `<table><tr><td><table><tr><td>·<a href="t1.html">${a}</a></td><td>(2026/11/03)</td></tr><tr><td>·<a href="t2.html">苗圃改造工程招标公告</a></td><td>(2026/11/02)</td></tr></table></td></tr></table>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, '/zwgk/zcwj/t2.html 苗圃改造工程招标公告 2026-11-02'],
	},
	'a table an entry': {
		main: `<table width="100%"><tr><td>·<a href="t1.html">${a}</a></td><td>[2026-11-03]</td></tr></table><table width="100%"><tr><td>·<a href="t2.html">${b}</a></td><td>[2026-11-02]</td></tr></table>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'dt and dd': {
		main: `<dl><dt><a href="t1.html">${a}</a></dt><dd>2026-11-03</dd><dt><a href="t2.html">${b}</a></dt><dd>2026-11-02</dd></dl>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'links and line breaks without elements of their own': {
		main: `<div class="con">·<a href="t1.html">${a}</a> 2026-11-03<br>·<a href="t2.html">${b}</a> 2026-11-02<br>·<a href="t3.html">${c}</a> 2026-11-01<br></div>`,
		items: [
			`/zwgk/zcwj/t1.html ${a} 2026-11-03`,
			`/zwgk/zcwj/t2.html ${b} 2026-11-02`,
			`/zwgk/zcwj/t3.html ${c} 2026-11-01`,
		],
	},
	'cards with a summary': {
		main: `<ul><li><h3><a href="t1.html">${a}</a></h3><p>为进一步优化全市营商环境，2026年1月5日市政府常务会议审议通过了本方案，现予公布。</p><span>发布时间：2026-11-03</span></li><li><h3><a href="t2.html">${b}</a></h3><p>各县（市、区）人民政府，市政府各部门：现将有关事项通知如下。</p><span>发布时间：2026-11-02</span></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'picture and text lead to the same entry': {
		main: `<ul><li><a href="t1.html"><img src="1.jpg"></a><a href="t1.html">${a}</a><span>2026-11-03</span></li><li><a href="t2.html"><img src="2.jpg"></a><a href="t2.html">${b}</a><span>2026-11-02</span></li></ul>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'attachments and other hosts are entries too': {
		main: `<ul><li><a href="1.pdf">${a}</a><span>2026-11-03</span></li><li><a href="https://mp.example.com/s/1">${b}</a><span>2026-11-02</span></li></ul>`,
		items: [`/zwgk/zcwj/1.pdf ${a} 2026-11-03`, `https://mp.example.com/s/1 ${b} 2026-11-02`],
	},
	'numbers of pages in a row of the same table are no entries': {
		main: `<TABLE><TR><TD>·<TD><A href="t1.html">${a}</A><TD>2026-11-03<TR><TD>·<TD><A href="t2.html">${b}</A><TD>2026-11-02<TR><TD colSpan=3><A href="list_12_1.html">首页</A> <A href="list_12_1.html">上一页</A> <A href="list_12_1.html">[1]</A> <B>2</B> 共2页/5条</TABLE>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`, `/zwgk/zcwj/t2.html ${b} 2026-11-02`],
	},
	'the only row left on a list’s last page, its day without a year': {
		main: `<TABLE><TR><TD>·<TD><A href="/plus/view.php?aid=1">${a}</A><TD>[11-03]<TR><TD colSpan=3><A href="list_12_1.html">首页</A> <A href="list_12_1.html">上一页</A> <A href="list_12_1.html">1</A> 2</TABLE>`,
		items: [`/plus/view.php?aid=1 ${a}`],
	},
	'side boxes are not the list': {
		main: `<ul><li><a href="t1.html">${a}</a><span>2026-11-03</span></li></ul>`,
		rest: `<div class="r2"><h3>热点推荐</h3><ul><li><a href="/x/1.html">${b}</a><span>2026-11-09</span></li><li><a href="/x/2.html">${c}</a><span>2026-11-08</span></li></ul></div>`,
		items: [`/zwgk/zcwj/t1.html ${a} 2026-11-03`],
	},
	'an empty list beside a box of news': {
		main: '<h3>政策文件</h3><ul class="list"></ul>',
		rest: `<div class="r2"><h3>热点信息</h3><ul><li><a href="/x/1.html">${b}</a><span>2026-11-09</span></li><li><a href="/x/2.html">${c}</a><span>2026-11-08</span></li></ul></div>`,
		items: [],
	},
	'names of leaders': {
		main: '<ul><li><a href="content_11.html">张三</a></li><li><a href="content_12.html">李四</a></li><li><a href="content_13.html">王五六</a></li></ul>',
		items: [
			'/zwgk/zcwj/content_11.html 张三',
			'/zwgk/zcwj/content_12.html 李四',
			'/zwgk/zcwj/content_13.html 王五六',
		],
	},
};

describe('entries', () => {
	for (const [name, { main, rest, items }] of Object.entries(lists)) {
		it(name, () => {
			const page = read(main, rest);
			expect(found(page)).toEqual(items);
			expect(page.shape).toBe('list');
		});
	}

	it('carry the mark of another host', () => {
		const page = read(
			`<ul><li><a href="https://mp.example.com/s/1">${b}</a><span>2026-11-02</span></li></ul>`,
		);
		expect(page.items[0]?.external).toBe(true);
	});

	it('that are written as data into a script', () => {
		const page = read(
			`<div id="l"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup><recordset><record><![CDATA[<li><a href="/art/2026/11/3/art_1_2.html" title="${a}">${a}</a><span>2026-11-03</span></li>]]></record><record><![CDATA[<li><a href="/art/2026/11/2/art_1_1.html">${b}</a><span>2026-11-02</span></li>]]></record></recordset></datastore></script></div><script>$("#l").jpage({perPage:2,totalRecord:31,proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>`,
		);
		expect(found(page)).toEqual([
			`/art/2026/11/3/art_1_2.html ${a} 2026-11-03`,
			`/art/2026/11/2/art_1_1.html ${b} 2026-11-02`,
		]);
		expect(page.shape).toBe('list');
		expect(page.pager).toMatchObject({ itemCount: 31, scripted: true });
	});
});

const box = (title: string, from: number): string =>
	`<div class="box${from}"><div class="tit"><h3>${title}</h3><a href="/${from}/">更多&gt;&gt;</a></div><ul>${[a, b, c].map((text, at) => `<li><a href="/${from}/${at}.html">${text}</a><span>2026-11-0${at + 1}</span></li>`).join('')}</ul></div>`;

describe('pages without a list of their own', () => {
	it('a hub of titled boxes', () => {
		const page = readPage(
			`<html><body>${top}<div class="main">${box('政府文件', 1)}${box('政策解读', 2)}${box('人事信息', 3)}${box('规划计划', 4)}</div>${foot}</body></html>`,
			'https://www.example.gov.cn/zwgk/',
		);
		expect([page.shape, page.items.length]).toEqual(['other', 0]);
	});

	it('an article with a box of related reading', () => {
		const page = readPage(
			`<html><head><meta name="ArticleTitle" content="${a}"><meta name="PubDate" content="2026-11-03 10:00"></head><body>${top}${crumb}<h1>${a}</h1><div class="TRS_Editor"><p>各县（市、区）人民政府：</p><p>${'现将有关事项通知如下，请认真贯彻执行。'.repeat(20)}</p></div><div class="xg"><h3>相关阅读</h3><ul><li><a href="/1.html">${b}</a><span>2026-11-02</span></li><li><a href="/2.html">${c}</a><span>2026-11-01</span></li></ul></div>${foot}</body></html>`,
			'https://www.example.gov.cn/zwgk/zcwj/t1.html',
		);
		expect([page.shape, page.items.length, page.heading]).toEqual(['article', 0, a]);
	});
});

const pagers: Record<
	string,
	{ main: string; pages: string[]; guessed?: string[]; count?: number; items?: number; scripted?: boolean }
> = {
	'numbers and words': {
		main: '<div class="page"><span>1</span><a href="index_1.html">2</a><a href="index_2.html">3</a><a href="index_1.html">下一页</a><a href="index_2.html">尾页</a> 共3页</div>',
		pages: ['index_1.html', 'index_2.html'],
		count: 3,
	},
	queries: {
		main: '<p>共 98 条 1/5 <a href="?page=2">下一页</a> <a href="?page=5">末页</a></p>',
		pages: ['index.html?page=2', 'index.html?page=5'],
		count: 5,
		items: 98,
	},
	'TRS counts from 0': {
		main: '<div class="page"><script>createPageHTML(4, 0, "index", "shtml");</script></div>',
		pages: ['index_1.shtml', 'index_2.shtml', 'index_3.shtml'],
		count: 4,
	},
	'UCAP counts from 1': {
		main: "<script>createPageHTML('page_div',3, 1,'index','html',55);</script>",
		pages: ['index_2.html', 'index_3.html'],
		count: 3,
		items: 55,
	},
	'a function of that name is no call': {
		main: '<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}</script>',
		pages: [],
	},
	'TRS snippet': {
		main: `<div class="page"><script>var currentPage=0;var nextPage=currentPage+1;var countPage=3;document.write("<a href=\\"index"+"_"+nextPage+"."+"htm\\">下一页</a>");</script></div>`,
		pages: ['index_1.htm', 'index_2.htm'],
		count: 3,
	},
	'the last page’s way back': {
		main: '<table><tr><td>共2页/5条 <a href="list_12_1.html">首页</a> <a href="list_12_1.html">上一页</a> <b>2</b></td></tr></table>',
		pages: ['list_12_1.html'],
		count: 2,
		items: 5,
	},
	'a field for the number and a link to the second page': {
		main: '<div class="page">第1页/共4页 <a href="index_1.html">2</a> 跳转到<input name="no">页<input type="button" value="确定"></div>',
		pages: ['index_1.html'],
		guessed: ['index_2.html', 'index_3.html'],
		count: 4,
	},
	'numbers that follow no pattern': {
		main: '<div class="page">第1页/共4页 <a href="index_3.html">2</a> 跳转到<input name="no">页</div>',
		pages: ['index_3.html'],
		count: 4,
	},
	'numbers that follow two patterns': {
		main: '<div class="page">第1页/共4页 <a href="2/index_2.html">2</a> 跳转到<input name="no">页</div>',
		pages: ['2/index_2.html'],
		count: 4,
	},
	'numbers without a word': {
		main: '<center>[1]&nbsp;<a href="?page=2">[2]</a>&nbsp;<a href="?page=3">[3]</a></center>',
		pages: ['index.html?page=2', 'index.html?page=3'],
	},
	'the days of a calendar': {
		main: `<table>${[0, 7, 14, 21].map((week) => `<tr>${[1, 2, 3, 4, 5, 6, 7].map((day) => `<td><a href="?day=${week + day}">${week + day}</a></td>`).join('')}</tr>`).join('')}</table>`,
		pages: [],
	},
	'how many are on a page is not how many there are': {
		main: '<div class="page">共3页 每页15条 <a href="index_1.html">下一页</a></div>',
		pages: ['index_1.html'],
		count: 3,
	},
	VSB: {
		main: '<div class="pb_sys_common"><span>共98条</span><span>1</span><a href="zcwj/4.htm">2</a><a href="zcwj/4.htm">下页</a></div><script>_simple_list_gotopage_fun(5,"u5_goto",2)</script>',
		pages: ['zcwj/4.htm'],
		count: 5,
		items: 98,
	},
	'a menu of pages': {
		main: '<select onchange="go(this.value)"><option value="index.html">1</option><option value="index_1.html">2</option></select>',
		pages: ['index_1.html'],
	},
	'by script only': {
		main: '<div class="page">共12页 <a href="javascript:goPage(2)">下一页</a></div>',
		pages: [],
		count: 12,
		scripted: true,
	},
	'the last page by script': {
		main: '<div class="page">共1页 <a href="javascript:goPage(2)">下一页</a></div>',
		pages: [],
		count: 1,
		scripted: false,
	},
	'numbers that are posted back': {
		main: `<table><tr><td><span>1</span></td><td><a href="javascript:__doPostBack('GridView1','Page$2')">2</a></td></tr></table>`,
		pages: [],
		scripted: true,
	},
	'a calendar’s days that are posted back': {
		main: `<table><tr><td><a href="javascript:__doPostBack('Calendar1','9801')">1</a></td><td><a href="javascript:__doPostBack('Calendar1','9802')">2</a></td></tr></table>`,
		pages: [],
	},
	'more as the reader scrolls': {
		main: '<script>window.onscroll=function(){if(innerHeight+pageYOffset>=document.body.scrollHeight)$.get("/more",add)}</script>',
		pages: [],
		scripted: true,
	},
	'a way back to the top beside a counter': {
		main: '<script>$(window).scroll(function(){$("#top").toggle($(window).scrollTop()>100)});$.get("/count")</script>',
		pages: [],
	},
	'more on click': {
		main: '<a href="javascript:;" onclick="more()">加载更多</a>',
		pages: [],
		scripted: true,
	},
	'more on a block that waits for a click': {
		main: '<div id="more">加载更多</div>',
		pages: [],
		scripted: true,
	},
	buttons: {
		main: '<div class="turn"><button>上一页</button><em>1 / 3</em><button>下一页</button></div>',
		pages: [],
		scripted: true,
	},
	'a button that is switched off': {
		main: '<div class="turn"><button disabled>下一页</button></div>',
		pages: [],
	},
};

describe('paging', () => {
	for (const [name, { main, pages, guessed, count, items, scripted }] of Object.entries(pagers)) {
		it(name, () => {
			const { pager } = read(
				`<ul><li><a href="t1.html">${a}</a><span>2026-11-03</span></li><li><a href="t2.html">${b}</a><span>2026-11-02</span></li></ul>${main}`,
			);
			expect([...pager.pages].sort()).toEqual(
				pages.map((page) => `https://www.example.gov.cn/zwgk/zcwj/${page}`).sort(),
			);
			expect(pager.guessed).toEqual(guessed?.map((page) => `https://www.example.gov.cn/zwgk/zcwj/${page}`));
			expect([pager.pageCount, pager.itemCount, pager.scripted]).toEqual([count, items, scripted ?? false]);
		});
	}
});

describe('rows that a click opens', () => {
	const rows: Record<string, string> = {
		list: `<ul><li onclick="window.open('/zwgk/zcwj/t1.html')"><span>${a}</span><em>2026-11-03</em></li><li onclick="window.open('/zwgk/zcwj/t2.html')"><span>${b}</span><em>2026-11-02</em></li></ul>`,
		table: `<table><tr onclick="openInfo('t1.html')"><td>${a}</td><td>2026-11-03</td></tr><tr onclick="openInfo('t2.html')"><td>${b}</td><td>2026-11-02</td></tr></table>`,
	};
	for (const [name, main] of Object.entries(rows))
		it(name, () =>
			expect(read(main).items).toEqual([
				{ url: 'https://www.example.gov.cn/zwgk/zcwj/t1.html', title: a, date: '2026-11-03' },
				{ url: 'https://www.example.gov.cn/zwgk/zcwj/t2.html', title: b, date: '2026-11-02' },
			]),
		);
});

describe('entries behind', () => {
	const row = (n: number): string =>
		`<li><a href="t${n}.html">${a}（${n}）</a><span>2026-11-0${n}</span></li>`;
	it('a tab are the list’s', () =>
		expect(
			read(
				`<div class="pane"><ul>${row(1)}</ul></div><div class="pane" style="display:none"><ul>${row(2)}${row(3)}</ul></div>`,
			).items,
		).toHaveLength(3));
	it('the data that the page came with are added to it', () => {
		const data = `<script type="text/xml"><datastore><recordset><record><![CDATA[${row(1)}]]></record><record><![CDATA[${row(2)}]]></record></recordset></datastore></script>`;
		expect(read(`<ul>${row(3)}</ul>${data}`).items).toHaveLength(3);
	});
});
