import { Cron } from 'croner';
import { type Audit, longestWaitHours } from './reports/store/audit-model.ts';

/** What of a site decides when it is audited. */
export interface Timed {
	readonly id: string;
	/** Cron, Asia/Shanghai; default: the configuration's. */
	readonly schedule?: string;
	/** ISO; times before it are not caught up. */
	readonly knownSince: string;
}

/** A site whose time has come. */
export interface Due {
	readonly site: string;
	/** ISO; the latest time of its cron. */
	readonly dueAt: string;
}

/** When a site will be due. */
export interface Next {
	readonly site: string;
	readonly at: Date;
}

/** When the sites of an installation are audited. */
export interface Timetable {
	/**
	 * The sites whose latest time has come and was not handled, each once however many times were missed. `lastDue`: the last
	 * handled time of each. What lies in the future, known to a clock that was ahead, counts as handled at `since`: the
	 * instant from which on the clock has not been turned back.
	 */
	readonly due: (
		sites: readonly Timed[],
		lastDue: ReadonlyMap<string, string>,
		now: Date,
		since: Date,
	) => readonly Due[];
	/** When each site's time comes next, the soonest first; without those that have none. */
	readonly next: (sites: readonly Pick<Timed, 'id' | 'schedule'>[], now: Date) => readonly Next[];
	/** Whether an expression can be read at all. */
	readonly isReadable: (schedule: string) => boolean;
}

/** The hours that officials mean. China has had no summer time since 1991. */
const timezone = 'Asia/Shanghai';

/** `5/15` is read as the configuration does: every 15 minutes from minute 5. */
const read = (pattern: string): Cron | undefined => {
	try {
		return new Cron(pattern, { timezone, paused: true, mode: '5-part', sloppyRanges: true });
	} catch {
		return undefined;
	}
};

/** Croner leaves out a run at the very millisecond that it is asked for. */
const latest = (cron: Cron, now: Date): Date | undefined =>
	cron.previousRuns(1, new Date(now.getTime() + 1))[0];

/** The timetable of sites that have their own cron or else `fallback`; one that cannot be read is never due. */
export const createTimetable = (fallback: string | undefined): Timetable => {
	// Thousands of sites share a handful of expressions.
	const crons = new Map<string, Cron | undefined>();
	const cronOf = (pattern: string | undefined): Cron | undefined => {
		if (pattern === undefined) return undefined;
		if (!crons.has(pattern)) crons.set(pattern, read(pattern));
		return crons.get(pattern);
	};
	/** `ask` is put once to each expression that the sites use. */
	const askEach = (
		sites: readonly Pick<Timed, 'schedule'>[],
		ask: (cron: Cron) => Date | undefined,
	): ReadonlyMap<string | undefined, Date | undefined> =>
		new Map(
			[...new Set(sites.map(({ schedule }) => schedule ?? fallback))].map((pattern) => {
				const cron = cronOf(pattern);
				return [pattern, cron && ask(cron)];
			}),
		);

	return {
		due: (sites, lastDue, now, since) => {
			const times = askEach(sites, (cron) => latest(cron, now));
			/** A time that has not come yet stems from a clock that was ahead. */
			const believed = (instant: string | undefined): number => {
				const time = instant === undefined ? Number.NEGATIVE_INFINITY : Date.parse(instant);
				return time > now.getTime() ? since.getTime() : time;
			};
			return sites.flatMap(({ id, schedule, knownSince }): Due[] => {
				const time = times.get(schedule ?? fallback);
				if (!time) return [];
				const handled = Math.max(believed(knownSince), believed(lastDue.get(id)));
				return time.getTime() > handled ? [{ site: id, dueAt: time.toISOString() }] : [];
			});
		},
		next: (sites, now) => {
			const times = askEach(sites, (cron) => cron.nextRun(now) ?? undefined);
			return sites
				.flatMap(({ id, schedule }): Next[] => {
					const at = times.get(schedule ?? fallback);
					return at ? [{ site: id, at }] : [];
				})
				.sort((a, b) => a.at.getTime() - b.at.getTime());
		},
		isReadable: (schedule) => cronOf(schedule) !== undefined,
	};
};

/** An audit that was cut off goes on with the pages that it has for so many days. */
const freshDays = 3;

/**
 * The day to judge an audit by that was claimed at this instant, `today` in Shanghai. One that was cut off goes on as it began,
 * unless that is long ago; any other is judged by the day on which it starts, however long it waited: its pages are of that day.
 */
export const dayToJudgeBy = (
	{ asOf, startedAt }: Pick<Audit, 'asOf' | 'startedAt'>,
	claimedAt: string,
	today: string,
): string => {
	const age = (Date.parse(today) - Date.parse(asOf)) / 86_400_000;
	const goesOn = startedAt !== undefined && startedAt < claimedAt;
	return goesOn && age >= 0 && age <= freshDays ? asOf : today;
};

/** Waits before a scheduled audit that failed is tried again, hours: a site that is down in the night may be there in the morning. */
const againAfterHours = [1, 6, longestWaitHours];

/** When a failed audit is tried again; undefined where a person started it, or it was tried often enough. */
export const tryAgainAt = ({ cause, tries }: Pick<Audit, 'cause' | 'tries'>, now: Date): Date | undefined => {
	const hours = cause === 'schedule' ? againAfterHours[tries] : undefined;
	return hours === undefined ? undefined : new Date(now.getTime() + hours * 3_600_000);
};
