/** Behind a reverse proxy, below a path of its own: a real proxy in front of a real server, both on loopback. */
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../dashboard/app.ts';
import { type RunningServer, startServer } from '../../dashboard/server.ts';
import type { Door } from '../../dashboard/visit.ts';
import { national } from '../../reports/profiles/national.ts';
import { checks, linjiang, now, type Opened, openDashboard, reportOf } from './open-dashboard.ts';
import { addPeople, password } from './people.ts';

const publicUrl = 'https://oa.example.gov.cn/gongkai/';

let dashboard: Opened;
let server: RunningServer;
let proxy: Server;
let finding = '';

/** As nginx hands on what comes to `location /gongkai/`, over TLS that ends there. */
const startProxy = (to: number): Promise<Server> => {
	const handing = createServer((asked, answer) => {
		const headers = {
			...asked.headers,
			host: 'oa.example.gov.cn',
			'x-forwarded-proto': 'https',
			'x-forwarded-for': [asked.headers['x-forwarded-for'], '198.51.100.7'].filter(Boolean).join(', '),
		};
		const onward = request(
			{ host: '127.0.0.1', port: to, path: asked.url, method: asked.method, headers },
			(got) => {
				answer.writeHead(got.statusCode ?? 502, got.headers);
				got.pipe(answer);
			},
		);
		asked.pipe(onward);
	});
	return new Promise((resolve) => handing.listen(0, '127.0.0.1', () => resolve(handing)));
};

const portOf = (of: Server): number => (of.address() as AddressInfo).port;

interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
}

/** Asks over the wire; `fetch` would not send another host. */
const send = (
	port: number,
	path: string,
	{ form, headers = {} }: { form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const body = form && `${new URLSearchParams(form)}`;
		const asked = request(
			{
				...{ host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST' },
				headers: {
					...(body === undefined
						? {}
						: { origin: 'https://oa.example.gov.cn', 'content-type': 'application/x-www-form-urlencoded' }),
					...headers,
				},
			},
			(answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (piece: string) => {
					text += piece;
				});
				answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
			},
		);
		asked.on('error', reject).end(body);
	});

const appOf = (door: Door) =>
	createApp({ store: dashboard.store, checks, profile: () => national, now: () => now, door });

beforeAll(async () => {
	dashboard = await openDashboard();
	const report = reportOf({ faults: { 'broken-link': [{ subject: `${linjiang.url}dead` }] } });
	await dashboard.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	await dashboard.store.record(report, 'linjiang/2026-06/report.json', national);
	finding = `/gongkai/sites/linjiang/findings/${report.findings[0]?.id}`;
	await addPeople(dashboard.store, ['linjiang']);
	server = await startServer(appOf({ publicUrl, trustedProxies: ['127.0.0.0/8'], isOpen: true }), {
		port: 0,
	});
	proxy = await startProxy(server.port);
});
afterAll(async () => {
	proxy?.close();
	await server?.close();
	await dashboard?.close();
});

