import type { Archive } from '../archive/archive.ts';
import type { PageFacts } from '../page-facts.ts';
import { isSameText, type TextMark } from '../text-mark.ts';
import { crawlKey, pathPattern } from '../url.ts';
import { mayBeFrame } from './families.ts';

/**
 * Print, large-font, share, mobile and converted versions of pages, learned from what they show: where an address differs from
 * another in one thing only, and pages that differ in it show the same again and again, the thing says nothing.
 */

/** Pairs of pages that showed the same before a difference is believed to say nothing. */
const enough = 3;
/** One pair in so many may show otherwise: counters, a box of news. */
const exceptions = 10;
/** Differences that are kept count of, at most. */
const maxTwists = 5000;
/** Addresses that are kept to compare others with, at most. */
const maxFirsts = 50_000;

interface Count {
	same: number;
	different: number;
	/** Patterns of pages that showed the same, up to `enough`. */
	readonly paths: Set<string>;
}

export interface Variants {
	/** The address that shows what `url` would, where that is believed. */
	readonly baseOf: (url: string, foundOn: string) => string | undefined;
	/** Compares a page that was seen with those it may be a variant of; says whether it is one. */
	readonly learn: (page: Seen) => boolean;
}

export interface Seen {
	readonly url: string;
	readonly finalUrl: string;
	readonly foundOn: string;
	readonly facts: Omit<PageFacts, 'links'>;
	/** What the page itself calls its proper address. */
	readonly canonical: string | undefined;
}

