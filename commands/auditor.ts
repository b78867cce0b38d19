import type pino from 'pino';
import { asOfDay } from '../arguments.ts';
import { type Config, siteOfRegister } from '../config.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { spoken } from '../reports/formats/spoken.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Audit, Owner } from '../reports/store/audit-model.ts';
import type { KnownSite } from '../reports/store/model.ts';
import { isStoreTrouble } from '../reports/store/store-trouble.ts';
import type { Store } from '../reports/store.ts';
import { dayToJudgeBy, tryAgainAt } from '../schedule.ts';
import type { AuditEnd, AuditRun } from './audit-process.ts';
import { createAuditProcesses } from './audit-processes.ts';
import { settleDead } from './dead-audits.ts';
import { startLoop } from './loop.ts';
import { createSetbacks } from './setbacks.ts';
import { sharedHosts } from './shared-hosts.ts';
import { createShortage } from './shortage.ts';
import { createSilence } from './silence.ts';
import { sitesOf } from './site-list.ts';

export interface AuditorOptions {
	readonly store: Store;
	readonly config: Config;
	/** The configuration's file. */
	readonly file: string;
	readonly owner: Owner;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Is told once of each reason why audits cannot be had that lies with the machine, a Chinese sentence; they are tried again. */
	readonly onTrouble: (reason: string) => void;
	/** Whether an error of the store is told by others. */
	readonly isSaid: (error: unknown) => boolean;
	/** Is told of each audit that failed, and when it is tried again. */
	readonly onFailure: (site: string, reason: string, again: Date | undefined) => void;
}

/** Takes audits out of the queue and carries them out, beside others on this machine and on others who do the same. */
export interface Auditor {
	/** Something was asked of it by way of the store: it looks at once. */
	readonly wake: () => void;
	/** How many audits are under way here. */
	readonly busy: () => number;
	/** Begins none any more. */
	readonly drain: () => void;
	/** Ends within four seconds; what was under way is back in the queue. */
	readonly stop: () => Promise<void>;
}

interface Running {
	readonly audit: Audit;
	readonly run: AuditRun;
	readonly settled: Promise<void>;
}

/** However late the next thing is to be done, the clock may be set and sites may be added. */
const lookEveryMs = 30_000;
/** A process that is on its way out is looked at again so soon. */
const doubtMs = 1000;
/** After an error of the store, or where audits cannot even begin. */
const pauseMs = 5000;
/** A store that is away for a moment is nobody's trouble: it is told when so many turns in a row have failed. */
const tellAfterTurns = 2;
/** Processes that do not end in this time are killed. */
const patienceMs = 3000;
/** However long they take to be settled: what is left is seen to by the next start. */
const longestEndMs = 60_000;
/** Signs of life kept a second, of all audits together. */
const signsPerSecond = 20;