test('somebody signs in, decides and signs out, all below the path', async () => {
	const port = portOf(proxy);
	const first = await send(port, `${finding}?month=2026-06`);
	expect(first.status).toBe(303);
	const where = first.headers.location ?? '';
	expect(where).toBe(`/gongkai/sign-in?to=${encodeURIComponent(`${finding}?month=2026-06`)}`);
	const page = await send(port, where);
	expect(page.text).toContain('action="/gongkai/sign-in"');
	expect(page.text).not.toMatch(/(?:href|action|src)="\/(?!gongkai\/)/);

	const to = `${finding}?month=2026-06`;
	const entered = await send(port, '/gongkai/sign-in', {
		form: { name: 'officer', password, to },
		headers: { 'x-forwarded-for': '203.0.113.1' },
	});
	expect([entered.status, entered.headers.location]).toEqual([303, to]);
	const [set = ''] = entered.headers['set-cookie'] ?? [];
	expect(set).toMatch(/^__Secure-gongkai-session=[\w-]{43}; Path=\/gongkai; HttpOnly; Secure; SameSite=Lax$/);
	const cookie = set.split(';')[0] ?? '';
	expect((await send(port, to, { headers: { cookie } })).status).toBe(200);
	const form = { month: '2026-06', step: 'withdraw', reason: '页面正常' };
	const decided = await send(port, `${finding}/decisions`, { form, headers: { cookie } });
	expect([decided.status, decided.headers.location]).toEqual([303, `${finding}?month=2026-06#decide`]);
	const [decision] = await dashboard.store.decisions('linjiang', {
		finding: finding.split('/').at(-1) ?? '',
	});
	expect(decision).toMatchObject({ step: 'withdraw', by: 'officer' });

	// Who it was is told by the proxy that is trusted; what the client wrote itself is not believed.
	const { rows } = await dashboard.store.users.trail({ who: 'officer' });
	expect(rows.map(({ act, address }) => [act, address])).toEqual([
		['decideFinding', '198.51.100.7'],
		['signIn', '198.51.100.7'],
	]);

	const out = await send(port, '/gongkai/sign-out', { form: {}, headers: { cookie } });
	expect([out.status, out.headers.location]).toEqual([303, '/gongkai/sign-in']);
	expect((await send(port, to, { headers: { cookie } })).status).toBe(303);
});

test('outside the path there is nothing', async () => {
	expect((await send(portOf(proxy), '/')).status).toBe(404);
	expect((await send(portOf(proxy), '/sites/linjiang')).status).toBe(404);
});

test('another site’s form is refused, though the proxy is trusted', async () => {
	const headers = { origin: 'https://evil.example' };
	const response = await send(portOf(proxy), '/gongkai/sign-in', {
		form: { name: 'officer', password },
		headers,
	});
	expect(response.status).toBe(403);
});

describe('headers of whoever is no trusted proxy', () => {
	test.each([
		['nobody is trusted', []],
		['others are', ['192.0.2.0/24']],
	])('say nothing where %s', async (_, trustedProxies) => {
		const open = await startServer(appOf({ publicUrl, trustedProxies, isOpen: true }), { port: 0 });
		const headers = { 'x-forwarded-for': '198.51.100.99', 'x-forwarded-proto': 'https' };
		const host = `127.0.0.1:${open.port}`;
		const entered = await send(open.port, '/gongkai/sign-in', {
			form: { name: 'viewer', password },
			headers: { ...headers, host, origin: `http://${host}` },
		});
		expect(entered.headers['set-cookie']?.[0]).toMatch(
			/^gongkai-session=[^;]+; Path=\/gongkai; HttpOnly; SameSite/,
		);
		const { rows } = await dashboard.store.users.trail({ who: 'viewer', size: 1 });
		expect(rows[0]?.address).toBe('127.0.0.1');
		await open.close();
	});
});

describe('the host', () => {
	const open: Door = { publicUrl, isOpen: true };
	test.each<[string, Door, number]>([
		['oa.example.gov.cn', open, 200],
		['OA.example.gov.cn', open, 200],
		['oa.example.gov.cn:8443', open, 421],
		['evil.example', open, 421],
		['10.1.2.3:8080', open, 200],
		['[2001:db8::1]:8080', open, 200],
		['10.1.2.3.evil.example', open, 421],
		['10.1.2.3:8080', { publicUrl }, 421],
		['oa.example.gov.cn', {}, 421],
	])('%s of %j is answered with %i', async (host, door, status) => {
		const path = door.publicUrl ? '/gongkai/sign-in' : '/sign-in';
		const response = await appOf(door).request(path, { headers: { host } });
		expect(response.status).toBe(status);
	});
});

test('at the root of a host over https the cookie is that host’s alone', async () => {
	const app = appOf({ publicUrl: 'https://gongkai.example.gov.cn/' });
	const host = 'gongkai.example.gov.cn';
	const response = await app.request(`https://${host}/sign-in`, {
		method: 'POST',
		body: new URLSearchParams({ name: 'viewer', password }),
		headers: { host, origin: `https://${host}` },
	});
	expect(response.headers.getSetCookie()[0]).toMatch(
		/^__Host-gongkai-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
	);
});

describe('before there is any user, a proxy that nobody told us of', () => {
	let alone: Opened;
	beforeAll(async () => {
		alone = await openDashboard();
	});
	afterAll(() => alone.close());
	const ask = (path: string, headers: Record<string, string> = {}) =>
		createApp({ store: alone.store, checks, profile: () => national, now: () => now }).request(path, {
			headers: { host: '127.0.0.1:8080', ...headers },
		});

	test.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'])(
		'makes nobody an administrator, by its header %s',
		async (name) => {
			expect((await ask('/users')).status).toBe(200);
			const asked = await ask('/users', { [name]: '198.51.100.7' });
			expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fusers']);
			expect((await ask('/api/v1/months', { [name]: '198.51.100.7' })).status).toBe(401);
			// No way back and forth for ever.
			expect((await ask('/sign-in', { [name]: '198.51.100.7' })).status).toBe(200);
		},
	);
});
