/** The sample city a month later: second looks at what September's audit told say what October's audit says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recheckSite } from '../recheck.ts';
import type { Report } from '../reports/model.ts';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { auditCity, cityConfig, cityManners } from './support/city-audit.ts';

let city: RunningCity;
let out: string;
let september: Report;
beforeAll(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-recheck-'));
	city = await startCity({ state: '2026-09' });
	september = await auditCity(city, { out, asOf: '2026-09-15', render: 'never' });
}, 240_000);
afterAll(async () => {
	await city.close();
	await rm(out, { recursive: true });
});

const lookAgain = (asOf: string) =>
	recheckSite(cityConfig(city, 'never'), {
		...cityManners,
		out,
		asOf,
		auditStartedAt: new Date(september.run.startedAt).toISOString(),
		findings: september.findings,
	});

test('nothing is repaired while nothing has changed', async () => {
	const results = (await lookAgain('2026-09-15')).map(({ result }) => result);
	expect(results.length).toBeGreaterThan(50);
	expect(new Set(results)).toEqual(new Set(['open']));
}, 240_000);

test('a month later they agree with the next audit, finding by finding', async () => {
	city.turnTo('2026-10');
	const again = await lookAgain('2026-10-15');
	const october = await auditCity(city, { out, asOf: '2026-10-15', render: 'never' });
	const states = new Map(october.findings.map(({ id, state }) => [id, state]));
	const told = again.map(({ finding: { id, check, subject }, result }) => [
		check,
		subject,
		result,
		states.get(id),
	]);
	expect(told.filter(([, , result, state]) => result !== (state ?? 'gone'))).toEqual([]);
	expect(told.filter(([, , result]) => result === 'fixed').length).toBeGreaterThan(5);
}, 240_000);
