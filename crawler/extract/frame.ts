import type { Link, Place } from '../page-facts.ts';
import {
	collapse,
	countChars,
	type Document,
	type Element,
	isBlock,
	isElement,
	isText,
	type ParentNode,
} from './dom.ts';
import { embeddedUrl } from './file-address.ts';
import { type Hint, hintOf } from './hints.ts';
import { isOpenedByCall, isOpener, openedByScript, type Resolve, textOfLink, textOfOpener } from './links.ts';

/** A link with the element it stands in. */
export interface PlacedLink {
	readonly element: Element;
	readonly url: string | undefined;
	readonly text: string;
	readonly as: Link['as'];
	/** In a part that is not shown (a tab, a folded menu). */
	readonly hidden: boolean;
	/** Opens by script, without an address that could be read. */
	readonly blind: boolean;
	readonly area: Area;
}

/** One element of the page with what stands in it; the tree that everything else of a page is read from. */
export interface Area {
	readonly element: Element;
	readonly parent: Area | undefined;
	readonly children: Area[];
	readonly hidden: boolean;
	/** Characters a reader sees, white space aside, and how many of them in links. */
	chars: number;
	linkChars: number;
	/** Links, and those whose text is as long as a title. */
	links: number;
	longLinks: number;
	/** Pieces of text that read as a date. */
	dates: number;
	/** Characters of the longest piece of text outside links. */
	longestText: number;
	media: number;
	controls: number;
	/** First and last of its links in the page's own order. */
	firstLink: number;
	endLink: number;
	/** Counts elements: where it begins and ends in the page. */
	readonly order: number;
	endOrder: number;
	readonly hint: Hint;
	place: Place;
}

