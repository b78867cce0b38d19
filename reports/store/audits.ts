import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { isAmong } from './among.ts';
import {
	type Audit,
	type AuditOutcome,
	type AuditProgress,
	type AuditRef,
	type AuditState,
	type NewAudit,
	type Owner,
	takenOut,
} from './audit-model.ts';
import { isHeld, leaseFrom } from './lease.ts';
import type { AuditsTable } from './operation-tables.ts';
import type { Tables } from './schema.ts';

export const auditOf = ({
	siteName,
	...row
}: Selectable<AuditsTable> & { siteName: string | null }): Audit => ({
	id: row.id,
	site: row.site_id,
	siteName: siteName ?? row.site_id,
	state: row.state,
	cause: row.cause,
	asOf: row.as_of,
	queuedAt: row.queued_at,
	...(row.due_at === null ? {} : { dueAt: row.due_at }),
	...(row.started_at === null ? {} : { startedAt: row.started_at }),
	...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
	...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
	...(row.host === null ? {} : { host: row.host }),
	...(row.pid === null ? {} : { pid: row.pid }),
	...(row.lease === null ? {} : { lease: row.lease }),
	...(row.held_since === null ? {} : { heldSince: row.held_since }),
	...(row.progress === null ? {} : { progress: JSON.parse(row.progress) as AuditProgress }),
	...(row.error === null ? {} : { error: row.error }),
	tries: row.tries,
	...(row.not_before === null ? {} : { notBefore: row.not_before }),
	...(row.asked_by === null ? {} : { askedBy: row.asked_by }),
	...(row.period === null ? {} : { period: row.period }),
	...(row.verdict === null ? {} : { verdict: row.verdict }),
});

/** What no process has under way. */
const idle = { seen_at: null, host: null, pid: null, lease: null, held_since: null, progress: null } as const;

/** Leaves out what somebody took out of the queue: it is kept as a failed audit, and was none. `error` is the column of the reason. */
export const wasNotTakenOut = (error: string): RawBuilder<boolean> =>
	sql<boolean>`coalesce(${sql.ref(error)}, '') not like ${`%${takenOut}`}`;

/** Audits with the names of their sites. */
export const audited = (db: Kysely<Tables>) =>
	db
		.selectFrom('audits')
		.leftJoin('sites', 'sites.id', 'audits.site_id')
		.selectAll('audits')
		.select('sites.name as siteName');

/** One audit by its number. */
export const one = async (db: Kysely<Tables>, id: number | undefined): Promise<Audit | undefined> => {
	const row = id === undefined ? undefined : await audited(db).where('audits.id', '=', id).executeTakeFirst();
	return row && auditOf(row);
};

/** Takes the audit of a site that waits in the queue, and keeps what it waited for. */
const takeQueued = async (
	db: Kysely<Tables>,
	{ site, asOf, now }: NewAudit,
	owner: Owner,
): Promise<Audit | undefined> => {
	const row = await db
		.updateTable('audits')
		.set((audit) => ({
			state: 'running',
			as_of: asOf,
			started_at: audit.fn.coalesce('started_at', audit.val(now)),
			seen_at: now,
			...leaseFrom(now),
			...owner,
		}))
		.where('site_id', '=', site)
		.where('state', '=', 'queued')
		.returning('id')
		.executeTakeFirst();
	return one(db, row?.id);
};

const insert = async (
	db: Kysely<Tables>,
	{ site, cause, asOf, dueAt, now }: NewAudit,
	owner?: Owner,
): Promise<Audit | undefined> => {
	const row = await db
		.insertInto('audits')
		.values({
			site_id: site,
			cause,
			as_of: asOf,
			due_at: dueAt ?? null,
			queued_at: now,
			state: owner ? 'running' : 'queued',
			...(owner ? { started_at: now, seen_at: now, ...leaseFrom(now), ...owner } : {}),
		})
		// One that is queued or under way, or one for the same time: the two unique indexes.
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return one(db, row?.id);
};

export const enqueue = (db: Kysely<Tables>, audit: NewAudit): Promise<Audit | undefined> => insert(db, audit);

