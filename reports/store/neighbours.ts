import { type Kysely, sql } from 'kysely';
import { chosenFindings, reportAsked } from './findings.ts';
import type { FindingsQuery, Neighbours } from './model.ts';
import type { Tables } from './schema.ts';

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
	const own = await db
		.selectFrom('sightings as s')
		.innerJoin('findings as f', 'f.n', 's.finding')
		.select('s.rank')
		.where('s.report', '=', report)
		.where('f.site_id', '=', query.site)
		.where('f.id', '=', finding)
		.executeTakeFirst();
	if (!own) return {};
	const next = (way: '<' | '>') =>
		chosenFindings(db, report, query)
			.select('f.id')
			.where('s.rank', way, own.rank)
			.orderBy(sql`s.rank ${sql.raw(way === '<' ? 'desc' : 'asc')}`)
			.limit(1)
			.executeTakeFirst();
	const [previous, behind] = [await next('<'), await next('>')];
	return { ...(previous ? { previous: previous.id } : {}), ...(behind ? { next: behind.id } : {}) };
};
