import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { isAmong } from './among.ts';
import type { Tables } from './schema.ts';

/** What a month's findings of one check come to, over all sites. */
export interface CheckTotal {
	readonly check: string;
	/** Sites that have any. */
	readonly sites: number;
	readonly certain: number;
	readonly review: number;
	/** The sites with the most, at most 20. */
	readonly most: readonly CheckSite[];
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
	 * be some minutes old: reports come in by the minute, and nobody counts along.
	 */
	readonly checkTotals: (period: string, sites?: readonly string[]) => Promise<readonly CheckTotal[]>;
}

const maxMost = 20;
/** Sites that are read at once; between two such parts others have their turn. */
const atOnce = 500;

const byMost = (a: CheckSite, b: CheckSite): number =>
	b.certain - a.certain || b.review - a.review || (a.site < b.site ? -1 : 1);

/** So many of a month's sums, behind a site. */
const part = (db: Kysely<Tables>, period: string, after: string, sites: readonly string[] | undefined) => {
	const all = db
		.selectFrom('months as m')
		.leftJoin('sites as s', 's.id', 'm.site_id')
		.select(['m.site_id', 'm.report', 's.name'])
		.where('m.period', '=', period)
		.where('m.site_id', '>', after)
		.orderBy('m.site_id')
		.limit(atOnce);
	return (sites ? all.where(isAmong('m.site_id', sites)) : all).execute();
};

const countTotals = async (
	db: Kysely<Tables>,
	period: string,
	sites?: readonly string[],
): Promise<CheckTotal[]> => {
	const found = new Map<string, { sites: number; certain: number; review: number; most: CheckSite[] }>();
	for (let after = ''; ; ) {
		const months = await part(db, period, after, sites);
		const last = months.at(-1);
		if (!last) break;
		const byReport = new Map(months.map((month) => [month.report, month]));
		const sums = await db
			.selectFrom('check_sums')
			.select(['report', 'check_id', 'certain', 'review'])
			.where('report', 'in', [...byReport.keys()])
			.execute();
		for (const { report, check_id, certain, review } of sums) {
			const month = byReport.get(report);
			if (!month || certain + review === 0) continue;
			const total = found.get(check_id) ?? { sites: 0, certain: 0, review: 0, most: [] };
			total.sites++;
			total.certain += certain;
			total.review += review;
			total.most.push({ site: month.site_id, siteName: month.name ?? month.site_id, certain, review });
			if (total.most.length > 10 * maxMost) total.most = total.most.sort(byMost).slice(0, maxMost);
			found.set(check_id, total);
		}
		after = last.site_id;
		await breathe();
	}
	return [...found].map(([check, { most, ...total }]) => ({
		check,
		...total,
		most: most.sort(byMost).slice(0, maxMost),
	}));
};

interface Counted {
	/** When that was begun, by a clock that never goes back, milliseconds. */
	readonly at: number;
	readonly totals: Promise<readonly CheckTotal[]>;
}

/** `holdsMs`: after so long a month is counted again, while what was counted before is still told. */
export const checkStore = (db: Kysely<Tables>, holdsMs = 300_000): CheckStore => {
	const counted = new Map<string, Counted>();
	const count = (period: string): Promise<readonly CheckTotal[]> => {
		const totals = countTotals(db, period);
		const fresh = { at: performance.now(), totals };
		const before = counted.get(period);
		// Until the new count is there, the old one holds; nobody else begins another.
		if (before) counted.set(period, { at: fresh.at, totals: before.totals });
		else counted.set(period, fresh);
		totals.then(
			() => counted.set(period, fresh),
			() => counted.delete(period),
		);
		return totals;
	};
	return {
		checkTotals: async (period, sites) => {
			if (sites) return countTotals(db, period, sites);
			const known = counted.get(period);
			if (!known) return count(period);
			if (performance.now() - known.at >= holdsMs) count(period).catch(() => {});
			return known.totals;
		},
	};
};
