import type { Archive } from './archive.ts';
import type { EntryType, NewEntry } from './archive-rows.ts';
import { kindOfColumn } from './extract/columns.ts';
import type { Link, PageFacts } from './page-facts.ts';
import { crawlKey, targetType, urlPattern } from './url.ts';

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
	attachment: 8,
	image: 9,
	external: 10,
} as const;

/** Clicks from the homepage beyond which nothing is followed: links that deepen for ever end here. */
const maxDepth = 40;

/** Longer addresses are made by broken scripts and endless relative links. */
const maxLength = 2000;

/** Endless relative links: the same path part, or the same two or three, over and over. */
const stutters = /\/([^/]+)(?:\/\1){3}(?:\/|$)|\/([^/]+(?:\/[^/]+){1,2})(?:\/\2){2}(?:\/|$)/;

/** Pages of one address pattern after which a family must have brought something to stay in its turn … */
const patience = 100;
/** … and after which nothing more of it is fetched. */
const lastPatience = 300;
/** Share of a family's pages that must bring something new. */
const leastFruit = 0.02;

export interface Frontier {
	/** Adds what a page points to. */
	readonly follow: (page: { url: string; depth: number }, facts: PageFacts) => void;
	readonly add: (url: string, entry: Partial<NewEntry> & { priority: number }) => boolean;
	/** Addresses that waited as another host's and are the site's own now wait as what they are. */
	readonly reclaim: () => void;
}

export const createFrontier = (archive: Archive, own: (url: string) => boolean): Frontier => {
	const met = new Set<string>();
	const families = new Map<string, { pages: number; fruitful: number }>();
	/** Whether a family of addresses has had its chance: `doubtful` waits for all others, `barren` is left. */
	const standing = (url: string): 'good' | 'doubtful' | 'barren' => {
		const { pages, fruitful } = families.get(urlPattern(url)) ?? { pages: 0, fruitful: 0 };
		if (pages < patience || fruitful >= pages * leastFruit) return 'good';
		return pages < lastPatience ? 'doubtful' : 'barren';
	};
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
		if (url.length > maxLength || stutters.test(url)) return false;
		const fruit = entry.type === undefined || entry.type === 'page' ? standing(url) : 'good';
		return archive.add({
			url,
			key: crawlKey(url),
			type: 'page',
			depth: 0,
			foundOn: '',
			foundText: '',
			...entry,
			...(fruit === 'good' ? {} : { priority: urgency.doubtful }),
			...(fruit === 'barren' ? { state: 'skipped' } : {}),
		});
	};

	return {
		add,
		reclaim: () => {
			for (const { seq, url, type: before, depth, foundText } of archive.entries('queued')) {
				if (before !== 'external' || !own(url)) continue;
				const type = targetType(url, 'a', true);
				archive.retype(seq, type, priorityOf(type, { text: foundText, place: 'main' }, depth - 1));
			}
		},
		follow: ({ url, depth }, facts) => {
			if (depth >= maxDepth) return;
			let added = 0;
			const from = { depth: depth + 1, foundOn: url };
			for (const page of facts.pager.pages) {
				// A list's further pages are as near as the list itself.
				if (own(page)) add(page, { ...from, depth, priority: urgency.listPage });
			}
			// No page links to them: should they not exist, nobody is to blame.
			for (const page of facts.pager.guessed ?? [])
				if (own(page)) add(page, { depth: depth + 1, foundOn: '', priority: urgency.listPage });
			const kind = kindOfColumn({
				names: [{ text: facts.heading ?? facts.breadcrumb.at(-1) ?? '', from: 'heading' }],
			})?.kind;
			const weighty =
				kind === 'policy' || kind === 'regulation' || kind === 'interpretation' || kind === 'abolition';
			for (const item of facts.items) {
				if (!own(item.url)) continue;
				const type = targetType(item.url, 'a', true);
				const priority = type !== 'page' ? urgency.attachment : weighty ? urgency.policyItem : urgency.item;
				if (add(item.url, { ...from, type, priority, foundText: item.title })) added++;
			}
			for (const link of facts.links) {
				// Most links of a page are its template's: met before, nothing to resolve.
				if (met.has(link.url)) continue;
				met.add(link.url);
				const type = targetType(link.url, link.as, own(link.url));
				add(link.url, { ...from, type, priority: priorityOf(type, link, depth), foundText: link.text });
			}
			const pattern = urlPattern(url);
			const family = families.get(pattern) ?? { pages: 0, fruitful: 0 };
			families.set(pattern, family);
			family.pages++;
			if (added > 0 || facts.shape === 'article') family.fruitful++;
		},
	};
};
