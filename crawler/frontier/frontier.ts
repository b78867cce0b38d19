import type { Archive } from '../archive/archive.ts';
import type { Entry, EntryState, EntryType, NewEntry } from '../archive/rows.ts';
import { kindOfColumn } from '../extract/columns.ts';
import type { Link, PageFacts } from '../page-facts.ts';
import { crawlKey, targetType } from '../url.ts';
import { deedIn } from './deeds.ts';
import { createHarvest, type Fruit } from './harvest.ts';
import { createNovelty, isSearch, leastTitle, type News } from './novelty.ts';
import { createVariants } from './variants.ts';

/** What is fetched first: columns before their pages, those before the rest, files and pictures last. */
export const urgency = {
	home: 0,
	pinned: 1,
	column: 2,
	listPage: 3,
	policyItem: 4,
	item: 5,
	main: 6,
	nav: 7,
	/** Of a family that has brought nothing so far: calendars, filters, sort orders. */
	doubtful: 12,
	doubtfulItem: 11,
	attachment: 8,
	image: 9,
	external: 10,
} as const;

/** Clicks from the homepage beyond which nothing is followed: links that deepen for ever end here. */
const maxDepth = 40;

/** Longer addresses are made by broken scripts and endless relative links. */
const maxLength = 2000;

/** Endless relative links: the same path part, or the same two or three, over and over; a program below itself. */
const stutters =
	/\/([^/]+)(?:\/\1){3}(?:\/|$)|\/([^/]+(?:\/[^/]+){1,2})(?:\/\2){2}(?:\/|$)|\/([\w-]+\.(?:php|jsp|aspx?|do|s?html?))\/(?:[^/]+\/)*\3(?:\/|$)/i;

type Place = Pick<Entry, 'url' | 'depth' | 'foundOn' | 'foundText' | 'priority'>;

export interface Frontier {
	/** Adds what a page points to, and says what the page brought. */
	readonly follow: (page: Place & { finalUrl: string }, facts: PageFacts) => Fruit;
	/** Keeps what came of a page, once no other look at it is to come. */
	readonly reap: (page: Pick<Place, 'url' | 'foundOn'>, fruit: Fruit) => void;
	readonly add: (url: string, entry: Partial<NewEntry> & { priority: number }) => boolean;
	/** Addresses that waited as another host's and are the site's own now wait as what they are, and so do those that led there. */
	readonly reclaim: () => void;
	/** Whether a waiting page is still worth its request; one that is not is settled, or put off. */
	readonly isDue: (entry: Entry) => boolean;
	/** Takes up what an earlier part of the run knew of a page. */
	readonly recall: (url: string, facts: Omit<PageFacts, 'links'>) => void;
}

/** It was met as an entry of a list. */
export const isListed = ({ priority }: Pick<Place, 'priority'>): boolean =>
	priority === urgency.item || priority === urgency.policyItem || priority === urgency.doubtfulItem;

