/** A clean town as chance draws it: all that every government site has, and some documents, news and interpretations. */
import { createRandom, type Random } from '../../fixtures/country/random.ts';
import type { SmallSite } from '../site.ts';
import { type Entry, type Frame, framed, linksTo, listed, rowsOf, text, told } from '../year-pages.ts';
import { chapter, duties, guide, sections, texts } from '../year-texts.ts';
import {
	addDays,
	asOf,
	bodyForms,
	dayForms,
	drawPaper,
	drawSubjects,
	entryOf,
	type Look,
	type Paper,
	paperPage,
	place,
	signatureForms,
	templates,
} from './papers.ts';

/** An article and its list's entry. */
export interface Article {
	readonly path: string;
	readonly title: string;
	readonly on: string;
	readonly lines: readonly string[];
	readonly more?: string;
}

/** All that is drawn of a town; a mutation changes one thing of it. */
export interface Town extends Look {
	readonly random: Random;
	readonly papers: readonly Paper[];
	/** By the column's path, newest first. */
	readonly articles: Readonly<Record<string, readonly Article[]>>;
	/** Columns that are one text. */
	readonly texts: Readonly<Record<string, readonly string[]>>;
	readonly menu: readonly (readonly [path: string, name: string])[];
	readonly sections: readonly (readonly [path: string, name: string])[];
	readonly duties: readonly (readonly [path: string, name: string])[];
	/** Whole pages in place of what the town would show, or beside it. */
	readonly pages: Readonly<Record<string, string>>;
	/** Pages that the town has not. */
	readonly leftOut?: readonly string[];
	/** What the crawl says beside the pages. */
	readonly beside: Omit<SmallSite, 'pages'>;
	/** A subject that nothing else of the town is about. */
	readonly subject: () => string;
	/** A number that no page has yet. */
	readonly no: () => number;
}

const menu: readonly (readonly [path: string, name: string])[] = [
	['/xw/', '政务动态'],
	['/tz/', '通知公告'],
	['/zc/', '政策文件'],
	['/jd/', '政策解读'],
	['/gh/', '规划计划'],
	['/rs/', '人事信息'],
	['/zj/', '征集调查'],
	['/nb/', '政府信息公开年报'],
	['/gk/', '走进清溪'],
	['/ld/', '领导信息'],
	['/jg/', '机构职能'],
	['/ly/', '咨询留言'],
	['/fw/', '办事服务'],
	['/sj/', '数据发布'],
	['/zfxxgk/', '政府信息公开'],
];

/** Columns of disclosure that are lists of articles. */
const headings: Readonly<Record<string, string>> = {
	'/zfxxgk/zd/': '政府信息公开制度',
	'/zfxxgk/gb/': '政府公报',
	'/zfxxgk/fz/': '废止失效文件清单',
};

const newsTitles: readonly ((subject: string) => string)[] = [
	(subject) => `我县${subject}工作取得新进展`,
	(subject) => `县政府召开${subject}工作推进会`,
	(subject) => `全县${subject}现场会在东山镇举行`,
	(subject) => `县领导检查${subject}工作`,
];

/** The town of a seed. */
export const drawTown = (seed: number): Town => {
	const random = createRandom(seed);
	const { int, pick } = random;
	const subject = drawSubjects(random);
	let last = int(1, 40);
	const no = (): number => ++last;
	const article = (folder: string, title: string, on: string, lines = chapter(title)): Article => ({
		path: `${folder}${no()}.html`,
		title,
		on,
		lines,
	});
	const kinds = ['rule', 'plan', 'notice', 'list'] as const;
	const papers = [
		// The newest keeps its columns fresh, but not the homepage.
		drawPaper(random, subject(), no(), 'rule', { since: '2026-10-10', until: '2026-10-22' }),
		...Array.from({ length: int(5, 7) }, () => drawPaper(random, subject(), no(), pick(kinds))),
	];
	const news = Array.from({ length: int(5, 7) }, (_, i) =>
		article('/xw/', pick(newsTitles)(subject()), addDays(asOf, -1 - i * int(2, 6))),
	);
	const notices = Array.from({ length: int(3, 5) }, (_, i) =>
		article('/tz/', `关于${subject()}有关事项的公告`, addDays(asOf, -9 - i * int(10, 60))),
	);
	const years = [2025, 2024, 2023, 2022, 2021, 2020];
	return {
		random,
		template: pick(templates),
		day: pick(dayForms),
		signature: pick(signatureForms),
		body: pick(bodyForms),
		papers,
		articles: {
			'/xw/': news,
			'/tz/': [
				...notices,
				article('/tz/', `${place}2025年政务公开工作考核结果`, '2026-03-25'),
				article('/tz/', `${place}人民政府网站2025年度工作报表`, '2026-01-20'),
			],
			'/gh/': [
				article('/gh/', `${place}水网建设安排`, '2026-10-09'),
				article('/gh/', `${place}重点项目安排`, '2025-02-10'),
			],
			'/rs/': [
				article('/rs/', '李明等同志职务调整', '2026-04-01'),
				article('/rs/', '周宁等同志职务调整', '2025-08-11'),
			],
			'/zj/': [
				article('/zj/', '县城绿道使用情况网上调查', '2026-11-02'),
				article('/zj/', '民生实事项目网上调查', '2025-10-08'),
			],
			'/nb/': years.map((year) =>
				article('/nb/', `${place}${year}年政府信息公开工作年度报告`, `${year + 1}-01-${int(10, 28)}`),
			),
			'/sj/': [
				article('/sj/', '上半年全县居民收入情况', '2026-07-05'),
				article('/sj/', '一季度全县居民收入情况', '2026-04-05'),
			],
			'/fw/': ['户外广告', '城市道路', '临时占道'].map((matter) =>
				article('/fw/', `${matter}办事指南`, '2024-05-10', guide(matter)),
			),
			'/zfxxgk/zd/': [article('/zfxxgk/zd/', `${place}政府信息公开审查制度`, '2022-04-12')],
			'/zfxxgk/gb/': [
				article('/zfxxgk/gb/', `${place}人民政府公报2025年第2期`, '2025-12-26'),
				article('/zfxxgk/gb/', `${place}人民政府公报2025年第1期`, '2025-06-27'),
			],
			'/zfxxgk/fz/': [article('/zfxxgk/fz/', '2024年文件清理结果', '2024-12-10')],
		},
		texts: { ...texts, ...Object.fromEntries(duties.map(([path, name]) => [path, chapter(name)])) },
		menu,
		sections,
		duties,
		pages: {},
		beside: {
			asOf,
			name: `${place}人民政府`,
			reach: { https: { state: 'served' }, ipv6: { hasAddress: true } },
		},
		subject,
		no,
	};
};

