import type { Gathered } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import { samePageKey } from '../url.ts';
import { joinAttached } from './attached.ts';
import { joinFrames } from './frames.ts';

/** The pages of a crawl, each once, whatever address it was met under. */
export interface Pages {
	readonly all: readonly SeenPage[];
	/** What all addresses of one page share: redirects followed, scheme, default page and trailing slash left out. */
	readonly keyOf: (url: string) => string;
	readonly at: (url: string) => SeenPage | undefined;
}

const maxHops = 5;

/** Indexes what was seen; pages that only say that they do not exist are left out. */
export const indexPages = ({ pages: seen, files, redirects, errorPages }: Gathered): Pages => {
	const pages = joinAttached(joinFrames(seen), files);
	const keys = new Map<string, string>();
	const keyOf = (url: string): string => {
		const known = keys.get(url);
		if (known !== undefined) return known;
		let target = url;
		for (let hop = 0; hop < maxHops; hop++) {
			const next = redirects.get(target);
			if (next === undefined || next === target) break;
			target = next;
		}
		const key = URL.canParse(target) ? samePageKey(target) : target;
		keys.set(url, key);
		return key;
	};

	const missing = new Set(errorPages.map(({ url }) => keyOf(url)));
	const byKey = new Map<string, SeenPage>();
	// In the order of the crawl; a map keeps a page's place when the browser's view takes it.
	const places = new Map<SeenPage, number>();
	const all: SeenPage[] = [];
	for (const page of pages) {
		if (page.facts.errorWords !== undefined || missing.has(keyOf(page.url))) continue;
		const [asked, final] = [keyOf(page.url), keyOf(page.finalUrl)];
		const twin = byKey.get(final) ?? byKey.get(asked);
		// The browser lane's view of a page holds at least what the HTTP lane's does.
		const known = twin && !(page.lane === 'browser' && twin.lane === 'http') ? twin : page;
		byKey.set(asked, known);
		byKey.set(final, known);
		const place = twin ? (places.get(twin) ?? all.length) : all.length;
		if (known === twin) continue;
		all[place] = known;
		places.set(known, place);
	}
	return { all, keyOf, at: (url) => byKey.get(keyOf(url)) };
};

/** Dates that addresses carry: `/2026/3/2/art_…`, `/202603/t20260302_1.html`. */
const datedPath = /\/t?((?:19|20)\d{2})(\d{2})(\d{2})_|\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})\//;

/** A date written in an address, YYYY-MM-DD. */
export const dateInUrl = (url: string): string | undefined => {
	const match = datedPath.exec(url);
	if (!match) return undefined;
	const [, y1, m1, d1, y2, m2, d2] = match;
	const date = `${y1 ?? y2}-${(m1 ?? m2)?.padStart(2, '0')}-${(d1 ?? d2)?.padStart(2, '0')}`;
	return Number.isNaN(Date.parse(date)) ? undefined : date;
};

/** Nothing that a script would draw was missed: a browser saw the page, or others of its kind gained nothing by one. */
export const isSeenWhole = ({ facts, lane, inert }: SeenPage): boolean =>
	lane === 'browser' || inert === true || !facts.scripted;

/** The day a page says it was published. */
export const publishedOn = ({ facts }: SeenPage): string | undefined => {
	const stated = facts.document?.publishedOn?.value ?? facts.meta.pubdate ?? '';
	const match = /((?:19|20)\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})/.exec(stated);
	return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined;
};

/** Sets that grow together: the root of each member, by index. */
export const unionFind = (
	size: number,
): { find: (i: number) => number; join: (a: number, b: number) => void } => {
	const parents = Array.from({ length: size }, (_, i) => i);
	const find = (i: number): number => {
		let root = i;
		while (parents[root] !== root) root = parents[root] as number;
		for (let at = i; parents[at] !== root; ) {
			const next = parents[at] as number;
			parents[at] = root;
			at = next;
		}
		return root;
	};
	return {
		find,
		// The earlier member stays the root, so that a group is named by what was met first.
		join: (a, b) => {
			const [x, y] = [find(a), find(b)];
			parents[Math.max(x, y)] = Math.min(x, y);
		},
	};
};
