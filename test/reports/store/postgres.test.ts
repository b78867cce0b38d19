/** What holds of a store on PostgreSQL alone; all else is in on-postgres.test.ts. */
import { createServer } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audit } from '../../../reports/store/audit-model.ts';
import { migrations } from '../../../reports/store/migrations.ts';
import type { RegisteredSite } from '../../../reports/store/model.ts';
import { hastily, writer } from '../../../reports/store/patience.ts';
import { openPostgres } from '../../../reports/store/postgres/postgres.ts';
import { openStore } from '../../../reports/store.ts';
import { startCutProxy } from '../../support/cut-proxy.ts';
import { type Server, startPostgres } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
if (reason !== undefined) test.skip(`there can be no PostgreSQL here: ${reason}`);
afterAll(() => ('reason' in started ? undefined : server.stop()));

const now = '2026-06-01T00:00:00.000Z';
const site = (id: string, more: Partial<RegisteredSite> = {}): RegisteredSite => ({
	id,
	name: id,
	url: `https://${id}.gov.cn/`,
	type: 'portal',
	...more,
});

let url = '';

describe.skipIf(reason !== undefined)('a database', () => {
	beforeEach(async () => {
		url = await server.create();
	});

	const refused = (address: string, sentence: RegExp, password?: string) =>
		expect(
			openStore(address, password === undefined ? {} : { password: async () => password }),
		).rejects.toThrow(sentence);

	test('that cannot be had says why in a sentence, and never the password', async () => {
		const at = (change: (parts: URL) => void): string => {
			const parts = new URL(url);
			change(parts);
			return parts.href;
		};
		await refused(
			at((parts) => (parts.pathname = '/nowhere')),
			/没有数据库 nowhere，请先建好/,
		);
		await refused(
			at((parts) => (parts.username = 'nobody')),
			/不让用户 nobody 登录/,
		);
		await refused(
			at((parts) => (parts.hostname = 'no-such-host.invalid')),
			/找不到数据库的主机 no-such-host\.invalid/,
		);
		await refused(
			at((parts) => (parts.port = '1')),
			/127\.0\.0\.1:1 上没有 PostgreSQL 在运行/,
		);
		await refused(
			at((parts) => (parts.search = '?sslmode=require')),
			/没有开启加密连接/,
		);
		await refused('postgres://[x', /database 应如 postgres:/);
		const bare = at((parts) => (parts.password = ''));
		await refused(bare, /要用户 gongkai 的密码，而没有给/, '');
		await refused(bare, /不让用户 gongkai 登录：用户名或密码不对/, 'secret-word');
		const error = await openStore(bare, { password: async () => 'secret-word' }).catch((thrown) => thrown);
		expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('secret-word');
		await (await openStore(bare, { password: async () => 'gongkai' })).close();
	});

	test('that does not answer says so in a sentence', async () => {
		const silent = createServer(() => {});
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const address = silent.address();
		const port = typeof address === 'object' ? address?.port : 0;
		await refused(`postgres://gongkai:x@127.0.0.1:${port}/x?connect_timeout=1`, /没有回应/);
		silent.close();
	}, 30_000);

	test('of another program, of another encoding, or of a newer version says so in a sentence', async () => {
		await server.ask('create table sites (n integer)', url);
		await refused(url, /有别的程序的表/);
		await server.ask(
			"create database latin encoding 'LATIN1' locale_provider libc locale 'C' template template0",
		);
		await refused(url.replace(/[^/]*$/, 'latin'), /编码是 LATIN1/);
		const newer = await server.create();
		const later = { ...migrations, '999-later': { up: async () => {} } };
		await (await openPostgres({ url: newer }, later)).db.destroy();
		await refused(newer, /由更新的版本写成，请升级本程序/);
	});

	test('whose user may make no tables says so in a sentence', async () => {
		await server.ask("create role reader login password 'reader'");
		await refused(
			url.replace('gongkai:gongkai@', 'reader:reader@'),
			/不让用户 reader 建表，请把数据库的所有者设为该用户/,
		);
	});

	test('that is upgraded and fails stays as it was', async () => {
		await (await openStore(url)).close();
		const wrong = {
			'998-half': {
				up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) =>
					void (await sql`create table half (n integer)`.execute(db)),
			},
			'999-wrong': { up: async () => Promise.reject(new Error('no')) },
		};
		await expect(openPostgres({ url }, { ...migrations, ...wrong })).rejects.toThrow(
			/不能升级到本版本（no）/,
		);
		expect(await server.ask("select 1 from pg_tables where tablename = 'half'", url)).toEqual([]);
		await (await openStore(url)).close();
	});

	test('has several installations in schemas of their own', async () => {
		await server.ask('create schema one; create schema two', url);
		const open = (schema: string) => openStore(`${url}?options=-c%20search_path%3D${schema}`);
		const [one, two] = [await open('one'), await open('two')];
		await one.importSites([site('a')], now);
		expect((await one.sites()).length).toBe(1);
		expect(await two.sites()).toEqual([]);
		await one.close();
		await two.close();
	});
});

