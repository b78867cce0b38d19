import type { Attachment } from '../page-facts.ts';
import { runningLength } from './body.ts';
import { collapse, type Element, squeeze } from './dom.ts';
import type { PageContext } from './fact.ts';
import {
	embeddedUrl,
	fileName,
	filesInScripts,
	hrefOf,
	isMarkedFile,
	leadsToFile,
	viewedFile,
} from './file-address.ts';
import { openedByScript, type Resolve, textOfLink } from './links.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const installer =
	/阅读器|阅读软件|浏览器|客户端|插件|播放器|控件|APP|安装包|reader|player|输入法|WPS\s*(?:下载|软件)|办公软件/i;
const named =
	/^[【[（(]?附件|附件下载|下载附件|点击下载|(?:文字|图片|PDF|WORD|DOCX?|OFD|正式)版?(?:下载|版本?)|^下载(?:文字|图片|PDF|WORD|OFD)|附表|附图|申请表|原文下载|文件下载/i;

/** A link of the page with the line it begins in. */
export interface LineLink {
	readonly element: Element;
	readonly line: number;
	readonly text: string;
	/** As a browser resolves it; where `href` runs a script, the address that the script or another attribute names. */
	readonly url: string;
	readonly href: string;
	readonly hidden: boolean;
	/** Leads to a file, by its address or by the name of a file as its text. */
	readonly isFile: boolean;
}

/** Every link that leads somewhere. */
export const lineLinks = (scan: Scan, page: Pick<PageContext, 'links' | 'resolve'>): LineLink[] => {
	const texts = new Map<Element, string>();
	for (const { element, text } of page.links) texts.set(element, text);
	const found: LineLink[] = [];
	for (let index = 0; index < scan.lines.length; index++) {
		const line = scan.lines[index] as ScanLine;
		for (const element of line.links) {
			const href = hrefOf(element) ?? openedByScript(element);
			const address = href === undefined ? undefined : page.resolve(href);
			if (href === undefined || address === undefined) continue;
			const text = (texts.get(element) ?? textOfLink(element)) || line.text;
			const file = viewedFile(address);
			const isFile = file !== undefined || isMarkedFile(element) || leadsToFile(href, text);
			found.push({ element, line: index, text, url: file ?? address, href, hidden: line.hidden, isFile });
		}
	}
	return found;
};

/** Characters of a text that stands for itself. */
const leastText = 60;

const boxHeading = /附件|下载|文件版本|原文/;

/** Files that belong to the page: those in its text, those in a box of attachments, those embedded in it. */
export const findAttachments = (
	scan: Scan,
	body: Range,
	article: Range,
	links: readonly LineLink[],
	resolve: Resolve,
	/** The page's own scripts: where it has no text, they show a file. */
	codes: readonly string[],
): Attachment[] => {
	const found = new Map<string, Attachment>();
	for (const link of links) {
		if (!link.isFile) continue;
		const inBody = link.line >= body.from && link.line < body.to;
		if (!inBody) {
			if (link.line < article.from || link.line >= article.to) continue;
			if (!named.test(link.text) && !fileName.test(link.text) && !headed(scan.lines, link.line)) continue;
		}
		if (installer.test(link.text) && !/^附件/.test(link.text)) continue;
		if (!found.has(link.url)) found.set(link.url, { url: link.url, text: link.text });
	}
	for (const { element, line } of scan.media) {
		if (
			line < body.from ||
			line > body.to ||
			element.name === 'img' ||
			element.name === 'video' ||
			element.name === 'audio'
		)
			continue;
		const shown = embeddedUrl(element, resolve);
		if (!shown?.isFile || found.has(shown.url)) continue;
		const text = collapse(element.attribs.title ?? '') || decodeName(shown.url);
		found.set(shown.url, { url: shown.url, text });
	}
	if (found.size === 0 && runningLength(scan.lines, body) < leastText) {
		for (const url of filesInScripts(codes, resolve)) found.set(url, { url, text: decodeName(url) });
	}
	return [...found.values()];
};

const decodeName = (url: string): string => {
	const name = url.slice(url.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
};

/** A short line without links above this one, or this one's own beginning, that names attachments. */
const headed = (lines: readonly ScanLine[], index: number): boolean => {
	for (let i = index; i >= Math.max(0, index - 12); i--) {
		const line = lines[i] as ScanLine;
		const own = i === index ? line.text.slice(0, Math.max(0, line.text.length - line.linkLength)) : line.text;
		if (squeeze(own).length <= 16 && boxHeading.test(own) && (i === index || line.links.length === 0))
			return true;
		if (i !== index && line.links.length === 0 && own.length > 30) return false;
	}
	return false;
};
