/** Who may ask for what: each route of the API in everybody's name, by token, at an own site and at a foreign one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, roles } from '../../../dashboard/access.ts';
import { type ApiRouteName, apiPath, apiRoutes } from '../../../dashboard/api/table.ts';
import { addPeople, signInAs } from '../people.ts';
import { addressOf, formsOf, jsonOf, names, needed, openStock, type Stock, templateOf } from './stock.ts';
import { tokenOf } from './tokens.ts';

/** The least role that is let in; `own`: a maintainer is, at their own sites. A new route has its row before anything passes. */
const rules: Readonly<Record<ApiRouteName, 'anyone' | 'viewer' | 'own' | 'officer'>> = {
	months: 'viewer',
	month: 'viewer',
	monthSites: 'viewer',
	decideMonth: 'officer',
	sites: 'viewer',
	site: 'viewer',
	siteMonth: 'viewer',
	siteDecisions: 'viewer',
	trend: 'viewer',
	availability: 'viewer',
	report: 'viewer',
	review: 'viewer',
	findings: 'viewer',
	finding: 'viewer',
	decideFinding: 'own',
	recheck: 'own',
	recheckAll: 'own',
	documents: 'viewer',
	comparison: 'viewer',
	decideVeto: 'officer',
	enterPoints: 'officer',
	checks: 'viewer',
	check: 'viewer',
	profile: 'viewer',
	work: 'viewer',
	audits: 'viewer',
	audit: 'viewer',
	notices: 'officer',
	heldNotices: 'officer',
	openapi: 'anyone',
};

let stock: Stock;
let foreign: Readonly<Record<string, string>>;
let wrongWith: Awaited<ReturnType<typeof formsOf>>;
const shown = new Map<Role | 'nobody', Record<string, string>>([['nobody', {}]]);
beforeAll(async () => {
	stock = await openStock();
	const { store, known } = stock;
	const [finding] = (await store.findings({ site: 'shanxia', period: '2026-06' })).rows;
	foreign = { ...known, site: 'shanxia', finding: finding?.id ?? '' };
	await addPeople(store, ['linjiang', 'nanping']);
	for (const role of roles) shown.set(role, await tokenOf(stock, role));
	wrongWith = await formsOf(stock);
});
afterAll(() => stock?.close());

/** What the rule of a route makes of whoever comes; undefined: they are let in. */
const refusal = (name: ApiRouteName, who: Role | 'nobody', isForeign: boolean): number | undefined => {
	const rule = rules[name];
	if (rule === 'anyone') return undefined;
	if (who === 'nobody') return 401;
	if (who === 'maintainer' && isForeign) return 404;
	if (rule === 'viewer' || (rule === 'own' && who === 'maintainer')) return undefined;
	return roles.indexOf(who) >= roles.indexOf('officer') ? undefined : 403;
};

describe.each(names)('%s', (name) => {
	const { method, path, body } = apiRoutes[name];
	const places = path.includes(':site') ? [false, true] : [false];
	test.each(places.flatMap((place) => (['nobody', ...roles] as const).map((who) => [who, place] as const)))(
		'for %s, at a foreign site: %s',
		async (who, isForeign) => {
			const address = addressOf(name, isForeign ? foreign : stock.known);
			const response = await stock.get(
				`${address}${isForeign && name === 'report' ? '?month=2026-05' : (needed[name] ?? '')}`,
				{
					method,
					headers: { ...shown.get(who), ...(body ? { 'content-type': 'application/json' } : {}) },
					// Nothing is to be changed here: whoever is let in is told what lacks, where something is needed.
					...(body ? { body: '{}' } : {}),
				},
			);
			const answer = await jsonOf(response);
			const expected = refusal(name, who, isForeign);
			if (body && who === 'nobody') expect(answer.code).toBe('foreign-origin');
			else if (expected !== undefined) expect(response.status).toBe(expected);
			// Reports of the others lie in no folder here.
			else if (name === 'report' && isForeign) expect(answer.code).toBe('not-found');
			else if (!body) expect(response.status).toBe(200);
			else expect([202, 422]).toContain(response.status);
			if (response.status >= 400)
				expect(wrongWith(templateOf(name), method.toLowerCase(), response.status, answer)).toEqual([]);
		},
	);
});

describe('a maintainer', () => {
	const read = async (path: string) =>
		jsonOf(await stock.get(`${apiPath}${path}`, { headers: shown.get('maintainer') ?? {} }));

	test.each(['/sites', '/months/2026-06/sites', '/review?month=2026-06'])(
		'finds their own sites alone in %s',
		async (path) => {
			const ids = (await read(path)).items.map(
				(row: { id?: string; site?: { id: string } }) => row.id ?? row.site?.id,
			);
			expect(ids.length).toBeGreaterThan(0);
			for (const id of ids) expect(['linjiang', 'nanping']).toContain(id);
		},
	);

	test('finds their own audits alone', async () => {
		const { items } = await read('/audits');
		expect(items.map(({ site }: { site: string }) => site)).toEqual(['nanping']);
		const others = (await stock.store.audits()).filter(({ site }) => site !== 'nanping');
		expect(others.length).toBeGreaterThan(0);
		for (const { id, site } of others) {
			expect((await read(`/audits/${id}`)).code).toBe('not-found');
			expect(await read(`/audits?site=${site}`)).toEqual({ items: [] });
		}
	});

	test('is told the sums of their own sites', async () => {
		expect((await read('/months/2026-06')).sites).toBe(2);
	});
});

describe('who comes', () => {
	test('by a token that is none, or that was revoked, is told to sign in', async () => {
		const revoked = await tokenOf(stock, 'viewer');
		const path = `${apiPath}/months`;
		expect((await stock.get(path, { headers: revoked })).status).toBe(200);
		const [newest] = await stock.store.users.tokens('viewer');
		await stock.store.users.revokeTokens('viewer', '2026-06-20T02:00:00.000Z', newest?.n);
		for (const headers of [revoked, { authorization: 'Bearer nothing' }, { authorization: 'Basic YTpi' }]) {
			const response = await stock.get(path, { headers });
			expect([response.status, (await jsonOf(response)).code]).toEqual([401, 'unauthenticated']);
			expect(response.headers.get('www-authenticate')).toBe('Bearer');
			expect(response.headers.get('location')).toBeNull();
		}
	});

	test('by a session is let in as on the pages, and a token does not open these', async () => {
		const cookie = await signInAs(stock, 'maintainer');
		expect((await stock.get(`${apiPath}/sites/linjiang`, { headers: { cookie } })).status).toBe(200);
		expect((await stock.get(`${apiPath}/sites/shanxia`, { headers: { cookie } })).status).toBe(404);
		const page = await stock.get('/sites/linjiang', { headers: shown.get('viewer') ?? {} });
		expect(page.status).toBe(303);
	});
});
