import { citedNumbers, normalNumber } from '../extract/number.ts';
import type { Interpretation } from '../model.ts';
import type { RelatedLink, SeenPage } from '../page-facts.ts';
import { copiedFrom } from './copied.ts';
import { type Draft, ownKind } from './drafts.ts';
import { explainedTitles } from './explain.ts';
import type { Listings } from './listings.ts';
import { pageTitles } from './page-titles.ts';
import { type Pages, publishedOn } from './pages.ts';
import { indexTitles } from './titles.ts';

type By = Interpretation['documents'][number]['by'];

/** A page, or an entry of a list, that explains documents. */
interface Source {
	readonly url: string;
	readonly key: string;
	readonly title: string;
	readonly publishedOn?: string;
	readonly page?: SeenPage;
	readonly related: readonly RelatedLink[];
}

/** As alike as an abbreviated title is to the whole one. */
const alike = 0.6;

/**
 * A box of 政策解读 with the site's newest stands on page after page and means none of them. What so many documents link to
 * (or so many interpretations) belongs to those alone that also name it, or that it links back to.
 */
const widelyLinked = { fromDocuments: 4, fromInterpretations: 6 };
/** A title that begins with an organ above a city's: 国务院《…》解读. */
const superior =
	/^(?:【[^】]*】)?(国务院|中共中央|国家|[\u4e00-\u9fa5]{0,3}省|[\u4e00-\u9fa5]{2,4}自治区)[^《，：]{0,16}《/;

/** What this share of the documents link to is part of the site's frame. */
const frameShare = { least: 6, share: 0.3 };

