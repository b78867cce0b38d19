import { randomBytes } from 'node:crypto';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLinks } from '../../crawler/links.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { createHosts } from '../../crawler/net/hosts.ts';
import { createPoliteness } from '../../crawler/net/politeness.ts';
import { gbk } from '../fixtures/linjiang/files.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

let web: Web;
let guard: Guard;

beforeAll(async () => {
	web = await startWeb({
		'/ok?a=1&b=2': 'fine',
		'/get-only': (request, response) => response.writeHead(request.method === 'HEAD' ? 404 : 200).end('fine'),
		'/robots-out': (_request, response) => response.writeHead(403).end(),
		'/gone': (_request, response) => response.writeHead(410).end(),
		'/big': (_request, response) => response.end(Buffer.alloc(5 << 20, 'x')),
		'/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
		'/item': (_request, response) => response.writeHead(302, { location: '/ok?a=1&b=2' }).end(),
		'/moved': (_request, response) => response.writeHead(301, { location: '/ok?a=1&b=2' }).end(),
		'/reset': (request) => request.socket.resetAndDestroy(),
		'/中文 页.html': 'never asked for under this name',
		'/%E4%B8%AD%E6%96%87%20%E9%A1%B5.html': 'fine',
	});
	guard = createGuard({ allow: ['127.0.0.1'], contact: 'mailto:audit@example.gov.cn' });
});
afterAll(async () => {
	await guard.close();
	await web.close();
});

test('many links that lead to one page are no circle', async () => {
	const items = Array.from({ length: 12 }, (_, i) => `${web.url}/item?id=${i}`);
	const verdicts = await checkLinks(items, { guard, timeoutSeconds: 3 });
	expect(verdicts.map(({ state }) => state)).toEqual(items.map(() => 'ok'));
});

test('an address whose host asked another site for a pause is not called broken', async () => {
	const hosts = createHosts();
	const other = createPoliteness({ requestsPerSecond: 5, concurrency: 4 }, hosts);
	other.backOff(web.url, '60');
	const url = `${web.url}/ok?a=1&b=2`;
	const before = web.asked.length;
	expect(await checkLinks([url], { guard, timeoutSeconds: 0.2, hosts })).toMatchObject([{ state: 'wall' }]);
	expect(web.asked).toHaveLength(before);
	other.stop();
});

describe('a server that does not like HEAD', () => {
	const refusals: Record<string, Answering> = {
		...Object.fromEntries(
			[400, 403, 404, 405, 500, 501].map((status): [string, Answering] => [
				`${status}`,
				(_request, response) => response.writeHead(status).end(),
			]),
		),
		reset: (request) => request.socket.resetAndDestroy(),
		hang: () => {},
	};
	const refusing: Record<string, Answering> = Object.fromEntries(
		Object.entries(refusals).map(([name, refuse]) => [
			`/${name}`,
			(request, response) => {
				agents.add(request.headers['user-agent']);
				if (request.method !== 'HEAD') response.end('fine');
				else if (typeof refuse === 'function') refuse(request, response);
			},
		]),
	);

	const agents = new Set<string | undefined>();

	test('is asked by GET, under our own name', async () => {
		const strict = await startWeb(refusing);
		const traffic = { requests: 0, bytes: 0 };
		const urls = Object.keys(refusing).map((path) => strict.url + path);
		const verdicts = await checkLinks(urls, { guard, timeoutSeconds: 0.2, traffic });
		await strict.close();
		expect(verdicts.map(({ url, state, status }) => [url, state, status])).toEqual(
			urls.map((url) => [url, 'ok', 200]),
		);
		expect([...agents]).toEqual([guard.userAgent]);
		// What is no page is not read.
		expect(traffic).toEqual({ requests: urls.length, bytes: 0 });
	});

	test('is asked by HEAD first where it is an office’s', async () => {
		const strict = await startWeb(refusing);
		const resolve = async (): Promise<string[]> => ['127.0.0.1'];
		const local = createGuard({ allow: ['127.0.0.0/8'] }, { resolve });
		const traffic = { requests: 0, bytes: 0 };
		const url = `${strict.url.replace('127.0.0.1', 'www.linjiang.gov.cn')}/404`;
		const [verdict] = await checkLinks([url], { guard: local, timeoutSeconds: 2, traffic });
		await local.close();
		await strict.close();
		expect([verdict?.state, verdict?.title, traffic]).toEqual(['ok', undefined, { requests: 2, bytes: 4 }]);
	});
});

