import { describe, expect, test } from 'vitest';
import { documentOf, pageOf } from '../../support/document.ts';

const behindText = (html: string, title = '关于印发《临江市某项补贴办法》的通知') =>
	documentOf(
		pageOf(title, ['临江市人民政府', '2020年3月2日']).replace(
			'<div class="foot">',
			`${html}<div class="foot">`,
		),
	);
const related = (html: string, title?: string) =>
	(behindText(html, title)?.related ?? []).map(({ url, role }) => [
		url.replace('http://www.example.gov.cn', ''),
		role,
	]);
const files = (line: string) =>
	(documentOf(pageOf('关于某事的通知', [line]))?.attachments ?? []).map(({ url }) =>
		url.replace('http://www.example.gov.cn', ''),
	);

describe('links to what belongs to a document', () => {
	test.each<[string, string, string[][]]>([
		[
			'a box of interpretations',
			'<div class="xg"><h3>相关解读</h3><ul><li><a href="/jd/1.html">专家谈补贴新规</a></li></ul></div>',
			[['/jd/1.html', 'interpretation']],
		],
		[
			'a line',
			'<p>相关解读：<a href="/jd/1.html">补贴办法一看就懂了</a></p>',
			[['/jd/1.html', 'interpretation']],
		],
		[
			'a title in a box of reading',
			'<div><h3>相关阅读</h3><a href="/jd/1.html">《临江市某项补贴办法》解读</a></div>',
			[['/jd/1.html', 'interpretation']],
		],
		[
			'another document’s interpretation',
			'<div><h3>相关阅读</h3><a href="/jd/1.html">《排水许可证核发规程》解读</a></div>',
			[['/jd/1.html', 'related']],
		],
		[
			'a hidden box that a script opens',
			'<div style="display:none"><h3>政策解读</h3><ul><li><a href="/jd/1.html">补贴办法图解来了</a></li></ul></div>',
			[['/jd/1.html', 'interpretation']],
		],
		[
			'tools and neighbours',
			'<p>上一篇：<a href="/2.html">关于别的事的通知</a></p><a href="javascript:window.print()">打印</a><a href="#">分享</a>',
			[],
		],
		[
			'other reading',
			'<div><h3>相关信息</h3><a href="/3.html">关于别的事的通知</a></div>',
			[['/3.html', 'related']],
		],
	])('%s', (_, html, links) => expect(related(html)).toEqual(links));

	const title = '《临江市某项补贴办法》解读';
	test.each<[string, string, string[][]]>([
		[
			'the original',
			'<p>政策原文：<a href="/zc/1.html">关于印发《临江市某项补贴办法》的通知</a></p>',
			[['/zc/1.html', 'policy']],
		],
		[
			'a box of documents',
			'<div><h3>相关文件</h3><ul><li><a href="/zc/1.html">关于印发补贴办法的通知</a></li></ul></div>',
			[['/zc/1.html', 'policy']],
		],
		[
			'a heading that is wrong',
			'<p>相关解读：<a href="/zc/1.html">关于印发《临江市某项补贴办法》的通知</a></p>',
			[['/zc/1.html', 'policy']],
		],
		[
			'the document in a box of reading',
			'<p>相关文章：<a href="/zc/1.html">临江市人民政府关于印发临江市某项补贴办法的通知</a></p>',
			[['/zc/1.html', 'policy']],
		],
		[
			'unrelated reading',
			'<div><h3>相关阅读</h3><a href="/zc/9.html">市领导调研重点项目建设</a></div>',
			[['/zc/9.html', 'related']],
		],
	])('from an interpretation: %s', (_, html, links) => expect(related(html, title)).toEqual(links));
});