/** Days before and after its document in which an interpretation that only cites the document is taken to explain it. */
const citedWithin = { before: 30, after: 180 };

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Every interpretation that the site shows: pages that read as one, entries of interpretation columns, targets of 政策解读 links. */
const sourcesOf = (pages: Pages, listings: Listings, drafts: readonly Draft[]): Source[] => {
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

const strength: Readonly<Record<By, number>> = { link: 3, number: 2, 'exact-title': 1, title: 0 };

/** Joins interpretations to documents. `groups` are the copies of each document: a link to or from one copy is one of them all. */
export const buildInterpretations = (
	pages: Pages,
	listings: Listings,
	groups: readonly (readonly Draft[])[],
	moved: ReadonlySet<string>,
): Interpretation[] => {
	const members = groups.flatMap((drafts, group) => drafts.map((draft) => ({ draft, group })));
	const drafts = members.map(({ draft }) => draft);
	const groupAt = new Map<string, number>();
	const byNumber = new Map<string, Set<number>>();
	const linkedFrom = new Map<string, Map<number, RelatedLink['role']>>();
	const linkedAgain = new Map<string, Set<number>>();
	for (const { draft, group } of members) {
		groupAt.set(pages.keyOf(draft.url), group);
		groupAt.set(pages.keyOf(draft.page.url), group);
		if (draft.number) byNumber.set(draft.number, (byNumber.get(draft.number) ?? new Set()).add(group));
		for (const { url, role, again } of draft.facts.related) {
			const key = pages.keyOf(url);
			if (again) linkedAgain.set(key, (linkedAgain.get(key) ?? new Set()).add(group));
			const from = linkedFrom.get(key) ?? new Map<number, RelatedLink['role']>();
			if (from.get(group) !== 'interpretation') from.set(group, role);
			linkedFrom.set(key, from);
		}
	}
	const titles = indexTitles(drafts.map(({ title }) => title));
	const dateOf = (group: number): string | undefined =>
		(groups[group] ?? []).flatMap(({ publishedOn, writtenOn }) => publishedOn ?? writtenOn ?? []).sort()[0];

	/** Old and new versions share a title: the one that was new when the interpretation appeared is meant. */
	const nearest = (found: readonly number[], on: string | undefined): number[] => {
		const distinct = [...new Set(found.map((i) => (members[i] as { group: number }).group))];
		if (distinct.length < 2 || !on) return distinct;
		const distance = (group: number): number => Math.abs(days(dateOf(group) ?? '1970-01-01', on));
		const best = Math.min(...distinct.map(distance));
		return distinct.filter((group) => distance(group) === best);
	};

	const sources = sourcesOf(pages, listings, drafts);
	const linkedBy = new Map<number, number>();
	for (const { related } of sources) {
		for (const group of new Set(related.flatMap(({ url }) => groupAt.get(pages.keyOf(url)) ?? [])))
			linkedBy.set(group, (linkedBy.get(group) ?? 0) + 1);
	}
	const isFrame = (count: number, all: number): boolean =>
		count >= frameShare.least && count >= all * frameShare.share;
	/** Documents that link to an interpretation as to one of theirs. */
	const linkingTo = ({ key }: Source): ReadonlyMap<number, RelatedLink['role']> =>
		linkedFrom.get(key) ?? new Map();
	const linksTo = (source: Source, group: number): boolean => {
		const own = source.related.filter(({ url }) => groupAt.get(pages.keyOf(url)) === group);
		const frame = isFrame(linkedBy.get(group) ?? 0, sources.length);
		return own.some(({ again }) => again || !frame);
	};
	const isLinkedFrom = (source: Source, group: number): boolean =>
		linkingTo(source).has(group) &&
		(!isFrame(linkingTo(source).size, groups.length) || linkedAgain.get(source.key)?.has(group) === true);

	const join = (source: Source): Map<number, By> => {
		const joined = new Map<number, By>();
		const add = (group: number | undefined, by: By): void => {
			if (group === undefined) return;
			const known = joined.get(group);
			if (!known || strength[by] > strength[known]) joined.set(group, by);
		};
		for (const number of citedNumbers(source.title)) {
			for (const group of byNumber.get(normalNumber(number)) ?? []) add(group, 'number');
		}
		const named = explainedTitles(source.title);
		const above = superior.exec(source.title)?.[1];
		/** 省政府《某措施》解读 is not that of the city's 某措施. */
		const mayMean = (group: number): boolean =>
			above === undefined ||
			(groups[group] ?? []).some(({ issuer, title }) => (issuer ?? title).includes(above));
		let foreign = 0;
		for (const title of named.titles) {
			const exact = nearest(titles.exact(title), source.publishedOn).filter(mayMean);
			for (const group of exact) add(group, 'exact-title');
			if (exact.length > 0) continue;
			const like = nearest(titles.like(title, alike), source.publishedOn).filter(mayMean);
			for (const group of like) add(group, 'title');
			if (like.length === 0 && named.quoted) foreign++;
		}
		const byName = new Set(joined.keys());
		const linking = linkingTo(source);
		const sparse = linking.size < widelyLinked.fromDocuments;
		for (const [group, role] of linking)
			if (role === 'interpretation' && (sparse || byName.has(group) || linksTo(source, group)))
				add(group, 'link');
		for (const { url, role } of source.related) {
			const group = groupAt.get(pages.keyOf(url));
			if (role !== 'policy' || group === undefined) continue;
			if ((linkedBy.get(group) ?? 0) < widelyLinked.fromInterpretations || byName.has(group))
				add(group, 'link');
		}
		// A title that names a document of another site says that nothing here is meant.
		if (joined.size > 0 || foreign > 0) return joined;

		const { facts } = source.page ?? {};
		const numbered = new Set(
			(facts?.document?.citedNumbers ?? []).flatMap((number) => [
				...(byNumber.get(normalNumber(number)) ?? []),
			]),
		);
		const cited = new Set([
			...numbered,
			...(facts?.document?.citedTitles ?? []).flatMap((title) =>
				titles.exact(title).map((i) => members[i]?.group as number),
			),
			...source.related
				.flatMap(({ url }) => groupAt.get(pages.keyOf(url)) ?? [])
				.filter((group) => (linkedBy.get(group) ?? 0) < widelyLinked.fromInterpretations),
			...(sparse ? linking.keys() : []),
		]);
		const within = [...cited].filter((group) => {
			const since = dateOf(group);
			const gap = since && source.publishedOn ? days(since, source.publishedOn) : 0;
			return gap >= -citedWithin.before && gap <= citedWithin.after;
		});
		const byOwnNumber = within.filter((group) => numbered.has(group));
		// The one document that it names by number is what it explains; among several, the others may be its grounds.
		for (const group of within)
			add(group, byOwnNumber.length === 1 && numbered.has(group) ? 'number' : 'title');
		return joined;
	};

	const separate = sources.map((source): Interpretation => {
		const documents = [...join(source)].flatMap(([group, by]) =>
			(groups[group] ?? []).map(({ url, facts }) => ({
				url,
				by,
				...copiedFrom(source.page?.facts.document, facts),
				linkedFromDocument: isLinkedFrom(source, group),
				linkedToDocument: linksTo(source, group),
			})),
		);
		return {
			url: source.url,
			title: source.title,
			...(source.publishedOn && { publishedOn: source.publishedOn }),
			...(!source.page && { unread: true }),
			...(source.page?.facts.document && { facts: source.page.facts.document }),
			...(source.publishedOn && moved.has(source.publishedOn) && { redatedByMigration: true }),
			documents,
		};
	});
	const own = members
		.filter(({ draft }) => draft.facts.ownInterpretation)
		.map(
			({ draft, group }): Interpretation => ({
				url: draft.url,
				title: draft.title,
				...(draft.publishedOn && { publishedOn: draft.publishedOn }),
				facts: draft.facts,
				documents: (groups[group] ?? []).map(({ url }) => ({
					url,
					by: 'link',
					linkedFromDocument: true,
					linkedToDocument: true,
				})),
			}),
		);
	return [...separate, ...own];
};
