import { canonicalAddress } from './address.ts';
import { ancestorsOf, columnsByAddress, counts, familyOf, isFirstLevel, type Judged } from './judged.ts';
import type { Finding, ReportColumn } from './model.ts';
import { byFault } from './order.ts';
import type { Indicator, PointRule, Profile } from './profile.ts';

/** Points are counted in hundredths, so that the same findings give the same score for ever. */
export const hundredths = (points: number): number => Math.round(points * 100);

export type ScoreName = Indicator['score'];

/** What a finding costs by one rule. */
export interface Cost {
	readonly indicator: string;
	/** Hundredths of a point. */
	readonly points: number;
	readonly upTo: number;
	/** The figures stand in the source of the rule. */
	readonly verified: boolean;
}

const isConditional = ({ kinds, keys, firstLevel }: PointRule): boolean =>
	kinds !== undefined || keys !== undefined || firstLevel !== undefined;

/** Rules of one check, those with a condition first. */
const rulesOf = (profile: Profile, check: string, score: ScoreName) =>
	Object.entries(profile.points[check] ?? {})
		.map(([indicator, rule]) => ({ indicator, rule }))
		.filter(({ indicator }) => profile.indicators[indicator]?.score === score)
		.sort((a, b) => Number(isConditional(b.rule)) - Number(isConditional(a.rule)));

/** What a finding costs by itself, by the first rule that fits; undefined where the score has no points for it. */
export const costsOf = (
	judged: Pick<Judged, 'columns'> & { readonly site: Pick<Judged['site'], 'url'> },
	profile: Profile,
) => {
	const columns = columnsByAddress(judged.columns);
	const home = canonicalAddress(judged.site.url);
	// A few pages carry most findings of a site.
	const known = new Map<string, boolean>();
	const isHomepage = (page: string): boolean => {
		const is = known.get(page) ?? canonicalAddress(page) === home;
		known.set(page, is);
		return is;
	};
	return (finding: Finding, score: ScoreName): Cost | undefined => {
		const column = columns.get(canonicalAddress(finding.subject));
		const fits = ({ kinds, keys, firstLevel }: PointRule): boolean =>
			(!kinds || (column !== undefined && kinds.includes(column.kind))) &&
			(!keys || (finding.key !== undefined && keys.includes(finding.key))) &&
			(!firstLevel || (column !== undefined && isFirstLevel(columns, column)));
		const found = rulesOf(profile, finding.check, score).find(({ rule }) => fits(rule));
		if (!found) return undefined;
		const { onHomepage, each, upTo } = found.rule;
		const isHome = onHomepage !== undefined && finding.foundOn.some(isHomepage);
		return {
			indicator: found.indicator,
			points: hundredths(isHome ? onHomepage : each),
			upTo: upTo === undefined ? Number.POSITIVE_INFINITY : hundredths(upTo),
			verified: found.rule.verified,
		};
	};
};

/** What makes two findings the same fault; of columns, those above and below one another may be, too. */
export const faultKey = ({ check, subject, key = '' }: Finding): string => {
	const family = familyOf(check);
	const address = canonicalAddress(subject);
	return JSON.stringify(family ? [family, address] : [check, address, key]);
};

/** Of findings those that count, each fault once, in the order of the profile's checks. */
export const countingOnce = (columns: readonly ReportColumn[], profile: Profile) => {
	const byAddress = columnsByAddress(columns);
	const order = new Map(Object.keys(profile.points).map((check, index) => [check, index]));
	const place = ({ check }: Finding): number => order.get(check) ?? order.size;
	return (findings: readonly Finding[]): Finding[] => {
		const counted = findings.filter(counts);
		const columnFaults = new Set(
			counted
				.filter(({ check }) => familyOf(check) === 'column')
				.map(({ subject }) => canonicalAddress(subject)),
		);
		const seen = new Set<string>();
		const isFirst = (finding: Finding): boolean => {
			// A column that stands still below one that does is the same fault.
			if (
				familyOf(finding.check) === 'column' &&
				ancestorsOf(byAddress, canonicalAddress(finding.subject)).some((above) => columnFaults.has(above))
			)
				return false;
			const fault = faultKey(finding);
			if (seen.has(fault)) return false;
			seen.add(fault);
			return true;
		};
		// Of two that tell one fault the same one counts, in whatever order they come.
		return counted.toSorted((a, b) => place(a) - place(b) || byFault(a, b)).filter(isFirst);
	};
};
