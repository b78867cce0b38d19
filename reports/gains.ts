import { counts, familyOf, type Judged } from './judged.ts';
import type { Finding, Veto } from './model.ts';
import type { Profile } from './profile.ts';
import {
	type ByHand,
	type Cost,
	costsOf,
	countingOnce,
	disclosureOf,
	faultKey,
	hundredths,
	inspectionOf,
	numberOver,
	type ScoreName,
	sightOf,
	vetoesOf,
} from './score.ts';

/** What a site would win back if some of its findings were gone. */
export interface Gain {
	/** Points of 网站检查 and of 政务公开, caps honoured; null where the site has no number, with or without them. */
	readonly inspection: number | null;
	readonly disclosure: number | null;
	/** What they cost in both before any cap. */
	readonly cost: number;
	/** Vetoes that hold now, and would hold no more. */
	readonly vetoes: readonly string[];
}

const scoreNames = ['inspection', 'disclosure'] as const satisfies readonly ScoreName[];

/** Hundredths of a point by indicator and check, before the check's own cap. */
type Sums = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Findings that may stand in for one another: whether one of them counts depends on these alone. */
const kinOf = (finding: Finding): string =>
	familyOf(finding.check) === 'column' ? 'column' : faultKey(finding);

/** What single findings cost, each reckoned once. */
const priceList = (judged: Judged, profile: Profile) => {
	const reckon = costsOf(judged, profile);
	const known = new Map<Finding, Readonly<Record<ScoreName, Cost | undefined>>>();
	return (finding: Finding): Readonly<Record<ScoreName, Cost | undefined>> => {
		const cost = known.get(finding) ?? {
			inspection: reckon(finding, 'inspection'),
			disclosure: reckon(finding, 'disclosure'),
		};
		known.set(finding, cost);
		return cost;
	};
};
type Prices = ReturnType<typeof priceList>;

const summed = (score: ScoreName, findings: readonly Finding[], priceOf: Prices): Sums => {
	const sums = new Map<string, Map<string, number>>();
	for (const finding of findings) {
		const cost = priceOf(finding)[score];
		if (!cost) continue;
		const own = sums.get(cost.indicator) ?? new Map<string, number>();
		own.set(finding.check, (own.get(finding.check) ?? 0) + cost.points);
		sums.set(cost.indicator, own);
	}
	return sums;
};

/** The sums of those indicators that change where some findings count instead of others. */
const changed = (sums: Sums, before: Sums, after: Sums): Sums =>
	new Map(
		[...new Set([...before.keys(), ...after.keys()])].map((indicator) => {
			const own = new Map(sums.get(indicator));
			for (const [check, points] of before.get(indicator) ?? [])
				own.set(check, (own.get(check) ?? 0) - points);
			for (const [check, points] of after.get(indicator) ?? [])
				own.set(check, (own.get(check) ?? 0) + points);
			return [indicator, own] as const;
		}),
	);

/** One score's number, as often as its sums change. */
const board = (
	score: ScoreName,
	{ judged, profile, byHand }: { judged: Judged; profile: Profile; byHand: ByHand },
	priceOf: Prices,
) => {
	const counting = countingOnce(judged.columns, profile)(judged.findings);
	const sums = summed(score, counting, priceOf);
	const caps = new Map(
		counting.flatMap((finding) => {
			const cost = priceOf(finding)[score];
			return cost ? [[`${cost.indicator} ${finding.check}`, cost.upTo] as const] : [];
		}),
	);
	const items = Object.entries(profile.indicators)
		.filter(([, indicator]) => indicator.score === score)
		.map(([id, { max }]) => {
			const entered = byHand.points?.get(id);
			return { id, max: hundredths(max), sight: sightOf(id, judged, profile), entered };
		});
	return {
		/** `before` counted, and `after` counts instead; `costs`: whether a check has findings that cost. */
		without: (before: readonly Finding[], after: readonly Finding[], costs: (check: string) => boolean) => {
			const now = changed(sums, summed(score, before, priceOf), summed(score, after, priceOf));
			for (const finding of after) {
				const cost = priceOf(finding)[score];
				if (cost) caps.set(`${cost.indicator} ${finding.check}`, cost.upTo);
			}
			return numberOver(
				items.map(({ id, max, sight, entered }) => {
					const observed = entered !== undefined || sight.isSeen || sight.through.some(costs);
					let lost = hundredths(entered?.points ?? 0);
					if (observed)
						for (const [check, points] of now.get(id) ?? sums.get(id) ?? [])
							lost += Math.min(points, caps.get(`${id} ${check}`) ?? Number.POSITIVE_INFINITY);
					return { max, observed, deducted: Math.min(lost, max) };
				}),
			);
		},
	};
};

