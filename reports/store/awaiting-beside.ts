import { type Kysely, sql } from 'kysely';
import { isAmong } from './among.ts';
import type { AwaitingFinding, BesideQuery } from './decision-model.ts';
import { chosenFindings } from './findings.ts';
import type { Tables } from './schema.ts';

/** Sites that are looked at for a finding that still waits, before it is said that there is none. */
const mostSites = 50;

/** Sites of a month with findings that wait for a person, from one on, by their place among all sites: deciding does not move them. */
const sitesBeside = async (db: Kysely<Tables>, { period, from, way, sites }: BesideQuery) => {
	const isNext = way === 'next';
	let chosen = db
		.selectFrom('months as m')
		.innerJoin('sites as s', 's.id', 'm.site_id')
		.select(['m.site_id', 'm.report'])
		.where('m.period', '=', period)
		.where((where) => where.or([where('m.review', '>', 0), where('m.disputed', '>', 0)]));
	if (sites) chosen = chosen.where(isAmong('s.id', sites));
	if (from !== undefined) {
		const row = await db.selectFrom('sites').select('position').where('id', '=', from).executeTakeFirst();
		const place = row?.position ?? 0;
		chosen = chosen.where((where) =>
			where.or([
				where('s.position', isNext ? '>' : '<', place),
				where.and([where('s.position', '=', place), where('s.id', isNext ? '>' : '<', from)]),
			]),
		);
	}
	const order = isNext ? 'asc' : 'desc';
	return chosen.orderBy('s.position', order).orderBy('s.id', order).limit(mostSites).execute();
};

/** The first finding that waits for a person in the next site, or the last one in the site before. */
export const awaitingBeside = async (
	db: Kysely<Tables>,
	query: BesideQuery,
): Promise<AwaitingFinding | undefined> => {
	const { period, way } = query;
	for (const { site_id: site, report } of await sitesBeside(db, query)) {
		const found = await chosenFindings(db, report, { site, period, isAwaiting: true })
			.select('f.id')
			.orderBy(sql`s.rank ${sql.raw(way === 'next' ? 'asc' : 'desc')}`)
			.limit(1)
			.executeTakeFirst();
		if (found) return { site, finding: found.id };
	}
	return undefined;
};
