import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSite } from '../../../audit.ts';
import { fetchUrl } from '../../../crawler/net/fetch.ts';
import { createGuard } from '../../../crawler/net/guard.ts';

let refusing: Server;
let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-guard-'));
	refusing = createServer((_request, response) => response.writeHead(407).end());
	refusing.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'));
	await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	refusing.close();
	await rm(folder, { recursive: true });
});

const proxies: Record<string, () => string> = {
	'is not there': () => 'http://127.0.0.1:1',
	'has no address': () => 'http://no-such.invalid:3128',
	'wants a password': () => `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`,
};

test.each(
	Object.entries(proxies).flatMap(([name, proxy]) =>
		['http', 'https'].map((scheme) => [name, scheme, proxy] as const),
	),
)('a proxy that %s says nothing about the site (%s)', async (_name, scheme, proxy) => {
	const guard = createGuard({ allow: ['127.0.0.0/8'], proxy: proxy() });
	try {
		const { dispatcher, userAgent } = guard;
		const url = `${scheme}://127.0.0.1:9/`;
		const fetched = await fetchUrl(url, { dispatcher, userAgent, timeoutSeconds: 3, maxBytes: 1000 });
		expect(fetched).toMatchObject({ state: 'failed', reason: 'unreachable' });
	} finally {
		await guard.close();
	}
});

test('without its way out an audit ends with one sentence, and no report', async () => {
	const site = { id: 'a', name: '', url: 'http://127.0.0.1:9/', type: 'portal', robots: 'obey' } as const;
	const limits = { maxPages: 10, requestsPerSecond: 50, concurrency: 2, timeoutSeconds: 3 };
	const audit = auditSite(
		{ ...site, hosts: [], columns: [], limits, render: 'never' },
		{
			network: { allow: ['127.0.0.1'], proxy: 'http://127.0.0.1:1' },
			out: folder,
			asOf: '2026-11-15',
			log: pino({ level: 'silent' }),
		},
	);
	await expect(audit).rejects.toThrow('无法访问 http://127.0.0.1:9/：网络不可达');
});

test('the user agent names the program and, where there is one, the contact', async () => {
	const guards = [{}, { contact: 'mailto:audit@example.gov.cn' }].map((more) =>
		createGuard({ allow: [], ...more }),
	);
	expect(guards.map(({ userAgent }) => userAgent)).toEqual([
		expect.stringMatching(/\bGongkai\/\d/),
		expect.stringMatching(/\bGongkai\/\d.*\+mailto:audit@example\.gov\.cn/),
	]);
	for (const guard of guards) await guard.close();
});
