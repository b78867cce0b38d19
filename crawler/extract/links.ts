import { collapse, type Element, isElement, isText, type ParentNode } from './dom.ts';

/** Schemes and disk drives that are kept as written, since they are faults to be shown: `file:///d/x.doc`, `D:\x.doc`. */
const localAddress = /^(?:file:|[a-z]:[\\/])/i;

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/** Only characters that the URL parser leaves alone, so that plain addresses need no parser. */
const plainPath = /^[\w\-.~!$&()*+,;=:@/?]*$/;
const dotSegment = /(?:^|\/)\.{1,2}(?:\/|$|\?)/;
const plainAbsolute = /^https?:\/\/[a-z0-9][a-z0-9.-]*\.[a-z]{2,}\/[\w\-.~!$&()*+,;=:@/?]*$/;

/** Resolves addresses as a browser does, against one page. */
export type Resolve = (href: string) => string | undefined;

const parsed = (href: string, base: string): string | undefined => {
	try {
		const url = new URL(href, base);
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
 * Makes the resolver of a page. White space and line breaks inside an address go, backslashes count as slashes,
 * Chinese is escaped; `javascript:`, `mailto:`, `tel:`, `data:` and the like give undefined.
 * `file:` and disk paths come back as written.
 */
export const resolver = (base: string): Resolve => {
	const cache = new Map<string, string | undefined>();
	const start = URL.canParse(base) ? new URL(base) : undefined;
	const plainBase = start !== undefined && !dotSegment.test(start.pathname);
	const origin = start?.origin ?? '';
	const folder = start ? origin + start.pathname.slice(0, start.pathname.lastIndexOf('/') + 1) : '';
	const self = dropFragment(start?.href ?? base);

	const resolve = (href: string): string | undefined => {
		const written = href.replace(/[\t\n\r]+/g, '').trim();
		if (localAddress.test(written)) return written;
		const address = dropFragment(written);
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
		return parsed(address, base);
	};

	return (href) => {
		if (cache.has(href)) return cache.get(href);
		const url = resolve(href);
		cache.set(href, url);
		return url;
	};
};

/** Where links of the page start from: its `base` element, else its own address. */
export const baseOf = (bases: readonly Element[], url: string): string => {
	const href = bases.find(({ attribs }) => attribs.href?.trim())?.attribs.href;
	return (href && parsed(href, url)) || url;
};

const gather = (node: ParentNode, parts: string[], alts: string[]): void => {
	for (const child of node.children) {
		if (isText(child)) parts.push(child.data);
		else if (isElement(child)) {
			if (child.name === 'img') alts.push(child.attribs.alt ?? child.attribs.title ?? '');
			if (child.name === 'script' || child.name === 'style') continue;
			if (child.name !== 'font' && child.name !== 'b')
				parts.push(child.name === 'br' || child.name === 'p' || child.name === 'div' ? ' ' : '');
			gather(child, parts, alts);
		}
	}
};

/** What a reader sees of a link: its text, else its `title`, else the `alt` of its picture. */
export const textOfLink = (link: Element): string => {
	const parts: string[] = [];
	const alts: string[] = [];
	gather(link, parts, alts);
	return (
		collapse(parts.join('')) ||
		collapse(link.attribs.title ?? '') ||
		collapse(alts.find((alt) => alt.trim()) ?? '')
	);
};
