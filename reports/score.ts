import { type Cost, costsOf, countingOnce, hundredths, type ScoreName } from './costs.ts';
import { counts, type Judged } from './judged.ts';
import type { Disclosure, Inspection, ScoreItem, Veto } from './model.ts';
import type { PointRule, Profile } from './profile.ts';
import { judgeVetoes } from './vetoes.ts';

/** Who entered something by hand, when and why. */
export interface Saying {
	readonly by: string;
	/** ISO with its offset. */
	readonly at: string;
	readonly reason?: string;
}

/** What people enter of a site's month: what no crawler can see, and what it must not decide alone. */
export interface ByHand {
	/** By veto: whether it holds. */
	readonly vetoes?: ReadonlyMap<string, Saying & { readonly holds: boolean }>;
	/** By indicator: points to deduct besides. */
	readonly points?: ReadonlyMap<string, Saying & { readonly points: number }>;
	/** 加分. */
	readonly bonus?: Saying & { readonly points: number };
}

/** Whether an indicator is observed: outright, or as soon as findings of one of these checks cost something. */
export interface IndicatorSight {
	readonly isSeen: boolean;
	readonly through: readonly string[];
}

/** Whether an indicator's checks looked, and had something to look at. */
export const sightOf = (indicator: string, judged: Judged, profile: Profile): IndicatorSight => {
	const outcomes = new Map(judged.checks.map(({ id, outcome }) => [id, outcome]));
	const rules = Object.entries(profile.points).flatMap(([check, rules]) => {
		const rule = rules[indicator];
		return rule && outcomes.has(check) ? [{ check, rule, outcome: outcomes.get(check) }] : [];
	});
	if (rules.some(({ outcome }) => outcome !== 'assessed')) return { isSeen: false, through: [] };
	const hasSubject = ({ on, kinds, seenIn = kinds }: PointRule): boolean => {
		if (on === 'documents') return judged.documents.some(({ role }) => role !== 'interpretation');
		if (on === 'site') return true;
		return judged.columns.some(
			({ kind, content }) => content !== 'unloaded' && (!seenIn || seenIn.includes(kind)),
		);
	};
	return {
		isSeen: rules.some(({ rule }) => !rule.onlyFaults && hasSubject(rule)),
		through: rules.filter(({ rule }) => rule.onlyFaults).map(({ check }) => check),
	};
};

/** What an indicator lost, hundredths of a point. */
export interface Lost {
	readonly max: number;
	readonly deducted: number;
	readonly observed: boolean;
}

/** The number over what was observed, and the share observed. */
export const numberOver = (items: readonly Lost[]): Pick<Disclosure, 'total' | 'observed'> => {
	const all = items.reduce((sum, { max }) => sum + max, 0);
	const seen = items.filter(({ observed }) => observed);
	const observed = seen.reduce((sum, { max }) => sum + max, 0);
	const left = seen.reduce((sum, { max, deducted }) => sum + max - deducted, 0);
	return {
		total: observed === 0 ? null : share(left, observed),
		observed: all === 0 ? 0 : share(observed, all),
	};
};

/** What one check's findings cost in an indicator, and how that was reckoned. */
const shareOf = (check: string, costs: readonly Cost[]): NonNullable<ScoreItem['costs']>[number] => {
	const sum = costs.reduce((total, { points }) => total + points, 0);
	const [first] = costs;
	const upTo = first?.upTo ?? Number.POSITIVE_INFINITY;
	return {
		check,
		at: [...Map.groupBy(costs, ({ points }) => points)]
			.map(([each, own]) => ({ each: each / 100, findings: own.length }))
			.sort((a, b) => b.each - a.each),
		points: Math.min(sum, upTo) / 100,
		...(sum > upTo ? { upTo: upTo / 100 } : {}),
		verified: costs.every(({ verified }) => verified),
	};
};

/** One score: its indicators with what was deducted, and the number over those that were observed. */
const tally = (judged: Judged, profile: Profile, score: ScoreName, { points }: ByHand): Disclosure => {
	const costOf = costsOf(judged, profile);
	const costs = countingOnce(
		judged.columns,
		profile,
	)(judged.findings).flatMap((finding) => {
		const cost = costOf(finding, score);
		return cost ? [{ ...cost, check: finding.check }] : [];
	});
	const costing = new Set(judged.findings.filter(counts).map(({ check }) => check));
	const indicators = Object.entries(profile.indicators).filter(([, indicator]) => indicator.score === score);
	const items = indicators.map(([id, { max }]) => {
		const own = costs.filter(({ indicator }) => indicator === id);
		const shares = [...Map.groupBy(own, ({ check }) => check)].map(([check, group]) => shareOf(check, group));
		const sum = shares.reduce((total, { points }) => total + hundredths(points), 0);
		const entered = points?.get(id);
		const { isSeen, through } = sightOf(id, judged, profile);
		const observed = entered !== undefined || isSeen || through.some((check) => costing.has(check));
		const lost = (observed ? sum : 0) + hundredths(entered?.points ?? 0);
		return {
			indicator: id,
			max: hundredths(max),
			deducted: Math.min(lost, hundredths(max)),
			observed,
			findings: own.length,
			...(shares.length > 0 ? { costs: shares } : {}),
			...(entered ? { entered } : {}),
		};
	});
	const { total, observed } = numberOver(items);
	return {
		...{ total, outOf: 100, observed },
		items: items.map((item): ScoreItem => ({ ...item, max: item.max / 100, deducted: item.deducted / 100 })),
	};
};

