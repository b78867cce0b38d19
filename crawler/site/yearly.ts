import type { Yearly } from '../model.ts';
import { yearsIn } from './annual-reports.ts';
import { dateInUrl, type Pages, publishedOn } from './pages.ts';

/** Texts that come once a year, by what their titles are called. */
const names: Readonly<Record<'website' | 'evaluation', RegExp>> = {
	website:
		/政府网站[^，。]{0,12}年度[^，。]{0,6}(?:报表|报告)|网站[^，。]{0,4}年度?报表|网站工作年(?:度报告|报)/u,
	evaluation: /(?:政务|信息)公开[^，。]{0,20}(?:考核|考评|评估|测评|评议)/u,
};

/** What a text says of work to be done tells no result. */
const plan = /方案|办法|细则|指标|标准|通知$|培训|会议/u;

/** Years of the yearly texts that the site shows in lists, links and titles. */
export const findYearly = (pages: Pages): Yearly => {
	const found = { website: new Map<number, string>(), evaluation: new Map<number, string>() };
	const heard = new Set<string>();
	const hear = (title: string, url: string, date?: string): void => {
		if (title.length < 6 || title.length > 80 || heard.has(title)) return;
		heard.add(title);
		for (const kind of ['website', 'evaluation'] as const) {
			if (!names[kind].test(title) || (kind === 'evaluation' && plan.test(title))) continue;
			const page = pages.at(url);
			const on = date ?? (page && publishedOn(page)) ?? dateInUrl(url);
			const named = yearsIn(title);
			const years = named.length > 0 ? named : on ? [Number(on.slice(0, 4)) - 1] : [];
			for (const year of years) if (!found[kind].has(year)) found[kind].set(year, url);
		}
	};
	for (const { facts, finalUrl } of pages.all) {
		for (const { title, url, date } of facts.items) hear(title, url, date);
		for (const { text, url, as } of facts.links) if (as !== 'frame') hear(text, url);
		for (const { text, url } of facts.document?.attachments ?? []) hear(text, url);
		hear(facts.heading ?? facts.title, finalUrl);
	}
	const list = (kind: 'website' | 'evaluation') =>
		[...found[kind]].map(([year, url]) => ({ year, url })).sort((a, b) => b.year - a.year);
	return { website: list('website'), evaluation: list('evaluation') };
};
