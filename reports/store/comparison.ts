import { type Kysely, type RawBuilder, sql } from 'kysely';
import { findingsIn, sighted } from './findings.ts';
import type { StoredFinding } from './model.ts';
import type { Tables } from './schema.ts';
import type { Change, ChangedQuery, CheckChanges, ComparisonQuery } from './site-model.ts';

/** What became of a site's findings between two months. */

interface Months {
	readonly before: { readonly report: number; readonly as_of: string };
	readonly after: { readonly report: number; readonly as_of: string };
}

const monthsOf = async (
	db: Kysely<Tables>,
	{ site, before, after }: ComparisonQuery,
): Promise<Months | undefined> => {
	const rows = await db
		.selectFrom('months')
		.select(['period', 'report', 'as_of'])
		.where('site_id', '=', site)
		.where('period', 'in', [before, after])
		.execute();
	const of = (period: string) => rows.find((row) => row.period === period);
	const [first, second] = [of(before), of(after)];
	return first && second && { before: first, after: second };
};

/**
 * Every finding of either month that changed or stands: where it is told, and how it changed. Both months' rows are read once, in
 * their key's order, and put together by finding: a join would look each of them up in the other month's.
 */
const changed = ({ before, after }: Months): RawBuilder<unknown> => sql`
	select p.finding,
		case when p.b is null then ${before.report} else ${after.report} end as report,
		coalesce(p.b_rank, p.a_rank) as rank,
		case
			when p.b is null then case
				when p.a in ('fixed', 'waived') then null
				when exists (
					select 1 from sightings as s inner join reports as r on r.n = s.report
					where s.finding = p.finding and s.state = 'fixed' and r.as_of > ${before.as_of} and r.as_of <= ${after.as_of}
				) then 'fixed'
				else 'gone' end
			when p.b in ('fixed', 'waived') then case when p.a not in ('fixed', 'waived') then p.b end
			when p.b = 'regressed' or p.a = 'fixed' then 'regressed'
			when p.a is not null then 'open'
			when p.first_seen <= ${before.as_of} then 'regressed'
			else 'new'
		end as change
	from (
		select finding,
			max(case when report = ${before.report} then state end) as a,
			max(case when report = ${after.report} then state end) as b,
			max(case when report = ${before.report} then rank end) as a_rank,
			max(case when report = ${after.report} then rank end) as b_rank,
			max(case when report = ${after.report} then first_seen end) as first_seen
		from sightings
		where report in (${before.report}, ${after.report})
		group by finding
	) as p`;

/** By check, those with most that is new first; undefined where one of the two months has no report. */
export const comparison = async (
	db: Kysely<Tables>,
	query: ComparisonQuery,
): Promise<CheckChanges[] | undefined> => {
	const months = await monthsOf(db, query);
	if (!months) return undefined;
	const { rows } = await sql<{ check: string; change: Change; count: number }>`
		select f.check_id as "check", t.change as "change", cast(count(*) as integer) as "count"
		from (${changed(months)}) as t inner join findings as f on f.n = t.finding
		where t.change is not null group by f.check_id, t.change`.execute(db);
	return [...Map.groupBy(rows, ({ check }) => check)]
		.map(([check, own]): CheckChanges => {
			const of = (change: Change): number => own.find((row) => row.change === change)?.count ?? 0;
			return {
				...{ check, new: of('new'), regressed: of('regressed'), open: of('open') },
				...{ fixed: of('fixed'), waived: of('waived'), gone: of('gone') },
			};
		})
		.sort(
			(a, b) => b.new + b.regressed - a.new - a.regressed || b.open - a.open || (a.check < b.check ? -1 : 1),
		);
};

/**
 * A page of the findings that changed so: those of the later month as it tells them, gravest first, and after them those that the
 * earlier one alone tells.
 */
export const changedFindings = async (
	db: Kysely<Tables>,
	{ change, check, page = 1, size = 50, ...query }: ChangedQuery,
): Promise<StoredFinding[]> => {
	const months = await monthsOf(db, query);
	if (!months) return [];
	const ofCheck = check === undefined ? sql`` : sql`and f.check_id = ${check}`;
	const { rows } = await sql<{ report: number; rank: number }>`
		select t.report as "report", t.rank as "rank"
		from (${changed(months)}) as t inner join findings as f on f.n = t.finding
		where t.change = ${change} ${ofCheck}
		order by case when t.report = ${months.after.report} then 0 else 1 end, t.rank
		limit ${size} offset ${(page - 1) * size}`.execute(db);
	const told = async (report: number): Promise<StoredFinding[]> => {
		const ranks = rows.filter((row) => row.report === report).map(({ rank }) => rank);
		if (ranks.length === 0) return [];
		const found = await sighted(db)
			.where('s.report', '=', report)
			.where('s.rank', 'in', ranks)
			.orderBy('s.rank')
			.execute();
		return findingsIn(db, found);
	};
	return [...(await told(months.after.report)), ...(await told(months.before.report))];
};
