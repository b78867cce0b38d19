/** Each route of the API over a filled store: answered as the document says, and refused as it says. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiPath, apiRoutes } from '../../../dashboard/api/table.ts';
import {
	addressOf,
	formsOf,
	hostile,
	jsonOf,
	needed,
	openStock,
	reading,
	type Stock,
	templateOf,
} from './stock.ts';

let stock: Stock;
let wrongWith: Awaited<ReturnType<typeof formsOf>>;
beforeAll(async () => {
	stock = await openStock();
	wrongWith = await formsOf(stock);
});
afterAll(() => stock?.close());

test('the document is OpenAPI 3.1, and a validator that is none of ours finds nothing wrong with it', async () => {
	const response = await stock.get(`${apiPath}/openapi.json`);
	const described = await jsonOf(response);
	expect(described.openapi).toBe('3.1.0');
	expect(await new Validator().validate(described)).toMatchObject({ valid: true });
	const told = Object.values<object>(described.paths)
		.flatMap(Object.values)
		.map(({ operationId }) => operationId);
	expect(told.sort()).toEqual(Object.keys(apiRoutes).sort());
});

describe.each(reading)('%s', (name) => {
	const asked = () => `${addressOf(name, stock.known)}${needed[name] ?? ''}`;
	const path = templateOf(name);

	test('answers as its schema says', async () => {
		const response = await stock.get(asked());
		const answer = await jsonOf(response);
		expect([response.status, answer]).toEqual([200, expect.anything()]);
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect(response.headers.get('access-control-allow-origin')).toBeNull();
		expect(wrongWith(path, 'get', 200, answer)).toEqual([]);
		if (Array.isArray(answer.items)) expect(answer.items.length).toBeGreaterThan(0);
	});

	test('need not be sent twice', async () => {
		const { headers } = await stock.get(asked());
		const etag = headers.get('etag') ?? '';
		expect(etag).toMatch(/^"[\w-]{22}"$/);
		expect(headers.get('cache-control')).toBe('private, no-cache');
		const again = await stock.get(asked(), { headers: { 'if-none-match': `"other", W/${etag}` } });
		expect([again.status, await again.text()]).toEqual([304, '']);
		expect((await stock.get(asked(), { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
	});

	test('answers HEAD without a body, and no other method', async () => {
		const head = await stock.get(asked(), { method: 'HEAD' });
		expect([head.status, await head.text()]).toEqual([200, '']);
		for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST']) {
			const response = await stock.get(asked(), { method, headers: { origin: 'http://localhost' } });
			const answer = await jsonOf(response);
			expect([method, response.status, answer.code]).toEqual([method, 405, 'method-not-allowed']);
			expect(response.headers.get('allow')).toBe('GET, HEAD');
			expect(wrongWith(path, 'get', 405, answer)).toEqual([]);
		}
	});

	test('names a parameter that it does not know, or that stands there twice', async () => {
		const sign = needed[name] ? '&' : '?';
		const response = await stock.get(`${asked()}${sign}nothing=1&limit=1&limit=2`);
		const answer = await jsonOf(response);
		expect([response.status, answer.code]).toEqual([422, 'invalid-parameters']);
		expect(answer.errors.map((error: { name: string }) => error.name)).toEqual(
			expect.arrayContaining(['nothing', 'limit']),
		);
		expect(wrongWith(path, 'get', 422, answer)).toEqual([]);
	});

	const parameters = Object.entries(apiRoutes[name].query.shape).filter(
		([one]) => one !== 'q' && one !== 'district',
	);
	test.each(parameters.map(([one]) => one))('names the parameter %s where it is wrong', async (one) => {
		const params = new URLSearchParams(needed[name]);
		params.set(one, one === 'cursor' ? 'x'.repeat(2000) : '!');
		const response = await stock.get(`${addressOf(name, stock.known)}?${params}`);
		const answer = await jsonOf(response);
		expect([response.status, answer.code]).toEqual([422, 'invalid-parameters']);
		expect(answer.errors).toEqual([
			{ in: 'query', name: one, detail: expect.stringMatching(/\p{Script=Han}/u) },
		]);
	});

	const parts = [...apiRoutes[name].path.matchAll(/:(\w+)/g)].map(([, part = '']) => part);
	test.each(parts)('finds nothing where %s is unknown, and says where it is none', async (part) => {
		const other = { month: '1999-01', audit: '999999' }[part] ?? 'nobody';
		const unknown = await stock.get(
			`${addressOf(name, { ...stock.known, [part]: other })}${needed[name] ?? ''}`,
		);
		// Nothing was ever decided in a month that is not there.
		if (name === 'siteDecisions' && part === 'month') expect(await jsonOf(unknown)).toEqual({ items: [] });
		else {
			const answer = await jsonOf(unknown);
			expect([unknown.status, answer.code]).toEqual([404, 'not-found']);
			expect(wrongWith(path, 'get', 404, answer)).toEqual([]);
		}
		const none = await stock.get(
			`${addressOf(name, { ...stock.known, [part]: '<b>' })}${needed[name] ?? ''}`,
		);
		const told = await jsonOf(none);
		expect([none.status, told.errors?.map((error: { name: string }) => error.name)]).toEqual([422, [part]]);
	});
});

describe('whatever a page says', () => {
	const asked = [
		'findings',
		'finding',
		'documents',
		'siteMonth',
		'report',
		'availability',
		'notices',
		'heldNotices',
	] as const;
	test.each(asked)('stays what it was in %s, and within the JSON', async (name) => {
		const query = name === 'availability' ? '?month=2026-06' : (needed[name] ?? '');
		const response = await stock.get(`${addressOf(name, stock.known)}${query}`);
		const text = await response.text();
		expect(text).not.toContain('\u0000');
		const found: string[] = [];
		JSON.parse(text, (_, value) => {
			if (typeof value === 'string' && value.includes('</script>')) found.push(value);
			return value;
		});
		expect(found.length).toBeGreaterThan(0);
		expect(found.every((one) => hostile.startsWith(one.slice(0, 10)))).toBe(true);
	});

	test.each(['%00', '%ff', '%22%3E%3Cscript%3E', '%E2%80%A8', 'a'.repeat(5000)])(
		'%s breaks no search',
		async (q) => {
			for (const name of ['findings', 'documents', 'sites', 'monthSites'] as const) {
				const response = await stock.get(`${addressOf(name, stock.known)}?q=${q}`);
				expect([200, 422]).toContain(response.status);
				expect(response.headers.get('content-type')).toMatch(/^application\/(problem\+)?json$/);
			}
		},
	);
});

describe('there is never a page', () => {
	test.each(['', '/', '/nothing', '/sites/linjiang/nothing', '/months/2026-06/sites/x', '/../v1/nothing'])(
		'at %s',
		async (path) => {
			for (const method of ['GET', 'POST', 'DELETE']) {
				const response = await stock.get(`${apiPath}${path}`, { method });
				expect([response.status, (await jsonOf(response)).code]).toEqual([404, 'not-found']);
				expect(response.headers.get('content-type')).toBe('application/problem+json');
			}
		},
	);

	test('for a foreign host', async () => {
		const response = await stock.get(`${apiPath}/months`, { headers: { host: 'evil.example' } });
		expect([response.status, (await jsonOf(response)).code]).toEqual([421, 'foreign-host']);
	});

	test('where the store fails, and nothing is told of why', async () => {
		const errors: unknown[] = [];
		const broken = await openStock({ onError: (error) => errors.push(error) });
		await broken.store.close();
		const response = await broken.get(`${apiPath}/months`);
		const text = await response.text();
		expect([response.status, JSON.parse(text).code]).toEqual([500, 'failed']);
		expect(text).not.toMatch(/Error|\.ts\b|sqlite|driver/i);
		expect(errors).toHaveLength(1);
	});
});
