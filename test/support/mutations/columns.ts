/** What can be wrong with a column, its entries and the messages of the public. */

import { framed, listed, rowsOf } from '../year-pages.ts';
import { chapter } from '../year-texts.ts';
import type { Mutate } from './mutation.ts';
import { addDays, asOf, office, place } from './papers.ts';
import { type Article, frameAt, type Town, withArticles } from './town.ts';

/** The town with other entries in one of its columns. */
const filled = (town: Town, column: string, articles: readonly Article[]): Town => ({
	...town,
	articles: { ...town.articles, [column]: articles },
});

const staleColumn: Mutate = (town) => {
	const { random } = town;
	const [column, oldest] = random.pick([
		['/tz/', 400],
		['/rs/', 800],
		['/sj/', 800],
	] as const);
	const all = town.articles[column] ?? [];
	const aged = all.map((one, i) => ({ ...one, on: addDays(asOf, -oldest - i * random.int(3, 20)) }));
	// What must come within the year is told elsewhere.
	const yearly = column === '/tz/' ? all.filter(({ title }) => /考核|报表/.test(title)) : [];
	const moved = withArticles(
		town,
		'/gh/',
		...yearly.map((one) => ({ ...one, path: one.path.replace('/tz/', '/gh/') })),
	);
	return {
		clean: filled(
			moved,
			column,
			all.filter((one) => !yearly.includes(one)),
		),
		faulty: filled(
			moved,
			column,
			aged.filter((_, i) => !yearly.includes(all[i] as Article)),
		),
		subject: column,
	};
};

const emptyColumn: Mutate = (town) => {
	const column = town.random.pick(['/rs/', '/sj/', '/gh/', '/zj/']);
	// What such a column holds may be what every government must disclose.
	return { clean: town, faulty: filled(town, column, []), subject: column, also: ['missing-statutory-item'] };
};

const duplicateItem: Mutate = (town) => {
	const { random } = town;
	const column = random.pick(['/xw/', '/tz/', '/gh/']);
	const article = {
		path: `${column}${town.no()}.html`,
		title: `关于${town.subject()}的情况`,
		on: addDays(asOf, -random.int(40, 60)),
		lines: chapter(town.subject()),
	};
	const copy = { ...article, path: `${column}${town.no()}.html`, on: addDays(article.on, random.int(1, 9)) };
	const once = withArticles(town, column, article);
	return { clean: once, faulty: withArticles(once, column, copy), subject: copy.path, key: column };
};

const undatedItem: Mutate = (town) => {
	const column = town.random.pick(['/tz/', '/xw/']);
	const article = {
		path: `${column}${town.no()}.html`,
		title: `关于${town.subject()}有关安排的说明`,
		on: addDays(asOf, -town.random.int(3, 40)),
		lines: chapter(town.subject()),
	};
	const undated = (town: Town): Town => {
		const entries = (town.articles[column] ?? []).map(({ path, title, on }) => [path, title, on] as const);
		const list = listed(frameAt(town, column), '9999', entries);
		const page = framed(
			frameAt(town, column),
			article.title,
			`<h1>${article.title}</h1><div class="info">来源：${office}</div><div class="content">${article.lines.map((line) => `<p>${line}</p>`).join('')}</div>`,
			{
				...{ ColumnName: '栏目', ColumnDescription: '说明', ColumnKeywords: '词', ColumnType: '类' },
				...{ ArticleTitle: article.title, ContentSource: office },
			},
		);
		const line = new RegExp(`(<a href="${article.path}"[^>]*>[^<]*</a>)<span>[^<]*</span>`);
		return { ...town, pages: { ...town.pages, [article.path]: page, [column]: list.replace(line, '$1') } };
	};
	const clean = withArticles(town, column, article);
	return { clean, faulty: undated(clean), subject: article.path };
};

const misfiledContent: Mutate = (town) => {
	const { random } = town;
	const on = '2026-03-20';
	const [column, title] = random.pick([
		['/nb/', `${place}${town.subject()}项目中标结果公告`],
		['/nb/', `${place}教育局2026年公开招聘教师公告`],
		['/zc/', `${place}${town.subject()}项目招标公告`],
	] as const);
	const article = { path: `/zs/${town.no()}.html`, title, on, lines: chapter(title) };
	// Where it belongs: recruiting among personnel, the rest among the notices.
	const home = title.includes('招聘') ? '/rs/' : '/tz/';
	const clean = withArticles(town, home, { ...article, path: article.path.replace('/zs/', home) });
	const path = article.path.replace('/zs/', column);
	if (column === '/nb/')
		return { clean, faulty: withArticles(town, column, { ...article, path }), subject: path, key: column };
	return { clean, faulty: filedAsPolicy(town, { ...article, path }), subject: path, key: column };
};

