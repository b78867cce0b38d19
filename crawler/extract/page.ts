import type { DocumentFacts, Link, PageFacts } from '../page-facts.ts';
import { markText } from '../text-mark.ts';
import { readBreadcrumb } from './breadcrumb.ts';
import { readCodeMark } from './code-mark.ts';
import { findDisguises } from './disguises.ts';
import { readDocument } from './document.ts';
import { collapse, type Element, isElement, isText, parseHtml, squeeze, textOf } from './dom.ts';
import { createDuties } from './duty.ts';
import { readErrorWords } from './error-words.ts';
import { readFooter } from './footer.ts';
import { type Area, type Survey, survey } from './frame.ts';
import { isGuide, ownText, readGuide } from './guide.ts';
import { findHiddenLinks } from './hidden-links.ts';
import { baseOf, type Resolve, resolver } from './links.ts';
import { withData, withRest } from './listed.ts';
import { findLists, itemsOf } from './lists.ts';
import { readOwnPart } from './own-part.ts';
import { readPager } from './pager.ts';
import { findPersonalData, masked } from './personal-data.ts';
import { place } from './places.ts';
import { alertOf, metaRefresh, scriptJump } from './redirect.ts';
import { readReport } from './report-tables.ts';
import { scanPage } from './scan.ts';
import { readScripts } from './scripts.ts';
import { sectionOf } from './section.ts';
import { shapeOf } from './shape.ts';
import { readSkeleton } from './skeleton.ts';
import { runSmallScripts } from './small-scripts.ts';
import { findTextFrame } from './text-frame.ts';
import { findTypos } from './typos.ts';
import { findUnlinked } from './unlinked.ts';

const findFirst = (
	roots: readonly Element[],
	fits: (element: Element) => boolean,
	depth = 5,
): Element | undefined => {
	for (const element of roots) {
		if (fits(element)) return element;
		const inner =
			depth > 0 && element.name !== 'svg'
				? findFirst(element.children.filter(isElement), fits, depth - 1)
				: undefined;
		if (inner) return inner;
	}
	return undefined;
};

/** Some templates write an empty element before the one that counts. */
const isBase = ({ name, attribs }: Element): boolean => name === 'base' && Boolean(attribs.href?.trim());
const isTitle = ({ name, children }: Element): boolean => name === 'title' && children.length > 0;

/** Characters of a page's text that need no frame's beside them. */
const leastText = 60;
/** Longer contents of a tag are not what it is for. */
const longestMeta = 2000;
/** Longer titles are pages whose title is never closed. */
const longestTitle = 500;

/** The address that a page names as its own for search engines. */
const canonicalOf = (roots: readonly Element[], resolve: Resolve): string | undefined => {
	const head = findFirst(roots, ({ name }) => name === 'head', 2);
	const link = head?.children
		.filter(isElement)
		.find(({ name, attribs }) => name === 'link' && attribs.rel?.trim().toLowerCase() === 'canonical');
	return link?.attribs.href ? resolve(link.attribs.href) : undefined;
};

const rawText = (element: Element | undefined): string =>
	collapse((element?.children ?? []).map((child) => (isText(child) ? child.data : '')).join('')).slice(
		0,
		longestTitle,
	);

/** Meta tags by lower-case name; of two, the first with content. */
const readMeta = (metas: readonly Element[]): Record<string, string> => {
	const meta: Record<string, string> = Object.create(null);
	for (const { attribs } of metas) {
		const name = (attribs.name ?? attribs.property ?? attribs.itemprop ?? '').trim().toLowerCase();
		if (name !== '' && !meta[name]) meta[name] = collapse(attribs.content ?? '').slice(0, longestMeta);
	}
	return { ...meta };
};

const titleClass =
	/(?:^|[\s_-])(?:title|tit|bt|biaoti|article-?title|arti_?title|xl_?title|con-?title|news-?title|wz-?title)(?:$|[\s_\d-])/i;

