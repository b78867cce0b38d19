import { encodeQuery } from '../charset.ts';
import { byTag, collapse, type Element, isElement, isText, type ParentNode, textOf } from './dom.ts';
import { withoutDate } from './list-dates.ts';

/** Schemes and disk drives that are kept as written, since they are faults to be shown: `file:///d/x.doc`, `D:\x.doc`. */
const localAddress = /^(?:file:|[a-z]:[\\/])/i;

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/** Only characters that the URL parser leaves alone, so that plain addresses need no parser. */
const plainPath = /^[\w\-.~!$&()*+,;=:@/?]*$/;
const dotSegment = /(?:^|\/)\.{1,2}(?:\/|$|\?)/;
const plainAbsolute = /^https?:\/\/[a-z0-9][a-z0-9.-]*\.[a-z]{2,}\/[\w\-.~!$&()*+,;=:@/?]*$/;

/** No server takes longer ones; they come from quotes that are never closed. */
const longestAddress = 10_000;

/** Resolves addresses as a browser does, against one page. */
export type Resolve = (href: string) => string | undefined;

const parsed = (href: string, base: string, charset: string): string | undefined => {
	try {
		const url = new URL(encodeQuery(href, charset), base);
		if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
		url.hash = '';
		return url.href;
	} catch {
		return undefined;
	}
};

const dropFragment = (url: string): string => {
	const at = url.indexOf('#');
	return at < 0 ? url : url.slice(0, at);
};

/**
 * Makes the resolver of a page. Line breaks inside an address go, and blanks around it, backslashes count as slashes,
 * Chinese is escaped; `javascript:`, `mailto:`, `tel:`, `data:` and the like give undefined.
 * `file:` and disk paths come back as written. `charset` is the page's own: browsers write a query in it.
 */
export const resolver = (base: string, charset = 'utf-8'): Resolve => {
	const cache = new Map<string, string | undefined>();
	const start = URL.canParse(base) ? new URL(base) : undefined;
	const plainBase = start !== undefined && !dotSegment.test(start.pathname);
	const origin = start?.origin ?? '';
	const folder = start ? origin + start.pathname.slice(0, start.pathname.lastIndexOf('/') + 1) : '';
	const self = dropFragment(start?.href ?? base);

	const resolve = (href: string): string | undefined => {
		// Browsers take away plain blanks alone: a full-width one belongs to the address.
		const written = href.replace(/[\t\n\r]+/g, '').replace(/^ +/, '');
		if (localAddress.test(written)) return written;
		const address = dropFragment(written);
		if (address.length > longestAddress) return undefined;
		if (address === '') return self;
		if (plainBase && plainPath.test(address) && !address.startsWith('//')) {
			if (address.startsWith('/')) {
				if (!dotSegment.test(address)) return origin + address;
			} else if (!address.startsWith('?') && !scheme.test(address)) {
				let rest = address.startsWith('./') ? address.slice(2) : address;
				let from = folder;
				while (rest.startsWith('../')) {
					rest = rest.slice(3);
					const up = from.lastIndexOf('/', from.length - 2) + 1;
					if (up > origin.length) from = from.slice(0, up);
				}
				if (!dotSegment.test(rest) && rest !== '' && !rest.startsWith('/')) return from + rest;
			}
		}
		if (plainAbsolute.test(address) && !dotSegment.test(address)) return address;
		if (scheme.test(address) && !/^https?:/i.test(address)) return undefined;
		return parsed(address, base, charset);
	};

	return (href) => {
		if (cache.has(href)) return cache.get(href);
		const url = resolve(href);
		cache.set(href, url);
		return url;
	};
};

/** Every relative link of the page would be as long. */
const longestBase = 2000;

/** Where links of the page start from: its `base` element, else its own address. */
export const baseOf = (element: Element | undefined, url: string): string => {
	const href = element?.attribs.href;
	const base = href && href.length <= longestBase ? parsed(href, url, 'utf-8') : undefined;
	return base ?? url;
};

/** Names of what opens an address by script: the browser's own, and functions that say so. */
const opensIt = /open|location|href|win|jump|^go|\.go|goto|turn|link|url|view|show|detail/i;
/** Where an address is not in full, whoever takes it may put it together first: only what opens in so many words counts. */
const opensAnything = /open|location|win/i;
/** Names of what does something else with an address: asks the server for a deed, or brings something into the page. */
const actsOn =
	/post|ajax|fetch|load|del|remove|vote|like|zan|src|copy|share|play|submit|save|img|pic|confirm/i;
