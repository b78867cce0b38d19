import { setImmediate as breathe } from 'node:timers/promises';
import { type Kysely, type Selectable, sql } from 'kysely';
import { shanghaiTime } from '../time.ts';
import { isAmong } from './among.ts';
import { overdueOf } from './dues.ts';
import type { MonthSums, SiteMonth, Sums } from './model.ts';
import type { Overview, OverviewQuery, OverviewRow } from './overview-model.ts';
import { fitting, orderOf } from './overview-query.ts';
import { overviewTotals } from './overview-totals.ts';
import { unpackParts } from './parts.ts';
import type { Memory } from './revision.ts';
import type { MonthsTable, SumsColumns, Tables } from './schema.ts';
import type { MonthChecks } from './site-model.ts';
import { siteOf } from './sites.ts';
import { ranksOf } from './standings.ts';

/** Columns of a month's sums. */
const sumColumns = [
	...['m.period', 'm.as_of', 'm.started_at', 'm.finished_at', 'm.complete', 'm.stop_reason', 'm.verdict'],
	...['m.inspection', 'm.inspection_observed', 'm.disclosure', 'm.disclosure_observed'],
	...['m.vetoes_held', 'm.vetoes_awaiting', 'm.coverage', 'm.veto', 'm.major', 'm.minor', 'm.review'],
	...['m.new', 'm.open', 'm.regressed', 'm.fixed', 'm.carried', 'm.disputed', 'm.waived'],
	...['m.inspection_change', 'm.disclosure_change'],
] as const;

type SumsRow = Omit<Selectable<MonthsTable>, 'report' | 'site_id' | 'standing'>;

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

/** The sites of one page by their ids alone, in order: whole rows are read of these only. */
const pageOf = async (db: Kysely<Tables>, query: OverviewQuery): Promise<string[]> => {
	const { page = 1, size = 50 } = query;
	let chosen = fitting(db, query).select('s.id');
	for (const [by, direction] of orderOf(query)) chosen = chosen.orderBy(by, direction);
	const rows = await chosen
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return rows.map(({ id }) => id);
};

/** The rows of these sites, in their order. */
export const rowsOf = async (
	db: Kysely<Tables>,
	memory: Memory,
	ids: readonly string[],
	{ period, today }: Pick<OverviewQuery, 'period' | 'today'>,
): Promise<OverviewRow[]> => {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('sites as s')
		.leftJoin('months as m', (join) => join.onRef('m.site_id', '=', 's.id').on('m.period', '=', period))
		.selectAll('s')
		.select(sumColumns)
		.select(['m.report', 'm.standing'])
		.where('s.id', 'in', [...ids])
		.execute();
	const rankOf = await memory.of(`ranks ${period}`, () => ranksOf(db, period));
	const reports = rows.flatMap(({ report }) => report ?? []);
	const overdue = today ? await overdueOf(db, reports, today) : new Map<number, number>();
	const known = new Map(
		rows.map((row): [string, OverviewRow] => {
			const site = siteOf(row);
			// A row whose report is there has all of its columns.
			if (row.period === null || row.report === null) return [row.id, { site }];
			const rank = rankOf(row.type, row.standing);
			return [
				row.id,
				{
					site,
					sums: monthSums(row as SumsRow),
					overdue: overdue.get(row.report) ?? 0,
					...(rank === undefined ? {} : { rank }),
				},
			];
		}),
	);
	return ids.flatMap((id) => known.get(id) ?? []);
};

/** One page of the sites that fit, without what all of them come to. */
export const overviewRows = async (
	db: Kysely<Tables>,
	memory: Memory,
	query: OverviewQuery,
): Promise<OverviewRow[]> => rowsOf(db, memory, await pageOf(db, query), query);

export const overview = async (
	db: Kysely<Tables>,
	memory: Memory,
	query: OverviewQuery,
): Promise<Overview> => {
	const { page: _page, size: _size, sort: _sort, descending: _descending, ...chosen } = query;
	const key = `totals ${JSON.stringify(Object.entries(chosen).sort())}`;
	return {
		rows: await overviewRows(db, memory, query),
		...(await memory.of(key, () => overviewTotals(db, chosen))),
	};
};

/** By site, the points of 网站检查 in each month of a span that has a report. */
export const pastScores = async (
	db: Kysely<Tables>,
	sites: readonly string[],
	from: string,
	to: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number | null>>> => {
	if (sites.length === 0) return new Map();
	const rows = await db
		.selectFrom('months')
		.select(['site_id', 'period', 'inspection'])
		.where('site_id', 'in', [...sites])
		.where('period', '>=', from)
		.where('period', '<=', to)
		.execute();
	const scores = new Map<string, Map<string, number | null>>();
	for (const { site_id, period, inspection } of rows) {
		const own = scores.get(site_id) ?? new Map<string, number | null>();
		scores.set(site_id, own.set(period, inspection));
	}
	return scores;
};

/** Parts unpacked before others get a turn. */
const unpackedAtOnce = 20;

/** Of the reports that speak for these sites in a month: their scores, and by which profile they were reckoned. */
export const judgedMonths = async (
	db: Kysely<Tables>,
	sites: readonly string[],
	period: string,
): Promise<ReadonlyMap<string, Pick<SiteMonth, 'scores' | 'profile'>>> => {
	if (sites.length === 0) return new Map();
	const rows = await db
		.selectFrom('months as m')
		.innerJoin('parts as p', 'p.report', 'm.report')
		.select(['m.site_id', 'p.parts'])
		.where('m.period', '=', period)
		.where('m.site_id', 'in', [...sites])
		.execute();
	const months = new Map<string, Pick<SiteMonth, 'scores' | 'profile'>>();
	for (const { site_id, parts } of rows) {
		const { scores, profile } = unpackParts(parts);
		months.set(site_id, { scores, profile });
		if (months.size % unpackedAtOnce === 0) await breathe();
	}
	return months;
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

/** Characters; a longer name is none. */
const maxDistrict = 50;

/** Names of districts, in their order, of all sites or of these; those that are too long to choose are left out. */
export const districts = async (
	db: Kysely<Tables>,
	limit: number,
	sites?: readonly string[],
): Promise<string[]> => {
	let named = db
		.selectFrom('sites')
		.select('district')
		.distinct()
		.where('district', 'is not', null)
		.where('district', '!=', '')
		.where(sql<number>`length(district)`, '<=', maxDistrict);
	if (sites) named = named.where(isAmong('id', sites));
	const rows = await named.orderBy('district').limit(limit).execute();
	return rows.flatMap(({ district }) => district ?? []);
};

/** A site's findings of each month by check, oldest first, from the sums that its reports were kept with. */
export const checkTrend = async (db: Kysely<Tables>, site: string): Promise<MonthChecks[]> => {
	const rows = await db
		.selectFrom('months as m')
		.leftJoin('check_sums as c', 'c.report', 'm.report')
		.select(['m.period', 'm.complete', 'c.check_id', 'c.certain', 'c.review', 'c.fixed', 'c.carried'])
		.where('m.site_id', '=', site)
		.orderBy('m.period')
		.execute();
	return [...Map.groupBy(rows, ({ period }) => period)].map(([period, own]) => ({
		period,
		complete: own[0]?.complete === 1,
		checks: own.flatMap(({ check_id: check, certain, review, fixed, carried }) =>
			check === null
				? []
				: [{ check, certain: certain ?? 0, review: review ?? 0, fixed: fixed ?? 0, carried: carried ?? 0 }],
		),
	}));
};
