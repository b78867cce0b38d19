import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../reports/store/migrations.ts';
import type { RegisteredSite } from '../../reports/store/model.ts';
import type { Store } from '../../reports/store.ts';
import { databaseFor, openStore, openTables } from '../support/databases.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-store-'));
	store = await openStore(join(folder, 'gongkai.db'));
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const now = '2026-06-01T00:00:00.000Z';
const site = (id: string, more: Partial<RegisteredSite> = {}): RegisteredSite => ({
	id,
	name: `${id}市`,
	url: `https://${id}.gov.cn/`,
	type: 'portal',
	...more,
});
const dead = (...paths: string[]) =>
	result(
		'broken-link',
		paths.map((path) => ({ subject: `${home}${path}` })),
	);
const unmarked = result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]);

describe('a report', () => {
	test('is kept with its sums, its parts and its findings, the gravest first', async () => {
		const report = reportOn({ asOf: '2026-05-15', found: [unmarked, dead('x.html', 'y.html')] });
		await store.record(report, 'linjiang/2026-05/report.json');
		const month = await store.siteMonth('linjiang', '2026-05');
		expect(month).toMatchObject({
			sums: { verdict: report.scores.inspection.verdict, minor: 2, review: 1, new: 3, coverage: 1 },
			scores: report.scores,
			columns: report.columns,
			run: report.run,
			file: 'linjiang/2026-05/report.json',
			byCheck: [
				{ check: 'broken-link', certain: 2, review: 0, fixed: 0, carried: 0 },
				{ check: 'missing-public-marker', certain: 0, review: 1, fixed: 0, carried: 0 },
			],
		});
		expect(month?.sums.startedAt).toBe(report.run.startedAt);
		const { rows, count } = await store.findings({ site: 'linjiang', period: '2026-05' });
		expect(count).toBe(3);
		expect(rows.map(({ certainty }) => certainty)).toEqual(['certain', 'certain', 'review']);
		expect(new Set(rows)).toEqual(
			new Set(report.findings.map((finding) => ({ ...finding, site: 'linjiang', now: finding.state }))),
		);
	});

	test('of the same run replaces what was kept of it, its file too', async () => {
		await store.record(reportOn({ asOf: '2026-05-15', found: [dead('x.html')] }), 'a/report.json');
		await store.record(reportOn({ asOf: '2026-05-15', found: [dead('y.html')] }), 'a/report-1.json');
		expect(await store.hasReport('linjiang', '2026-05-15T01:00:00.000Z')).toBe(true);
		expect(await store.hasReport('linjiang', '2026-05-15T01:00:01.000Z')).toBe(false);
		expect(await store.knownFiles()).toEqual(new Set(['a/report-1.json']));
		expect((await store.findings({ site: 'linjiang', period: '2026-05' })).count).toBe(1);
		expect((await store.trend('linjiang')).length).toBe(1);
	});

	test('of ten thousand findings is kept whole', async () => {
		const paths = Array.from({ length: 10_000 }, (_, n) => `p${n}.html`);
		await store.record(reportOn({ asOf: '2026-05-15', found: [dead(...paths)] }), 'r');
		const { count, rows } = await store.findings({ site: 'linjiang', period: '2026-05', page: 200 });
		expect([count, rows.length]).toEqual([10_000, 50]);
	});
});

describe('a month', () => {
	test('is its latest complete audit; a later one cut short does not replace it', async () => {
		await store.record(reportOn({ asOf: '2026-05-10', found: [dead('x.html')] }), '1');
		await store.record(reportOn({ asOf: '2026-05-20', found: [dead('x.html', 'y.html')] }), '2');
		await store.record(reportOn({ asOf: '2026-05-25', complete: false }), '3');
		expect((await store.siteMonth('linjiang', '2026-05'))?.file).toBe('2');
	});

	test('that has only audits cut short is the latest of them', async () => {
		await store.record(reportOn({ asOf: '2026-05-25', complete: false }), '2');
		await store.record(reportOn({ asOf: '2026-05-10', complete: false }), '1');
		expect((await store.siteMonth('linjiang', '2026-05'))?.file).toBe('2');
	});

	test('is compared with the last complete one before it, in whatever order they are kept', async () => {
		const march = reportOn({ asOf: '2026-03-15', found: [dead('x.html')] });
		const april = reportOn({ asOf: '2026-04-15', complete: false });
		const may = reportOn({ asOf: '2026-05-15' });
		for (const report of [may, march, april]) await store.record(report, report.period);
		const months = await store.trend('linjiang');
		expect(months.map(({ period }) => period)).toEqual(['2026-03', '2026-04', '2026-05']);
		const [first, cut, last] = months;
		expect([first?.inspectionChange, cut?.inspectionChange]).toEqual([null, null]);
		expect(last?.inspectionChange).toBeCloseTo((last?.inspection ?? 0) - (first?.inspection ?? 0), 2);
		expect(last?.inspectionChange).toBeGreaterThan(0);
	});
});

