import type { Kysely, Selectable } from 'kysely';
import { isAmong } from './among.ts';
import type { Audit, AuditOutcome, AuditProgress, AuditState, NewAudit, Owner } from './audit-model.ts';
import type { AuditsTable, Tables } from './schema.ts';

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
	...(row.progress === null ? {} : { progress: JSON.parse(row.progress) as AuditProgress }),
	...(row.error === null ? {} : { error: row.error }),
	tries: row.tries,
	...(row.not_before === null ? {} : { notBefore: row.not_before }),
	...(row.asked_by === null ? {} : { askedBy: row.asked_by }),
	...(row.period === null ? {} : { period: row.period }),
	...(row.verdict === null ? {} : { verdict: row.verdict }),
});

/** What no process has under way. */
const idle = { seen_at: null, host: null, pid: null, progress: null } as const;

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
			...(owner ? { started_at: now, seen_at: now, ...owner } : {}),
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

/** Takes the oldest queued audit whose site is not among `besides`. */
export const claim = async (
	db: Kysely<Tables>,
	owner: Owner,
	now: string,
	besides: ReadonlySet<string> = new Set(),
): Promise<Audit | undefined> => {
	for (let after = 0; ; ) {
		const waiting = await db
			.selectFrom('audits')
			.select(['id', 'site_id'])
			.where('state', '=', 'queued')
			.where((where) => where.or([where('not_before', 'is', null), where('not_before', '<=', now)]))
			.where('id', '>', after)
			.orderBy('id')
			.limit(500)
			.execute();
		for (const { id } of waiting.filter(({ site_id }) => !besides.has(site_id))) {
			const taken = await db
				.updateTable('audits')
				.set((audit) => ({
					state: 'running',
					started_at: audit.fn.coalesce('started_at', audit.val(now)),
					seen_at: now,
					...owner,
				}))
				.where('id', '=', id)
				.where('state', '=', 'queued')
				.returning('id')
				.executeTakeFirst();
			if (taken) return one(db, taken.id);
		}
		const last = waiting.at(-1);
		if (!last) return undefined;
		after = last.id;
	}
};

export const heartbeat = async (
	db: Kysely<Tables>,
	id: number,
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
		.where('id', '=', id)
		.where('state', '=', 'running')
		.executeTakeFirstOrThrow();
	return numUpdatedRows > 0n;
};

export const setAsOf = async (db: Kysely<Tables>, id: number, asOf: string): Promise<void> => {
	await db
		.updateTable('audits')
		.set({ as_of: asOf })
		.where('id', '=', id)
		.where('state', '=', 'running')
		.execute();
};

export const finish = async (
	db: Kysely<Tables>,
	id: number,
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
		.where('id', '=', id)
		.where('state', '=', 'running')
		.execute();
};

/** Puts a running audit that failed back into the queue, for another try at `notBefore`. */
export const postpone = async (
	db: Kysely<Tables>,
	id: number,
	error: string,
	notBefore: string,
): Promise<void> => {
	await db
		.updateTable('audits')
		.set((audit) => ({
			...idle,
			state: 'queued',
			started_at: null,
			error,
			not_before: notBefore,
			tries: audit('tries', '+', 1),
		}))
		.where('id', '=', id)
		.where('state', '=', 'running')
		.execute();
};

export const requeue = async (db: Kysely<Tables>, ids: readonly number[]): Promise<void> => {
	if (ids.length === 0) return;
	await db
		.updateTable('audits')
		.set({ ...idle, state: 'queued' })
		.where('id', 'in', ids)
		.where('state', '=', 'running')
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

/** Running ones first, then queued, then those that ended, newest first. */
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
	const groups = [['running'], ['queued'], ['done', 'failed']] as const;
	for (const group of groups) {
		const wanted = group.filter((state) => states.includes(state));
		if (wanted.length === 0 || found.length >= limit) continue;
		const rows = await query
			.where('audits.state', 'in', wanted)
			.orderBy('audits.id', group[0] === 'done' ? 'desc' : 'asc')
			.limit(limit - found.length)
			.execute();
		found.push(...rows.map(auditOf));
	}
	return found;
};
