import type { ProbeDay } from '../crawler/model.ts';
import type { Report } from './model.ts';
import type { Profile } from './profile.ts';
import type { Recheck } from './recheck.ts';
import type { Said } from './said.ts';
import type { Held } from './store/audit-model.ts';
import { awaitingBeside } from './store/awaiting-beside.ts';
import { type CheckStore, checkStore } from './store/check-totals.ts';
import { decideFinding, decideMonth, decideVeto, enterPoints } from './store/decide.ts';
import type {
	AwaitingFinding,
	AwaitingPage,
	AwaitingQuery,
	BesideQuery,
	FindingStep,
	MonthDecision,
	MonthState,
	PointsStep,
	StoredDecision,
	VetoStep,
} from './store/decision-model.ts';
import { decisionsOf, saidOf } from './store/decisions.ts';
import { exportFindings, finding, findings, recheckable } from './store/findings.ts';
import { type GapStore, gapStore } from './store/gaps.ts';
import type {
	FindingLife,
	Findings,
	FindingsQuery,
	Imported,
	KnownSite,
	MonthSums,
	Recheckable,
	RegisteredSite,
	SiteMonth,
	StoredFinding,
	StoredProbe,
	StoredRecheck,
} from './store/model.ts';
import { awaiting, monthState } from './store/month-steps.ts';
import { type NoticeStore, noticeStore } from './store/notice-store.ts';
import { type Access, openDatabase } from './store/open.ts';
import { type Operations, operations } from './store/operations.ts';
import {
	districts,
	judgedMonths,
	overview,
	overviewRows,
	pastScores,
	periods,
	siteMonth,
	trend,
} from './store/overview.ts';
import type { Overview, OverviewQuery, OverviewRow } from './store/overview-model.ts';
import { patiently, writer } from './store/patience.ts';
import * as probes from './store/probes.ts';
import { keepProfile, knownProfiles } from './store/profiles.ts';
import { type QueueStore, queueStore } from './store/queue-store.ts';
import { keepRechecks, recheckOf } from './store/rechecks.ts';
import { recordReport } from './store/record.ts';
import { knownFiles } from './store/report-files.ts';
import { memoryOf } from './store/revision.ts';
import { type SiteStore, siteStore } from './store/site-store.ts';
import {
	auditedSites,
	importSites,
	knowConfigured,
	registeredSites,
	removeSites,
	seeConfigured,
	siteOf,
	syncConfigured,
} from './store/sites.ts';
import { type TidyStore, tidyStore } from './store/tidying.ts';
import { type UserStore, userStore } from './store/user-store.ts';
import type { WalkStore } from './store/walk-model.ts';
import { walkStore } from './store/walks.ts';
import { tellAtLeast, tellRecorded, type WorkStore, workStore } from './store/work-store.ts';

