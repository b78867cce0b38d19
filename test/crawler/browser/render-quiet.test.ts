import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRenderer, type Renderer } from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { startWeb, type Web } from '../../support/web.ts';

/** A list of three entries that is drawn by `draw(data)`, whenever that comes. */
const page = (code: string): string => `<!doctype html><meta charset="utf-8"><title>通知公告</title>
<ul id="list" class="news-list"></ul>
<script>
const draw = (data) => { document.getElementById('list').innerHTML = data.map((n) =>
	'<li><a href="/item/' + n + '.html">关于第' + n + '号事项的通知</a><span>2026-03-1' + n + '</span></li>').join(''); };
const load = () => fetch('/data').then((answer) => answer.json()).then(draw);
${code}
</script>`;

const clock = `const tick = () => { document.title = String(Date.now()); setTimeout(tick, 1000); }; tick();`;
const carousel = `setInterval(() => { document.body.dataset.slide = String(Date.now()); }, 30); setInterval(() => {}, 3000);`;

const pages: Record<string, string> = {
	'at once': page('load();'),
	'after a timer': page('setTimeout(load, 300);'),
	'after a long timer': page('setTimeout(load, 1200);'),
	'after timers in timers': page('setTimeout(() => setTimeout(() => setTimeout(load, 400), 300), 200);'),
	'after a timer given as text': page(`globalThis.load = load; setTimeout('load()', 600);`),
	'when the document is read': page(`document.addEventListener('DOMContentLoaded', load);`),
	'when all of it is loaded': page(`window.addEventListener('load', () => setTimeout(load, 250));`),
	'by requests in a row': page(
		`fetch('/data?a').then((a) => a.text()).then(() => fetch('/data?b')).then((b) => b.text()).then(() => setTimeout(load, 100));`,
	),
	'by a script that calls back': page(
		`globalThis.draw = draw; document.head.append(Object.assign(document.createElement('script'), { src: '/jsonp?callback=draw' }));`,
	),
	'when a poll sees that a library has come': page(
		`document.head.append(Object.assign(document.createElement('script'), { src: '/slow.js' }));
		const wait = () => (globalThis.library ? draw([1, 2, 3]) : setTimeout(wait, 250)); wait();`,
	),
	'when an interval sees data': page(
		`let data; fetch('/data').then((answer) => answer.json()).then((got) => { data = got; });
		const poll = setInterval(() => { if (data) { clearInterval(poll); draw(data); } }, 350);`,
	),
	'by a request that began long before': page(
		`fetch('/slow-data').then((answer) => answer.json()).then(draw);`,
	),
	'by a frame that hands over': `${page('globalThis.draw = draw;')}<iframe src="/frame"></iframe>`,
	'beside a clock': page(`${clock} setTimeout(load, 700);`),
	'beside a carousel': page(`${carousel} setTimeout(load, 700);`),
	'where timers are not what they were': page(
		`setTimeout(load, 300); window.setTimeout = null; Map.prototype.forEach = null; Promise = null; performance.now = null;`,
	),
};

let web: Web;
let guard: Guard;
let renderer: Renderer;

const data = JSON.stringify([1, 2, 3]);
const names = Object.keys(pages);

beforeAll(async () => {
	web = await startWeb({
		...Object.fromEntries(names.map((name, at) => [`/page${at}`, pages[name] ?? ''])),
		'/data': data,
		'/slow-data': (_request, response) => void setTimeout(() => response.end(data), 900),
		'/jsonp': (_request, response) =>
			response.setHeader('content-type', 'text/javascript').end(`draw(${data})`),
		'/slow.js': (_request, response) =>
			void setTimeout(
				() => response.setHeader('content-type', 'text/javascript').end('var library = true'),
				600,
			),
		'/frame': `<script>fetch('/data').then((a) => a.json()).then((d) => parent.draw(d))</script>`,
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	const browser = await browserHere();
	renderer = openRenderer(browser, { guard, timeoutSeconds: 10, turnSeconds: 0.01, maxTurns: 3 });
});

afterAll(async () => {
	await renderer?.close();
	await guard?.close();
	await web?.close();
});

test.concurrent.each(names)('a list that is drawn %s is seen', async (name) => {
	const rendered = await renderer.render(`${web.url}/page${names.indexOf(name)}`, { walk: false });
	expect(
		rendered.state === 'shown' && rendered.facts.items.map(({ url }) => url.slice(web.url.length)),
	).toEqual(['/item/1.html', '/item/2.html', '/item/3.html']);
});
