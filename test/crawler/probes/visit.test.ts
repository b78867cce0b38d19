import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { visitOnce } from '../../../crawler/probes/visit.ts';
import { certify } from '../../support/certificates.ts';
import { type Answering, startWeb, type Web } from '../../support/web.ts';

const status =
	(code: number, headers: Record<string, string> = {}, body = ''): Answering =>
	(_request, response) =>
		response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(body);

let web: Web;
let guard: Guard;
beforeAll(async () => {
	web = await startWeb({
		'/': '<title>临江市人民政府</title>',
		'/moved': status(302, { location: '/' }),
		'/to-nothing': status(302, { location: '/gone' }),
		'/gone': status(404),
		'/broken': status(500),
		'/busy': status(503, { 'retry-after': '60' }),
		'/forbidden': status(403),
		'/rs': status(412, {}, '<script>$_ts={}</script>'),
		'/js': '<script>document.cookie="__jsl_clearance=1"</script>',
		'/silent': () => {},
		'/cut': (_request, response) => response.destroy(),
		'/no-end': (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).write('<title>');
		},
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
});
afterAll(async () => {
	await guard.close();
	await web.close();
});

test.each<[path: string, state: string, status: number | undefined, words: string | undefined]>([
	['/', 'ok', 200, undefined],
	['/moved', 'ok', 200, undefined],
	['/to-nothing', 'failed', 404, 'HTTP 404'],
	['/broken', 'failed', 500, 'HTTP 500'],
	['/busy', 'wall', 503, 'HTTP 503'],
	['/forbidden', 'wall', 403, 'HTTP 403'],
	['/rs', 'wall', 412, 'HTTP 412'],
	['/js', 'wall', 200, '访问前要过验证'],
	['/cut', 'failed', undefined, '连接被中断'],
])('%s is %s', async (path, state, status, words) => {
	const visited = await visitOnce(`${web.url}${path}`, guard);
	expect([visited.state, visited.status, visited.words]).toEqual([state, status, words]);
	expect(visited.isSilent).toBeUndefined();
});

test.each(['/silent', '/no-end'])('%s fails when its time is over', async (path) => {
	const visited = await visitOnce(`${web.url}${path}`, guard, 0.2);
	expect(visited).toMatchObject({ state: 'failed', words: '0.2 秒内没有打开', isSilent: true });
});

test('a machine that is too busy to hear the answer says nothing of the site', async () => {
	const visiting = visitOnce(`${web.url}/silent`, guard, 0.2);
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
	expect(await visiting).toEqual({ state: 'ours', words: '本机太忙，没有及时处理应答' });
});

test('a host that nobody listens at refuses; that is its own word', async () => {
	const visited = await visitOnce('http://127.0.0.1:9/', guard);
	expect(visited).toMatchObject({ state: 'failed', words: '连接被拒绝' });
	expect(visited.isSilent).toBeUndefined();
});

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
test.each([
	['ENOTFOUND', { state: 'failed', words: '域名无法解析', isSilent: true }],
	['EAI_AGAIN', { state: 'ours', words: '域名服务器无应答' }],
])('a name that is answered with %s', async (code, expected) => {
	const own = createGuard({ allow: [] }, { resolve: failing(code) });
	expect(await visitOnce('http://www.linjiang.gov.cn/', own)).toEqual(expected);
	await own.close();
});

test('a name that is never answered ends when the time is over', async () => {
	const own = createGuard({ allow: [] }, { resolve: () => new Promise(() => {}) });
	const visited = await visitOnce('http://www.linjiang.gov.cn/', own, 0.2);
	expect(visited).toMatchObject({ state: 'failed', isSilent: true });
	await own.close();
});

test('an address that may not be dialled says nothing of the site', async () => {
	const own = createGuard({ allow: [] });
	expect(await visitOnce(`${web.url}/`, own)).toMatchObject({ state: 'ours', words: '非公网地址' });
	await own.close();
});

test('tells how long each step took: name, connection, encryption, first byte', async () => {
	const authority = certify({ name: 'Authority', isAuthority: true });
	const { cert, key } = certify({ name: 'www.linjiang.gov.cn', by: authority });
	const server = createServer({ cert, key }, (_request, response) => response.end('<title>市</title>'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const own = createGuard(
		{ allow: ['127.0.0.1'], ca: authority.cert },
		{ resolve: async () => ['127.0.0.1'] },
	);
	const visited = await visitOnce(`https://www.linjiang.gov.cn:${port}/`, own);
	expect(visited.state).toBe('ok');
	const { dnsMs = -1, connectMs = -1, tlsMs = -1, firstByteMs = -1 } = visited;
	for (const step of [dnsMs, connectMs, tlsMs]) expect(step).toBeGreaterThanOrEqual(0);
	expect(firstByteMs).toBeGreaterThanOrEqual(dnsMs + connectMs + tlsMs);
	expect((await visitOnce(`${web.url}/`, guard)).tlsMs).toBeUndefined();
	await own.close();
	server.close();
});