describe('a finding', () => {
	const life = async (...found: (readonly string[] | 'cut' | undefined)[]) => {
		let previous: ReturnType<typeof reportOn> | undefined;
		for (const [index, paths] of found.entries()) {
			const asOf = `2026-0${index + 1}-15`;
			const isCut = paths === 'cut';
			const report = reportOn({
				asOf,
				...(previous ? { previous } : {}),
				complete: !isCut,
				found: paths && !isCut ? [dead(...paths)] : [],
			});
			await store.record(report, asOf);
			if (!isCut) previous = report;
		}
		const { findings = [] } = reportOn({ asOf: '2026-01-15', found: [dead('x.html')] });
		const told = await store.finding('linjiang', findings[0]?.id ?? '');
		return { now: told?.finding.now, states: told?.history.map(({ state }) => state), told };
	};

	test('goes from new over open and fixed to regressed', async () => {
		const { now, states, told } = await life(['x.html'], ['x.html'], [], ['x.html']);
		expect(states).toEqual(['new', 'open', 'fixed', 'regressed']);
		expect(now).toBe('regressed');
		expect(told).toMatchObject({
			period: '2026-04',
			finding: { state: 'regressed', firstSeen: '2026-01-15', lastSeen: '2026-04-15' },
		});
	});

	test('that only an older report tells, kept late, is not there now', async () => {
		await store.record(reportOn({ asOf: '2026-03-15' }), '3');
		const old = reportOn({ asOf: '2026-02-15', found: [dead('x.html')] });
		await store.record(old, '2');
		expect((await store.finding('linjiang', old.findings[0]?.id ?? ''))?.finding.now).toBe('gone');
	});

	test('stays as it is when an audit is cut short', async () => {
		const { now, told } = await life(['x.html'], 'cut');
		expect(now).toBe('new');
		expect(told?.history.at(-1)).toMatchObject({ state: 'open', carried: true, complete: false });
	});

	test('is shown as the month asked for tells it', async () => {
		const { told } = await life(['x.html'], ['x.html'], []);
		const id = told?.finding.id ?? '';
		expect((await store.finding('linjiang', id, '2026-01'))?.finding.state).toBe('new');
		expect((await store.finding('linjiang', id, '2026-03'))?.finding.state).toBe('fixed');
		expect((await store.finding('linjiang', id, '2030-01'))?.period).toBe('2026-03');
		expect(await store.finding('linjiang', 'nothing')).toBeUndefined();
		expect(await store.finding('elsewhere', id)).toBeUndefined();
	});

	test('that no whole audit tells any more without calling it fixed is gone', async () => {
		await store.record(reportOn({ asOf: '2026-01-15', found: [dead('x.html')] }), '1');
		await store.record(reportOn({ asOf: '2026-02-15' }), '2');
		const { findings = [] } = reportOn({ asOf: '2026-01-15', found: [dead('x.html')] });
		const told = await store.finding('linjiang', findings[0]?.id ?? '');
		expect(told?.finding.now).toBe('gone');
		expect(told?.history.map(({ state }) => state)).toEqual(['new', 'gone']);
	});

	test('is found by check, state, severity, certainty and words', async () => {
		await store.record(
			reportOn({ asOf: '2026-05-15', found: [unmarked, dead('x.html', '100%_y.html')] }),
			'1',
		);
		const count = async (more: object) =>
			(await store.findings({ site: 'linjiang', period: '2026-05', ...more })).count;
		expect(await count({ check: 'broken-link' })).toBe(2);
		expect(await count({ certainty: 'review' })).toBe(1);
		expect(await count({ severity: 'major' })).toBe(0);
		expect(await count({ state: 'new' })).toBe(3);
		expect(await count({ search: 'y.html' })).toBe(1);
		expect(await count({ search: '%_' })).toBe(1);
		expect(await count({ page: 9 })).toBe(3);
	});
});

