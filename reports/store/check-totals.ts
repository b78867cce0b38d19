import { type Kysely, sql } from 'kysely';
import { isAmong } from './among.ts';
import type { Tables } from './schema.ts';

/** What a month's findings of one check come to, over all sites. */
export interface CheckTotal {
	readonly check: string;
	/** Sites that have any. */
	readonly sites: number;
	readonly certain: number;
	readonly review: number;
}

/** A site and its findings of one check. */
export interface CheckSite {
	readonly site: string;
	readonly siteName: string;
	readonly certain: number;
	readonly review: number;
}

/** The part of the store that tells of checks over all sites. */
export interface CheckStore {
	/**
	 * What each check found in a month, of all sites or of these, from the sums that the reports were kept with. Of all sites it may
	 * be a few minutes old: reports come in by the minute, and nobody counts along.
	 */
	readonly checkTotals: (period: string, sites?: readonly string[]) => Promise<readonly CheckTotal[]>;
	/** The sites with the most findings of a check in a month. */
	readonly checkSites: (
		check: string,
		period: string,
		limit: number,
		sites?: readonly string[],
	) => Promise<readonly CheckSite[]>;
}

const found = (db: Kysely<Tables>, period: string, sites: readonly string[] | undefined) => {
	const all = db
		.selectFrom('months as m')
		.innerJoin('check_sums as c', 'c.report', 'm.report')
		.where('m.period', '=', period)
		.where(sql<boolean>`c.certain + c.review > 0`);
	return sites ? all.where(isAmong('m.site_id', sites)) : all;
};

const countTotals = async (
	db: Kysely<Tables>,
	period: string,
	sites: readonly string[] | undefined,
): Promise<CheckTotal[]> => {
	const rows = await found(db, period, sites)
		.select((select) => [
			'c.check_id',
			select.fn.countAll<number>().as('sites'),
			select.fn.sum<number>('c.certain').as('certain'),
			select.fn.sum<number>('c.review').as('review'),
		])
		.groupBy('c.check_id')
		.execute();
	return rows.map(({ check_id, ...sums }) => ({
		check: check_id,
		sites: Number(sums.sites),
		certain: Number(sums.certain),
		review: Number(sums.review),
	}));
};

/** `holdsMs`: for so long a month's totals are told again as they were counted. */
export const checkStore = (db: Kysely<Tables>, holdsMs = 300_000): CheckStore => {
	const counted = new Map<string, { readonly at: number; readonly totals: Promise<readonly CheckTotal[]> }>();
	return {
		checkTotals: async (period, sites) => {
			if (sites) return countTotals(db, period, sites);
			const known = counted.get(period);
			if (known && performance.now() - known.at < holdsMs) return known.totals;
			const totals = countTotals(db, period, undefined);
			// The month that is looked at, and no other.
			counted.clear();
			counted.set(period, { at: performance.now(), totals });
			totals.catch(() => counted.delete(period));
			return totals;
		},
		checkSites: async (check, period, limit, sites) => {
			const rows = await found(db, period, sites)
				.leftJoin('sites as s', 's.id', 'm.site_id')
				.select(['m.site_id', 's.name', 'c.certain', 'c.review'])
				.where('c.check_id', '=', check)
				.orderBy('c.certain', 'desc')
				.orderBy('c.review', 'desc')
				.orderBy('m.site_id')
				.limit(limit)
				.execute();
			return rows.map(({ site_id: site, name, certain, review }) => ({
				...{ site, siteName: name ?? site },
				...{ certain, review },
			}));
		},
	};
};