describe.skipIf(reason !== undefined)('texts', () => {
	test('are ordered by their bytes, and searched without regard to ASCII capitals', async () => {
		url = await server.create();
		const store = await openStore(url);
		const names = ['Zhejiang', 'anji', '安吉', '北京', 'Ä', 'ä'];
		await store.importSites(
			names.map((name, n) => site(`s${n}`, { name, district: name })),
			now,
		);
		const found = async (search: string) => {
			const { rows } = await store.overview({ period: '2026-06', search });
			return rows.map(({ site: { name } }) => name);
		};
		expect(await found('ANJI')).toEqual(['anji']);
		expect(await found('zhe')).toEqual(['Zhejiang']);
		expect(await found('Ä')).toEqual(['Ä']);
		const { rows } = await store.overview({ period: '2026-06', sort: 'district' });
		expect(rows.map(({ site: { name } }) => name)).toEqual([...names].sort());
		await store.close();
	});

	test('with a NUL or half a character are kept without it', async () => {
		url = await server.create();
		const store = await openStore(url);
		await store.importSites([site('a', { name: '甲\0乙', maintainer: '丙\ud800' })], now);
		expect(await store.sites()).toMatchObject([{ name: '甲\u{fffd}乙', maintainer: '丙\u{fffd}' }]);
		await store.close();
	});
});

describe.skipIf(reason !== undefined)('a connection that breaks', () => {
	const kill = (state: string) =>
		server.ask(
			`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${url.split('/').at(-1)}' and pid <> pg_backend_pid() and state = '${state}'`,
		);

	test('while nothing is asked is made anew', async () => {
		url = await server.create();
		const store = await openStore(url);
		await store.importSites([site('a')], now);
		for (let round = 0; round < 3; round++) {
			expect((await kill('idle')).length).toBeGreaterThan(0);
			expect((await store.sites()).length).toBe(1);
		}
		await store.importSites([site('b')], now);
		expect((await store.sites()).length).toBe(2);
		await store.close();
	});

	test('each time that something is read is told in our words, and made anew', async () => {
		const { db } = await openPostgres({ url: await server.create() });
		const ending = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
		await expect(ending).rejects.toThrow(/^与数据库 .*的连接断了，请稍后再试$/);
		expect((await db.selectFrom('revision').selectAll().execute()).length).toBeLessThan(2);
		await db.destroy();
	});

	test('in the midst of a transaction leaves nothing of it, and says so', async () => {
		url = await server.create();
		const { db } = await openPostgres({ url });
		const halfway = db.transaction().execute(async (tx) => {
			await tx.insertInto('revision').values({ n: 7 }).execute();
			await kill('idle in transaction');
			await tx.insertInto('revision').values({ n: 8 }).execute();
		});
		await expect(halfway).rejects.toThrow(/连接断了，正在保存的内容没有保存/);
		expect((await db.selectFrom('revision').selectAll().where('n', '>', 5).execute()).length).toBe(0);
		await db.destroy();
	});
});

