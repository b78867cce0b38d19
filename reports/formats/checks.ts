import type { Check } from '../../checks/check.ts';
import type { PointRule, Profile } from '../profile.ts';

/** One check as others see it. */
export interface CheckDescription
	extends Pick<Check, 'id' | 'name' | 'decides' | 'basis' | 'repair' | 'severity'> {
	/** What a finding costs by the profile; empty where it costs nothing. */
	readonly points: readonly (PointRule & {
		readonly score: 'inspection' | 'disclosure';
		readonly indicator: string;
		readonly indicatorName: string;
		/** The most that the indicator can lose. */
		readonly max: number;
	})[];
}

/** Every check with its points in a profile. */
export const describeChecks = (checks: readonly Check[], profile: Profile): CheckDescription[] =>
	checks.map(({ id, name, decides, basis, repair, severity }) => ({
		id,
		name,
		decides,
		basis,
		repair,
		severity,
		points: Object.entries(profile.points[id] ?? {}).flatMap(([indicator, rule]) => {
			const { score, name: indicatorName, max } = profile.indicators[indicator] ?? {};
			return score && indicatorName && max !== undefined
				? [{ score, indicator, indicatorName, max, ...rule }]
				: [];
		}),
	}));

const scores = { inspection: '网站检查', disclosure: '政务公开' } as const;

const conditions = ({ kinds, firstLevel, keys }: PointRule): string => {
	const parts = [
		...(kinds ? [`栏目类别 ${kinds.join('、')}`] : []),
		...(firstLevel ? ['仅一级栏目'] : []),
		...(keys ? [`仅 ${keys.join('、')}`] : []),
	];
	return parts.length > 0 ? `（${parts.join('，')}）` : '';
};

const costs = (point: CheckDescription['points'][number]): string => {
	const home = point.onHomepage === undefined ? '' : `，首页上的每个 −${point.onHomepage}`;
	const most = point.upTo === undefined ? '' : `，本项最多 −${point.upTo}`;
	const mark = point.verified ? '已核实' : '未核实';
	return `${scores[point.score]}·${point.indicatorName}${conditions(point)}：每个 −${point.each}${home}${most}，指标共 ${point.max} 分；${mark}：${point.source}`;
};

/** The same for a reader. */
export const checksText = (described: readonly CheckDescription[]): string =>
	described
		.map(({ id, name, decides, basis, repair, points }) =>
			[
				`${id}  ${name}`,
				`  判定  ${decides}`,
				`  依据  ${basis}`,
				`  改法  ${repair}`,
				...(points.length > 0 ? points.map((point) => `  分值  ${costs(point)}`) : ['  分值  不扣分']),
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

const valueText = (value: unknown): string => {
	if (Array.isArray(value)) return value.length > 0 ? value.map(valueText).join('、') : '无';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value !== 'object' || value === null) return termWords[String(value)] ?? String(value);
	const { days, months, wrong, right } = value as Readonly<Record<string, string | number | undefined>>;
	if (wrong !== undefined) return `${wrong}→${right}`;
	return days === undefined ? `${months} 个月` : `${days} 天`;
};

/** Terms and scopes of a profile for a reader, each with where it comes from. */
export const termsText = ({ name, title, terms, termNotes }: Profile): string => {
	const values: Readonly<Record<string, unknown>> = {
		...terms,
		...Object.fromEntries(
			Object.entries(terms.staleAfter).map(([kind, window]) => [`staleAfter.${kind}`, window]),
		),
	};
	const lines = Object.entries(termNotes).map(
		([term, note]) =>
			`  ${note.name}：${valueText(values[term])}；${note.verified ? '已核实' : '未核实'}：${note.source}（${term}）`,
	);
	return [`期限和范围（评分方案 ${name}，${title}）`, ...lines, ''].join('\n');
};