/** The page's own heading: the one that names what the page is about, by tag, by class or by what its other names are. */
const headingOf = (page: Survey, names: readonly string[]): string | undefined => {
	const shown = page.headings.filter(
		({ place, hidden, chars }) => place === 'main' && !hidden && chars > 1 && chars <= 150,
	);
	const texts = shown.map((area) => ({ name: area.element.name, text: textOf(area.element) }));
	const wanted = new Set(names.map(squeeze).filter((name) => name !== ''));
	const named = texts.find(({ text }) => wanted.has(squeeze(text)));
	if (named) return named.text;
	const first = texts.find(({ name }) => name === 'h1');
	if (first) return first.text;
	const classed = (area: Area): string | undefined => {
		for (const child of area.children) {
			if (child.place !== 'main' || child.hidden || child.chars < 2) continue;
			const inner = classed(child);
			if (inner) return inner;
			if (child.chars <= 120 && child.links === 0 && titleClass.test(child.element.attribs.class ?? ''))
				return textOf(child.element);
		}
		return undefined;
	};
	return classed(page.root) ?? texts.find(({ text }) => text.length >= 10 && texts.length <= 2)?.text;
};

/** Links with more words lead to texts, not to columns. */
const longestColumnName = 16;

const linksOf = (page: Survey): Link[] => {
	const links: Link[] = [];
	const dutyOf = createDuties();
	for (const { element, url, text, as, area } of page.links) {
		if (url === undefined) continue;
		const duty = as === 'a' && text.length <= longestColumnName ? dutyOf(area) : undefined;
		const section = as === 'a' ? sectionOf(element, text) : undefined;
		const names = { ...(duty ? { duty } : {}), ...(section ? { section } : {}) };
		links.push({ url, text, as, place: area.place, ...names });
	}
	return links;
};