describe.skipIf(reason !== undefined)('a server', () => {
	test.concurrent.each(['refuses', 'says nothing'])(
		'that %s keeps those in haste waiting for less time than the others, and is had by all again',
		{ timeout: 60_000 },
		async (how) => {
			const proxy = await startCutProxy(Number(new URL(await server.create()).port));
			const address = new URL(await server.create());
			address.port = `${proxy.port}`;
			address.searchParams.set('connect_timeout', '2');
			const told: (string | undefined)[] = [];
			const store = await openStore(address.href, { onTrouble: (trouble) => told.push(trouble?.message) });
			try {
				const keep = () => store.operations.keep('written', { at: now }, now);
				await keep();
				if (how === 'refuses') proxy.setOpen(false);
				else proxy.mute();
				proxy.cut();
				const order: string[] = [];
				const ask = (who: string, work: () => Promise<unknown>): Promise<unknown> =>
					expect(work())
						.rejects.toThrow(/PostgreSQL|没有回应|连不上|连接断了/)
						.then(() => order.push(who));
				const patient = ask('patient', () => store.sites());
				await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(0);
				await hastily(() => Promise.all([ask('hasty', () => store.sites()), ask('hasty', keep)]));
				expect(order).toEqual(['hasty', 'hasty']);
				await patient;
				proxy.setOpen(true);
				proxy.cut();
				await hastily(() => Promise.all([store.sites(), keep()]));
				expect(told.at(-1)).toBeUndefined();
			} finally {
				await store.close();
				await proxy.close();
			}
		},
	);
});

