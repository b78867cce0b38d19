/** The connection to a PostgreSQL is cut at each thing that is said while a report is kept: it is kept whole or not at all, and the next try keeps it once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectionError } from '../../reports/store/postgres/trouble.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { type CutProxy, startCutProxy } from '../support/cut-proxy.ts';
import { type Server, startPostgres } from '../support/databases.ts';
import { rounds } from '../support/faults.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
let proxy: CutProxy;
let like = '';
const file = 'linjiang/2026-05/report.json';
const report = reportOn({
	asOf: '2026-05-11',
	found: [
		result(
			'broken-link',
			Array.from({ length: 40 }, (_, n) => ({ subject: `${home}${n}.html` })),
		),
	],
});
beforeAll(async () => {
	if (reason !== undefined) return;
	like = await server.create();
	await (await openStore(like)).close();
	proxy = await startCutProxy(Number(new URL(like).port));
});
afterAll(async () => {
	if (reason !== undefined) return;
	await proxy.close();
	await server.stop();
});

/** What is there of the report. */
const kept = async (store: Store): Promise<unknown[]> => [
	(await store.trend('linjiang')).length,
	(await store.findings({ site: 'linjiang', period: '2026-05' })).count,
	await store.hasReport('linjiang', report.run.startedAt),
	(await store.knownFiles()).size,
];
const all = [1, 40, true, 1];
const nothing = [0, 0, false, 0];

/** A store of its own, reached through the proxy. */
const through = async (work: (store: Store, url: string) => Promise<void>): Promise<void> => {
	const url = await server.create(like);
	const address = new URL(url);
	address.port = `${proxy.port}`;
	const store = await openStore(address.href);
	try {
		await work(store, url);
	} finally {
		await store.close();
	}
};

describe.skipIf(reason !== undefined)(`a report${reason ? ` (there can be none: ${reason})` : ''}`, () => {
	test('is kept whole or not at all', { timeout: 600_000 }, async () => {
		let most = 0;
		await through(async (store) => {
			proxy.cutAt(0, 'before');
			await store.record(report, file);
			most = proxy.said();
			expect(await kept(store)).toEqual(all);
		});
		const step = rounds > 1 ? 1 : Math.ceil(most / 6);
		const moments = Array.from({ length: Math.ceil(most / step) }, (_, n) => most - n * step);
		const outcomes: Record<string, number> = {};
		for (const when of ['before', 'after'] as const)
			for (const n of moments)
				await through(async (store, url) => {
					proxy.cutAt(n, when);
					const error = await store.record(report, file).then(
						() => undefined,
						(error: unknown) => error,
					);
					const direct = await openStore(url);
					const is = await kept(direct);
					const words = error instanceof Error ? error.message : '';
					const outcome = `${words.replace(/.*?（.*?）/, '')} ${is[0]}`;
					outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
					expect(is, `${when} ${n}: ${error}`).toBeOneOf([all, nothing]);
					if (!error) expect(is).toEqual(all);
					else {
						expect(error, `${when} ${n}`).toBeInstanceOf(ConnectionError);
						if (/没有保存/.test(words)) expect(is, `${when} ${n}`).toEqual(nothing);
					}
					if (!error) expect((await direct.tasks({})).rows.length, `${when} ${n}`).toBe(40);
					await store.record(report, file);
					expect(await kept(direct)).toEqual(all);
					expect((await direct.tasks({})).rows.length, `${when} ${n}`).toBe(40);
					await direct.close();
				});
		if (rounds > 1) console.log(`${moments.length * 2} cuts:`, outcomes);
	});
});
