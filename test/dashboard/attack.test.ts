/** Every route asked in the name of everybody, at own and foreign sites, over HTTP: nobody gets more than their role has. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, roles } from '../../dashboard/access.ts';
import { refusalOf } from '../../dashboard/guard.ts';
import { type Route, type RouteName, routes } from '../../dashboard/routes.ts';
import { national } from '../../reports/profiles/national.ts';
import { linjiang, now, type Opened, openDashboard, reportOf } from './open-dashboard.ts';
import { addPeople, ask, ours, signInAs } from './people.ts';

const hekou = {
	...linjiang,
	id: 'hekou',
	name: '河口县人民政府',
	url: 'https://www.hekou.gov.cn/',
	district: '河口县',
	maintainer: '河口县政务服务中心',
};
/** What tells that a page knows the foreign site. */
const traces = /河口|hekou\.gov\.cn|hekou"|hekou,|sites\/hekou(?!\/)/;

let dashboard: Opened;
const cookies = new Map<Role, string>();
const findings = new Map<string, string>();
let task = 0;
let audit = 0;

beforeAll(async () => {
	const rechecks = { ask: async () => undefined, isBusy: () => false, failure: () => undefined };
	dashboard = await openDashboard({
		rechecks,
		nextRuns: () => [linjiang, hekou].map(({ id }) => ({ site: id, at: new Date('2026-07-01T18:00:00Z') })),
	});
	const { store } = dashboard;
	await store.syncConfigured([linjiang, hekou], '2026-01-01T00:00:00Z');
	for (const site of [linjiang, hekou]) {
		const faults = {
			'broken-link': [{ subject: `${site.url}dead` }],
			'soft-404': [{ subject: `${site.url}soft`, certainty: 'review' }],
		} as const;
		const report = reportOf({ site, faults });
		await store.record(report, `${site.id}/2026-06/report.json`, national);
		findings.set(site.id, report.findings[0]?.id ?? '');
		const asked = { site: site.id, cause: 'hand', asOf: '2026-06-20', now: now.toISOString() } as const;
		audit = (await store.enqueue(asked))?.id ?? 0;
	}
	task = (await store.tasks({ sites: ['hekou'] })).rows[0]?.n ?? 0;
	await addPeople(store, ['linjiang']);
	for (const role of roles) cookies.set(role, await signInAs(dashboard, role));
});
afterAll(() => dashboard.close());

/** What stands for each part of a path; a new one is given its own here. */
const partOf = (name: string, site: string): string => {
	const parts: Readonly<Record<string, string>> = {
		site,
		finding: findings.get(site) ?? '',
		month: '2026-06',
		veto: 'veto-no-interaction',
		file: 'scores.csv',
		user: 'viewer',
		audit: `${audit}`,
		check: 'broken-link',
		event: '1',
		notice: '1',
		// Another site's: no more than others' is to be learned from its number.
		task: `${task}`,
	};
	const value = parts[name];
	if (value === undefined) throw new Error(`expected a value for :${name}, which no route had so far`);
	return value;
};

const pathOf = ({ path }: Route, site: string): string =>
	path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(partOf(name, site)));

const send = (route: Route, site: string, role?: Role, headers: Record<string, string> = { ...ours }) => {
	const cookie = role && cookies.get(role);
	return dashboard.app.request(pathOf(route, site), {
		method: route.method,
		headers: { ...headers, ...(cookie ? { cookie } : {}) },
		...(route.method === 'POST' ? { body: new URLSearchParams({ month: '2026-06' }) } : {}),
	});
};

/** Those of signing in and out change who asks. */
const tabled = (Object.entries(routes) as [RouteName, Route][]).filter(([name]) => name !== 'signOut');