describe('the overview', () => {
	beforeEach(async () => {
		await store.syncConfigured([site('cc', { district: '丙区' })], now);
		await store.importSites(
			[site('bb', { name: '北海市', level: 'city' }), site('aa', { name: '安庆市', level: 'province' })],
			now,
		);
		await store.record(reportOn({ asOf: '2026-05-15', site: 'aa', found: [dead('x.html')] }), 'a');
		await store.record(reportOn({ asOf: '2026-05-15', site: 'dd' }), 'd');
	});
	const ids = async (more: object) =>
		(await store.overview({ period: '2026-05', ...more })).rows.map((row) => row.site.id);

	test('lists the configuration first, then the register, then what only reports name', async () => {
		expect(await ids({})).toEqual(['cc', 'bb', 'aa', 'dd']);
	});
	test('knows every site of a month without reports but those that only reports name', async () => {
		expect(await ids({ period: '2026-06' })).toEqual(['cc', 'bb', 'aa']);
		expect((await store.overview({ period: '2026-06' })).verdicts.unaudited).toBe(3);
		expect(await ids({ period: '2026-04' })).toEqual([]);
	});
	test('sorts by pinyin, level, score; rows without a value last either way', async () => {
		expect((await ids({ sort: 'name' })).slice(0, 2)).toEqual(['aa', 'bb']);
		expect(await ids({ sort: 'level' })).toEqual(['aa', 'bb', 'cc', 'dd']);
		expect(await ids({ sort: 'findings', descending: true })).toEqual(['aa', 'dd', 'cc', 'bb']);
		expect(await ids({ sort: 'findings' })).toEqual(['dd', 'aa', 'cc', 'bb']);
	});
	test('is searched by all words, of which none is a pattern', async () => {
		expect(await ids({ search: '安庆' })).toEqual(['aa']);
		expect(await ids({ search: '丙 cc' })).toEqual(['cc']);
		expect(await ids({ search: '%' })).toEqual([]);
		expect(await ids({ search: "' or 1=1 --" })).toEqual([]);
	});
	test('counts what fits and gives one page of it', async () => {
		const page = await store.overview({ period: '2026-05', size: 3, page: 2 });
		expect([page.count, page.rows.length]).toEqual([4, 1]);
		expect(await ids({ verdict: 'unaudited' })).toEqual(['cc', 'bb']);
		expect(page.verdicts.unaudited).toBe(2);
	});
});

