/** An address inside, however it is written and whatever leads to it, is dialled on none of the five ways out. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWays } from '../../commands/notice-ways.ts';
import { openRenderer, type Renderer } from '../../crawler/browser/render.ts';
import { checkLinks } from '../../crawler/links.ts';
import { fetchUrl } from '../../crawler/net/fetch.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { visitOnce } from '../../crawler/probes/visit.ts';
import { sampleDigest } from '../../reports/notices/digest.ts';
import { noticesSchema } from '../../reports/notices/settings.ts';
import { browserHere } from '../support/browser.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

/** How a page may write what lies inside. */
const inside = [
	'127.0.0.1',
	'127.1',
	'0x7f.1',
	'0177.0.0.1',
	'2130706433',
	'0x7f000001',
	'127.0.0.1.',
	'１２７.0.0.1',
	'0.0.0.0',
	'0',
	'[::1]',
	'[::]',
	'[::ffff:127.0.0.1]',
	'[::ffff:7f00:1]',
	'[0:0:0:0:0:0:0:1]',
	'[64:ff9b::7f00:1]',
	'[2002:7f00:1::]',
	'localhost',
	'LOCALHOST.',
	'127.0.0.1.nip.io',
	'inside.gov.cn',
];

/** The site may be dialled, and what lies inside may not: both are of this machine. */
const allow = ['127.0.0.2'];
const resolve = async (hostname: string): Promise<string[]> =>
	/^localhost\.?$/i.test(hostname) ? ['::1', '127.0.0.1'] : ['127.0.0.1'];

/** Whatever is dialled inside, by its first bytes. */
const dialled: string[] = [];
let hidden: Server;
let port = 0;
let site: Web;
let guard: Guard;
let renderer: Renderer;

beforeAll(async () => {
	hidden = createServer((socket) => {
		dialled.push('a connection');
		socket.on('error', () => {});
		socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret');
	});
	await new Promise<void>((done) => hidden.listen(0, '::', done));
	port = (hidden.address() as AddressInfo).port;
	const targets = inside.map((host) => `http://${host}:${port}/`);
	const quoted = JSON.stringify(targets);
	site = await startWeb(
		{
			...Object.fromEntries(
				targets.map((location, n): [string, Answering] => [
					`/to/${n}`,
					// As bytes, which is how servers send what is not ASCII.
					(_request, response) =>
						response.writeHead(302, { location: Buffer.from(location).toString('latin1') }).end(),
				]),
			),
			'/page.html': `<!doctype html><meta charset="utf-8"><title>通知</title><p>正文</p><script>
				const targets = ${quoted};
				const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
				targets.forEach((url, n) => {
					for (const to of [url, '/to/' + n]) {
						add('script', { src: to + '?script' });
						add('iframe', { src: to + '?frame' });
						add('link', { rel: 'stylesheet', href: to + '?style' });
						add('link', { rel: 'preconnect', href: url });
						add('link', { rel: 'prefetch', href: to + '?prefetch' });
						add('object', { data: to + '?object' });
						navigator.sendBeacon(to);
						fetch(to, { mode: 'no-cors' }).then(() => add('b', { textContent: 'rea' + 'ched' }), () => {});
						try { new EventSource(to); new WebSocket(url.replace('http', 'ws')); } catch {}
					}
				});
				const worker = new Worker(URL.createObjectURL(new Blob(['for (const url of ${quoted}) { fetch(url, { mode: "no-cors" }).catch(() => {}); try { new WebSocket(url.replace("http", "ws")) } catch {} }'])));
			</script>`,
		},
		{ host: '127.0.0.2' },
	);
	guard = createGuard({ allow }, { resolve, connectTimeoutSeconds: 3 });
	const found = await browserHere();
	renderer = openRenderer(found, { guard, timeoutSeconds: 30, turnSeconds: 0, maxTurns: 1 });
});
afterAll(async () => {
	await renderer.close();
	await guard.close();
	await site.close();
	hidden.close();
});

