import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRenderer, type Renderer } from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import type { PageFacts } from '../../../crawler/page-facts.ts';
import { browserHere } from '../../support/browser.ts';
import { type Answering, startWeb, type Web } from '../../support/web.ts';

let web: Web;
let guard: Guard;
let renderer: Renderer;
let refused = 0;

const page = (main: string): string =>
	`<!doctype html><meta charset="utf-8"><title>通知公告</title><div class="nav"><a href="/">首页</a><a href="/a/">概况</a><a href="/b/">服务</a></div><h2>通知公告</h2>${main}`;

const titleOf = (n: number): string => `关于第${n}号事项的通知`;
const row = (n: number, year = 2026): string =>
	`<li><a href="/item/${n}.html">${titleOf(n)}</a><span>${year}-03-1${n}</span></li>`;

/** Entries whose address a function makes. */
const called =
	page(`<table>${[1, 2, 3].map((n) => `<tr onclick="view(${n})"><td>${titleOf(n)}</td><td>2026-03-1${n}</td></tr>`).join('')}</table>
<script>function view(id) { location.href = ['/item/' + id, 'html'].join('.'); }</script>`);

const windows =
	page(`<ul class="news-list">${[1, 2, 3].map((n) => `<li><a href="javascript:;" onclick="openNews('${n}')">${titleOf(n)}</a><span>2026-03-1${n}</span></li>`).join('')}</ul>
<script>function openNews(id) { const w = window.open(); w.location.href = '/item/' + id + '.html'; }</script>`);

/** Link buttons of a form, which is sent and answered with the entry's address. */
const buttons =
	page(`<form id="f" method="post" action="/buttons"><input type="hidden" name="target"><ul class="news-list">
${[1, 2, 3].map((n) => `<li><a href="javascript:send('row$ctl0${n}')">${titleOf(n)}</a><span>2026-03-1${n}</span></li>`).join('')}</ul></form>
<script>function send(target) { document.forms.f.target.value = target; document.forms.f.elements.target.value = target; document.forms.f.submit(); }</script>`);

/** The same, two of one title among them. */
const namesakes = buttons.replace('action="/buttons"', 'action="/namesakes"').replace(titleOf(3), titleOf(1));

/** A form, and where its buttons lead. */
const formOf =
	(html: string): Answering =>
	(request, response) => {
		if (request.method === 'GET') {
			response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
			return;
		}
		let body = '';
		request.on('data', (part) => {
			body += part;
		});
		request.on('end', () =>
			response.writeHead(302, { location: `/item/${/\d$/.exec(body)?.[0]}.html` }).end(),
		);
	};

/** Entries that unfold in place. */
const folded =
	page(`<ul class="news-list">${[1, 2, 3, 4, 5].map((n) => `<li><a href="javascript:;" onclick="show(${n})">${titleOf(n)}</a><span>2026-03-1${n}</span></li>`).join('')}</ul>
<script>function show(id) { document.title = String(id); }</script>`);

const draw = `<ul class="news-list" id="list"></ul><script>
const show = (year) => fetch('/data?' + year).then((answer) => answer.text()).then((rows) => { document.getElementById('list').innerHTML = rows; });`;

const asked = page(
	`<div>标题 <input type="text"> <button type="button" onclick="show(2026)">查 询</button></div>${draw}</script>`,
);
const chosen = page(
	`<select onchange="show(this.value)"><option value="2026">2026年</option><option value="2025">2025年</option></select>${draw} show(2026);</script>`,
);
const listed = page(
	`<div class="years"><span class="on" onclick="show(2026)">2026年</span><span onclick="show(2025)">2025年</span></div>${draw} show(2026);</script>`,
);

/** It grows at its end, and nothing on the page says so. */
const growing = page(
	`<div style="min-height:1500px"><ul class="news-list" id="list">${row(1)}${row(2)}</ul></div><script src="/grow.js"></script>`,
);

/** Rows of three entries a page, as data; whatever lies beyond the last page is there, too. */
const dataOf = (n: number): string =>
	JSON.stringify({
		rows: [0, 1, 2].map((i) => {
			const id = 3 * n + i;
			return { id, title: titleOf(id), date: `2026-03-${String(28 - id).padStart(2, '0')}` };
		}),
	});
/** A list whose script draws data and gets stuck after some turns. */
const stuck = (api: string, { pages = 7, after = 3 } = {}): string =>
	page(`<ul class="news-list" id="list"></ul><div class="page">共${pages}页 <a href="javascript:;">首页</a> <a href="javascript:;">上一页</a> <a href="javascript:;" onclick="turn()">下一页</a></div><script>
let n = 0;
const draw = () => fetch('${api}' + n).then((answer) => answer.json()).then(({ rows }) => {
	document.getElementById('list').innerHTML = rows.map((row) => '<li><a href="/item/' + row.id + '.html">' + row.title + '</a><span>' + row.date + '</span></li>').join('');
});
const turn = () => { if (n + 1 < ${after}) { n++; draw(); } };
draw();
</script>`);
const pagesOf =
	(answer: (n: number) => string | undefined): Answering =>
	(request, response) => {
		const text = answer(Number(/\d+$/.exec(request.url ?? '')?.[0]));
		response
			.writeHead(text === undefined ? 500 : 200, { 'content-type': 'application/json' })
			.end(text ?? '');
	};

