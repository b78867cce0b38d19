import { type Kysely, sql } from 'kysely';
import { isAmong } from './among.ts';
import { hasOverdue, overdueOn } from './dues.ts';
import { containing, startingWith } from './like.ts';
import type { OverviewQuery, OverviewSort } from './overview-model.ts';
import type { Tables } from './schema.ts';

/** Which sites an overview is of, and in which order. The tables are `s`, sites, and `m`, their months. */

/** What waits for a person. */
export const awaitingOf = sql<number>`(m.vetoes_awaiting + m.disputed + m.review)`;

const level = sql`case s.level when 'province' then 0 when 'city' then 1 when 'county' then 2 when 'township' then 3 end`;
const verdict = sql`case m.verdict when 'unqualified' then 0 when 'not-assessed' then 1 when 'qualified' then 2 end`;

/** By what each sort orders; nothing, where a row has no value. */
const orders: Record<Exclude<OverviewSort, 'overdue' | 'rank'>, ReturnType<typeof sql>> = {
	order: sql`s.position`,
	name: sql`s.name_order`,
	level,
	district: sql`s.district`,
	verdict,
	inspection: sql`m.inspection`,
	disclosure: sql`m.disclosure`,
	change: sql`m.inspection_change`,
	vetoes: sql`m.vetoes_held`,
	findings: sql`m.veto + m.major + m.minor`,
	awaiting: awaitingOf,
	review: sql`m.review`,
	coverage: sql`m.coverage`,
};

/** `position` and `name_order`: a place, numbered anew whenever sites come and go. All but `text` are numbers. */
export type Order = readonly [
	by: ReturnType<typeof sql>,
	direction: 'asc' | 'desc',
	kind?: 'position' | 'name_order' | 'text',
];

/** 1 where there is no value, else 0: a number in every database. */
const isMissing = (value: ReturnType<typeof sql>) => sql`case when ${value} is null then 1 else 0 end`;

/** What rows are ordered by, one after the other. Rows without a value come last either way. */
export const orderOf = ({ sort = 'order', descending = false, today }: OverviewQuery): readonly Order[] => {
	const way = descending ? 'desc' : 'asc';
	const place: Order = [sql`s.position`, 'asc', 'position'];
	// Every site has a place and a name: an index gives them in order.
	if (sort === 'order') return [[orders.order, way, 'position']];
	if (sort === 'name') return [[orders.name, way, 'name_order'], place];
	// The best has the lowest rank. Portals come first either way: the two are not to be compared.
	if (sort === 'rank')
		return [
			[isMissing(sql`m.standing`), 'asc'],
			[sql`case s.type when 'portal' then 0 else 1 end`, 'asc'],
			[sql`m.standing`, descending ? 'asc' : 'desc'],
			place,
		];
	const by = sort === 'overdue' ? (today ? overdueOn(today) : sql`0`) : orders[sort];
	const missing = isMissing(sort === 'overdue' ? sql`m.report` : by);
	return [[missing, 'asc'], sort === 'district' ? [by, way, 'text'] : [by, way], place];
};

/**
 * The instant, ISO, by which a site must have been known to be missed in a month: the end of the next one in Shanghai. Lists are
 * imported and months assessed when they are over; a site that came long after was nobody's to audit then.
 */
const knownBy = (period: string): string => {
	const [year = 0, month = 1] = period.split('-').map(Number);
	return new Date(Date.UTC(year, month + 1, 1) - 8 * 3_600_000).toISOString();
};

/** Words of a search that count. */
const maxWords = 5;

/** Sites that fit a query, with the month's report where there is one; the verdict left aside where `anyVerdict` says so. */
export const fitting = (db: Kysely<Tables>, query: OverviewQuery, anyVerdict = false) => {
	const { period, sites, search, verdict, level, district, type, vetoes, isOverdue, isAwaiting, today } =
		query;
	let chosen = db
		.selectFrom('sites as s')
		.leftJoin('months as m', (join) => join.onRef('m.site_id', '=', 's.id').on('m.period', '=', period))
		// A site that nobody names any more, or nobody knew yet, stands only in the months that it has.
		.where((where) =>
			where.or([
				where('m.report', 'is not', null),
				where.and([where('s.origin', '!=', 'report'), where('s.known_since', '<', knownBy(period))]),
			]),
		);
	for (const word of (search?.trim().split(/\s+/).filter(Boolean) ?? []).slice(0, maxWords)) {
		const pattern = containing(word);
		chosen = chosen.where(
			sql<boolean>`(s.name like ${pattern} escape '\\' or s.url like ${pattern} escape '\\' or s.id like ${pattern} escape '\\' or s.district like ${pattern} escape '\\' or s.maintainer like ${pattern} escape '\\')`,
		);
	}
	if (sites) chosen = chosen.where(isAmong('s.id', sites));
	if (level) chosen = chosen.where('s.level', '=', level);
	if (type) chosen = chosen.where('s.type', '=', type);
	if (district?.trim())
		chosen = chosen.where(sql<boolean>`s.district like ${startingWith(district.trim())} escape '\\'`);
	if (vetoes === 'held') chosen = chosen.where('m.vetoes_held', '>', 0);
	if (vetoes === 'awaiting') chosen = chosen.where('m.vetoes_awaiting', '>', 0);
	if (vetoes === 'none') chosen = chosen.where('m.vetoes_held', '=', 0).where('m.vetoes_awaiting', '=', 0);
	if (isAwaiting) chosen = chosen.where(sql<boolean>`${awaitingOf} > 0`);
	// Without a day nothing is overdue.
	if (isOverdue) chosen = chosen.where(today ? hasOverdue(today) : sql<boolean>`1 = 0`);
	if (anyVerdict || !verdict) return chosen;
	return verdict === 'unaudited'
		? chosen.where('m.report', 'is', null)
		: chosen.where('m.verdict', '=', verdict);
};
