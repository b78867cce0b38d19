import { resolveUrl } from '../url.ts';
import type { Element } from './dom.ts';
import type { Resolve } from './links.ts';

const extension =
	/\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|dps|rtf|txt|csv|zip|rar|7z|ceb|caj|tiff?)(?:$|[?#&;"'])/i;
/** A text that is the name of a file. */
export const fileName =
	/\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|dps|rtf|csv|zip|rar|7z|ceb|caj)\s*(?:[（(【[]?[^（()）]{0,20}[）)】\]]?)?$/i;
/** Programs of publishing systems that hand out a file: 大汉, 博达, 开普, 南方, 蓝凌 and the usual names. */
const handler =
	/downfile\.jsp|download\.jsp|\/download(?:file|attach\w*)?(?:\.\w+)?[/?]|downloadfile|downloadattach|filedown|getfile|attachdown|showattach|attachment(?:id|_id)?[=/]|[?&](?:file(?:name|id|path|url)?|attach(?:id)?|wbfileid|fjid)=|\/attach(?:ment)?s?\/(?!.*\.s?html?$)|clobdownload|openfile/i;
const picture = /\.(?:jpe?g|png|gif|bmp|webp|svg)(?:$|[?#])/i;
const page = /\.(?:s?html?|jsp|aspx?|php)(?:$|[?#])/i;

/** Attributes in which an address hides where `href` runs a script. */
const hiding = [
	'oldsrc',
	'data-href',
	'data-url',
	'data-src',
	'data-file',
	'data-fileurl',
	'data-file-url',
	'data-filepath',
	'data-link',
	'data-download',
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

/** Code of an attribute that is read; more of it is a program. */
const longestCode = 600;

/** Of the texts in a piece of code, the one that most looks like a file's address: a path before a mere name. */
const fileInCode = (code: string): string | undefined => {
	if (code.length >= longestCode) return undefined;
	const written = [...code.matchAll(/(["'])([^"']{3,300})\1/g)].map((match) => (match[2] ?? '').trim());
	const isPath = (text: string): boolean => text.includes('/');
	return (
		written.find((text) => isPath(text) && extension.test(text)) ??
		written.find((text) => isPath(text) && handler.test(text)) ??
		written.find((text) => extension.test(text))
	);
};

const hiddenFile = (attribs: Element['attribs'], names: readonly string[]): string | undefined => {
	for (const name of names) {
		const value = attribs[name]?.trim();
		if (value && !isScript(value) && (extension.test(value) || handler.test(value))) return value;
	}
	return undefined;
};

/** The address that a link stands for, as written: its `href`, or where that runs a script, the one in another attribute or in the script. */
export const hrefOf = ({ attribs }: Element): string | undefined => {
	const href = (attribs.href ?? '').trim();
	if (!isScript(href)) return href;
	return hiddenFile(attribs, hiding) ?? fileInCode(`${href} ${attribs.onclick ?? ''}`);
};

/** Pictures and frames have addresses of their own in such attributes. */
const shown = /^(?:a|img|iframe|frame|embed|object|video|audio|source|script|link|input)$/;
const given = hiding.filter((name) => /^(?:data-|file)/.test(name) && name !== 'data-src');

/** Whether a click on what is no link fetches a file: `<span onclick="downFile('/x.doc')">`, `<li data-url="/x.doc">`. */
export const opensFile = (element: Element): boolean => {
	const { name, attribs } = element;
	if (name === 'a') return false;
	if (attribs.onclick !== undefined) return hrefOf(element) !== undefined;
	return !shown.test(name) && hiddenFile(attribs, given) !== undefined;
};

/** What a browser or a publishing system marks as a file, whatever its address: `download`, `appendix="true"`. */
export const isMarkedFile = ({ attribs }: Element): boolean =>
	attribs.download !== undefined || /^true$/i.test(attribs.appendix ?? '');

const viewer = /viewer\.html?|pdf-?js|pdf\.js|pdfview|ofdview|\/ofd\b/i;
const viewed = /[?&#](?:file|url|src|pdf|pdfurl|fileurl|filepath|path)=([^&#]+)/i;

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/** The file that a viewer is told to show: `/pdfjs/web/viewer.html?file=%2Fx.pdf`. Undefined where the address is no viewer's. */
export const viewedFile = (url: string): string | undefined => {
	const inside = viewed.exec(url)?.[1];
	const address = inside && decoded(inside);
	if (!address || !(readable.test(address) || viewer.test(url))) return undefined;
	return resolveUrl(address, url);
};

/** Formats that pages show in their own place. */
const readable = /\.(?:pdf|ofd|docx?)(?:$|[?#])/i;

/** What a frame or an embedded object shows: its address, that of a file through the viewer around it. */
export const embeddedUrl = (
	{ attribs, children }: Element,
	resolve: Resolve,
): { readonly url: string; readonly isFile: boolean } | undefined => {
	const parameter = children.find(
		(child): child is Element =>
			child.type === 'tag' &&
			child.name === 'param' &&
			/^(?:src|filename|url)$/i.test(child.attribs.name ?? ''),
	);
	const written = [attribs.src, attribs.data, attribs['data-src'], parameter?.attribs.value].find(
		(address) => address && !/^\s*(?:$|about:|javascript:)/i.test(address),
	);
	const url = written === undefined ? undefined : resolve(written);
	if (url === undefined) return undefined;
	const file = viewedFile(url);
	if (file) return { url: file, isFile: true };
	return { url, isFile: readable.test(url) || /^application\/(?:pdf|ofd)/i.test(attribs.type ?? '') };
};

/** Scripts longer than this are libraries. */
const longestScript = 20_000;
const mostInScripts = 3;

/** Files that a page's scripts show in its place: `PDFObject.embed("/x.pdf")`. More than a few are a program's. */
export const filesInScripts = (codes: readonly string[], resolve: Resolve): string[] => {
	const found = new Set<string>();
	for (const code of codes) {
		if (code.length > longestScript) continue;
		for (const match of code.matchAll(/(["'])([^"'\s]{1,300}\.(?:pdf|ofd)(?:\?[^"'\s]{0,100})?)\1/gi)) {
			const url = resolve(match[2] ?? '');
			if (url) found.add(viewedFile(url) ?? url);
		}
	}
	return found.size <= mostInScripts ? [...found] : [];
};

/** Whether a link leads to a file, by its address or by the name of a file as its text. */
export const leadsToFile = (href: string, text: string): boolean => {
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
