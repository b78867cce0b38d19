import { setTimeout as pause } from 'node:timers/promises';
import type { Guard } from '../net/guard.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { type BrowserPool, createBrowserPool } from './browser-pool.ts';
import type { FoundBrowser } from './find.ts';
import { unlessGone } from './gone.ts';
import { createPool, type Lease, type Pool } from './pool.ts';
import type { Session } from './session.ts';
import type { Manners, Visit } from './traffic.ts';
import { within } from './within.ts';

/** One try of a page, as far as it came. */
export interface Try<Seen> {
	visit?: Visit;
	/** What was seen last. */
	seen?: Seen;
	/** Why no more was seen. */
	reason?: string;
	/** The browser went away under the page: that says nothing of the page. */
	gone?: boolean;
	/** Not the page alone went, but all of its session: other pages may have to answer for that. */
	lost?: boolean;
}

/** Looks at a page that opens. What it told as `seen` stays where it fails later. */
type Look<Seen> = (visit: Visit, tell: (seen: Seen) => void) => Promise<void>;

/** The pages of one site. */
export interface Tabs {
	/**
	 * Opens a page and looks at it for so many milliseconds at most, and again where the browser goes away under it. The answer is
	 * the try that saw something, else the last one. Rejects where all is over before the page had its seat.
	 */
	readonly look: <Seen>(url: string, look: Look<Seen>, milliseconds: number) => Promise<Try<Seen>>;
	/** Ends the pages that are open, and their browser where no other site uses it. */
	readonly close: () => Promise<void>;
}

export interface TabsOptions extends Manners {
	readonly guard: Guard;
	/** Shared with other sites; default: the site's own. */
	readonly browsers?: BrowserPool;
}

/** Pages open at once where a site has its browser for itself. */
const ownPages = 2;
/** A session is replaced after so many pages: what leaks in it is bounded. */
const pagesPerSession = 150;
/** Starts in a row that failed, before no more are tried. */
const maxFailures = 3;
/** Longest for an empty page to open, milliseconds. */
const openingTime = 30_000;
/** Longest for a page to close, milliseconds: one whose thread hangs may never do. */
const closingTime = 5_000;
/** For a browser that is gone to be known as such, milliseconds. */
const noticeTime = 200;
/** A page that waited longer for its seat takes its turn anew, milliseconds: its host may want a pause by now. */
const turnLasts = 1_000;
/** A page whose turn takes longer gives its seat back meanwhile, milliseconds: its host asked for a pause. */
const seatWaits = 5_000;

/** Whether a session is lost, or is being lost just now. */
const isLost = async (session: Session): Promise<boolean> => {
	if (session.isAlive()) await Promise.race([session.gone, pause(noticeTime)]);
	return !session.isAlive();
};

/** Whether the work is done within its time. */
const isDone = (milliseconds: number, work: Promise<unknown>): Promise<boolean> =>
	within(milliseconds, work).then(
		() => true,
		() => false,
	);

/** Looks at a page of a session, and closes it; a session in which that does not work is no more. */
const tryOnce = async <Seen>(
	sessions: Pool<Session>,
	mine: Lease<Session>,
	url: string,
	look: Look<Seen>,
): Promise<Try<Seen>> => {
	const attempt: Try<Seen> = {};
	let session: Session | undefined;
	try {
		session = await mine.ready;
		attempt.visit = await unlessGone(session.gone, within(openingTime, session.visit(url)));
		const tell = (seen: Seen): void => {
			attempt.seen = seen;
		};
		await unlessGone(session.gone, look(attempt.visit, tell));
	} catch (error) {
		const words = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
		attempt.reason = attempt.visit?.stopped() ?? words;
		if (!session) return attempt;
		const isOurs = attempt.visit?.stopped() !== undefined;
		attempt.gone = !isOurs && (!attempt.visit || /has been closed|crashed|Target closed/i.test(words));
		attempt.lost = attempt.gone && (await isLost(session));
	}
	const closing = attempt.visit?.close();
	// A page that hangs its own thread may answer nothing, not even `close`.
	const isClosed = closing !== undefined && (await isDone(closingTime, closing));
	if (!isClosed && attempt.reason !== undefined && !(await session.answers()))
		attempt.gone = attempt.lost = true; // All of the browser hangs.
	if (!isClosed || attempt.lost) await sessions.retire(mine);
	return attempt;
};

