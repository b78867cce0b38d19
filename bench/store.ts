/**
 * `npm run bench -- store [--sites 14000 --findings 50 --databases sqlite,postgres --times 20 --exports 3 --json FILE]`: what it costs to record a
 * month of so many sites with so many findings each, how large that is, and how long what is asked of it takes.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadChecks } from '../checks/registry.ts';
import { exportFormats, exportMonth, isBinary } from '../reports/formats/export.ts';
import { hashOf } from '../reports/profile.ts';
import { national } from '../reports/profiles/national.ts';
import { openStore, type Store } from '../reports/store.ts';
import { startPostgres } from '../test/support/databases.ts';
import { median } from './child.ts';
import { idOf, siteOf } from './dashboard-store.ts';
import { quantile } from './open-loop.ts';
import { yearOf } from './year.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '14000' },
		findings: { type: 'string', default: '50' },
		databases: { type: 'string', default: 'sqlite,postgres' },
		/** How often each question is asked. */
		times: { type: 'string', default: '20' },
		/** How often each file is written. */
		exports: { type: 'string', default: '3' },
		json: { type: 'string' },
	},
});
const sites = Number(values.sites);
/** Some of a site's faults are not there in its first month. */
const thereShare = 0.69;
const faults = Math.round(Number(values.findings) / thereShare);
const [period, today] = ['2026-11', '2026-12-20'];

/** A store to be filled. */
interface Opened {
	readonly store: Store;
	readonly bytes: () => Promise<number>;
	readonly close: () => Promise<void>;
}

const databases = {
	sqlite: async (folder: string): Promise<Opened> => {
		const file = join(folder, 'gongkai.db');
		const store = await openStore(file);
		const sizes = () =>
			Promise.all(
				[file, `${file}-wal`].map((one) =>
					stat(one).then(
						({ size }) => size,
						() => 0,
					),
				),
			);
		return {
			store,
			bytes: async () => (await sizes()).reduce((sum, size) => sum + size, 0),
			close: () => store.close(),
		};
	},
	postgres: async (): Promise<Opened> => {
		const server = await startPostgres('durable');
		if ('reason' in server) throw new Error(`expected a PostgreSQL, got ${server.reason}`);
		const url = await server.create();
		const store = await openStore(url);
		return {
			store,
			bytes: async () => {
				const [row] = await server.ask('select pg_database_size(current_database()) as size', url);
				return Number(row?.size);
			},
			close: async () => {
				await store.close();
				await server.stop();
			},
		};
	},
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const started = performance.now();
	await work();
	return performance.now() - started;
};

/** Records a report of every site; milliseconds of each. Making them up does not count. */
const recordAll = async (store: Store): Promise<{ readonly ms: number[]; readonly findings: number }> => {
	const ms: number[] = [];
	let findings = 0;
	const profile = { name: national.name, hash: hashOf(national) };
	for (let n = 0; n < sites; n++) {
		const { id, name } = siteOf(n);
		for (const report of yearOf(id, name, [period], faults)) {
			findings += report.findings.length;
			const file = `${id}/${period}/report.json`;
			ms.push(await timed(() => store.record({ ...report, profile }, file, national)));
		}
		if (n % 1000 === 999) console.log(`${n + 1} of ${sites} reports`);
	}
	return { ms, findings };
};

/** What pages ask of a month, the n-th time: others each time, since what was just asked is remembered. */
const questions: Record<string, (store: Store, n: number) => Promise<unknown>> = {
	'overview, by findings': (store, n) =>
		store.overview({ period, today, sort: 'findings', descending: true, page: 1 + n }),
	'overview, by score': (store, n) => store.overview({ period, today, sort: 'inspection', page: 1 + n }),
	'overview, a search': (store, n) => store.overview({ period, today, search: `${n % 10}${(n * 7) % 10}` }),
	'overview, a district': (store, n) => store.overview({ period, today, district: siteOf(n).district }),
	'overview, a verdict': (store, n) => store.overview({ period, today, verdict: 'unqualified', page: 1 + n }),
	'month, its state': (store) => store.monthState(period),
	'month, what awaits': (store, n) => store.awaiting(period, { page: 1 + n }),
	'month of a site': (store, n) => store.siteMonth(idOf((n * 97) % sites), period),
	'findings of a site': (store, n) => store.findings({ site: idOf((n * 97) % sites), period }),
};

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

const ask = async (store: Store) => {
	const rows: Record<string, object> = {};
	for (const [name, question] of Object.entries(questions)) {
		const times: number[] = [];
		for (let n = 0; n < Number(values.times); n++) times.push(await timed(() => question(store, n)));
		rows[name] = {
			'first ms': rounded(times[0] ?? Number.NaN),
			'median ms': rounded(median(times)),
			'most ms': rounded(Math.max(...times)),
		};
	}
	return rows;
};

const checks = new Map((await loadChecks()).map((check) => [check.id, check]));

const exportAll = async (store: Store) => {
	const rows: Record<string, object> = {};
	for (const format of exportFormats)
		for (const table of isBinary(format) ? [undefined] : (['scores', 'findings'] as const)) {
			const times: number[] = [];
			let bytes = 0;
			for (let n = 0; n < Number(values.exports); n++)
				times.push(
					await timed(async () => {
						bytes = 0;
						const query = { period, format, table, checks, profiles: () => national, today };
						for await (const piece of exportMonth(store, query)) bytes += Buffer.byteLength(piece);
					}),
				);
			const name = table ? `${format}, ${table}` : format;
			rows[name] = { 'median s': rounded(median(times) / 1000, 2), 'file MB': rounded(bytes / 1e6, 2) };
		}
	return rows;
};

const measure = async (name: keyof typeof databases) => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
	const { store, bytes, close } = await databases[name](folder);
	try {
		await store.importSites(
			Array.from({ length: sites }, (_, n) => siteOf(n)),
			`${period}-01T00:00:00.000Z`,
		);
		const before = process.cpuUsage();
		const { ms, findings } = await recordAll(store);
		const { user, system } = process.cpuUsage(before);
		const all = ms.reduce((sum, one) => sum + one, 0);
		const recorded = {
			reports: ms.length,
			findings,
			'seconds/report': rounded(all / ms.length / 1000, 4),
			'median ms': rounded(median(ms)),
			'p99 ms': rounded(quantile(ms, 0.99)),
			'all, s': rounded(all / 1000),
			// Making the reports up is in it; a server's own share is not.
			'processor ms/report': rounded((user + system) / 1000 / ms.length),
			MB: rounded((await bytes()) / 1e6),
		};
		return { recorded, asked: await ask(store), exported: await exportAll(store) };
	} finally {
		await close();
		await rm(folder, { recursive: true, force: true });
	}
};

const isDatabase = (name: string): name is keyof typeof databases => name in databases;
const wanted = values.databases.split(',');
const names = wanted.filter(isDatabase);
if (names.length < wanted.length)
	throw new Error(`--databases: expected ${Object.keys(databases).join(', ')}, got ${values.databases}`);
const results: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const name of names) results[name] = await measure(name);
console.log(`a month of ${sites} sites`);
console.table(Object.fromEntries(Object.entries(results).map(([name, { recorded }]) => [name, recorded])));
for (const [name, { asked, exported }] of Object.entries(results)) {
	console.log(name);
	console.table(asked);
	console.table(exported);
}
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, '\t')}\n`);
