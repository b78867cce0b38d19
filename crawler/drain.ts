import { mustStartOver } from './again.ts';
import { isArchiveFault } from './archive/database.ts';
import type { Entry } from './archive/rows.ts';
import { spentWords } from './budget.ts';
import { type CrawlContext, isOver, silence } from './context.ts';
import { heedEcho } from './heed-echo.ts';
import { look } from './look.ts';
import { pause } from './net/fetch.ts';
import { crawlKey } from './url.ts';
import { visit } from './visit.ts';

/** Walls that the browser is sent to, at most: it is no siege engine. */
const maxWallVisits = 10;

/** Pages that wait for the browser at once; it shows fewer at a time. */
const browserSeats = 3;

/** So many own addresses in a row without an answer: either the site is gone or it has shut us out. */
const longSilence = 20;

/** One visit over the HTTP lane, and what it means for the crawl. Rejects only where the archive fails. */
export const visitOne = async (context: CrawlContext, entry: Entry, fresh: boolean): Promise<void> => {
	const { archive, config, state } = context;
	await guarded(context, entry, async () => {
		const outcome = await visit(context, entry, fresh);
		if (outcome === 'wall' && entry.type === 'page') context.frontier.reap(entry, 'wall');
		// Each address once, however often it is tried.
		if (!fresh && (outcome === 'broken' || outcome === 'retry')) state.errors++;
		// What robots.txt forbids was not asked for.
		if (outcome === 'robots' && entry.type === 'page') state.pagesBegun--;
		// A wall before a page near the homepage: a citizen's browser may be let in.
		const mayKnock =
			outcome === 'wall' && entry.type === 'page' && entry.depth <= 1 && config.render !== 'never';
		if (mayKnock && state.wallVisits++ < maxWallVisits) archive.settle(entry.seq, 'render');
	});
};

/** A mistake of ours on one page must not cost the audit; the page counts as not seen. What fails the archive costs it. */
const guarded = async (
	{ archive, log }: CrawlContext,
	entry: Entry,
	work: () => Promise<void>,
): Promise<void> => {
	try {
		await work();
	} catch (error) {
		// An archive that cannot be read or written loses more than one page.
		if (isArchiveFault(error)) throw error;
		log.error({ url: entry.url, err: error }, 'visit failed');
		archive.settle(entry.seq, 'skipped');
	}
};

/** Seconds before the second and the third try. */
const defaultWaits = [3, 10];

export const waitsOf = ({ options }: CrawlContext): readonly number[] => options.retrySeconds ?? defaultWaits;

/** How the homepage answers now: as it did, in another way, or not at all. On a connection of its own, or the browser, where it never answered anyone else. */
const askHome = async (context: CrawlContext): Promise<'as ever' | 'otherwise' | 'not'> => {
	const { archive, config, counters, get } = context;
	const fetched = await get(config.url, { maxBytes: 65_536, fresh: true });
	const home = archive.entry(crawlKey(config.url));
	const lane = home && archive.pages.of(home.seq)?.lane;
	if (fetched.state === 'answered' && fetched.status !== 429 && fetched.status !== 503) {
		// Whoever let us in at first and does so no more has shut us out; who never did is as ever.
		if (fetched.status < 400 || lane === undefined) return 'as ever';
	}
	const rendered =
		lane === 'browser' ? await (await context.renderer())?.render(config.url, { walk: false }) : undefined;
	counters.requests += rendered?.requests ?? 0;
	counters.bytes += rendered?.bytes ?? 0;
	if (rendered?.state === 'shown' && rendered.status < 400) return 'as ever';
	return fetched.state === 'answered' ? 'otherwise' : 'not';
};

/** The homepage still answers as it did. Where nobody answers at all it is asked again, as pages are: networks come back. */
export const homeAnswers = async (context: CrawlContext): Promise<boolean> => {
	for (const wait of [0, ...waitsOf(context)]) {
		if (wait > 0) await pause(wait);
		const answer = await askHome(context);
		if (answer !== 'not') return answer === 'as ever';
	}
	return false;
};

/** Ends the crawl where the site has stopped answering altogether; what it would not show us is no fault of its pages. */
const heedSilence = async (context: CrawlContext): Promise<void> => {
	const { state } = context;
	if (state.silent < longSilence || isOver(state)) return;
	state.silent = 0;
	if (await homeAnswers(context)) return;
	silence(context);
};

/** Ends the crawl where its budget of requests or of bytes is spent; says whether it is. */
export const heedBudget = ({ budget, counters, log, state }: CrawlContext): boolean => {
	const words = spentWords(budget, counters);
	if (words === undefined || state.spent) return state.spent;
	state.spent = true;
	state.stopped ??= words;
	log.warn({ ...budget }, 'the budget is spent; the crawl ends');
	return true;
};

/** What the browser could not show whole waits for all else to be done, and gets one more look. Says whether there is any. */
const lookAgain = ({ archive, secondLooks }: CrawlContext): boolean => {
	const due = [...secondLooks].filter(([, state]) => state === 'due');
	for (const [seq] of due) {
		secondLooks.set(seq, 'begun');
		archive.settle(seq, 'render');
	}
	return due.length > 0;
};

/** Empties the queue: addresses by the HTTP lane, pages that need it by the browser, side by side. */
export const drain = async (context: CrawlContext): Promise<void> => {
	const { archive, budget, config, counters, frontier, options, state } = context;
	const window = config.limits.concurrency * 2;
	const running = new Set<Promise<void>>();
	const rendering = new Set<Promise<void>>();
	let lastTold = 0;

	/** Goes on with the loop, which waits for any visit to end. */
	let ended = (): void => {};
	/** What the archive threw at the first of the visits that it failed. */
	const faults: unknown[] = [];

	const begin = (pool: Set<Promise<void>>, work: Promise<void>): void => {
		const done: Promise<void> = work
			.catch((error: unknown) => void faults.push(error))
			.finally(() => {
				pool.delete(done);
				ended();
			});
		pool.add(done);
	};

	for (;;) {
		if (faults.length > 0) throw faults[0];
		await heedSilence(context);
		if (state.echoes.isDue()) await heedEcho(context);
		heedBudget(context);
		const isEnding = isOver(state) || mustStartOver(context);
		// Refilled by halves: one question to the archive for several visits.
		const asksLeft = Math.max(0, budget.maxRequests - counters.requests - running.size - rendering.size);
		const room = running.size <= window / 2 && !isEnding ? Math.min(window - running.size, asksLeft) : 0;
		const waiting = archive.take('queued', Math.min(room, budget.maxPages - state.pagesBegun), ['page']);
		const pages = waiting.filter((entry) => frontier.isDue(entry));
		state.pagesBegun += pages.length;
		const files = options.pagesOnly
			? []
			: archive.take('queued', room - pages.length, ['attachment', 'image']);
		for (const entry of [...pages, ...files]) begin(running, visitOne(context, entry, false));
		const seats = isEnding ? 0 : browserSeats - rendering.size;
		for (const entry of archive.take('render', seats, ['page'])) {
			begin(
				rendering,
				guarded(context, entry, () => look(context, entry)),
			);
		}
		if (running.size + rendering.size === 0) {
			if (waiting.length > 0 && !isEnding) continue;
			if (isEnding || !lookAgain(context)) return;
			continue;
		}
		await new Promise<void>((resolve) => {
			ended = resolve;
		});
		const now = Date.now();
		if (now - lastTold < 250) continue;
		lastTold = now;
		context.tell('crawl');
	}
};