/** What is kept of sites, reports, findings and audits, and all that is asked of it. Times are ISO, given by the caller. */
export interface Store
	extends NoticeStore,
		SiteStore,
		CheckStore,
		WalkStore,
		WorkStore,
		GapStore,
		QueueStore {
	/**
	 * Makes the configuration's sites stand beside the register; those that it no longer names keep only their reports, and leave
	 * the queue. For the one that works the schedule alone: others may have another configuration.
	 */
	readonly syncConfigured: (sites: readonly RegisteredSite[], now: string) => Promise<void>;
	/** Makes sites of a configuration known that nobody names yet; all others stay what they are. */
	readonly knowConfigured: (sites: readonly RegisteredSite[], now: string) => Promise<void>;
	/** Shows the configuration's sites as if they stood beside the register, until this is closed. Nothing is written, and no site may be any more. */
	readonly seeConfigured: (sites: readonly RegisteredSite[], now: string) => Promise<void>;
	/** Adds sites to the register, or changes those that it has by their id. Whole or not at all. */
	readonly importSites: (sites: readonly RegisteredSite[], now: string) => Promise<Imported>;
	/** Takes sites out of the register; of those that have reports, these remain. */
	readonly removeSites: (ids: readonly string[], now: string) => Promise<void>;
	/** All that are audited: of the configuration and of the register, by id; where both name one, the configuration's. */
	readonly sites: () => Promise<readonly KnownSite[]>;
	/** All of the register as it names them, in its order, also those that a configuration names. */
	readonly register: () => Promise<readonly KnownSite[]>;
	/** One of `sites`, or one that only a report names. */
	readonly site: (id: string) => Promise<KnownSite | undefined>;

	/**
	 * Keeps a report with its findings and sums, as people's decisions leave them; the same run again replaces what was kept of it.
	 * `file` is relative to the folder of reports. `profile`: what it was scored with, so that it can be told anew. `held`: the audit
	 * that it comes from; throws a `LeaseLostError` where that was stopped, or is another's by now.
	 */
	readonly record: (report: Report, file: string, profile?: Profile, held?: Held) => Promise<void>;
	/** Hashes of the profiles that are kept. */
	readonly knownProfiles: () => Promise<ReadonlySet<string>>;
	/** Whether the report of that run is kept. */
	readonly hasReport: (site: string, startedAt: string) => Promise<boolean>;
	/** Files of the reports kept, of one site or of all, as they were given. */
	readonly knownFiles: (site?: string) => Promise<ReadonlySet<string>>;

	/** Months with a report, newest first. */
	readonly periods: () => Promise<readonly string[]>;
	readonly overview: (query: OverviewQuery) => Promise<Overview>;
	/** The same page without what all sites come to. */
	readonly overviewRows: (query: OverviewQuery) => Promise<readonly OverviewRow[]>;
	/** By site, the points of 网站检查 in each month, YYYY-MM, of a span that has a report. */
	readonly pastScores: (
		sites: readonly string[],
		from: string,
		to: string,
	) => Promise<ReadonlyMap<string, ReadonlyMap<string, number | null>>>;
	/** Of the reports that speak for sites in a month, by site: their scores, and by which profile they were reckoned. */
	readonly judgedMonths: (
		sites: readonly string[],
		period: string,
	) => Promise<ReadonlyMap<string, Pick<SiteMonth, 'scores' | 'profile'>>>;
	/** Districts to choose from, of all sites or of these, each once; no more than `limit`. */
	readonly districts: (limit: number, sites?: readonly string[]) => Promise<readonly string[]>;
	/** A site's months, oldest first. */
	readonly trend: (site: string) => Promise<readonly MonthSums[]>;
	readonly siteMonth: (site: string, period: string) => Promise<SiteMonth | undefined>;
	readonly findings: (query: FindingsQuery) => Promise<Findings>;
	readonly finding: (site: string, id: string, period?: string) => Promise<FindingLife | undefined>;
	/** Findings to look at again: those of the last complete audit that stand now, or these; undefined where the site has no such audit. */
	readonly recheckable: (site: string, ids?: readonly string[]) => Promise<Recheckable | undefined>;
	/** Keeps second looks, and what the findings are by them. Reports and sums stay as they are. */
	readonly keepRechecks: (
		site: string,
		rechecks: readonly Recheck[],
		asked: { readonly at: string; readonly by: string },
	) => Promise<void>;
	/** The last second look at a finding. */
	readonly recheckOf: (site: string, finding: string) => Promise<StoredRecheck | undefined>;
	/** A month's rows for export, by site; all sites, or one. */
	readonly exportFindings: (period: string, site?: string) => AsyncIterable<StoredFinding>;

	/** What people said of a site's findings and of its month, as it holds on the day that is judged by. */
	readonly said: (site: string, asOf: string) => Promise<Said>;
	/**
	 * Takes a step with a finding, and tells every month from that one on that is not frozen anew. It and the next three throw a
	 * `RangeError` with a Chinese sentence where the step cannot be taken.
	 */
	readonly decideFinding: (step: FindingStep) => Promise<void>;
	readonly decideVeto: (step: VetoStep) => Promise<void>;
	readonly enterPoints: (step: PointsStep) => Promise<void>;
	/** A month that is frozen keeps its scores and findings, whatever comes after. */
	readonly decideMonth: (step: MonthDecision) => Promise<void>;
	readonly monthState: (period: string) => Promise<MonthState>;
	/** Sites of a month with something to decide, gravest first, a page of them. Default: the first 50. */
	readonly awaiting: (period: string, of?: AwaitingQuery) => Promise<AwaitingPage>;
	/** The finding that waits in the next site of a month, by its place among all sites, or the last one in the site before. */
	readonly awaitingBeside: (query: BesideQuery) => Promise<AwaitingFinding | undefined>;
	/** Steps taken on one finding of a site, or, without one, on its months' vetoes and points; oldest first. */
	readonly decisions: (
		site: string,
		of: { readonly finding?: string; readonly period?: string },
	) => Promise<readonly StoredDecision[]>;

	/** Keeps a probe of a homepage and sums its day up; a second one for the same slot is not kept. */
	readonly recordProbe: (probe: StoredProbe) => Promise<void>;
	/** The slots, ISO, after that instant for which sites were probed, by site. */
	readonly probedSince: (since: string) => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
	/** A site's days with probes of its homepage, `from` to `to` inclusive, oldest first. */
	readonly probeDays: (
		site: Pick<RegisteredSite, 'id' | 'url'>,
		from: string,
		to: string,
	) => Promise<readonly ProbeDay[]>;
	/** Forgets the single probes of the days before that one, and keeps the days. */
	readonly thinProbes: (before: string) => Promise<void>;

	/** Who may use the dashboard, and what they did. */
	readonly users: UserStore;
	/** What grows old and may go. */
	readonly tidying: TidyStore;
	/** What running the installation takes. */
	readonly operations: Operations;

	readonly close: () => Promise<void>;
}

