import type { Place } from '../page-facts.ts';
import { textOf } from './dom.ts';
import type { Area, Survey } from './frame.ts';

const menuTags = new Set(['ul', 'ol', 'dl', 'div', 'table', 'tbody', 'td', 'nav', 'section', 'aside', 'p']);
const stateClass = /(?:^|\s)(?:on|active|cur|current|selected|hover|now|this|act|xz|sel)(?:$|\s)/i;

/** A list of entries or running text: whatever its class says, it is no part of the frame. */
const contentful = (area: Area): boolean =>
	area.longestText >= 150 ||
	(area.dates >= 2 && area.longLinks >= 2) ||
	(area.longLinks >= 4 && area.longLinks * 2 > area.links);

/** Only links, all of them short, none dated. */
export const isMenu = (area: Area, least = 3): boolean =>
	area.links >= least &&
	area.dates === 0 &&
	area.longLinks * 8 <= area.links &&
	area.linkChars >= area.chars * 0.8 &&
	area.linkChars <= area.links * 9;

/** Addresses that columns have, not texts. */
export const isColumnAddress = (url: string): boolean =>
	/\/(?:[\w-]*(?:index|list|default|node|column|channel)[\w-]*\.\w{3,5})?(?:\?.*)?$/i.test(url) ||
	/\/col\/col\d+|\/channels?\/|[?&](?:col|column|channel|cat|category)\w*=/i.test(url) ||
	/\/[a-z]{2,20}\d{0,2}\.(?:s?html?|jsp|aspx)$/i.test(url);

/** Every part of it is links, but for a heading at its top: a menu, not a menu beside something else. */
const isUniform = (area: Area): boolean => {
	let first = true;
	for (const child of area.children) {
		if (child.hidden) continue;
		if (child.links === 0 && child.media > 0) return false;
		if (child.chars === 0) continue;
		if (child.linkChars < child.chars * 0.8 && !(first && child.links === 0 && child.chars <= 12))
			return false;
		first = false;
	}
	return true;
};

const folderOf = (url: string): string => url.slice(0, url.lastIndexOf('/') + 1);

const hasActive = (area: Area, depth = 4): boolean =>
	depth > 0 &&
	area.children.some(
		(child) => stateClass.test(child.element.attribs.class ?? '') || hasActive(child, depth - 1),
	);

const pagingWords =
	/[^\u4e00-\u9fa5]+|共|总|第|当前|每页|跳转?|转到|到|首页?|上一?页|下一?页|前一?页|后一?页|末页|尾页|页[码数]?|[条项]|记录|显示|确定|更多|加载|返回/g;
/** Other characters in a pager: the name of what it pages through. */
const mostOther = 12;

/** A block of the page's own may be called `page`, too. */
const saysPaging = (text: string): boolean => text.replace(pagingWords, '').length <= mostOther;

const hintedPlace = (area: Area, total: number): Place | undefined => {
	const small = area.chars <= 200;
	switch (area.hint) {
		case 'crumb':
			return small && area.longestText < 100 && area.dates < 2 ? 'nav' : undefined;
		case 'pager':
			return area.chars <= 150 &&
				area.longestText <= 40 &&
				area.longLinks === 0 &&
				area.dates === 0 &&
				// A whole page may be named so; a pager has no heading.
				!area.children.some(({ element }) => /^h[1-6]$/.test(element.name)) &&
				(area.links > 0 || area.chars <= 60) &&
				saysPaging(textOf(area.element))
				? 'nav'
				: undefined;
		case 'tools':
			return area.chars <= 80 && area.longLinks < 3 && area.dates === 0 ? 'nav' : undefined;
		case 'search':
			return small && area.longLinks < 3 && area.dates === 0 && area.controls > 0 ? 'nav' : undefined;
		case 'nav':
			// A menu is links; nav in the name of a block of text (nav_content) means something else.
			if (area.chars > 0 && area.linkChars < area.chars * 0.5) return undefined;
			if (contentful(area) || (area.chars > 400 && area.chars > total * 0.8)) return undefined;
			return 'nav';
		case 'head':
			if (contentful(area) || (area.chars > 400 && area.chars > total * 0.8)) return undefined;
			return 'nav';
		case 'side':
			return area.links >= 2 && area.dates === 0 && !contentful(area) && area.linkChars >= area.chars * 0.5
				? 'nav'
				: undefined;
		case 'footer':
			return (area.dates >= 2 && area.longLinks >= 2) || area.longestText >= 300 || area.chars > 3000
				? undefined
				: 'footer';
		default:
			return undefined;
	}
};

/** The widest block around `area` that is still nothing but frame. */
const widen = (area: Area, limit: number, keeps: (around: Area) => boolean): Area => {
	let widest = area;
	while (widest.parent?.parent && widest.parent.chars <= limit && keeps(widest.parent))
		widest = widest.parent;
	return widest;
};

export const within = (inner: Area, outer: Area): boolean =>
	inner.order >= outer.order && inner.order <= outer.endOrder;

