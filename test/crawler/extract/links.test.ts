import { describe, expect, it, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';

const at = 'https://www.example.gov.cn/zwgk/zcwj/index_2.html?a=1';

const resolved: Record<string, [href: string, url: string | undefined]> = {
	'beside the page': ['t2026.html', 'https://www.example.gov.cn/zwgk/zcwj/t2026.html'],
	dot: ['./202611/t1.html', 'https://www.example.gov.cn/zwgk/zcwj/202611/t1.html'],
	above: ['../tzgg/', 'https://www.example.gov.cn/zwgk/tzgg/'],
	'above the root': ['../../../../x.html', 'https://www.example.gov.cn/x.html'],
	'dots inside': ['/a/./b/../c.html', 'https://www.example.gov.cn/a/c.html'],
	'from the root': ['/a/b.html#part', 'https://www.example.gov.cn/a/b.html'],
	'query alone': ['?page=3', 'https://www.example.gov.cn/zwgk/zcwj/index_2.html?page=3'],
	'fragment alone is the page itself': ['#top', at],
	'empty is the page itself': ['', at],
	'without scheme': ['//zwfw.example.gov.cn/x', 'https://zwfw.example.gov.cn/x'],
	backslashes: ['..\\tzgg\\1.html', 'https://www.example.gov.cn/zwgk/tzgg/1.html'],
	'backslashes for a host': ['http:\\\\b.gov.cn\\1.html', 'http://b.gov.cn/1.html'],
	'line breaks inside': [' /a/\n\tb.html ', 'https://www.example.gov.cn/a/b.html'],
	'blanks around': ['  /a/b.html  ', 'https://www.example.gov.cn/a/b.html'],
	'a full-width blank behind': ['/a/b.html\u3000', 'https://www.example.gov.cn/a/b.html%E3%80%80'],
	'percent-encoded GBK stays as written': [
		'/f/%CE%C4%BC%FE.doc',
		'https://www.example.gov.cn/f/%CE%C4%BC%FE.doc',
	],
	'a host without a scheme is a path': [
		'www.b.gov.cn/a.htm',
		'https://www.example.gov.cn/zwgk/zcwj/www.b.gov.cn/a.htm',
	],
	'one slash behind the scheme': ['https:/a.html', 'https://www.example.gov.cn/a.html'],
	'backslashes without a scheme': ['\\\\b.gov.cn\\1.html', 'https://b.gov.cn/1.html'],
	'blank inside': ['/附件 1.doc', 'https://www.example.gov.cn/%E9%99%84%E4%BB%B6%201.doc'],
	Chinese: ['/文件.pdf?名=甲', 'https://www.example.gov.cn/%E6%96%87%E4%BB%B6.pdf?%E5%90%8D=%E7%94%B2'],
	'upper-case host and default port': ['HTTP://B.GOV.CN:80', 'http://b.gov.cn/'],
	'host without a slash': ['http://b.gov.cn', 'http://b.gov.cn/'],
	'user and odd characters go through the parser': ["/a|b/'c'", "https://www.example.gov.cn/a|b/'c'"],
	'colon later in a path': ['a/b:c', 'https://www.example.gov.cn/zwgk/zcwj/a/b:c'],
	javascript: ['javascript:void(0)', undefined],
	'javascript with a blank before': [' JavaScript:;', undefined],
	mail: ['mailto:a@b.cn', undefined],
	telephone: ['tel:12345', undefined],
	data: ['data:text/html,x', undefined],
	'no address at all': ['http://', undefined],
	'a file stays as written': ['file:///C:/公文/1.doc', 'file:///C:/公文/1.doc'],
	'a disk path stays as written': ['D:\\公文\\1.doc', 'D:\\公文\\1.doc'],
};

describe('addresses', () => {
	for (const [name, [href, url]] of Object.entries(resolved)) {
		it(name, () => {
			const page = readPage(`<body><p><a href="${href}">甲</a></p></body>`, at);
			expect(page.links.map((link) => link.url)).toEqual(url === undefined ? [] : [url]);
			if (url?.startsWith('http')) {
				const expected = new URL(href, at);
				expected.hash = '';
				expect(url).toBe(expected.href);
			}
		});
	}

	test.each<[name: string, href: string, url: string]>([
		['an entity', '/d.jsp?a=1&amp;b=2', '/d.jsp?a=1&b=2'],
		['one that is no entity', '/d.jsp?a=1&copy=2&section=3', '/d.jsp?a=1&copy=2&section=3'],
		['one escaped twice, as a browser asks for it', '/d.jsp?a=1&amp;amp;b=2', '/d.jsp?a=1&amp;b=2'],
		['a number', '/&#x6587;.doc', '/%E6%96%87.doc'],
	])('with %s', (_, href, url) =>
		expect(readPage(`<a href="${href}">甲</a>`, at).links[0]?.url).toBe(`https://www.example.gov.cn${url}`),
	);

	const based = (bases: string, behind = ''): string | undefined =>
		readPage(`<html><head>${bases}</head><body><a href="1.html">甲</a>${behind}</body></html>`, at).links[0]
			?.url;
	test.each<[name: string, base: string, url: string]>([
		['relative', '<base href="../x/">', 'https://www.example.gov.cn/zwgk/x/1.html'],
		['of another host', '<base href="http://b.gov.cn/y/">', 'http://b.gov.cn/y/1.html'],
		['without an address', '<base target="_blank"><base href="/x/">', 'https://www.example.gov.cn/x/1.html'],
		['given twice', '<base href="/x/"><base href="/y/">', 'https://www.example.gov.cn/x/1.html'],
		['that is none', '<base href="http://">', 'https://www.example.gov.cn/zwgk/zcwj/1.html'],
		['that leads to a disk', '<base href="file:///D:/web/">', 'https://www.example.gov.cn/zwgk/zcwj/1.html'],
	])('start from a base %s', (_, base, url) => expect(based(base)).toBe(url));

	it('start from a base behind them', () =>
		expect(based('', '<base href="/x/">')).toBe('https://www.example.gov.cn/x/1.html'));

	it('start from the base element', () => {
		const page = readPage('<head><base href="/other/"></head><a href="1.html">甲</a><a href="">乙</a>', at);
		expect(page.links.map(({ url }) => url)).toEqual([
			'https://www.example.gov.cn/other/1.html',
			'https://www.example.gov.cn/other/',
		]);
	});
});

const texts: Record<string, [html: string, text: string]> = {
	'as read': ['<a href="/1"> 关于<b>印发</b>\n方案 </a>', '关于印发 方案'],
	'title where there is no text': ['<a href="/1" title="首页"><i></i></a>', '首页'],
	'alt where there is only a picture': ['<a href="/1"><img src="/a.png" alt="徽标"></a>', '徽标'],
	'up to a link in a link': ['<a href="/1">甲<a href="/2">乙</a>丙</a>', '甲'],
	nothing: ['<a href="/1"></a>', ''],
};

describe('link texts', () => {
	for (const [name, [html, text]] of Object.entries(texts)) {
		it(name, () => expect(readPage(html, at).links.find(({ as }) => as === 'a')?.text).toBe(text));
	}

	it('pictures and frames are links of their own kind', () => {
		const page = readPage(
			'<img src="/a.png" alt="图"><img src="data:image/png;base64,AA"><iframe src="/f.html"></iframe><iframe src="about:blank"></iframe>',
			at,
		);
		expect(page.links.map(({ as, url }) => `${as} ${url}`)).toEqual([
			'img https://www.example.gov.cn/a.png',
			'frame https://www.example.gov.cn/f.html',
		]);
	});
});

const byScript: Record<string, [link: string, url: string | undefined]> = {
	'a function that is named for opening': [
		'<a href="javascript:openwin(\'show.asp?id=3\')">一则通知</a>',
		'show.asp?id=3',
	],
	'the browser’s own call': [
		'<a href="javascript:void(window.open(\'/a/1.html\'))">一则通知</a>',
		'/a/1.html',
	],
	'on click': ['<a href="#" onclick="location.href=\'b/2.htm\';return false">一则通知</a>', 'b/2.htm'],
	'an address in parts': ['<a href="javascript:window.open(\'/a.jsp?id=\'+3)">一则通知</a>', undefined],
	'a relative one for who knows what': ['<a href="javascript:show(\'3.html\')">一则通知</a>', undefined],
	...Object.fromEntries(
		[
			"vote('/api/vote.do?id=3')",
			"$.post('/like/12')",
			"if(confirm('删除？'))del('/del.do?id=1')",
			"this.src='/captcha.jsp'",
			"$('#box').load('/inc/list.html')",
			"loadTab('/xw/data.json')",
			"copyUrl('/zwgk/1.html')",
			"playVideo('/v/1.mp4')",
		].map((code) => [`a deed, ${code}`, [`<a href="javascript:;" onclick="${code}">点我</a>`, undefined]]),
	),
	'a whole row': ['<li onclick="window.open(\'/t1.html\')"><em>2026-11-03</em>一则通知</li>', '/t1.html'],
	'a row with a link of its own': [
		'<li onclick="window.open(\'/t1.html\')"><a href="t2.html">一则通知</a></li>',
		't2.html',
	],
	'an address of its own goes first': [
		'<a href="c.html" onclick="window.open(\'/leave.html\')">一则通知</a>',
		'c.html',
	],
};

describe('links that a script opens', () => {
	for (const [name, [link, url]] of Object.entries(byScript)) {
		it(name, () =>
			expect(readPage(`<div>${link}</div>`, at).links.map((link) => link.url)).toEqual(
				url === undefined ? [] : [new URL(url, at).href],
			),
		);
	}
});

describe('Chinese in a query is asked for in the page’s own bytes', () => {
	const link = '<a href="/文.asp?lm=通知">甲乙</a>';
	const path = 'https://www.example.gov.cn/%E6%96%87.asp?lm=';
	it('as the page’s tag says', () =>
		expect(readPage(`<meta charset="gb2312">${link}`, at).links[0]?.url).toBe(`${path}%CD%A8%D6%AA`));
	it('or the encoding that it came in', () =>
		expect(readPage(`<meta charset="gb2312">${link}`, at, 'utf-8').links[0]?.url).toBe(
			`${path}%E9%80%9A%E7%9F%A5`,
		));
});
