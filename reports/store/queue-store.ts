import type { Kysely } from 'kysely';
import { shanghaiTime } from '../time.ts';
import type {
	Audit,
	AuditOutcome,
	AuditProgress,
	AuditRef,
	AuditState,
	NewAudit,
	Owner,
} from './audit-model.ts';
import * as audits from './audits.ts';
import { type Claiming, claim } from './claim.ts';
import type { Sums } from './model.ts';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** The part of the store that audits wait in, and are held by while they are under way. */
export interface QueueStore {
	/** Wants an audit; undefined where the site has one that is queued or under way, or ever had one for the same `dueAt`. */
	readonly enqueue: (audit: NewAudit) => Promise<Audit | undefined>;
	/** Begins an audit at once: the one that waits in the queue for the site, with its cause and its time, or else a new one; undefined where one is under way. */
	readonly begin: (audit: NewAudit, owner: Owner) => Promise<Audit | undefined>;
	/**
	 * Takes the oldest queued audit whose time has come and whose site shares no host with one that is under way anywhere, those that
	 * people asked for first; undefined where there is none.
	 */
	readonly claim: (owner: Owner, now: string, claiming?: Claiming) => Promise<Audit | undefined>;
	/** A sign of life. False where the audit is no longer running, or is another's by now: then this and the next four do nothing. */
	readonly heartbeat: (
		audit: AuditRef,
		now: string,
		progress?: AuditProgress,
		pid?: number,
	) => Promise<boolean>;
	/** Another day to judge by, for a running audit that waited long. */
	readonly setAsOf: (audit: AuditRef, asOf: string) => Promise<void>;
	/** Ends a running audit. */
	readonly finish: (audit: AuditRef, now: string, outcome: AuditOutcome) => Promise<void>;
	/** Puts a running audit that failed back into the queue, for another try at `notBefore`. */
	readonly postpone: (audit: AuditRef, error: string, notBefore: string) => Promise<void>;
	/** Puts running audits back into the queue. They keep `startedAt`, which tells that they go on with what they began. */
	readonly requeue: (audits: readonly AuditRef[]) => Promise<void>;
	/** The newest `dueAt` of each site that has one. */
	readonly lastDue: () => Promise<ReadonlyMap<string, string>>;
	/** Running ones first, then queued in the order in which they are taken, then those that ended, newest first. */
	readonly audits: (query?: {
		states?: readonly AuditState[];
		site?: string;
		/** Ids of the only sites that count. Default: all. */
		sites?: readonly string[];
		limit?: number;
	}) => Promise<readonly Audit[]>;
	/** The newest report of an audit's site that was judged by its day and ended since it is held: both are told by the clock of whoever holds it. */
	readonly reportOf: (
		audit: Pick<Audit, 'site' | 'asOf' | 'queuedAt' | 'heldSince'>,
	) => Promise<Pick<Sums, 'period' | 'verdict' | 'finishedAt'> | undefined>;
}

/** `alone`: carries out a single statement that writes, once others let it. */
export const queueStore = (
	db: Kysely<Tables>,
	write: Write,
	alone: <T>(work: () => Promise<T>) => Promise<T>,
): QueueStore => ({
	enqueue: (audit) => alone(() => audits.enqueue(db, audit)),
	begin: (audit, owner) => alone(() => audits.begin(db, audit, owner)),
	claim: (owner, now, claiming) => claim({ db, write }, owner, now, claiming),
	heartbeat: (audit, now, progress, pid) => alone(() => audits.heartbeat(db, audit, now, progress, pid)),
	setAsOf: (audit, asOf) => alone(() => audits.setAsOf(db, audit, asOf)),
	finish: (audit, now, outcome) => alone(() => audits.finish(db, audit, now, outcome)),
	postpone: (audit, error, notBefore) => alone(() => audits.postpone(db, audit, error, notBefore)),
	requeue: (given) => alone(() => audits.requeue(db, given)),
	lastDue: () => audits.lastDue(db),
	audits: (query) => audits.audits(db, query),
	reportOf: async ({ site, asOf, queuedAt, heldSince = queuedAt }) => {
		const row = await db
			.selectFrom('reports')
			.select(['period', 'verdict', 'finished_at'])
			.where('site_id', '=', site)
			.where('as_of', '=', asOf)
			.where('finished_at', '>=', new Date(heldSince).toISOString())
			.orderBy('finished_at', 'desc')
			.limit(1)
			.executeTakeFirst();
		return row && { period: row.period, verdict: row.verdict, finishedAt: shanghaiTime(row.finished_at) };
	},
});
