/** Whatever a page does in the browser, it costs that page alone, and opens nothing that is no address of the web. */
import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FoundBrowser } from '../../crawler/browser/find.ts';
import { openRenderer, type Rendered, type Renderer } from '../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { browserHere } from '../support/browser.ts';
import { rounds } from '../support/faults.ts';
import { heldBelow } from '../support/processes.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

/** A round takes half a minute. */
const few = Math.ceil(rounds / 10);
const inAnyOrder = (pages: object): string[] =>
	Object.keys(pages)
		.map((name): [number, string] => [Math.random(), name])
		.sort(([one], [other]) => one - other)
		.map(([, name]) => name);

const head = '<!doctype html><meta charset="utf-8"><title>通知公告</title><h1>通知公告</h1><p>正文</p>';
const script = (code: string): string => `${head}<script>${code}</script>`;

/** Pages that do what they can; a slow machine may give one of them up. */
const busy: Record<string, string> = {
	dialogs: script(
		'for (let i = 0; i < 20; i++) { alert(i); confirm(i); prompt(i); } onbeforeunload = () => "stay"; print();',
	),
	popups: script('for (let i = 0; i < 3; i++) open("/popup?" + i);'),
	downloads: script(
		'for (let i = 0; i < 50; i++) { const a = document.createElement("a"); a.href = "/file.zip?" + i; a.download = "a.zip"; document.body.append(a); a.click(); }',
	),
	schemes: script(
		'for (const to of ["file:///etc/passwd", "chrome://settings", "chrome://crash", "view-source:" + location, "javascript:void 0", "mailto:a@b.cn", "tel:1", "data:text/html,<title>data</title>", "ftp://127.0.0.1/"]) { open(to); const f = document.createElement("iframe"); f.src = to; document.body.append(f); try { location.href = to } catch {} }',
	),
	workers: script(
		'navigator.serviceWorker?.register("/worker.js").catch(() => {}); new Worker(URL.createObjectURL(new Blob(["setInterval(() => { for (let i = 0; i < 1e6; i++); }, 5)"]))); try { new SharedWorker("/worker.js") } catch {}',
	),
	sockets: script(
		'const ws = location.href.replace("http", "ws"); for (let i = 0; i < 50; i++) new WebSocket(ws + "?" + i); new Worker(URL.createObjectURL(new Blob(["for (let i = 0; i < 9; i++) new WebSocket(" + JSON.stringify(ws) + " + \\"?worker\\" + i)"])));',
	),
	calls: script(
		'const c = new RTCPeerConnection({ iceServers: [{ urls: ["stun:127.0.0.1:STUN", "turn:127.0.0.1:STUN?transport=tcp"], username: "a", credential: "b" }] }); c.createDataChannel("a"); c.onicecandidate = ({ candidate }) => { if (candidate) document.body.append("ICE " + candidate.candidate) }; c.createOffer().then((o) => c.setLocalDescription(o));',
	),
	history: script(
		'for (let i = 0; i < 1000; i++) { try { history.pushState(i, "", "/history?" + i) } catch {} }',
	),
	nested: `${head}${'<div>'.repeat(100_000)}深处`,
	'a long line': `${head}<p>${'长'.repeat(2_000_000)}`,
};

/** Pages that no browser gets over. */
const lost: Record<string, Answering> = {
	loop: script('for (;;);'),
	'itself in a frame': `${head}<iframe srcdoc="x"></iframe><script>const grow = () => { document.body.innerHTML += document.body.innerHTML; setTimeout(grow) }; grow()</script>`,
	'popups without end': script('for (;;) open("/popup");'),
	reloading: script('location.reload()'),
	'to a blob': script(
		'location.href = URL.createObjectURL(new Blob(["<title>blob</title>x"], { type: "text/html" }))',
	),
	'to nothing': script('location.href = "about:blank"'),
	memory: script('const all = []; for (;;) all.push(new Array(1e6).fill({}), new ArrayBuffer(5e7));'),
};

const forEver = (make: string): string => script(`const all = []; for (;;) all.push(${make})`);
const often = (deed: string): string => script(`const all = []; setInterval(() => { ${deed} }, 10)`);
const drawn = 'const c = document.createElement("canvas"); c.width = c.height = 4000;';

