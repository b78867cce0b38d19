/**
 * `npm run bench -- sites [--sites 200 --pages 200 --rate 1 --render auto --json FILE]`: the audit of many sites side by side, each asked so many
 * times a second, in processes as `serve` has them: how near it comes to the time that this rate alone takes, and what it needs meanwhile. Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { child, median, messageOf } from './child.ts';
import { tellGoals } from './goals.ts';
import type { Asked } from './many-sites.ts';
import { watchTree } from './tree.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '200' },
		pages: { type: 'string', default: '200' },
		/** Requests a second to each. */
		rate: { type: 'string', default: '1' },
		/** Default: the program's own. */
		render: { type: 'string', default: 'auto' },
		json: { type: 'string' },
	},
});
const [sites, rate] = [Number(values.sites), Number(values.rate)];

/** What an operator would write, but that the sites are on loopback. */
const settingsFor = (origins: readonly string[]): string =>
	stringify({
		parallel: sites,
		network: { allow: ['127.0.0.0/8'] },
		sites: origins.map((origin, n) => ({
			id: `site-${n}`,
			name: `第${n}市人民政府`,
			url: `${origin}/`,
			limits: { requestsPerSecond: rate },
			render: values.render,
		})),
	});

const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
const served = child('./many-sites.ts', values.sites, values.pages);
try {
	const origins = await messageOf<readonly string[]>(served);
	await writeFile(join(folder, 'gongkai.yaml'), settingsFor(origins));
	const started = performance.now();
	const auditing = spawn(
		process.execPath,
		[join(import.meta.dirname, 'side-by-side.ts'), join(folder, 'gongkai.yaml')],
		{ stdio: ['ignore', 'ignore', 'inherit'] },
	);
	const tree = watchTree(auditing.pid ?? 0);
	const [code] = await once(auditing, 'exit');
	const seconds = (performance.now() - started) / 1000;
	const { processorSeconds, peakMegabytes } = tree.stop();
	served.send('asked');
	const asked = await messageOf<readonly Asked[]>(served);

	if (code !== 0) throw new Error(`audits: expected 0, got ${code}`);
	const reports = new Set(globSync('out/*/*/report.json', { cwd: folder }).map((file) => file.split('/')[1]));
	if (reports.size !== sites) throw new Error(`expected reports of ${sites} sites, got ${reports.size}`);
	const missed = asked.filter(({ missing }) => missing > 0);
	if (missed.length > 0)
		throw new Error(`expected every page of every site, got ${missed.length} sites with pages left out`);

	const requests = asked.map((site) => site.requests);
	const all = requests.reduce((sum, count) => sum + count, 0);
	/** What the rate alone takes, for the site that is asked most. */
	const least = Math.max(...requests) / rate;
	console.log(`${sites} sites of ${values.pages} pages, ${rate} requests a second to each`);
	console.table({
		audit: {
			seconds: Number(seconds.toFixed(1)),
			'by the rate alone': Number(least.toFixed(1)),
			'requests a site': median(requests),
			'requests/s': Number((all / seconds).toFixed(1)),
			'processor s': Number(processorSeconds.toFixed(1)),
			'processor ms/request': Number(((1000 * processorSeconds) / all).toFixed(1)),
			'peak MB': Math.round(peakMegabytes),
		},
	});
	const goals = [
		{ what: 'time, of what the rate alone takes', measured: seconds / least, most: 1.15 },
		{ what: 'peak MB of all processes', measured: peakMegabytes, most: 2048 },
	];
	tellGoals(goals);
	const result = { sites, pages: Number(values.pages), rate, seconds, least, requests };
	if (values.json)
		await writeFile(
			values.json,
			`${JSON.stringify({ ...result, processorSeconds, peakMegabytes, goals }, null, '\t')}\n`,
		);
} finally {
	served.disconnect();
	await rm(folder, { recursive: true, force: true });
}