/** The pages of one site in sessions that begin with the first page, and anew where they died or grew old. */
export const openTabs = (found: FoundBrowser, options: TabsOptions): Tabs => {
	const browsers = options.browsers ?? createBrowserPool({ pages: ownPages, sessions: 1 });
	const ending = new AbortController();
	let failures = 0;
	/** Its pages end browsers: they are kept apart from all others. */
	let isHarmful = false;

	/** Waits for a page's turn, or until all is over: it may never come then, and others wait for the seat. */
	const turn = (url: string): Promise<void> =>
		unlessAborted(options.turn?.(url) ?? Promise.resolve(), ending.signal).catch((error: unknown) => {
			if (!ending.signal.aborted) throw error;
		});

	const start = async (apart: boolean): Promise<Session> => {
		if (failures >= maxFailures) throw new Error('浏览器无法启动');
		try {
			const session = await browsers.open(found, options.guard, options, apart);
			failures = 0;
			return session;
		} catch (error) {
			failures++;
			throw error;
		}
	};
	const end = (session: Session): Promise<void> => session.end();
	const usual = createPool({ start: () => start(false), end, uses: pagesPerSession });
	const apart = createPool({ start: () => start(true), end, uses: 1 });

	/** A page's seat, and how it takes its turn anew on it. */
	const takeSeat = async (url: string) => {
		let leave = (): void => {};
		/** Says whether it was had without a wait. */
		const sit = async (): Promise<boolean> => {
			const since = performance.now();
			leave = await browsers.seat(ending.signal);
			return performance.now() - since <= turnLasts;
		};
		const turnOnSeat = async (): Promise<void> => {
			for (;;) {
				const mine = turn(url);
				if (await isDone(seatWaits, mine)) return;
				leave();
				leave = () => {};
				await mine;
				if (await sit()) return;
			}
		};
		if (!(await sit())) await turnOnSeat();
		return { turnOnSeat, leave: () => leave() };
	};

	/** Tries of a page, the last of them in a browser that no other page can end. */
	const tryAll = async <Seen>(
		url: string,
		look: Look<Seen>,
		turnOnSeat: () => Promise<void>,
	): Promise<readonly Try<Seen>[]> => {
		const tries: Try<Seen>[] = [];
		for (const sessions of isHarmful ? [apart] : [usual, usual, apart]) {
			const last = tries.at(-1);
			if (last && (!last.gone || (sessions === apart && !last.lost))) break;
			if (last) await turnOnSeat();
			if (ending.signal.aborted) break;
			const mine = sessions.join();
			const next = await tryOnce(sessions, mine, url, look);
			await sessions.leave(mine);
			tries.push(next);
			isHarmful ||= sessions === apart && next.lost === true && !ending.signal.aborted;
		}
		return tries;
	};

	return {
		look: async <Seen>(url: string, look: Look<Seen>, milliseconds: number): Promise<Try<Seen>> => {
			const { turnOnSeat, leave } = await takeSeat(url);
			try {
				ending.signal.throwIfAborted();
				const seen = (visit: Visit, tell: (seen: Seen) => void) => within(milliseconds, look(visit, tell));
				const tries = await tryAll<Seen>(url, seen, turnOnSeat);
				return tries.findLast(({ seen }) => seen !== undefined) ?? tries.at(-1) ?? {};
			} finally {
				leave();
			}
		},
		close: async () => {
			ending.abort();
			await Promise.all([usual.close(), apart.close()]);
		},
	};
};
