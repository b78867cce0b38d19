import { type Kysely, sql } from 'kysely';
import type { Mark } from '../notices/model.ts';
import { examplesEach } from '../notices/model.ts';
import { type AuditFacts, markName } from '../notices/tell.ts';
import { wasNotTakenOut } from './audits.ts';
import { findingOf, latestComplete, sighted } from './findings.ts';
import type { FindingNow, FindingState, StoredFinding } from './model.ts';
import { frozenMonths } from './month-steps.ts';
import { sumsOfRow } from './overview.ts';
import { unpackParts } from './parts.ts';
import type { Tables } from './schema.ts';

/** What of audits and findings is to be told. */

const standing: readonly FindingState[] = ['new', 'open', 'regressed'];
const standingNow: readonly FindingNow[] = standing;

/** What only a person can tell is nobody's fault yet, and what was not looked at again may be right by now. */
const accusing = (db: Kysely<Tables>, report: number) =>
	sighted(db)
		.where('s.report', '=', report)
		.where('s.carried', '=', 0)
		.where('s.state', 'in', standing)
		.where('f.state', 'in', standingNow)
		.where(sql<boolean>`coalesce(s.certainty, d.certainty) = 'certain'`);

/** Of whoever calls the command, on the other hand, nobody knows what they try out. */
const told = ['schedule', 'asked'] as const;

/** Audits of the schedule, and that the dashboard was asked for, that ended since, and of which nothing was told or held yet, oldest first. */
export const untoldAudits = async (
	db: Kysely<Tables>,
	since: string,
): Promise<{ readonly id: number; readonly site: string }[]> =>
	db
		.selectFrom('audits as a')
		.select(['a.id', 'a.site_id as site'])
		.where('a.cause', 'in', told)
		.where('a.state', 'in', ['done', 'failed'])
		.where('a.finished_at', '>=', since)
		.where(wasNotTakenOut('a.error'))
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('notice_events as e')
						.select('e.n')
						.whereRef('e.site_id', '=', 'a.site_id')
						.where('e.occasion', 'in', ['audit', 'held'])
						.where('e.key', '=', sql<string>`'audit ' || a.id`),
				),
			),
		)
		.orderBy('a.id')
		.execute();

const knownMarks = async (db: Kysely<Tables>, site: string): Promise<Set<string>> =>
	new Set(
		(
			await db
				.selectFrom('notice_marks')
				.select(['kind', 'key'])
				.where('site_id', '=', site)
				.where('kind', 'in', ['veto', 'upcoming'])
				.execute()
		).map(markName),
	);

const certainBefore = async (
	db: Kysely<Tables>,
	site: string,
	period: string,
): Promise<number | undefined> => {
	const row = await db
		.selectFrom('reports')
		.select(['veto', 'major', 'minor'])
		.where('site_id', '=', site)
		.where('complete', '=', 1)
		.where('period', '<', period)
		.orderBy('as_of', 'desc')
		.orderBy('finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && row.veto + row.major + row.minor;
};

const reportFacts = async (
	db: Kysely<Tables>,
	site: string,
	asOf: string,
	since: string,
): Promise<AuditFacts['report']> => {
	const row = await db
		.selectFrom('reports as r')
		.innerJoin('parts as p', 'p.report', 'r.n')
		.selectAll('r')
		.select('p.parts')
		.where('r.site_id', '=', site)
		.where('r.as_of', '=', asOf)
		.where('r.finished_at', '>=', since)
		.orderBy('r.finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) return undefined;
	const { scores, upcoming = [] } = unpackParts(row.parts);
	const month = await db
		.selectFrom('months')
		.select('report')
		.where('site_id', '=', site)
		.where('period', '=', row.period)
		.executeTakeFirst();
	const isFrozen = month?.report !== row.n && (await frozenMonths(db)).has(row.period);
	const regressed = await accusing(db, row.n).where('s.state', '=', 'regressed').orderBy('s.rank').execute();
	const before = await certainBefore(db, site, row.period);
	return {
		sums: sumsOfRow(row),
		...(before === undefined ? {} : { before }),
		isFrozen,
		vetoes: scores.inspection.vetoes.filter(({ state }) => state === 'holds').map(({ id }) => id),
		upcoming,
		regressed: regressed.slice(0, examplesEach).map(findingOf),
		regressedCount: regressed.length,
	};
};

/** What became of an audit; undefined where its site is not known any more. */
export const auditFacts = async (db: Kysely<Tables>, audit: number): Promise<AuditFacts | undefined> => {
	const row = await db
		.selectFrom('audits as a')
		.innerJoin('sites as s', 's.id', 'a.site_id')
		.select(['a.id', 'a.as_of', 'a.queued_at', 'a.error', 's.id as site', 's.url'])
		.where('a.id', '=', audit)
		.executeTakeFirst();
	if (!row) return undefined;
	const report = await reportFacts(db, row.site, row.as_of, row.queued_at);
	return {
		audit,
		site: { id: row.site, url: row.url },
		...(row.error === null ? {} : { error: row.error }),
		...(report ? { report } : {}),
		known: await knownMarks(db, row.site),
	};
};

/** Findings whose day has passed and that nobody was told of. */
export interface Overdue {
	readonly period: string;
	readonly marks: readonly Mark[];
	/** The gravest few. */
	readonly findings: readonly StoredFinding[];
}

/** Nothing is told of a site after an audit whose word is doubtful, until a whole one comes. */
const isHeld = async (db: Kysely<Tables>, site: string, finishedAt: string): Promise<boolean> => {
	const last = await db
		.selectFrom('notice_events')
		.select(['occasion', 'at'])
		.where('site_id', '=', site)
		.where('occasion', 'in', ['audit', 'held'])
		.orderBy('n', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last?.occasion === 'held' && finishedAt <= last.at;
};

/** What has become overdue at a site: certain, seen by its last whole audit, and not contested. `today` is YYYY-MM-DD. */
export const newlyOverdue = async (
	db: Kysely<Tables>,
	site: string,
	today: string,
): Promise<Overdue | undefined> => {
	const report = await latestComplete(db, site);
	if (!report || (await isHeld(db, site, report.finished_at))) return undefined;
	const late = accusing(db, report.n)
		.where('s.due_on', '<', today)
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('notice_marks as m')
						.select('m.key')
						.where('m.site_id', '=', site)
						.where('m.kind', '=', 'overdue')
						.where('m.key', '=', sql<string>`f.id || ' ' || s.due_on`),
				),
			),
		);
	const rows = await late.clearSelect().select(['f.id', 's.due_on', 's.rank']).orderBy('s.rank').execute();
	if (rows.length === 0) return undefined;
	const first = rows.slice(0, examplesEach).map(({ rank }) => rank);
	const findings = await sighted(db)
		.where('s.report', '=', report.n)
		.where('s.rank', 'in', first)
		.orderBy('s.rank')
		.execute();
	return {
		period: report.period,
		marks: rows.map(({ id, due_on }) => ({ site, kind: 'overdue', key: `${id} ${due_on}` })),
		findings: findings.map(findingOf),
	};
};

/** An audit of the schedule is under way, or waits and did not fail before. */
export const isRoundUnderWay = async (db: Kysely<Tables>): Promise<boolean> =>
	(await db
		.selectFrom('audits')
		.select('id')
		.where('cause', 'in', told)
		.where('state', 'in', ['queued', 'running'])
		.where('tries', '=', 0)
		.limit(1)
		.executeTakeFirst()) !== undefined;
