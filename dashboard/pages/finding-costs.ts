import { costsOf } from '../../reports/costs.ts';
import { counts } from '../../reports/judged.ts';
import type { Profile } from '../../reports/profile.ts';
import type { KnownSite, SiteMonth, StoredFinding } from '../../reports/store/model.ts';
import { shelvesOf } from '../../reports/tasks.ts';
import type { FindingProps } from '../views/finding.ts';

const scores = ['inspection', 'disclosure'] as const;

/** What a finding costs by itself, the column that it lies in, and the veto that it counts for, also where a person has yet to rule on that. */
export const costsFor = (
	finding: StoredFinding,
	{
		site,
		month,
		profile,
	}: { readonly site: KnownSite; readonly month: SiteMonth; readonly profile: Profile | undefined },
): Pick<FindingProps, 'costs' | 'column' | 'veto' | 'awaitingVeto'> => {
	const { column } = shelvesOf(month.columns)(finding.subject);
	const where = column ? { column: column.title } : {};
	if (!profile) return where;
	const reckon = costsOf({ site: { ...site, url: site.url }, columns: month.columns }, profile);
	const costs = counts(finding)
		? scores.flatMap((score) => {
				const cost = reckon(finding, score);
				return cost
					? [
							{
								score,
								indicator: profile.indicators[cost.indicator]?.name ?? cost.indicator,
								points: cost.points / 100,
								verified: cost.verified,
							},
						]
					: [];
			})
		: undefined;
	const veto = month.scores.inspection.vetoes.find(({ id }) => {
		const rule = profile.vetoes[id];
		return rule && 'checks' in rule && rule.checks.includes(finding.check);
	});
	const name = veto && counts(finding) ? (profile.vetoes[veto.id]?.name ?? veto.id) : undefined;
	return {
		...where,
		...(costs ? { costs } : {}),
		...(name === undefined ? {} : { veto: name }),
		...(name !== undefined && veto?.state === 'awaits-person' ? { awaitingVeto: name } : {}),
	};
};
