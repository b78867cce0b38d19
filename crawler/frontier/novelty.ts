import { hash } from 'node:crypto';
import type { PageFacts } from '../page-facts.ts';
import { pathPattern } from '../url.ts';

/** What a page shows that no page before it showed; the same page looked at again is new again. */
export interface News {
	/** Its words; its name where it has none. */
	readonly text: boolean;
	/** Its words, numbers and dates aside. */
	readonly plain: boolean;
	/** Its entries, taken together. */
	readonly entries: boolean;
	/** Its name, numbers aside: an empty column has nothing else. */
	readonly name: boolean;
	/** Its name, as long as a text's. */
	readonly title: boolean;
	/** At least one of its entries, under the name of this list. */
	readonly listed: boolean;
}

export interface Novelty {
	readonly look: (url: string, facts: Omit<PageFacts, 'links'>) => News;
}

/** Found by whoever looks for it, under ever new words: what it lists is listed elsewhere. */
const searchAddress =
	/(?:^|[/_-])(?:search|so|query|sousuo|jiansuo|tags?|keywords?)(?:[/_.?-]|$)|[?&](?:q|kw|keywords?|search\w*|wd|query|tags?)=/i;

export const isSearch = (url: string): boolean => searchAddress.test(url.replace(/^https?:\/\/[^/]+/, ''));

/** Shorter names are those of columns. */
export const leastTitle = 9;

/** Six bytes as a number: small in memory, and chance makes two the same once in millions of pages. */
const numberOf = (text: string): number => hash('sha1', text, 'buffer').readUIntBE(0, 6);

/** Tickets of twenty random signs make no other entry of one under the same name. */
const withoutTickets = (url: string): string =>
	url.replace(/=(?=[a-z]*\d)(?=\d*[a-z])[\da-z]{16,64}(?=&|$)/gi, '=');

export const createNovelty = (): Novelty => {
	/** By what is shown, the first address that showed it. */
	const owners = new Map<number, string>();
	const members = new Set<number>();
	const isFirst = (what: string, url: string): boolean => {
		const mark = numberOf(what);
		const owner = owners.get(mark) ?? url;
		owners.set(mark, owner);
		return owner === url;
	};
	return {
		look: (url, { mark, items, title, heading = '', breadcrumb }) => {
			const list = `${pathPattern(url)} ${title} ${heading} ${breadcrumb.join('>')}`;
			let listed = false;
			for (const item of items) {
				const member = numberOf(`${list} ${withoutTickets(item.url)} ${item.title}`);
				if (members.has(member)) continue;
				members.add(member);
				listed = true;
			}
			const entries = items.map((item) => `${withoutTickets(item.url)} ${item.title}`).sort();
			return {
				text: isFirst(`text ${mark?.exact ?? `${title} ${heading}`}`, url),
				plain: mark !== undefined && isFirst(`plain ${mark.plain}`, url),
				name: isFirst(`name ${`${title} ${heading}`.replace(/[\d一二三四五六七八九十〇]+/g, '#')}`, url),
				title: (heading || title).length >= leastTitle && isFirst(`title ${title} ${heading}`, url),
				entries: entries.length > 0 && isFirst(`${pathPattern(url)} ${entries.join('\n')}`, url),
				listed,
			};
		},
	};
};
