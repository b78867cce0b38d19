import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FoundBrowser } from '../../../crawler/browser/find.ts';
import { openRenderer, type Renderer, type RendererOptions } from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { startWeb, type Web } from '../../support/web.ts';

let web: Web;
let guard: Guard;
let found: FoundBrowser;
let renderer: Renderer | undefined;
/** Requests for data that the host answers now, and the most that it answered at once. */
let now = 0;
let most = 0;

const head = '<!doctype html><meta charset="utf-8"><title>列表</title>';

beforeAll(async () => {
	web = await startWeb({
		'/a.html': `${head}<link rel="stylesheet" href="/s.css"><script src="/app.js"></script><script src="/fresh.js"></script><img src="/p.png">`,
		'/b.html': `${head}<link rel="stylesheet" href="/s.css"><script src="/app.js"></script><script src="/fresh.js"></script>`,
		'/s.css': (_request, response) => response.setHeader('content-type', 'text/css').end('p { color: red }'),
		'/app.js': (_request, response) =>
			response
				.writeHead(200, { 'content-type': 'text/javascript' })
				.end('addEventListener("load", () => document.body.append("画好了"))'),
		'/fresh.js': (_request, response) =>
			response
				.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
				.end('var fresh = 1'),
		'/many.html': `${head}<script>for (let i = 0; i < 8; i++) fetch('/data?' + i)</script>`,
		'/data': (_request, response) => {
			most = Math.max(most, ++now);
			setTimeout(() => {
				now--;
				response.end('{}');
			}, 100);
		},
		'/rules.html': `${head}<script src="/private/app.js"></script>
			<script>fetch('/private/data').catch(() => document.body.append('不许'))</script><iframe src="/private/frame.html"></iframe>`,
		'/private/app.js': (_request, response) => response.setHeader('content-type', 'text/javascript').end(''),
		'/window.html': `${head}<script>
			window.open('/popup.html');
			const socket = new WebSocket(location.href.replace('http', 'ws') + '/socket');
			socket.onclose = () => document.body.append('断开');
		</script>`,
		'/popup.html': head,
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	found = await browserHere();
});
beforeEach(() => {
	web.asked.length = 0;
});
afterEach(() => renderer?.close());
afterAll(async () => {
	await guard.close();
	await web.close();
});

const open = (options: Partial<RendererOptions> = {}): Renderer => {
	renderer = openRenderer(found, { guard, timeoutSeconds: 5, turnSeconds: 0, maxTurns: 3, ...options });
	return renderer;
};

test('scripts and styles are fetched once for all pages, but for those that may not be kept', async () => {
	const { render } = open();
	const one = await render(`${web.url}/a.html`);
	const two = await render(`${web.url}/b.html`);
	expect(web.asked.toSorted()).toEqual(['/a.html', '/app.js', '/b.html', '/fresh.js', '/fresh.js', '/s.css']);
	for (const rendered of [one, two]) expect(rendered.state === 'shown' && rendered.html).toContain('画好了');
	expect([one.requests, two.requests]).toEqual([4, 2]);
	expect(two.bytes).toBeLessThan(one.bytes);
});

test('two pages at once share a script that is on its way', async () => {
	const { render } = open();
	await Promise.all([render(`${web.url}/a.html`), render(`${web.url}/b.html`)]);
	expect(web.asked.filter((path) => path === '/app.js')).toHaveLength(1);
});

test('each request of a page to its host waits for its turn, and few are out at once', async () => {
	const turns: string[] = [];
	const { render } = open({ turn: async (url) => void turns.push(new URL(url).pathname) });
	await render(`${web.url}/many.html`);
	expect(turns).toEqual(Array.from({ length: 8 }, () => '/data'));
	expect(most).toBeLessThanOrEqual(3);
});

test('waiting for turns is no fault of the page', async () => {
	const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3000));
	const rendered = await open({ timeoutSeconds: 1.5, turn }).render(`${web.url}/a.html`);
	expect(rendered.state === 'shown' && rendered.html).toContain('画好了');
});

test('what robots.txt forbids is no data and no frame; scripts belong to the page', async () => {
	const { render } = open({ mayFetch: (url) => !url.includes('/private/') });
	const rendered = await render(`${web.url}/rules.html`);
	expect(web.asked).toEqual(['/rules.html', '/private/app.js']);
	expect(rendered.state === 'shown' && rendered.html).toContain('不许');
	expect(rendered).toMatchObject({ walked: 'cut', facts: { cutBy: 'robots' } });
});

test('windows and sockets that a page opens ask for nothing', async () => {
	const rendered = await open().render(`${web.url}/window.html`);
	expect(rendered.state === 'shown' && rendered.html).toContain('断开');
	expect(web.asked).toEqual(['/window.html']);
});