const difference = (then: number | null, now: number | null): number | null =>
	then === null || now === null ? null : (hundredths(then) - hundredths(now)) / 100;

const standing = (vetoes: readonly Veto[]): string[] =>
	vetoes.filter(({ state }) => state === 'holds').map(({ id }) => id);

/**
 * What each of these groups of a report's findings costs: the scores without it, less the scores with it. The same numbers as from
 * scoring the report anew without each of them, and much quicker.
 */
export const gainsOf = (
	judged: Judged,
	profile: Profile,
	byHand: ByHand,
	groups: readonly (readonly Finding[])[],
): Gain[] => {
	const once = countingOnce(judged.columns, profile);
	const priceOf = priceList(judged, profile);
	const costing = judged.findings.filter(counts);
	const kin = Map.groupBy(costing, kinOf);
	const perCheck = Map.groupBy(costing, ({ check }) => check);
	const boards = scoreNames.map((score) => board(score, { judged, profile, byHand }, priceOf));

	const decisive = new Set([
		...Object.values(profile.vetoes).flatMap((veto) => ('checks' in veto ? veto.checks : [])),
		...['stale-column', 'empty-column'],
	]);
	const accusing = judged.findings.filter(({ check }) => decisive.has(check));
	const judge = (findings: Finding[]): Veto[] => vetoesOf({ ...judged, findings }, profile, byHand);
	const vetoes = judge(accusing);
	const holding = standing(vetoes);

	/** Both scores, and the vetoes that hold, without these findings. */
	const told = (group: readonly Finding[]) => {
		const gone = new Set(group);
		const own = group.filter(counts);
		const touched = [...new Set(own.map(kinOf))].flatMap((name) => kin.get(name) ?? []);
		const left = touched.filter((finding) => !gone.has(finding));
		const lost = Map.groupBy(own, ({ check }) => check);
		const costs = (check: string): boolean =>
			(perCheck.get(check)?.length ?? 0) > (lost.get(check)?.length ?? 0);
		const [before, after] = [once(touched), once(left)];
		const [inspection, disclosure] = boards.map(({ without }) => without(before, after, costs));
		if (!inspection || !disclosure) throw new Error(`expected two scores, got ${boards.length}`);
		const isDecisive = group.some(({ check }) => decisive.has(check));
		const judgedAnew = isDecisive ? judge(accusing.filter((finding) => !gone.has(finding))) : vetoes;
		const { bonus } = byHand;
		const whole = { vetoes: judgedAnew, number: inspection, ...(bonus ? { bonus } : {}) };
		return {
			inspection: inspectionOf(judged, profile, whole).total,
			disclosure: disclosureOf(profile, disclosure),
			holding: standing(judgedAnew),
		};
	};

	const now = told([]);
	return groups.map((group) => {
		const then = told(group);
		const prices = once(group).flatMap((finding) => Object.values(priceOf(finding)));
		return {
			inspection: difference(then.inspection, now.inspection),
			disclosure: difference(then.disclosure, now.disclosure),
			cost: prices.reduce((sum, cost) => sum + (cost?.points ?? 0), 0) / 100,
			vetoes: holding.filter((id) => !then.holding.includes(id)),
		};
	});
};