/** Begins an audit at once: the site's own that waits in the queue, or else a new one. */
export const begin = async (db: Kysely<Tables>, audit: NewAudit, owner: Owner): Promise<Audit | undefined> =>
	(await takeQueued(db, audit, owner)) ?? insert(db, audit, owner);

export const heartbeat = async (
	db: Kysely<Tables>,
	audit: AuditRef,
	now: string,
	progress?: AuditProgress,
	pid?: number,
): Promise<boolean> => {
	const { numUpdatedRows } = await db
		.updateTable('audits')
		.set({
			seen_at: now,
			...(progress ? { progress: JSON.stringify(progress) } : {}),
			...(pid === undefined ? {} : { pid }),
		})
		.where(isHeld(audit))
		.executeTakeFirstOrThrow();
	return numUpdatedRows > 0n;
};

export const setAsOf = async (db: Kysely<Tables>, audit: AuditRef, asOf: string): Promise<void> => {
	await db.updateTable('audits').set({ as_of: asOf }).where(isHeld(audit)).execute();
};

export const finish = async (
	db: Kysely<Tables>,
	audit: AuditRef,
	now: string,
	outcome: AuditOutcome,
): Promise<void> => {
	await db
		.updateTable('audits')
		.set({
			finished_at: now,
			...('error' in outcome
				? { state: 'failed', error: outcome.error }
				: { state: 'done', error: null, period: outcome.report.period, verdict: outcome.report.verdict }),
		})
		.where(isHeld(audit))
		.execute();
};

/** Puts a running audit that failed back into the queue, for another try at `notBefore`. */
export const postpone = async (
	db: Kysely<Tables>,
	audit: AuditRef,
	error: string,
	notBefore: string,
): Promise<void> => {
	await db
		.updateTable('audits')
		.set((row) => ({
			...idle,
			state: 'queued',
			started_at: null,
			error,
			not_before: notBefore,
			tries: row('tries', '+', 1),
		}))
		.where(isHeld(audit))
		.execute();
};

export const requeue = async (db: Kysely<Tables>, given: readonly AuditRef[]): Promise<void> => {
	if (given.length === 0) return;
	await db
		.updateTable('audits')
		.set({ ...idle, state: 'queued' })
		.where((where) => where.or(given.map((audit) => isHeld(audit)(where))))
		.execute();
};

export const lastDue = async (db: Kysely<Tables>): Promise<Map<string, string>> => {
	const rows = await db
		.selectFrom('audits')
		.select((select) => ['site_id', select.fn.max('due_at').as('due_at')])
		.where('due_at', 'is not', null)
		.groupBy('site_id')
		.execute();
	return new Map(
		rows.flatMap(({ site_id, due_at }) => (due_at === null ? [] : [[site_id, due_at] as const])),
	);
};

/** Running ones first, then queued in the order in which they are taken, then those that ended, newest first. */
export const audits = async (
	db: Kysely<Tables>,
	{
		states = ['running', 'queued', 'done', 'failed'],
		site,
		sites,
		limit = 100,
	}: {
		states?: readonly AuditState[];
		site?: string;
		sites?: readonly string[];
		limit?: number;
	} = {},
): Promise<Audit[]> => {
	let query = site === undefined ? audited(db) : audited(db).where('audits.site_id', '=', site);
	if (sites) query = query.where(isAmong('audits.site_id', sites));
	const found: Audit[] = [];
	const groups = [
		{ of: ['running'] },
		{ of: ['queued'], cause: '=' },
		{ of: ['queued'], cause: '!=' },
		{ of: ['done', 'failed'] },
	] as const;
	for (const { of, ...which } of groups) {
		const wanted = of.filter((state: AuditState) => states.includes(state));
		if (wanted.length === 0 || found.length >= limit) continue;
		const some = query.where('audits.state', 'in', wanted);
		const rows = await ('cause' in which ? some.where('audits.cause', which.cause, 'asked') : some)
			.orderBy('audits.id', of[0] === 'done' ? 'desc' : 'asc')
			.limit(limit - found.length)
			.execute();
		found.push(...rows.map(auditOf));
	}
	return found;
};