const findFooter = ({ footings, headings, size, crumbs }: Survey): Area | undefined => {
	const late = footings.filter(({ order, hidden }) => !hidden && order * 2 > size);
	const first = late[0];
	if (!first) return undefined;
	const crumb = crumbs[0];
	return widen(first, 900, (around) => {
		if (around.order < size * 0.4 || contentful(around) || (crumb && within(crumb, around))) return false;
		return !headings.some((heading) => heading.element.name === 'h1' && within(heading, around));
	});
};

/** The breadcrumb's own block: where 位置 stands, or what is named so. */
export const findCrumb = ({ crumbs, trails, links, root }: Survey): Area | undefined => {
	const byWords = crumbs.find((area) => !area.hidden && area.chars < 300);
	if (byWords) {
		let around = byWords;
		// The words may stand in a span or a cell of their own, beside the links.
		const alone = /位置\s*(?:(?:是|为)\s*)?(?:[:：>»]\s*)?$/.test(textOf(byWords.element));
		while (alone && around.parent?.parent && around.links === 0 && around.parent.chars <= 200)
			around = around.parent;
		return around.links > 0 || around.chars > 6 ? around : byWords;
	}
	const byTrail = trails.find((area) => {
		const first = links[area.firstLink];
		return (
			area.links > 0 &&
			area.chars <= 150 &&
			!area.hidden &&
			first !== undefined &&
			/首\s*页|主页|门户|网$/.test(first.text)
		);
	});
	if (byTrail) return byTrail;
	const byHint = (area: Area): Area | undefined => {
		for (const child of area.children) {
			if (child.hint === 'crumb' && child.links > 0 && child.chars <= 150 && !child.hidden) return child;
			const deeper = byHint(child);
			if (deeper) return deeper;
		}
		return undefined;
	};
	const hinted = byHint(root);
	return hinted && /[>»›＞/→]|首\s*页/.test(textOf(hinted.element)) ? hinted : undefined;
};

/**
 * Tells the site's frame from the page's own part: by class names where they agree with what stands there,
 * by position (before the breadcrumb, after the footer's words) and by looks (menus) where they do not.
 */
export const place = (page: Survey, pageUrl: string): { crumb: Area | undefined } => {
	const crumb = findCrumb(page);
	const footer = findFooter(page);
	const total = page.root.chars;
	const pageFolder = folderOf(pageUrl);

	const addresses = (area: Area): string[] => {
		const found: string[] = [];
		for (let i = area.firstLink; i < area.endLink; i++) {
			const link = page.links[i];
			if (link?.as === 'a' && link.url) found.push(link.url);
		}
		return found;
	};

	/** Days, not columns. */
	const isCalendar = (area: Area): boolean => {
		if (area.links < 20) return false;
		let days = 0;
		for (let i = area.firstLink; i < area.endLink; i++)
			if (/^\d{1,2}$/.test(page.links[i]?.text ?? '')) days++;
		return days * 2 > area.links;
	};

	const isSiteMenu = (area: Area): boolean => {
		if (
			!menuTags.has(area.element.name) ||
			!isMenu(area, 2) ||
			!isUniform(area) ||
			(area.chars > 60 && area.chars > total * 0.5)
		)
			return false;
		if (isCalendar(area)) return false;
		if (hasActive(area)) return true;
		const urls = addresses(area);
		if (urls.length === 0) return false;
		if (urls.length >= 2 && urls.includes(pageUrl)) return true;
		// Columns below this one are its own part: a hub, not a menu.
		const below = urls.filter((url) => url.length > pageFolder.length && url.startsWith(pageFolder)).length;
		if (below * 2 > urls.length) return false;
		return urls.length >= 3 && urls.filter(isColumnAddress).length >= urls.length * 0.8;
	};

	const decide = (area: Area): Place => {
		if (footer && area.order >= footer.order) {
			if (within(area, footer)) return 'footer';
			if (!contentful(area)) return 'footer';
		}
		if (crumb && within(area, crumb)) return 'nav';
		const hinted = hintedPlace(area, total);
		if (hinted) return hinted;
		if (area.hint === 'bottom' && page.footings.some((words) => within(words, area)) && !contentful(area))
			return 'footer';
		if (crumb && area.endOrder < crumb.order && !contentful(area)) return 'nav';
		return isSiteMenu(area) ? 'nav' : 'main';
	};

	const visit = (area: Area): void => {
		for (const child of area.children) {
			child.place = area.place === 'main' ? decide(child) : area.place;
			visit(child);
		}
		if (area.place === 'main' && area.links > 1 && area !== page.root && isOnlyMenus(area)) repaint(area);
	};
	/** A heading over a menu belongs to it. */
	const isOnlyMenus = (area: Area): boolean => {
		let menus = 0;
		let headings = 0;
		for (const child of area.children) {
			if (child.place !== 'main') menus += child.chars;
			else if (child.links > 0 || child.media > 0 || child.hidden || child.children.length > 2 || menus > 0)
				return false;
			else headings += child.chars;
		}
		return (
			menus > 0 &&
			headings > 0 &&
			headings <= 12 &&
			area.chars - menus === headings &&
			(!crumb || !within(crumb, area))
		);
	};
	const repaint = (area: Area): void => {
		area.place = 'nav';
		for (const child of area.children) if (child.place === 'main') repaint(child);
	};
	visit(page.root);
	return { crumb };
};
