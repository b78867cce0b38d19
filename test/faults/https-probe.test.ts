/** The network is cut exactly while it is asked whether a site answers by https: nobody is accused of having none. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createWeb, type RequestListener } from 'node:http';
import { createServer as createSafeWeb } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { auditSite } from '../../audit.ts';
import type { Resolver } from '../../crawler/net/address.ts';
import type { Finding, Report } from '../../reports/model.ts';
import { certify } from '../support/certificates.ts';
import { identity } from '../support/city-audit.ts';
import { asOf } from '../support/faults.ts';

/** Loopback of our own: the ports that are asked are those that all sites have. */
const host = `127.83.${(process.pid >> 8) & 255}.${1 + (process.pid % 250)}`;

const listen = async (server: Server, port: number): Promise<Server> => {
	server.listen(port, host);
	await once(server, 'listening');
	return server;
};
/** They are not everybody's to take. */
const canListen = await listen(createServer(), 80).then(
	(server) => {
		server.close();
		return true;
	},
	() => false,
);

const authority = certify({ name: 'authority.test', isAuthority: true });
const { cert, key } = certify({ name: 'own.test', by: authority });
const answer: RequestListener = (request, response) => {
	const isThere = request.url === '/' || request.url === '/a.html';
	response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
	response.end(
		isThere
			? `<!doctype html><meta charset="utf-8"><title>甲市人民政府</title><h1>甲市人民政府</h1><p>${'正文。'.repeat(30)}</p><a href="/a.html">通知公告的标题</a>`
			: 'Not Found',
	);
};

/** What becomes of whoever dials. */
type Line = 'up' | 'reset' | 'silent' | 'refused';

/** A site by http and https on one line. `onSafe`: somebody dials its port of https. */
const startSite = async (onSafe: () => void = () => {}) => {
	const sockets = new Set<Socket>();
	let line: Line = 'up';
	const web = createWeb(answer);
	const safeWeb = createSafeWeb({ cert, key }, answer);
	const open = (port: number): Promise<Server> =>
		listen(
			createServer((socket) => {
				sockets.add(socket);
				socket.on('error', () => {}).on('close', () => sockets.delete(socket));
				if (port === 443) onSafe();
				if (line === 'reset') socket.resetAndDestroy();
				else if (line === 'up') (port === 443 ? safeWeb : web).emit('connection', socket);
			}),
			port,
		);
	let servers: Server[] = [];
	const close = (): void => {
		for (const server of servers.splice(0)) server.close();
		for (const socket of sockets) socket.destroy();
	};
	const turn = async (next: Line): Promise<void> => {
		line = next;
		close();
		if (next !== 'refused') servers = await Promise.all([80, 443].map(open));
	};
	await turn('up');
	return { turn, closeSafe: () => servers.pop()?.close(), close };
};

let site: Awaited<ReturnType<typeof startSite>> | undefined;
let folder = '';
afterEach(async () => {
	site?.close();
	site = undefined;
	if (folder) await rm(folder, { recursive: true, force: true });
});

const there: Resolver = async () => [host];
const audit = async (resolve: Resolver = there): Promise<Report> => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-https-'));
	return auditSite(
		{
			...identity,
			url: 'http://own.test/',
			...{ robots: 'ignore', hosts: [], columns: [], render: 'never' },
			limits: { maxPages: 20, requestsPerSecond: 500, concurrency: 2, timeoutSeconds: 2 },
		},
		{
			...{ out: folder, asOf, network: { allow: ['127.0.0.0/8'], ca: authority.cert }, resolve },
			log: pino({ level: 'silent' }),
			retrySeconds: [0.3, 0.3],
		},
	);
};

const told = (findings: readonly Finding[]): string[] =>
	findings.map(({ check, key: of = '', subject }) => `${check} ${of} ${subject}`).sort();
const outcomeOf = ({ checks }: Report) => checks.find(({ id }) => id === 'no-https');

test.skipIf(!canListen)(
	'a site that answers has https, and one that refuses while it answers by http has none',
	async () => {
		site = await startSite();
		const { findings } = await audit();
		expect(told(findings).filter((words) => words.startsWith('no-https'))).toEqual([]);
		await rm(folder, { recursive: true });
		site.closeSafe();
		const accused = (await audit()).findings.filter(({ check }) => check === 'no-https');
		expect(accused).toMatchObject([{ certainty: 'certain' }]);
	},
);

test.skipIf(!canListen).each<[string, Line, string?]>([
	['refuses', 'refused'],
	['resets each connection', 'reset'],
	['is silent', 'silent'],
	['is found no more (ENOTFOUND)', 'refused', 'ENOTFOUND'],
	['is found no more (EAI_AGAIN)', 'refused', 'EAI_AGAIN'],
	['is found no more (ETIMEOUT)', 'refused', 'ETIMEOUT'],
])(
	'a site that %s from its first dial by https on is not judged',
	{ timeout: 60_000 },
	async (_, line, code) => {
		site = await startSite();
		const whole = told((await audit()).findings);
		await rm(folder, { recursive: true });
		site.close();

		let isLost = false;
		site = await startSite(() => {
			if (isLost) return;
			isLost = true;
			void site?.turn(line);
		});
		const resolve: Resolver = async () => {
			if (isLost && code) throw Object.assign(new Error(`getaddrinfo ${code}`), { code });
			return [host];
		};
		const report = await audit(resolve);
		expect(isLost).toBe(true);
		expect(told(report.findings)).toEqual(whole);
		expect(outcomeOf(report)).toMatchObject({
			outcome: 'not-assessed',
			reason: expect.stringMatching(/网络/),
		});
	},
);

test.skipIf(!canListen)('a site that is away for a moment just then is judged once it is back', async () => {
	let isLost = false;
	site = await startSite(() => {
		if (isLost) return;
		isLost = true;
		void site?.turn('refused').then(async () => {
			await delay(200);
			await site?.turn('up');
		});
	});
	const report = await audit();
	expect(isLost).toBe(true);
	expect(outcomeOf(report)).toMatchObject({ outcome: 'assessed' });
	expect(told(report.findings).filter((words) => words.startsWith('no-https'))).toEqual([]);
});
