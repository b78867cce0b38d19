/** The pages of a static government site, of about 25 KB with 60 links each. */

const columnCount = 10;
const itemsPerList = 20;
const linksPerPage = 60;
const pageBytes = 25_000;

const sentence =
	'为进一步规范行政行为，切实保障公民、法人和其他组织的合法权益，结合本市实际，现就有关事项通知如下。';

/** How a site's pages are divided. */
export interface Plan {
	readonly articles: number;
	readonly listsPerColumn: number;
}

export const planFor = (pages: number): Plan => {
	// One homepage, lists of twenty, and an article for each entry.
	const articles = Math.max(columnCount, Math.floor(((pages - 1) * itemsPerList) / (itemsPerList + 1)));
	return { articles, listsPerColumn: Math.ceil(articles / columnCount / itemsPerList) };
};

const articlePath = (n: number): string => `/c${n % columnCount}/t20260${(n % 9) + 1}10_${n}.html`;
const listPath = (column: number, n: number): string =>
	n === 0 ? `/c${column}/index.html` : `/c${column}/index_${n}.html`;

const link = (path: string, text: string, more = ''): string =>
	`<li><a href="${path}" title="${text}">${text}</a>${more}</li>`;

/** A page of so many bytes: what is missing is text, or rules of style on a list, which has little text. */
const frame = (title: string, main: string, isList = false): string => {
	const nav = Array.from({ length: columnCount }, (_, column) => link(listPath(column, 0), `栏目${column}`));
	const page = (text: string, style: string): string => `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="SiteName" content="测试市人民政府"><meta name="${isList ? 'ColumnName' : 'ArticleTitle'}" content="${title}"><style>${style}</style></head>
<body><div class="header"><a href="/">首页</a><ul class="nav">${nav.join('')}</ul></div>
<div class="main"><h1>${title}</h1>${text}${main}</div>
<div class="footer"><p>主办单位：测试市人民政府办公室</p></div></body></html>`;
	const missing = pageBytes - Buffer.byteLength(page('', ''));
	const filling = (what: string): string =>
		what.repeat(Math.max(0, Math.floor(missing / Buffer.byteLength(what))));
	return isList
		? page('', filling('.list li a{color:#333;line-height:2}'))
		: page(filling(`<p>${sentence}</p>`), '');
};

const articleLinks = (from: number, count: number, { articles }: Plan): string[] =>
	Array.from({ length: count }, (_, i) => {
		const n = (from * 7 + i * 131) % articles;
		return link(articlePath(n), `关于印发第${n}号实施方案的通知`);
	});

/** Links of a page beside the frame's own. */
const ownLinks = linksPerPage - columnCount - 1;

const listPage = (column: number, n: number, plan: Plan): string => {
	const own: string[] = [];
	for (let i = 0; i < itemsPerList; i++) {
		const article = (n * itemsPerList + i) * columnCount + column;
		if (article < plan.articles)
			own.push(link(articlePath(article), `关于印发第${article}号实施方案的通知`, '<span>2026-06-10</span>'));
	}
	const next = n + 1 < plan.listsPerColumn ? `<a href="${listPath(column, n + 1)}">下一页</a>` : '';
	const others = articleLinks(n, ownLinks - own.length, plan).join('');
	return frame(
		`栏目${column}`,
		`<ul class="list">${own.join('')}</ul><div class="page">${next}</div><h2>热门文章</h2><ul>${others}</ul>`,
		true,
	);
};

const articlePage = (n: number, plan: Plan): string =>
	frame(
		`关于印发第${n}号实施方案的通知`,
		`<p>发布日期：2026-06-10</p><ul class="list">${articleLinks(n, ownLinks, plan).join('')}</ul>`,
	);

/** The page at a path; undefined where there is none. */
export const answer = (path: string, plan: Plan): string | undefined => {
	if (path === '/')
		return frame('测试市人民政府', `<ul class="list">${articleLinks(0, ownLinks, plan).join('')}</ul>`);
	const list = /^\/c(\d)\/index(?:_(\d+))?\.html$/.exec(path);
	if (list) return listPage(Number(list[1]), Number(list[2] ?? 0), plan);
	const article = /_(\d+)\.html$/.exec(path);
	return article ? articlePage(Number(article[1]), plan) : undefined;
};

/** The path of every page. */
export const everyPage = ({ articles, listsPerColumn }: Plan): string[] => [
	'/',
	...Array.from({ length: columnCount }, (_, column) =>
		Array.from({ length: listsPerColumn }, (_, n) => listPath(column, n)),
	).flat(),
	...Array.from({ length: articles }, (_, n) => articlePath(n)),
];
