import { type Cost, costsOf, countingOnce, faultKey, hundredths, type ScoreName } from './costs.ts';
import { counts, familyOf, type Judged } from './judged.ts';
import type { Finding, Veto } from './model.ts';
import type { Profile } from './profile.ts';
import { type ByHand, disclosureOf, inspectionOf, numberOver, sightOf, vetoesOf } from './score.ts';

/** What a site would win back if some of its findings were gone. */
export interface Gain {
	/** Points of 网站检查 and of 政务公开, caps honoured, never negative; null where the site has no number, with or without them. */
	readonly inspection: number | null;
	readonly disclosure: number | null;
	/** What they cost in both before any cap. */
	readonly cost: number;
	/** Vetoes that hold now, and would hold no more. */
	readonly vetoes: readonly string[];
	/** Vetoes that await a person now, and would await nobody any more. */
	readonly awaiting: readonly string[];
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
	const costing = new Set(judged.findings.filter(counts).map(({ check }) => check));
	const items = Object.entries(profile.indicators)
		.filter(([, indicator]) => indicator.score === score)
		.map(([id, { max }]) => {
			const entered = byHand.points?.get(id);
			const { isSeen, through } = sightOf(id, judged, profile);
			// What was seen by its fault stays seen once that is repaired: with full points, not with none.
			const observed = entered !== undefined || isSeen || through.some((check) => costing.has(check));
			return { id, max: hundredths(max), observed, entered };
		});
	return {
		/** `before` counted, and `after` counts instead. */
		without: (before: readonly Finding[], after: readonly Finding[]) => {
			const now = changed(sums, summed(score, before, priceOf), summed(score, after, priceOf));
			for (const finding of after) {
				const cost = priceOf(finding)[score];
				if (cost) caps.set(`${cost.indicator} ${finding.check}`, cost.upTo);
			}
			return numberOver(
				items.map(({ id, max, observed, entered }) => {
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

/** A repair that brings other faults to light wins back nothing, and takes nothing away. */
const difference = (then: number | null, now: number | null): number | null =>
	then === null || now === null ? null : Math.max(0, hundredths(then) - hundredths(now)) / 100;

const inState = (vetoes: readonly Veto[], wanted: Veto['state']): string[] =>
	vetoes.filter(({ state }) => state === wanted).map(({ id }) => id);

/**
 * What each of these groups of a report's findings costs: the scores without it, less the scores with it. The same numbers as from
 * scoring the report anew without each of them, every indicator that is observed now observed still, and much quicker.
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
	const boards = scoreNames.map((score) => board(score, { judged, profile, byHand }, priceOf));

	const decisive = new Set([
		...Object.values(profile.vetoes).flatMap((veto) => ('checks' in veto ? veto.checks : [])),
		...['stale-column', 'empty-column'],
	]);
	const accusing = judged.findings.filter(({ check }) => decisive.has(check));
	const judge = (findings: Finding[]): Veto[] => vetoesOf({ ...judged, findings }, profile, byHand);
	const vetoes = judge(accusing);
	const holding = inState(vetoes, 'holds');
	const awaiting = inState(vetoes, 'awaits-person');

	/** Both scores, and the vetoes, without these findings. */
	const told = (group: readonly Finding[]) => {
		const gone = new Set(group);
		const own = group.filter(counts);
		const touched = [...new Set(own.map(kinOf))].flatMap((name) => kin.get(name) ?? []);
		const left = touched.filter((finding) => !gone.has(finding));
		const [before, after] = [once(touched), once(left)];
		const [inspection, disclosure] = boards.map(({ without }) => without(before, after));
		if (!inspection || !disclosure) throw new Error(`expected two scores, got ${boards.length}`);
		const isDecisive = group.some(({ check }) => decisive.has(check));
		const judgedAnew = isDecisive ? judge(accusing.filter((finding) => !gone.has(finding))) : vetoes;
		const { bonus } = byHand;
		const whole = { vetoes: judgedAnew, number: inspection, ...(bonus ? { bonus } : {}) };
		return {
			inspection: inspectionOf(judged, profile, whole).total,
			disclosure: disclosureOf(profile, disclosure),
			holding: inState(judgedAnew, 'holds'),
			awaiting: inState(judgedAnew, 'awaits-person'),
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
			awaiting: awaiting.filter((id) => !then.awaiting.includes(id)),
		};
	});
};
