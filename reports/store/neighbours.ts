import { type Kysely, sql } from 'kysely';
import { chosenFindings, reportAsked } from './findings.ts';
import type { FindingsQuery, Neighbours } from './model.ts';
import type { Tables } from './schema.ts';

/** The place of a finding in a report. */
const rankOf = async (
	db: Kysely<Tables>,
	report: number,
	site: string,
	finding: string,
): Promise<number | undefined> => {
	const own = await db
		.selectFrom('sightings as s')
		.innerJoin('findings as f', 'f.n', 's.finding')
		.select('s.rank')
		.where('s.report', '=', report)
		.where('f.site_id', '=', site)
		.where('f.id', '=', finding)
		.executeTakeFirst();
	return own?.rank;
};

/** How many of a list stand behind a finding, which itself need not fit any more. */
export const countBehind = async (
	db: Kysely<Tables>,
	query: FindingsQuery,
	finding: string,
): Promise<number> => {
	const report = await reportAsked(db, query);
	const rank = report === undefined ? undefined : await rankOf(db, report, query.site, finding);
	if (report === undefined || rank === undefined) return 0;
	const { count } = await chosenFindings(db, report, query)
		.where('s.rank', '>', rank)
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
};

/**
 * The findings right before and right behind one in a list, by their ranks: both are found from there on, however long the list is.
 * The one itself need not fit the list's filters any more.
 */
export const neighbours = async (
	db: Kysely<Tables>,
	query: FindingsQuery,
	finding: string,
): Promise<Neighbours> => {
	const report = await reportAsked(db, query);
	if (report === undefined) return {};
	const rank = await rankOf(db, report, query.site, finding);
	if (rank === undefined) return {};
	const next = (way: '<' | '>') =>
		chosenFindings(db, report, query)
			.select('f.id')
			.where('s.rank', way, rank)
			.orderBy(sql`s.rank ${sql.raw(way === '<' ? 'desc' : 'asc')}`)
			.limit(1)
			.executeTakeFirst();
	const [previous, behind] = [await next('<'), await next('>')];
	return { ...(previous ? { previous: previous.id } : {}), ...(behind ? { next: behind.id } : {}) };
};
