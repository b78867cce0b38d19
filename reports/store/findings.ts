import { setImmediate as breathe } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { wordsOf } from '../confirmed-words.ts';
import { shanghaiTime } from '../time.ts';
import { isOverdueOn } from './dues.ts';
import { looksAt } from './last-looks.ts';
import { containing } from './like.ts';
import type {
	FindingLife,
	FindingNow,
	Findings,
	FindingsQuery,
	Recheckable,
	Sighting,
	StoredFinding,
} from './model.ts';
import { rechecksOf } from './rechecks.ts';
import { responsesFor } from './responses.ts';
import type { Tables } from './schema.ts';

/** Reports' findings, each with the words that its report has of it. */
export const sighted = (db: Kysely<Tables>) =>
	db
		.selectFrom('sightings as s')
		.innerJoin('findings as f', 'f.n', 's.finding')
		.innerJoin('details as d', 'd.n', 's.detail')
		.select(['s.rank', 's.state', 's.carried', 's.due_on', 's.first_seen', 's.last_seen'])
		.select([
			'f.site_id',
			'f.id',
			'f.check_id',
			'f.state as now',
			'f.task',
			's.finding',
			'f.repairing',
			'd.subject',
			'd.key',
		])
		.select(['d.severity', 'd.certainty', 'd.message', 'd.basis', 'd.evidence', 'd.found_on'])
		.select(['d.found_on_count', 's.detail', 's.certainty as left', 's.ruling']);

type Row = Awaited<ReturnType<ReturnType<typeof sighted>['execute']>>[number];

/** How sure a finding is, as a person left it or else as its words say. */
const certainty = sql<'certain' | 'review'>`coalesce(s.certainty, d.certainty)`;

/** A finding in the words that the program told it in. */
export const keptFinding = (row: Row): StoredFinding => ({
	site: row.site_id,
	now: row.now,
	id: row.id,
	check: row.check_id,
	subject: row.subject,
	...(row.key === null ? {} : { key: row.key }),
	severity: row.severity,
	certainty: row.left ?? row.certainty,
	message: row.message,
	foundOn: JSON.parse(row.found_on),
	foundOnCount: row.found_on_count,
	basis: row.basis,
	evidence: JSON.parse(row.evidence),
	state: row.state,
	...(row.due_on === null ? {} : { dueOn: row.due_on }),
	firstSeen: row.first_seen,
	lastSeen: row.last_seen,
	...(row.carried ? { carried: true } : {}),
	...(row.ruling === null ? {} : { ruling: JSON.parse(row.ruling) }),
	...(row.repairing === null ? {} : { repairing: JSON.parse(row.repairing) }),
});

/** The same as people read it, after what one of them said of it. */
export const findingOf = (row: Row): StoredFinding => {
	const finding = keptFinding(row);
	return { ...finding, message: wordsOf(finding) };
};

/** Several of them, each with the last second look at it. */
export const findingsIn = async (db: Kysely<Tables>, rows: readonly Row[]): Promise<StoredFinding[]> => {
	const looks = await looksAt(
		db,
		rows.map(({ finding }) => finding),
	);
	return rows.map((row) => {
		const recheck = looks.get(row.finding);
		return { ...findingOf(row), ...(recheck ? { recheck } : {}) };
	});
};

/** The report that speaks for a month. */
export const reportOfMonth = async (
	db: Kysely<Tables>,
	site: string,
	period: string,
): Promise<number | undefined> => {
	const month = await db
		.selectFrom('months')
		.select('report')
		.where('site_id', '=', site)
		.where('period', '=', period)
		.executeTakeFirst();
	return month?.report;
};

/** The report that a query's findings are told by: the month's, or of a task the one that told it, be the month frozen by an earlier one. */
export const reportAsked = async (
	db: Kysely<Tables>,
	{ site, period, task }: FindingsQuery,
): Promise<number | undefined> => {
	if (task === undefined) return reportOfMonth(db, site, period);
	const told = await db.selectFrom('changes').select('worked').where('site_id', '=', site).executeTakeFirst();
	return told?.worked ?? undefined;
};

/** A report's findings that fit a query. */
export const chosenFindings = (db: Kysely<Tables>, report: number, query: FindingsQuery) => {
	const { task } = query;
	const all = db
		.selectFrom('sightings as s')
		.innerJoin('findings as f', 'f.n', 's.finding')
		.innerJoin('details as d', 'd.n', 's.detail');
	// The few findings of a task are looked up one by one; by its ranks the whole report would be read for them.
	let chosen =
		task === undefined
			? all.where('s.report', '=', report)
			: all
					.where(sql<boolean>`s.report + 0 = ${report}`)
					.where('s.finding', 'in', (select) =>
						select.selectFrom('findings as own').select('own.n').where('own.task', '=', task),
					);
	if (query.check) chosen = chosen.where('f.check_id', '=', query.check);
	if (query.state === 'standing')
		chosen = chosen.where(sql<boolean>`(s.state not in ('fixed', 'waived') and s.carried = 0)`);
	else if (query.state) chosen = chosen.where('s.state', '=', query.state);
	if (query.severity) chosen = chosen.where('d.severity', '=', query.severity);
	if (query.certainty) chosen = chosen.where(certainty, '=', query.certainty);
	if (query.overdueOn !== undefined) chosen = chosen.where(isOverdueOn(query.overdueOn));
	if (query.isAwaiting)
		chosen = chosen.where(
			sql<boolean>`((${certainty} = 'review' and s.state in ('new', 'open', 'regressed') and s.carried = 0) or s.state = 'disputed')`,
		);
	if (query.search?.trim()) {
		const pattern = containing(query.search.trim());
		chosen = chosen.where(
			sql<boolean>`(d.message like ${pattern} escape '\\' or d.subject like ${pattern} escape '\\')`,
		);
	}
	return chosen;
};

