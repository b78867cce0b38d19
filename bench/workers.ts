/**
 * `npm run bench -- workers [--sites 60 --pages 20 --rate 1 --parallel 10 --render auto --workers 1,2 --rounds 1 --json FILE]`: so many sites that wait in one
 * PostgreSQL, audited by one `gongkai worker` and by several, each site asked so many times a second and each worker at so many sites at once. All
 * share the cores of one machine: with `--render never` it is politeness that bounds them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { openStore } from '../reports/store.ts';
import { type Server, startPostgres } from '../test/support/databases.ts';
import { child, median, messageOf } from './child.ts';
import { tellGoals } from './goals.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '60' },
		pages: { type: 'string', default: '20' },
		/** Requests a second to each. */
		rate: { type: 'string', default: '1' },
		/** Sites that a worker audits at once. */
		parallel: { type: 'string', default: '10' },
		/** Default: the program's own. */
		render: { type: 'string', default: 'auto' },
		/** How many workers, one number after the other. */
		workers: { type: 'string', default: '1,2' },
		rounds: { type: 'string', default: '1' },
		json: { type: 'string' },
	},
});
const sites = Number(values.sites);
const counts = values.workers.split(',').map(Number);
const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
/** Between two looks at what is done, milliseconds. */
const lookEvery = 200;

/** Seconds from the start of the workers until every site has its report. */
const audit = async (server: Server, origins: readonly string[], workers: number): Promise<number> => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
	const url = await server.create();
	const configured = origins.map((origin, n) => ({
		id: `site-${n}`,
		name: `第${n}市人民政府`,
		url: `${origin}/`,
		limits: { requestsPerSecond: Number(values.rate) },
		render: values.render,
	}));
	await writeFile(
		join(folder, 'gongkai.yaml'),
		stringify({
			database: url.replace('gongkai:gongkai@', 'gongkai@'),
			parallel: Number(values.parallel),
			network: { allow: ['127.0.0.0/8'] },
			sites: configured,
		}),
	);
	const store = await openStore(url, { password: async () => 'gongkai' });
	const running: ChildProcess[] = [];
	try {
		await store.syncConfigured(
			configured.map(({ id, name, url }) => ({ id, name, url, type: 'portal' as const })),
			'2026-01-01T00:00:00Z',
		);
		const now = new Date().toISOString();
		for (const { id } of configured)
			await store.enqueue({ site: id, cause: 'schedule', asOf: '2026-11-15', now });
		const since = performance.now();
		for (let n = 0; n < workers; n++)
			running.push(
				spawn(process.execPath, [cli, 'worker'], {
					cwd: folder,
					env: { ...process.env, PGPASSWORD: 'gongkai' },
					stdio: ['ignore', 'ignore', 'inherit'],
				}),
			);
		for (;;) {
			const states = (await store.audits({ limit: sites + 1 })).map(({ state }) => state);
			const wrong = states.find((state) => !['queued', 'running', 'done'].includes(state));
			if (wrong) throw new Error(`an audit: expected to be done, got ${wrong}`);
			if (states.every((state) => state === 'done')) return (performance.now() - since) / 1000;
			if (running.some(({ exitCode }) => exitCode !== null)) throw new Error('a worker ended by itself');
			await pause(lookEvery);
		}
	} finally {
		for (const worker of running)
			if (worker.exitCode === null && worker.kill('SIGTERM')) await once(worker, 'exit');
		await store.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
	}
};

const server = await startPostgres();
if ('reason' in server) throw new Error(`expected a PostgreSQL, got ${server.reason}`);
const served = child('./many-sites.ts', values.sites, values.pages);
try {
	const origins = await messageOf<readonly string[]>(served);
	const rounds: Record<number, number>[] = [];
	for (let round = 0; round < Number(values.rounds); round++) {
		const seconds: Record<number, number> = {};
		for (const workers of counts) seconds[workers] = await audit(server, origins, workers);
		rounds.push(seconds);
	}
	const secondsOf = (workers: number): number => median(rounds.map((round) => round[workers] ?? Number.NaN));
	console.log(
		`${sites} sites of ${values.pages} pages, ${values.rate} requests a second to each, ${values.parallel} at once a worker; medians of ${values.rounds}`,
	);
	console.table(
		Object.fromEntries(
			counts.map((workers) => [
				`${workers} worker${workers === 1 ? '' : 's'}`,
				{
					seconds: Number(secondsOf(workers).toFixed(1)),
					'sites/hour': Math.round((3600 * sites) / secondsOf(workers)),
				},
			]),
		),
	);
	const goals = [
		{
			what: 'sites an hour of two workers, of one’s',
			measured: median(rounds.map((round) => (round[1] ?? Number.NaN) / (round[2] ?? Number.NaN))),
			least: 1.9,
		},
	];
	tellGoals(goals);
	if (values.json) await writeFile(values.json, `${JSON.stringify({ rounds, goals }, null, '\t')}\n`);
} finally {
	served.disconnect();
	await server.stop();
}
