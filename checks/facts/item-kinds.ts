import type { Column } from '../../crawler/model.ts';

type Kind = Column['kind'];

/** What a title plainly is, whatever column it stands in. */
export interface PlainKind {
	/** Chinese. */
	readonly name: string;
	/** Kinds of column that it belongs in. */
	readonly home: readonly Kind[];
	readonly words: RegExp;
	/** The same words on other texts. */
	readonly not?: RegExp;
}

const plainKinds: readonly PlainKind[] = [
	{
		name: '政策解读',
		home: ['interpretation'],
		words: /》(?:的)?(?:政策|文字|图文|专家)?解读$|^(?:一图读懂|图解|【?政策解读】?)|答记者问$/u,
		not: /征求意见|关于.*(?:通知|办法|方案|规定)$/u,
	},
	{
		name: '政府信息公开年度报告',
		home: ['annual-report'],
		words: /(?:19|20)\d{2}年?度?.{0,16}政府信息公开(?:工作)?(?:年度报告|年报)$/u,
	},
	{
		name: '人事任免',
		home: ['personnel'],
		words: /关于.{2,24}(?:同志)?(?:任职|免职|任免职?|职务任免)的(?:通知|决定)$/u,
		not: /办法|规定/u,
	},
	{
		name: '招聘招考信息',
		home: ['personnel'],
		words: /(?:公开)?(?:招聘|招录|选调|遴选).{0,24}(?:公告|简章|公示|成绩|名单|通知)(?:[（(].{1,12}[）)])?$/u,
		// How to recruit, and what is paid for it, is policy.
		not: /办法|规定|细则|(?:工作|活动)的?通知$|补[贴助]|关于(?:做好|规范|加强|进一步)/u,
	},
	{
		name: '招标采购信息',
		home: ['notice'],
		words: /(?:招标|中标|成交|采购|竞争性磋商|询价|流标|废标)(?:结果|候选人)?(?:公告|公示|通知)$/u,
	},
];

/** The columns of these kinds are for one kind of text; others are mixed by their very purpose. */
const strange: Readonly<Partial<Record<Kind, readonly string[]>>> = {
	regulation: ['政策解读', '政府信息公开年度报告', '人事任免', '招聘招考信息', '招标采购信息'],
	policy: ['政策解读', '政府信息公开年度报告', '招聘招考信息', '招标采购信息'],
	interpretation: ['政府信息公开年度报告', '人事任免', '招聘招考信息', '招标采购信息'],
	'annual-report': ['政策解读', '人事任免', '招聘招考信息', '招标采购信息', '新闻动态'],
	consultation: ['政府信息公开年度报告', '人事任免', '招聘招考信息'],
	personnel: ['政策解读', '政府信息公开年度报告', '招标采购信息'],
	plan: ['政策解读', '政府信息公开年度报告', '人事任免', '招聘招考信息', '招标采购信息'],
};

/** What happened and who went there: never the name of a report. */
const news: PlainKind = {
	name: '新闻动态',
	home: ['news'],
	words:
		/^(?!关于).{2,30}(?:召开|举行|举办|调研|督导|走访|慰问|检查指导|深入|赴).{2,40}(?<!报告|年报|通知|公告|决定|方案|制度|指南)$/u,
	not: /年度报告|年报|情况/u,
};

/** Columns whose name says that they hold more than one kind. */
const mixedName = /其[他它]|最新|综合|全部|所有|汇总|目录|相关|(?<!人事|规划|计划|招聘)信息$|及|与|和|、|库/u;

/** The kind that an entry plainly is and that its column plainly is not for. */
export const strangeKind = (
	{ kind, sure, title: name, closed }: Column,
	title: string,
): PlainKind | undefined => {
	const names = strange[kind];
	if (!names || sure !== 'certain' || closed || mixedName.test(name)) return undefined;
	// 政策 may hold whatever has to do with one; 政策文件 holds documents.
	if (kind === 'policy' && !/文件|公文|发文/u.test(name)) return undefined;
	return [...plainKinds, news].find(
		({ name, words, not }) => names.includes(name) && words.test(title) && !not?.test(title),
	);
};