test('a host that asks for a pause again and again is let alone, and nothing is said of its pages', async () => {
	const weary = await startWeb(
		{},
		{ otherwise: (_request, response) => response.writeHead(429, { 'retry-after': '0' }).end() },
	);
	const urls = Array.from({ length: 30 }, (_, i) => `${weary.url}/${i}.html`);
	const verdicts = await checkLinks([...urls, `${web.url}/ok?a=1&b=2`], { guard, timeoutSeconds: 3 });
	await weary.close();
	expect(verdicts.map(({ state }) => state)).toEqual([...urls.map(() => 'wall'), 'ok']);
	expect(weary.asked.length).toBeLessThan(10);
});

test('every address of other hosts comes back once, judged fairly', async () => {
	const paths = [
		'/ok?a=1&b=2',
		'/get-only',
		'/robots-out',
		'/gone',
		'/big',
		'/loop',
		'/moved',
		'/reset',
		'/%E4%B8%AD%E6%96%87%20%E9%A1%B5.html',
	];
	const urls = [
		...paths.map((path) => web.url + path),
		'http://127.0.0.1:1/',
		'http://no-such.invalid/',
		'http://10.0.0.1/',
	];
	const verdicts = await checkLinks(urls, { guard, timeoutSeconds: 3 });
	expect(verdicts.map(({ state, reason, status }) => [state, reason ?? status])).toEqual([
		['ok', 200],
		['ok', 200],
		['wall', 403],
		['broken', 'status'],
		['ok', 200],
		['broken', 'redirect-loop'],
		['ok', 200],
		['broken', 'reset'],
		['ok', 200],
		['broken', 'refused'],
		['broken', 'dns'],
		['wall', undefined],
	]);
});

test('the pages of other hosts are read as far as their titles', async () => {
	const html = { 'content-type': 'text/html' };
	const named =
		(head: string): Answering =>
		(_request, response) =>
			response.writeHead(200, html).end(head);
	const packed =
		(encoding: string, bytes: Buffer): Answering =>
		(_request, response) =>
			response.writeHead(200, { ...html, 'content-encoding': encoding }).end(bytes);
	const bomb = Buffer.alloc(40 << 20, ' ');
	bomb.write('<title>炸弹</title>');
	const pages = await startWeb({
		'/plain': named('<html><head><title> 江畔\n新闻网 </title></head>'),
		'/gbk': (_request, response) =>
			response.writeHead(200, html).end(Buffer.from(gbk('<meta charset="gbk"><title>江畔新闻网</title>'))),
		'/moved': (_request, response) => response.writeHead(302, { location: '/plain#top' }).end(),
		'/long': named(`<title>A &amp; B</title>${'x'.repeat(3_000_000)}`),
		'/none': named('<p>没有标题</p>'),
		'/late': named(`${'x'.repeat(500_000)}<title>太晚</title>`),
		'/file': (_request, response) =>
			response.writeHead(200, { 'content-type': 'application/pdf' }).end('<title>不是网页</title>'),
		'/gzip': packed('gzip', zlib.gzipSync(`<title>江畔新闻网</title>${'x'.repeat(300_000)}`)),
		'/br': packed(
			'br',
			zlib.brotliCompressSync(Buffer.from(gbk('<meta charset="gbk"><title>江畔新闻网</title>'))),
		),
		'/long-gzip': packed(
			'gzip',
			zlib.gzipSync(`<title>江畔新闻网</title>${randomBytes(300_000).toString('hex')}`),
		),
		'/no-gzip': packed('gzip', Buffer.from('<title>江畔新闻网</title>')),
		'/bomb': packed('gzip', zlib.gzipSync(bomb)),
	});
	const paths = ['plain', 'gbk', 'moved', 'long', 'none', 'late', 'file'];
	const urls = [...paths, 'gzip', 'br', 'long-gzip', 'no-gzip', 'bomb'].map((path) => `${pages.url}/${path}`);
	const traffic = { requests: 0, bytes: 0 };
	const verdicts = await checkLinks(urls, { guard, timeoutSeconds: 5, traffic });
	await pages.close();
	expect(verdicts.map(({ state }) => state)).toEqual(urls.map(() => 'ok'));
	expect(verdicts.map(({ title }) => title)).toEqual([
		...['江畔 新闻网', '江畔新闻网', '江畔 新闻网', 'A & B'],
		...[undefined, undefined, undefined],
		...['江畔新闻网', '江畔新闻网', '江畔新闻网'],
		...[undefined, undefined],
	]);
	expect(traffic.bytes).toBeLessThan(800_000);
}, 60_000);
