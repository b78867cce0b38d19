/** Several programs that audit out of one queue at once: on PostgreSQL, where they are really at it at once. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sharedHosts } from '../../../commands/shared-hosts.ts';
import { LeaseLostError } from '../../../reports/store/lease.ts';
import { openStore, type Store } from '../../../reports/store.ts';
import { type Server, startPostgres } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
if (reason !== undefined) test.skip(`there can be no PostgreSQL here: ${reason}`);
afterAll(() => ('reason' in started ? undefined : server.stop()));

const now = '2026-06-01T00:00:00.000Z';

describe.skipIf(reason !== undefined)('several that audit at once', () => {
	let url: string;
	let stores: Store[];
	beforeEach(async () => {
		url = await server.create();
		stores = await Promise.all(Array.from({ length: 8 }, () => openStore(url)));
	});
	afterEach(() => Promise.all(stores.map((one) => one.close())));
	const first = (): Store => {
		const [store] = stores;
		if (!store) throw new Error('no store was opened');
		return store;
	};
	const want = (id: string) =>
		first().enqueue({ site: id, cause: 'schedule', asOf: '2026-06-01', dueAt: now, now });

	test('take each site once, and never two of one host at the same time', async () => {
		// Next to each other in the queue: whoever comes a moment late would take the neighbour.
		const hostOf = (id: string): string => `h${Math.floor(Number(id.slice(1)) / 4)}`;
		const sites = Array.from({ length: 200 }, (_, n) => `s${n}`);
		const shared = sharedHosts(sites.map((id) => ({ id, url: `https://${hostOf(id)}.gov.cn/` })));
		for (const id of sites) await want(id);
		const taken: string[] = [];
		const underWay = new Set<string>();
		const clashes: string[] = [];
		let most = 0;
		const audit = async (store: Store, pid: number): Promise<number> => {
			for (let own = 0; ; ) {
				const audit = await store.claim({ host: `machine-${pid}`, pid }, now, { shared });
				if (!audit && taken.length === sites.length) return own;
				if (!audit) continue;
				own++;
				taken.push(audit.site);
				const host = hostOf(audit.site);
				if (underWay.has(host)) clashes.push(`${audit.site} on ${host}`);
				underWay.add(host);
				most = Math.max(most, underWay.size);
				await wait(50 + Math.random() * 50);
				underWay.delete(host);
				await store.finish(audit, now, { error: '停了' });
			}
		};
		// Two at each: the second begins while the first is under way.
		const counts = await Promise.all([...stores, ...stores].map(audit));
		expect(clashes).toEqual([]);
		expect(taken.toSorted()).toEqual(sites.toSorted());
		expect(most).toBeGreaterThan(2);
		expect(counts.filter((own) => own > 0).length).toBeGreaterThan(2);
		expect(await first().audits({ states: ['running', 'queued'] })).toEqual([]);
	});

	test('take what a person does not begin in the same moment', async () => {
		const sites = Array.from({ length: 40 }, (_, n) => `s${n}`);
		for (const id of sites) await want(id);
		const begun = Promise.all(
			sites.map((site, n) =>
				stores[n % 4]?.begin({ site, cause: 'hand', asOf: '2026-06-01', now }, { host: 'hand', pid: n }),
			),
		);
		const claimed = Promise.all(
			sites.map((_, n) => stores[4 + (n % 4)]?.claim({ host: 'worker', pid: n }, now)),
		);
		const all = [...(await begun), ...(await claimed)].flatMap((audit) => audit ?? []);
		expect(all.map(({ site }) => site).toSorted()).toEqual(sites.toSorted());
		expect(new Set(all.map(({ lease }) => lease)).size).toBe(sites.length);
	});

	describe('where one keeps a report', () => {
		const report = reportOn({ asOf: '2026-06-01', site: 'a' });
		/** Keeps a report; meanwhile, when most of it is written, something happens. */
		const keepWhile = async (held: { id: number; lease?: string }, meanwhile: () => Promise<unknown>) => {
			const blocker = new pg.Client({ connectionString: url });
			await blocker.connect();
			await blocker.query("insert into changes (site_id, n) values ('a', 0) on conflict do nothing");
			await blocker.query("begin; select 1 from changes where site_id = 'a' for update");
			const keeping = first().record(report, 'file', undefined, held);
			keeping.catch(() => {});
			const isWaiting = async () =>
				(await server.ask("select 1 from pg_stat_activity where wait_event_type = 'Lock'", url)).length > 0;
			while (!(await isWaiting())) await wait(20);
			await meanwhile();
			await blocker.query('commit');
			await blocker.end();
			return keeping;
		};
		const claimed = async () => {
			await want('a');
			const audit = await first().claim({ host: 'one', pid: 1 }, now);
			if (!audit) throw new Error('expected an audit in the queue');
			return audit;
		};

		test('its signs of life are heard meanwhile', async () => {
			const mine = await claimed();
			const beats: unknown[] = [];
			await keepWhile(mine, async () =>
				beats.push(await stores[1]?.heartbeat(mine, now), await first().heartbeat(mine, now)),
			);
			expect(beats).toEqual([true, true]);
			expect(await first().knownFiles()).toEqual(new Set(['file']));
		});

		test('nothing of it is kept where the audit is lost meanwhile', async () => {
			const mine = await claimed();
			await expect(keepWhile(mine, async () => stores[1]?.requeue([mine]))).rejects.toThrow(LeaseLostError);
			expect(await first().knownFiles()).toEqual(new Set());
			expect(await first().periods()).toEqual([]);
			expect(await first().siteMonth('a', '2026-06')).toBeUndefined();
			const theirs = await stores[2]?.claim({ host: 'two', pid: 2 }, now);
			await stores[2]?.record(report, 'theirs', undefined, theirs);
			expect(await first().knownFiles()).toEqual(new Set(['theirs']));
		});
	});
});