/** What is no page to be opened. */
const noPage = /\.(?:json|js|css|mp[34]|flv|m3u8|wav)(?:$|[?#])/i;
/** The function, or what the address is given to, right before it. */
const receiver = /(?<![\w$.])([\w$.]+)\s*(?:\(|=)\s*$/;
/** Of code that an attribute may hold. */
const longestCode = 2000;
const quoted =
	/(['"])(\/(?!\/)[^'"\s]{1,500}|[\w./%-]{1,200}\.(?:s?html?|aspx?|jsp|php|do|action)(?:\?[^'"\s]{0,500})?)\1/i;

/**
 * The address that a link opens by script: `javascript:openwin('show.asp?id=3')`, `onclick="window.open('/x.html')"`.
 * Other hosts are left out, since badges and counters are made so. Undefined where the code puts one together from parts, names none, or hands a relative one to who knows what.
 */
export const openedByScript = ({ attribs }: Element): string | undefined => {
	const href = (attribs.href ?? '').trim();
	const scripted = /^javascript:/i.test(href);
	if (!scripted && (attribs.onclick === undefined || (href !== '' && !href.startsWith('#'))))
		return undefined;
	for (const written of [scripted ? href : undefined, attribs.onclick]) {
		const code = written?.slice(0, longestCode);
		const found = code ? quoted.exec(code) : null;
		if (!code || !found?.[2]) continue;
		const before = code.slice(0, found.index);
		if (/\+\s*$/.test(before) || /^\s*\+/.test(code.slice(found.index + found[0].length))) continue;
		const named = receiver.exec(before)?.[1] ?? '';
		if (actsOn.test(named) || noPage.test(found[2])) continue;
		if (found[2].startsWith('/') ? opensIt.test(named) : opensAnything.test(before)) return found[2];
	}
	return undefined;
};

/** Longer texts are those of links that are never closed. */
const longestText = 500;
const mostParts = 500;

/** False where the text ends: a link within a link closes it. */
const gather = (node: ParentNode, parts: string[], alts: string[]): boolean => {
	for (const child of node.children) {
		if (parts.length > mostParts) return false;
		if (isText(child)) parts.push(child.data.slice(0, longestText));
		else if (isElement(child)) {
			if (child.name === 'a' && child.attribs.href !== undefined) return false;
			if (child.name === 'img') alts.push(child.attribs.alt ?? child.attribs.title ?? '');
			if (child.name === 'script' || child.name === 'style') continue;
			if (child.name !== 'font' && child.name !== 'b')
				parts.push(child.name === 'br' || child.name === 'p' || child.name === 'div' ? ' ' : '');
			if (!gather(child, parts, alts)) return false;
		}
	}
	return true;
};

/** What a reader sees of a link: its text, else its `title`, else the `alt` of its picture. */
export const textOfLink = (link: Element): string => {
	const parts: string[] = [];
	const alts: string[] = [];
	gather(link, parts, alts);
	const text =
		collapse(parts.length === 1 ? (parts[0] as string) : parts.join('')) ||
		collapse(link.attribs.title ?? '') ||
		collapse(alts.find((alt) => alt.trim()) ?? '');
	return text.slice(0, longestText);
};

const rows = new Set(['li', 'tr', 'td', 'dd', 'dt', 'p', 'div', 'span', 'h3', 'h4', 'h5']);
const onlyDate = /^[\d\s\-/.:年月日[\]()（）]+$/;

const call =
	/^\s*(?:javascript:\s*)?(?:return\s+)?([\w$.]+)\s*\(\s*(?:'[\w-]{1,64}'|"[\w-]{1,64}"|\d{1,18})\s*[,)]/i;

/** Whether a click hands a number or a name to a function that opens what goes by it: `onclick="view(123)"`. */
export const isOpenedByCall = ({ name, attribs }: Element): boolean => {
	const called = call.exec(attribs.onclick ?? '')?.[1] ?? '';
	return (rows.has(name) || name === 'a') && opensIt.test(called) && !actsOn.test(called);
};

/** Whether a click on a whole row or cell opens an address, where no link inside does: `<li onclick="window.open('/x.html')">`. */
export const isOpener = (element: Element): boolean =>
	element.attribs.onclick !== undefined &&
	rows.has(element.name) &&
	(openedByScript(element) !== undefined || isOpenedByCall(element)) &&
	textOf(element).length <= 200 &&
	byTag(element, 'a').length === 0;

/** What such a row is called: its `title`, else its first words that are no day. */
export const textOfOpener = (element: Element): string => {
	const title = collapse(element.attribs.title ?? '');
	if (title !== '') return title;
	const parts = element.children.filter(isElement).map(textOf);
	return withoutDate(parts.find((text) => text.length >= 4 && !onlyDate.test(text)) ?? textOf(element));
};
