import { type Kysely, type Selectable, sql } from 'kysely';
import { shanghaiTime } from '../time.ts';
import { isAmong } from './among.ts';
import { containing } from './like.ts';
import type {
	MonthSums,
	Overview,
	OverviewQuery,
	OverviewRow,
	OverviewSort,
	SiteMonth,
	Sums,
} from './model.ts';
import { unpackParts } from './parts.ts';
import type { MonthsTable, SumsColumns, Tables } from './schema.ts';
import { siteOf } from './sites.ts';

/** Columns of a month's sums. */
const sumColumns = [
	...['m.period', 'm.as_of', 'm.started_at', 'm.finished_at', 'm.complete', 'm.stop_reason', 'm.verdict'],
	...['m.inspection', 'm.inspection_observed', 'm.disclosure', 'm.disclosure_observed'],
	...['m.vetoes_held', 'm.vetoes_awaiting', 'm.coverage', 'm.veto', 'm.major', 'm.minor', 'm.review'],
	...['m.new', 'm.open', 'm.regressed', 'm.fixed', 'm.carried', 'm.disputed', 'm.waived'],
	...['m.inspection_change', 'm.disclosure_change'],
] as const;

type SumsRow = Omit<Selectable<MonthsTable>, 'report' | 'site_id'>;

export const sumsOfRow = (row: Omit<Selectable<SumsColumns>, 'site_id'>): Sums => ({
	period: row.period,
	asOf: row.as_of,
	startedAt: shanghaiTime(row.started_at),
	finishedAt: shanghaiTime(row.finished_at),
	complete: row.complete === 1,
	stopReason: row.stop_reason,
	verdict: row.verdict,
	inspection: row.inspection,
	inspectionObserved: row.inspection_observed,
	disclosure: row.disclosure,
	disclosureObserved: row.disclosure_observed,
	vetoesHeld: row.vetoes_held,
	vetoesAwaiting: row.vetoes_awaiting,
	coverage: row.coverage,
	veto: row.veto,
	major: row.major,
	minor: row.minor,
	review: row.review,
	new: row.new,
	open: row.open,
	regressed: row.regressed,
	fixed: row.fixed,
	carried: row.carried,
	disputed: row.disputed,
	waived: row.waived,
});

const monthSums = (row: SumsRow): MonthSums => ({
	...sumsOfRow(row),
	inspectionChange: row.inspection_change,
	disclosureChange: row.disclosure_change,
});

/** By what each sort orders; nothing, where a row has no value. */
const orders = {
	order: sql<number>`s.position`,
	name: sql<number>`s.name_order`,
	level: sql<number>`case s.level when 'province' then 0 when 'city' then 1 when 'county' then 2 when 'township' then 3 end`,
	district: sql<string>`s.district`,
	verdict: sql<number>`case m.verdict when 'unqualified' then 0 when 'not-assessed' then 1 when 'qualified' then 2 end`,
	inspection: sql<number>`m.inspection`,
	disclosure: sql<number>`m.disclosure`,
	change: sql<number>`m.inspection_change`,
	findings: sql<number>`m.veto + m.major + m.minor`,
	review: sql<number>`m.review`,
	coverage: sql<number>`m.coverage`,
} as const satisfies Record<OverviewSort, unknown>;

/**
 * The instant, ISO, by which a site must have been known to be missed in a month: the end of the next one in Shanghai. Lists are
 * imported and months assessed when they are over; a site that came long after was nobody's to audit then.
 */
const knownBy = (period: string): string => {
	const [year = 0, month = 1] = period.split('-').map(Number);
	return new Date(Date.UTC(year, month + 1, 1) - 8 * 3_600_000).toISOString();
};