const tree = page(
	`<ul class="tree"><li><span onclick="show(2026)">人事信息</span></li><li><span onclick="show(2025)">规划计划</span></li></ul>${draw} show(2026);</script>`,
);

beforeAll(async () => {
	web = await startWeb({
		'/called': called,
		'/windows': windows,
		'/buttons': formOf(buttons),
		'/namesakes': formOf(namesakes),
		'/folded': folded,
		'/asked': asked,
		'/chosen': chosen,
		'/listed': listed,
		'/growing': growing,
		'/tree': tree,
		'/stuck': stuck('/api/good?page='),
		'/moving': stuck('/api/moving?page=', { pages: 7, after: 7 }),
		'/deaf': stuck('/api/deaf?page='),
		...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`/api/good?page=${n}`, dataOf(n)])),
		// What is asked for by number alone is refused after three pages, but for who goes on drawing.
		...Object.fromEntries(
			Array.from({ length: 9 }, (_, n) => [
				`/api/moving?page=${n}`,
				pagesOf((page) => (page === 3 && !refused++ ? undefined : dataOf(page))),
			]),
		),
		...Object.fromEntries(
			Array.from({ length: 9 }, (_, n) => [`/api/deaf?page=${n}`, dataOf(Math.min(n, 2))]),
		),
		'/data?2026': row(1) + row(2),
		'/data?2025': row(3, 2025),
		'/grow.js': (_request, response) =>
			response.setHeader('content-type', 'text/javascript').end(`let done = false;
addEventListener('scroll', () => {
	if (done || innerHeight + pageYOffset < document.documentElement.scrollHeight - 60) return;
	done = true;
	fetch('/data?2025').then((answer) => answer.text()).then((rows) => list.insertAdjacentHTML('beforeend', rows));
});`),
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	const browser = await browserHere();
	renderer = openRenderer(browser, { guard, timeoutSeconds: 10, turnSeconds: 0.01, maxTurns: 8 });
}, 120_000);

afterAll(async () => {
	await renderer?.close();
	await guard?.close();
	await web?.close();
});

const factsOf = async (path: string): Promise<PageFacts> => {
	const rendered = await renderer.render(web.url + path);
	if (rendered.state === 'failed') throw new Error(rendered.reason);
	return rendered.facts;
};

const three = ['/item/1.html', '/item/2.html', '/item/3.html'];

test.concurrent.each([
	['rows whose address a function makes', '/called'],
	['entries that open a window', '/windows'],
	['link buttons of a form', '/buttons'],
	['link buttons, two under one title', '/namesakes'],
	['a list behind 查询', '/asked', three.slice(0, 2)],
	['a list of one year among several to choose from', '/chosen'],
	['a list of one year in a row of years', '/listed'],
	['a list that grows and does not say so', '/growing'],
] as const)(
	'%s: all entries are found with their addresses',
	{ timeout: 300_000 },
	async (_name, path, expected = three) => {
		const { items, cutBy } = await factsOf(path);
		expect(items.map(({ url }) => url.replace(web.url, ''))).toEqual(expected);
		expect(cutBy).toBeUndefined();
	},
);

test('entries are pressed without being opened, and what unfolds in place is left after a few', async () => {
	expect(web.asked.filter((path) => path.startsWith('/item/'))).toEqual([]);
	const { items } = await factsOf('/folded');
	expect(items.map(({ url, blind }) => `${url} ${blind}`)).toEqual(items.map(() => `${web.url}/folded true`));
	expect(items).toHaveLength(5);
});

test('a tree of columns that no link leads to shows each of them as a view', async () => {
	const { views = [] } = await factsOf('/tree');
	expect(views.map(({ name, items, complete }) => `${name} ${items.length} ${complete}`).sort()).toEqual([
		'人事信息 2 true',
		'规划计划 1 true',
	]);
});

/** Numbers of the entries, by their addresses. */
const idsOf = ({ items }: PageFacts): number[] =>
	items.map(({ url }) => Number(/(\d+)\.html$/.exec(url)?.[1]));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

test('three turns show how a list asks for its data, and the rest is asked for as its script would', async () => {
	const facts = await factsOf('/stuck');
	// Of nine pages that the server has, the list speaks of seven.
	expect(idsOf(facts)).toEqual(upTo(21));
	expect(facts.items.at(-1)).toEqual({
		url: `${web.url}/item/20.html`,
		title: titleOf(20),
		date: '2026-03-08',
	});
	expect(facts.links.map(({ url }) => url)).toContain(`${web.url}/item/20.html`);
	const asked = web.asked.filter((path) => path.startsWith('/api/good'));
	expect(asked).toEqual(upTo(7).map((n) => `/api/good?page=${n}`));
});

test('data that do not come are drawn as a visitor has them drawn', async () => {
	expect(idsOf(await factsOf('/moving'))).toEqual(upTo(21));
});

test('whoever answers the same whatever is asked for has no more pages', async () => {
	expect(idsOf(await factsOf('/deaf'))).toEqual(upTo(9));
});