describe.each(tabled)('%s', (_, route) => {
	const sites = route.path.includes(':site') ? ['linjiang', 'hekou'] : ['linjiang'];
	const isProgram = route.path.startsWith('/api/');
	test.each(sites.flatMap((site) => [undefined, ...roles].map((role) => [role, site] as const)))(
		'to %s at %s',
		async (role, site) => {
			const reader = role && { name: role, role, sites: ['linjiang'], isSignedIn: true };
			const refusal = refusalOf(route, reader, route.path.includes(':site') ? site : undefined);
			const response = await send(route, site, role);
			const body = await response.text();
			const isLed = response.headers.get('location')?.includes('/sign-in?to=') ?? false;
			if (refusal === 'signedOut') {
				const isPage = route.method === 'GET' && !isProgram;
				expect([response.status, isLed]).toEqual(isPage ? [303, true] : [401, false]);
			} else if (refusal) expect(response.status).toBe(refusal === 'missing' ? 404 : 403);
			else {
				expect([401, 403, 405, 429, 500]).not.toContain(route.act === 'anyone' ? 200 : response.status);
				expect(isLed).toBe(false);
			}
			if (role === 'maintainer' || role === undefined) expect(body).not.toMatch(traces);
		},
	);

	test.runIf(route.method === 'POST')('to another site’s page, whoever it comes with', async () => {
		for (const headers of [
			{ host: 'localhost', origin: 'https://evil.example' },
			{ host: 'localhost', origin: 'null' },
			{ host: 'localhost' },
			{ host: 'localhost', 'sec-fetch-site': 'cross-site' },
			{ host: 'localhost', 'sec-fetch-site': 'same-site' },
		])
			expect((await send(route, 'linjiang', 'administrator', headers as never)).status).toBe(403);
	});

	test.runIf(route.method === 'POST')('is not read', async () => {
		const others = (Object.values(routes) as Route[]).filter(({ method }) => method === 'GET');
		if (others.some(({ path }) => path === route.path)) return;
		const response = await ask(dashboard, pathOf(route, 'linjiang'), {
			cookie: cookies.get('administrator') ?? '',
		});
		expect(response.status).toBe(404);
	});
});

describe('a foreign site stays unknown to a maintainer', () => {
	const asMaintainer = (path: string) => ask(dashboard, path, { cookie: cookies.get('maintainer') ?? '' });

	test.each([
		'/export/2026-06/scores.csv?site=hekou',
		'/export/2026-06/findings.json?site=hekou',
		'/sites/hekou/months/2026-06/evidence/x.jpg',
		'/sites/HEKOU',
		'/sites/hekou/',
		'/sites/%68ekou',
	])('by %s', async (path) => {
		const response = await asMaintainer(path);
		expect(response.status).toBe(404);
		expect(await response.text()).not.toContain('河口');
	});

	test.each([
		...['csv', 'json', 'xlsx'].flatMap((format) =>
			['scores', 'findings'].map((table) => `/export/2026-06/${table}.${format}`),
		),
		'/export/2026-06/month.xlsx',
		'/export/2026-06/notice.docx',
		'/?q=hekou',
		'/?q=%E6%B2%B3%E5%8F%A3',
	])('in %s', async (path) => {
		const [theirs, all] = [
			await asMaintainer(path),
			await ask(dashboard, path, { cookie: cookies.get('viewer') ?? '' }),
		];
		expect([theirs.status, all.status]).toEqual([200, 200]);
		const [mine, whole] = [Buffer.from(await theirs.arrayBuffer()), Buffer.from(await all.arrayBuffer())];
		expect(mine.toString().replaceAll(/value="[^"]*"/g, '')).not.toContain('河口县');
		if (/csv|json/.test(path)) expect(whole.toString()).toContain('河口');
		else expect(whole.length).toBeGreaterThan(mine.length);
	});

	test('by the finding of another site under the address of an own one', async () => {
		const response = await asMaintainer(`/sites/linjiang/findings/${findings.get('hekou')}`);
		expect(response.status).toBe(404);
	});
});

test('no route is without somebody who may not come, but the ones to sign in by', () => {
	const open = (Object.entries(routes) as [RouteName, Route][]).filter(([, { act }]) => act === 'anyone');
	expect(open.map(([name]) => name).sort()).toEqual(['asset', 'signIn', 'signInNow', 'signOut']);
});
