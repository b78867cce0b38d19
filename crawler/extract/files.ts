import type { Attachment } from '../page-facts.ts';
import { collapse, type Element, squeeze } from './dom.ts';
import type { PageContext } from './fact.ts';
import { type Resolve, textOfLink } from './links.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const extension =
	/\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|dps|rtf|txt|csv|zip|rar|7z|ceb|caj|tiff?)(?:$|[?#&;"'])/i;
const fileName =
	/\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|dps|rtf|csv|zip|rar|7z|ceb|caj)\s*(?:[（(【[]?[^（()）]{0,20}[）)】\]]?)?$/i;
/** Programs of publishing systems that hand out a file: 大汉, 博达, 开普, 南方, 蓝凌 and the usual names. */
const handler =
	/downfile\.jsp|download\.jsp|\/download(?:file|attach\w*)?(?:\.\w+)?[/?]|downloadfile|downloadattach|filedown|getfile|attachdown|showattach|attachment(?:id|_id)?[=/]|[?&](?:file(?:name|id|path|url)?|attach(?:id)?|wbfileid|fjid)=|\/attach(?:ment)?s?\/(?!.*\.s?html?$)|clobdownload|openfile/i;
const picture = /\.(?:jpe?g|png|gif|bmp|webp|svg)(?:$|[?#])/i;
const page = /\.(?:s?html?|jsp|aspx?|php)(?:$|[?#])/i;
const installer =
	/阅读器|阅读软件|浏览器|客户端|插件|播放器|控件|APP|安装包|reader|player|输入法|WPS\s*(?:下载|软件)|办公软件/i;
const named =
	/^[【[（(]?附件|附件下载|下载附件|点击下载|(?:文字|图片|PDF|WORD|DOCX?|OFD|正式)版?(?:下载|版本?)|^下载(?:文字|图片|PDF|WORD|OFD)|附表|附图|申请表|原文下载|文件下载/i;

/** Attributes in which an address hides where `href` runs a script. */
const hiding = [
	'oldsrc',
	'data-href',
	'data-url',
	'data-src',
	'data-file',
	'data-fileurl',
	'fileurl',
	'src',
	'file',
	'path',
	'filepath',
	'data-path',
	'link',
	'url',
];

const isScript = (href: string): boolean => href === '' || href === '#' || /^(?:javascript:|#)/i.test(href);

/** The address that a link stands for, as written: its `href`, or where that runs a script, the one in another attribute or in the script. */
export const hrefOf = ({ attribs }: Element): string | undefined => {
	const href = (attribs.href ?? '').trim();
	if (!isScript(href)) return href;
	for (const name of hiding) {
		const value = attribs[name]?.trim();
		if (value && !isScript(value) && (extension.test(value) || handler.test(value))) return value;
	}
	const code = `${href} ${attribs.onclick ?? ''}`;
	if (code.length < 600) {
		const quoted = /["']([^"']{3,300})["']/.exec(code)?.[1];
		if (quoted && (extension.test(quoted) || (handler.test(quoted) && quoted.includes('/')))) return quoted;
	}
	return undefined;
};

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
			const href = hrefOf(element);
			const url = href === undefined ? undefined : page.resolve(href);
			if (href === undefined || url === undefined) continue;
			const text = (texts.get(element) ?? textOfLink(element)) || line.text;
			const isFile = leadsToFile(href, text);
			found.push({ element, line: index, text, url, href, hidden: line.hidden, isFile });
		}
	}
	return found;
};

const leadsToFile = (href: string, text: string): boolean => {
	const address = href.length > 800 ? href.slice(0, 800) : href;
	if (picture.test(address) && !extension.test(address)) return /^附件/.test(text) || fileName.test(text);
	if (extension.test(address)) return true;
	if (handler.test(address) && !/\/search|login|register/i.test(address))
		return (
			!page.test(address.split('?')[0] ?? '') ||
			handler.test(address.split('?')[0] ?? '') ||
			fileName.test(text)
		);
	return fileName.test(text) && !page.test(address);
};

const boxHeading = /附件|下载|文件版本|原文/;

/** Files that belong to the page: those in its text, those in a box of attachments, those embedded in it. */
export const findAttachments = (
	scan: Scan,
	body: Range,
	article: Range,
	links: readonly LineLink[],
	resolve: Resolve,
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
		const source = (element.attribs.src ?? element.attribs.data ?? '').trim();
		const inside = /[?&](?:file|url|src)=([^&#]+)/.exec(source)?.[1];
		let address = source;
		try {
			if (inside && extension.test(inside)) address = decodeURIComponent(inside);
		} catch {
			address = inside ?? source;
		}
		if (!/\.(?:pdf|ofd|docx?)(?:$|[?#])/i.test(address)) continue;
		const url = resolve(address);
		if (url && !found.has(url))
			found.set(url, { url, text: collapse(element.attribs.title ?? '') || decodeName(url) });
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
