import type { Report } from './model.ts';
import type {
	Audit,
	AuditProgress,
	AuditState,
	FindingLife,
	Findings,
	FindingsQuery,
	Imported,
	KnownSite,
	MonthSums,
	NewAudit,
	Overview,
	OverviewQuery,
	RegisteredSite,
	SiteMonth,
	StoredFinding,
} from './store/model.ts';

/** What is kept of sites, reports, findings and audits, and all that is asked of it. Times are ISO, given by the caller. */
export interface Store {
	/** Makes the configuration's sites stand beside the register; those that it no longer names keep only their reports. */
	readonly syncConfigured: (sites: readonly RegisteredSite[], now: string) => Promise<void>;
	/** Adds sites to the register, or changes those that it has by their id. Whole or not at all. */
	readonly importSites: (sites: readonly RegisteredSite[], now: string) => Promise<Imported>;
	/** All that are audited: of the configuration and of the register, by id; where both name one, the configuration's. */
	readonly sites: () => Promise<readonly KnownSite[]>;
	/** One of them, or one that only a report names. */
	readonly site: (id: string) => Promise<KnownSite | undefined>;

	/** Keeps a report with its findings and sums; the same run again replaces what was kept of it. `file` is relative to the folder of reports. */
	readonly record: (report: Report, file: string) => Promise<void>;
	/** Whether the report of that run is kept. */
	readonly hasReport: (site: string, startedAt: string) => Promise<boolean>;

	/** Months with a report, newest first. */
	readonly periods: () => Promise<readonly string[]>;
	readonly overview: (query: OverviewQuery) => Promise<Overview>;
	/** A site's months, oldest first. */
	readonly trend: (site: string) => Promise<readonly MonthSums[]>;
	readonly siteMonth: (site: string, period: string) => Promise<SiteMonth | undefined>;
	readonly findings: (query: FindingsQuery) => Promise<Findings>;
	readonly finding: (site: string, id: string, period?: string) => Promise<FindingLife | undefined>;
	/** A month's rows for export, by site; all sites, or one. */
	readonly exportFindings: (period: string, site?: string) => AsyncIterable<StoredFinding>;

	/** Wants an audit; undefined where the site already has one that is queued or under way, or had one for the same `dueAt`. */
	readonly enqueue: (audit: NewAudit) => Promise<Audit | undefined>;
	/** Takes the oldest queued audit for this process; undefined where there is none. */
	readonly claim: (owner: { host: string; pid: number }, now: string) => Promise<Audit | undefined>;
	/** A sign of life. False where the audit is no longer this process's. */
	readonly heartbeat: (id: number, now: string, progress?: AuditProgress, pid?: number) => Promise<boolean>;
	readonly finish: (
		id: number,
		now: string,
		outcome: { report: Report } | { error: string },
	) => Promise<void>;
	/** Puts running audits back into the queue. */
	readonly requeue: (ids: readonly number[]) => Promise<void>;
	/** The newest `dueAt` of each site that has one. */
	readonly lastDue: () => Promise<ReadonlyMap<string, string>>;
	/** Running ones first, then queued, then those that ended, newest first. */
	readonly audits: (query?: {
		states?: readonly AuditState[];
		site?: string;
		limit?: number;
	}) => Promise<readonly Audit[]>;

	readonly close: () => Promise<void>;
}