describe('the register', () => {
	const listed = async () => (await store.sites()).map(({ id, origin, name }) => `${id} ${origin} ${name}`);

	test('adds, changes and leaves alone', async () => {
		expect(await store.importSites([site('a'), site('b')], now)).toEqual({
			added: 2,
			changed: 0,
			unchanged: 0,
		});
		const again = [site('b', { level: 'county' }), site('a'), site('c')];
		expect(await store.importSites(again, now)).toEqual({ added: 1, changed: 1, unchanged: 1 });
		expect(await store.site('b')).toMatchObject({ level: 'county', knownSince: now });
	});

	test('stands behind the configuration, and again where that no longer names a site', async () => {
		await store.importSites([site('a', { name: '册' }), site('b')], now);
		await store.syncConfigured([site('a', { name: '配' }), site('z')], now);
		expect(await listed()).toEqual(['a config 配', 'z config z市', 'b register b市']);
		await store.syncConfigured([], now);
		expect(await listed()).toEqual(['b register b市', 'a register 册']);
		expect((await store.site('z'))?.origin).toBe('report');
	});

	test('lets sites go, and keeps the reports of those that have some', async () => {
		await store.importSites([site('a'), site('b')], now);
		await store.syncConfigured([site('c')], now);
		await store.record(reportOn({ asOf: '2026-05-15', site: 'a' }), 'a');
		await store.enqueue({ site: 'b', cause: 'schedule', asOf: '2026-06-01', now });
		await store.removeSites(['a', 'b', 'c', 'd'], now);
		expect(await listed()).toEqual(['c config c市']);
		expect((await store.site('a'))?.origin).toBe('report');
		expect(await store.site('b')).toBeUndefined();
		expect(await store.audits()).toEqual([]);
		expect((await store.trend('a')).length).toBe(1);
	});

	test.each([
		['2026-06-08T00:00:00.000Z', now],
		['2026-06-08T00:00:00.001Z', '2026-06-08T00:00:00.001Z'],
	])('knows a site that comes back %s since %s', async (back, since) => {
		const ways = [
			(id: string) => store.syncConfigured([site(id)], back),
			(id: string) => store.knowConfigured([site(id)], back),
			(id: string) => store.importSites([site(id)], back),
		];
		for (const [index, comeBack] of ways.entries()) {
			const id = `z${index}`;
			await store.syncConfigured([site(id)], now);
			await store.syncConfigured([], now);
			// That it is still gone does not make its absence begin anew.
			await store.syncConfigured([], '2026-06-05T00:00:00.000Z');
			await comeBack(id);
			expect((await store.site(id))?.knownSince, id).toBe(since);
		}
	});

	test('counts a site that only reports named before as newly known', async () => {
		await store.record(reportOn({ asOf: '2026-05-15', site: 'a' }), 'a');
		await store.syncConfigured([site('a')], now);
		expect((await store.site('a'))?.knownSince).toBe(now);
	});

	test('of a configuration that no longer names a site forgets what waits for it', async () => {
		await store.importSites([site('b')], now);
		await store.syncConfigured(
			['a', 'b', 'c'].map((id) => site(id)),
			now,
		);
		for (const id of ['a', 'b', 'c'])
			await store.enqueue({ site: id, cause: 'schedule', asOf: '2026-06-01', dueAt: 'D1', now });
		await store.claim({ host: 'here', pid: 1 }, now, { besides: new Set(['b', 'c']) });
		await store.syncConfigured([], now);
		const left = (await store.audits()).map(({ site, state }) => `${site} ${state}`);
		expect(left).toEqual(['a running', 'b queued']);
		expect(await store.lastDue()).toEqual(new Map([...'ab'].map((id) => [id, 'D1'])));
	});

	test('is made known by an audit only where nobody names it', async () => {
		await store.syncConfigured([site('a')], now);
		await store.importSites([site('b')], now);
		await store.record(reportOn({ asOf: '2026-05-15', site: 'c' }), 'c');
		const other = (id: string) => site(id, { name: '另', schedule: '0 0 1 1 *' });
		await store.knowConfigured(['a', 'b', 'c', 'd'].map(other), '2026-07-01T00:00:00.000Z');
		expect(new Set(await listed())).toEqual(
			new Set(['a config a市', 'b register b市', 'c config 另', 'd config 另']),
		);
		expect(await store.site('a')).not.toHaveProperty('schedule');
	});

	test('is shown with another configuration without a change to the file', async () => {
		await store.importSites([site('b', { name: '册' })], now);
		await store.syncConfigured([site('a'), site('b')], now);
		await store.enqueue({ site: 'a', cause: 'schedule', asOf: '2026-06-01', now });
		const other = await openStore(join(folder, 'gongkai.db'));
		await other.seeConfigured([site('z')], now);
		const { rows, count } = await other.overview({ period: '2026-06' });
		await other.close();
		expect([count, rows.map((row) => `${row.site.id} ${row.site.origin} ${row.site.name}`)]).toEqual([
			2,
			['z config z市', 'b register 册'],
		]);
		expect(await listed()).toEqual(['a config a市', 'b config b市']);
		expect(await store.audits()).toHaveLength(1);
		expect(await store.register()).toMatchObject([
			{ id: 'b', name: '册', origin: 'register', knownSince: now },
		]);
	});
});

