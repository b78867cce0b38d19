import type { Guard } from '../net/guard.ts';
import type { Room } from './answers.ts';
import type { FoundBrowser } from './find.ts';
import { createPool, type Pool } from './pool.ts';
import type { RunningBrowser } from './running.ts';
import { createSeats } from './seats.ts';
import type { Session } from './session.ts';
import type { Manners } from './traffic.ts';

/** The browsers of one process. The sites that are audited side by side share them. */
export interface BrowserPool {
	/** A session of a browser that others use too, or, `apart`, of one of its own. */
	readonly open: (found: FoundBrowser, guard: Guard, manners: Manners, apart: boolean) => Promise<Session>;
	/** Waits until one more page may be open; the answer gives its seat back. Rejects where `signal` is aborted before. */
	readonly seat: (signal: AbortSignal) => Promise<() => void>;
	/** Ends all of them. */
	readonly close: () => Promise<void>;
}

export interface BrowserPoolOptions {
	/** Pages open at once; each costs some hundred megabytes at worst. */
	readonly pages: number;
	/** Sessions of a browser before the next ones go to a new one; default 20. With 1 of them, nothing is shared. */
	readonly sessions?: number;
}

/** Shared browsers at once: an old one may wait long for the end of its last session. */
const mostShared = 3;
/** A shared browser without sessions ends after so long, milliseconds. */
const idleTime = 10_000;
/** Longest for a session to open, milliseconds. */
const openingTime = 30_000;
/** Scripts and styles that are kept for all sessions together, bytes. */
const mostKept = 192 << 20;
/** Browsers that may go away under a session that opens. */
const maxLosses = 3;

/** Starts a browser. One that started once and no longer does was changed or lost: another look may find a way. */
const starter = (found: FoundBrowser): (() => Promise<RunningBrowser>) => {
	let latest = found;
	return async () => {
		// Playwright takes a third of a second to load; who never needs it does not wait for it.
		const { runBrowser } = await import('./running.ts');
		try {
			return await runBrowser(latest);
		} catch (error) {
			const other = await (await import('./find.ts')).findAgain(latest);
			if (!other) throw error;
			latest = other;
			return runBrowser(latest);
		}
	};
};

/** A session of one of these browsers, which is left with its end; undefined where the browser went away meanwhile. */
const openIn = async (
	browsers: Pool<RunningBrowser>,
	guard: Guard,
	manners: Manners,
	room: Room,
): Promise<Session | undefined> => {
	const lease = browsers.join();
	const running = await lease.ready;
	const retire = (): Promise<void> => browsers.retire(lease);
	// Nobody else is sent to one that is gone.
	void running.gone.then(retire);
	const { within } = await import('./within.ts');
	const opening = import('./session.ts').then(({ openSession }) =>
		openSession(running, guard, manners, room),
	);
	try {
		const session = await within(openingTime, Promise.race([opening, running.gone]));
		if (!session) return undefined;
		let ended: Promise<void> | undefined;
		const end = (): Promise<void> => session.end().finally(() => browsers.leave(lease));
		return {
			...session,
			end: () => {
				ended ??= end();
				return ended;
			},
		};
	} catch (error) {
		void opening.then(({ end }) => end()).catch(() => {}); // It may open yet.
		const isLost = !(await running.answers());
		await (isLost ? retire() : browsers.leave(lease));
		if (isLost) return undefined;
		throw error;
	}
};

export const createBrowserPool = ({ pages, sessions = 20 }: BrowserPoolOptions): BrowserPool => {
	const seats = createSeats(pages);
	const room: Room = { left: mostKept };
	/** By how they are started and used. */
	const pools = new Map<string, Pool<RunningBrowser>>();

	const poolOf = (found: FoundBrowser, uses: number): Pool<RunningBrowser> => {
		const key = `${uses} ${JSON.stringify(found)}`;
		const sharing = uses === 1 ? {} : { most: mostShared, idleTime };
		const pool =
			pools.get(key) ?? createPool({ start: starter(found), end: ({ end }) => end(), uses, ...sharing });
		pools.set(key, pool);
		return pool;
	};

	return {
		open: async (found, guard, manners, apart) => {
			for (let losses = 0; losses < maxLosses; losses++) {
				const session = await openIn(poolOf(found, apart ? 1 : sessions), guard, manners, room);
				if (session) return session;
			}
			throw new Error('browser has been closed');
		},
		seat: seats.take,
		close: async () => {
			await Promise.all([...pools.values()].map((pool) => pool.close()));
		},
	};
};
