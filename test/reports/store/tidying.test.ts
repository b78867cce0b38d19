import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../reports/store.ts';
import { openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const owner = { host: 'here', pid: 1 };
const ages = {
	now: '2026-06-01T00:00:00.000Z',
	audits: '2026-03-01T00:00:00.000Z',
	probeDays: '2026-03-01',
};

/** An audit that was over the same day. */
const audited = async (site: string, day: string, dueAt?: string): Promise<void> => {
	const now = `${day}T01:00:00.000Z`;
	const due = dueAt === undefined ? {} : { dueAt };
	const audit = await store.begin({ site, cause: 'schedule', asOf: day, now, ...due }, owner);
	await store.finish(audit?.id ?? 0, now, { error: '打不开' });
};
const kept = async (): Promise<string[]> =>
	(await store.audits()).map(({ site, asOf, state }) => `${site} ${asOf} ${state}`).sort();

test('audits that are over for long go, but for each site’s last one, the last one of its schedule, and what is not over', async () => {
	await audited('jia', '2026-01-01', '2026-01-01T00:00:00.000Z');
	await audited('jia', '2026-01-02', '2026-01-02T00:00:00.000Z');
	await audited('jia', '2026-01-03');
	await audited('jia', '2026-04-01');
	await audited('yi', '2026-01-01');
	await audited('bing', '2026-02-27');
	await audited('bing', '2026-02-28');
	await store.begin(
		{ site: 'ding', cause: 'asked', asOf: '2026-01-01', now: '2026-01-01T00:00:00.000Z' },
		owner,
	);
	const all = await kept();
	expect(await store.tidying.countOld(ages)).toEqual({ audits: 3, probeDays: 0 });
	expect(await kept()).toEqual(all);
	expect(await store.tidying.dropOld(ages)).toEqual({ audits: 3, probeDays: 0 });
	expect(await kept()).toEqual([
		'bing 2026-02-28 failed',
		'ding 2026-01-01 running',
		'jia 2026-01-02 failed',
		'jia 2026-04-01 failed',
		'yi 2026-01-01 failed',
	]);
	expect(await store.lastDue()).toEqual(new Map([['jia', '2026-01-02T00:00:00.000Z']]));
	expect(await store.tidying.dropOld(ages)).toEqual({ audits: 0, probeDays: 0 });
});

test('thousands of old audits go as well', async () => {
	for (let day = 1; day <= 28; day++)
		for (let n = 0; n < 50; n++) await audited(`s${n}`, `2026-02-${String(day).padStart(2, '0')}`);
	expect(await store.tidying.dropOld(ages)).toEqual({ audits: 1350, probeDays: 0 });
	expect(await store.audits({ limit: 10_000 })).toHaveLength(50);
}, 300_000);

test('sums of days that are old go for every site, and the others stay', async () => {
	const probe = (site: string, day: string) =>
		store.recordProbe({
			...{ site, url: `http://${site}/`, state: 'ok' as const },
			slot: `${day}T01:00:00.000Z`,
			at: `${day}T01:00:00.000Z`,
		});
	for (let n = 0; n < 120; n++) await probe(`s${n}`, '2026-02-28');
	await probe('s7', '2026-03-01');
	expect(await store.tidying.countOld(ages)).toEqual({ audits: 0, probeDays: 120 });
	expect(await store.tidying.dropOld(ages)).toEqual({ audits: 0, probeDays: 120 });
	const days = await store.probeDays({ id: 's7', url: 'http://s7/' }, '2020-01-01', '2030-01-01');
	expect(days.map(({ day }) => day)).toEqual(['2026-03-01']);
});

test('what second looks build on is the last whole audit', async () => {
	expect(await store.tidying.auditLookedAt('linjiang')).toBeUndefined();
	await store.record(reportOn({ asOf: '2026-01-15' }), 'linjiang/2026-01/report.json');
	await store.record(reportOn({ asOf: '2026-02-15', complete: false }), 'linjiang/2026-02/report.json');
	expect(await store.tidying.auditLookedAt('linjiang')).toBe('2026-01-15T01:00:00.000Z');
});

test('tokens that ceased to hold three months ago go, and the others stay', async () => {
	const { users } = store;
	const at = (day: string): string => `${day}T00:00:00.000Z`;
	await users.add({ name: 'zhang', role: 'administrator', password: 'x' }, at('2025-01-01'));
	const give = (hash: string, day: string) => users.addToken({ user: 'zhang', hash, now: at(day) });
	const [ended, , revoked, lately] = [
		await give('ended', '2025-02-01'),
		await give('ended lately', '2025-04-01'),
		await give('revoked', '2025-12-01'),
		await give('revoked lately', '2025-12-01'),
	];
	await users.revokeTokens('zhang', at('2026-02-01'), revoked.n);
	await users.revokeTokens('zhang', at('2026-04-01'), lately.n);
	await give('holds', '2025-12-01');
	await store.tidying.dropOld(ages);
	const left = (await users.tokens('zhang')).map(({ n }) => n - ended.n);
	expect(left).toEqual([4, 3, 1]);
});
