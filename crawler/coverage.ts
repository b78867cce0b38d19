import type { Archive } from './archive/archive.ts';
import type { Entry } from './archive/rows.ts';
import { deedIn } from './frontier/deeds.ts';
import { drawsList } from './frontier/families.ts';
import { isListed } from './frontier/frontier.ts';
import { twistOf } from './frontier/variants.ts';
import type { Coverage } from './model.ts';
import type { NotSeen } from './page-facts.ts';
import { answersAsUnknown, type Fingerprints } from './unknown.ts';
import { pathPattern, urlPattern } from './url.ts';

/** Why an address was not seen; `left` is why the queue was not emptied. */
export const whyUnseen = (
	entry: Entry,
	archive: Archive,
	left: NotSeen['why'],
): NotSeen['why'] | undefined => {
	switch (entry.state) {
		case 'queued':
		case 'render':
			return left;
		case 'wall':
			return 'wall';
		case 'robots':
			return 'robots';
		case 'retry':
			if (left === 'budget') return left;
			return archive.responses.of(entry.seq)?.reason === 'timeout' ? 'timeout' : 'error';
		case 'skipped':
			// Never asked for: its family had its share. Asked for and too large, or a mistake of ours: an error.
			return archive.responses.of(entry.seq) ? 'error' : 'budget';
		case 'same':
			return 'budget';
		default:
			return undefined;
	}
};

/** Pages on which scripts draw what matters, and that were not seen whole: for want of a browser, or as it could not have the data. */
export const undrawnPages = (
	archive: Archive,
	fingerprints: Fingerprints,
): { url: string; why: NotSeen['why'] }[] => {
	const undrawn: { url: string; why: NotSeen['why'] }[] = [];
	for (const { facts, finalUrl, lane, seq, url } of archive.pages.all()) {
		const why = facts.cutBy ?? (lane === 'http' && drawsList(facts) ? 'error' : undefined);
		// What is shown for any address has no list of its own.
		if (why && !answersAsUnknown({ ...facts, links: archive.pages.linksOf(seq) }, finalUrl, fingerprints))
			undrawn.push({ url, why });
	}
	return undrawn;
};

/** A family of addresses that was left, whatever its members ask for and however deep they lie. */
export const leftFamily = (url: string): string => {
	const deed = deedIn(url);
	if (deed) return `${new URL(url).host}/… ${deed}`;
	const pattern = pathPattern(url);
	if (url.includes('?')) return `${pattern}?…`;
	const parts = pattern.split('/');
	return parts.length > 5 ? `${parts.slice(0, 3).join('/')}/…` : pattern;
};

/** What variants of pages have in their addresses, wherever they lie. */
const variantFamily = (url: string, base: string): string => {
	const twist =
		url.toLowerCase() === base.toLowerCase() ? pathPattern(base) : (twistOf(base, url) ?? pathPattern(url));
	return `${new URL(url).host}/… ${twist}`;
};

interface Unseen {
	readonly urls: string[];
	readonly why: NotSeen['why'];
	readonly pattern: string;
}

/**
 * Share of the known pages that were seen, and what was not, families of addresses taken together. A family that was left
 * because it brought nothing new, or what others show, counts as one page: an endless calendar is not most of a site.
 */
export const coverageOf = (
	archive: Archive,
	left: NotSeen['why'],
	{ fingerprints, vanished }: { readonly fingerprints: Fingerprints; readonly vanished: number },
): Coverage => {
	const groups = new Map<string, Unseen>();
	const note = (url: string, why: NotSeen['why'], pattern = urlPattern(url)): void => {
		const key = `${why} ${pattern}`;
		const group = groups.get(key);
		if (group) group.urls.push(url);
		else groups.set(key, { urls: [url], why, pattern });
	};
	const undrawn = undrawnPages(archive, fingerprints);
	for (const { url, why } of undrawn) note(url, why);
	let missed = undrawn.length + vanished;
	const families = new Set<string>();
	for (const entry of archive.entries('queued', 'render', 'wall', 'robots', 'retry', 'same', 'skipped')) {
		const reason = whyUnseen(entry, archive, left);
		if (!reason) continue;
		const base = entry.state === 'same' ? archive.responses.of(entry.seq)?.finalUrl : undefined;
		// What nobody listed and nobody asked for may be no page at all.
		const isLeft =
			(reason === 'budget' && entry.state === 'skipped') ||
			(entry.state === 'wall' && !isListed(entry) && !archive.responses.of(entry.seq));
		const family = base ? variantFamily(entry.url, base) : isLeft ? leftFamily(entry.url) : undefined;
		if (family) families.add(family);
		else if (entry.type === 'page') missed++;
		note(entry.url, reason, family);
	}
	missed += families.size;
	const seen = archive.pagesSettled() - undrawn.length;
	const notSeen = [...groups.values()].map(({ urls, why, pattern }) => ({
		what: urls.length === 1 ? (urls[0] ?? '') : pattern,
		why,
		count: urls.length,
	}));
	if (vanished > 0) notSeen.push({ what: '以前有、这次没有出现的网页', why: 'error', count: vanished });
	return {
		// Rounded down: one page of a hundred thousand that was not seen is no whole.
		share: seen + missed === 0 ? 0 : Math.floor((seen / (seen + missed)) * 10_000) / 10_000,
		notSeen: notSeen.sort((a, b) => b.count - a.count).slice(0, 200),
	};
};