/** Audits until it is stopped; an error of the store is logged and tried again. */
export const startAuditor = (options: AuditorOptions): Auditor => {
	const { store, config, file, owner, log, now, onTrouble, isSaid, onFailure } = options;
	const { parallel } = config;
	const processes = createAuditProcesses({ opening: { file, config }, parallel });
	const running = new Map<number, Running>();
	const configured = new Map(config.sites.map((site) => [site.id, site]));
	let sites: readonly KnownSite[] = [];
	/** A host is to see no more of us for having several sites. */
	let shareHosts = sharedHosts([]);
	const setbacks = createSetbacks(pauseMs);
	const shortage = createShortage({ store, config, host: owner.host, log, onTrouble });
	const silence = createSilence();
	const complained = new Set<string>();
	let isDraining = false;
	/** No audit is started before. */
	let pausedUntil = 0;
	let lastTurn = now();
	let lookAt = lastTurn;
	const begun = lastTurn.toISOString();
	/** In a row. */
	let failedTurns = 0;

	/** Takes in the reports of a site that the store does not have. Throws where it cannot have them now: no audit is done without. */
	const takeIn = (site: string): Promise<unknown> =>
		ingestReports(store, config.out, { only: site }).catch((error: unknown) => {
			log.error({ site, err: error }, 'a report could not be taken in');
			if (isStoreTrouble(error)) throw error;
		});

	/** Others are to know who audits. */
	const seeMe = (at: Date): Promise<void> =>
		store.operations
			.seeWorker({ ...owner, parallel, since: begun, seenAt: at.toISOString() })
			.catch((error: unknown) => log.error({ err: error }, 'no sign of life of the auditing kept'));

	/** Sees to what others left. */
	const look = async (at: Date): Promise<void> => {
		sites = await sitesOf(store, config, at);
		shareHosts = sharedHosts(sites.map((site) => configured.get(site.id) ?? site));
		await seeMe(at);
		const doubtful = await settleDead(store, owner, at, { mine: new Set(running.keys()), silence, takeIn });
		lookAt = new Date(at.getTime() + (doubtful > 0 ? doubtMs : lookEveryMs));
	};

	/** Nobody stopped it, and no other took it. */
	const isOurs = async (audit: Audit): Promise<boolean> =>
		(await store.operations.stillRunning([audit])).has(audit.id);

	const settle = async (audit: Audit, end: AuditEnd): Promise<void> => {
		const { outcome, isTry, isTold, isKept, said } = end;
		// Of a site that let nothing be seen there is one, too.
		const mayHaveReport = !isTold || (!isKept && outcome !== undefined);
		try {
			if (!(await isOurs(audit))) {
				log.info({ audit: audit.id, site: audit.site, said: said || undefined }, 'audit is ours no more');
				return;
			}
			if (mayHaveReport) await takeIn(audit.site);
			// Killed between its report and its last word, an audit is done all the same.
			const report = isTold ? undefined : await store.reportOf(audit);
			const told = report ? { report } : outcome;
			log.info(
				{ audit: audit.id, site: audit.site, ...told, said: said || undefined },
				'audit process ended',
			);
			const failure = told && 'error' in told && isTry ? told.error : undefined;
			const again = failure === undefined ? undefined : tryAgainAt(audit, now());
			if (failure !== undefined) onFailure(audit.site, failure, again);
			const trouble = !isTry && !report && outcome && 'error' in outcome ? outcome.error : undefined;
			// First of all: where the disk is full, what became of the audit cannot be kept either.
			if (trouble !== undefined && !complained.has(trouble)) {
				onTrouble(trouble);
				complained.add(trouble);
			}
			if (failure !== undefined && again) await store.postpone(audit, failure, again.toISOString());
			else if (told && (report || isTry)) await store.finish(audit, now().toISOString(), told);
			else await store.requeue([audit]);
			if (trouble === undefined) {
				setbacks.delete(audit.site);
				return;
			}
			// Whatever is wrong may end all that wait, one after the other; or this one alone, each time.
			setbacks.add(audit.site, now());
			pausedUntil = now().getTime() + pauseMs;
		} catch (error) {
			// It is under way by the store, and its process is gone: the next look sees to it.
			log.error({ audit: audit.id, site: audit.site, err: error }, 'the end of an audit could not be kept');
		}
	};

	/** Somebody stopped it, or it is another's by now. One that is busy with a large site hears no signal but the last. */
	const end = (run: AuditRun): void => {
		run.stop();
		setTimeout(() => run.stop('SIGKILL'), patienceMs).unref();
	};

	const start = (audit: Audit, site: SiteConfig): void => {
		let signAt = 0;
		const onSign: Parameters<typeof processes.start>[0]['onSign'] = (progress) => {
			if (performance.now() < signAt) return;
			signAt = performance.now() + (running.size / signsPerSecond) * 1000 - 500;
			store
				.heartbeat(audit, now().toISOString(), progress, run.pid())
				.then((isHeard) => {
					if (!isHeard) end(run);
				})
				.catch((error: unknown) => log.error({ audit: audit.id, err: error }, 'no sign of life kept'));
		};
		const run = processes.start({ ...audit, config: site, onSign });
		log.info({ audit: audit.id, site: audit.site, asOf: audit.asOf, pid: run.pid() }, 'audit started');
		const settled = run.ended
			.then((end) => settle(audit, end))
			.finally(() => {
				running.delete(audit.id);
				loop.wake();
			});
		running.set(audit.id, { audit, run, settled });
	};

	/** How a site is audited; undefined where it was taken out of the register. */
	const siteOf = async (id: string): Promise<SiteConfig | undefined> => {
		const isIt = (site: KnownSite): boolean => site.id === id;
		const site = sites.find(isIt) ?? (await sitesOf(store, config, now())).find(isIt);
		return configured.get(id) ?? (site && siteOfRegister(site, config));
	};

	/** Takes the next audit that may begin; sites that had a setback after all others. */
	const claim = async (claimedAt: Date): Promise<Audit | undefined> => {
		const busy = shareHosts([...running.values()].map(({ audit }) => audit.site));
		const at = claimedAt.toISOString();
		const set = setbacks.sites();
		const next = await store.claim(owner, at, { besides: busy.union(set), shared: shareHosts });
		if (next || set.size === 0) return next;
		return store.claim(owner, at, { besides: busy.union(setbacks.waiting(claimedAt)), shared: shareHosts });
	};

	/** Starts queued audits while there is room. */
	const fill = async (): Promise<void> => {
		while (!loop.isStopping() && !isDraining && running.size < parallel) {
			const claimedAt = now();
			const audit = await claim(claimedAt);
			if (!audit) return;
			const asOf = dayToJudgeBy(audit, claimedAt.toISOString(), asOfDay(undefined, now()));
			if (asOf !== audit.asOf) await store.setAsOf(audit, asOf);
			const site = await siteOf(audit.site);
			if (loop.isStopping()) await store.requeue([audit]);
			else if (site) start({ ...audit, asOf }, site);
			else await store.finish(audit, now().toISOString(), { error: '网站已不在配置文件和登记里，没有审计' });
		}
	};

	/** Whoever stops an audit only says so in the store. */
	const endStopped = async (): Promise<void> => {
		const still = await store.operations.stillRunning([...running.values()].map(({ audit }) => audit));
		for (const [id, { run }] of running) if (!still.has(id)) end(run);
	};

	const turn = async (): Promise<void> => {
		const at = now();
		if (at < lastTurn) {
			lookAt = at;
			pausedUntil = 0;
			setbacks.release();
		}
		lastTurn = at;
		if (at >= lookAt) await look(at);
		await endStopped();
		if (at.getTime() >= pausedUntil && !(await store.operations.pause()) && !(await shortage.holds(at)))
			await fill();
	};

	/** How long nothing is to be done, milliseconds, unless somebody wakes the loop. */
	const waitFrom = (at: number): number => {
		const next = [pausedUntil, setbacks.nextAt(new Date(at)) ?? 0].filter(
			(time) => time > at && running.size < parallel,
		);
		return Math.min(lookEveryMs, lookAt.getTime() - at, ...next.map((time) => time - at));
	};
	const loop = startLoop({
		turn: async () => {
			await turn();
			if (failedTurns > 0) log.info({ failedTurns }, 'the queue is looked after again');
			failedTurns = 0;
			return waitFrom(now().getTime());
		},
		onError: (error) => {
			log.error({ err: error }, 'the queue could not be looked after');
			failedTurns++;
			if (failedTurns === tellAfterTurns && !isSaid(error)) onTrouble(spoken(error));
			const at = now().getTime();
			lookAt = new Date(at + pauseMs);
			return waitFrom(at);
		},
	});

	return {
		wake: loop.wake,
		busy: () => running.size,
		drain: () => {
			isDraining = true;
		},
		stop: async () => {
			const all = [...running.values()];
			const closed = processes.close();
			for (const { run } of all) run.stop();
			const kill = setTimeout(() => processes.kill(), patienceMs);
			await loop.stop(() => [...all.map(({ settled }) => settled), closed], longestEndMs);
			clearTimeout(kill);
			await store.operations.dropWorker(owner).catch(() => {});
		},
	};
};
