import { dayName, monthName } from '../../checks/facts/calendar.ts';
import { verdicts } from '../words.ts';
import type { Digest, Example, Occasion, SiteNotice, Told } from './model.ts';

/** A message as paragraphs of words, for every way that shows words. */

/** Where the dashboard shows it; absent without a public address. */
export interface Links {
	readonly overview: () => string;
	readonly site: (site: string, period: string | undefined) => string;
	readonly finding: (site: string, finding: string, period: string) => string;
}

export interface Line {
	readonly text: string;
	/** On the dashboard. */
	readonly link?: string;
	/** On the site. */
	readonly page?: string;
}

export interface Paragraph {
	readonly heading: Line;
	readonly lines: readonly Line[];
}

export interface Message {
	/** One line. */
	readonly title: string;
	readonly lead: readonly Line[];
	/** A paragraph a site. */
	readonly sites: readonly Paragraph[];
	/** Sites that it is about. */
	readonly siteCount: number;
	readonly overview?: string;
}

const totalWords: Readonly<Record<Occasion, (sites: number, count: number) => string>> = {
	audit: (sites, count) => `完成审计的网站${sites}个，确定的问题${count}个`,
	veto: (sites) => `单项否决成立的网站${sites}个`,
	regressed: (sites, count) => `修复后复发的问题${count}个，涉及${sites}个网站`,
	overdue: (sites, count) => `逾期未改的问题${count}个，涉及${sites}个网站`,
	upcoming: (sites, count) => `将要到期的事项${count}个，涉及${sites}个网站`,
	held: (sites) => `通知暂缓、须先人工核对的网站${sites}个`,
};
const titleOrder = ['veto', 'overdue', 'regressed', 'held', 'upcoming', 'audit'] as const;
const titleWords: Readonly<Record<Occasion, (sites: number, count: number) => string>> = {
	audit: (sites) => `${sites}个网站完成审计`,
	veto: (sites) => `${sites}个网站否决`,
	regressed: (_, count) => `复发${count}个`,
	overdue: (_, count) => `逾期${count}个`,
	upcoming: (_, count) => `将到期${count}个`,
	held: (sites) => `${sites}个网站暂缓通知`,
};

const toldWords = (told: Told): string => {
	switch (told.occasion) {
		case 'audit': {
			const points = told.inspection === null ? '' : `，网站检查${told.inspection}分`;
			const review = told.review > 0 ? `，另有${told.review}条待核对（须人工核实）` : '';
			const fixed = told.fixed > 0 ? `，已修复${told.fixed}个` : '';
			return `${monthName(told.period)}审计：${verdicts[told.verdict]}${points}，确定的问题${told.certain}个${fixed}${review}`;
		}
		case 'veto':
			return `单项否决成立：${told.vetoes.join('、')}`;
		case 'regressed':
			return `修复后复发${told.count}个`;
		case 'overdue':
			return `逾期未改${told.count}个`;
		case 'upcoming':
			return `将要到期${told.count}个`;
		case 'held':
			return `没有通知：${told.reason}`;
	}
};

const exampleWords = ({ checkName, text, dueOn }: Example): string =>
	`${checkName}${text ? `：${text}` : ''}${dueOn ? `（期限${dayName(dueOn)}）` : ''}`;

const exampleLines = (site: string, told: Told, links: Links | undefined): Line[] =>
	'examples' in told
		? told.examples.map((example) => ({
				text: `　${exampleWords(example)}`,
				...(example.page ? { page: example.page } : {}),
				...(links && example.finding ? { link: links.finding(site, example.finding, told.period) } : {}),
			}))
		: [];

const paragraphOf = ({ id, name, told }: SiteNotice, links: Links | undefined): Paragraph => {
	const period = told.map((one) => ('period' in one ? one.period : undefined)).find(Boolean);
	return {
		heading: { text: name, ...(links ? { link: links.site(id, period) } : {}) },
		lines: told.flatMap((one) => [{ text: toldWords(one) }, ...exampleLines(id, one, links)]),
	};
};

/** A digest in words. */
export const messageOf = (digest: Digest, links?: Links): Message => {
	const { totals, at, siteCount, review, isSample } = digest;
	const overview = links ? { overview: links.overview() } : {};
	if (isSample)
		return {
			title: '公开哨通知（试发）',
			lead: [{ text: '这是一条试发的通知，收到即说明配置可用，没有任何网站的情况。' }],
			sites: [],
			siteCount: 0,
			...overview,
		};
	const met = titleOrder.filter((occasion) => totals[occasion]);
	const words = (of: typeof titleWords, order: readonly Occasion[]): string[] =>
		order.map((occasion) => of[occasion](totals[occasion]?.sites ?? 0, totals[occasion]?.count ?? 0));
	const lead = [
		...words(totalWords, met),
		...(review > 0 ? [`待核对${review}条：须人工核实，不作为问题`] : []),
	];
	return {
		title: `公开哨通知：${words(titleWords, met).slice(0, 3).join('、')}`,
		lead: [
			`${dayName(at.slice(0, 10))} ${at.slice(11, 16)}（北京时间），涉及${siteCount}个网站`,
			...lead,
		].map((text) => ({
			text,
		})),
		sites: digest.sites.map((site) => paragraphOf(site, links)),
		siteCount,
		...overview,
	};
};
