/** Whichever way a page asks its own host for more, and whenever, it waits for its turn. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FoundBrowser } from '../../crawler/browser/find.ts';
import { openRenderer, type Renderer } from '../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { browserHere } from '../support/browser.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

const head = '<!doctype html><meta charset="utf-8"><title>通知公告</title><h1>通知公告</h1><p>正文</p>';
/** Each of them is tried, whether the browser knows it or not. */
const script = (...deeds: string[]): string =>
	`${head}<script>const t = (f) => { try { Promise.resolve(f()).catch(() => {}) } catch {} };${deeds.map((deed) => `t(() => { ${deed} });`).join('\n')}</script>`;
const worker = (code: string, by = ''): string =>
	`const blob = URL.createObjectURL(new Blob([${JSON.stringify(code)}])); ${by}new Worker(blob)`;

const ws = 'location.origin.replace("http", "ws")';
const auction = '{ owner: location.origin, name: "a", biddingLogicURL: location.origin + "/asked/bid" }';
const identity = '{ providers: [{ configURL: location.origin + "/asked/identity", clientId: "a" }] }';
const method = '{ supportedMethods: location.origin + "/asked/pay" }';
const total = '{ total: { label: "a", amount: { currency: "CNY", value: "1" } } }';
const rules = (name: string): string =>
	`{"prefetch":[{"source":"list","urls":["/asked/${name}"],"eagerness":"immediate"}],"prerender":[{"source":"list","urls":["/asked/${name}-drawn"],"eagerness":"immediate"}]}`;

const ways: Record<string, string> = {
	scripts: script(
		...['fetch("/asked/fetch")', 'fetch("/asked/kept", { keepalive: true, method: "POST", body: "x" })'],
		...['navigator.sendBeacon("/asked/beacon", "x")', 'fetchLater("/asked/later", { activateAfter: 0 })'],
		...['new EventSource("/asked/events")', 'import("/asked/module.js")', 'new Image().src = "/asked/image"'],
	),
	sockets: script(
		`new WebSocket(${ws} + "/asked/socket")`,
		`new WebSocketStream(${ws} + "/asked/stream")`,
		'new WebTransport(location.origin.replace("http:", "https:") + "/asked/transport")',
		`const f = document.createElement("iframe"); document.body.append(f); new f.contentWindow.WebSocket(${ws} + "/asked/frame")`,
	),
	worklets: script(
		'CSS.paintWorklet.addModule("/asked/paint.js")',
		'new AudioContext().audioWorklet.addModule("/asked/audio.js")',
		'new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule("/asked/audio2.js")',
		'sharedStorage.worklet.addModule("/asked/storage.js")',
		'const f = document.createElement("iframe"); document.body.append(f); new f.contentWindow.AudioContext().audioWorklet.addModule(location.origin + "/asked/frame.js")',
	),
	workers: script(
		worker(
			`for (let i = 0; i < 9; i++) new WebSocket("ws://HOST/asked/worker-socket" + i); fetch("http://HOST/asked/worker-fetch")`,
		),
		worker(
			`new Worker("http://HOST/asked/nested.js"); new Worker("data:text/javascript,new WebSocket('ws://HOST/asked/nested')")`,
		),
		worker(
			'new WebSocket("ws://HOST/asked/frame-worker")',
			'const f = document.createElement("iframe"); document.body.append(f); const { Worker } = f.contentWindow; ',
		),
		'new Worker("/worker.js")',
		'new Worker("/worker.js", { type: "module" })',
		'new SharedWorker("/asked/shared.js")',
		'navigator.serviceWorker.register("/asked/service.js")',
		'ServiceWorkerContainer.prototype.register.call(navigator.serviceWorker, "/asked/service2.js")',
	),
	'what the browser asks by itself': script(
		`navigator.credentials.get({ identity: ${identity} })`,
		`new PaymentRequest([${method}], ${total}).canMakePayment()`,
		`navigator.joinAdInterestGroup(${auction}, 1000)`,
		'document.body.append(Object.assign(document.createElement("script"), { type: "webbundle", textContent: JSON.stringify({ source: "/asked/bundle", resources: ["/asked/part"] }) }))',
	),
	'what is fetched ahead': `${head}<script type="speculationrules">${rules('ahead')}</script>
		${['prefetch', 'prerender', 'modulepreload', 'manifest', 'icon', 'compression-dictionary', 'search'].map((rel) => `<link rel="${rel}" href="/asked/${rel}">`).join('')}
		<script>const s = document.createElement("script"); s.type = "SpeculationRules"; s.textContent = ${JSON.stringify(rules('scripted'))}; document.head.append(s)</script>`,
};
const headers: Record<string, string> = {
	link: '</asked/h-prefetch>; rel=prefetch, </asked/h-preload>; rel=preload; as=fetch',
	'speculation-rules': '"/asked/h-rules.json"',
	'content-security-policy-report-only': "script-src 'none'; report-uri /asked/h-csp; report-to a",
	'reporting-endpoints': 'a="/asked/h-report"',
	nel: '{"report_to":"a","max_age":1000,"success_fraction":1}',
	'secure-session-registration': '(ES256);path="/asked/h-session";challenge="x"',
};

