import { checkGroups } from '../../checks/check.ts';
import { dayName, monthName } from '../../checks/facts/calendar.ts';
import { dueAfter, repairDays } from '../history.ts';
import { verdicts } from '../words.ts';
import { daysOf } from './legend.ts';
import type { MonthSite } from './month-sites.ts';
import { type CheckTally, type NoticeFacts, type NoticeQuery, noticeFacts, tight } from './notice-facts.ts';
import { draftingNotes } from './notice-notes.ts';
import {
	changeWords,
	findingWords,
	named,
	nameOf,
	scopeWords,
	scoreWords,
	verdictWords,
} from './notice-words.ts';
import { type Block, officialDocument } from './office/official-document.ts';
import type { Source } from './rows.ts';

/** With more sites their table is an annex. */
const maxRowsWithin = 20;
/** Of each group the checks with most findings are told one by one. */
const checksEach = 4;

const fill = (text: string) => ({ fill: `【${text}】` });

const chineseNumber = (number: number): string => '一二三四五六七八九十'.charAt(number - 1);

const points = (number: number | null | undefined): string => number?.toFixed(2) ?? '—';

const findingsOf = ({ sums }: MonthSite): number => (sums ? sums.veto + sums.major + sums.minor : 0);

/** As they were asked for; else portals first, of each type by rank, and last those that have none. */
const inOrder = ({ sites, selection }: NoticeFacts): readonly MonthSite[] => {
	if (selection.sort !== undefined) return sites;
	return sites.toSorted(
		(a, b) =>
			a.site.type.localeCompare(b.site.type) * -1 ||
			(a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER),
	);
};

const siteTable = (facts: NoticeFacts): Block => {
	const { sites } = facts;
	const isMixed = new Set(sites.map(({ site }) => site.type)).size > 1;
	return {
		table: {
			titles: [
				...(isMixed ? ['类型'] : []),
				'排名',
				'网站名称',
				'结论',
				'网站检查得分',
				'政务公开得分',
				'问题数',
			],
			widths: [...(isMixed ? [7] : []), 8, 35, 16, 13, 13, 10],
			left: [isMixed ? 2 : 1],
			rows: inOrder(facts).map((site) => [
				...(isMixed ? [site.site.type === 'portal' ? '门户' : '部门'] : []),
				site.rank === undefined ? '—' : `${site.rank}`,
				nameOf(site),
				verdicts[site.sums?.verdict ?? 'unaudited'],
				points(site.sums?.inspection),
				points(site.sums?.disclosure),
				site.sums ? `${findingsOf(site)}` : '—',
			]),
		},
	};
};

const rules =
	'单项否决指标有一项成立，或门户网站检查得分低于合格线的，为不合格；没有看到足够内容的，不作结论。得分按能够观察的指标折算。';

const scope = (facts: NoticeFacts): Block[] => [
	{ heading: '一、检查范围和依据', level: 1 },
	{
		paragraph: `${scopeWords(facts)}检查以《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）和《中华人民共和国政府信息公开条例》（国务院令第711号）为主要依据，涉及${Object.values(checkGroups).join('、')}等方面，共${facts.checks.size}项。`,
	},
	{ paragraph: rules },
];

const tableOrAnnex = (facts: NoticeFacts): Block[] => [
	{ heading: `（三）${facts.sites.length === 1 ? '' : '各网站'}检查结果`, level: 2 },
	...(facts.sites.length <= maxRowsWithin
		? [
				{ paragraph: `${facts.sites.length === 1 ? '' : '各网站'}检查结果如下（排名为同类网站中的名次）：` },
				siteTable(facts),
			]
		: [{ paragraph: '各网站检查结果见附件。' }]),
];

const results = (facts: NoticeFacts): Block[] => {
	const { sites } = facts;
	const failed = sites.filter(({ sums }) => sums?.verdict === 'unqualified');
	return [
		{ heading: '二、总体情况', level: 1 },
		{ heading: '（一）检查结论', level: 2 },
		{ paragraph: verdictWords(sites) + scoreWords(sites) + changeWords(sites) },
		...(failed.length > 0 ? [{ paragraph: '不合格的网站和原因如下：' }] : []),
		...failed.slice(0, maxRowsWithin).map(
			(site, n): Block => ({
				paragraph: `${n + 1}．${nameOf(site)}：${tight(site.reasons.join('；')) || '原因见检查报告'}。`,
			}),
		),
		...(failed.length > maxRowsWithin ? [{ paragraph: '其余不合格的网站见附件。' }] : []),
		{ heading: '（二）发现的问题', level: 2 },
		{ paragraph: findingWords(facts) },
		...tableOrAnnex(facts),
	];
};