export const findings = async (db: Kysely<Tables>, query: FindingsQuery): Promise<Findings> => {
	const report = await reportAsked(db, query);
	if (report === undefined) return { rows: [], count: 0 };
	const chosen = chosenFindings(db, report, query);
	const { page = 1, size = 50 } = query;
	const { count } = await chosen
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const ranks = await chosen
		.select('s.rank')
		.orderBy('s.rank')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	if (ranks.length === 0) return { rows: [], count };
	const rows = await sighted(db)
		.where('s.report', '=', report)
		.where(
			's.rank',
			'in',
			ranks.map(({ rank }) => rank),
		)
		.orderBy('s.rank')
		.execute();
	return { rows: await findingsIn(db, rows), count };
};

/** What each audit of the site said of a finding, oldest first. */
const historyOf = async (db: Kysely<Tables>, site: string, finding: number): Promise<Sighting[]> => {
	const told = await db
		.selectFrom('reports as r')
		.leftJoin('sightings as s', (join) => join.onRef('s.report', '=', 'r.n').on('s.finding', '=', finding))
		.select(['r.period', 'r.as_of', 'r.finished_at', 'r.complete', 's.state', 's.carried'])
		.where('r.site_id', '=', site)
		.orderBy('r.as_of')
		.orderBy('r.finished_at')
		.execute();
	const history: Sighting[] = [];
	// Told against complete audits alone, as the reports themselves are.
	let isThere = false;
	for (const { period, as_of: asOf, finished_at, complete, state, carried } of told) {
		const audit = { period, asOf, finishedAt: shanghaiTime(finished_at), complete: complete === 1 };
		if (state !== null) history.push({ ...audit, state, carried: carried === 1 });
		else if (isThere && complete === 1) history.push({ ...audit, state: 'gone', carried: false });
		if (complete === 1) isThere = state !== null && state !== 'fixed';
	}
	return history;
};

export const finding = async (
	db: Kysely<Tables>,
	site: string,
	id: string,
	period?: string,
): Promise<FindingLife | undefined> => {
	const row = await db
		.selectFrom('findings')
		.select(['n', 'task'])
		.where('site_id', '=', site)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	const reports = sighted(db)
		.innerJoin('reports as r', 'r.n', 's.report')
		.select(['r.period', 's.report'])
		.where('s.finding', '=', row.n);
	const report = period === undefined ? undefined : await reportOfMonth(db, site, period);
	const asked =
		report === undefined ? undefined : await reports.where('s.report', '=', report).executeTakeFirst();
	const told =
		asked ??
		(await reports.orderBy('r.as_of', 'desc').orderBy('r.finished_at', 'desc').limit(1).executeTakeFirst());
	if (!told) return undefined;
	const [found] = await findingsIn(db, [told]);
	if (!found) return undefined;
	return {
		finding: found,
		period: told.period,
		responses: await responsesFor(db, told.report, found),
		history: await historyOf(db, site, row.n),
		rechecks: await rechecksOf(db, row.n),
		...(row.task === null ? {} : { task: row.task }),
	};
};

/** What stands by the last word on it. */
const standing: readonly FindingNow[] = ['new', 'open', 'regressed'];

/** The site's last whole audit. */
export const latestComplete = (db: Kysely<Tables>, site: string) =>
	db
		.selectFrom('reports')
		.select(['n', 'period', 'started_at', 'finished_at', 'file'])
		.where('site_id', '=', site)
		.where('complete', '=', 1)
		.orderBy('as_of', 'desc')
		.orderBy('finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();

/** What can be looked at again: of the site's last complete audit, what stands now, or the findings of these ids whatever became of them. */
export const recheckable = async (
	db: Kysely<Tables>,
	site: string,
	ids?: readonly string[],
): Promise<Recheckable | undefined> => {
	const report = await latestComplete(db, site);
	if (!report) return undefined;
	const told = sighted(db).where('s.report', '=', report.n).orderBy('s.rank');
	const rows = await (ids
		? told.where('f.id', 'in', [...ids])
		: told.where('f.state', 'in', standing).where('s.state', '!=', 'fixed')
	).execute();
	return { auditStartedAt: report.started_at, file: report.file, findings: rows.map(findingOf) };
};

/** Findings read at once: nobody is to wait for a long read. */
const exportedAtOnce = 300;

/** A month's findings, site by site. A report that is kept anew meanwhile is told as it is then. */
export async function* exportFindings(
	db: Kysely<Tables>,
	period: string,
	site?: string,
): AsyncIterable<StoredFinding> {
	let months = db
		.selectFrom('months as m')
		.innerJoin('sites as s', 's.id', 'm.site_id')
		.select('m.site_id')
		.where('m.period', '=', period)
		.orderBy('s.position');
	if (site !== undefined) months = months.where('m.site_id', '=', site);
	for (const { site_id } of await months.execute()) {
		const report = await reportOfMonth(db, site_id, period);
		if (report === undefined) continue;
		for (let after: number | undefined; ; ) {
			let told = sighted(db).where('s.report', '=', report);
			if (after !== undefined) told = told.where('s.rank', '>', after);
			const rows = await told.orderBy('s.rank').limit(exportedAtOnce).execute();
			yield* await findingsIn(db, rows);
			after = rows.at(-1)?.rank;
			// A store that answers at once would else leave nobody else a turn until the end.
			await breathe();
			if (rows.length < exportedAtOnce) break;
		}
	}
}