let web: Web;
let guard: Guard;
let found: FoundBrowser;
let renderer: Renderer | undefined;

const asks = 'for (let i = 0; i < 30; i++) fetch("/asked/" + i).catch(() => {});';
const leaving: Record<string, string> = {
	'hangs its thread': `${asks} setTimeout(() => { for (;;); }, 300)`,
	'waits for an answer with its thread': `${asks} const x = new XMLHttpRequest(); x.open("GET", "/asked/sync", false); x.send()`,
	'hears of its end': `${asks} addEventListener("pagehide", () => { for (let i = 0; i < 9; i++) { navigator.sendBeacon("/asked/end" + i); fetch("/asked/kept" + i, { keepalive: true }).catch(() => {}); } })`,
};

beforeAll(async () => {
	const pages: Record<string, Answering> = {
		'/worker.js': (_request, response) =>
			response
				.setHeader('content-type', 'text/javascript')
				.end(`new WebSocket(${ws} + "/asked/own-worker"); new Worker("/asked/own-nested.js")`),
		'/headers': (_request, response) =>
			response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(`${head}<script>1</script>`),
	};
	for (const [name, page] of Object.entries(ways))
		pages[`/${encodeURIComponent(name)}`] = ({ headers }, response) =>
			response
				.writeHead(200, { 'content-type': 'text/html' })
				.end(page.replaceAll('HOST', headers.host ?? ''));
	for (const [name, code] of Object.entries(leaving)) pages[`/${encodeURIComponent(name)}`] = script(code);
	web = await startWeb(pages, { otherwise: 'ok' });
	guard = createGuard({ allow: ['127.0.0.1'] });
	found = await browserHere();
});
afterEach(() => renderer?.close());
afterAll(async () => {
	await guard.close();
	await web.close();
});

/** What was asked for without a turn, the page itself left out, after all is closed. */
const pushing = async (path: string, turnMs: number): Promise<string[]> => {
	const turned = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();
	renderer = openRenderer(found, {
		guard,
		timeoutSeconds: 3,
		turnSeconds: 0,
		maxTurns: 1,
		turn: (url) => {
			const { pathname } = new URL(url);
			last = last.then(() => new Promise((resolve) => setTimeout(resolve, turnMs)));
			return last.then(() => void turned.add(pathname));
		},
	});
	web.asked.length = 0;
	await renderer.render(`${web.url}${path}`, { walk: false });
	await renderer.close();
	expect(web.asked).toContain(path);
	return web.asked.filter((asked) => asked !== path && !turned.has(asked));
};

describe('in its turn', () => {
	test.each([...Object.keys(ways), 'headers'])('%s', { timeout: 60_000 }, async (name) => {
		expect(await pushing(`/${encodeURIComponent(name)}`, 0)).toEqual([]);
	});
});

describe('nothing is let out with the end of a page that', () => {
	test.each(Object.keys(leaving))('%s', { timeout: 60_000 }, async (name) => {
		expect(await pushing(`/${encodeURIComponent(name)}`, 500)).toEqual([]);
	});
});