/** The list of policies with an article among its documents. */
const filedAsPolicy = (town: Town, article: Article): Town => {
	const entries = town.papers.map(({ path, title, publishedOn }) => [path, title, publishedOn] as const);
	const frame = frameAt(town, '/zc/');
	const page = framed(
		frame,
		article.title,
		`<h1>${article.title}</h1><div class="info">发布时间：${article.on} 来源：${office}</div><div class="content">${article.lines.map((line) => `<p>${line}</p>`).join('')}</div>`,
		{
			...{ ColumnName: '政策文件', ColumnDescription: '说明', ColumnKeywords: '词', ColumnType: '类' },
			...{ ArticleTitle: article.title, PubDate: article.on, ContentSource: office },
		},
	);
	const list = listed(frame, '9999', [...entries, [article.path, article.title, article.on]]);
	return { ...town, pages: { ...town.pages, [article.path]: page, '/zc/': list } };
};

/** The mailbox as a list of letters with their pages. */
const mailbox = (
	town: Town,
	letters: readonly { asked: string; replied?: string; title: string; path: string }[],
): Town => {
	const frame = frameAt(town, '/ly/');
	const pages = letters.map(({ asked, replied, title, path }) => [
		path,
		framed(
			frame,
			title,
			`<h1>${title}</h1><p>留言时间：${asked}</p><div class="content"><p>请问这件事什么时候能够办好，群众出行很不方便，希望尽快答复。</p></div>${
				replied
					? `<p>答复时间：${replied}</p><p>答复内容：预计下月办好，感谢理解。</p>`
					: '<p>办理状态：办理中</p>'
			}`,
		),
	]);
	const list = listed(
		frame,
		'9999',
		letters.map(({ path, title, asked }) => [path, title, asked] as const),
	);
	return { ...town, pages: { ...town.pages, ...Object.fromEntries(pages), '/ly/': list } };
};

/** Letters on working days in weeks without feasts, answered on the next day. */
const lettersIn = (town: Town) => {
	const mondays = ['2026-03-02', '2026-03-16', '2026-05-11', '2026-06-01', '2026-07-06', '2026-07-20'];
	return town.random
		.shuffle(mondays)
		.slice(0, 4)
		.map((monday, i) => {
			const asked = addDays(monday, town.random.int(0, 2));
			return {
				asked,
				replied: addDays(asked, 1),
				title: `关于${town.subject()}问题的${i % 2 === 0 ? '咨询' : '建议'}`,
				path: `/ly/${town.no()}.html`,
			};
		});
};

const slowReply: Mutate = (town) => {
	const [first, ...others] = lettersIn(town);
	if (!first) throw new Error('expected a letter');
	const late = { ...first, replied: addDays(first.asked, town.random.int(10, 30)) };
	return {
		clean: mailbox(town, [first, ...others]),
		faulty: mailbox(town, [late, ...others]),
		subject: '/ly/',
		certainty: 'review',
	};
};

const unansweredMessage: Mutate = (town) => {
	const [first, ...others] = lettersIn(town);
	if (!first) throw new Error('expected a letter');
	const { replied: _, ...open } = first;
	return {
		clean: mailbox(town, [first, ...others]),
		faulty: mailbox(town, [open, ...others]),
		subject: open.path,
	};
};

const homepageStale: Mutate = (town) => {
	const all = town.articles['/xw/'] ?? [];
	const old = all.map((one, i) => [one.path, one.title, addDays(asOf, -60 - i * 5)] as const);
	const columnsOld = town.random.chance(0.5);
	// The homepage has entries of its own that no column lists.
	const entries = old.map(([, title, on], i) => [`/yw/${i}.html`, title, on] as const);
	const faulty: Town = {
		...town,
		pages: { ...town.pages, '/': framed({ menu: town.menu }, '', rowsOf(entries)) },
	};
	if (!columnsOld) return { clean: town, faulty, subject: '/', certainty: 'review' };
	// Nothing in the columns that it leads to is of the last two weeks, and none of them is overdue.
	const notLate = addDays(asOf, -15);
	const columns = Object.fromEntries(
		Object.entries(faulty.articles).map(([column, some]) => [
			column,
			some.map((one) => (one.on > notLate ? { ...one, on: addDays(asOf, -16) } : one)),
		]),
	);
	return {
		clean: town,
		faulty: {
			...faulty,
			articles: columns,
		},
		subject: '/',
		also: ['stale-column'],
	};
};

export const columnMutations: Readonly<Record<string, Mutate>> = {
	'stale-column': staleColumn,
	'empty-column': emptyColumn,
	'duplicate-item': duplicateItem,
	'undated-item': undatedItem,
	'misfiled-content': misfiledContent,
	'slow-reply': slowReply,
	'unanswered-message': unansweredMessage,
	'homepage-stale': homepageStale,
};
