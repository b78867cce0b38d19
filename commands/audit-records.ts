import { hostname } from 'node:os';
import { relative } from 'node:path';
import { type Config, siteOfRegister } from '../config.ts';
import type { ProbeDay } from '../crawler/model.ts';
import { probePeriod } from '../crawler/site/probes.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Report } from '../reports/model.ts';
import type { Profile } from '../reports/profile.ts';
import type { Said } from '../reports/said.ts';
import type { Held } from '../reports/store/audit-model.ts';
import { LeaseLostError } from '../reports/store/lease.ts';
import type { Store } from '../reports/store.ts';
import { type HandAudit, noTrace, type Trace, traceToStore } from './audit-trace.ts';
import { type Context, warn } from './command.ts';
import { settleDead } from './dead-audits.ts';
import { openConfigured } from './store-access.ts';

/** The store as the audit command uses it. It never stops an audit: what it refuses is told once, and `serve` makes up for it. */
export interface AuditRecords {
	/** Sites of the register. */
	readonly registered: () => Promise<readonly SiteConfig[]>;
	/** Makes those of the configuration known that nobody has named yet. */
	readonly know: (sites: readonly SiteConfig[]) => Promise<void>;
	/** Where others see how this audit goes. */
	readonly trace: (site: SiteConfig, audit: Pick<HandAudit, 'asOf' | 'today' | 'isWhole'>) => Promise<Trace>;
	/** The days of a site's homepage that may speak for it on the day to judge by; undefined where nobody can tell. */
	readonly probes: (
		site: Pick<SiteConfig, 'id' | 'url'>,
		asOf: string,
	) => Promise<readonly ProbeDay[] | undefined>;
	/** What people said of a site, for its report by a day; undefined where nobody can tell. */
	readonly said: (site: string, asOf: string) => Promise<Said | undefined>;
	/** False where this audit was stopped or is another's by now; true also where nobody can tell. */
	readonly mayReport: (held: Held) => Promise<boolean>;
	/**
	 * Keeps a report that lies in this file, with what it was scored by; false where it could not. `held`: the audit that it comes from,
	 * without which it is not kept.
	 */
	readonly keep: (report: Report, file: string, profile: Profile, held?: Held) => Promise<boolean>;
	readonly close: () => Promise<void>;
}

interface Opening {
	readonly context: Context;
	/** Without a configuration file there is no installation, and nothing is kept. */
	readonly file?: string;
	readonly config: Config;
	/** `serve` started this audit, knows the sites, and keeps its row. */
	readonly isStarted: boolean;
}

/** Opens what the configuration names. Throws, where another process started this one, if the store cannot be opened. */
export const openRecords = async (opening: Opening): Promise<AuditRecords> => {
	const { context, file, config, isStarted } = opening;
	const { now } = context.io;
	let isTold = false;
	const reasonOf = (error: unknown): string => {
		const message = error instanceof Error ? error.message : String(error);
		const isSentence = /\p{Script=Han}/u.test(message);
		return isSentence ? message : `数据库 ${config.database} 写不进去（${message}）`;
	};
	const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await work();
		} catch (error) {
			if (error instanceof LeaseLostError) {
				// Of this report alone, and nobody makes up for it.
				warn(context, error);
				return undefined;
			}
			// Without its cause, which would be told in its place: that the audit had to end.
			if (!isTold)
				warn(
					context,
					new Error(`${reasonOf(error)}；报告照常写成文件，gongkai serve 下次启动时补记到数据库`),
				);
			isTold = true;
			return undefined;
		}
	};
	const open = async (): Promise<Store> => {
		const opened = await openConfigured(config, context.io.environment.variables);
		if (isStarted) return opened;
		// An earlier call that was cut off would else keep its sites' rows for good.
		await settleDead(opened, { host: hostname(), pid: process.pid }, now(), {
			only: 'hand',
			takeIn: (site) => ingestReports(opened, config.out, { only: site }),
		});
		return opened;
	};
	// Whoever starts audits can wait for the store, of which their reports need what it knows.
	const reach = isStarted
		? () =>
				open().catch((cause: unknown) => {
					throw new Error(reasonOf(cause), { cause });
				})
		: () => attempt(open);
	const store = file === undefined ? undefined : await reach();

	return {
		registered: async () => {
			if (!store || isStarted) return [];
			const sites = (await attempt(() => store.register())) ?? [];
			return sites.map((site) => siteOfRegister(site, config));
		},
		know: async (sites) => {
			if (!store || isStarted) return;
			const configured = config.sites.filter(({ id }) => sites.some((site) => site.id === id));
			await attempt(() => store.knowConfigured(configured, now().toISOString()));
		},
		trace: async ({ id }, audit) => {
			if (!store) return noTrace;
			return traceToStore(store, { site: id, cause: 'hand', now: now().toISOString(), ...audit }, now);
		},
		probes: async (site, asOf) => {
			const { from, to } = probePeriod(asOf);
			return store && attempt(() => store.probeDays(site, from, to));
		},
		said: async (site, asOf) => store && attempt(() => store.said(site, asOf)),
		mayReport: async (held) => {
			const underWay = store && (await attempt(() => store.operations.stillRunning([held])));
			return underWay?.has(held.id) ?? true;
		},
		keep: async (report, written, profile, held) => {
			if (!store) return false;
			// Relative to the folder that the dashboard reads, also where `--out` names another.
			const place = relative(config.out, written).replaceAll('\\', '/');
			const kept = await attempt(async () => {
				await store.record(report, place, profile, held);
				return true;
			});
			return kept ?? false;
		},
		close: async () => {
			await store?.close();
		},
	};
};