const ways: Record<string, (url: string) => Promise<string>> = {
	'the crawler’s own requests': async (url) => {
		const fetched = await fetchUrl(url, {
			dispatcher: guard.dispatcher,
			userAgent: guard.userAgent,
			timeoutSeconds: 5,
			maxBytes: 1000,
		});
		return fetched.state === 'failed' ? fetched.reason : fetched.body.toString();
	},
	linkinator: async (url) => {
		const [verdict] = await checkLinks([url], { guard, timeoutSeconds: 5 });
		return verdict?.words ?? '';
	},
	'a probe': async (url) => (await visitOnce(url, guard, 5)).words ?? 'reached',
	'a notice': async (url) => {
		const settings = noticesSchema.parse({
			allow,
			receivers: [{ id: 'a', kind: 'webhook', url, secret: { env: 'HOOK' } }],
		});
		const now = (): Date => new Date('2026-11-20T02:00:00Z');
		const open = openWays({
			settings,
			network: {},
			variables: { HOOK: 'x' },
			now,
			timeoutSeconds: 5,
			resolve,
		});
		const [receiver] = settings.receivers;
		if (!receiver) throw new Error('expected a receiver');
		try {
			return (await open.send(receiver, { digest: sampleDigest(now()), id: 'n' })) ?? 'reached';
		} catch (error) {
			return (error as Error).message;
		} finally {
			await open.close();
		}
	},
	'the browser': async (url) => {
		const rendered = await renderer.render(url, { walk: false });
		return rendered.state === 'failed' ? 'failed' : rendered.html;
	},
};
const refused: Record<string, RegExp> = {
	'the crawler’s own requests': /^forbidden-address$/,
	linkinator: /^未能检查$/,
	'a probe': /^非公网地址$/,
	'a notice': /notices\.allow/,
	'the browser': /^failed$/,
};

describe.each(Object.entries(ways))('by %s', (way, go) => {
	test.each(inside)('%s is not dialled', async (host) => {
		const url = new URL(`http://${host}:${port}/`).href;
		expect(await go(url)).toMatch(refused[way] as RegExp);
		expect(dialled).toEqual([]);
	});

	test('nor where the site itself leads there', async () => {
		for (const n of inside.keys()) {
			const said = await go(`${site.url}/to/${n}`);
			expect(said).toMatch(way === 'a notice' ? /HTTP 302/ : (refused[way] as RegExp));
		}
		expect(dialled).toEqual([]);
	});
});

test('nothing that a page asks for by itself gets there', { timeout: 180_000 }, async () => {
	const rendered = await renderer.render(`${site.url}/page.html`, { walk: false });
	expect(rendered).toMatchObject({ state: 'shown', facts: { title: '通知' } });
	expect(rendered.state === 'shown' && rendered.html).not.toMatch(/reached|secret/);
	expect(dialled).toEqual([]);
	expect(site.asked.filter((path) => path.startsWith('/to/')).length).toBeGreaterThan(inside.length);
});

test('a name that changes its answer after it was checked leads nowhere else', async () => {
	let asked = 0;
	const turning = createGuard(
		{ allow },
		{ resolve: async () => [asked++ % 2 === 0 ? '127.0.0.2' : '127.0.0.1'], connectTimeoutSeconds: 3 },
	);
	const to = `http://www.linjiang.gov.cn:${port}/`;
	for (let n = 0; n < 6; n++) {
		const before = dialled.length;
		const fetched = await fetchUrl(to, {
			dispatcher: turning.freshDispatcher,
			userAgent: '',
			timeoutSeconds: 5,
			maxBytes: 1000,
		});
		// Our server listens everywhere: what matters is that each dial went where its own answer led.
		expect(fetched.state).toBe(n % 2 === 0 ? 'answered' : 'failed');
		expect(dialled.length - before).toBe(n % 2 === 0 ? 1 : 0);
	}
	expect(asked).toBe(6);
	dialled.length = 0;
	await turning.close();
});
