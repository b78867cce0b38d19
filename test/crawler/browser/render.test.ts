import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRenderer, type Renderer } from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { startWeb, type Web } from '../../support/web.ts';

let web: Web;
let guard: Guard;
let renderer: Renderer;

const list = `<!doctype html><meta charset="utf-8"><title>通知公告</title>
<div class="crumb"><a href="/">首页</a> &gt; 通知公告</div>
<ul id="list" class="news-list"></ul><div id="pager"></div>
<script>
async function go(page) {
	const { items, pages } = await (await fetch('/api?page=' + page)).json();
	document.getElementById('list').innerHTML = items
		.map((i) => '<li><a href="/item/' + i.id + '.html">' + i.title + '</a><span>' + i.date + '</span></li>').join('');
	const last = page >= pages;
	document.getElementById('pager').innerHTML = '第' + page + '页 <a href="javascript:;" ' +
		(last ? 'class="disabled"' : 'onclick="go(' + (page + 1) + ')"') + '>下一页</a>';
}
go(1);
</script>`;

/** A shell: its script draws a menu without addresses, and the list of what was pressed. */
const shell = `<!doctype html><meta charset="utf-8"><title>目录</title><div id="app"></div>
<script>
const lists = { 政策文件: 3, 政策解读: 2, 人事信息: 1 };
const app = document.getElementById('app');
app.innerHTML = '<ul class="tree"></ul><table><tbody></tbody></table>';
const show = (name) => {
	app.querySelector('tbody').innerHTML = Array.from({ length: lists[name] }, (_, i) =>
		'<tr><td><a href="/doc/' + encodeURIComponent(name) + i + '.html">关于' + name + '第' + i + '号事项的通知</a></td><td>2026-03-1' + i + '</td></tr>').join('');
};
for (const name of Object.keys(lists)) {
	const entry = document.createElement('li');
	entry.textContent = name;
	entry.onclick = () => show(name);
	app.querySelector('ul').append(entry);
}
show('政策文件');
</script>`;

/** A shell whose years, which are no entries, hold columns of the same names. */
const years = `<!doctype html><meta charset="utf-8"><title>目录</title><ul class="tree">
${[2026, 2025].map((year) => `<li>${year}年<ul><li><span onclick="show('${year}/1')">政策文件</span></li><li><span onclick="show('${year}/2')">通知公告</span></li></ul></li>`).join('')}
</ul><ul class="news-list"></ul>
<script>
const show = (folder) => {
	document.querySelector('.news-list').innerHTML = [1, 2, 3].map((n) =>
		'<li><a href="/doc/' + folder + n + '.html">关于' + folder + '第' + n + '号事项的通知</a></li>').join('');
};
show('2026/1');
</script>`;

const entry = (n: number): string =>
	`<li><a href="/item/${n}.html">关于第${n}号事项的通知</a><span>2026-03-1${n % 10}</span></li>`;

/** ASP.NET's paging by post, with plain numbers. */
const posted = (page: number): string => `<!doctype html><meta charset="utf-8"><title>通知公告</title>
<form id="form1" method="post" action="/posted.aspx"><input type="hidden" name="__EVENTTARGET"><input type="hidden" name="__EVENTARGUMENT">
<script>function __doPostBack(t, a) { const f = document.forms.form1; f.__EVENTTARGET.value = t; f.__EVENTARGUMENT.value = a; f.submit(); }</script>
<ul class="news-list">${[1, 2, 3, 4].map((n) => entry(page * 10 + n)).join('')}</ul>
<table><tr>${[1, 2, 3].map((n) => (n === page ? `<td><span>${n}</span></td>` : `<td><a href="javascript:__doPostBack('GridView1','Page$${n}')">${n}</a></td>`)).join('')}</tr></table></form>`;

/** A list that takes up more as the reader comes near its end. */
const scrolled = `<!doctype html><meta charset="utf-8"><title>部门动态</title><div style="min-height:1500px"><ul class="news-list" id="box">${[1, 2, 3].map(entry).join('')}</ul></div>
<script>
let page = 1;
window.addEventListener('scroll', async () => {
	if (page > 3 || innerHeight + pageYOffset < document.documentElement.scrollHeight - 50) return;
	const { items } = await (await fetch('/api?page=' + page++)).json();
	box.insertAdjacentHTML('beforeend', items.map((i) => '<li><a href="/item/' + i.id + '.html">' + i.title + '</a></li>').join(''));
});
</script>`;

