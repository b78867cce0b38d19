import { mayVouch } from './again.ts';
import type { Known } from './archive/known.ts';
import type { Entry } from './archive/rows.ts';
import type { CrawlContext } from './context.ts';
import { beginningOfLarge } from './files.ts';
import { isHandedOver } from './judge-file.ts';
import type { Fetched } from './net/fetch.ts';
import { isRead, maxFileBytes, worthWhole } from './read-attached.ts';

/** More of a body is not read. Pages beyond it are no pages; of files and pictures the beginning tells enough. */
const maxBytes = { page: 5 << 20, attachment: 3 << 20, image: 64 << 10, external: 0 } as const;

/** The site's first page may lead anywhere: that is where the site is. */
export const isHome = (entry: Entry): boolean => entry.depth === 0 && entry.foundOn === '';

/** Asks for an address: for no more of it than is needed, and whether it is as it was. */
export const fetchEntry = async (
	context: CrawlContext,
	entry: Entry,
	fresh: boolean,
): Promise<{ fetched: Fetched; known?: Known }> => {
	/** What the last address that was asked had answered before. */
	let known: Known | undefined;
	const isWanted = worthWhole(context, entry);
	const fetched = await context.get(entry.url, {
		maxBytes: isWanted ? Math.max(maxBytes[entry.type], maxFileBytes) : maxBytes[entry.type],
		fresh,
		priority: -entry.priority,
		validatorsOf: (url) => {
			known = context.archive.known.of(url);
			return isWanted && !isRead(context, entry, known) ? undefined : mayVouch(context, entry, known);
		},
		...(entry.foundOn ? { referer: entry.foundOn } : {}),
		enough: (headers) => {
			if (entry.type !== 'attachment' && !isHandedOver(headers)) return maxBytes[entry.type];
			const isSmall = Number(headers['content-length'] ?? 0) <= maxFileBytes;
			return isWanted && isSmall ? maxFileBytes : Math.min(maxBytes[entry.type], beginningOfLarge(headers));
		},
		...(isHome(entry)
			? {}
			: { mayFollow: async (url) => context.own(url) && (await context.robotsOf(url)).mayFetch(url) }),
	});
	return { fetched, ...(known ? { known } : {}) };
};
