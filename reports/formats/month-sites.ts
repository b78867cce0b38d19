import { type KnownProfile, knownProfile, type Profiles } from '../known-profile.ts';
import type { Report } from '../model.ts';
import { reasonsOf } from '../reasons.ts';
import type { SiteMonth } from '../store/model.ts';
import type { OverviewRow } from '../store/overview-model.ts';
import { type Selection, type Source, scorePages } from './rows.ts';

/** A site with all that is told of its month. */
export interface MonthSite extends OverviewRow {
	/** Why it is 不合格; empty with another verdict. */
	readonly reasons: readonly string[];
	/** By which it was scored; absent where it was not audited. */
	readonly profile?: Report['profile'];
}

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
	{ scores }: Pick<SiteMonth, 'scores'>,
	{ profile, isExact }: KnownProfile,
): string[] =>
	reasonsOf(scores.inspection, {
		vetoName: (id) => profile.vetoes[id]?.name ?? id,
		...(isExact ? { marks: profile } : {}),
		isDepartment: site.type === 'department',
	});

/** The sites that are wanted, in their order; their ranks are those among all sites of the month. */
export const monthSites = async (
	store: Source,
	selection: Selection,
	profiles: Profiles,
): Promise<MonthSite[]> => {
	const profileOf = cached(profiles);
	const sites: MonthSite[] = [];
	for await (const rows of scorePages(store, selection)) {
		const audited = rows.filter(({ sums }) => sums).map(({ site }) => site.id);
		const months = await store.judgedMonths(audited, selection.period);
		for (const row of rows) {
			const month = months.get(row.site.id);
			sites.push({
				...row,
				reasons: month ? reasonsFor(row, month, profileOf(month.profile)) : [],
				...(month ? { profile: month.profile } : {}),
			});
		}
	}
	return sites;
};