const silent = new Set([
	'script',
	'style',
	'noscript',
	'template',
	'textarea',
	'select',
	'head',
	'title',
	'datastore',
	'xmp',
]);
const media = new Set(['iframe', 'frame', 'embed', 'object', 'video', 'audio', 'canvas']);
const dateLike =
	/(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|(?:^|[\s[(（])\d{1,2}-\d{1,2}(?:$|[\s\])）])/;

const crumbWords =
	/(?:当前|所在|您的|你的|现在|目前|^\s*)(?:的|位置|页面|栏目|所在|是|：|:|\s){0,12}位置\s*(?:(?:是|为)\s*)?(?:[:：>»]|$)|位置\s*[:：]\s*$/;
const footerWords =
	/ICP\s*[备證证]|网站标识码|公网安备|公安备案|版权所有|copyright|all rights reserved|技术支持\s*[:：]|网站地图|^\s*主办(?:单位)?\s*[:：]\s*\S{2,20}(?:政府|办公室|局|委员会)/i;

const pressWords =
	/^\s*(?:下一?页|后一页|(?:点击)?(?:加载|查看|显示|浏览)更多(?:内容|信息)?)\s*(?:[.…>》»]+\s*)?$/;

const trail = /^\s*(?:[-—=]*[>＞]+|»|›|→)\s*$/;

const isHidden = ({ attribs }: Element): boolean =>
	attribs.hidden !== undefined || (attribs.style !== undefined && /display\s*:\s*none/i.test(attribs.style));

const isBlind = (url: string | undefined, href: string | undefined, opened: string | undefined): boolean =>
	url === undefined || (opened === undefined && /^(?:#|$)/.test((href ?? '').trim()));

/** The page as areas, with its links, scripts and the few elements that stand for themselves. */
export interface Survey {
	readonly root: Area;
	readonly links: PlacedLink[];
	readonly scripts: Element[];
	readonly metas: Element[];
	readonly headings: Area[];
	/** Addresses that an `option` leads to, for pagers made of a menu. */
	readonly options: Element[];
	/** Where the page names the reader's position, where only an arrow stands, and where it says what only a footer says. */
	readonly crumbs: Area[];
	readonly trails: Area[];
	readonly footings: Area[];
	/** What a visitor presses to see more of a list and that is no link: 下一页, 加载更多. */
	readonly pressed: Area[];
	readonly size: number;
}

const newArea = (
	element: Element,
	parent: Area | undefined,
	hidden: boolean,
	links: number,
	order: number,
): Area => ({
	element,
	parent,
	children: [],
	hidden,
	chars: 0,
	linkChars: 0,
	links: 0,
	longLinks: 0,
	dates: 0,
	longestText: 0,
	media: 0,
	controls: 0,
	firstLink: links,
	endLink: links,
	order,
	endOrder: order,
	hint: hintOf(element),
	place: 'main',
});

/** One walk over the tree; its depth is bounded by the parser. */
export const survey = (document: Document, resolve: Resolve): Survey => {
	const links: PlacedLink[] = [];
	const scripts: Element[] = [];
	const metas: Element[] = [];
	const headings: Area[] = [];
	const options: Element[] = [];
	const crumbs: Area[] = [];
	const trails: Area[] = [];
	const footings: Area[] = [];
	const pressed: Area[] = [];
	let size = 0;

	const addLink = (element: Element, href: string | undefined, as: Link['as'], area: Area): void => {
		const opened = as === 'a' ? openedByScript(element) : undefined;
		const address = opened ?? href;
		const blindly = address === undefined && as === 'a' && isOpenedByCall(element);
		if (address === undefined && !blindly) return;
		const url = address === undefined ? undefined : resolve(address);
		if (as !== 'a' && url === undefined) return;
		const text =
			as !== 'a'
				? collapse(element.attribs.alt ?? element.attribs.title ?? '')
				: element.name === 'a' || element.name === 'area'
					? textOfLink(element)
					: textOfOpener(element);
		links.push({
			element,
			url,
			text,
			as,
			hidden: area.hidden,
			blind: blindly || isBlind(url, href, opened),
			area,
		});
		if (as !== 'a') return;
		area.links++;
		if (text.length >= 10) area.longLinks++;
	};

	const enter = (node: ParentNode, area: Area, inLink: boolean): void => {
		for (const child of node.children) {
			if (isText(child)) {
				const count = countChars(child.data);
				if (count === 0) continue;
				area.chars += count;
				if (inLink) area.linkChars += count;
				else if (count > area.longestText) area.longestText = count;
				if (count > 200) continue;
				if (count <= 3 && trail.test(child.data)) trails.push(area);
				if (!inLink && count <= 9 && pressWords.test(child.data)) pressed.push(area);
				if (count < 40 && dateLike.test(child.data)) area.dates++;
				if (child.data.includes('位置') && crumbWords.test(collapse(child.data))) crumbs.push(area);
				else if (footerWords.test(child.data)) footings.push(area);
				continue;
			}
			if (!isElement(child)) continue;
			const { name, attribs } = child;
			if (silent.has(name)) {
				if (name === 'script') scripts.push(child);
				else if (name === 'head') enterHead(child, area);
				else if (name === 'select') {
					area.controls++;
					collectOptions(child);
				} else if (name === 'textarea') area.controls++;
				continue;
			}
			if (name === 'meta') {
				metas.push(child);
				continue;
			}
			const below = newArea(child, area, area.hidden || isHidden(child), links.length, ++size);
			area.children.push(below);
			const opener = attribs.onclick !== undefined && isOpener(child);
			if (name === 'a' || name === 'area' || opener) addLink(child, attribs.href, 'a', below);
			else if (name === 'img') {
				addLink(child, attribs.src, 'img', below);
				below.media++;
			} else if (media.has(name)) {
				below.media++;
				if (name !== 'video' && name !== 'audio' && name !== 'canvas')
					addLink(child, embeddedUrl(child, resolve)?.url, 'frame', below);
			} else if (name === 'input' || name === 'button') below.controls++;
			else if (name.length === 2 && name >= 'h1' && name <= 'h4') headings.push(below);
			enter(child, below, inLink || (name === 'a' && attribs.href !== undefined) || opener);
			close(below, area);
		}
	};

	const close = (below: Area, area: Area): void => {
		below.endLink = links.length;
		below.endOrder = size;
		if (below.hidden && !area.hidden) return;
		area.chars += below.chars;
		area.linkChars += below.linkChars;
		area.links += below.links;
		area.longLinks += below.longLinks;
		area.dates += below.dates;
		area.media += below.media;
		area.controls += below.controls;
		if (below.longestText > area.longestText) area.longestText = below.longestText;
	};

	const collectOptions = (select: Element): void => {
		for (const option of select.children)
			if (isElement(option) && option.name === 'option') options.push(option);
	};

	const enterHead = (head: ParentNode, area: Area): void => {
		for (const child of head.children) {
			if (!isElement(child)) continue;
			if (child.name === 'meta') metas.push(child);
			else if (child.name === 'script') scripts.push(child);
			// A head that is never closed swallows the body.
			else if (isBlock(child)) enter({ children: [child] } as unknown as ParentNode, area, false);
			else if (child.name !== 'title' && child.name !== 'style') enterHead(child, area);
		}
	};

	// The document stands in for an element without name and attributes.
	const body = { name: '', attribs: {}, children: document.children } as unknown as Element;
	const top = newArea(body, undefined, false, 0, 0);
	enter(document, top, false);
	top.endLink = links.length;
	top.endOrder = size;
	return { root: top, links, scripts, metas, headings, options, crumbs, trails, footings, pressed, size };
};