/**
 * Opens the store that a configuration names, and makes it or brings it up to date. Throws a Chinese sentence where it cannot.
 * `patienceMs`: how long a write waits for others that write before it throws a `BusyError`. Default: 20 seconds.
 */
export const openStore = async (
	database: string,
	{ patienceMs, ...access }: Access & { readonly patienceMs?: number } = {},
): Promise<Store> => {
	const { db, coverSites } = await openDatabase(database, access);
	const memory = memoryOf(db);
	const write = writer(db, patienceMs);
	/** A write of single statements. */
	const alone = <T>(work: () => Promise<T>): Promise<T> => patiently(work, patienceMs);
	const keep: Store['record'] = async (report, file, profile, held) => {
		const recorded = await write(async (tx) => {
			if (profile) await keepProfile(tx, profile);
			return recordReport(tx, report, file, held);
		});
		if (recorded) await tellAtLeast(() => tellRecorded(db, write, recorded, profile));
	};
	return {
		syncConfigured: (sites, now) => write((tx) => syncConfigured(tx, sites, now)),
		knowConfigured: (sites, now) => write((tx) => knowConfigured(tx, sites, now)),
		// Without a transaction, which would hold up whoever writes.
		seeConfigured: (sites, now) => seeConfigured(db, sites, now, coverSites),
		importSites: (sites, now) => write((tx) => importSites(tx, sites, now)),
		removeSites: (ids, now) => write((tx) => removeSites(tx, ids, now)),
		sites: () => auditedSites(db),
		register: () => registeredSites(db),
		site: async (id) => {
			const row = await db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst();
			return row && siteOf(row);
		},

		record: keep,
		knownProfiles: () => knownProfiles(db),
		hasReport: async (site, startedAt) =>
			(await db
				.selectFrom('reports')
				.select('n')
				.where('site_id', '=', site)
				.where('started_at', '=', new Date(startedAt).toISOString())
				.executeTakeFirst()) !== undefined,
		knownFiles: (site) => knownFiles(db, site),

		periods: () => periods(db),
		overview: (query) => overview(db, memory, query),
		overviewRows: (query) => overviewRows(db, memory, query),
		pastScores: (sites, from, to) => pastScores(db, sites, from, to),
		judgedMonths: (sites, period) => judgedMonths(db, sites, period),
		districts: (limit, sites) =>
			memory.of(`districts ${JSON.stringify([limit, sites ?? null])}`, () => districts(db, limit, sites)),
		trend: (site) => trend(db, site),
		siteMonth: (site, period) => siteMonth(db, site, period),
		findings: (query) => findings(db, query),
		finding: (site, id, period) => finding(db, site, id, period),
		recheckable: (site, ids) => recheckable(db, site, ids),
		keepRechecks: (site, rechecks, asked) => write((tx) => keepRechecks(tx, site, rechecks, asked)),
		recheckOf: (site, id) => recheckOf(db, site, id),
		exportFindings: (period, site) => exportFindings(db, period, site),

		said: (site, asOf) => saidOf(db, site, asOf),
		decideFinding: (step) => decideFinding({ db, write }, step),
		decideVeto: (step) => decideVeto({ db, write }, step),
		enterPoints: (step) => enterPoints({ db, write }, step),
		decideMonth: (step) => write((tx) => decideMonth(tx, step)),
		monthState: (period) => monthState(db, period),
		awaiting: (period, of) => awaiting(db, memory, period, of),
		awaitingBeside: (query) => awaitingBeside(db, query),
		decisions: (site, of) => decisionsOf(db, site, of),

		recordProbe: (probe) => write((tx) => probes.recordProbe(tx, probe)),
		probedSince: (since) => probes.probedSince(db, since),
		probeDays: (site, from, to) => probes.probeDays(db, site, from, to),
		thinProbes: (before) => alone(() => probes.thinProbes(db, before)),

		...noticeStore(db, write),
		...queueStore(db, write, alone),
		...checkStore(db),
		operations: operations(db, write),
		users: userStore(db, write),
		...siteStore(db),
		...workStore(db, write),
		...gapStore(db, write),
		...walkStore(db, memory),
		tidying: tidyStore(db, write),

		close: () => db.destroy(),
	};
};
