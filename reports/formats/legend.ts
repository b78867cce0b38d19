import { dayName, monthName } from '../../checks/facts/calendar.ts';
import { knownProfile, type Profiles } from '../known-profile.ts';
import type { Report } from '../model.ts';
import type { Profile } from '../profile.ts';
import { levelNames, typeNames } from '../register-columns.ts';
import type { MonthState } from '../store/decision-model.ts';
import { shanghaiTime } from '../time.ts';
import { verdicts } from '../words.ts';
import { costWords, pointsOf, sourceWords, termLines } from './checks.ts';
import type { MonthSite } from './month-sites.ts';
import type { NamedCheck, Selection } from './rows.ts';
import type { Column } from './table-columns.ts';

/** A row of the legend: of what it speaks, its name, and what there is to know. */
export type LegendRow = readonly [about: string, name: string, text: string];

const counted = (sites: readonly MonthSite[]): string => {
	const audited = sites.filter(({ sums }) => sums);
	const cut = audited.filter(({ sums }) => sums?.complete === false).length;
	const missing = sites.length - audited.length;
	return [
		`${sites.length} 个网站`,
		`已审计 ${audited.length} 个${cut > 0 ? `（其中 ${cut} 个没有审计完整）` : ''}`,
		...(missing > 0 ? [`本月未审计 ${missing} 个`] : []),
	].join('，');
};

/** The days by which sites were judged. */
export const daysOf = (sites: readonly MonthSite[]): string[] =>
	[...new Set(sites.flatMap(({ sums }) => sums?.asOf ?? []))].sort();

const dayRange = (sites: readonly MonthSite[]): string => {
	const days = daysOf(sites);
	const [first = '没有', last = first] = [days[0], days.at(-1)];
	return first === last ? first : `${first} 至 ${last}，各网站见“判断基准日”列`;
};

/** What a site is chosen by that concerns its vetoes. */
export const vetoWords = {
	held: '有单项否决成立',
	awaiting: '有单项否决待确认',
	none: '没有单项否决',
} as const satisfies Record<NonNullable<Selection['vetoes']>, string>;

/** What a selection leaves out, in words; empty where it is of all sites. */
export const chosen = ({
	site,
	search,
	verdict,
	level,
	district,
	type,
	vetoes,
	isOverdue,
	isAwaiting,
}: Selection): string[] => [
	...(site === undefined ? [] : [`网站 ${site}`]),
	...(search === undefined ? [] : [`查找“${search}”`]),
	...(verdict === undefined ? [] : [`结论为${verdicts[verdict]}`]),
	...(type === undefined ? [] : [`类型为${typeNames[type]}`]),
	...(level === undefined ? [] : [`级别为${levelNames[level]}`]),
	...(district === undefined ? [] : [`地区为“${district}”`]),
	...(vetoes === undefined ? [] : [vetoWords[vetoes]]),
	...(isOverdue ? ['有逾期未改的问题'] : []),
	...(isAwaiting ? ['有待人工处理的内容'] : []),
];

/** How far a month is on its way to be frozen. */
export const stateWords = ({ state, until, history }: MonthState): string => {
	if (state === 'frozen')
		return `已定稿（${dayName(shanghaiTime(history.at(-1)?.at ?? '').slice(0, 10))}），结论和得分不再改变`;
	const open = '同月再次审计后，以最近一次完整的审计为准';
	return state === 'objections'
		? `征求异议${until ? `，截至${dayName(until)}` : ''}；尚未定稿，${open}`
		: `尚未定稿，${open}`;
};

/** The profiles by which sites were scored, each with how many. */
export const profilesOf = (sites: readonly MonthSite[]): [profile: Report['profile'], sites: number][] => {
	const used = sites.flatMap(({ profile }) => profile ?? []);
	return [...Map.groupBy(used, (profile) => JSON.stringify(profile)).values()].flatMap(
		(group): [Report['profile'], number][] => (group[0] ? [[group[0], group.length]] : []),
	);
};

/** A score's figures, terms and marks, each with whether the law has it or this project set it. */
const figures = (profile: Profile, checks: ReadonlyMap<string, NamedCheck>): LegendRow[] => {
	const { name, passMark, leastObserved, indicators, points } = profile;
	const about = `评分方案 ${name}`;
	const scores = { inspection: '网站检查', disclosure: '政务公开' } as const;
	return [
		[about, '合格线', `门户网站的网站检查得分低于 ${passMark} 分，或任一单项否决成立，即不合格`],
		[about, '最少可观察分值', `可观察的不足 ${leastObserved} 分的，不作结论`],
		...Object.values(indicators).map(
			({ score, name: indicator, max, status, source }): LegendRow => [
				`${about}：指标`,
				`${scores[score]}·${indicator}`,
				`满分 ${max} 分；${sourceWords({ verified: status === 'verified', source })}`,
			],
		),
		...Object.keys(points).flatMap((check): LegendRow[] =>
			pointsOf(check, profile).map((point) => [
				`${about}：扣分`,
				checks.get(check)?.name ?? check,
				`${costWords(point)}；${sourceWords(point)}`,
			]),
		),
		...Object.entries(termLines(profile)).map(
			([term, words]): LegendRow => [`${about}：期限和范围`, term, words],
		),
	];
};

/** What a month's workbook is of, what its columns mean, and which of its figures no law has. */
export const legendRows = (
	sites: readonly MonthSite[],
	tables: readonly { readonly name: string; readonly columns: readonly Column<never>[] }[],
	given: {
		readonly selection: Selection;
		readonly checks: ReadonlyMap<string, NamedCheck>;
		readonly profiles: Profiles;
		readonly state: MonthState;
	},
): LegendRow[] => {
	const about = '本文件';
	const filters = chosen(given.selection);
	const used = profilesOf(sites);
	const known = used.map(([of]) => ({ of, ...knownProfile(given.profiles, of) }));
	return [
		[about, '月份', monthName(given.selection.period)],
		[about, '范围', `${filters.length > 0 ? `${filters.join('，')}：` : ''}${counted(sites)}`],
		[about, '判断基准日', dayRange(sites)],
		[about, '本月状态', stateWords(given.state)],
		...used.map(
			([{ name, hash, statutesAsOf }, count]): LegendRow => [
				about,
				'评分方案',
				`${name}（版本 ${hash}）：${count} 个网站${statutesAsOf ? `；法律法规数据截至 ${statutesAsOf}` : ''}`,
			],
		),
		[
			about,
			'确定与待核对',
			'由程序自动检查。“确定”的问题可以要求整改；“待核对”的只是线索，须由人核实，不扣分，不得当作问题通报',
		],
		...tables.flatMap(({ name, columns }) =>
			columns.map(([title, , { means }]): LegendRow => [`${name}表的列`, title, means]),
		),
		[
			'数值来源',
			'怎么读',
			'“已核实”的数值写在所引文件的原文里；“未核实”的由本系统设定，或取自别处、尚未与原文核对，可在自己的评分方案中改',
		],
		...known.flatMap(({ of, profile, isExact }): LegendRow[] =>
			isExact
				? figures(profile, given.checks)
				: [['数值来源', `评分方案 ${of.name}`, `版本 ${of.hash} 已改动或已不在，分值以当时的报告为准`]],
		),
	];
};
