import type { Archive } from './archive/archive.ts';
import type { Entry } from './archive/rows.ts';
import { whyUnseen } from './coverage.ts';
import { foulOf } from './foul-titles.ts';
import { deedIn } from './frontier/deeds.ts';
import { isListed } from './frontier/frontier.ts';
import type { ErrorPage, Gathered, Reach, Referrer, Target } from './model.ts';
import type { FileReading, Link, NotSeen, SeenPage } from './page-facts.ts';
import { viewsOf } from './page-views.ts';
import { watchStrays } from './site/stray-links.ts';
import type { SiteConfig } from './site-config.ts';
import { answersAsUnknown, type Fingerprints, fingerprintAt, leadsAsUnknown } from './unknown.ts';
import { crawlKey, samePageKey } from './url.ts';

/** The last part of an address that says it is an error page. */
const errorPath =
	/\/(?:404|403|500|error|err|notfound|not-found|page404|404page|errorpage|nopage)[\w-]*(?:\.\w+)?\/?$/i;

const maxReferrers = 20;

/** Pages of other hosts that have become what no office links to, by what they are called. */
const foulTargets = (archive: Archive) =>
	archive.responses.titles().flatMap(({ url, title }) => {
		const kind = foulOf(title);
		const entry = archive.entry(crawlKey(url));
		return kind && entry ? [{ url, title, kind, entry }] : [];
	});

/** What only a file can be. */
const isFileReason = (reason: string | undefined): boolean => /-file$|-in-file$/.test(reason ?? '');

interface Referrers {
	readonly first: Referrer[];
	count: number;
	/** Every one of them names the address in a script or the like: what a reader's click asks for may be another. */
	guessed: boolean;
}

/** Which pages link to these addresses, by one pass over all links; `note` sees each page's on the way. */
const referrersOf = (
	archive: Archive,
	keys: ReadonlySet<string>,
	note: (page: string, links: readonly Link[]) => void,
): Map<string, Referrers> => {
	const found = new Map<string, Referrers>();
	/** Links, shared by the pages that have them, that lead elsewhere. */
	const others = new WeakSet<Link>();
	for (const { seq, url: page } of archive.pages.all()) {
		const onPage = new Set<string>();
		const links = archive.pages.linksOf(seq);
		note(page, links);
		for (const link of links) {
			if (others.has(link)) continue;
			const { url, text, guessed } = link;
			const key = crawlKey(url);
			if (!keys.has(key)) {
				others.add(link);
				continue;
			}
			const entry = found.get(key) ?? { first: [], count: 0, guessed: true };
			found.set(key, entry);
			if (!guessed) entry.guessed = false;
			if (onPage.has(key)) continue;
			onPage.add(key);
			entry.count++;
			if (entry.first.length < maxReferrers) entry.first.push({ page, text });
		}
	}
	return found;
};

/** Longer names are titles of texts. */
const longestButton = 8;

/** The button that leads to a page behind a login, where no list names the page: its name, and the path that it asks. */
const gateOf = (entry: Entry, archive: Archive): string | undefined => {
	const { foundText, seq, state, url } = entry;
	if (state !== 'wall' || isListed(entry) || foundText === '' || foundText.length > longestButton)
		return undefined;
	const [path, query] = url.split('?');
	// Of a family that leads to a login the later ones are not asked.
	const answer = archive.responses.of(seq);
	const isSentAway = answer === undefined || samePageKey(answer.finalUrl) !== samePageKey(url);
	return query !== undefined && isSentAway ? `${path} ${foundText}` : undefined;
};

interface Suspect {
	readonly entry: Entry;
	readonly by: ErrorPage['by'];
	readonly snippet: string;
}

/** Pages with status 200 that are no pages. */
const suspectsOf = (
	archive: Archive,
	pages: readonly (SeenPage & { seq: number })[],
	home: string,
	fingerprints: Fingerprints,
): Suspect[] => {
	const suspects: Suspect[] = [];
	const homeKey = samePageKey(home);
	for (const page of pages) {
		const entry = archive.entry(crawlKey(page.url));
		if (!entry || samePageKey(page.url) === homeKey) continue;
		const { facts } = page;
		const moved = samePageKey(page.finalUrl) !== samePageKey(page.url);
		const fingerprint = fingerprintAt(fingerprints, page.finalUrl);
		// A page that sends its readers on by itself moves them as well.
		const target = facts.redirectsTo ?? page.finalUrl;
		const leaves = moved || facts.redirectsTo !== undefined;
		if (leaves && errorPath.test(new URL(target).pathname)) {
			suspects.push({ entry, by: 'redirect', snippet: target });
		} else if (facts.errorWords) {
			suspects.push({ entry, by: moved ? 'redirect' : 'words', snippet: facts.errorWords });
		} else if (leaves && leadsAsUnknown(target, fingerprint)) {
			suspects.push({ entry, by: 'fingerprint', snippet: target });
		} else if (
			fingerprint?.way === 'page' &&
			answersAsUnknown({ ...facts, links: archive.pages.linksOf(page.seq) }, page.finalUrl, fingerprints)
		) {
			suspects.push({ entry, by: 'fingerprint', snippet: facts.heading ?? facts.title });
		}
	}
	return suspects;
};

