/** `npm run bench -- dashboard [--sites 5000 --months 12 --rounds 15 --json FILE]`: how long a page of the dashboard takes, from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openStore } from '../reports/store.ts';
import { peakOf } from './child.ts';
import { yearOf } from './year.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '5000' },
		months: { type: 'string', default: '12' },
		rounds: { type: 'string', default: '15' },
		json: { type: 'string' },
	},
});
const sites = Number(values.sites);
const periods = Array.from({ length: Number(values.months) }, (_, month) =>
	new Date(Date.UTC(2025, 11 + month, 1)).toISOString().slice(0, 7),
);
const newest = periods.at(-1) ?? '';

const idOf = (site: number): string => `city-${site}`;
const nameOf = (site: number): string =>
	`${'临江安北海南宁波州'.charAt(site % 9)}${'山水川原林'.charAt(site % 5)}${site}市人民政府`;

/** Fills a store as audits would; gives milliseconds a report. */
const fill = async (file: string): Promise<number> => {
	const store = await openStore(file);
	const registered = Array.from({ length: sites }, (_, site) => ({
		id: idOf(site),
		name: nameOf(site),
		url: `https://www.${idOf(site)}.gov.cn/`,
		type: 'portal' as const,
		level: site % 20 === 0 ? ('city' as const) : ('county' as const),
		district: `第${site % 14}地区`,
		maintainer: `第${site % 40}运维单位`,
	}));
	await store.importSites(registered, `${periods[0]}-01T00:00:00.000Z`);
	const started = performance.now();
	for (const { id, name } of registered)
		for (const report of yearOf(id, name, periods))
			await store.record(report, `${id}/${report.period}/report.json`);
	const perReport = (performance.now() - started) / sites / periods.length;
	await store.close();
	return perReport;
};

const median = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
const config = join(folder, 'gongkai.yaml');
await writeFile(config, 'database: ./gongkai.db\nout: ./out\n');
const perReport = await fill(join(folder, 'gongkai.db'));
const megabytes = Math.round((await stat(join(folder, 'gongkai.db'))).size / 1e6);
const program = join(import.meta.dirname, '..', 'cli.ts');
const server = spawn(
	process.execPath,
	[program, 'serve', '--config', config, '--port', '0', '--no-schedule'],
	{
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	},
);
try {
	if (!server.stdout) throw new Error('expected the output of serve, got none');
	const lines = createInterface({ input: server.stdout });
	let origin = '';
	for await (const line of lines) {
		origin = /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? '';
		if (origin) break;
	}
	const get = async (path: string): Promise<string> => {
		const response = await fetch(origin + path);
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: expected 200, got ${response.status}`);
		return text;
	};
	const site = `/sites/${idOf(7)}`;
	const finding = new RegExp(`${site}/findings/[\\w-]+`).exec(await get(`${site}?month=${newest}`))?.[0];
	const pages: Record<string, string> = {
		overview: `/?month=${newest}`,
		'overview, by score': `/?month=${newest}&sort=inspection`,
		'overview, by name': `/?month=${newest}&sort=name`,
		'overview, by findings': `/?month=${newest}&sort=findings&order=desc`,
		'overview, last page': `/?month=${newest}&page=${Math.ceil(sites / 50)}`,
		'overview, search': `/?month=${newest}&q=${encodeURIComponent('海')}`,
		'overview, unqualified': `/?month=${newest}&verdict=unqualified`,
		site: `${site}?month=${newest}`,
		'site, a check': `${site}?month=${newest}&check=broken-link`,
		...(finding ? { finding: `${finding}?month=${newest}` } : {}),
		audits: '/audits',
		checks: '/checks',
	};
	const taken: Record<string, number[]> = {};
	for (let round = 0; round <= Number(values.rounds); round++)
		for (const [name, path] of Object.entries(pages)) {
			const started = performance.now();
			await get(path);
			// The first round only warms up.
			if (round > 0) taken[name] = [...(taken[name] ?? []), performance.now() - started];
		}
	const rows = Object.entries(taken).map(([page, all]) => [
		page,
		{ 'median ms': Number(median(all).toFixed(1)), 'slowest ms': Number(Math.max(...all).toFixed(1)) },
	]);
	const started = performance.now();
	const scores = await get(`/export/${newest}/scores.csv`);
	const exportSeconds = (performance.now() - started) / 1000;
	const peakMegabytes = await peakOf(server.pid ?? 0);
	console.log(
		`${sites} sites × ${periods.length} months, ${megabytes} MB; ${perReport.toFixed(1)} ms to keep a report`,
	);
	console.table(Object.fromEntries(rows));
	console.log(
		`scores of ${scores.split('\r\n').length - 2} sites as CSV: ${exportSeconds.toFixed(1)} s; peak ${peakMegabytes} MB`,
	);
	if (values.json)
		await writeFile(
			values.json,
			JSON.stringify({ sites, periods, megabytes, perReport, taken, peakMegabytes }, null, '\t'),
		);
} finally {
	if (server.exitCode === null) {
		server.kill('SIGTERM');
		await once(server, 'exit');
	}
	await rm(folder, { recursive: true, force: true });
}