/** The town with these papers in addition. */
export const withPapers = (town: Town, ...papers: readonly Paper[]): Town => ({
	...town,
	papers: [...town.papers, ...papers],
});

/** The town with these articles in addition in one of its columns. */
export const withArticles = (town: Town, column: string, ...articles: readonly Article[]): Town => ({
	...town,
	articles: { ...town.articles, [column]: [...articles, ...(town.articles[column] ?? [])] },
});

/** The frame of a page of the town. */
export const frameAt = ({ menu, sections, duties }: Town, path: string): Frame => ({
	menu,
	at: [...duties, ...sections, ...menu].find(([column]) => path.startsWith(column)),
});

const articlesOf = (town: Town): Town['articles'] => {
	const readings = town.papers.flatMap(({ path, title, reading }): Article[] =>
		reading
			? [
					{
						...reading,
						...(reading.linksBack && { more: `<p>相关文件：<a href="${path}">${title}</a></p>` }),
					},
				]
			: [],
	);
	return { ...town.articles, '/jd/': [...readings, ...(town.articles['/jd/'] ?? [])] };
};

/** What a crawl of the town meets. */
export const siteOfTown = (town: Town): SmallSite => {
	const { papers, menu, sections, duties } = town;
	const pages: Record<string, string> = {};
	for (const paper of papers) pages[paper.path] = paperPage(frameAt(town, paper.path), town, paper);
	const articles = articlesOf(town);
	for (const [column, all] of Object.entries(articles)) {
		const frame = frameAt(town, column);
		if (frame.at?.[0] !== column) continue;
		pages[column] = listed(
			frame,
			'9999',
			all.map(({ path, title, on }): Entry => [path, title, on]),
		);
		for (const { path, title, on, lines, more = '' } of all)
			pages[path] = text(frame, title, on, lines, more);
	}
	for (const [path, name] of [...sections, ...duties, ...menu]) {
		const lines = town.texts[path];
		if (lines && !pages[path]) pages[path] = told(frameAt(town, path), lines);
		else if (headings[path] && !pages[path]) pages[path] = listed({ menu, at: [path, name] }, '9999', []);
	}
	const rules = papers.filter(({ reading, title }) => reading && /办法|规定|细则/.test(title));
	pages['/zc/'] = listed(frameAt(town, '/zc/'), '9999', papers.map(entryOf));
	pages['/zfxxgk/gfx/'] = listed(frameAt(town, '/zfxxgk/gfx/'), '9999', rules.map(entryOf));
	const shared = menu.filter(([path]) => /^\/(?:zc|gh|rs|nb|jg)\//.test(path));
	pages['/zfxxgk/'] = told(frameAt(town, '/zfxxgk/'), [], linksTo([...sections, ...shared]));
	pages['/zfxxgk/fd/'] = told(
		frameAt(town, '/zfxxgk/fd/'),
		['本县主动公开的信息见下列栏目。'],
		linksTo([...shared, ...duties]),
	);
	const news = (articles['/xw/'] ?? []).slice(0, 5).map(({ path, title, on }): Entry => [path, title, on]);
	const all = {
		'/': framed({ menu }, '', rowsOf(news)),
		'/map.html': framed({ menu }, '网站地图', linksTo([...menu, ...sections])),
		...pages,
		...town.pages,
	};
	const left = Object.entries(all).filter(([path]) => !town.leftOut?.includes(path));
	return { ...town.beside, pages: Object.fromEntries(left) };
};
