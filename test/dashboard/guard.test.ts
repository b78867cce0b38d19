/** What is answered at all, and what every answer says to a browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../dashboard/app.ts';
import { type Opened, openDashboard, record, reportOf } from './open-dashboard.ts';

let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard();
	await record(dashboard.store, reportOf({}));
});
afterAll(() => dashboard.close());

const hosts: Readonly<Record<string, number>> = {
	'127.0.0.1': 200,
	'127.0.0.1:8080': 200,
	'localhost:8080': 200,
	LOCALHOST: 200,
	'[::1]:8080': 200,
	'evil.example': 421,
	'evil.example:8080': 421,
	'127.0.0.1.evil.example': 421,
	'localhost.evil.example': 421,
	'127.0.0.2': 421,
	'10.0.0.1': 421,
	'': 421,
};

describe('the host', () => {
	test.each(Object.entries(hosts))('%j is answered with %i', async (host, status) => {
		const response = await dashboard.get('/', { headers: { host } });
		expect(response.status).toBe(status);
		if (status === 421) expect(await response.text()).not.toContain('linjiang');
	});

	test('in an absolute request counts too', async () => {
		const response = await dashboard.get('http://evil.example/', { headers: { host: 'localhost' } });
		expect(response.status).toBe(421);
	});
});

describe('methods', () => {
	test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused everywhere', async (method) => {
		for (const path of ['/', '/sites/linjiang', '/audits', '/nothing']) {
			const response = await dashboard.get(path, { method });
			expect([path, response.status]).toEqual([path, 405]);
			expect(response.headers.get('allow')).toBe('GET, HEAD');
		}
	});

	test.each(['/', '/sites/linjiang', '/audits', '/checks', '/export/2026-06/scores.csv'])(
		'HEAD %s gives the headers of GET and no body',
		async (path) => {
			const [head, get] = [await dashboard.get(path, { method: 'HEAD' }), await dashboard.get(path)];
			expect(head.status).toBe(200);
			expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
			expect(await head.text()).toBe('');
			expect(await get.text()).not.toBe('');
		},
	);
});

describe('headers', () => {
	const paths = ['/', '/sites/nobody', '/audits/live', '/export/2026-06/findings.json'];
	test.each(paths)('of %s allow nothing foreign and keep nothing', async (path) => {
		const { headers } = await dashboard.get(path);
		expect(headers.get('content-security-policy')).toBe(
			"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('cache-control')).toBe('no-store');
	});

	test('let assets be kept by the hash of their content', async () => {
		const page = await dashboard.page('/audits');
		for (const name of ['style.css', 'live.js']) {
			const address = new RegExp(`/static/${name}\\?v=\\w+`).exec(page)?.[0] ?? '';
			const asset = await dashboard.get(address);
			expect(asset.status).toBe(200);
			expect(asset.headers.get('cache-control')).toContain('immutable');
			expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
			expect((await asset.text()).length).toBeGreaterThan(100);
			const etag = asset.headers.get('etag') ?? '';
			const again = await dashboard.get(address, { headers: { 'if-none-match': etag } });
			expect(again.status).toBe(304);
			const bare = await dashboard.get(`/static/${name}?v=old`);
			expect([bare.status, bare.headers.get('cache-control')]).toEqual([200, 'no-cache']);
		}
	});

	test.each(['/static/', '/static/nothing.js', '/static/__proto__', '/static/..%2fapp.ts'])(
		'%s is no asset',
		async (path) => expect((await dashboard.get(path)).status).toBe(404),
	);
});

describe('errors', () => {
	test('an unknown address is told in Chinese', async () => {
		const response = await dashboard.get('/nothing/here');
		expect(response.status).toBe(404);
		expect(await response.text()).toContain('没有这个页面');
	});

	test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
		[
			'from a page of ours',
			{ referer: 'http://localhost/work?sort=due', host: 'localhost' },
			'/work?sort=due',
		],
		[
			'from a page of ours behind a proxy',
			{ referer: 'https://gov.example/work', host: 'localhost', 'sec-fetch-site': 'same-origin' },
			'/work',
		],
		['from itself', { referer: 'http://localhost/nothing/here', host: 'localhost' }, undefined],
		['from elsewhere', { referer: 'http://evil.example/work', host: 'localhost' }, undefined],
		['from no address', { referer: 'javascript:alert(1)', host: 'localhost' }, undefined],
		['from another host by its path', { referer: 'http://localhost//evil.example/', host: 'localhost' }, '/'],
	])('an unknown address leads back %s', async (_, headers, back) => {
		const page = await (await dashboard.get('/nothing/here', { headers })).text();
		expect(/<a href="([^"]*)">回到刚才的页面/.exec(page)?.[1]).toBe(back);
		expect(page).not.toMatch(/evil|alert/);
	});

	test('a failing store shows a page without the cause, and tells it to the operator', async () => {
		const errors: unknown[] = [];
		const broken = await openDashboard({ onError: (error) => errors.push(error) });
		await broken.close();
		for (const path of ['/', '/audits/live', '/export/2026-06/scores.csv']) {
			const response = await broken.get(path);
			const text = await response.text();
			expect([path, response.status]).toEqual([path, 500]);
			expect(text).toContain('页面出错了');
			expect(text).not.toMatch(/Error|\.ts\b|sqlite|driver/i);
			expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		}
		expect(errors).toHaveLength(3);
	});
});

test('everything lies below the base path, where there is one', async () => {
	const { store } = dashboard;
	const app = createApp({
		store,
		checks: [],
		profile: () => undefined,
		now: () => new Date('2026-06-20T02:00:00Z'),
		door: { publicUrl: 'http://127.0.0.1/gongkai/' },
	});
	const seen = new Set<string>();
	const walk = async (path: string): Promise<void> => {
		if (seen.has(path) || seen.size > 60) return;
		seen.add(path);
		const response = await app.request(path);
		expect([path, response.status]).toEqual([path, 200]);
		if (!response.headers.get('content-type')?.startsWith('text/html')) return;
		const text = (await response.text()).replaceAll('&amp;', '&');
		for (const [, address = ''] of text.matchAll(/ method="post" action="([^"]*)"/g))
			expect(address).toMatch(/^\/gongkai\//);
		const reads = text.replace(/ method="post" action="[^"]*"/g, '');
		for (const [, address = ''] of reads.matchAll(/ (?:href|src|action|data-source)="([^"]*)"/g)) {
			if (/^(?:https?|data):|^#/.test(address)) continue;
			expect(address).toMatch(/^\/gongkai\//);
			await walk(address.replace(/#.*/, ''));
		}
	};
	await walk('/gongkai/');
	expect(seen.size).toBeGreaterThan(10);
	expect((await app.request('/')).status).toBe(404);
});