/** Tabs over one list, on a page that links to its neighbours. */
const tabs = `<!doctype html><meta charset="utf-8"><title>政策</title><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a/">通知公告</a></li><li><a href="/b/">人事信息</a></li></ul>
<div class="tabs"><span class="tab on">政策文件</span><span class="tab">政策解读</span></div><ul class="news-list" id="pane"></ul>
<script>
const show = async (page) => {
	const { items } = await (await fetch('/api?page=' + page)).json();
	pane.innerHTML = items.map((i) => '<li><a href="/item/' + i.id + '.html">' + i.title + '</a></li>').join('');
};
document.querySelectorAll('.tab').forEach((tab, i) => (tab.onclick = () => show(i + 1)));
show(1);
</script>`;

beforeAll(async () => {
	web = await startWeb({
		'/scrolled.html': scrolled,
		'/heap.html':
			'<!doctype html><title>heap</title><script>document.write(performance.memory.jsHeapSizeLimit)</script>',
		'/tabs.html': tabs,
		'/posted.aspx': (request, response) => {
			let body = '';
			request.on('data', (part: Buffer) => {
				body += part.toString();
			});
			request.on('end', () =>
				response
					.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
					.end(posted(Number(/Page%24(\d)/.exec(body)?.[1] ?? 1))),
			);
		},
		'/years.html': years,
		'/list.html': list,
		'/shell.html': shell,
		'/api': (request, response) => {
			const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page'));
			const items = Array.from({ length: page === 3 ? 4 : 10 }, (_, i) => ({
				id: page * 100 + i,
				title: `关于第${page}期第${i}号事项的通知`,
				date: `2026-0${page}-1${i % 10}`,
			}));
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify({ items, pages: 3 }));
		},
		'/hang.html': '<script>for(;;){}</script>',
		'/download': (_request, response) =>
			response
				.writeHead(200, {
					'content-type': 'application/pdf',
					'content-disposition': 'attachment; filename=a.pdf',
				})
				.end('%PDF'),
		'/inward.html':
			'<body><script>fetch("http://127.0.0.2:1/secret").then(() => document.body.append("leaked"), () => document.body.append("refused"))</script>',
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	const found = await browserHere();
	renderer = openRenderer(found, { guard, timeoutSeconds: 5, turnSeconds: 0.05, maxTurns: 10 });
});
afterAll(async () => {
	await renderer?.close();
	await guard.close();
	await web.close();
});

test('a list drawn by script is walked to its end by pressing 下一页', async () => {
	const rendered = await renderer.render(`${web.url}/list.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	expect(rendered.facts.items).toHaveLength(24);
	expect(rendered.facts.items.at(-1)).toMatchObject({ url: `${web.url}/item/303.html`, date: '2026-03-13' });
	expect(rendered.walked).toBe('to-end');
});

test('a download is no page, and the next page is shown as if nothing had been', async () => {
	expect(await renderer.render(`${web.url}/download`)).toMatchObject({ state: 'failed' });
	expect(await renderer.render(`${web.url}/list.html`)).toMatchObject({ state: 'shown' });
});

test('the page’s own scripts do not reach addresses that are not allowed', async () => {
	const rendered = await renderer.render(`${web.url}/inward.html`);
	expect(rendered.state === 'shown' && rendered.html).toContain('refused');
});

test('what a shell’s menu opens by click is found, and is not of the list shown first', async () => {
	const rendered = await renderer.render(`${web.url}/shell.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.state);
	expect(rendered.facts.items).toHaveLength(3);
	expect(rendered.facts.links.filter(({ url }) => url.includes('/doc/'))).toHaveLength(6);
});

test('columns of one name in several branches of a shell’s tree are all opened', async () => {
	const rendered = await renderer.render(`${web.url}/years.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.state);
	expect(rendered.facts.links.filter(({ url }) => url.includes('/doc/'))).toHaveLength(12);
});

test('a list whose numbers are posted back is turned to its end', async () => {
	const rendered = await renderer.render(`${web.url}/posted.aspx`);
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	expect(rendered.facts.items).toHaveLength(12);
	expect(rendered.walked).toBe('to-end');
});

test('a list that grows as the reader scrolls is read to its end', async () => {
	const rendered = await renderer.render(`${web.url}/scrolled.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	expect(rendered.facts.items).toHaveLength(27);
	expect(rendered.walked).toBe('to-end');
});

test('what stands behind the tabs over a list is found, and is not of the list shown first', async () => {
	const rendered = await renderer.render(`${web.url}/tabs.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	expect(rendered.facts.items).toHaveLength(10);
	expect(rendered.facts.links.filter(({ url }) => url.includes('/item/'))).toHaveLength(20);
});

test('a page’s scripts have a heap of less than a gigabyte', async () => {
	const rendered = await renderer.render(`${web.url}/heap.html`);
	const bytes = rendered.state === 'shown' ? Number(/\d{6,}/.exec(rendered.html)?.[0]) : Number.NaN;
	expect(bytes).toBeGreaterThan(256e6);
	expect(bytes).toBeLessThan(1e9);
});
