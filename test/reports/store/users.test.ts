/** Who may use the dashboard, as the store keeps it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../reports/store/migrations.ts';
import { delayAfter } from '../../../reports/store/sign-in-tries.ts';
import { maxTrail, trailDays } from '../../../reports/store/trail.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore, openTables } from '../../support/databases.ts';

const now = '2026-06-20T02:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();
const [hour, day] = [3600, 86_400];

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-users-'));
	store = await openStore(join(folder, 'gongkai.db'));
	await store.syncConfigured(
		['jia', 'yi'].map((id) => ({ id, name: id, url: `https://${id}/`, type: 'portal' as const })),
		now,
	);
	await store.users.add({ name: 'Zhang', role: 'administrator', password: 'hash' }, now);
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

describe('a user', () => {
	test('is found by a name that is written otherwise, and there once', async () => {
		expect(await store.users.find('ZHANG')).toMatchObject({ user: { name: 'Zhang' }, password: 'hash' });
		const twin = { name: 'ｚｈａｎｇ', role: 'viewer', password: 'hash' } as const;
		await expect(store.users.add(twin, now)).rejects.toThrow('已经有用户 ｚｈａｎｇ');
		expect(await store.users.list()).toEqual([
			{ name: 'Zhang', role: 'administrator', sites: [], createdAt: now, changedAt: now },
		]);
	});

	test.each(['', ' ', 'a b', '-a', 'a-', '<b>', 'a\u202eb', 'x'.repeat(51), 'a/b', '命令行 '])(
		'cannot be called %j',
		async (name) => {
			await expect(store.users.add({ name, role: 'viewer', password: 'x' }, now)).rejects.toThrow(
				'用户名应为',
			);
		},
	);

	test.each(['王芳', 'wang.fang', 'w', '考核-1', 'Ünal'])('can be called %j', async (name) => {
		await store.users.add({ name, role: 'viewer', password: 'x' }, now);
		expect((await store.users.find(name))?.user.name).toBe(name);
	});

	test('has sites as a maintainer, each known and once, and none as anybody else', async () => {
		const sites = ['jia', 'yi', 'jia'];
		await store.users.add({ name: 'li', role: 'maintainer', sites, password: 'x' }, now);
		expect((await store.users.find('li'))?.user.sites).toEqual(['jia', 'yi']);
		await expect(store.users.change('li', { sites: ['bing'] }, now)).rejects.toThrow('没有站点 bing');
		await store.users.change('li', { role: 'officer' }, later(1));
		expect((await store.users.find('li'))?.user).toMatchObject({ sites: [], changedAt: later(1) });
	});

	test('is an administrator as long as there is no other', async () => {
		await expect(store.users.change('zhang', { isDisabled: true }, now)).rejects.toThrow(
			'最后一个启用的管理员',
		);
		await expect(store.users.change('zhang', { role: 'officer' }, now)).rejects.toThrow(
			'最后一个启用的管理员',
		);
		await store.users.add({ name: 'li', role: 'administrator', password: 'x' }, now);
		await store.users.change('zhang', { isDisabled: true }, now);
		expect(await store.users.hasAdministrator()).toBe(true);
		await expect(store.users.change('li', { isDisabled: true }, now)).rejects.toThrow('li 是最后一个');
	});

	test('is an administrator still, where the last two disable each other at the same moment', async () => {
		await store.users.add({ name: 'li', role: 'administrator', password: 'x' }, now);
		const other = await openStore(join(folder, 'gongkai.db'));
		const both = await Promise.allSettled([
			store.users.change('li', { isDisabled: true }, now),
			other.users.change('zhang', { isDisabled: true }, now),
		]);
		await other.close();
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await store.users.hasAdministrator()).toBe(true);
	});
});

describe('tries', () => {
	const limit = { key: 'a', free: 2, maxSeconds: 8 };

	test('cost a second more and more after the free ones, up to the limit', () => {
		const tries = [1, 2, 3, 4, 5, 6, 7, 1000];
		expect(tries.map((count) => delayAfter(count, limit))).toEqual([0, 0, 1, 2, 4, 8, 8, 8]);
	});

	test('that are too early count for nothing, and the next in time is let through', async () => {
		const tryAt = (seconds: number) => store.users.beginTry([limit], later(seconds));
		expect([await tryAt(0), await tryAt(0), await tryAt(0)]).toEqual([0, 0, 0]);
		expect([await tryAt(0), await tryAt(0.5)]).toEqual([1, 1]);
		expect([await tryAt(1), await tryAt(2), await tryAt(3)]).toEqual([0, 1, 0]);
		expect(await tryAt(3)).toBe(4);
	});

	test('that have to wait leave nothing of the names that they were made with', async () => {
		const file = join(folder, 'tries.db');
		const db = await openTables(file, migrations);
		const other = await openStore(file);
		const address = { key: 'address', free: 0, maxSeconds: 900 };
		const tryAs = (name: string) => other.users.beginTry([{ ...limit, key: name }, address], now);
		expect(await tryAs('first')).toBe(0);
		for (let n = 0; n < 20; n++) expect(await tryAs(`name ${n}`)).toBe(1);
		const kept = await db.selectFrom('sign_in_tries').select('key').orderBy('key').execute();
		expect(kept.map(({ key }) => key)).toEqual(['address', 'first']);
		await db.destroy();
		await other.close();
	});

	test('are forgotten a day after the last', async () => {
		for (let n = 0; n < 3; n++) await store.users.beginTry([limit], now);
		expect(await store.users.beginTry([limit], later(day + 1))).toBe(0);
		expect(await store.users.beginTry([limit], later(day + 1))).toBe(0);
	});

	test('are forgotten one by one with each hour in between, and do not add up over weeks', async () => {
		const tryAt = (seconds: number) => store.users.beginTry([limit], later(seconds));
		const hour = 3600;
		for (let days = 0; days < 30; days++) expect(await tryAt(days * 12 * hour), `${days}`).toBe(0);
		const last = 29 * 12 * hour;
		expect([await tryAt(last), await tryAt(last), await tryAt(last)]).toEqual([0, 0, 1]);
		// Three count, of which the next two hours forget two.
		expect([await tryAt(last + 2 * hour), await tryAt(last + 2 * hour)]).toEqual([0, 0]);
		expect(await tryAt(last + 2 * hour)).toBe(1);
	});

	test('at the same moment are counted one by one', async () => {
		const waits = await Promise.all(Array.from({ length: 12 }, () => store.users.beginTry([limit], now)));
		expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
	});
});

describe('a token', () => {
	test('lets its user do what it says, and never more than they may', async () => {
		await store.users.add({ name: 'li', role: 'officer', password: 'x' }, now);
		const { users } = store;
		await users.addToken({ user: 'li', hash: 'whole', now });
		await users.addToken({ user: 'li', hash: 'less', role: 'viewer', now });
		await expect(users.addToken({ user: 'li', hash: 'more', role: 'administrator', now })).rejects.toThrow(
			'没有这么大的权限',
		);
		expect(await users.token('whole', now)).toMatchObject({ name: 'li', role: 'officer' });
		expect(await users.token('less', now)).toMatchObject({ name: 'li', role: 'viewer' });
		await users.change('li', { role: 'maintainer', sites: ['jia'] }, now);
		expect(await users.token('whole', now)).toMatchObject({ role: 'maintainer', sites: ['jia'] });
		// Made to look, it would now let a program dispute and have looked again.
		expect(await users.token('less', now)).toBeUndefined();
		expect(await users.token('other', now)).toBeUndefined();
	});

	test('that says less of a maintainer is not thereby of all sites', async () => {
		await store.users.add({ name: 'li', role: 'maintainer', sites: ['jia'], password: 'x' }, now);
		await expect(store.users.addToken({ user: 'li', hash: 'a', role: 'viewer', now })).rejects.toThrow(
			'看得到所有网站',
		);
		await store.users.addToken({ user: 'zhang', hash: 'b', role: 'viewer', now });
		await store.users.add({ name: 'wu', role: 'administrator', password: 'x' }, now);
		await store.users.change('zhang', { role: 'maintainer', sites: ['jia'] }, now);
		expect(await store.users.token('b', now)).toBeUndefined();
		await store.users.change('zhang', { role: 'officer' }, now);
		expect(await store.users.token('b', now)).toMatchObject({ role: 'viewer', sites: [] });
	});

	test('holds for a year, as long as nobody takes it back', async () => {
		const { users } = store;
		const { n } = await users.addToken({ user: 'zhang', hash: 'a', now });
		expect(await users.token('a', later(364 * day))).toBeDefined();
		expect(await users.token('a', later(365 * day))).toBeUndefined();
		await users.revokeTokens('zhang', later(1), n);
		expect(await users.token('a', later(2))).toBeUndefined();
		expect(await users.tokens('zhang')).toMatchObject([{ n, revokedAt: later(1), usedAt: later(364 * day) }]);
	});
});

describe('the trail', () => {
	const note = (at: string, who: string) =>
		store.users.note({ at, who, act: 'signIn', about: '', address: '' });

	test(`forgets after ${trailDays} days, when the next is kept`, async () => {
		await note(now, 'a');
		await note(later((trailDays - 1) * day), 'b');
		expect((await store.users.trail()).count).toBe(2);
		await note(later(trailDays * day + hour), 'c');
		expect((await store.users.trail()).rows.map(({ who }) => who)).toEqual(['c', 'b']);
	});

	test('is paged, newest first, and of one user where one is asked for', async () => {
		for (let n = 0; n < 7; n++) await note(later(n), n % 2 ? 'odd' : 'even');
		const { rows, count } = await store.users.trail({ page: 2, size: 3 });
		expect([count, rows.map(({ at }) => at)]).toEqual([7, [later(3), later(2), later(1)]]);
		expect((await store.users.trail({ who: 'odd' })).count).toBe(3);
	});

	test('is never longer than so many entries', async () => {
		expect(maxTrail).toBeLessThanOrEqual(1_000_000);
		const { note: keep } = await import('../../../reports/store/trail.ts');
		const db = await openTables(join(folder, 'other.db'), migrations);
		for (let n = 0; n < 9; n++)
			await keep(db, { at: later(n), who: `${n}`, act: 'signIn', about: 'x'.repeat(999), address: '' }, 5);
		const rows = await db.selectFrom('trail').select(['who', 'about']).orderBy('n').execute();
		expect(rows.map(({ who }) => who)).toEqual(['4', '5', '6', '7', '8']);
		expect(rows[0]?.about).toHaveLength(300);
		await db.destroy();
	});
});

test('a store of before there were users has none, and takes the first', async () => {
	const file = join(folder, 'old.db');
	const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '008'));
	await (await openTables(file, before)).destroy();
	const old = await openStore(file);
	expect([await old.users.isThere(), await old.users.list()]).toEqual([false, []]);
	await old.users.add({ name: 'zhang', role: 'administrator', password: 'x' }, now);
	expect(await old.users.isThere()).toBe(true);
	await old.close();
});
