import { askedFor } from './answers.ts';
import { Archive } from './archive/archive.ts';
import type { Entry } from './archive/rows.ts';
import { budgetOf } from './budget.ts';
import { type CrawlContext, type CrawlOptions, createContext } from './context.ts';
import { coverageOf } from './coverage.ts';
import { homeAnswers } from './drain.ts';
import { inertBy } from './frontier/families.ts';
import { urgency } from './frontier/frontier.ts';
import { gather } from './gather.ts';
import type { Coverage, Gathered } from './model.ts';
import { probeReach } from './reach.ts';
import { checkExternal } from './retry.ts';
import { createSecondVisits, type SeenAgain } from './second-visit.ts';
import type { SiteConfig } from './site-config.ts';
import { crawlKey, targetType } from './url.ts';

/** An earlier crawl, some of whose addresses are asked for again. What it saw stays as it is in the archive. */
export interface Revisit {
	/**
	 * Asks for these addresses again, each once however often it is named. `follow`: the rest of their lists is asked for as well, and
	 * so many of the pages that they lead to and that nobody knew.
	 */
	readonly see: (urls: readonly string[], options?: { readonly follow?: number }) => Promise<void>;
	/** Asks again what no page tells of the site's first host. */
	readonly probe: () => Promise<void>;
	/** What an address answered now; undefined where it was not asked again. */
	readonly seen: (url: string) => SeenAgain | undefined;
	/** What the crawl saw, and over it what was seen since. */
	readonly gathered: () => Gathered;
	readonly coverage: () => Coverage;
	/** Requests so far. */
	readonly requests: () => number;
	readonly close: () => Promise<void>;
}

/** The archive does not have that crawl. */
export class NotArchivedError extends Error {
	override readonly name = 'NotArchivedError';
}

/** A few addresses do not cost what a crawl may. */
const maxPages = 500;

/** Pages of one list that are asked for again, at most. */
const maxListPages = 10;

/** New pages first that lie nearest to the site's columns. */
const mostUrgent = (entries: readonly Entry[], most: number): Entry[] =>
	entries.toSorted((a, b) => a.priority - b.priority).slice(0, most);

/** Opens what the crawl begun at that instant left. Throws `NotArchivedError` where there is nothing of it. */
export const openRevisit = (
	config: SiteConfig,
	{ startedAt, ...options }: CrawlOptions & { readonly startedAt: string },
): Revisit => {
	const archive = new Archive(options.file, { patienceMs: 1000, isScratch: true });
	if (!archive.reopen(startedAt)) {
		archive.close();
		throw new NotArchivedError(`存档 ${options.file} 里没有那次审计`);
	}
	const context = createContext(config, options, archive, budgetOf(config.limits, maxPages));
	beginAnew(context);
	const asked = askedFor(archive);
	const visits = createSecondVisits(context);
	const { see, seen } = visits;

	const entryOf = (url: string): Entry | undefined => {
		const known = archive.entry(crawlKey(url));
		if (known && known.state !== 'same' && known.state !== 'skipped') return known;
		const other = asked.get(crawlKey(url));
		if (other !== undefined && archive.entry(crawlKey(other))) return archive.entry(crawlKey(other));
		if (known || !/^https?:/i.test(url)) return known;
		const type = targetType(url, 'a', context.own(url));
		context.frontier.add(url, { type, priority: urgency.main, depth: 1 });
		return archive.entry(crawlKey(url));
	};
	/** Addresses by the entry that stands for them. */
	const standing = new Map<string, Entry>();
	const take = (urls: readonly string[]): Entry[] => {
		const entries = new Map<number, Entry>();
		for (const url of urls) {
			const entry = standing.get(url) ?? entryOf(url);
			if (!entry) continue;
			standing.set(url, entry);
			if (!seen(entry.seq)) entries.set(entry.seq, entry);
		}
		return [...entries.values()];
	};

	const seeOwn = async (entries: readonly Entry[]): Promise<void> => {
		const pages = entries.filter(({ type }) => type === 'page');
		const files = entries.filter(({ type }) => type === 'attachment' || type === 'image');
		await Promise.all(pages.map(see));
		if (files.length === 0) return;
		// Who a file belongs to is told by the pages, those of the crawl among them.
		for (const { facts } of archive.pages.all()) context.attached.note(facts);
		await Promise.all(files.map(see));
	};
	/** Further pages of the lists among these: an entry that comes on top moves all the others down. */
	const restOfLists = (entries: readonly Entry[]): Entry[] =>
		entries.flatMap(({ seq }) => {
			const pages = archive.pages.of(seq)?.facts.pager.pages ?? [];
			return take(pages.slice(0, maxListPages)).filter(({ type }) => type === 'page');
		});
	const seeOthers = async (entries: readonly Entry[]): Promise<void> => {
		const others = entries.filter(({ type }) => type === 'external');
		if (others.length === 0) return;
		for (const { seq, state } of others) {
			if (state !== 'broken') archive.tries.forget(seq);
			archive.settle(seq, 'retry');
		}
		await checkExternal(context, new Set(others.map(({ seq }) => seq)));
		await Promise.all(others.map(see));
	};

	return {
		see: async (urls, { follow = 0 } = {}) => {
			const entries = take(urls);
			await Promise.all([seeOwn(entries), seeOthers(entries)]);
			if (follow > 0) await seeOwn(restOfLists(entries));
			const fresh = archive.entries('queued').filter(({ type }) => type === 'page');
			const followed = mostUrgent(fresh, follow);
			await Promise.all(followed.map(see));
			for (const { seq } of archive.entries('queued', 'render')) archive.settle(seq, 'skipped');
			await doubtFailures(context, [...entries, ...followed], visits);
		},
		probe: async () => {
			const home = archive.entry(crawlKey(config.url));
			const landed = home && archive.pages.of(home.seq)?.finalUrl;
			context.state.reach = await probeReach(context, landed ?? config.url);
		},
		seen: (url) => {
			const entry = standing.get(url) ?? archive.entry(crawlKey(url));
			return entry && seen(entry.seq);
		},
		gathered: () =>
			gather({
				config: { ...config, hosts: context.hosts() },
				asOf: options.asOf,
				archive,
				fingerprints: context.state.fingerprints,
				stopped: undefined,
				reach: context.state.reach,
				isInert: inertBy(context.families),
				left: 'budget',
			}),
		coverage: () => coverageOf(archive, 'budget', context.state),
		requests: () => context.counters.requests,
		close: async () => {
			try {
				await context.close();
			} finally {
				archive.close();
			}
		},
	};
};

/** What the crawl cost and believed is behind it: whoever repairs a page is not to be told that it did not change. */
const beginAnew = ({ counters, state }: CrawlContext): void => {
	Object.assign(counters, { pagesFetched: 0, pagesRendered: 0, requests: 0, bytes: 0 });
	Object.assign(state, { trusted: 0, distrusts: true, pagesBegun: 0 });
};

/** Where the homepage does not answer either, failures are no page's own. */
const doubtFailures = async (
	context: CrawlContext,
	entries: readonly Entry[],
	{ seen, doubt }: ReturnType<typeof createSecondVisits>,
): Promise<void> => {
	const failed = entries.filter(({ seq, type }) => {
		const { state, status = 500 } = seen(seq) ?? {};
		return type !== 'external' && state === 'broken' && status >= 500;
	});
	if (failed.length === 0 || (await homeAnswers(context))) return;
	for (const { seq } of failed) doubt(seq, '网站没有应答');
};