/** Sites that fit a query, with the month's report where there is one. */
const fitting = (db: Kysely<Tables>, { period, search, verdict, sites }: OverviewQuery) => {
	let query = db
		.selectFrom('sites as s')
		.leftJoin('months as m', (join) => join.onRef('m.site_id', '=', 's.id').on('m.period', '=', period))
		// A site that nobody names any more, or nobody knew yet, stands only in the months that it has.
		.where((where) =>
			where.or([
				where('m.report', 'is not', null),
				where.and([where('s.origin', '!=', 'report'), where('s.known_since', '<', knownBy(period))]),
			]),
		);
	if (sites) query = query.where(isAmong('s.id', sites));
	const words = search?.trim().split(/\s+/).filter(Boolean) ?? [];
	for (const word of words.slice(0, 5)) {
		const pattern = containing(word);
		query = query.where(
			sql<boolean>`(s.name like ${pattern} escape '\\' or s.url like ${pattern} escape '\\' or s.id like ${pattern} escape '\\' or s.district like ${pattern} escape '\\' or s.maintainer like ${pattern} escape '\\')`,
		);
	}
	if (verdict === 'unaudited') query = query.where('m.report', 'is', null);
	else if (verdict) query = query.where('m.verdict', '=', verdict);
	return query;
};

export const overview = async (db: Kysely<Tables>, query: OverviewQuery): Promise<Overview> => {
	const { sort = 'order', descending = false, page = 1, size = 50 } = query;
	const by = orders[sort];
	const rows = await fitting(db, query)
		.selectAll('s')
		.select(sumColumns)
		.orderBy(sql`${by} is null`)
		.orderBy(by, descending ? 'desc' : 'asc')
		.orderBy('s.position')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const counted = await fitting(db, query)
		.select((select) => ['m.verdict', select.fn.countAll<number>().as('count')])
		.groupBy('m.verdict')
		.execute();
	const countOf = (verdict: string | null): number =>
		counted.find((group) => group.verdict === verdict)?.count ?? 0;
	return {
		rows: rows.map(
			(row): OverviewRow => ({
				site: siteOf(row),
				// A row whose report is there has all of its columns.
				...(row.period === null ? {} : { sums: monthSums(row as SumsRow) }),
			}),
		),
		count: counted.reduce((sum, { count }) => sum + count, 0),
		verdicts: {
			qualified: countOf('qualified'),
			unqualified: countOf('unqualified'),
			'not-assessed': countOf('not-assessed'),
			unaudited: countOf(null),
		},
	};
};

const monthsOf = (db: Kysely<Tables>, site: string) =>
	db.selectFrom('months as m').select(sumColumns).where('m.site_id', '=', site);

export const trend = async (db: Kysely<Tables>, site: string): Promise<MonthSums[]> =>
	(await monthsOf(db, site).orderBy('m.period').execute()).map(monthSums);

export const siteMonth = async (
	db: Kysely<Tables>,
	site: string,
	period: string,
): Promise<SiteMonth | undefined> => {
	const row = await monthsOf(db, site)
		.innerJoin('reports as r', 'r.n', 'm.report')
		.innerJoin('parts as p', 'p.report', 'm.report')
		.select(['m.report', 'r.file', 'p.parts'])
		.where('m.period', '=', period)
		.executeTakeFirst();
	if (!row) return undefined;
	const byCheck = await db
		.selectFrom('check_sums')
		.select(['check_id as check', 'certain', 'review', 'fixed', 'carried'])
		.where('report', '=', row.report)
		.orderBy('certain', 'desc')
		.orderBy('review', 'desc')
		.orderBy('check_id')
		.execute();
	return { sums: monthSums(row), ...unpackParts(row.parts), file: row.file, byCheck };
};

/** Months with a report, newest first: one step of the index a month, however many sites there are. */
export const periods = async (db: Kysely<Tables>): Promise<string[]> => {
	const found: string[] = [];
	for (let before = '9999-99'; ; ) {
		const row = await db
			.selectFrom('months')
			.select((select) => select.fn.max<string | null>('period').as('period'))
			.where('period', '<', before)
			.executeTakeFirst();
		if (!row?.period) return found;
		found.push(row.period);
		before = row.period;
	}
};