/** With the files that belong to the page and that no link of it leads to: their addresses stand in scripts and other attributes. */
const withFiles = (links: readonly Link[], { attachments = [] }: Partial<DocumentFacts> = {}): Link[] => {
	const known = new Set(links.map(({ url }) => url));
	return [
		...links,
		...attachments
			.filter(({ url }) => !known.has(url))
			.map(({ url, text }): Link => ({ url, text, as: 'a', place: 'main', guessed: true })),
	];
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** The encoding that the page's own tag names. */
const declared = (html: string): string | undefined =>
	/<meta\s[^>]{0,300}?charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(html.slice(0, 8192))?.[1];

/**
 * Reads one page. Pure, safe on any markup, never throws; `url` is the address after redirects,
 * `charset` the encoding it came in, as far as that is known; `ran`: a browser has run its scripts already.
 */
export const readPage = (
	html: string,
	url: string,
	charset?: string,
	{ ran = false }: { readonly ran?: boolean } = {},
): PageFacts => {
	const document = parseHtml(html);
	if (!ran) runSmallScripts(document);
	const roots = document.children.filter(isElement);
	const resolve = resolver(baseOf(findFirst(roots, isBase, 3), url), charset ?? declared(html));
	const page = survey(document, resolve);
	const { crumb } = place(page, url);
	const title = rawText(findFirst(roots, isTitle));
	const meta = readMeta(page.metas);
	const breadcrumb = readBreadcrumb(crumb, meta.sitename ?? '');
	const names = [meta.columnname ?? '', breadcrumb.at(-1) ?? ''];
	const heading = headingOf(page, [meta.articletitle ?? '', ...names]) ?? (meta.articletitle || undefined);
	const host = hostOf(url);

	const { lists, asides } = findLists({ page, url, host, names: [...names, heading ?? ''] });
	const own = readOwnPart(
		page,
		[...names, breadcrumb.at(-2) ?? '', heading ?? ''],
		lists.length > 0,
		new Set(asides),
	);
	const { scripted, fetching, scrolling } = readScripts(page, host);
	const refreshTo = metaRefresh(page.metas, resolve, url);
	const jumpTo =
		page.root.chars <= 60 && page.links.length <= 3 ? scriptJump(page.scripts, resolve, url) : undefined;
	const redirectsTo = refreshTo ?? jumpTo;
	const pager = readPager(page, url, resolve, own.text);
	const paged = pager.pageCount !== undefined || pager.pages.length > 0;
	const { shape, items: ownItems } = shapeOf({
		url,
		meta,
		title,
		lists,
		own,
		page,
		crumb,
		breadcrumb,
		heading: heading ?? '',
		redirectsTo,
		fetching,
		paged,
	});
	const listed = withRest(
		withData(html, url, resolve, { items: ownItems ? itemsOf(ownItems.rows) : [], pager }),
		scripted,
	);
	const goesOn =
		scrolling && shape === 'list' && listed.items.length > 0 && listed.pager.pages.length === 0 && !paged;
	const awaits = (own.emptyList && fetching) || (own.emptySlot && scripted);
	const drawn = listed.items.length === 0 && awaits && own.textLength < 100 && shape !== 'article';
	const errorWords = readErrorWords({
		title,
		heading: heading ?? '',
		text: own.text || alertOf(page.scripts),
		textLength: own.textLength,
		items: listed.items.length,
		published: Boolean(meta.articletitle && meta.pubdate) || (shape === 'article' && own.textLength > 250),
	});
	const links = linksOf(page);
	const mark = markText(own.text);
	const code = readCodeMark(page.scripts);
	const canonical = canonicalOf(roots, resolve);
	const report = shape === 'list' ? undefined : readReport(document, [heading ?? '', title], own.textLength);
	const guide = isGuide([title, heading ?? '', ...breadcrumb]) ? readGuide(ownText(page.root)) : undefined;
	const footer = readFooter(document, page, url);
	const hiddenLinks = findHiddenLinks(page, url);
	const unlinked =
		shape === 'article' ? [] : findUnlinked(document, new Set(links.map(({ text }) => squeeze(text))));
	const short = shape === 'list' && listed.items.length < 8;
	const reads = shape === 'article' || shape === 'other' || short;
	const read = reads
		? readDocument(document, { url, title, meta, metas: page.metas, links: page.links, resolve })
		: undefined;
	// A short document with a box of links beside it looks like a list; its own number or table tells.
	const undated = listed.items.filter(({ date }) => date).length * 2 < listed.items.length;
	const isDocument =
		short &&
		undated &&
		Boolean(read && (read.documentNumber || read.hasMetadataTable) && read.bodyLength >= 60);
	const facts = isDocument || shape !== 'list' || listed.items.length < 3 ? read : undefined;
	const textFrame =
		shape !== 'home' && listed.items.length === 0 && (read?.bodyLength ?? 0) < leastText && !redirectsTo
			? findTextFrame(page, url)
			: undefined;
	const typos = findTypos(`${heading ?? ''}\n${own.text}`);
	const disguises = findDisguises(html, document, page.links);
	const { found: personal, secrets } = findPersonalData(html, () => scanPage(document), heading ?? title);
	const all: PageFacts = {
		title,
		...(heading ? { heading } : {}),
		meta,
		breadcrumb,
		links: withFiles(links, read),
		shape: isDocument
			? 'article'
			: shape !== 'article' && listed.items.length > 0 && ownItems === undefined
				? 'list'
				: shape,
		items: isDocument ? [] : listed.items,
		pager: {
			...listed.pager,
			...(drawn || goesOn ? { scripted: true } : {}),
			...(goesOn ? { scrolls: true as const } : {}),
		},
		...(redirectsTo ? { redirectsTo } : {}),
		mainTextLength: own.textLength,
		mainMedia: own.media,
		...(textFrame ? { textFrame } : {}),
		...(own.emptyReason && listed.items.length === 0 ? { emptyReason: own.emptyReason } : {}),
		...(own.hasSentence && listed.items.length === 0 ? { hasSentence: true as const } : {}),
		...(errorWords ? { errorWords } : {}),
		scripted,
		hasScripts: page.scripts.length > 0,
		...(code ? { code } : {}),
		skeleton: readSkeleton(document),
		...(mark ? { mark } : {}),
		...(canonical ? { canonical } : {}),
		...(typos.length > 0 ? { typos } : {}),
		...(disguises.length > 0 ? { disguises } : {}),
		...(personal.length > 0 ? { personalData: personal } : {}),
		...(report ? { report } : {}),
		...(guide ? { guide } : {}),
		...(footer ? { footer } : {}),
		...(hiddenLinks.length > 0 ? { hiddenLinks } : {}),
		...(unlinked.length > 0 ? { unlinked } : {}),
		...(facts ? { document: facts } : {}),
	};
	return masked(all, secrets);
};
