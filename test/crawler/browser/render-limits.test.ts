import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FoundBrowser } from '../../../crawler/browser/find.ts';
import {
	openRenderer,
	type Rendered,
	type Renderer,
	type RendererOptions,
} from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { startWeb, type Web } from '../../support/web.ts';

let web: Web;
let guard: Guard;
let found: FoundBrowser;
let renderer: Renderer | undefined;

const head = '<!doctype html><meta charset="utf-8"><title>通知公告</title>';

/** A list without an end; from page `hangsAt` on, its own script never ends. */
const endless = (hangsAt: number): string => `${head}<ul id="list" class="news-list"></ul>
<a id="next" href="javascript:;" onclick="go(page + 1)">下一页</a>
<script>
let page = 0;
const go = (wanted) => {
	if (wanted >= ${hangsAt}) for (;;);
	page = wanted;
	document.getElementById('list').innerHTML = Array.from({ length: 10 }, (_, i) =>
		'<li><a href="/item/' + page + '-' + i + '.html">关于第' + page + '期第' + i + '号事项的通知</a><span>2026-03-1' + i + '</span></li>').join('');
};
go(1);
</script>`;

/** A list of two pages, and a counter of visits that is out of order. */
const counted = `${head}<ul id="list" class="news-list"></ul><a id="next" href="javascript:;" onclick="go(2)">下一页</a>
<script>
const go = (page) => {
	if (page === 2) document.getElementById('next').remove();
	document.getElementById('list').innerHTML = [1, 2, 3].map((i) =>
		'<li><a href="/item/' + page + '-' + i + '.html">关于第' + page + '期第' + i + '号事项的通知</a><span>2026-03-1' + i + '</span></li>').join('');
};
go(1);
fetch('/busy/visitCount.do');
</script>`;

/** A list whose data is on its way for long. */
const late = (from: string): string => `${head}<ul id="list" class="news-list"></ul>
<script>fetch('${from}').then((answer) => answer.text()).then((rows) => { document.getElementById('list').innerHTML = rows })</script>`;

