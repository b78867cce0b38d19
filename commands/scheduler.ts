import { setImmediate as breathe } from 'node:timers/promises';
import type pino from 'pino';
import { asOfDay } from '../arguments.ts';
import type { Config } from '../config.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import type { Next, Timetable } from '../schedule.ts';
import { startLoop } from './loop.ts';
import { sitesOf } from './site-list.ts';

export interface SchedulerOptions {
	readonly store: Store;
	readonly timetable: Timetable;
	readonly config: Config;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Audits were queued. */
	readonly onQueued: () => void;
}

/** The schedule at work: it queues what is due. */
export interface Scheduler {
	/** When the sites come next, the soonest first. */
	readonly nextRuns: () => readonly Next[];
	/** It has looked within the last three minutes, without an error of the store. */
	readonly isTurning: () => boolean;
	/** It looks at once. */
	readonly wake: () => void;
	readonly stop: () => Promise<void>;
}

/** However late the next time is, the clock may be set and sites may be added. */
const lookEveryMs = 30_000;
/** After an error of the store. */
const pauseMs = 5000;
/** Without a look for so long, milliseconds, something is wrong: by a clock that nobody sets. */
const longestSilenceMs = 180_000;
/** However long a look takes. */
const longestEndMs = 10_000;

/** Runs the schedule until it is stopped; an error of the store is logged and tried again. */
export const startScheduler = ({
	store,
	timetable,
	config,
	log,
	now,
	onQueued,
}: SchedulerOptions): Scheduler => {
	let sites: readonly KnownSite[] = [];
	const told = new Set<string>();
	/** The clock has gone forward since this instant. */
	let since = now();
	let lastTurn = since;
	let turnedAt = performance.now();

	const tellUnreadable = (): void => {
		for (const { id, schedule } of sites) {
			if (schedule === undefined || timetable.isReadable(schedule) || told.has(schedule)) continue;
			told.add(schedule);
			log.warn({ site: id, schedule }, 'a cron that cannot be read: never due');
		}
	};

	/** Queues what is due; gives the wait until the next is, milliseconds. */
	const look = async (at: Date): Promise<number> => {
		if (at < lastTurn) since = at;
		lastTurn = at;
		sites = await sitesOf(store, config, at);
		tellUnreadable();
		const due = timetable.due(sites, await store.lastDue(), at, since);
		for (const [index, { site, dueAt }] of due.entries()) {
			const now = at.toISOString();
			await store.enqueue({ site, cause: 'schedule', asOf: asOfDay(undefined, at), dueAt, now });
			// Thousands are due in the same minute, and the dashboard has pages to show meanwhile.
			if (index % 50 !== 49) continue;
			onQueued();
			turnedAt = performance.now();
			await breathe();
			if (loop.isStopping()) return lookEveryMs;
		}
		if (due.length > 0) onQueued();
		turnedAt = performance.now();
		const [next] = timetable.next(sites, at);
		return Math.min(lookEveryMs, next ? next.at.getTime() - now().getTime() : lookEveryMs);
	};
	const loop = startLoop({
		turn: () => look(now()),
		onError: (error) => {
			log.error({ err: error }, 'the schedule could not be looked after');
			return pauseMs;
		},
	});

	return {
		nextRuns: () => timetable.next(sites, now()),
		isTurning: () => performance.now() - turnedAt < longestSilenceMs,
		wake: loop.wake,
		stop: () => loop.stop(() => [], longestEndMs),
	};
};
