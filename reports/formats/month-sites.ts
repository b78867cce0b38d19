import { setImmediate } from 'node:timers/promises';
import { type KnownProfile, knownProfile, type Profiles } from '../known-profile.ts';
import type { Report } from '../model.ts';
import { reasonsOf } from '../reasons.ts';
import type { OverviewRow, SiteMonth } from '../store/model.ts';
import { type Selection, type Source, scoreRows } from './rows.ts';

/** A site with all that is told of its month. */
export interface MonthSite extends OverviewRow {
	/** Its place among the sites of its type in that month, 1 the best; absent where it is not ranked. */
	readonly rank?: number;
	/** Why it is 不合格; empty with another verdict. */
	readonly reasons: readonly string[];
	/** By which it was scored; absent where it was not audited. */
	readonly profile?: Report['profile'];
}

/** Judged, with a number, by an audit that saw the site to its end: others cannot be compared. */
const isRanked = ({ sums }: OverviewRow): boolean =>
	sums?.complete === true && sums.verdict !== 'not-assessed' && sums.inspection !== null;

/** By what sites are ranked: whatever its points, none that is 不合格 comes before one that is 合格. */
const standing = ({ sums }: OverviewRow): number =>
	(sums?.verdict === 'qualified' ? 1000 : 0) + (sums?.inspection ?? 0);

/** Places of all the month's sites by their ids, portals and departments apart; equals share theirs. */
export const ranksOf = (sites: readonly OverviewRow[]): Map<string, number> => {
	const ranks = new Map<string, number>();
	for (const group of Map.groupBy(sites.filter(isRanked), ({ site }) => site.type).values()) {
		const sorted = group.toSorted((a, b) => standing(b) - standing(a));
		let rank = 0;
		for (const [n, one] of sorted.entries()) {
			const before = sorted[n - 1];
			if (!before || standing(before) !== standing(one)) rank = n + 1;
			ranks.set(one.site.id, rank);
		}
	}
	return ranks;
};

/** The profile of a report, looked up once for all that were scored by it. */
const cached = (profiles: Profiles): ((of: Report['profile']) => KnownProfile) => {
	const known = new Map<string, KnownProfile>();
	return (of) => {
		const key = JSON.stringify([of.name, of.hash]);
		const found = known.get(key) ?? knownProfile(profiles, of);
		known.set(key, found);
		return found;
	};
};

const reasonsFor = (
	{ site }: OverviewRow,
	{ scores }: SiteMonth,
	{ profile, isExact }: KnownProfile,
): string[] =>
	reasonsOf(scores.inspection, {
		vetoName: (id) => profile.vetoes[id]?.name ?? id,
		...(isExact ? { marks: profile } : {}),
		isDepartment: site.type === 'department',
	});

/** Sites after which others get a turn. */
const atOnce = 20;

/** The sites that are wanted, in their order; their ranks are those among all sites of the month. */
export const monthSites = async (
	store: Source,
	selection: Selection,
	profiles: Profiles,
): Promise<MonthSite[]> => {
	const { period } = selection;
	const ranks = ranksOf(await Array.fromAsync(scoreRows(store, { period })));
	const profileOf = cached(profiles);
	const sites: MonthSite[] = [];
	for await (const row of scoreRows(store, selection)) {
		const month = row.sums && (await store.siteMonth(row.site.id, period));
		const rank = ranks.get(row.site.id);
		sites.push({
			...row,
			...(rank === undefined ? {} : { rank }),
			reasons: month ? reasonsFor(row, month, profileOf(month.profile)) : [],
			...(month ? { profile: month.profile } : {}),
		});
		if (sites.length % atOnce === 0) await setImmediate();
	}
	return sites;
};