const folderOf = (url: string): string => {
	const path = url.replace(/[?#].*$/, '');
	return path.slice(0, path.lastIndexOf('/') + 1);
};

const isBelow = (url: string, other: string): boolean =>
	folderOf(url).length > folderOf(other).length && folderOf(url).startsWith(folderOf(other));

/** Reached by going deeper, and leading deeper still: folders within folders, which any program can make up without end. */
const deepens = ({ url, foundOn }: Place, { links }: PageFacts): boolean =>
	isBelow(url, foundOn) && links.some((link) => link.as === 'a' && isBelow(link.url, url));

/** A text's name, not a menu's. */
const isText = ({ date, title }: PageFacts['items'][number]): boolean =>
	date !== undefined || title.length >= leastTitle;

/** The link that led to it called it by its own name, and that is a text's: no program's 上一月. */
const isCalledSo = ({ foundText }: Place, { title, heading = '' }: PageFacts): boolean =>
	foundText.length >= leastTitle && `${title} ${heading}`.includes(foundText);

/** Fewer characters outside links are no text of a page's own. */
const leastText = 40;

/** What a page brought, `added` texts that were not known before left aside. */
const fruitOf = (page: Place, facts: PageFacts, news: News): Fruit => {
	if (facts.errorWords !== undefined) return 'none';
	// Texts of one form, filled in again and again, have names of their own.
	if (isListed(page) && (news.text || news.title)) return 'ripe';
	if (isSearch(page.url)) return 'none';
	if (facts.items.length > 0) return news.listed ? 'thin' : 'none';
	if (deepens(page, facts)) return 'none';
	if (news.plain && facts.mainTextLength >= leastText) return 'ripe';
	if (news.title && isCalledSo(page, facts)) return 'ripe';
	return news.name ? 'thin' : 'none';
};

/** The list is of documents or of what belongs to them. */
const isWeighty = ({ breadcrumb, heading }: PageFacts): boolean => {
	const text = heading ?? breadcrumb.at(-1) ?? '';
	const kind = kindOfColumn({ names: [{ text, from: 'heading' }] })?.kind;
	return kind === 'policy' || kind === 'regulation' || kind === 'interpretation' || kind === 'abolition';
};

export const createFrontier = (archive: Archive, own: (url: string) => boolean): Frontier => {
	const met = new Set<string>();
	const harvest = createHarvest();
	const variants = createVariants(archive);
	const novelty = createNovelty();
	/** Further pages of lists that showed nothing that the list had not shown before. */
	const idle = new Set<string>();
	const columnNames = new Map<string, boolean>();
	const namesColumn = (text: string): boolean => {
		if (text.length < 2 || text.length > 14) return false;
		const known = columnNames.get(text);
		if (known !== undefined) return known;
		const kind = kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind;
		const names = kind !== undefined && kind !== 'other';
		columnNames.set(text, names);
		return names;
	};

	const priorityOf = (
		type: EntryType,
		link: Pick<Link, 'text' | 'place' | 'section'>,
		depth: number,
	): number => {
		if (type === 'external') return urgency.external;
		if (type === 'image') return urgency.image;
		if (type === 'attachment') return urgency.attachment;
		if (namesColumn(link.section ?? link.text)) return urgency.column;
		// The homepage's menu is the plan of the site.
		if (depth === 0) return urgency.item;
		return link.place === 'main' ? urgency.main : urgency.nav;
	};

	const add: Frontier['add'] = (url, entry) => {
		const key = crawlKey(url);
		if (archive.knows(key)) return false;
		const { type = 'page', depth = 0, foundOn = '' } = entry;
		const put = (more: Partial<NewEntry>): boolean =>
			archive.add({ url, key, type, depth, foundOn, foundText: '', ...entry, ...more });
		const leave = (state: EntryState = 'skipped'): boolean => {
			put({ state });
			return false;
		};
		if (type === 'external') return put({});
		if (url.length > maxLength) return false;
		const endless = depth > maxDepth || stutters.test(new URL(url).pathname);
		if (type === 'image') return !endless && put({});
		if (endless || deedIn(url)) return leave();
		if (type !== 'page') return put({});
		const base = variants.baseOf(url, foundOn);
		if (base !== undefined) {
			leave('same');
			archive.noteSame(key, base);
			return false;
		}
		const standing = harvest.standing(url, foundOn);
		if (standing === 'walled') return leave('wall');
		if (standing === 'barren') return leave();
		return put(standing === 'doubtful' ? { priority: putOff(entry) } : {});
	};

	/** Adds a list's further pages: as near as the list itself, unless the list has come to its end before. */
	const addPages = (
		{ url, depth, foundOn, priority }: Place,
		{ pager, items, scripted }: PageFacts,
		news: News,
	): void => {
		const further = priority === urgency.listPage || priority === urgency.doubtful;
		const brings = items.length === 0 ? scripted : news.entries;
		if (further && !brings) idle.add(url);
		const isOver = idle.has(url) && idle.has(foundOn);
		for (const page of pager.pages) {
			if (!own(page)) continue;
			const key = crawlKey(page);
			const entry = { depth, foundOn: url, priority: urgency.listPage };
			if (!isOver) add(page, entry);
			else if (archive.add({ url: page, key, type: 'page', foundText: '', ...entry, state: 'same' }))
				archive.noteSame(key, url);
		}
	};

	return {
		add,
		reclaim: () => {
			for (const { seq, url, type: before, depth, foundText } of archive.entries('queued')) {
				if (before !== 'external' || !own(url)) continue;
				const type = targetType(url, 'a', true);
				archive.retype(seq, type, priorityOf(type, { text: foundText, place: 'main' }, depth - 1));
			}
			for (const { seq, target } of archive.responses.leading())
				if (own(target)) archive.settle(seq, 'queued');
		},
		follow: (page, facts) => {
			const { url, finalUrl, depth, foundOn } = page;
			const { canonical } = facts;
			const proper = canonical !== undefined && own(canonical) ? canonical : undefined;
			const isVariant =
				!isListed(page) && variants.learn({ url, finalUrl, foundOn, facts, canonical: proper });
			const news = novelty.look(url, facts);
			addPages(page, facts, news);
			const from = { depth: depth + 1, foundOn: url };
			// No page links to them: should they not exist, nobody is to blame.
			for (const guess of facts.pager.guessed ?? [])
				if (own(guess)) add(guess, { depth: depth + 1, foundOn: '', priority: urgency.listPage });
			let weighty: boolean | undefined;
			let added = 0;
			for (const item of facts.items) {
				if (met.has(item.url) || !/^https?:/i.test(item.url) || !own(item.url)) continue;
				met.add(item.url);
				const type = targetType(item.url, 'a', true);
				weighty ??= isWeighty(facts);
				const priority = type !== 'page' ? urgency.attachment : weighty ? urgency.policyItem : urgency.item;
				if (add(item.url, { ...from, type, priority, foundText: item.title }) && isText(item)) added++;
			}
			for (const link of facts.links) {
				// Most links of a page are its template's: met before, nothing to resolve.
				if (met.has(link.url)) continue;
				met.add(link.url);
				// Somebody's own disk, which no host can be asked for.
				if (!/^https?:/i.test(link.url)) continue;
				const type = targetType(link.url, link.as, own(link.url));
				const priority = priorityOf(type, link, depth);
				const isNew = add(link.url, { ...from, type, priority, foundText: link.text });
				// A picture or a file may be all there is on a page; one that is asked for may be made up for it.
				const isFile = type === 'image' || type === 'attachment';
				if (isNew && isFile && link.place === 'main' && !link.url.includes('?')) added++;
			}
			if (added > 0) return 'ripe';
			return isVariant ? 'none' : fruitOf(page, facts, news);
		},
		reap: ({ url, foundOn }, fruit) => harvest.note(url, foundOn, fruit),
		isDue: (entry) => {
			const { foundOn, priority, seq, url } = entry;
			if (priority <= urgency.pinned) return true;
			const base = variants.baseOf(url, foundOn);
			if (base !== undefined) {
				archive.settle(seq, 'same');
				archive.noteSame(crawlKey(url), base);
				return false;
			}
			const standing = harvest.standing(url, foundOn);
			if (standing === 'barren') archive.settle(seq, 'skipped');
			if (standing === 'walled') archive.settle(seq, 'wall');
			const isPutOff = priority === urgency.doubtful || priority === urgency.doubtfulItem;
			if (standing === 'doubtful' && !isPutOff) archive.postpone(seq, putOff(entry));
			return standing === 'good' || (standing === 'doubtful' && isPutOff);
		},
		recall: (url, facts) => {
			const news = novelty.look(url, facts);
			const isNew = facts.shape === 'article' ? news.text : news.listed;
			harvest.note(url, '', isNew ? 'ripe' : 'none');
		},
	};
};

const putOff = (entry: Pick<Place, 'priority'>): number =>
	isListed(entry) ? urgency.doubtfulItem : urgency.doubtful;