describe('audits', () => {
	const owner = { host: 'here', pid: 1 };
	const want = (id: string, dueAt?: string) =>
		store.enqueue({ site: id, cause: 'schedule', asOf: '2026-06-01', now, ...(dueAt ? { dueAt } : {}) });

	test('are never two of one site at once, and never two for one time', async () => {
		expect(await want('a', 'D1')).toMatchObject({ state: 'queued', dueAt: 'D1' });
		expect(await want('a', 'D2')).toBeUndefined();
		const audit = await store.claim(owner, now);
		expect(await store.begin({ site: 'a', cause: 'hand', asOf: '2026-06-01', now }, owner)).toBeUndefined();
		await store.finish(audit?.id ?? 0, now, { error: '首页打不开' });
		expect(await want('a', 'D1')).toBeUndefined();
		expect(await want('a', 'D2')).toBeDefined();
		expect(await store.lastDue()).toEqual(new Map([['a', 'D2']]));
	});

	test('that wait are begun by whoever begins one for the site, as what they are', async () => {
		await want('a', 'D1');
		const hand = { site: 'a', cause: 'hand', asOf: '2026-06-02', now: '2026-06-02T00:00:00.000Z' } as const;
		expect(await store.begin(hand, owner)).toMatchObject({
			...{ state: 'running', cause: 'schedule', dueAt: 'D1', asOf: '2026-06-02', ...owner },
			...{ queuedAt: now, startedAt: hand.now, seenAt: hand.now },
		});
		expect(await store.claim(owner, hand.now)).toBeUndefined();
		expect(await store.begin({ ...hand, site: 'b' }, owner)).toMatchObject({
			cause: 'hand',
			state: 'running',
		});
	});

	test('are taken by one process each, oldest first, past the sites that are to wait', async () => {
		for (const id of ['a', 'b', 'c']) await want(id);
		const other = await openStore(join(folder, 'gongkai.db'));
		const taken = [
			await store.claim(owner, now, { besides: new Set(['a']) }),
			await other.claim({ host: 'here', pid: 2 }, now),
			await store.claim(owner, now),
			await other.claim(owner, now),
		];
		await other.close();
		expect(taken.map((audit) => audit?.site)).toEqual(['b', 'a', 'c', undefined]);
	});

	test('that failed wait until they are tried again', async () => {
		await want('a', 'D1');
		const { id = 0 } = (await store.claim(owner, now)) ?? {};
		await store.postpone(id, '首页打不开', '2026-06-01T01:00:00.000Z');
		expect(await store.audits()).toMatchObject([
			{ state: 'queued', tries: 1, error: '首页打不开', notBefore: '2026-06-01T01:00:00.000Z', dueAt: 'D1' },
		]);
		expect(await store.claim(owner, '2026-06-01T00:59:59.000Z')).toBeUndefined();
		expect(await store.claim(owner, '2026-06-01T01:00:00.000Z')).toMatchObject({ id, tries: 1 });
		await store.finish(id, now, { report: { period: '2026-06', verdict: 'qualified' } });
		expect((await store.audits())[0]).not.toHaveProperty('error');
	});

	test('show their progress, end once, and go back into the queue as they were', async () => {
		await want('a', 'D1');
		const { id = 0 } = (await store.claim(owner, now)) ?? {};
		const progress = { phase: 'crawl', pages: 3, queued: 4, rendered: 0, perSecond: 1.5, errors: 0 } as const;
		expect(await store.heartbeat(id, '2026-06-01T00:01:00.000Z', progress, 77)).toBe(true);
		expect((await store.audits())[0]).toMatchObject({
			progress,
			pid: 77,
			seenAt: '2026-06-01T00:01:00.000Z',
		});
		await store.requeue([id]);
		const [waiting] = await store.audits();
		expect(waiting).toMatchObject({ state: 'queued', dueAt: 'D1', asOf: '2026-06-01' });
		expect(waiting).not.toHaveProperty('progress');
		expect(await store.heartbeat(id, now)).toBe(false);
		await store.claim(owner, now);
		await store.finish(id, now, { report: { period: '2026-06', verdict: 'qualified' } });
		await store.finish(id, now, { error: '晚了' });
		expect(await store.audits({ states: ['done'] })).toMatchObject([
			{ verdict: 'qualified', period: '2026-06' },
		]);
	});
});

describe('a store', () => {
	test('of an older version opens and keeps what it had', async () => {
		const file = join(folder, 'old.db');
		const first = { '001-reports': migrations['001-reports'] ?? { up: async () => {} } };
		const db = await openTables(file, first);
		await db
			.insertInto('sites')
			.values({
				...{
					id: 'a',
					name: '甲',
					url: 'https://a.gov.cn/',
					type: 'portal',
					origin: 'config',
					known_since: now,
				},
				...{ level: null, district: null, site_id_code: null, maintainer: null, schedule: null },
				...{ registered: null, position: 0, name_order: 0 },
			})
			.execute();
		await db.destroy();
		const old = await openStore(file);
		expect((await old.sites()).map(({ name }) => name)).toEqual(['甲']);
		expect(await old.enqueue({ site: 'a', cause: 'hand', asOf: '2026-06-01', now })).toBeDefined();
		await old.close();
	});

	test('is made once by processes that open it at the same moment', async () => {
		const file = await databaseFor(join(folder, 'new.db'));
		const program = `const { openStore } = await import(${JSON.stringify(new URL('../../reports/store.ts', import.meta.url).href)});
			const store = await openStore(process.argv[1]);
			await store.importSites([{ id: process.argv[2], name: 'x', url: 'https://x/', type: 'portal' }], '${now}');
			await store.close();`;
		const run = async (id: string) => {
			const child = spawn(process.execPath, ['--input-type=module', '-e', program, file, id], {
				stdio: 'inherit',
			});
			return (await once(child, 'exit'))[0];
		};
		expect(await Promise.all(['a', 'b', 'c', 'd'].map(run))).toEqual([0, 0, 0, 0]);
		const made = await openStore(file);
		expect((await made.sites()).length).toBe(4);
		await made.close();
	});
});
