import { describe, expect, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';
import { official } from '../../support/pages.ts';

const title = '关于印发养老服务补贴办法的通知';
const whole = official(title, {
	number: '临政办发〔2026〕6号',
	writtenOn: '2026-03-02',
	marker: '（此件公开发布）',
	more: '<p>附件：<a href="P1.doc">申请表</a></p>',
});
const main = '<table class="xxgk">';

const variants: Record<string, string> = {
	'as it should be': whole,
	'text before the doctype': `临江市人民政府\n${whole}`,
	'a mark before the doctype': `\ufeff${whole}`,
	'a comment before the doctype': `<!-- TRS 2026-11-03 -->\n${whole}`,
	'a script before the doctype': `<script>var a = "<a href='x'><div>";</script>${whole}`,
	'a server’s warning before the doctype': `<br />\n<b>Warning</b>: x in <b>a.php</b> on line <b>3</b><br />${whole}`,
	'an XML declaration': `<?xml version="1.0" encoding="utf-8"?>${whole}`,
	'upper-case tags': whole.replace(/<\/?\w+/g, (tag) => tag.toUpperCase()),
	'attributes without quotes': whole.replace(/ (class|href|name|charset)="([^" >]+)"/g, ' $1=$2'),
	'attributes in single quotes': whole.replace(/ (class|href|name|content)="([^"]+)"/g, " $1='$2'"),
	'attributes without a blank between': whole.replace('class="content"', 'class="content"id="x"'),
	'tags that are never closed': whole.replace(/<\/(?:p|td|tr|li|ul|div|h1|body|html)>/g, ''),
	'a head that is never closed': whole.replace('</head>', ''),
	'no html, head and body': whole.replace(/<\/?(?:html|head|body)>/g, ''),
	'the end of the page in its middle': whole.replace(main, `</body></html>${main}`),
	'a page in a page': whole
		.replace(main, `<html><head><title>子页</title></head><body>${main}`)
		.replace('<div class="footer">', '</body></html><div class="footer">'),
	'forms in forms': whole.replace(main, `<form><form action="x">${main}`),
	'tables in tables, none closed': whole.replace(main, `<table><tr><td><table><tr><td>${main}`),
	'an anchor that is never closed': whole.replace(main, `<a name="top">${main}`),
	'an anchor in a link': whole.replace('申请表</a>', '<a name="_GoBack"></a>申请表</a>'),
	'an empty title first': whole.replace('<title>', '<title></title><title>'),
	'comments of every kind': whole.replace(main, `<!--><!--- a -- b ---><!--[if IE]>x<![endif]-->${main}`),
	'what Word leaves behind': whole.replace(main, `<o:p></o:p><?xml:namespace prefix = o ns = "x" />${main}`),
	'zeros in the text': whole.replace(main, `\0${main}\0`),
	'its number in pieces': whole.replace(
		'临政办发〔2026〕6号',
		'临政办发<font>〔2026〕</font>\n<span>6</span>号',
	),
	'its number in entities': whole.replace('临政办发〔2026〕6号', '&#20020;政办发&#x3014;2026&#12309;6号'),
};

describe('a document is read, whatever its markup:', () => {
	test.each(Object.entries(variants))('%s', (_, html) => {
		const page = readPage(html, 'http://www.linjiang.gov.cn/zwgk/zcwj/1.html');
		const { document, links } = page;
		expect({
			window: page.title,
			title: document?.title?.value,
			number: document?.documentNumber?.value,
			written: document?.writtenOn?.value,
			published: document?.publishedOn?.value,
			marker: document?.publicMarker?.value,
			table: document?.hasMetadataTable,
			files: document?.attachments.map(({ url }) => url),
			menu: links.some(({ url }) => url.endsWith('/bsfw/')),
		}).toEqual({
			window: `${title}-临江市人民政府`,
			title,
			number: '临政办发〔2026〕6号',
			written: '2026-03-02',
			published: '2026-03-02',
			marker: '（此件公开发布）',
			table: true,
			files: ['http://www.linjiang.gov.cn/zwgk/zcwj/P1.doc'],
			menu: true,
		});
	});
});
