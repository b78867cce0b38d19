import { readDocument } from '../../crawler/extract/document.ts';
import { byTag, parseHtml, textOf } from '../../crawler/extract/dom.ts';
import { resolver } from '../../crawler/extract/links.ts';
import type { DocumentFacts } from '../../crawler/page-facts.ts';

/** The facts of a page given as markup, without what `readPage` would know of its frame. */
export const documentOf = (
	html: string,
	url = 'http://www.example.gov.cn/zwgk/1.html',
): DocumentFacts | undefined => {
	const root = parseHtml(html);
	const meta: Record<string, string> = {};
	const metas = byTag(root, 'meta');
	for (const { attribs } of metas) if (attribs.name) meta[attribs.name.toLowerCase()] = attribs.content ?? '';
	const titles = byTag(root, 'title');
	const title = titles[0]
		? textOf(titles[0]) || ((titles[0].children[0] as { data?: string } | undefined)?.data ?? '').trim()
		: '';
	return readDocument(root, { url, title, meta, metas, links: [], resolve: resolver(url) });
};

const filler =
	'各县（市、区）人民政府，市政府各部门：为了做好有关工作，根据上级部署，结合本市实际，现将有关事项通知如下，请认真贯彻执行，并及时报告落实情况。';

/** A document page of no particular publishing system around these lines of text. */
export const pageOf = (title: string, paragraphs: readonly string[], head = ''): string =>
	`<html><head><title>${title}-某某市人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>${head}<h1>${title}</h1><div class="info">发布时间：2020-03-05 来源：市政府办</div><div id="text"><p>${filler}</p>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</div><div class="foot">主办单位：某某市人民政府办公室</div></body></html>`;
