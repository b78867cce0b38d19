/**
 * `npm run bench -- dashboard [--sites 5000 --months 12 --findings 1000000 --rate 10 --seconds 180 --pages-only --json FILE --profile FOLDER]`: how
 * long every page of the dashboard takes, asked from outside at a fixed rate whatever the answers take.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { peakOf, processorSecondsOf } from './child.ts';
import { pagesFrom } from './dashboard-pages.ts';
import { filledStore, idOf, periodsOf } from './dashboard-store.ts';
import { openLoop, quantile, type Taken } from './open-loop.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '5000' },
		months: { type: 'string', default: '12' },
		findings: { type: 'string', default: '1000000' },
		/** Requests a second. */
		rate: { type: 'string', default: '10' },
		seconds: { type: 'string', default: '180' },
		json: { type: 'string' },
		/** Leave out the files. */
		'pages-only': { type: 'boolean', default: false },
		/** Folder for the server's processor profile. */
		profile: { type: 'string' },
	},
});
const size = {
	sites: Number(values.sites),
	months: Number(values.months),
	findings: Number(values.findings),
};
/** What the specification asks of every page, milliseconds, and of the server, megabytes. */
const limits = { median: 50, p99: 200, megabytes: 400 };
/** Times that a page is asked alone, one after the other, to tell what processor it takes. */
const alone = 10;

const rounded = (ms: number): number => Number(ms.toFixed(1));

/** Megabytes of memory that a process takes now; unknown beyond Linux. */
const memoryOf = async (pid: number): Promise<number> => {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
};

const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
// The store itself stays as it was made, whatever version of the program asks it.
await copyFile(join(await filledStore(size), 'gongkai.db'), join(folder, 'gongkai.db'));
const megabytes = Math.round((await stat(join(folder, 'gongkai.db'))).size / 1e6);
const config = join(folder, 'gongkai.yaml');
await writeFile(config, 'database: ./gongkai.db\nout: ./out\n');
const program = join(import.meta.dirname, '..', 'cli.ts');
const profiling = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const server = spawn(
	process.execPath,
	[...profiling, program, 'serve', '--config', config, '--port', '0', '--no-schedule'],
	{ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
);
const pid = server.pid ?? 0;
try {
	if (!server.stdout) throw new Error('expected the output of serve, got none');
	let origin = '';
	for await (const line of createInterface({ input: server.stdout })) {
		origin = /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? '';
		if (origin) break;
	}
	// Each on its own connection: one that is kept may be closed by the server just when it is used again.
	const answer = async (path: string): Promise<string> => {
		const [response] = await once(request(origin + path, { agent: false }).end(), 'response');
		const text = await readAll(response);
		if (response.statusCode !== 200) throw new Error(`${path}: expected 200, got ${response.statusCode}`);
		return text;
	};
	const months = periodsOf(size);
	const newest = months.at(-1) ?? '';
	const sites = Array.from({ length: 200 }, (_, n) => idOf((n * 97 + 7) % size.sites));
	const findings: string[] = [];
	for (const site of sites.slice(0, 60)) {
		const page = await answer(`/sites/${site}?month=${newest}`);
		findings.push(...(page.match(/(?<=\/sites\/)[\w-]+\/findings\/[\w-]+/g) ?? []).slice(0, 3));
	}
	const { pages, unknown } = pagesFrom({ sites, findings, months });

	/** Each page is asked alone first: what fails then is told and left out. */
	const processor: Record<string, number> = {};
	const failed: string[] = [...unknown.map((name) => `${name}: no address known`)];
	for (const { name, addresses } of pages) {
		try {
			const before = await processorSecondsOf(pid);
			for (const address of addresses.slice(0, alone)) await answer(address);
			const asked = Math.min(alone, addresses.length);
			processor[name] = (((await processorSecondsOf(pid)) - before) * 1000) / asked;
		} catch (error) {
			failed.push(`${name}: ${error instanceof Error ? error.message : error}`);
		}
	}
	const asked = pages.filter(({ name }) => processor[name] !== undefined);

	let peak = 0;
	const watching = setInterval(async () => {
		peak = Math.max(peak, await memoryOf(pid));
	}, 500);
	const total = Math.round(Number(values.rate) * Number(values.seconds));
	const questions = function* () {
		for (let n = 0; n < total; n++) {
			const page = asked[n % asked.length];
			const address = page?.addresses[(alone + Math.floor(n / asked.length)) % page.addresses.length];
			if (page && address) yield { name: page.name, ask: () => answer(address) };
		}
	};
	const begun = await processorSecondsOf(pid);
	const taken: Taken[] = await openLoop(questions(), Number(values.rate));
	const busy = (await processorSecondsOf(pid)) - begun;
	const memory = peak;

	/** Files are not pages: how long they take, and how long the overview takes meanwhile. */
	const files: Record<string, { seconds: number; 'overview meanwhile, median ms': number }> = {};
	const addresses = {
		...Object.fromEntries(
			['scores.csv', 'month.xlsx', 'notice.docx'].map((file) => [file, `/export/${newest}/${file}`]),
		),
		'work.csv': '/work.csv',
	};
	for (const [file, address] of Object.entries(values['pages-only'] ? {} : addresses)) {
		const started = performance.now();
		let isDone = false;
		const download = answer(address).finally(() => {
			isDone = true;
		});
		const meanwhile = function* () {
			while (!isDone) yield { name: file, ask: () => answer(`/?month=${newest}`) };
		};
		const waited = await openLoop(meanwhile(), Number(values.rate));
		await download;
		files[file] = {
			seconds: rounded((performance.now() - started) / 1000),
			'overview meanwhile, median ms': rounded(
				quantile(
					waited.map(({ ms }) => ms),
					0.5,
				),
			),
		};
	}
	clearInterval(watching);

	const rows = [...Map.groupBy(taken, ({ name }) => name), ['all', taken] as const].map(([name, own]) => {
		const times = own.map(({ ms }) => ms);
		const row = { 'median ms': rounded(quantile(times, 0.5)), 'p99 ms': rounded(quantile(times, 0.99)) };
		const isWithin = row['median ms'] < limits.median && row['p99 ms'] < limits.p99;
		const cost = processor[name];
		return [
			name,
			{
				...row,
				'processor ms': cost === undefined ? '' : rounded(cost),
				times: times.length,
				fits: isWithin ? 'yes' : 'NO',
			},
		] as const;
	});
	console.log(
		`${size.sites} sites × ${size.months} months, ${size.findings} findings told, ${megabytes} MB; ${total} requests at ${values.rate} a second, the server busy for ${Math.round((busy / Number(values.seconds)) * 100)} % of the time`,
	);
	console.table(Object.fromEntries(rows));
	console.table(files);
	const most = await peakOf(pid);
	console.log(
		`memory: ${memory} MB at most while pages were asked, ${most} MB with the files; limit ${limits.megabytes} MB`,
	);
	for (const one of failed) console.log(`not measured: ${one}`);
	if (values.json)
		await writeFile(
			values.json,
			`${JSON.stringify({ size, megabytes, rate: Number(values.rate), total, busy, rows: Object.fromEntries(rows), files, memory, peak: most, failed, taken }, null, '\t')}\n`,
		);
} finally {
	if (server.exitCode === null) {
		server.kill('SIGTERM');
		await once(server, 'exit');
	}
	await rm(folder, { recursive: true, force: true });
}