/** `part` of `whole` in points of 100, to two decimals, half a hundredth rounded up; the division is of whole numbers. */
const share = (part: number, whole: number): number =>
	Math.floor((2 * part * 10_000 + whole) / (2 * whole)) / 100;

/** Every veto, those that a person decided as they did. */
export const vetoesOf = (judged: Judged, profile: Profile, { vetoes: said }: ByHand): Veto[] =>
	judgeVetoes(judged, profile).map((veto) => {
		const ruling = said?.get(veto.id);
		if (!ruling) return veto;
		return { ...veto, state: ruling.holds ? 'holds' : 'clear', ruling: { ...ruling, told: veto.state } };
	});

/** What the vetoes, the number and the bonus come to. */
export const inspectionOf = (
	judged: Pick<Judged, 'site'>,
	profile: Profile,
	{ vetoes, number, bonus }: Verdict & Pick<ByHand, 'bonus'>,
): Pick<Inspection, 'verdict' | 'total' | 'bonus'> => {
	const verdict = verdictOf(judged, profile, vetoes, number);
	if (verdict === 'not-assessed') return { verdict, total: null };
	if (!bonus) return { verdict, total: number.total };
	const counted = countedBonus(judged, profile, { verdict, number, points: bonus.points });
	const total = number.total === null ? null : (hundredths(number.total) + hundredths(counted)) / 100;
	return { verdict, total, bonus: { ...bonus, counted } };
};

/** 网站检查: the vetoes, the number over what was observed with the bonus, and the share observed. */
export const scoreInspection = (
	judged: Judged,
	profile: Profile,
	byHand: ByHand | undefined = {},
): Inspection => {
	const vetoes = vetoesOf(judged, profile, byHand);
	const number = tally(judged, profile, 'inspection', byHand);
	const { verdict, ...rest } = inspectionOf(judged, profile, { vetoes, number, bonus: byHand.bonus });
	return { verdict, vetoes, ...number, ...rest };
};

/** What a verdict rests on. */
interface Verdict {
	readonly vetoes: readonly Veto[];
	readonly number: Pick<Disclosure, 'total' | 'observed'>;
}

/** Only a portal that passed with more than the mark has a bonus; the mark itself earns none. */
const countedBonus = (
	{ site }: Pick<Judged, 'site'>,
	{ bonusAbove, bonusMax }: Profile,
	{ verdict, number, points }: Pick<Inspection, 'verdict'> & Pick<Verdict, 'number'> & { points: number },
): number =>
	site.type !== 'department' && verdict === 'qualified' && (number.total ?? 0) > bonusAbove
		? Math.min(points, bonusMax)
		: 0;

const verdictOf = (
	{ site }: Pick<Judged, 'site'>,
	{ passMark, leastObserved }: Profile,
	vetoes: readonly Veto[],
	{ total, observed }: Verdict['number'],
): Inspection['verdict'] => {
	if (vetoes.some(({ state }) => state === 'holds')) return 'unqualified';
	// Without its columns a site was hardly seen: one that shut us out is neither passed nor failed.
	const columns = vetoes.find(({ id }) => id === 'veto-stale-columns');
	if (total === null || columns?.state === 'not-assessed') return 'not-assessed';
	// Only portals are scored by the national text.
	if (site.type === 'department') return 'qualified';
	if (observed < leastObserved) return 'not-assessed';
	return total < passMark ? 'unqualified' : 'qualified';
};

/** A number that rests on hardly anything is none. */
export const disclosureOf = (
	{ leastObserved }: Profile,
	{ total, observed }: Pick<Disclosure, 'total' | 'observed'>,
): number | null => (observed < leastObserved ? null : total);

/** 政务公开: the profile's own points; no number where hardly any were observed. */
export const scoreDisclosure = (
	judged: Judged,
	profile: Profile,
	byHand: ByHand | undefined = {},
): Disclosure => {
	const number = tally(judged, profile, 'disclosure', byHand);
	return { ...number, total: disclosureOf(profile, number) };
};
