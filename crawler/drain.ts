import type { Entry } from './archive-rows.ts';
import type { CrawlContext } from './context.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

/** Walls that the browser is sent to, at most: it is no siege engine. */
const maxWallVisits = 10;

/** Pages that wait for the browser at once; it shows fewer at a time. */
const browserSeats = 3;

/** One visit over the HTTP lane, and what it means for the crawl. */
export const visitOne = async (context: CrawlContext, entry: Entry, fresh: boolean): Promise<void> => {
	const { archive, config, state } = context;
	const outcome = await visit(context, entry, fresh);
	if (outcome === 'broken' || outcome === 'retry') state.errors++;
	// A wall before a page near the homepage: a citizen's browser may be let in.
	const mayKnock =
		outcome === 'wall' && entry.type === 'page' && entry.depth <= 1 && config.render !== 'never';
	if (mayKnock && state.wallVisits++ < maxWallVisits) archive.settle(entry.seq, 'render');
};

/** Empties the queue: addresses by the HTTP lane, pages that need it by the browser, side by side. */
export const drain = async (context: CrawlContext): Promise<void> => {
	const { archive, config, log, maxPages, options } = context;
	const window = config.limits.concurrency * 2;
	const running = new Set<Promise<void>>();
	const rendering = new Set<Promise<void>>();
	let pagesBegun = archive.seenPages();
	let lastTold = 0;

	const begin = (pool: Set<Promise<void>>, entry: Entry, work: Promise<void>): void => {
		const done: Promise<void> = work
			.catch((error: unknown) => {
				// A mistake of ours on one page must not cost the audit; the page counts as not seen.
				log.error({ url: entry.url, err: error }, 'visit failed');
				archive.settle(entry.seq, 'skipped');
			})
			.finally(() => pool.delete(done));
		pool.add(done);
	};

	for (;;) {
		// Refilled by halves: one question to the archive for several visits.
		const room = running.size <= window / 2 ? window - running.size : 0;
		const pages = archive.take('queued', Math.min(room, maxPages - pagesBegun), ['page']);
		pagesBegun += pages.length;
		const files = options.pagesOnly
			? []
			: archive.take('queued', room - pages.length, ['attachment', 'image']);
		for (const entry of [...pages, ...files]) begin(running, entry, visitOne(context, entry, false));
		for (const entry of archive.take('render', browserSeats - rendering.size, ['page'])) {
			begin(rendering, entry, look(context, entry));
		}
		if (running.size + rendering.size === 0) return;
		await Promise.race([...running, ...rendering]);
		const now = Date.now();
		if (now - lastTold < 250) continue;
		lastTold = now;
		context.save();
		context.tell('crawl');
	}
};
