/**
 * A site of lists that scripts draw, in a process of its own: the entries of each come by fetch or XMLHttpRequest, its further pages by a click.
 * The entries lead to another host, which nobody asks; beside the lists there are static articles.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Addresses of entries, by the path of their list. */
export type Entries = Readonly<Record<string, readonly string[]>>;

/** What is on the site. */
export interface ScriptSite {
	readonly origin: string;
	/** Addresses of each list's entries, by its path. */
	readonly entries: Entries;
}

const [lists = '20', listPages = '10', items = '15', articles = '50'] = process.argv.slice(2);
const names =
	'政策文件 通知公告 工作动态 政策解读 财政预决算 人事信息 规划计划 统计数据 应急管理 环境保护 教育信息 医疗卫生 社会保障 食品药品 住房保障 土地征收 公共资源 行政执法 招商引资 部门动态'.split(
		' ',
	);
const nameOf = (list: number): string =>
	`${names[list % names.length]}${list < names.length ? '' : Math.floor(list / names.length) + 1}`;
const listPath = (list: number): string => `/lm${list}/`;
const articlePath = (n: number): string => `/wz/t202611${(n % 20) + 10}_${n}.html`;
const dayOf = (n: number): string =>
	new Date(Date.UTC(2026, 10, 14) - n * 86_400_000).toISOString().slice(0, 10);

const frame = (title: string, main: string): string => {
	const menu = Array.from(
		{ length: Number(lists) },
		(_, n) => `<li><a href="${listPath(n)}">${nameOf(n)}</a></li>`,
	);
	return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}-测试市人民政府</title><meta name="SiteName" content="测试市人民政府"></head>
<body><div class="header"><a href="/">首页</a><ul class="nav">${menu.join('')}</ul></div><div class="main">${main}</div>
<div class="footer"><p>主办单位：测试市人民政府办公室</p></div></body></html>`;
};

const library = `
function show(data) {
	document.getElementById('list').innerHTML = data.rows.map(function (row) {
		return '<li><a href="' + row.url + '">' + row.title + '</a><span class="date">' + row.date + '</span></li>';
	}).join('');
	document.getElementById('at').textContent = '第' + data.page + '页 共' + data.pages + '页';
	document.getElementById('previous').className = data.page > 1 ? 'previous' : 'previous disabled';
	document.getElementById('next').className = data.page < data.pages ? 'next' : 'next disabled';
}
function byFetch(url) { fetch(url).then(function (answer) { return answer.json(); }).then(show); }
function byRequest(url) {
	var request = new XMLHttpRequest();
	request.open('GET', url);
	request.onload = function () { show(JSON.parse(request.responseText)); };
	request.send();
}`;

const listPage = (list: number): string =>
	frame(
		nameOf(list),
		`<h2>${nameOf(list)}</h2><ul class="list" id="list"></ul>
<div class="page"><span id="at"></span> <a href="javascript:void(0)" id="previous" onclick="turn(-1)">上一页</a> <a href="javascript:void(0)" id="next" onclick="turn(1)">下一页</a></div>
<script>${library}
var page = 1;
function load() { ${list % 2 === 0 ? 'byFetch' : 'byRequest'}('/api/list?list=${list}&page=' + page); }
function turn(by) { if (page + by < 1 || page + by > ${listPages}) return; page += by; load(); }
load();
</script>`,
	);

const entriesOf = (list: number, page: number) =>
	Array.from({ length: Number(items) }, (_, i) => {
		const n = (page - 1) * Number(items) + i;
		return {
			url: `http://bm${list}.ceshi.gov.cn/t/${n}.html`,
			title: `关于印发${nameOf(list)}第${n + 1}号实施方案的通知`,
			date: dayOf(n),
		};
	});

const articlePage = (n: number): string =>
	frame(
		`测试市召开第${n + 1}次工作会议`,
		`<h1>测试市召开第${n + 1}次工作会议</h1><p>发布日期：${dayOf(n)}</p>${'<p>会议要求，各级各部门要提高认识，狠抓落实，确保各项任务按期完成。</p>'.repeat(40)}`,
	);

const homePage = (): string => {
	const entries = Array.from(
		{ length: Number(articles) },
		(_, n) =>
			`<li><a href="${articlePath(n)}">测试市召开第${n + 1}次工作会议</a><span>${dayOf(n)}</span></li>`,
	);
	return frame('首页', `<h2>要闻</h2><ul class="list">${entries.join('')}</ul>`);
};

const pages = new Map<string, () => string>([
	['/', homePage],
	...Array.from({ length: Number(lists) }, (_, n) => [listPath(n), () => listPage(n)] as const),
	...Array.from({ length: Number(articles) }, (_, n) => [articlePath(n), () => articlePage(n)] as const),
]);

const server = createServer(({ url = '/' }, response) => {
	const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
	if (pathname === '/api/list') {
		const page = Number(searchParams.get('page'));
		response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
		const rows = entriesOf(Number(searchParams.get('list')), page);
		response.end(
			JSON.stringify({ page, pages: Number(listPages), total: Number(listPages) * rows.length, rows }),
		);
		return;
	}
	const html = pages.get(pathname)?.();
	response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
	response.end(html ?? '');
});
server.listen(0, '127.0.0.1', () => {
	const site: ScriptSite = {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		entries: Object.fromEntries(
			Array.from({ length: Number(lists) }, (_, list) => [
				listPath(list),
				Array.from({ length: Number(listPages) }, (_, page) =>
					entriesOf(list, page + 1).map(({ url }) => url),
				).flat(),
			]),
		),
	};
	process.send?.(site);
});
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
