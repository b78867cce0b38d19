import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundBrowser } from '../../crawler/browser/find.ts';
import { openCrawl } from '../../crawler/crawl.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import { browserHere } from '../support/browser.ts';
import { type Certified, certify } from '../support/certificates.ts';
import { type Answering, startWeb } from '../support/web.ts';

const authority = certify({ name: '测试机构', isAuthority: true });
const middle = certify({ name: '中间机构', isAuthority: true, by: authority });
const year = (number: number): Date => new Date(`${number}-01-01T00:00:00Z`);
const certificates = {
	good: certify({ name: 'good.test', by: authority }),
	expired: certify({ name: 'expired.test', by: authority, from: year(2020), until: year(2021) }),
	'self-signed': certify({ name: 'self-signed.test' }),
	'of-another': certify({ name: 'another.test', by: authority }),
	/** Without its intermediate, which browsers fetch by themselves. */
	incomplete: certify({ name: 'incomplete.test', by: middle }),
} as const;

const folders: string[] = [];
const servers: Server[] = [];
let guard: Guard;
let plain: FoundBrowser;
/** One that trusts the keys of `good` and `incomplete`, as a browser does that knows the authority and fetches what is missing. */
let knowing: FoundBrowser;

const page = (title: string, ...links: string[]): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${links.map((url) => `<p><a href="${url}">链接到 ${url}</a></p>`).join('')}`;

const temporary = async (): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'last-word-'));
	folders.push(folder);
	return folder;
};

const openSecure = async ({ cert, key }: Certified, answer: RequestListener): Promise<number> => {
	const server = createServer({ cert, key }, answer);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
	guard = createGuard({ allow: ['127.0.0.0/8'], ca: authority.cert }, { resolve: async () => ['127.0.0.1'] });
	const found = await browserHere();
	plain = found;
	const executablePath = path.join(await temporary(), 'browser');
	const keys = [certificates.good, certificates.incomplete].map(({ fingerprint }) => fingerprint).join(',');
	await writeFile(
		executablePath,
		`#!/bin/sh\nexec '${found.executablePath}' --ignore-certificate-errors-spki-list=${keys} "$@"\n`,
	);
	await chmod(executablePath, 0o755);
	knowing = { ...found, executablePath };
});
afterAll(async () => {
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
	await guard.close();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const crawl = async (url: string, browser: FoundBrowser | undefined, more: Partial<SiteConfig> = {}) => {
	const session = openCrawl(
		{
			id: 'x',
			name: '',
			url,
			type: 'portal',
			robots: 'ignore',
			hosts: [],
			columns: [],
			limits: { maxPages: 100, requestsPerSecond: 200, concurrency: 4, timeoutSeconds: 5 },
			render: 'auto',
			...more,
		},
		{
			guard,
			file: path.join(await temporary(), 'archive.db'),
			asOf: '2026-11-15',
			log: pino({ level: 'silent' }),
			browser: async () => browser,
			retrySeconds: [0.05, 0.05],
		},
	);
	try {
		await session.run();
		return { gathered: session.gathered(), coverage: session.coverage() };
	} finally {
		await session.close();
	}
};

test('a broken encryption is a fault where the browser fails as well, of own pages, own files and other hosts alike', async () => {
	const names = Object.keys(certificates) as (keyof typeof certificates)[];
	const ports = new Map<string, number>();
	const answer: RequestListener = (request, response) => {
		response.writeHead(request.url === '/gone.html' ? 404 : 200, {
			'content-type': 'text/html; charset=utf-8',
		});
		response.end(page('页面'));
	};
	for (const name of names) ports.set(name, await openSecure(certificates[name], answer));
	const at = (name: string, rest: string): string =>
		`https://${name}.test:${ports.get(name.replace('.own', ''))}${rest}`;
	const outer = ['/a.html', '/gone.html'];
	const ownNames = ['good', 'expired'] as const;
	const links = [
		...names.flatMap((name) => outer.map((rest) => at(name, rest))),
		...ownNames.flatMap((name) => ['own.html', 'own.pdf'].map((rest) => at(`${name}.own`, `/${rest}`))),
	];
	const web = await startWeb({ '/': page('某县', ...links) });
	const hosts = ownNames.map((name) => new URL(at(`${name}.own`, '/')).host);
	const told = async (browser: FoundBrowser | undefined) => {
		const { gathered } = await crawl(`${web.url}/`, browser, { hosts });
		return Object.fromEntries(
			gathered.targets
				.map(({ url, state, reason, status }): [string, string] => [
					url.replace(/https:\/\/|\.test:\d+/g, ''),
					`${state} ${state === 'broken' ? (status ?? reason) : ''}`.trim(),
				])
				.sort(),
		);
	};
	try {
		const those = (state: string, ...paths: string[]): Record<string, string> =>
			Object.fromEntries(paths.map((path) => [path, state]));
		const bad = ['expired', 'self-signed', 'of-another'].flatMap((name) => outer.map((rest) => name + rest));
		expect(await told(knowing)).toEqual({
			...those('broken tls', ...bad, 'expired.own/own.html', 'expired.own/own.pdf'),
			...those('broken 404', 'good/gone.html', 'incomplete/gone.html'),
			// The host's homepage opens; of the file nothing is known.
			...those('wall', 'good.own/own.pdf'),
		});
		// Without a browser, nothing is said.
		expect(await told(undefined)).toEqual({
			...those('wall', ...bad, 'expired.own/own.html', 'expired.own/own.pdf'),
			...those('wall', 'incomplete/a.html', 'incomplete/gone.html', 'good.own/own.html', 'good.own/own.pdf'),
			...those('broken 404', 'good/gone.html'),
		});
	} finally {
		await web.close();
	}
}, 300_000);

test('what fails for programs and opens in a browser is no dead link, and leads on', async () => {
	// A browser, and still ourselves.
	const isBrowser = (agent = ''): boolean => /Gongkai\/.*Chrome/.test(agent);
	const onlyFor =
		(refusal: Answering, text: string): Answering =>
		(request, response) => {
			if (!isBrowser(request.headers['user-agent'])) {
				if (typeof refusal === 'function') refusal(request, response);
				return;
			}
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(text);
		};
	const reset: Answering = (request) => request.socket.resetAndDestroy();
	const status =
		(code: number): Answering =>
		(_request, response) =>
			response.writeHead(code).end('no');
	let homeless = 0;
	const web = await startWeb({
		'/': onlyFor(
			(request, response) => {
				homeless++;
				reset(request, response);
			},
			page('某县', '/a.html', '/b1.html', '/b2.html', '/b3.html', '/b4.html', '/c.html', '/d.html'),
		),
		'/a.html': onlyFor(reset, page('只给浏览器', '/next.html')),
		'/next.html': page('由此才知'),
		...Object.fromEntries([1, 2, 3, 4].map((n) => [`/b${n}.html`, onlyFor(status(500), page(`第${n}页`))])),
		'/c.html': status(502),
		// Cookies that only a script sets.
		'/d.html': (request, response) => {
			if (!/pass=1/.test(request.headers.cookie ?? ''))
				response
					.writeHead(isBrowser(request.headers['user-agent']) ? 200 : 302, {
						location: '/d.html',
						'content-type': 'text/html',
					})
					.end('<script>document.cookie = "pass=1"; location.reload()</script>');
			else response.setHeader('content-type', 'text/html; charset=utf-8').end(page('过了墙'));
		},
	});
	try {
		const { gathered } = await crawl(`${web.url}/`, plain);
		expect(homeless).toBeGreaterThan(1);
		expect(
			gathered.targets.map(({ url, state, status }) => [url.replace(web.url, ''), state, status]),
		).toEqual([['/c.html', 'broken', 502]]);
		expect(gathered.pages.map(({ facts }) => facts.title).sort()).toEqual(
			['某县', '只给浏览器', '由此才知', '第1页', '第2页', '第3页', '第4页', '过了墙'].sort(),
		);
	} finally {
		await web.close();
	}
}, 300_000);