describe.skipIf(reason !== undefined)('programs that share a database', () => {
	test('record, decide and count one after the other', async () => {
		url = await server.create();
		const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)));
		const found = [result('broken-link', [{ subject: `${home}x.html` }])];
		// The same site's months from all sides at once, each told by what the others kept.
		await Promise.all(
			stores.flatMap((store, n) =>
				['01', '02', '03', '04', '05'].map((month) =>
					store.record(reportOn({ asOf: `2026-${month}-1${n}`, found }), `${month}-${n}`),
				),
			),
		);
		const [store] = stores;
		const months = (await store?.trend('linjiang')) ?? [];
		expect(months.map(({ period, asOf }) => [period, asOf])).toEqual(
			['01', '02', '03', '04', '05'].map((month) => [`2026-${month}`, `2026-${month}-13`]),
		);
		expect((await store?.knownFiles())?.size).toBe(20);
		const { rows } = (await store?.findings({ site: 'linjiang', period: '2026-05' })) ?? { rows: [] };
		expect(rows.length).toBe(1);
		await Promise.all(stores.map((one) => one.close()));
	});

	test.each(['repeatable read', 'serializable'])(
		'of which its operator made every transaction %s, see what was kept before their turn',
		async (level) => {
			url = await server.create();
			await server.ask(
				`alter database ${url.split('/').at(-1)} set default_transaction_isolation = '${level}'`,
			);
			const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)));
			const told = { occasion: 'held', reason: '甲' } as const;
			await Promise.all(
				stores.flatMap((store, one) =>
					Array.from({ length: 20 }, async (_, two) => {
						await store.keepEvents([{ site: 'a', key: `${one} ${two}`, told }], [], now);
						await store.importSites([site(`s${one}-${two}`)], now);
						await store.enqueue({ site: `s${one}-${two}`, cause: 'schedule', asOf: '2026-11-15', now });
						await store.operations.keep('written', { at: now }, now);
						const claimed = await store.claim({ host: 'a', pid: one + 1 }, now);
						if (claimed) expect(await store.heartbeat(claimed, now)).toBe(true);
					}),
				),
			);
			const [store] = stores;
			expect((await store?.eventsAfter(0))?.length).toBe(80);
			expect((await store?.sites())?.length).toBe(80);
			const claims = (await store?.audits({ states: ['running'], limit: 1000 })) ?? [];
			expect(new Set(claims.map(({ lease }) => lease)).size).toBe(80);
			// Statements by themselves, of one and the same row.
			const [held] = claims;
			const signs = Array.from({ length: 200 }, (_, n) => stores[n % 4]?.heartbeat(held as Audit, now));
			expect(new Set(await Promise.all(signs))).toEqual(new Set([true]));
			await Promise.all(stores.map((one) => one.close()));
		},
	);

	test('read while another one writes for long', async () => {
		url = await server.create();
		const { db } = await openPostgres({ url });
		const store = await openStore(url);
		const { promise: held, resolve: hold } = Promise.withResolvers<void>();
		const { promise: freed, resolve: free } = Promise.withResolvers<void>();
		const writing = db.transaction().execute(async (tx) => {
			await tx.updateTable('revision').set({ n: 1 }).execute();
			hold();
			await freed;
		});
		await held;
		// More than there are connections: those that wait for their turn hold none.
		const waiting = Array.from({ length: 20 }, (_, n) => store.importSites([site(`s${n}`)], now));
		expect(await store.sites()).toEqual([]);
		const other = await openStore(url);
		expect(await other.sites()).toEqual([]);
		free();
		await Promise.all([writing, ...waiting]);
		expect((await other.sites()).length).toBe(20);
		await Promise.all([db.destroy(), store.close(), other.close()]);
	});

	test('write again where each waits for the other', async () => {
		url = await server.create();
		const { db } = await openPostgres({ url });
		for (const key of ['pause', 'health'] as const)
			await db.insertInto('installation').values({ name: key, body: '', at: now }).execute();
		const other = new pg.Client({ connectionString: url });
		await other.connect();
		// Whoever notices first gives way, and this one looks late.
		await other.query(
			"set deadlock_timeout = '20s'; begin; update installation set body = 'x' where name = 'health'",
		);
		let tries = 0;
		const change = (tx: typeof db, key: 'pause' | 'health') =>
			tx.updateTable('installation').set({ body: 'y' }).where('name', '=', key).execute();
		await writer(db)(async (tx) => {
			tries++;
			await change(tx, 'pause');
			if (tries === 1)
				other
					.query("update installation set body = 'x' where name = 'pause'")
					.then(() => other.query('commit'));
			await change(tx, 'health');
		});
		expect(tries).toBe(2);
		const rows = await db.selectFrom('installation').select('body').execute();
		expect(rows.map(({ body }) => body)).toEqual(['y', 'y']);
		await other.end();
		await db.destroy();
	});

	test('see no number of an event before all lower ones', async () => {
		url = await server.create();
		const stores = await Promise.all(Array.from({ length: 3 }, () => openStore(url)));
		const [reader] = stores;
		const seen: number[] = [];
		let isDone = false;
		const reading = (async () => {
			while (!isDone) for (const { n } of (await reader?.eventsAfter(seen.at(-1) ?? 0)) ?? []) seen.push(n);
		})();
		const told = { occasion: 'held', reason: '甲' } as const;
		await Promise.all(
			stores.flatMap((store, one) =>
				Array.from({ length: 30 }, (_, two) =>
					store.keepEvents([{ site: 'a', key: `${one} ${two}`, told }], [], now),
				),
			),
		);
		isDone = true;
		await reading;
		for (const { n } of (await reader?.eventsAfter(seen.at(-1) ?? 0)) ?? []) seen.push(n);
		expect(seen.length).toBe(90);
		await Promise.all(stores.map((one) => one.close()));
	});
});