/** Pages that take what memory they get, outside of their scripts' heap. */
const greedy: Record<string, string> = {
	buffers: script(
		'const all = []; try { while (all.length < 60) all.push(new Uint8Array(5e7).fill(1)) } catch {} document.body.append("taken " + all.length)',
	),
	wasm: forEver('new Uint8Array(new WebAssembly.Memory({ initial: 800 }).buffer).fill(1)'),
	'shared buffers': forEver('new Uint8Array(new SharedArrayBuffer(5e7)).fill(1)'),
	canvases: often(`${drawn} c.getContext("2d").fillRect(0, 0, 4000, 4000); document.body.append(c)`),
	bitmaps: script(
		'const all = []; (async () => { for (;;) { const c = new OffscreenCanvas(4000, 4000); c.getContext("2d").fillRect(0, 0, 4000, 4000); all.push(c.transferToImageBitmap()); await 0 } })()',
	),
	textures: script(
		`for (let i = 0; i < 1000; i++) { ${drawn} const g = c.getContext("webgl"); for (let n = 0; g && n < 20; n++) { g.bindTexture(3553, g.createTexture()); g.texImage2D(3553, 0, 6408, 4000, 4000, 0, 6408, 5121, new Uint8Array(64e6)) } }`,
	),
	'canvases of workers': script(
		`for (let i = 0; i < 40; i++) { ${drawn} document.body.append(c); const o = c.transferControlToOffscreen(); new Worker(URL.createObjectURL(new Blob(["onmessage = ({ data }) => { const x = data.getContext('2d'); setInterval(() => x.fillRect(0, 0, Math.random() * 4000, 4000), 5) }"]))).postMessage(o, [o]) }`,
	),
	workers: script(
		'for (let i = 0; i < 20; i++) new Worker(URL.createObjectURL(new Blob(["const all = []; setInterval(() => all.push(new Uint8Array(2e7).fill(1)), 10)"])))',
	),
	messages: script(
		'const { port1, port2 } = new MessageChannel(); port2.onmessage = () => {}; const b = new Uint8Array(1e7).fill(1); setInterval(() => { for (let i = 0; i < 50; i++) port1.postMessage(b) }, 1)',
	),
	nodes: often(
		'for (let i = 0; i < 1e5; i++) document.body.append(document.createElement("div"), String(i))',
	),
	sounds: forEver(
		'new AudioBuffer({ numberOfChannels: 8, length: 4e6, sampleRate: 44100 }).getChannelData(0).fill(1)',
	),
	blobs: often('all.push(new Blob([new Uint8Array(2e7).fill(7), String(all.length)]))'),
};
/** No process of a browser holds more, bytes; the programs that it shares with others included. */
const mostHeld = 1.5 * 2 ** 30;

let web: Web;
let stun: Server;
let calls = 0;
let guard: Guard;
let found: FoundBrowser;
let renderer: Renderer | undefined;

beforeAll(async () => {
	stun = createServer((socket) => {
		calls++;
		socket.destroy();
	});
	await new Promise<void>((done) => stun.listen(0, '127.0.0.1', done));
	const address = stun.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const pages = Object.entries({ ...busy, ...lost, ...greedy }).map(([name, page]): [string, Answering] => [
		`/${encodeURIComponent(name)}`,
		typeof page === 'string' ? page.replaceAll('STUN', `${port}`) : page,
	]);
	web = await startWeb({
		...Object.fromEntries(pages),
		'/fine.html': head,
		'/worker.js': (_request, response) =>
			response.setHeader('content-type', 'text/javascript').end('fetch("/from-worker")'),
		'/file.zip': (_request, response) =>
			response.writeHead(200, { 'content-type': 'application/zip' }).end(Buffer.alloc(1 << 16)),
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	found = await browserHere();
});
afterEach(() => renderer?.close());
afterAll(async () => {
	await guard.close();
	await web.close();
	stun.close();
});

const open = (timeoutSeconds = 4): Renderer => {
	renderer = openRenderer(found, { guard, timeoutSeconds, turnSeconds: 0, maxTurns: 2 });
	return renderer;
};
const isFine = (rendered: Rendered): void => {
	expect(rendered).toMatchObject({ state: 'shown', status: 200, facts: { title: '通知公告' } });
};

test('pages that do all that a page can are shown, and reach nothing else', {
	timeout: few * 240_000,
}, async () => {
	for (let n = 0; n < few; n++) {
		web.asked.length = 0;
		const { render } = open();
		for (const name of inAnyOrder(busy)) {
			const rendered = await render(`${web.url}/${encodeURIComponent(name)}`);
			if (rendered.state === 'shown') {
				expect(rendered.facts.title, name).toBe('通知公告');
				expect(new URL(rendered.finalUrl).origin, name).toBe(web.url);
				expect(rendered.html, name).not.toMatch(/root:x:|ICE .*(?:192\.168|10\.\d)/);
			}
		}
		isFine(await render(`${web.url}/fine.html`));
		await renderer?.close();
		expect(web.asked.filter((path) => /\/popup(?!s)|worker\.js|from-worker/.test(path))).toEqual([]);
		expect(calls).toBe(0);
	}
});

test('pages that end a tab cost no other page', { timeout: few * 600_000 }, async () => {
	for (let n = 0; n < few; n++) {
		const { render } = open();
		for (const name of rounds > 1 ? inAnyOrder(lost) : ['loop', 'to a blob', 'to nothing', 'reloading']) {
			const [bad, good] = await Promise.all([
				render(`${web.url}/${encodeURIComponent(name)}`, { walk: false }),
				render(`${web.url}/fine.html`),
			]);
			if (bad.state === 'shown') expect(bad.finalUrl, name).toMatch(/^http:/);
			isFine(good);
		}
		isFine(await render(`${web.url}/fine.html`));
		await renderer?.close();
	}
});

test.runIf(process.platform === 'linux').each(rounds > 1 ? Object.keys(greedy) : ['buffers'])(
	'a page that takes all memory gets its share, and costs no other page: %s',
	{ timeout: 180_000 },
	async (name) => {
		const { render } = open(20);
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, ...heldBelow().values());
		}, 50);
		const rendered = await render(`${web.url}/${encodeURIComponent(name)}`, { walk: false });
		clearInterval(watch);
		isFine(await render(`${web.url}/fine.html`));
		expect(most).toBeGreaterThan(50e6);
		expect(most).toBeLessThan(mostHeld);
		if (rendered.state === 'shown') expect(rendered.html).not.toContain('taken 60');
	},
);

test.each([
	'file:///etc/passwd',
	'chrome://version',
	'data:text/html,<title>x</title>',
	'about:blank',
	'view-source:http://127.0.0.1/',
])('%s is not opened, whoever asks for it', async (url) => {
	expect(await open().render(url)).toMatchObject({ state: 'failed' });
});
