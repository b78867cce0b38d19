import type { Check } from '../../checks/check.ts';
import type { Profile } from '../profile.ts';
import { conditions, scoreNames, valueText } from './checks.ts';

/** What a value of a profile is about, in the order in which they are shown. */
export const profileParts = ['general', 'term', 'indicator', 'points', 'veto'] as const;
export type ProfilePart = (typeof profileParts)[number];

/** One value of a profile, for a reader. */
export interface ProfileRow {
	/** The same in all profiles. */
	readonly id: string;
	readonly part: ProfilePart;
	/** Chinese. */
	readonly name: string;
	readonly value: string;
	/** Where it comes from; absent where the profile alone says it. */
	readonly source?: string;
	/** It was read in the source's own text; absent where there is no source. */
	readonly verified?: boolean;
}

const generalRows = (profile: Profile): ProfileRow[] => {
	const { passMark, bonusAbove, bonusMax, leastObserved, leastCovered, repairDays } = profile;
	const rows: readonly (readonly [id: string, name: string, value: string])[] = [
		['passMark', '门户网站合格线', `${passMark} 分`],
		['bonusAbove', '超过多少分才计加分', `${bonusAbove} 分`],
		['bonusMax', '加分最多', `${bonusMax} 分`],
		['leastObserved', '至少观察到多少分才计分', `${leastObserved} 分`],
		['leastCovered', '抓取提前结束的，至少看到已知页面的多少才判栏目', `${Math.round(leastCovered * 100)}%`],
		['repairDays', '整改期限', `${repairDays} 个工作日`],
	];
	return rows.map(([id, name, value]) => ({ id, part: 'general', name, value }));
};

/** The value of a term by its name, windows by kind as `staleAfter.news`. */
const termValue = ({ terms }: Profile, term: string): unknown =>
	term.startsWith('staleAfter.')
		? (terms.staleAfter as Readonly<Record<string, unknown>>)[term.slice('staleAfter.'.length)]
		: (terms as unknown as Readonly<Record<string, unknown>>)[term]; // Its notes name its own keys.

/** Terms and windows; of those named alone, where names are given: `staleAfter` stands for all of its windows. */
export const termRows = (profile: Profile, named?: readonly string[]): ProfileRow[] =>
	Object.entries(profile.termNotes)
		.filter(([term]) => !named || named.some((name) => term === name || term.startsWith(`${name}.`)))
		.map(([term, { name, source, verified }]) => ({
			...({ id: `terms.${term}`, part: 'term', name } as const),
			...{ value: valueText(termValue(profile, term)), source, verified },
		}));

const indicatorRows = ({ indicators }: Profile): ProfileRow[] =>
	Object.entries(indicators).map(([id, { score, name, max, status, source }]) => ({
		...({ id: `indicators.${id}`, part: 'indicator', name: `${scoreNames[score]}·${name}` } as const),
		...{ value: `${max} 分`, source, verified: status === 'verified' },
	}));

const pointRows = ({ points, indicators }: Profile, nameOf: ReadonlyMap<string, string>): ProfileRow[] =>
	Object.entries(points).flatMap(([check, rules]) =>
		Object.entries(rules).map(([id, rule]): ProfileRow => {
			const { each, onHomepage, upTo, source, verified } = rule;
			const home = onHomepage === undefined ? '' : `，首页上 ${onHomepage} 分`;
			const most = upTo === undefined ? '' : `，最多 ${upTo} 分`;
			return {
				...{ id: `points.${check}.${id}`, part: 'points' },
				name: `${nameOf.get(check) ?? check} → ${indicators[id]?.name ?? id}`,
				value: `每个扣 ${each} 分${home}${most}${conditions(rule)}`,
				...{ source, verified },
			};
		}),
	);

const vetoRows = ({ vetoes }: Profile): ProfileRow[] =>
	Object.entries(vetoes).map(([id, veto]) => ({
		...({ id: `vetoes.${id}`, part: 'veto', name: veto.name, source: veto.source } as const),
		value:
			'checks' in veto
				? `${veto.atLeast} 个即成立${veto.decidedBy === 'person' ? '，须经人工确认' : ''}`
				: `要闻、一级通知公告和政策文件栏目 ${veto.newsAndPolicy} 个，或各类栏目 ${veto.stale} 个，或空白栏目 ${veto.empty} 个`,
	}));

/** Every value of a profile, part by part. */
export const profileRows = (profile: Profile, checks: readonly Check[]): readonly ProfileRow[] => [
	...generalRows(profile),
	...termRows(profile),
	...indicatorRows(profile),
	...pointRows(profile, new Map(checks.map(({ id, name }) => [id, name]))),
	...vetoRows(profile),
];

/** A value that two profiles have each their own of. */
export interface ProfileDifference {
	readonly here: ProfileRow;
	/** Absent where the other one has no such value. */
	readonly there?: ProfileRow;
}

/** The values in which a profile differs from another; sources alone do not count. */
export const profileDifferences = (
	here: readonly ProfileRow[],
	there: readonly ProfileRow[],
): readonly ProfileDifference[] => {
	const others = new Map(there.map((row) => [row.id, row]));
	return here.flatMap((row) => {
		const other = others.get(row.id);
		if (other?.value === row.value) return [];
		return [{ here: row, ...(other ? { there: other } : {}) }];
	});
};
