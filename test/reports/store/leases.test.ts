import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sharedHosts } from '../../../commands/shared-hosts.ts';
import type { Audit } from '../../../reports/store/audit-model.ts';
import { LeaseLostError } from '../../../reports/store/lease.ts';
import { migrations } from '../../../reports/store/migrations.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore, openTables } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { result } from '../../support/report.ts';

const now = '2026-06-20T02:00:00.000Z';
const later = '2026-06-20T03:00:00.000Z';
const owner = { host: 'here', pid: 42 };
const other = { host: 'there', pid: 7 };
const progress = { phase: 'crawl', pages: 3, queued: 4, rendered: 0, perSecond: 1.5, errors: 0 } as const;

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-leases-'));
	store = await openStore(join(folder, 'gongkai.db'));
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const want = (site: string, cause: Audit['cause'] = 'schedule') =>
	store.enqueue({ site, cause, asOf: '2026-06-20', now });
const claimed = async (by = owner): Promise<Audit> => {
	const audit = await store.claim(by, now);
	if (!audit) throw new Error('expected an audit in the queue');
	return audit;
};
/** An audit that somebody took back and another one took. */
const lost = async (site = 'a') => {
	await want(site);
	const mine = await claimed();
	await store.requeue([mine.id]);
	return { mine, theirs: await claimed(other) };
};

describe('an audit that is another’s by now', () => {
	test('has another lease, and is the same otherwise', async () => {
		const { mine, theirs } = await lost();
		expect(mine.lease).toMatch(/^[0-9a-f-]{36}$/);
		expect(theirs.lease).toMatch(/^[0-9a-f-]{36}$/);
		expect(theirs.lease).not.toBe(mine.lease);
		expect({ ...theirs, ...owner, lease: mine.lease }).toEqual(mine);
	});

	const attempts: Record<string, (mine: Audit) => Promise<unknown>> = {
		'gives signs of life': (mine) => store.heartbeat(mine, later, progress, 99),
		'changes its day': (mine) => store.setAsOf(mine, '2026-06-21'),
		'ends it well': (mine) =>
			store.finish(mine, later, { report: { period: '2026-06', verdict: 'qualified' } }),
		'ends it badly': (mine) => store.finish(mine, later, { error: '首页打不开' }),
		'puts it off': (mine) => store.postpone(mine, '首页打不开', later),
		'puts it back': (mine) => store.requeue([mine]),
	};
	test.each(Object.entries(attempts))('is left as it is where its last holder %s', async (_name, attempt) => {
		const { mine, theirs } = await lost();
		expect((await attempt(mine)) ?? false).toBe(false);
		expect(await store.audits()).toEqual([theirs]);
	});

	test('is under way for its holder, and no more for the last one', async () => {
		const { mine, theirs } = await lost();
		await want('b');
		const second = await claimed();
		const { stillRunning } = store.operations;
		expect(await stillRunning([mine, second])).toEqual(new Set([second.id]));
		expect(await stillRunning([theirs, second])).toEqual(new Set([theirs.id, second.id]));
		expect(await stillRunning([])).toEqual(new Set());
		expect(await store.heartbeat(theirs, later, progress, 99)).toBe(true);
	});

	test('goes back with others, of which only those go that are still held', async () => {
		const { mine } = await lost();
		await want('b');
		await store.requeue([mine, await claimed()]);
		expect((await store.audits()).map(({ site, state }) => `${site} ${state}`)).toEqual([
			'a running',
			'b queued',
		]);
		expect((await store.audits({ states: ['queued'] }))[0]).not.toHaveProperty('lease');
	});

	test('is not held by whoever saw it while nobody held it', async () => {
		const queued = await want('a');
		await claimed();
		expect(await store.heartbeat(queued ?? 0, later)).toBe(false);
		await store.requeue([queued ?? 0]);
		expect(await store.audits()).toMatchObject([{ state: 'running' }]);
	});
});

test('an audit that a person begins is held by it', async () => {
	const asked = { site: 'a', cause: 'hand', asOf: '2026-06-20', now } as const;
	await want('a');
	for (const site of ['a', 'b']) {
		const audit = await store.begin({ ...asked, site }, owner);
		expect(audit?.lease).toMatch(/^[0-9a-f-]{36}$/);
		expect(await store.heartbeat(audit ?? 0, later)).toBe(true);
		expect(await store.heartbeat({ id: audit?.id ?? 0, lease: 'x' }, later)).toBe(false);
	}
});

test('an audit that a version of before had begun is held by nobody, and can be taken back', async () => {
	const file = join(folder, 'old.db');
	const old = await openTables(
		file,
		Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '013')),
	);
	const row = { site_id: 'a', cause: 'schedule', as_of: '2026-06-20', queued_at: now } as const;
	await old
		.insertInto('audits')
		.values({ ...row, state: 'running' })
		.execute();
	await old.destroy();
	const fresh = await openStore(file);
	const [audit] = await fresh.audits();
	expect(audit).not.toHaveProperty('lease');
	expect(await fresh.heartbeat(audit ?? 0, now)).toBe(true);
	await fresh.requeue(audit ? [audit] : []);
	expect(await fresh.claim(owner, now)).toMatchObject({ id: audit?.id, lease: expect.any(String) });
	await fresh.close();
});