describe('attachments', () => {
	test.each<[string, string, string[]]>([
		['by extension', '附件：<a href="/f/1.docx">1.申请表</a>', ['/f/1.docx']],
		[
			'handed out by a program',
			'附件：<a href="/module/download/downfile.jsp?classid=0&amp;filename=abc.pdf">名单</a>',
			['/module/download/downfile.jsp?classid=0&filename=abc.pdf'],
		],
		[
			'博达',
			'附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&amp;owner=1&amp;wbfileid=2">名单.xls</a>】',
			['/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2'],
		],
		[
			'the path in another attribute',
			'<a href="javascript:;" oldsrc="W0202.pdf">文件.pdf</a>',
			['/zwgk/W0202.pdf'],
		],
		...[
			'href="javascript:void(0)" data-url="/P0/x.doc"',
			'href="javascript:;" onclick="downFile(\'/P0/x.doc\',\'附件\')"',
			'href="#" onclick="downFile(\'附件1\',\'/P0/x.doc\')"',
			'href="#" onclick="downFile(\'申请表.doc\',\'/P0/x.doc\')"',
			'href="javascript:downFile(&quot;/P0/x.doc&quot;)"',
			'href=javascript:; onclick=downFile("/P0/x.doc")',
			'onclick="downFile(\'/P0/x.doc\')"',
			'data-href="/P0/x.doc" class="down"',
			'href="javascript:;" OldSrc="/P0/x.doc" appendix="true" needdownload="true"',
		].map((attributes): [string, string, string[]] => [
			`behind a script, ${attributes}`,
			`附件：<a ${attributes}>申请表</a>`,
			['/P0/x.doc'],
		]),
		['no link at all', '附件：<span onclick="downFile(\'/P0/x.doc\')">申请表.doc</span>', ['/P0/x.doc']],
		['marked by the system', '<a href="/protect/8a7" appendix="true">申请表</a>', ['/protect/8a7']],
		['marked for the browser', '<a href="/f/8a7c" download="申请表.doc">申请表</a>', ['/f/8a7c']],
		['a program and a number', '附件：<a href="/download?id=7">申请表</a>', ['/download?id=7']],
		[
			'a mere deed',
			'<a href="javascript:window.print()">打印</a><a onclick="share(\'/zc/1.html\')">分享</a>',
			[],
		],
		['embedded', '<iframe src="/pdfjs/web/viewer.html?file=%2Ff%2F1.pdf"></iframe>', ['/f/1.pdf']],
		['a reader for files', '请下载<a href="/soft/reader.zip">PDF阅读器</a>', []],
		['a picture', '<a href="/f/1.jpg"><img src="/f/1.jpg"></a>', []],
		['a page', '<a href="/zc/1.html">某办法</a>', []],
	])('%s', (_, line, urls) => expect(files(line)).toEqual(urls));
	test('a box behind the text', () =>
		expect(
			behindText('<div><h3>附件下载</h3><ul><li><a href="/f/1.doc">申请表</a></li></ul></div>')?.attachments,
		).toEqual([{ url: 'http://www.example.gov.cn/f/1.doc', text: '申请表' }]));
	test('files of the site behind the text are not the page’s', () =>
		expect(
			behindText(
				'<div><h3>常用软件</h3><p>本站提供各类办公软件供广大市民和企业自行取用，请按照说明安装使用。</p><ul><li><a href="/f/9.rar">打印控件</a></li></ul></div>',
			)?.attachments,
		).toEqual([]));
});

describe('an interpretation on the document’s own page', () => {
	const long = '一、制定背景。为了贯彻上级部署，结合本市实际，有必要制定本办法。'.repeat(8);
	test('in a section', () =>
		expect(behindText(`<div><h3>政策解读</h3><p>${long}</p></div>`)?.ownInterpretation).toBe(true));
	test('in a folded tab', () =>
		expect(behindText(`<div id="zcjd" style="display:none"><p>${long}</p></div>`)?.ownInterpretation).toBe(
			true,
		));
	test('a box of links is none', () =>
		expect(
			behindText('<div><h3>政策解读</h3><ul><li><a href="/jd/1.html">补贴办法解读</a></li></ul></div>')
				?.ownInterpretation,
		).toBe(false));
});
