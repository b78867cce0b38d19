import { citedNumbers, normalNumber } from '../extract/number.ts';
import type { Interpretation } from '../model.ts';
import type { RelatedLink, SeenPage } from '../page-facts.ts';
import { copiedFrom } from './copied.ts';
import type { Draft } from './drafts.ts';
import { explainedTitles } from './explain.ts';
import { type Source, sourcesOf } from './interpretation-sources.ts';
import type { Listings } from './listings.ts';
import type { Pages } from './pages.ts';
import { placeOfTitle, stageOf } from './title-versions.ts';
import { indexTitles } from './titles.ts';

type By = Interpretation['documents'][number]['by'];

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

/** Nobody explains a document so many days before it is written. */
const longestBefore = 180;

/** 《某办法》等三个文件: there is more than the title names. */
const andOthers = /》等|系列|配套/;

/**
 * 《优化营商环境条例》 may be the nation's as well as the city's whose own title begins with its name: the decree that the text
 * names tells.
 */
const isNational = ({ page }: Source, title: string, drafts: readonly Draft[]): boolean =>
	placeOfTitle(title) === undefined &&
	drafts.every((draft) => placeOfTitle(draft.title) !== undefined) &&
	(page?.facts.document?.citedNumbers ?? []).some((number) => /^(?:国务院|国|主席)令/.test(number));

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** A script may lead where nobody saw it: what the browser shows empty is empty. */
const mayLead = ({ lane, facts }: SeenPage): boolean => {
	const open = facts.document?.openBox;
	return open === 'blind' || (open === 'empty' && lane === 'http' && facts.hasScripts);
};

/** The interpretation leads to a file that the document's page leads to: its text. */
const sharesFile = ({ page }: Source, drafts: readonly Draft[]): boolean => {
	const own = new Set((page?.facts.document?.attachments ?? []).map(({ url }) => url));
	return own.size > 0 && drafts.some(({ facts }) => facts.attachments.some(({ url }) => own.has(url)));
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

	const stagesOf = (group: number): string[] => (groups[group] ?? []).map((draft) => stageOf(draft.title));
	/** Written so long after that another version must have been meant. */
	const isTooNew = (group: number, on: string | undefined): boolean => {
		const written = (groups[group] ?? []).flatMap(({ writtenOn }) => writtenOn ?? []).sort()[0];
		return on !== undefined && written !== undefined && days(on, written) > longestBefore;
	};

	/** Old and new versions share a title: the one that it names is meant, else the one that was new when the interpretation appeared. */
	const nearest = (found: readonly number[], title: string, on: string | undefined): number[] => {
		const all = [...new Set(found.map((i) => (members[i] as { group: number }).group))].filter(
			(group) => !isTooNew(group, on),
		);
		const stage = stageOf(title);
		const named = all.filter((group) => stagesOf(group).includes(stage));
		const distinct = named.length > 0 && (stage !== '' || !on) ? named : all;
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
		if (sharesFile(source, groups[group] ?? [])) return true;
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
		const found = (title: string, by: By): boolean => {
			const entries = by === 'title' ? titles.like(title, alike, named.quoted) : titles.exact(title);
			const meant = nearest(entries, title, source.publishedOn).filter(mayMean);
			for (const group of meant) add(group, isNational(source, title, groups[group] ?? []) ? 'title' : by);
			return meant.length > 0;
		};
		const ways: readonly By[] = ['exact-title', 'title'];
		if (!named.quoted) ways.some((by) => named.titles.some((title) => found(title, by)));
		else for (const title of named.titles) if (!ways.some((by) => found(title, by))) foreign++;
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
		if ((joined.size > 0 && !andOthers.test(source.title)) || foreign > 0) return joined;

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
				...((groups[group] ?? []).some((draft) => mayLead(draft.page)) && {
					mayLinkFromDocument: true as const,
				}),
				...(source.page && mayLead(source.page) && { mayLinkToDocument: true as const }),
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
