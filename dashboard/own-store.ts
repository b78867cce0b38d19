import type { Store } from '../reports/store.ts';
import { type Reader, sees } from './access.ts';

const never = (): never => {
	throw new Error('expected no maintainer to come here: the act of the route forbids it');
};

async function* none(): AsyncIterable<never> {}

/**
 * The store as a reader may see it: a maintainer's has their own sites alone, whatever a page asks. Everything that a store can do
 * stands here by name, so that what it learns has its rule before anybody can call it.
 */
export const storeFor = (reader: Reader, store: Store): Store => {
	if (reader.role !== 'maintainer') return store;
	const { sites: ids = [] } = reader;
	const isOwn = (site: string): boolean => sees(reader, site);
	/** Carries out what is about an own site. */
	const own = <Result>(site: string, work: () => Result): Result => (isOwn(site) ? work() : never());
	return {
		site: async (id) => (isOwn(id) ? store.site(id) : undefined),
		sites: async () => (await store.sites()).filter(({ id }) => isOwn(id)),
		overview: (query) => store.overview({ ...query, sites: ids }),
		overviewRows: (query) => store.overviewRows({ ...query, sites: query.sites?.filter(isOwn) ?? ids }),
		pastScores: (sites, from, to) => store.pastScores(sites.filter(isOwn), from, to),
		judgedMonths: (sites, period) => store.judgedMonths(sites.filter(isOwn), period),
		districts: (limit) => store.districts(limit, ids),
		awaiting: (period, of) => store.awaiting(period, { ...of, sites: ids }),
		awaitingBeside: (query) => store.awaitingBeside({ ...query, sites: ids }),
		audits: (query) => store.audits({ ...query, sites: ids }),
		trend: async (site) => (isOwn(site) ? store.trend(site) : []),
		siteMonth: async (site, period) => (isOwn(site) ? store.siteMonth(site, period) : undefined),
		findings: async (query) => (isOwn(query.site) ? store.findings(query) : { rows: [], count: 0 }),
		finding: async (site, id, period) => (isOwn(site) ? store.finding(site, id, period) : undefined),
		recheckable: async (site, of) => (isOwn(site) ? store.recheckable(site, of) : undefined),
		recheckOf: async (site, finding) => (isOwn(site) ? store.recheckOf(site, finding) : undefined),
		checkTrend: async (site) => (isOwn(site) ? store.checkTrend(site) : []),
		documents: async (query) => (isOwn(query.site) ? store.documents(query) : undefined),
		comparison: async (query) => (isOwn(query.site) ? store.comparison(query) : undefined),
		changedFindings: async (query) => (isOwn(query.site) ? store.changedFindings(query) : []),
		walkSites: (query) => store.walkSites({ ...query, sites: ids }),
		walkFindings: async (query) => (isOwn(query.site) ? store.walkFindings(query) : { rows: [] }),
		walkDocuments: async (query) => (isOwn(query.site) ? store.walkDocuments(query) : undefined),
		walkTasks: (query) => store.walkTasks({ ...query, sites: query.sites?.filter(isOwn) ?? ids }),
		walkRepairs: async (query) => {
			const { rows, ...more } = await store.walkRepairs(query);
			return { rows: rows.filter(({ finding }) => isOwn(finding.site)), ...more };
		},
		walkAudits: (query) => store.walkAudits({ ...query, sites: ids }),
		audit: async (id) => {
			const audit = await store.audit(id);
			return audit && isOwn(audit.site) ? audit : undefined;
		},
		decisions: async (site, of) => (isOwn(site) ? store.decisions(site, of) : []),
		probeDays: async (site, from, to) => (isOwn(site.id) ? store.probeDays(site, from, to) : []),
		said: (site, asOf) => own(site, () => store.said(site, asOf)),
		exportFindings: (period, site) =>
			site !== undefined && isOwn(site) ? store.exportFindings(period, site) : none(),
		tasks: (query) => store.tasks({ ...query, sites: query.sites?.filter(isOwn) ?? ids }),
		task: async (n) => {
			const task = await store.task(n);
			return task && isOwn(task.site) ? task : undefined;
		},
		findingsOfTasks: async (tasks) =>
			new Map([...(await store.findingsOfTasks(tasks))].filter(([site]) => isOwn(site))),
		tellTasks: (site) => own(site, () => store.tellTasks(site)),
		listsTold: (sites) => store.listsTold(sites?.filter(isOwn) ?? ids),
		markRepairing: (step) => own(step.site, () => store.markRepairing(step)),
		repairingSteps: async (site, finding) => (isOwn(site) ? store.repairingSteps(site, finding) : []),
		countBehind: async (query, finding) => (isOwn(query.site) ? store.countBehind(query, finding) : 0),
		neighbours: async (query, finding) => (isOwn(query.site) ? store.neighbours(query, finding) : {}),

		checkTotals: (period) => store.checkTotals(period, ids),
		periods: store.periods,
		monthState: store.monthState,
		knownProfiles: store.knownProfiles,
		// By acts and names alone.
		users: store.users,

		decideFinding: (step) => own(step.site, () => store.decideFinding(step)),
		decideVeto: never,
		enterPoints: never,
		decideMonth: never,
		enqueue: never,

		gaps: never,
		reportToFill: never,
		fillDocuments: never,
		register: never,
		syncConfigured: never,
		knowConfigured: never,
		seeConfigured: never,
		importSites: never,
		removeSites: never,
		record: never,
		hasReport: never,
		knownFiles: never,
		reportOf: never,
		keepRechecks: never,
		begin: never,
		claim: never,
		heartbeat: never,
		setAsOf: never,
		finish: never,
		postpone: never,
		requeue: never,
		lastDue: never,
		recordProbe: never,
		probedSince: never,
		thinProbes: never,
		knowReceivers: never,
		receivers: never,
		untoldAudits: never,
		auditFacts: never,
		newlyOverdue: never,
		isRoundUnderWay: never,
		keepEvents: never,
		oldestAfter: never,
		eventsAfter: never,
		heldEvents: never,
		releaseHeld: never,
		retryNotice: never,
		releasedAudits: never,
		addNotice: never,
		notices: never,
		walkNotices: never,
		settleNotice: never,
		thinNotices: never,
		tidying: { countOld: never, dropOld: never, auditLookedAt: never },
		operations: {
			pause: store.operations.pause,
			askAudit: never,
			askFailed: never,
			failedSites: never,
			stopAudit: never,
			setPause: never,
			kept: never,
			keep: never,
			shortages: never,
			keepShortage: never,
			dropShortage: never,
			seeWorker: never,
			dropWorker: never,
			workers: never,
			stillRunning: never,
		},
		close: never,
	};
};
