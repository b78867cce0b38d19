import type { ColumnKind } from '../site-config.ts';

/** What the titles of a list's entries are about, the most telling words first; a title counts for the first that fits. */
const signs: readonly (readonly [ColumnKind, RegExp])[] = [
	['annual-report', /信息公开(?:工作)?(?:年度报告|年报)/u],
	['interpretation', /解读|图解|一图|读懂|看懂|答记者问|政策问答|起草说明|新闻发布会/u],
	['consultation', /征求.{0,12}意见|意见的?征集|征集.{0,20}(?:意见|建议)|问卷|公开征集|意见(?:采纳|反馈)/u],
	['abolition', /(?:废止|失效|清理).{0,20}(?:决定|目录|清单|通知|公告|结果)|宣布.{0,6}失效/u],
	['personnel', /任免|任职|免职|任前公示|职务的通知|招聘|招录|录用|遴选|拟聘|面试|笔试/u],
	['gazette', /公报.{0,12}第.{1,6}期|(?:19|20)\d{2}年第?\d{1,2}[期号]$/u],
	[
		'data',
		/统计公报|统计数据|统计月报|经济运行|(?:月|季度|半年|全年).{0,20}(?:数据|指标|完成情况|收支情况)/u,
	],
	['plan', /规划(?:纲要|方案)?(?:[（(].{1,20}[）)])?$|规划.{0,8}的通知$|[五年]年?计划|行动计划/u],
	[
		'policy',
		/〔(?:19|20)\d{2}〕|关于印发.{4,200}的通知|的(?:实施)?(?:意见|方案|细则|办法|规定|批复)(?:的通知)?$|(?:管理|实施|暂行)办法/u,
	],
	['notice', /(?:公告|公示|通告|通知)(?:[（(].{1,12}[）)])?$/u],
];

/** The kind that one title speaks for; undefined where it may stand in any column. */
const kindOfTitle = (title: string): ColumnKind | undefined =>
	signs.find(([, words]) => words.test(title))?.[0];

/** Fewer titles prove nothing. */
const leastTitles = 4;
/** Share of the titles that must speak for one kind. */
const leastShare = 0.6;
/** The newest titles are enough. */
const mostTitles = 200;

/** What most of a list's titles are; undefined where they say nothing, or not one thing. */
export const kindOfItems = (titles: readonly string[]): ColumnKind | undefined => {
	const read = titles.slice(0, mostTitles);
	if (read.length < leastTitles) return undefined;
	const counts = new Map<ColumnKind, number>();
	for (const title of read) {
		const kind = kindOfTitle(title);
		if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const [most] = [...counts].sort((a, b) => b[1] - a[1]);
	return most && most[1] >= read.length * leastShare ? most[0] : undefined;
};

/** Beside its own kind's, titles of these kinds are at home in a column; kinds not named here take any. */
const fitting: Readonly<Partial<Record<ColumnKind, readonly ColumnKind[]>>> = {
	news: ['interpretation'],
	notice: ['personnel', 'consultation', 'policy', 'plan', 'abolition'],
	policy: ['notice', 'plan', 'abolition', 'gazette', 'personnel'],
	regulation: ['policy', 'notice', 'abolition', 'plan'],
	interpretation: [],
	'annual-report': [],
	consultation: ['notice', 'policy', 'plan'],
	personnel: ['notice', 'policy'],
	plan: ['policy', 'notice'],
	gazette: ['policy', 'notice', 'plan', 'personnel', 'abolition'],
	abolition: ['policy', 'notice'],
	data: ['notice'],
};

/** A column of this kind is no place for titles of that kind, as far as most of them are. */
export const contradictsItems = (kind: ColumnKind, items: ColumnKind): boolean =>
	kind !== items && fitting[kind] !== undefined && !fitting[kind].includes(items);
