import type { Kysely } from 'kysely';
import type { Sums } from './model.ts';
import type { Tables } from './schema.ts';

/**
 * By what a site is ranked in a month: its verdict, then its points; whatever they are, none that is 不合格 comes before one that is
 * 合格. Null where it was not judged, has no number, or was not seen to the audit's end: such cannot be compared.
 */
export const standingOf = ({
	complete,
	verdict,
	inspection,
}: Pick<Sums, 'complete' | 'verdict' | 'inspection'>): number | null =>
	!complete || verdict === 'not-assessed' || inspection === null
		? null
		: inspection + (verdict === 'qualified' ? 1000 : 0);

type SiteType = 'portal' | 'department';

/** A place among the month's sites of its type, 1 the best; equals share theirs, and the next one is left out. */
export type RankOf = (type: SiteType, standing: number | null) => number | undefined;

/** The places of a month, whatever is searched for or chosen. */
export const ranksOf = async (db: Kysely<Tables>, period: string): Promise<RankOf> => {
	const rows = await db
		.selectFrom('months as m')
		.innerJoin('sites as s', 's.id', 'm.site_id')
		.select((select) => ['s.type', 'm.standing', select.fn.countAll<number>().as('count')])
		.where('m.period', '=', period)
		.where('m.standing', 'is not', null)
		.groupBy(['s.type', 'm.standing'])
		.orderBy('m.standing', 'desc')
		.execute();
	const ranks = { portal: new Map<number, number>(), department: new Map<number, number>() };
	const before = { portal: 0, department: 0 };
	for (const { type, standing, count } of rows) {
		if (standing === null) continue;
		ranks[type].set(standing, before[type] + 1);
		before[type] += Number(count);
	}
	return (type, standing) => (standing === null ? undefined : ranks[type].get(standing));
};