const seenPages = (
	archive: Archive,
	isInert: (page: Pick<SeenPage, 'finalUrl' | 'facts'>) => boolean,
): (SeenPage & { seq: number })[] => {
	const pages: (SeenPage & { seq: number })[] = [];
	for (const { seq, url, finalUrl, lane, depth, facts, walked } of archive.pages.all()) {
		const keepsLinks = facts.shape !== 'article' || facts.document === undefined;
		const links = keepsLinks ? archive.pages.linksOf(seq) : [];
		pages.push({
			seq,
			url,
			finalUrl,
			lane,
			depth,
			facts: { ...facts, links },
			...(walked ? { walked } : {}),
			...(lane === 'http' && isInert({ finalUrl, facts: { ...facts, links } })
				? { inert: true as const }
				: {}),
		});
	}
	return pages;
};

/** Everything the crawl saw, from the archive alone. */
export const gather = (input: {
	config: SiteConfig;
	asOf: string;
	archive: Archive;
	fingerprints: Fingerprints;
	stopped: string | undefined;
	reach: Reach | undefined;
	/** The browser was seen to add nothing to such pages. */
	isInert: (page: Pick<SeenPage, 'finalUrl' | 'facts'>) => boolean;
	left: NotSeen['why'];
}): Gathered => {
	const { archive, config } = input;
	const pages = seenPages(archive, input.isInert);
	const bad = archive.entries('broken', 'wall');
	const suspects = suspectsOf(archive, pages, config.url, input.fingerprints);
	const foul = foulTargets(archive);
	const strays = watchStrays(config.url, pages);
	const referrers = referrersOf(
		archive,
		new Set([...bad, ...foul, ...suspects.map(({ entry }) => entry)].map(({ url }) => crawlKey(url))),
		strays.note,
	);
	const where = (
		entry: Pick<Entry, 'url' | 'foundOn' | 'foundText'>,
	): { foundOn: readonly Referrer[]; foundOnCount: number } => {
		const { first = [], count = 0 } = referrers.get(crawlKey(entry.url)) ?? {};
		if (count > 0) return { foundOn: first, foundOnCount: count };
		return entry.foundOn
			? { foundOn: [{ page: entry.foundOn, text: entry.foundText }], foundOnCount: 1 }
			: { foundOn: [], foundOnCount: 0 };
	};
	/** An address that no page links to was put together by the crawl itself. */
	const isLinked = (entry: Entry): boolean => entry.depth === 0 || where(entry).foundOnCount > 0;
	const attached = new Set(
		pages.flatMap(({ facts }) => facts.document?.attachments.map(({ url }) => crawlKey(url)) ?? []),
	);
	const targets = bad.filter(isLinked).map((entry): Target => {
		const response = archive.responses.of(entry.seq);
		const key = crawlKey(entry.url);
		return {
			url: entry.url,
			// A download whose address does not say that it is one.
			type:
				entry.type === 'page' && (attached.has(key) || isFileReason(response?.reason))
					? 'attachment'
					: entry.type,
			state: entry.state === 'broken' && !referrers.get(key)?.guessed ? 'broken' : 'wall',
			...(response?.status === undefined ? {} : { status: response.status }),
			...(response?.reason ? { reason: response.reason } : {}),
			tries: archive.tries.of(entry.seq),
			...where(entry),
		};
	});
	const errorPages = suspects
		.filter(({ entry }) => isLinked(entry))
		.map(({ entry, by, snippet }): ErrorPage => ({ url: entry.url, by, snippet, ...where(entry) }));
	const files = new Map<string, FileReading>();
	for (const { url, reading } of archive.files.all()) files.set(crawlKey(url), reading);
	const redirects = new Map<string, string>();
	for (const { url, finalUrl } of archive.responses.all()) if (url !== finalUrl) redirects.set(url, finalUrl);
	const views = viewsOf(archive, pages);
	for (const [url, base] of views) redirects.set(url, base);
	const unseen = new Map<string, NotSeen['why']>();
	const gates = new Map<string, string>();
	for (const entry of archive.entries('queued', 'render', 'wall', 'robots', 'retry', 'skipped')) {
		// What does something is no page to be seen.
		if (entry.type !== 'page' || deedIn(entry.url)) continue;
		const reason = whyUnseen(entry, archive, input.left);
		if (reason) unseen.set(entry.url, reason);
		const gate = reason && gateOf(entry, archive);
		if (gate) gates.set(entry.url, gate);
	}
	const errors = new Set(suspects.map(({ entry }) => entry.url));
	return {
		config,
		asOf: input.asOf,
		pages: pages.filter(({ url }) => !errors.has(url) && !views.has(url)),
		files,
		redirects,
		targets,
		errorPages,
		strays: strays.found(),
		hijacked: foul.map(({ url, title, kind, entry }) => ({ url, title, kind, ...where(entry) })),
		unseen,
		gates,
		...(input.reach ? { reach: input.reach } : {}),
		...(input.stopped ? { stopped: input.stopped } : {}),
	};
};
