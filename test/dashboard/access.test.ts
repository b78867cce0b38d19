/** Who may come to which route: a row for each, so that a new one has its own before anything passes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Reader, type Role, roles } from '../../dashboard/access.ts';
import { refusalOf } from '../../dashboard/guard.ts';
import { storeFor } from '../../dashboard/own-store.ts';
import { healthRoutes, type Route, type RouteName, routes } from '../../dashboard/routes.ts';
import { linjiang, type Opened, openDashboard, record, reportOf } from './open-dashboard.ts';

/** The least role that is let in; `own`: a maintainer is, at their own sites. */
const rules: Readonly<Record<RouteName, 'anyone' | 'viewer' | 'own' | 'officer' | 'administrator'>> = {
	overview: 'viewer',
	site: 'viewer',
	siteFindings: 'viewer',
	siteScores: 'viewer',
	siteColumns: 'viewer',
	siteDocuments: 'viewer',
	siteComparison: 'viewer',
	siteAudits: 'viewer',
	auditLog: 'viewer',
	report: 'viewer',
	finding: 'viewer',
	picture: 'viewer',
	audits: 'viewer',
	auditsLive: 'viewer',
	notices: 'officer',
	checks: 'viewer',
	check: 'viewer',
	profile: 'viewer',
	asset: 'anyone',
	export: 'viewer',
	review: 'viewer',
	findingLive: 'viewer',
	work: 'viewer',
	workFile: 'viewer',
	task: 'viewer',
	// The handler asks for each site of what is ticked.
	workSteps: 'viewer',
	markRepairing: 'own',
	decideFinding: 'own',
	recheck: 'own',
	recheckAll: 'own',
	decideVeto: 'officer',
	enterPoints: 'officer',
	decideMonth: 'officer',
	startAudits: 'administrator',
	stopAudit: 'administrator',
	pause: 'administrator',
	signIn: 'anyone',
	signInNow: 'anyone',
	signOut: 'anyone',
	account: 'viewer',
	changePassword: 'viewer',
	endSession: 'viewer',
	releaseNotice: 'officer',
	retryNotice: 'officer',
	system: 'administrator',
	examine: 'administrator',
	users: 'administrator',
	addUser: 'administrator',
	user: 'administrator',
	changeUser: 'administrator',
	trail: 'administrator',
};

test.each(Object.entries(healthRoutes))('%s is for whoever comes', (_, route) => {
	expect(refusalOf(route, undefined)).toBeUndefined();
});

const readerOf = (role: Role): Reader => ({ name: role, role, sites: ['linjiang'], isSignedIn: true });

/** What the rule of a route makes of whoever comes. */
const expected = (name: RouteName, role: Role | undefined, isForeign: boolean): string | undefined => {
	const rule = rules[name];
	if (rule === 'anyone') return undefined;
	if (!role) return 'signedOut';
	if (role === 'maintainer' && isForeign) return 'missing';
	if (rule === 'viewer' || (rule === 'own' && role === 'maintainer')) return undefined;
	const least: Role = rule === 'own' ? 'officer' : rule;
	return roles.indexOf(role) >= roles.indexOf(least) ? undefined : 'forbidden';
};

describe.each(Object.entries(routes) as [RouteName, Route][])('%s', (name, route) => {
	const sites = route.path.includes(':site') ? ['linjiang', 'hekou'] : [undefined];
	test.each(sites.flatMap((site) => [undefined, ...roles].map((role) => [role, site] as const)))(
		'for %s at %s',
		(role, site) => {
			const refusal = refusalOf(route, role && readerOf(role), site);
			expect(refusal).toBe(expected(name, role, site === 'hekou'));
		},
	);
});

describe('a maintainer finds in the store', () => {
	let dashboard: Opened;
	const hekou = { ...linjiang, id: 'hekou', name: '河口县人民政府', url: 'https://www.hekou.gov.cn/' };
	const doubtful = {
		'soft-404': [{ subject: `${linjiang.url}soft`, certainty: 'review' }],
	} as const;
	const store = () => storeFor(readerOf('maintainer'), dashboard.store);

	beforeAll(async () => {
		dashboard = await openDashboard();
		await dashboard.store.syncConfigured([linjiang, hekou], '2026-01-01T00:00:00Z');
		for (const site of [linjiang, hekou]) {
			await record(dashboard.store, reportOf({ site, faults: doubtful }));
			const asked = {
				site: site.id,
				cause: 'hand',
				asOf: '2026-06-20',
				now: '2026-06-20T00:00:00Z',
			} as const;
			await dashboard.store.enqueue(asked);
		}
	});
	afterAll(() => dashboard.close());

	test('their own sites alone', async () => {
		const period = '2026-06';
		const { rows, count, verdicts } = await store().overview({ period });
		expect([rows.map(({ site }) => site.id), count]).toEqual([['linjiang'], 1]);
		expect(Object.values(verdicts).reduce((sum, one) => sum + one)).toBe(1);
		expect(await store().awaiting(period)).toMatchObject({ count: 1, review: 1 });
		expect((await store().audits()).map(({ site }) => site)).toEqual(['linjiang']);
		expect((await store().sites()).map(({ id }) => id)).toEqual(['linjiang']);
		expect((await dashboard.store.overview({ period })).count).toBe(2);
	});

	test('of another nothing, whatever is asked', async () => {
		const period = '2026-06';
		const [theirs] = (await dashboard.store.findings({ site: 'hekou', period })).rows;
		const id = theirs?.id ?? '';
		expect(id).not.toBe('');
		expect(await store().site('hekou')).toBeUndefined();
		expect(await store().siteMonth('hekou', period)).toBeUndefined();
		expect(await store().finding('hekou', id)).toBeUndefined();
		expect(await store().findings({ site: 'hekou', period })).toEqual({ rows: [], count: 0 });
		expect(await store().trend('hekou')).toEqual([]);
		expect(await Array.fromAsync(store().exportFindings(period, 'hekou'))).toEqual([]);
		expect(await Array.fromAsync(store().exportFindings(period))).toEqual([]);
		expect(await Array.fromAsync(store().exportFindings(period, 'linjiang'))).toHaveLength(1);
		expect((await store().audits({ site: 'hekou' })).length).toBe(0);
		const step = { site: 'hekou', finding: id, period, step: 'dispute', by: 'a', at: '2026-06-20T00:00:00Z' };
		expect(() => store().decideFinding({ ...step, step: 'dispute', reason: 'x' })).toThrow();
		expect(() => store().heldEvents(10)).toThrow();
	});

	test('nothing, where no site is assigned', async () => {
		const none = storeFor({ ...readerOf('maintainer'), sites: [] }, dashboard.store);
		expect((await none.overview({ period: '2026-06' })).count).toBe(0);
		expect((await none.awaiting('2026-06')).count).toBe(0);
		expect(await none.audits()).toEqual([]);
	});
});