const tallyBlock = ({ name, count, sites, examples }: CheckTally, place: number, isOne: boolean): Block => {
	const told = examples.map(({ site, fault }) => (isOne ? fault : `${site}，${fault}`)).join('；');
	return {
		lead: `${place}．${name}。`,
		paragraph: `${count}个${isOne ? '' : `，涉及${sites}个网站`}。${told ? `如：${told}。` : ''}`,
	};
};

const problems = ({ sites, tallies }: NoticeFacts): Block[] => {
	const groups = Object.entries(checkGroups).flatMap(([group, name]) => {
		const own = tallies.filter((tally) => tally.group === group);
		return own.length === 0 ? [] : [{ name, own }];
	});
	if (groups.length === 0) return [];
	return [
		{ heading: '三、主要问题', level: 1 },
		...groups.flatMap(({ name, own }, n): Block[] => [
			{ heading: `（${chineseNumber(n + 1)}）${name}方面`, level: 2 },
			...own.slice(0, checksEach).map((tally, place) => tallyBlock(tally, place + 1, sites.length === 1)),
			...(own.length > checksEach
				? [
						{
							paragraph: `此外还有${own
								.slice(checksEach)
								.map(({ name: other, count }) => `${other}${count}个`)
								.join('、')}。`,
						},
					]
				: []),
		]),
	];
};

const demands = ({ tallies, today }: NoticeFacts): Block[] => {
	const due = dueAfter(today);
	const byDay = due ? `（如于${dayName(today)}印发，即不晚于${dayName(due)}）` : '';
	return [
		{ heading: `${tallies.length > 0 ? '四' : '三'}、整改要求`, level: 1 },
		{
			lead: '1．限期整改。',
			paragraph: [
				`各责任单位应当对照问题清单，自本通报印发之日起${repairDays}个工作日内${byDay}完成整改，并将结果报`,
				fill('受理单位'),
				'。一时不能改完的，应当说明原因和完成时间。',
			],
		},
		{
			lead: '2．提出异议。',
			paragraph: '对认定有异议的，应当在整改期限内提出并说明理由，经核实不属于问题的，予以更正。',
		},
		{
			lead: '3．复查核实。',
			paragraph: '整改期限届满后将进行复查，逾期没有整改和反复出现的问题，在以后的通报中列明。',
		},
	];
};

const ending = (facts: NoticeFacts): Block[] => {
	const { sites, period } = facts;
	const hasAnnex = sites.length > maxRowsWithin;
	return [
		...(hasAnnex ? (['blank', { paragraph: `附件：${monthName(period)}网站检查结果一览表` }] as const) : []),
		'blank',
		'blank',
		{ line: fill('发文机关署名'), at: 'right' },
		{ line: fill('成文日期：××××年×月×日'), at: 'right' },
		'blank',
		{ paragraph: ['（联系人：', fill('姓名'), '，联系电话：', fill('号码'), '）'] },
		...(hasAnnex
			? ([
					'page',
					{ line: '附件', at: 'left', font: '黑体' },
					'blank',
					{ title: `${monthName(period)}网站检查结果一览表` },
					'blank',
					siteTable(facts),
				] as const)
			: []),
	];
};

const opening = ({ sites, period }: NoticeFacts): Block[] => {
	const days = daysOf(sites);
	const [first, last] = [days[0], days.at(-1)];
	const isOne = sites.length === 1;
	const judged =
		first && last ? `（以${dayName(first)}${first === last ? '' : `至${dayName(last)}`}的状态为准）` : '';
	return [
		{ line: '代拟稿', at: 'left', font: '黑体' },
		'blank',
		{ line: [fill('代字'), '〔', fill('年份'), '〕', fill('序号'), '号'], at: 'center' },
		'blank',
		{ title: isOne ? `关于${named(sites)}网站` : `关于${monthName(period)}政府网站与政务公开` },
		{ title: `${isOne ? monthName(period) : ''}检查情况的通报` },
		'blank',
		{ line: [fill('主送机关'), '：'], at: 'left' },
		{ paragraph: `现将${monthName(period)}政府网站与政务公开检查情况${judged}通报如下。` },
	];
};

/** The draft of a 通报 on a month as a DOCX, in the form of 公文. Doubtful findings are no faults in it. */
export async function* notice(store: Source, query: NoticeQuery): AsyncGenerator<Uint8Array> {
	const facts = await noticeFacts(store, query);
	const blocks = [opening, scope, results, problems, demands, ending, draftingNotes].flatMap((part) =>
		part(facts),
	);
	yield* officialDocument(`关于${monthName(facts.period)}政府网站与政务公开检查情况的通报（代拟稿）`, blocks);
}