beforeAll(async () => {
	web = await startWeb({
		'/fine.html': `${head}<p>正文</p>`,
		'/slow.html': (_request, response) =>
			void setTimeout(() => response.setHeader('content-type', 'text/html').end(`${head}<p>正文</p>`), 1000),
		'/hang.html': `${head}<script>for (;;);</script>`,
		'/endless.html': endless(Number.MAX_SAFE_INTEGER),
		'/stuck.html': endless(3),
		'/late.html': late('/data?wait=4000'),
		'/walled.html': late('/wall'),
		'/busy.html': late('/busy'),
		'/counted.html': counted,
		'/wall': (_request, response) => response.writeHead(412).end(),
		'/busy': (_request, response) => response.writeHead(502).end(),
		'/busy/visitCount.do': (_request, response) => response.writeHead(502).end(),
		'/never.html': late('/data?wait=600000'),
		'/data': ({ url }, response) =>
			void setTimeout(
				() =>
					response.end('<li><a href="/item/1.html">关于延迟应答事项的通知</a><span>2026-03-11</span></li>'),
				Number(/\d+/.exec(url ?? '')),
			),
		'/huge.html': `${head}<body><script>document.body.append('字'.repeat(9e6))</script>`,
		'/flood.html': (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			const part = `<!--${'x'.repeat(1 << 20)}-->`;
			const pour = (): void => {
				if (!response.destroyed) response.write(part, () => setTimeout(pour, 1));
			};
			pour();
		},
		'/gbk.html': (_request, response) =>
			response
				.writeHead(200, { 'content-type': 'text/html; charset=gbk' })
				.end('<title>x</title><a href="/s?q=\u{b9}\u{ab}">gongkai list of all</a>', 'latin1'),
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	found = await browserHere();
});
afterEach(() => renderer?.close());
afterAll(async () => {
	await guard.close();
	await web.close();
});

const open = (options: Partial<RendererOptions> = {}): Renderer => {
	renderer = openRenderer(found, { guard, timeoutSeconds: 3, turnSeconds: 0, maxTurns: 1000, ...options });
	return renderer;
};
const shown = (rendered: Rendered): Extract<Rendered, { state: 'shown' }> => {
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	return rendered;
};

test('a page that hangs costs no other page, neither one that is open nor a later one', async () => {
	const { render } = open();
	const [hung, ...others] = await Promise.all(
		['/hang.html', ...Array.from({ length: 14 }, () => '/slow.html')].map((path) => render(web.url + path)),
	);
	expect(hung).toMatchObject({ state: 'failed' });
	expect(others.map(({ state }) => state)).toEqual(others.map(() => 'shown'));
});

test('a list without an end is walked for its time, and is cut', async () => {
	const rendered = shown(await open({ walkSeconds: 2 }).render(`${web.url}/endless.html`));
	expect(rendered).toMatchObject({ walked: 'cut', facts: { cutBy: 'timeout' } });
	expect(rendered.facts.items.length).toBeGreaterThan(10);
});

test('a list whose third page hangs is what its first two hold, and is cut', async () => {
	const rendered = shown(await open().render(`${web.url}/stuck.html`));
	expect(rendered.walked).toBe('cut');
	expect(rendered.facts.items).toHaveLength(20);
});

test('a list of which more pages are known than may be turned is cut by the budget', async () => {
	const rendered = shown(await open({ maxTurns: 2 }).render(`${web.url}/endless.html`));
	expect(rendered).toMatchObject({ walked: 'cut', facts: { cutBy: 'budget' } });
	expect(rendered.facts.items).toHaveLength(30);
});

test('data that is long on its way is waited for, at a second look for longer, and is never taken for an empty list', async () => {
	const { render } = open({ timeoutSeconds: 8 });
	const came = shown(await render(`${web.url}/late.html`));
	expect(came.facts.items).toHaveLength(1);
	expect(came.facts.cutBy).toBeUndefined();
	const hasty = shown(await open({ timeoutSeconds: 1 }).render(`${web.url}/never.html`, { patience: 0.2 }));
	expect(hasty).toMatchObject({ walked: 'cut', facts: { items: [], cutBy: 'timeout' } });
});

test('data that does not come says whether a wall stopped it, which is not tried again', async () => {
	const { render } = open();
	expect(await render(`${web.url}/walled.html`)).toMatchObject({ walked: 'cut', facts: { cutBy: 'wall' } });
	expect(await render(`${web.url}/busy.html`)).toMatchObject({ walked: 'cut', facts: { cutBy: 'error' } });
});

test('a counter of visits that is out of order leaves a list whole', async () => {
	const rendered = shown(await open().render(`${web.url}/counted.html`));
	expect(rendered.facts.items).toHaveLength(6);
	expect([rendered.walked, rendered.facts.cutBy]).toEqual(['to-end', undefined]);
});

test('a list is only looked at where no walk is wanted', async () => {
	const rendered = shown(await open().render(`${web.url}/endless.html`, { walk: false }));
	expect(rendered.facts.items).toHaveLength(10);
	expect(rendered.walked).toBeUndefined();
});

test('a page too large to be read is not taken over, and not asked for twice', async () => {
	const { render } = open({ timeoutSeconds: 20 });
	expect(await render(`${web.url}/huge.html`)).toMatchObject({
		state: 'failed',
		reason: '页面内容超过 8 MB',
	});
	expect(await render(`${web.url}/flood.html`)).toMatchObject({
		state: 'failed',
		reason: '页面传输超过 60 MB',
	});
	expect(web.asked.filter((path) => path === '/flood.html')).toHaveLength(1);
	expect(await render(`${web.url}/fine.html`)).toMatchObject({ state: 'shown' });
});

test('links of a page in GBK ask in GBK', async () => {
	const { facts } = shown(await open().render(`${web.url}/gbk.html`));
	expect(facts.links.map(({ url }) => url)).toEqual([`${web.url}/s?q=%B9%AB`]);
});

test('after its end every page has failed', async () => {
	const { render, close } = open();
	const waiting = ['/slow.html', '/slow.html', '/slow.html'].map((path) => render(web.url + path));
	await close();
	expect((await Promise.all(waiting)).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
});
