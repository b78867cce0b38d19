import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser.ts';
import { createGuard, type Guard } from '../../crawler/guard.ts';
import { openRenderer, type Renderer } from '../../crawler/render.ts';
import { startWeb, type Web } from '../support/web.ts';

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

beforeAll(async () => {
	web = await startWeb({
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
	const found = await findBrowser();
	if (!found) throw new Error('no browser on this machine');
	renderer = openRenderer(found, { guard, timeoutSeconds: 5, turnSeconds: 0.05, maxTurns: 10 });
}, 60_000);
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
}, 60_000);

test('a download is no page, and the next page is shown as if nothing had been', async () => {
	expect(await renderer.render(`${web.url}/download`)).toMatchObject({ state: 'failed' });
	expect(await renderer.render(`${web.url}/list.html`)).toMatchObject({ state: 'shown' });
}, 60_000);

test('the page’s own scripts do not reach addresses that are not allowed', async () => {
	const rendered = await renderer.render(`${web.url}/inward.html`);
	expect(rendered.state === 'shown' && rendered.html).toContain('refused');
}, 60_000);

test('what a shell’s menu opens by click is found, and is not of the list shown first', async () => {
	const rendered = await renderer.render(`${web.url}/shell.html`);
	if (rendered.state !== 'shown') throw new Error(rendered.state);
	expect(rendered.facts.items).toHaveLength(3);
	expect(rendered.facts.links.filter(({ url }) => url.includes('/doc/'))).toHaveLength(6);
});