describe('the report of an audit', () => {
	const report = (asOf = '2026-06-20') =>
		reportOn({ asOf, site: 'a', found: [result('broken-link', [{ subject: 'https://www.a.gov.cn/x' }])] });
	const kept = async () => [...(await store.knownFiles())];

	test('is kept while it is held, and once more where the same run tells it again', async () => {
		await want('a');
		const mine = await claimed();
		await store.record(report(), 'one', undefined, mine);
		await store.record(report(), 'two', undefined, { id: mine.id, lease: mine.lease });
		expect(await kept()).toEqual(['two']);
		expect(await store.audits()).toMatchObject([{ state: 'running', lease: mine.lease }]);
	});

	const losses: Record<string, (mine: Audit) => Promise<unknown>> = {
		'was taken back': ({ id }) => store.requeue([id]),
		'was put off': ({ id }) => store.postpone(id, '首页打不开', later),
		'is another’s': async ({ id }) => {
			await store.requeue([id]);
			await claimed(other);
		},
		'was stopped': ({ id }) => store.operations.stopAudit(id, { by: '张三', now }),
		'is done': ({ id }) => store.finish(id, now, { report: { period: '2026-06', verdict: 'qualified' } }),
	};
	test.each(Object.entries(losses))('is refused whole where it %s', async (_name, lose) => {
		await want('a');
		const mine = await claimed();
		await lose(mine);
		const before = await store.audits();
		const keeping = store.record(report(), 'one', undefined, mine);
		await expect(keeping).rejects.toThrow(LeaseLostError);
		await expect(keeping).rejects.toThrow(/停止或由别的进程接手/);
		expect(await kept()).toEqual([]);
		expect(await store.periods()).toEqual([]);
		expect((await store.tasks({ sites: ['a'], size: 10 })).count).toBe(0);
		expect(await store.audits()).toEqual(before);
	});

	test('is refused where there is no such audit, or another number has the lease', async () => {
		await want('a');
		const { id, lease } = await claimed();
		for (const held of [
			{ id: id + 1, lease },
			{ id, lease: undefined },
			{ id, lease: '' },
		])
			await expect(store.record(report(), 'one', undefined, held)).rejects.toThrow(LeaseLostError);
		expect(await kept()).toEqual([]);
	});

	test('is kept beside another’s that came first, which it does not change', async () => {
		const { mine, theirs } = await lost();
		await store.record(report(), 'theirs', undefined, theirs);
		const month = await store.siteMonth('a', '2026-06');
		await expect(store.record(report('2026-06-21'), 'mine', undefined, mine)).rejects.toThrow(LeaseLostError);
		expect(await kept()).toEqual(['theirs']);
		expect(await store.siteMonth('a', '2026-06')).toEqual(month);
	});

	test('of a month that was frozen meanwhile changes nothing that was signed', async () => {
		await store.record(reportOn({ asOf: '2026-06-10', site: 'a' }), 'first');
		await want('a');
		const mine = await claimed();
		const about = { period: '2026-06', by: '李四', at: now };
		await store.decideMonth({ ...about, step: 'freeze' });
		const signed = await store.siteMonth('a', '2026-06');
		await store.record(report(), 'second', undefined, mine);
		expect(await kept()).toEqual(['first', 'second']);
		expect(await store.siteMonth('a', '2026-06')).toEqual(signed);
		await store.requeue([mine.id]);
		// The run that was signed is told by its file alone, and not even that by whoever lost it.
		const again = store.record(reportOn({ asOf: '2026-06-10', site: 'a' }), 'third', undefined, mine);
		await expect(again).rejects.toThrow(LeaseLostError);
		expect(await kept()).toEqual(['first', 'second']);
	});
});

describe('of the queue is taken', () => {
	const sites = ['a', 'b', 'c', 'd'];
	/** `a` and `b` share a host, and `b` and `c`. */
	const shared = sharedHosts([
		{ id: 'a', url: 'https://one.gov.cn/' },
		{ id: 'b', url: 'https://two.gov.cn/', hosts: ['one.gov.cn', 'three.gov.cn'] },
		{ id: 'c', url: 'https://three.gov.cn/' },
		{ id: 'd', url: 'https://four.gov.cn/' },
	]);
	const take = async (by = owner, besides?: ReadonlySet<string>) =>
		(await store.claim(by, now, { shared, ...(besides ? { besides } : {}) }))?.site;

	test('none that shares a host with one under way, whoever runs that', async () => {
		for (const site of sites) await want(site);
		expect([await take(), await take(other), await take(), await take(other)]).toEqual([
			'a',
			'c',
			'd',
			undefined,
		]);
		const [first, second] = await store.audits({ states: ['running'] });
		await store.finish(first?.id ?? 0, now, { error: '停了' });
		expect(await take()).toBeUndefined();
		await store.requeue([second?.id ?? 0]);
		expect(await take(other)).toBe('b');
		expect(await take()).toBeUndefined();
	});

	test('none beside one that a person began by hand', async () => {
		for (const site of ['a', 'c', 'd']) await want(site);
		await store.begin({ site: 'b', cause: 'hand', asOf: '2026-06-20', now }, other);
		expect([await take(), await take()]).toEqual(['d', undefined]);
	});

	test('first what people asked for, then the oldest, past those whose turn has not come', async () => {
		for (const site of ['a', 'd']) await want(site);
		await want('c', 'asked');
		await want('b', 'asked');
		const listed = await store.audits({ states: ['queued'] });
		expect(listed.map(({ site }) => site).join('')).toBe('cbad');
		expect(await store.audits({ limit: 3 })).toEqual(listed.slice(0, 3));
		expect(await take(owner, new Set(['c']))).toBe('b');
		expect([await take(), await take(other)]).toEqual(['d', undefined]);
	});

	test('one of many that come behind hundreds that have to wait', async () => {
		const many = Array.from({ length: 1300 }, (_, n) => ({ id: `s${n}`, url: 'https://one.gov.cn/' }));
		for (const { id } of many) await want(id);
		await want('d');
		const onOneHost = sharedHosts(many);
		const claim = async () => (await store.claim(owner, now, { shared: onOneHost }))?.site;
		expect([await claim(), await claim(), await claim()]).toEqual(['s0', 'd', undefined]);
	});
});
