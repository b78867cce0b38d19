import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fetched, fetchUrl } from '../../../crawler/net/fetch.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { startWeb, type Web } from '../../support/web.ts';

let web: Web;
let guard: Guard;

beforeAll(async () => {
	web = await startWeb({
		'/': 'home',
		'/gzip': (_request, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('正文')),
		'/bomb': (_request, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(Buffer.alloc(50 << 20))),
		'/endless': (_request, response) => {
			response.writeHead(200);
			const chunk = Buffer.alloc(1 << 20, 'x');
			const pour = (): void => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on('drain', pour);
			pour();
		},
		'/moved': (_request, response) => response.writeHead(302, { location: './' }).end(),
		'/loop': (_request, response) => response.writeHead(302, { location: '/loop2' }).end(),
		'/loop2': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
		'/ladder': (request, response) =>
			response.writeHead(302, { location: `/ladder?${Number(request.url?.split('?')[1] ?? 0) + 1}` }).end(),
		'/cookie': (request, response) => {
			if (request.headers.cookie === 'pass=1') response.end('in');
			else response.writeHead(302, { location: '/cookie', 'set-cookie': 'pass=1; path=/' }).end();
		},
		'/inward': (_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
		'/cookies': (_request, response) =>
			response
				.writeHead(
					200,
					Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x-${i}`, 'v'.repeat(5000)])),
				)
				.end('many'),
		'/hang': () => {},
		'/port': (request, response) => response.end(String(request.socket.remotePort)),
		'/trickle': (_request, response) => {
			const timer = setInterval(() => response.write('很慢'), 300);
			response.on('close', () => clearInterval(timer));
		},
		'/reset': (request) => request.socket.resetAndDestroy(),
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
});
afterAll(async () => {
	await guard.close();
	await web.close();
});

const get = (url: string, more: { maxBytes?: number; timeoutSeconds?: number } = {}): Promise<Fetched> =>
	fetchUrl(url.startsWith('/') ? web.url + url : url, {
		dispatcher: guard.dispatcher,
		userAgent: guard.userAgent,
		timeoutSeconds: 1,
		maxBytes: 1 << 20,
		...more,
	});

describe('one GET', () => {
	test('undoes the content encoding', async () => {
		const answer = await get('/gzip');
		expect(answer.state === 'answered' && answer.body.toString()).toBe('正文');
	});

	test('gives up on a compressed bomb without unpacking it', async () => {
		expect(await get('/bomb')).toMatchObject({ state: 'answered', truncated: true });
	});

	test('stops an endless body at its limit', async () => {
		const answer = await get('/endless');
		expect(answer).toMatchObject({ state: 'answered', truncated: true });
		expect(answer.bytes).toBeLessThanOrEqual(1 << 20);
	});

	test('a body that flows slowly is an answer, cut where patience ends', async () => {
		const answer = await get('/trickle');
		expect(answer).toMatchObject({ state: 'answered', status: 200, truncated: true });
		expect(answer.bytes).toBeGreaterThan(10);
	});

	test('a fresh try opens a connection of its own', async () => {
		const ports = new Set<string>();
		for (const dispatcher of [guard.dispatcher, guard.freshDispatcher, guard.freshDispatcher]) {
			const answer = await fetchUrl(`${web.url}/port`, {
				dispatcher,
				userAgent: '',
				timeoutSeconds: 1,
				maxBytes: 99,
			});
			ports.add(answer.state === 'answered' ? answer.body.toString() : answer.reason);
		}
		expect(ports.size).toBe(3);
	});

	test('follows redirects and says where they led', async () => {
		expect(await get('/moved')).toMatchObject({
			state: 'answered',
			status: 200,
			finalUrl: `${web.url}/`,
			requests: 2,
		});
	});

	test('takes as many headers as browsers do', async () => {
		expect(await get('/cookies')).toMatchObject({ state: 'answered', status: 200 });
	});

	test('lets itself be let in by a cookie', async () => {
		const answer = await get('/cookie');
		expect(answer.state === 'answered' && answer.body.toString()).toBe('in');
	});

	test.each([
		['/loop', 'redirect-loop'],
		['/ladder', 'redirect-loop'],
		['/hang', 'timeout'],
		['/reset', 'reset'],
		['/inward', 'forbidden-address'],
		['http://127.0.0.1:1/', 'refused'],
		['http://no-such-name.invalid/', 'dns'],
		['http://192.168.1.1/', 'forbidden-address'],
		['http://[::1]/', 'forbidden-address'],
		['http://0x7f.2/', 'forbidden-address'],
	])('%s fails with %s', async (path, reason) => {
		expect(await get(path)).toMatchObject({ state: 'failed', reason });
	});
});

describe('the guard', () => {
	test('checks the address that is dialled, whatever the name says', async () => {
		const sly = createGuard({ allow: [] }, { resolve: async () => ['127.0.0.1'] });
		const { port } = new URL(web.url);
		const answer = await fetchUrl(`http://www.example.gov.cn:${port}/`, {
			dispatcher: sly.dispatcher,
			userAgent: '',
			timeoutSeconds: 1,
			maxBytes: 1000,
		});
		expect(answer).toMatchObject({ state: 'failed', reason: 'forbidden-address' });
		await sly.close();
	});

	test('gives loopback servers real names for tests, and goes on to the next address where one fails', async () => {
		const named = createGuard(
			{ allow: ['127.0.0.0/8'] },
			{ resolve: async () => ['127.9.9.9', '127.0.0.1'] },
		);
		const { port } = new URL(web.url);
		const answer = await fetchUrl(`http://www.example.gov.cn:${port}/`, {
			dispatcher: named.dispatcher,
			userAgent: '',
			timeoutSeconds: 1,
			maxBytes: 1000,
		});
		expect(answer).toMatchObject({ state: 'answered', status: 200 });
		await named.close();
	});

	test('checks addresses before it asks the operator’s proxy to dial them', async () => {
		const proxied = createGuard({ allow: [], proxy: 'http://127.0.0.1:9' });
		for (const url of ['http://169.254.169.254/latest/', 'http://10.0.0.1/', 'http://[::1]/']) {
			const answer = await fetchUrl(url, {
				dispatcher: proxied.dispatcher,
				userAgent: '',
				timeoutSeconds: 1,
				maxBytes: 99,
			});
			expect(answer).toMatchObject({ state: 'failed', reason: 'forbidden-address' });
		}
		await proxied.close();
	});

	test('guards the browser’s way out as well', async () => {
		const { ProxyAgent } = await import('undici');
		const strict = createGuard({ allow: [] });
		const proxy = new ProxyAgent(await strict.browserProxy());
		const { statusCode } = await proxy
			.request({ origin: web.url, path: '/', method: 'GET' })
			.catch(() => ({ statusCode: 0 }));
		expect(statusCode).not.toBe(200);
		await proxy.close();
		await strict.close();
	});
});
