import type { PageFacts } from '../page-facts.ts';
import { kindOfColumn } from './columns.ts';
import { squeeze, textOf } from './dom.ts';
import type { Area, Survey } from './frame.ts';
import type { Candidate } from './lists.ts';
import type { OwnPart } from './own-part.ts';

export interface ShapeEvidence {
	readonly url: string;
	readonly meta: Readonly<Record<string, string>>;
	readonly title: string;
	readonly lists: readonly Candidate[];
	readonly own: OwnPart;
	readonly page: Survey;
	readonly crumb: Area | undefined;
	readonly breadcrumb: readonly string[];
	readonly heading: string;
	readonly redirectsTo: string | undefined;
	/** Code on the page fetches data. */
	readonly fetching: boolean;
	/** The page has the parts of a pager. */
	readonly paged: boolean;
}

const homeAddress = /^https?:\/\/[^/]+\/(?:(?:index|default|home|main)\.\w{2,5})?$/i;
const articleLine =
	/(?:发布|公开|更新|发文|成文|写信|来信|时间发布|信息)?(?:时间|日期|发布)\s*(?:[:：】\]]\s*)?(?:19|20)\d{2}|(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2})?.{0,30}来源|索\s*引\s*号\s*[:：]|(?:写信|来信)时间\s*(?:19|20)\d{2}/;

/** The title of a report says of which year it is, its column's name does not. */
const namesColumn = (text: string): boolean =>
	!/\d/.test(text) && kindOfColumn({ names: [{ text, from: 'heading' }] }) !== undefined;

/** Entries with a date, or with a name as long as a title: what makes a list of texts, not of columns. */
const isTextList = ({ rows }: Candidate): boolean => {
	let dated = 0;
	let length = 0;
	for (const { item } of rows) {
		if (item.date) dated++;
		length += item.title.length;
	}
	return dated * 2 >= rows.length || length / rows.length >= 9;
};

/** Three or more boxes with lists of their own are a hub, unless one of them bears the page's name or far outweighs the others. */
const isHub = (lists: readonly Candidate[], names: readonly string[]): boolean => {
	const boxes = lists.filter((list) => list.rows.length >= 2 && isTextList(list));
	if (boxes.length < 3) return false;
	const [first, second] = boxes;
	if (!first || !second) return false;
	const own = names.some((name) => name !== '' && first.heading.includes(name));
	return !(own && first.rows.length >= 5) && first.score < second.score * 4;
};

/** Names of columns and nothing else: the tree beside a list. */
const isTree = ({ rows }: Candidate): boolean =>
	rows.every(({ item: { date, title } }) => !date && namesColumn(title));

const charsOf = (list: Candidate | undefined): { links: number; around: number } => {
	let links = 0;
	let around = 0;
	for (const { area } of list?.rows ?? []) {
		links += area.linkChars;
		around += area.chars - area.linkChars;
	}
	return { links, around };
};

/** The one entry found is the text itself, with its title and its day, in which a single link stands. */
const holdsTitle = (
	{ heading, title }: ShapeEvidence,
	best: Candidate | undefined,
	names: readonly string[],
): boolean => {
	const [only] = best?.rows.length === 1 ? best.rows : [];
	const own = heading || (title.split(/[-_|–—]/u)[0] as string).trim();
	// The day of an entry may stand in an element that is named as titles are.
	if (!only || own.length < 10 || !/[\u4e00-\u9fa5]{4}/.test(own) || names.some((name) => name.includes(own)))
		return false;
	// Over the last page of 政府信息公开年度报告 stands the column's name.
	if (namesColumn(own)) return false;
	return !only.item.title.includes(own) && textOf(only.area.element).includes(own);
};

/** What the page mainly is, and which of the lists found is its own. */
export const shapeOf = (page: ShapeEvidence): { shape: PageFacts['shape']; items?: Candidate } => {
	const { lists, own, meta, breadcrumb } = page;
	if (page.redirectsTo && own.textLength <= 200 && page.page.links.length <= 10) return { shape: 'redirect' };

	const best = lists[0];
	const { links, around } = charsOf(best);
	const dated = best?.rows.filter(({ item }) => item.date).length ?? 0;
	// A single link in a text is no list whose words could be taken off.
	const rows = best?.rows.length ?? 0;
	const running = Math.max(
		0,
		own.textLength - (rows >= 2 || around < 60 || best?.rows[0]?.area.element.name === 'li' ? around : 0),
	);
	const names = [meta.columnname ?? '', breadcrumb.at(-1) ?? ''];
	const hub = isHub(lists, names);
	if (
		homeAddress.test(page.url) &&
		(hub || page.page.links.length > 60) &&
		running < 3000 &&
		!meta.articletitle &&
		!meta.columnname &&
		breadcrumb.length === 0
	)
		return { shape: 'home' };

	const headed =
		page.heading.length >= 10 &&
		(running >= 60 || own.links > 0 || own.media > 0) &&
		dated === 0 &&
		!(own.emptyTable && namesColumn(page.heading)) &&
		!names.some((name) => name.includes(page.heading) || page.heading === name);
	const isArticle =
		(headed && !hub && rows < 3) ||
		holdsTitle(page, best, names) ||
		(meta.articletitle && dated < 5) ||
		(running >= 200 && running > links * 2 && !hub) ||
		(running >= 15 && dated < 3 && articleLine.test(own.text.slice(0, 600)) && !hub);
	if (isArticle) return { shape: 'article' };
	if (hub) return { shape: 'other' };
	if (best) return own.emptyTable && isTree(best) ? { shape: 'list' } : { shape: 'list', items: best };

	return { shape: isEmptyFrame(page) ? 'list' : 'other' };
};

/** The sheet of a calendar, which is turned as a list is. */
const month = Array.from({ length: 28 }, (_, day) => day + 1).join('');

/**
 * A list's frame without a list: the element for it, its paging, or a column's page that shows nothing at all.
 * Anything else may be a page whose content we do not see, and must not pass for an empty column.
 */
const isEmptyFrame = ({ own, breadcrumb, fetching, paged, page }: ShapeEvidence): boolean => {
	if (own.textLength >= 100 || own.media > 0 || own.links > 1) return false;
	if (paged && squeeze(textOf(page.root.element)).includes(month)) return false;
	if (own.emptyList || paged || own.emptyReason) return true;
	return breadcrumb.length > 0 && own.textLength === 0 && own.links === 0 && !fetching;
};
