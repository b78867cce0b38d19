import type { RelatedLink, SeenPage } from '../page-facts.ts';
import { type Draft, ownKind } from './drafts.ts';
import type { Listings } from './listings.ts';
import { pageTitles } from './page-titles.ts';
import { type Pages, publishedOn } from './pages.ts';

/** A page, or an entry of a list, that explains documents. */
export interface Source {
	readonly url: string;
	readonly key: string;
	readonly title: string;
	readonly publishedOn?: string;
	readonly page?: SeenPage;
	readonly related: readonly RelatedLink[];
}

/** Every interpretation that the site shows: pages that read as one, entries of interpretation columns, targets of 政策解读 links. */
export const sourcesOf = (pages: Pages, listings: Listings, drafts: readonly Draft[]): Source[] => {
	const documents = new Set(drafts.map(({ page }) => page));
	const sources = new Map<string, Source>();
	const titleOf = pageTitles(pages, listings);
	const add = (
		url: string,
		title: string,
		page: SeenPage | undefined,
		listedOn: Iterable<string> = [],
	): void => {
		const key = pages.keyOf(url);
		if (sources.has(key)) return;
		const dates = [...listedOn, ...(page ? [publishedOn(page)] : [])]
			.filter((date) => date !== undefined)
			.sort();
		sources.set(key, {
			url: page?.finalUrl ?? url,
			key,
			title,
			...(dates[0] && { publishedOn: dates[0] }),
			...(page && { page }),
			related: page?.facts.document?.related ?? [],
		});
	};
	for (const page of pages.all) {
		if (documents.has(page) || page.facts.shape === 'list' || page.facts.shape === 'home') continue;
		const facts = page.facts.document;
		const listing = listings.get(pages.keyOf(page.url));
		const explains =
			facts?.isInterpretation ||
			listing?.kinds.has('interpretation') ||
			(facts && ownKind(page) === 'interpretation');
		if (!explains) continue;
		add(page.url, titleOf(page), page, listing?.dates);
	}
	for (const [key, { url, title, kinds, dates }] of listings) {
		if (!kinds.has('interpretation') || sources.has(key)) continue;
		const page = pages.at(url);
		if (page && (documents.has(page) || page.facts.shape === 'list')) continue;
		add(url, title, page, dates);
	}
	for (const { facts } of drafts) {
		for (const { url, text, role } of facts.related) {
			const page = pages.at(url);
			if (role !== 'interpretation' || (page && (documents.has(page) || page.facts.shape === 'list')))
				continue;
			add(url, page?.facts.document ? titleOf(page) : text, page);
		}
	}
	return [...sources.values()];
};
