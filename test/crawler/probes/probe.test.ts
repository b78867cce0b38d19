import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { FoundBrowser } from '../../../crawler/browser/find.ts';
import { createGuard } from '../../../crawler/net/guard.ts';
import { createProber, type Prober } from '../../../crawler/probes/probe.ts';
import { browserHere } from '../../support/browser.ts';
import { type Answering, startWeb } from '../../support/web.ts';

// A browser may take its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let found: FoundBrowser;
beforeAll(async () => {
	found = await browserHere();
});

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
});

const open = (options: { browser?: false; timeoutSeconds?: number } = {}): Prober => {
	const guard = createGuard({ allow: ['127.0.0.1'] });
	const prober = createProber({
		guard,
		browser: async () => (options.browser === false ? undefined : found),
		now: () => 0,
		...(options.timeoutSeconds ? { timeoutSeconds: options.timeoutSeconds } : {}),
	});
	endings.push(() => guard.close(), prober.close);
	return prober;
};
/** The homepage of a web of its own, which ends with the test. */
const homepage = async (answer: Answering): Promise<string> => {
	const web = await startWeb({ '/': answer });
	endings.push(web.close);
	return `${web.url}/`;
};

const page = '<title>临江市人民政府</title><h1>临江市人民政府</h1>';
const status =
	(code: number) =>
	(_request: IncomingMessage, response: ServerResponse): unknown =>
		response.writeHead(code, { 'content-type': 'text/html' }).end(page);
const silent: Answering = () => {};
const forBrowsers =
	(code: number): Answering =>
	(request: IncomingMessage, response: ServerResponse) => {
		const isBrowser = request.headers['user-agent']?.includes('Chrome/');
		response.writeHead(isBrowser ? 200 : code, { 'content-type': 'text/html' }).end(page);
	};
/** An address at which nobody listens any more. */
const nobody = async (): Promise<string> => {
	const web = await startWeb({});
	await web.close();
	return `${web.url}/`;
};

test('one that opens is in order, one behind a wall is neither; no browser is asked', async () => {
	const prober = open({ browser: false });
	expect(await prober.probe(await homepage(page), [])).toMatchObject({ state: 'ok', status: 200 });
	expect(await prober.probe(await homepage(status(403)), [])).toMatchObject({ state: 'wall', status: 403 });
});

test('one that fails counts when the browser fails too', async () => {
	const probed = await open().probe(await homepage(status(500)), []);
	expect(probed).toMatchObject({ state: 'failed', status: 500, words: 'HTTP 500；浏览器：HTTP 500' });
});

test('one that opens in the browser is in order', async () => {
	const probed = await open().probe(await homepage(forBrowsers(502)), []);
	expect(probed).toEqual({ state: 'ok', words: 'HTTP 502；浏览器：HTTP 200' });
});

test('one that no browser may open stays unconfirmed, and none is asked', async () => {
	const agents: string[] = [];
	const url = await homepage((request, response) => {
		agents.push(request.headers['user-agent'] ?? '');
		status(500)(request, response);
	});
	expect(await open().probe(url, [], { mayRender: false })).toMatchObject({
		state: 'unconfirmed',
		status: 500,
		words: 'HTTP 500；配置不许用浏览器打开这个网站，不能确认',
	});
	expect(agents).toEqual([expect.not.stringContaining('Chrome/')]);
});

test('one that shows the browser a wall is neither', async () => {
	const flip: Answering = (request, response) =>
		status(request.headers['user-agent']?.includes('Chrome/') ? 403 : 500)(request, response);
	expect(await open().probe(await homepage(flip), [])).toMatchObject({
		state: 'wall',
		words: 'HTTP 500；浏览器：HTTP 403',
	});
});

test('without a browser nothing is confirmed', async () => {
	const probed = await open({ browser: false }).probe(await homepage(status(500)), []);
	expect(probed).toMatchObject({
		state: 'unconfirmed',
		words: expect.stringContaining('没有能启动的浏览器'),
	});
});

test('a refused connection counts, with another site that answers and without any other', async () => {
	const prober = open();
	const gone = await nobody();
	expect(await prober.probe(gone, [gone])).toMatchObject({ state: 'failed' });
	expect(await prober.probe(gone, [await homepage(status(500))])).toMatchObject({
		state: 'failed',
		words: '连接被拒绝；浏览器也打不开',
	});
});

test('where the others answer no more either, it is our own network, and no browser is started', async () => {
	const probed = await open({ browser: false }).probe(await nobody(), [await nobody(), await nobody()]);
	expect(probed).toEqual({ state: 'ours', words: '连接被拒绝；同时其他网站也没有应答' });
});

test('silence counts beside another site that answers, and is in doubt without any', async () => {
	const prober = open({ timeoutSeconds: 2 });
	const dumb = await homepage(silent);
	expect(await prober.probe(dumb, [await homepage(page)])).toMatchObject({
		state: 'failed',
		words: '2 秒内没有打开；浏览器也等不到应答',
	});
	expect(await open({ timeoutSeconds: 2 }).probe(dumb, [])).toMatchObject({
		state: 'unconfirmed',
		words: expect.stringContaining('没有其他网站可以对照'),
	});
});

test('of many that fail at once, those that would wait too long for the browser are not confirmed', async () => {
	const prober = open();
	const broken = await homepage(status(500));
	const probed = await Promise.all(Array.from({ length: 16 }, () => prober.probe(broken, [])));
	const states = Map.groupBy(probed, ({ state }) => state);
	expect([states.get('failed')?.length, states.get('unconfirmed')?.length]).toEqual([12, 4]);
});
