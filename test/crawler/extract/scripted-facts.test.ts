import { describe, expect, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';

const title = '临江市人民政府办公室关于印发临江市养老服务补贴办法的通知';
const text =
	'<p>各县（市、区）人民政府，市政府各部门：</p><p>为了做好有关工作，根据上级部署，结合本市实际，现将有关事项通知如下，请认真贯彻执行，并及时报告落实情况。</p>';

interface Parts {
	readonly head?: string;
	/** The line under the title. */
	readonly info?: string;
	readonly body?: string;
	readonly after?: string;
}

const read = ({ head = '', info = '', body = text, after = '' }: Parts, ran = false) =>
	readPage(
		`<!doctype html><html><head><title>${title}-临江市人民政府</title>${head}</head><body><div class="nav"><a href="/">首页</a></div><h1>${title}</h1><div class="info">${info}</div><div class="content">${body}</div>${after}<div class="footer">主办：临江市人民政府办公室 <script>document.write("2026-11-22")</script></div></body></html>`,
		'http://www.linjiang.gov.cn/zwgk/zcwj/a.html',
		'utf-8',
		{ ran },
	);

const on = '2026-11-03';

describe('a day of publication that no reader of the source sees', () => {
	test.each<[string, Parts]>([
		['printed behind its label', { info: `发布时间：<script>document.write("${on}")</script>` }],
		['printed with its label', { info: `<script>document.write("<span>发布日期：${on}</span>")</script>` }],
		[
			'cut from a longer value',
			{
				info: `发布时间：<script>var s="${on} 10:00:00".split(" ");var d="${on} 10:00";document.write(d.substring(0,10));</script>`,
			},
		],
		[
			'set into an element',
			{
				info: '发布时间：<span id="day"></span>',
				after: `<script>document.getElementById("day").innerHTML = "${on}";</script>`,
			},
		],
		[
			'set when the page is ready',
			{
				info: '发布时间：<span id="day"></span>',
				after: `<script>$(function(){ $("#day").text('${on} 10:00'.substr(0, 10)); });</script>`,
			},
		],
		['a variable', { head: `<script>var pubdate="${on}";</script>` }],
		['a value in JSON', { head: `<script>window.info={"id":3,"publishTime":"${on} 09:00:00"}</script>` }],
		['milliseconds', { head: '<script>var article={"pubDate":1793671200000}</script>' }],
		[
			'JSON-LD',
			{
				head: `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"${on}T10:00:00+08:00","dateModified":"2026-11-09"}</script>`,
			},
		],
		['a tag of the system’s own', { info: `发布时间：<publishtime>${on} 10:00</publishtime>` }],
		['such a tag, not shown', { info: `<span style="display:none"><PublishTime>${on}</PublishTime></span>` }],
		['between comments of the system', { info: `<!--<$[信息时间]>begin-->${on}<!--<$[信息时间]>end-->` }],
		['a comment', { after: `<!-- pubDate:${on} 10:00 -->` }],
		[
			'the particulars of a newspaper’s system',
			{ head: `<!--enpproperty <articleid>1</articleid><date>${on} 10:00:00.0</date>/enpproperty-->` },
		],
		['a hidden field', { info: `<input type="hidden" id="pubdate" value="${on}">` }],
		['a tag with itemprop', { head: `<meta itemprop="datePublished" content="${on}">` }],
	])('%s', (_, parts) => expect(read(parts).document?.publishedOn?.value).toBe(on));

	test.each<[string, Parts]>([
		['the day of today', { head: '<script>var today="2026-11-22",date="2026-11-22"</script>' }],
		['when the page was made', { after: '<!-- 页面生成时间 2026-11-20 10:00:00 -->' }],
		[
			'the days of a list',
			{ head: '<script>var list=[{"pubDate":"2026-11-09"},{"pubDate":"2026-11-03"}]</script>' },
		],
		[
			'what a script may or may not print',
			{ info: '<script>if (a) { document.write("发布时间：2026-11-03") }</script>' },
		],
		['what it puts together itself', { info: '<script>document.write("发布时间：" + day())</script>' }],
	])('but not %s', (_, parts) => expect(read(parts).document?.publishedOn).toBeUndefined());

	test('a label wins over what a script says', () =>
		expect(
			read({ head: '<script>var pubdate="2026-11-09"</script>', info: `发布时间：${on}` }).document
				?.publishedOn?.value,
		).toBe(on));

	test('nothing is printed twice where a browser has run the scripts', () => {
		const printed = { body: `${text}<script>document.write("<p>此处由脚本写出。</p>")</script>` };
		expect(read(printed).mainTextLength - read(printed, true).mainTextLength).toBe(8);
	});
});

describe('a text that is only a file', () => {
	const file = 'http://www.linjiang.gov.cn/P0/x.pdf';
	test.each<[string, string]>([
		['a frame', '<iframe src="/P0/x.pdf"></iframe>'],
		['a frame that loads late', '<iframe data-src="/P0/x.pdf"></iframe>'],
		['a viewer', '<iframe src="/pdfjs/web/viewer.html?file=/P0/x.pdf"></iframe>'],
		[
			'a viewer with an escaped address',
			'<iframe src="/pdfjs/web/viewer.html?file=http%3A%2F%2Fwww.linjiang.gov.cn%2FP0%2Fx.pdf#page=1"></iframe>',
		],
		['a viewer with a relative one', '<iframe src="/pdfjs/web/viewer.html?file=../../P0/x.pdf"></iframe>'],
		['embed', '<embed src="/P0/x.pdf" type="application/pdf">'],
		['object', '<object data="/P0/x.pdf" type="application/pdf"></object>'],
		['a parameter', '<object classid="clsid:CA8A9780"><param name="src" value="/P0/x.pdf"></object>'],
		[
			'a frame that a script prints',
			'<script>document.write("<iframe src=\'/P0/x.pdf\'></iframe>")</script>',
		],
		[
			'a frame that a script fills',
			'<iframe id="f"></iframe><script>var v="/pdfjs/web/viewer.html?file=";document.getElementById("f").src=v+encodeURIComponent("/P0/x.pdf")</script>',
		],
		['PDFObject', '<div id="p"></div><script>PDFObject.embed("/P0/x.pdf", "#p")</script>'],
		[
			'pdf.js',
			'<canvas id="c"></canvas><script>var url = "/P0/x.pdf"; pdfjsLib.getDocument(url).promise.then(function (d) {})</script>',
		],
		['a link alone', '<p><a href="/P0/x.pdf">关于印发临江市养老服务补贴办法的通知.pdf</a></p>'],
		['a link to a viewer', '<p><a href="/pdfjs/web/viewer.html?file=/P0/x.pdf">申请表</a></p>'],
	])('%s', (_, body) => {
		const page = read({ body });
		expect(page.document?.attachments.map(({ url }) => url)).toEqual([file]);
		expect(page.links.map(({ url }) => url)).toContain(file);
	});

	test('a download without a name', () => {
		const page = read({ body: '<embed src="/download?id=3" type="application/pdf">' });
		expect(page.document?.attachments.map(({ url }) => url)).toEqual([
			'http://www.linjiang.gov.cn/download?id=3',
		]);
	});
});

test.each([
	['a text', 'x = "y'],
	['a text that ends in a quoted quote', 'x = "y\\"'],
])('a script in which %s is not closed runs in no browser, and says nothing', (_what, code) => {
	const sourceOf = (more: string) =>
		read({ info: `来源：<script>document.write("临江日报");${more}</script>` }).document?.source?.value;
	expect([sourceOf('x = "y"'), sourceOf(code)]).toEqual(['临江日报', undefined]);
});
