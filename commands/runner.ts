import { setImmediate as breathe } from 'node:timers/promises';
import type pino from 'pino';
import { asOfDay } from '../arguments.ts';
import { type Config, siteOfRegister } from '../config.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Audit, Owner } from '../reports/store/audit-model.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import { dayToJudgeBy, type Next, type Timetable, tryAgainAt } from '../schedule.ts';
import { type AuditChild, type ChildEnd, startAudit } from './audit-child.ts';
import { settleDead } from './dead-audits.ts';
import { startLoop } from './loop.ts';
import { createSetbacks } from './setbacks.ts';
import { sharedHosts } from './shared-hosts.ts';
import { sitesOf } from './site-list.ts';

export interface RunnerOptions {
	readonly store: Store;
	readonly timetable: Timetable;
	readonly config: Config;
	/** The configuration's file. */
	readonly file: string;
	readonly owner: Owner;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Is told once of each reason why audits cannot be had that lies with the machine, a Chinese sentence; they are tried again. */
	readonly onTrouble: (reason: string) => void;
	/** Is told of each audit that failed, and when it is tried again. */
	readonly onFailure: (site: string, reason: string, again: Date | undefined) => void;
}

/** The schedule at work: it queues what is due and empties the queue. */
export interface Runner {
	/** When the sites come next, the soonest first. */
	readonly nextRuns: () => readonly Next[];
	/** Something was asked of it by way of the store: it looks at once. */
	readonly wake: () => void;
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
/** However long they take to be settled: what is left is seen to by the next start. */
const longestEndMs = 60_000;
/** Runs the schedule until it is stopped; an error of the store is logged and tried again. */
export const startRunner = (options: RunnerOptions): Runner => {
	const { store, timetable, config, file, owner, log, now, onTrouble, onFailure } = options;
	const running = new Map<number, Running>();
	const configured = new Map(config.sites.map((site) => [site.id, site]));
	let sites: readonly KnownSite[] = [];
	/** A host is to see no more of us for having several sites. */
	let shareHosts = sharedHosts([]);
	const setbacks = createSetbacks(pauseMs);
	const told = new Set<string>();
	const complained = new Set<string>();
	/** No audit is started before. */
	let pausedUntil = 0;
	/** The clock has gone forward since this instant. */
	let since = now();
	let lastTurn = since;
	let lookAt = since;
	const begun = since.toISOString();

	const tellUnreadable = (): void => {
		for (const { id, schedule } of sites) {
			if (schedule === undefined || timetable.isReadable(schedule) || told.has(schedule)) continue;
			told.add(schedule);
			log.warn({ site: id, schedule }, 'a cron that cannot be read: never due');
		}
	};

	/** Takes in the reports of a site that the store does not have. */
	const takeIn = (site: string): Promise<unknown> =>
		ingestReports(store, config.out, { only: site }).catch((error: unknown) =>
			log.error({ site, err: error }, 'a report could not be taken in'),
		);

	/** Others are to know who audits. */
	const seeMe = (at: Date): Promise<void> =>
		store.operations
			.seeWorker({ ...owner, parallel: config.parallel, since: begun, seenAt: at.toISOString() })
			.catch((error: unknown) => log.error({ err: error }, 'no sign of life of the schedule kept'));

	/** Queues what is due, and sees to what others left. */
	const look = async (at: Date): Promise<void> => {
		sites = await sitesOf(store, config, at);
		shareHosts = sharedHosts(sites.map((site) => configured.get(site.id) ?? site));
		tellUnreadable();
		const due = timetable.due(sites, await store.lastDue(), at, since);
		for (const [index, { site, dueAt }] of due.entries()) {
			const now = at.toISOString();
			await store.enqueue({ site, cause: 'schedule', asOf: asOfDay(undefined, at), dueAt, now });
			// Thousands are due in the same minute, and the dashboard has pages to show meanwhile.
			if (index % 50 === 49) await breathe();
			if (loop.isStopping()) return;
		}
		await seeMe(at);
		const doubtful = await settleDead(store, owner, at, { mine: new Set(running.keys()), takeIn });
		const waits = [lookEveryMs, ...(doubtful > 0 ? [doubtMs] : [])];
		const [next] = timetable.next(sites, at);
		if (next) waits.push(next.at.getTime() - at.getTime());
		lookAt = new Date(at.getTime() + Math.min(...waits));
	};

	const settle = async (audit: Audit, end: ChildEnd): Promise<void> => {
		const { outcome, isTry, isTold, isKept, said } = end;
		const mayHaveReport = !isTold || (!isKept && outcome !== undefined && 'report' in outcome);
		if (mayHaveReport) await takeIn(audit.site);
		try {
			// Killed between its report and its last word, an audit is done all the same.
			const report = isTold ? undefined : await store.reportOf(audit.site, audit.asOf, audit.queuedAt);
			const told = report ? { report } : outcome;
			log.info(
				{ audit: audit.id, site: audit.site, ...told, said: said || undefined },
				'audit process ended',
			);
			const failure = told && 'error' in told && isTry ? told.error : undefined;
			const again = failure === undefined ? undefined : tryAgainAt(audit, now());
			if (failure !== undefined) onFailure(audit.site, failure, again);
			if (failure !== undefined && again) await store.postpone(audit.id, failure, again.toISOString());
			else if (told && (report || isTry)) await store.finish(audit.id, now().toISOString(), told);
			else await store.requeue([audit.id]);
			if (isTry || report || !outcome || !('error' in outcome)) {
				setbacks.delete(audit.site);
				return;
			}
			// Whatever is wrong may end all that wait, one after the other; or this one alone, each time.
			setbacks.add(audit.site, now());
			pausedUntil = now().getTime() + pauseMs;
			if (!complained.has(outcome.error)) onTrouble(outcome.error);
			complained.add(outcome.error);
		} catch (error) {
			// It is under way by the store, and its process is gone: the next look sees to it.
			log.error({ audit: audit.id, site: audit.site, err: error }, 'the end of an audit could not be kept');
		}
	};

	/** Somebody stopped it, or it is another's by now. One that is busy with a large site hears no signal but the last. */
	const end = (child: AuditChild): void => {
		child.stop();
		setTimeout(() => child.stop('SIGKILL'), patienceMs).unref();
	};

	const start = (audit: Audit, site: SiteConfig): void => {
		const child = startAudit(audit, {
			job: { file, config: { ...config, sites: [site] } },
			onSign: (progress) => {
				store
					.heartbeat(audit.id, now().toISOString(), progress, child.pid)
					.then((isOurs) => {
						if (!isOurs) end(child);
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
				loop.wake();
			});
		running.set(audit.id, { site: audit.site, child, settled });
	};

	/** How a site is audited; undefined where it was taken out of the register. */
	const siteOf = async (id: string): Promise<SiteConfig | undefined> => {
		const isIt = (site: KnownSite): boolean => site.id === id;
		const site = sites.find(isIt) ?? (await sitesOf(store, config, now())).find(isIt);
		return configured.get(id) ?? (site && siteOfRegister(site, config));
	};

	/** Takes the next audit that may begin; sites that had a setback after all others. */
	const claim = async (claimedAt: Date): Promise<Audit | undefined> => {
		const busy = shareHosts([...running.values()].map(({ site }) => site));
		const at = claimedAt.toISOString();
		const set = setbacks.sites();
		const next = await store.claim(owner, at, busy.union(set));
		if (next || set.size === 0) return next;
		return store.claim(owner, at, busy.union(setbacks.waiting(claimedAt)));
	};

	/** Starts queued audits while there is room. */
	const fill = async (): Promise<void> => {
		while (!loop.isStopping() && running.size < config.parallel) {
			const claimedAt = now();
			const audit = await claim(claimedAt);
			if (!audit) return;
			const asOf = dayToJudgeBy(audit, claimedAt.toISOString(), asOfDay(undefined, now()));
			if (asOf !== audit.asOf) await store.setAsOf(audit.id, asOf);
			const site = await siteOf(audit.site);
			if (loop.isStopping()) await store.requeue([audit.id]);
			else if (site) start({ ...audit, asOf }, site);
			else
				await store.finish(audit.id, now().toISOString(), { error: '网站已不在配置文件和登记里，没有审计' });
		}
	};

	/** Whoever stops an audit only says so in the store. */
	const endStopped = async (): Promise<void> => {
		const still = await store.operations.stillRunning([...running.keys()]);
		for (const [id, { child }] of running) if (!still.has(id)) end(child);
	};

	const turn = async (): Promise<void> => {
		const at = now();
		if (at < lastTurn) {
			since = at;
			lookAt = at;
			pausedUntil = 0;
			setbacks.release();
		}
		lastTurn = at;
		if (at >= lookAt) await look(at);
		await endStopped();
		if (at.getTime() >= pausedUntil && !(await store.operations.pause())) await fill();
	};

	/** How long nothing is to be done, milliseconds, unless somebody wakes the loop. */
	const waitFrom = (at: number): number => {
		const next = [pausedUntil, setbacks.nextAt(new Date(at)) ?? 0].filter(
			(time) => time > at && running.size < config.parallel,
		);
		return Math.min(lookEveryMs, lookAt.getTime() - at, ...next.map((time) => time - at));
	};
	const loop = startLoop({
		turn: async () => {
			await turn();
			return waitFrom(now().getTime());
		},
		onError: (error) => {
			log.error({ err: error }, 'the schedule could not be looked after');
			const at = now().getTime();
			lookAt = new Date(at + pauseMs);
			return waitFrom(at);
		},
	});

	return {
		nextRuns: () => timetable.next(sites, now()),
		wake: loop.wake,
		stop: async () => {
			const all = [...running.values()];
			for (const { child } of all) child.stop();
			const kill = setTimeout(() => {
				for (const { child } of all) child.stop('SIGKILL');
			}, patienceMs);
			await loop.stop(() => all.map(({ settled }) => settled), longestEndMs);
			clearTimeout(kill);
			await store.operations.dropWorker(owner).catch(() => {});
		},
	};
};
