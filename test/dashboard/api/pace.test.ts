import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiPath } from '../../../dashboard/api/table.ts';
import { type Opened, openDashboard } from '../open-dashboard.ts';
import { addPeople } from '../people.ts';
import { formsOf, jsonOf } from './stock.ts';
import { tokenOf } from './tokens.ts';

let dashboard: Opened;
let now = Date.parse('2026-06-20T02:00:00Z');
beforeAll(async () => {
	dashboard = await openDashboard({ pace: { atOnce: 3, perSecond: 0.5 }, now: () => new Date(now) });
	await addPeople(dashboard.store, []);
});
afterAll(() => dashboard.close());

test('an account that asks too fast is told how long to wait, and others are answered', async () => {
	const wrongWith = await formsOf(dashboard);
	const [officer, viewer] = [await tokenOf(dashboard, 'officer'), await tokenOf(dashboard, 'viewer')];
	const ask = (headers: Record<string, string>) => dashboard.get(`${apiPath}/months`, { headers });
	for (let n = 0; n < 3; n++) expect((await ask(officer)).status).toBe(200);
	const refused = await ask(officer);
	const answer = await jsonOf(refused);
	expect([refused.status, refused.headers.get('retry-after'), answer.code]).toEqual([
		429,
		'2',
		'too-many-requests',
	]);
	expect(wrongWith('/months', 'get', 429, answer)).toEqual([]);
	expect((await ask(viewer)).status).toBe(200);
	// A second token of the same account does not help.
	expect((await ask(await tokenOf(dashboard, 'officer'))).status).toBe(429);
	expect((await dashboard.get('/sign-in')).status).toBe(200);
	now += 2000;
	expect((await ask(officer)).status).toBe(200);
	expect((await ask(officer)).status).toBe(429);
});
