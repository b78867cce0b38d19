import { canonicalAddress } from './address.ts';
import { ancestorsOf, columnsByAddress, isCurrent, isFirstLevel, type Judged } from './judged.ts';
import type { Finding, Veto } from './model.ts';
import type { CountedVeto, Profile, StaleVeto } from './profile.ts';

type State = Pick<Veto, 'state' | 'findings'>;

/** A veto that holds with so many findings of its checks. */
const judgeCounted = (veto: CountedVeto, { findings, checks }: Judged): State => {
	const own = findings.filter((finding) => veto.checks.includes(finding.check) && isCurrent(finding));
	const certain = own.filter(({ certainty }) => certainty === 'certain').length;
	if (veto.decidedBy === 'crawler' && certain >= veto.atLeast) return { state: 'holds', findings: certain };
	if (own.length >= veto.atLeast) return { state: 'awaits-person', findings: own.length };
	const wasSeen = veto.checks.every((id) =>
		checks.some((check) => check.id === id && check.outcome === 'assessed'),
	);
	return { state: wasSeen && veto.covers === 'whole' ? 'clear' : 'not-assessed', findings: certain };
};

/** Distinct columns at fault, by the three limbs of the veto. */
const limbsOf = (faults: readonly Finding[], { columns }: Judged) => {
	const byAddress = columnsByAddress(columns);
	const of = (check: string): string[] => [
		...new Set(
			faults.filter((fault) => fault.check === check).map(({ subject }) => canonicalAddress(subject)),
		),
	];
	/** A column is at fault through those below it, so that only the lowest are counted. */
	const lowest = (addresses: readonly string[]): string[] => {
		const above = new Set(addresses.flatMap((address) => ancestorsOf(byAddress, address)));
		return addresses.filter((address) => !above.has(address));
	};
	const empty = lowest(of('empty-column'));
	const isEmpty = new Set(of('empty-column'));
	const stale = of('stale-column').filter((address) => !isEmpty.has(address));
	const news = lowest(stale.filter((address) => byAddress.get(address)?.kind === 'news'));
	const firstLevel = stale.filter((address) => {
		const column = byAddress.get(address);
		return (column?.kind === 'notice' || column?.kind === 'policy') && isFirstLevel(byAddress, column);
	});
	return { newsAndPolicy: [...news, ...firstLevel], stale: lowest(stale), empty };
};

/** 栏目不更新: (a) stale columns of news and first-level ones of notices and policies, (b) stale ones, (c) blank ones. */
const judgeStale = (veto: StaleVeto, judged: Judged, leastCovered: number): State => {
	const standing = judged.findings.filter(isCurrent);
	const holds = ({ newsAndPolicy, stale, empty }: ReturnType<typeof limbsOf>): boolean =>
		newsAndPolicy.length >= veto.newsAndPolicy || stale.length >= veto.stale || empty.length >= veto.empty;
	const size = ({ newsAndPolicy, stale, empty }: ReturnType<typeof limbsOf>): number =>
		new Set([...newsAndPolicy, ...stale, ...empty]).size;

	const certain = limbsOf(
		standing.filter(({ certainty }) => certainty === 'certain'),
		judged,
	);
	if (holds(certain)) return { state: 'holds', findings: size(certain) };
	const possible = limbsOf(standing, judged);
	if (holds(possible)) return { state: 'awaits-person', findings: size(possible) };
	// Where not one column was recognised, none was found in order either; and a crawl cut short early has not met them all.
	const wasSeen =
		(judged.run.complete || judged.coverage.share >= leastCovered) &&
		judged.columns.length > 0 &&
		['stale-column', 'empty-column'].every((id) =>
			judged.checks.some((check) => check.id === id && check.outcome === 'assessed'),
		);
	return { state: wasSeen ? 'clear' : 'not-assessed', findings: size(certain) };
};

/** Every veto of the profile, in its order. */
export const judgeVetoes = (judged: Judged, { vetoes, leastCovered }: Profile): Veto[] =>
	Object.entries(vetoes).map(([id, veto]) => ({
		id,
		...('checks' in veto ? judgeCounted(veto, judged) : judgeStale(veto, judged, leastCovered)),
	}));
