import { setImmediate as breathe } from 'node:timers/promises';
import type pino from 'pino';
import { asOfDay } from '../arguments.ts';
import type { Config } from '../config.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Audit, KnownSite, Owner } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import { dayToJudgeBy, type Next, type Timetable, tryAgainAt } from '../schedule.ts';
import { type AuditChild, type ChildEnd, startAudit } from './audit-child.ts';
import { settleDead } from './dead-audits.ts';

export interface RunnerOptions {
	readonly store: Store;
	readonly timetable: Timetable;
	readonly config: Pick<Config, 'out' | 'parallel'>;
	readonly configFile: string;
	readonly owner: Owner;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Is told once of each reason why audits cannot even begin, a Chinese sentence; they are tried again. */
	readonly onTrouble: (reason: string) => void;
}

/** The schedule at work: it queues what is due and empties the queue. */
export interface Runner {
	/** When the sites come next, the soonest first. */
	readonly nextRuns: () => readonly Next[];
	/** Ends within four seconds; what was under way is back in the queue. */
	readonly stop: () => Promise<void>;
}

interface Running {
	readonly site: string;
	readonly child: AuditChild;
	readonly settled: Promise<void>;
}

/** However late the next time is, the clock may be set and sites may be added. */
const lookEveryMs = 30_000;
/** A process that is on its way out is looked at again so soon. */
const doubtMs = 1000;
/** After an error of the store, or where audits cannot even begin. */
const pauseMs = 5000;
/** Children that do not end in this time are killed. */
const patienceMs = 3000;
/** Runs the schedule until it is stopped; an error of the store is logged and tried again. */
export const startRunner = (options: RunnerOptions): Runner => {
	const { store, timetable, config, configFile, owner, log, now, onTrouble } = options;
	const running = new Map<number, Running>();
	let sites: readonly KnownSite[] = [];
	const told = new Set<string>();
	const complained = new Set<string>();
	/** No audit is started before. */
	let pausedUntil = 0;
	let isStopping = false;
	/** The clock has gone forward since this instant. */
	let since = now();
	let lastTurn = since;
	let lookAt = since;
	let wake: () => void = () => {};

	const tellUnreadable = (): void => {
		for (const { id, schedule } of sites) {
			if (schedule === undefined || timetable.isReadable(schedule) || told.has(schedule)) continue;
			told.add(schedule);
			log.warn({ site: id, schedule }, 'a cron that cannot be read: never due');
		}
	};

	/** Queues what is due, and sees to what others left. */
	const look = async (at: Date): Promise<void> => {
		sites = await store.sites();
		tellUnreadable();
		const due = timetable.due(sites, await store.lastDue(), at, since);
		for (const [index, { site, dueAt }] of due.entries()) {
			const now = at.toISOString();
			await store.enqueue({ site, cause: 'schedule', asOf: asOfDay(undefined, at), dueAt, now });
			// Thousands are due in the same minute, and the dashboard has pages to show meanwhile.
			if (index % 50 === 49) await breathe();
			if (isStopping) return;
		}
		const doubtful = await settleDead(store, owner, at, { mine: new Set(running.keys()) });
		const waits = [lookEveryMs, ...(doubtful > 0 ? [doubtMs] : [])];
		const [next] = timetable.next(sites, at);
		if (next) waits.push(next.at.getTime() - at.getTime());
		lookAt = new Date(at.getTime() + Math.min(...waits));
	};

	/** Sites on a host that an audit is asking already: a host is to see no more of us for having several sites. */
	const busySites = (): Set<string> => {
		const hostOf = ({ url }: KnownSite): string => (URL.canParse(url) ? new URL(url).host : url);
		const audited = new Set([...running.values()].map(({ site }) => site));
		const hosts = new Set(sites.filter(({ id }) => audited.has(id)).map(hostOf));
		return new Set(sites.filter((site) => hosts.has(hostOf(site))).map(({ id }) => id));
	};

	const settle = async (audit: Audit, end: ChildEnd): Promise<void> => {
		const { outcome, hasBegun, isTold, isKept, said } = end;
		const mayHaveReport = !isTold || (!isKept && outcome !== undefined && 'report' in outcome);
		if (mayHaveReport)
			await ingestReports(store, config.out, { only: audit.site }).catch((error: unknown) =>
				log.error({ audit: audit.id, site: audit.site, err: error }, 'a report could not be taken in'),
			);
		try {
			// Killed between its report and its last word, an audit is done all the same.
			const report = isTold ? undefined : await store.reportOf(audit.site, audit.asOf, audit.queuedAt);
			const told = report ? { report } : outcome;
			log.info(
				{ audit: audit.id, site: audit.site, ...told, said: said || undefined },
				'audit process ended',
			);
			const again = told && 'error' in told ? tryAgainAt(audit, now()) : undefined;
			if (told && 'error' in told && hasBegun && again)
				await store.postpone(audit.id, told.error, again.toISOString());
			else if (told && (report || hasBegun)) await store.finish(audit.id, now().toISOString(), told);
			else await store.requeue([audit.id]);
			if (hasBegun || !outcome || !('error' in outcome)) return;
			// Whatever is wrong would end all that wait, one after the other.
			pausedUntil = now().getTime() + pauseMs;
			if (!complained.has(outcome.error)) onTrouble(outcome.error);
			complained.add(outcome.error);
		} catch (error) {
			// It is under way by the store, and its process is gone: the next look sees to it.
			log.error({ audit: audit.id, site: audit.site, err: error }, 'the end of an audit could not be kept');
		}
	};

	const start = (audit: Audit): void => {
		const child = startAudit(audit, {
			configFile,
			onSign: (progress) => {
				store
					.heartbeat(audit.id, now().toISOString(), progress, child.pid)
					.then((isOurs) => {
						if (!isOurs) child.stop();
					})
					.catch((error: unknown) => log.error({ audit: audit.id, err: error }, 'no sign of life kept'));
			},
		});
		log.info(
			{ audit: audit.id, site: audit.site, asOf: audit.asOf, pid: child.pid },
			'audit process started',
		);
		const settled = child.ended
			.then((end) => settle(audit, end))
			.finally(() => {
				running.delete(audit.id);
				wake();
			});
		running.set(audit.id, { site: audit.site, child, settled });
	};

	/** Starts queued audits while there is room. */
	const fill = async (): Promise<void> => {
		while (!isStopping && running.size < config.parallel) {
			const claimedAt = now().toISOString();
			const audit = await store.claim(owner, claimedAt, busySites());
			if (!audit) return;
			const asOf = dayToJudgeBy(audit, claimedAt, asOfDay(undefined, now()));
			if (asOf !== audit.asOf) await store.setAsOf(audit.id, asOf);
			if (isStopping) await store.requeue([audit.id]);
			else start({ ...audit, asOf });
		}
	};

	const turn = async (): Promise<void> => {
		const at = now();
		if (at < lastTurn) {
			since = at;
			lookAt = at;
			pausedUntil = 0;
		}
		lastTurn = at;
		if (at >= lookAt) await look(at);
		if (at.getTime() >= pausedUntil) await fill();
	};

	const loop = async (): Promise<void> => {
		while (!isStopping) {
			const woken = new Promise<void>((resolve) => {
				wake = resolve;
			});
			try {
				await turn();
			} catch (error) {
				log.error({ err: error }, 'the schedule could not be looked after');
				lookAt = new Date(now().getTime() + pauseMs);
			}
			if (isStopping) return;
			const next = running.size < config.parallel ? pausedUntil : 0;
			const at = now().getTime();
			const waits = [lookEveryMs, lookAt.getTime() - at, ...(next > at ? [next - at] : [])];
			const wait = Math.max(1, Math.min(...waits));
			const timer = setTimeout(wake, wait);
			await woken;
			clearTimeout(timer);
		}
	};
	const looping = loop();

	return {
		nextRuns: () => timetable.next(sites, now()),
		stop: async () => {
			isStopping = true;
			wake();
			const all = [...running.values()];
			for (const { child } of all) child.stop();
			const kill = setTimeout(() => {
				for (const { child } of all) child.stop('SIGKILL');
			}, patienceMs);
			await Promise.all([looping, ...all.map(({ settled }) => settled)]);
			clearTimeout(kill);
		},
	};
};