const bare = (url: string): string => url.replace(/^https?:\/\//, '');

/**
 * What `to` has that `from` has not, or something else in its place: `print`, `fontsize=`, `big5`. Undefined where they differ in
 * nothing, or in numbers and codes, which is how pages are told apart.
 */
export const twistOf = (from: string, to: string): string | undefined => {
	const [a, b] = [from, to].map((url) => bare(url).split(/([/?&=;_.-])/)) as [string[], string[]];
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
	const query = b.indexOf('?');
	// A value is told by its name.
	if (query >= 0 && b[head] !== '&') while (head > query + 1 && !/[?&]/.test(b[head - 1] ?? '')) head--;
	const middle = b.slice(head, b.length - tail).join('');
	const numberless = (text: string): string => text.replace(/\d+/g, '#');
	// `col12` and `col13`.
	if (!middle.includes('=') && numberless(a.slice(head, a.length - tail).join('')) === numberless(middle))
		return undefined;
	const said = middle
		.replace(/=[^&]*/g, '=')
		.replace(/[0-9a-f]{16,}|\d+/gi, '#')
		.replace(/^[/?&;_.-]+|[/?&;_.-]+$/g, '');
	return /^#?$/.test(said.replace(/[#/=_.-]+/g, '#')) || said.length > 60 ? undefined : said;
};

/** The address without one thing that it asks for. */
const without = (url: string, name: string): string => {
	const to = new URL(url);
	const kept = to.search
		.slice(1)
		.split('&')
		.filter((pair) => pair.split('=', 1)[0] !== name);
	to.search = kept.join('&');
	return to.href;
};

const namesOf = (url: string): string[] => {
	if (!url.includes('?')) return [];
	const names = new URL(url).search
		.slice(1)
		.split('&')
		.map((pair) => pair.split('=', 1)[0] ?? '');
	return [...new Set(names.filter((name) => name !== ''))];
};

/** Most of one are among the other. */
const areShared = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
	[...a].filter((one) => b.has(one)).length * 2 > Math.max(a.size, b.size);

/**
 * Two pages list different things, whatever frame they share. What a version in another script lists has other addresses, and titles
 * of the same lengths on the same days.
 */
const listOthers = (a: Seen['facts'], b: Seen['facts']): boolean => {
	if (a.items.length === 0 || b.items.length === 0) return false;
	const addresses = ({ items }: Seen['facts']) => new Set(items.map(({ url }) => url));
	const rhythm = ({ items }: Seen['facts']) =>
		new Set(items.map(({ title, date }) => `${title.length} ${date ?? ''}`));
	return !areShared(addresses(a), addresses(b)) && !areShared(rhythm(a), rhythm(b));
};

export const createVariants = (archive: Archive): Variants => {
	/** By difference, on the whole site and on pages of one pattern. */
	const counts = new Map<string, Count>();
	/** Addresses with capital letters, by what they are without. */
	const folded = new Map<string, string>();
	/** The first address seen of those that differ in one thing that they ask for, by what they have in common. */
	const firsts = new Map<string, string>();

	const says = ({ same, different }: Count): boolean => same < enough || different * exceptions > same;
	/** What says nothing on pages of this pattern, or on those of so many others that it says nothing anywhere. */
	const isEmpty = (twist: string | undefined, base: string): boolean => {
		if (twist === undefined) return false;
		const all = counts.get(twist);
		// What is unknown on the whole site is unknown on its pages.
		if (all === undefined) return false;
		const here = counts.get(`${twist} ${pathPattern(base)}`);
		return (here !== undefined && !says(here)) || (all.paths.size >= enough && !says(all));
	};
	const count = (name: string, path: string, same: boolean): void => {
		const known = counts.get(name);
		if (!known && counts.size >= maxTwists) return;
		const kept = known ?? { same: 0, different: 0, paths: new Set() };
		counts.set(name, kept);
		if (!same) kept.different++;
		else {
			kept.same++;
			if (kept.paths.size < enough) kept.paths.add(path);
		}
	};
	const isKnown = (url: string): boolean => {
		const state = archive.stateOf(crawlKey(url));
		return state === 'ok' || state === 'queued' || state === 'render';
	};

	/** Addresses with one of these parts less; of several, the shortest first. */
	const bases = function* (url: string, mayGo: (twist: string, base: string) => boolean): Generator<string> {
		const names = namesOf(url).filter((name) => mayGo(`${name}=`, without(url, name)));
		if (names.length > 1) yield names.reduce(without, url);
		for (const name of names) yield without(url, name);
		for (const name of names) yield firsts.get(without(url, name)) ?? url;
		const { pathname } = new URL(url);
		for (const part of new Set(pathname.split(/[/_.-]/))) {
			// A number tells a page from another.
			if (!/^[\w%]+$/.test(part) || /^\d+$/.test(part) || !mayGo(part, url.replace(`/${part}/`, '/')))
				continue;
			yield url.replace(`/${part}/`, '/');
			yield url.replace(new RegExp(`[_.-]${part}(?=[./])|(?<=/)${part}[_.-]`), '');
		}
		const lower = foldedOf(url);
		if (lower && mayGo('case', lower)) yield lower;
	};
	const foldedOf = (url: string): string | undefined => {
		if (!/[A-Z]/.test(url)) return undefined;
		const { pathname } = new URL(url);
		if (!/[A-Z]/.test(pathname.replace(/%[0-9A-F]{2}/g, ''))) return undefined;
		const lower = url.toLowerCase();
		const first = folded.get(lower);
		if (first === undefined && folded.size < maxTwists) folded.set(lower, url);
		return first !== undefined && first !== url ? first : lower;
	};

	/** Undefined, too, where it may be a frame's, or says that there is nothing yet: all columns share that. */
	const markOf = (facts: Seen['facts']): TextMark | undefined =>
		mayBeFrame(facts) || (facts.shape === 'list' && facts.items.length === 0) ? undefined : facts.mark;
	const pageAt = (url: string): Pick<Seen, 'finalUrl' | 'facts'> | undefined => {
		const seq = archive.seqOf(crawlKey(url));
		return seq === undefined ? undefined : archive.pages.of(seq);
	};
	/** Undefined where it cannot be told. */
	const showSame = (a: Seen['facts'], b: Seen['facts']): boolean | undefined => {
		const [mark, other] = [markOf(a), markOf(b)];
		if (!mark || !other) return undefined;
		return isSameText(mark, other) && (mark.exact === other.exact || !listOthers(a, b));
	};

	return {
		baseOf: (url, foundOn) => {
			if (counts.size === 0) return undefined;
			if (foundOn !== '' && isEmpty(twistOf(foundOn, url), foundOn)) return foundOn;
			for (const base of bases(url, isEmpty)) if (base !== url && isKnown(base)) return base;
			return undefined;
		},
		learn: ({ url, finalUrl, foundOn, facts, canonical }) => {
			let isVariant = false;
			const compared = new Set<string>();
			const compare = (base: string, named?: string): void => {
				const key = crawlKey(base);
				if (key === crawlKey(url) || compared.has(key)) return;
				const twist = named ?? twistOf(base, url);
				const other = twist === undefined ? undefined : pageAt(base);
				if (twist === undefined || other === undefined) return;
				const leadsThere =
					crawlKey(finalUrl) !== crawlKey(url) && crawlKey(finalUrl) === crawlKey(other.finalUrl);
				const same = leadsThere || showSame(facts, other.facts);
				if (same === undefined) return;
				compared.add(key);
				const path = pathPattern(base);
				count(twist, path, same);
				count(`${twist} ${path}`, path, same);
				if (same) isVariant = true;
			};
			if (foundOn !== '') compare(foundOn);
			if (canonical) compare(canonical);
			for (const name of namesOf(url)) {
				const rest = without(url, name);
				compare(rest, `${name}=`);
				const first = firsts.get(rest);
				if (first) compare(first, `${name}=`);
				else if (firsts.size < maxFirsts) firsts.set(rest, url);
			}
			for (const base of bases(url, (twist) => (counts.get(twist)?.same ?? 0) > 0)) compare(base);
			const lower = foldedOf(url);
			if (lower) compare(lower, 'case');
			return isVariant;
		},
	};
};
