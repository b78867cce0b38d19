import type { Check } from '../../checks/check.ts';
import { termsOf } from '../../checks/terms-of.ts';
import type { PointRule, Profile } from '../profile.ts';
import { kinds } from '../words.ts';

/** One check as others see it. */
export interface CheckDescription
	extends Pick<Check, 'id' | 'group' | 'name' | 'decides' | 'basis' | 'repair' | 'severity' | 'examples'> {
	/** Names of the profile's terms that it goes by. */
	readonly terms: readonly string[];
	/** What a finding costs by the profile; empty where it costs nothing. */
	readonly points: readonly (PointRule & {
		readonly score: 'inspection' | 'disclosure';
		readonly indicator: string;
		readonly indicatorName: string;
		/** The most that the indicator can lose. */
		readonly max: number;
	})[];
	/** Which vetoes its findings lead to, and how many of them. */
	readonly vetoes: readonly string[];
}

const described = ({ id, group, name, decides, basis, repair, severity, examples }: Check) => ({
	id,
	group,
	name,
	decides,
	basis,
	repair,
	severity,
	examples,
});

/** The vetoes that findings of a check lead to. */
const vetoLines = (id: string, { vetoes }: Profile): string[] =>
	Object.values(vetoes).flatMap((veto) => {
		if ('checks' in veto) {
			const by = veto.decidedBy === 'person' ? '，须经人工确认' : '';
			return veto.checks.includes(id) ? [`${veto.name}：达到 ${veto.atLeast} 个即成立${by}`] : [];
		}
		if (id === 'empty-column') return [`${veto.name}：空白栏目达到 ${veto.empty} 个即成立`];
		if (id !== 'stale-column') return [];
		return [
			`${veto.name}：动态要闻和一级的通知公告、政策文件栏目合计达到 ${veto.newsAndPolicy} 个，或各类栏目达到 ${veto.stale} 个，即成立`,
		];
	});

/** What findings of a check cost by a profile. */
export const pointsOf = (check: string, profile: Profile): CheckDescription['points'] =>
	Object.entries(profile.points[check] ?? {}).flatMap(([indicator, rule]) => {
		const { score, name: indicatorName, max } = profile.indicators[indicator] ?? {};
		return score && indicatorName && max !== undefined
			? [{ score, indicator, indicatorName, max, ...rule }]
			: [];
	});

/** Every check with its points and vetoes in a profile. */
export const describeChecks = (checks: readonly Check[], profile: Profile): CheckDescription[] =>
	checks.map((check) => ({
		...described(check),
		terms: termsOf(check),
		points: pointsOf(check.id, profile),
		vetoes: vetoLines(check.id, profile),
	}));

export const scoreNames = { inspection: '网站检查', disclosure: '政务公开' } as const;

/** To which findings a rule is confined, in words; empty where it is for all. */
export const conditions = ({ kinds: only, firstLevel, keys }: PointRule): string => {
	const parts = [
		...(only ? [`栏目类别为${only.map((kind) => kinds[kind]).join('、')}`] : []),
		...(firstLevel ? ['仅一级栏目'] : []),
		...(keys ? [`仅 ${keys.join('、')}`] : []),
	];
	return parts.length > 0 ? `（${parts.join('，')}）` : '';
};

/** What a finding costs, in words; whether the figure was verified, and where it comes from, stand beside it. */
export const costWords = (point: CheckDescription['points'][number]): string => {
	const { score, indicatorName, each, onHomepage, upTo, max } = point;
	const home = onHomepage === undefined ? '' : `，首页上的每个扣 ${onHomepage} 分`;
	const most = upTo === undefined ? '' : `，本项最多扣 ${upTo} 分`;
	return `${scoreNames[score]}·${indicatorName}：每个扣 ${each} 分${home}${most}，指标共 ${max} 分${conditions(point)}`;
};

/** Whether a figure was read in the source's own text, and which that is. */
export const sourceWords = ({ verified, source }: { verified: boolean; source: string }): string =>
	`${verified ? '已核实' : '未核实'}：${source}`;

/** The same for a reader. */
export const checksText = (described: readonly CheckDescription[]): string =>
	described
		.map(({ id, name, decides, basis, repair, points, vetoes }) =>
			[
				`${id}  ${name}`,
				`  判定  ${decides}`,
				`  依据  ${basis}`,
				`  改法  ${repair}`,
				...vetoes.map((veto) => `  否决  ${veto}`),
				...(points.length > 0
					? points.map((point) => `  分值  ${costWords(point)}；${sourceWords(point)}`)
					: ['  分值  不扣分']),
				'',
			].join('\n'),
		)
		.join('\n');

const termWords: Readonly<Record<string, string>> = {
	required: '一律要求',
	sibling: '按发文机关的习惯',
	general: '规范性文件和普遍适用的文件',
	normative: '行政规范性文件',
	all: '全部政策性文件',
};

/** A value of a term, in words. */
export const valueText = (value: unknown): string => {
	if (Array.isArray(value)) return value.length > 0 ? value.map(valueText).join('、') : '无';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value === 'number' && value > 0 && value < 1) return `${Math.round(value * 1000) / 10}%`;
	if (typeof value !== 'object' || value === null) return termWords[String(value)] ?? String(value);
	const { days, months, wrong, right } = value as Readonly<Record<string, string | number | undefined>>;
	if (wrong !== undefined) return `${wrong}→${right}`;
	return days === undefined ? `${months} 个月` : `${days} 天`;
};

/** The terms of a profile, each with its value and where that comes from; windows by kind as `staleAfter.news`. */
export const termLines = ({ terms, termNotes }: Profile): Readonly<Record<string, string>> => {
	const values: Readonly<Record<string, unknown>> = {
		...terms,
		...Object.fromEntries(
			Object.entries(terms.staleAfter).map(([kind, window]) => [`staleAfter.${kind}`, window]),
		),
	};
	return Object.fromEntries(
		Object.entries(termNotes).map(([term, note]) => [
			term,
			`${note.name}：${valueText(values[term])}；${sourceWords(note)}`,
		]),
	);
};

/** The same, all of them, for the terminal. */
export const termsText = (profile: Profile): string =>
	[
		`期限和范围（评分方案 ${profile.name}，${profile.title}）`,
		...Object.entries(termLines(profile)).map(([term, words]) => `  ${words}（${term}）`),
		'',
	].join('\n');
