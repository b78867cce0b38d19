/** `npm run bench -- export [--sites 1000 --findings 1000000 --formats csv,json,xlsx,docx --json FILE]`: what it costs to write a month as a file, by the program itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportFormats, isBinary } from '../reports/formats/export.ts';
import { openStore } from '../reports/store.ts';
import { peakOf, processorSecondsOf } from './child.ts';
import { yearOf } from './year.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		sites: { type: 'string', default: '1000' },
		findings: { type: 'string', default: '1000000' },
		formats: { type: 'string', default: exportFormats.join() },
		json: { type: 'string' },
	},
});
const sites = Number(values.sites);
/** Some of a site's faults are not there in its first month. */
const thereShare = 0.69;
const faults = Math.round(Number(values.findings) / sites / thereShare);
const period = '2026-11';

/** Fills a store as audits would; gives how many findings it has. */
const fill = async (file: string): Promise<number> => {
	const store = await openStore(file);
	let findings = 0;
	for (let n = 0; n < sites; n++)
		for (const report of yearOf(`city-${n}`, `第${n}市人民政府`, [period], faults)) {
			await store.record(report, `city-${n}/${period}/report.json`);
			findings += report.findings.length;
		}
	await store.close();
	return findings;
};

/** One export by the program: how long it takes, and how much memory. */
const run = async (folder: string, argv: readonly string[], out: string) => {
	const program = join(import.meta.dirname, '..', 'cli.ts');
	const started = performance.now();
	const process_ = spawn(
		process.execPath,
		[program, 'export', '--config', join(folder, 'gongkai.yaml'), '--month', period, ...argv, '--out', out],
		{ stdio: ['ignore', 'ignore', 'inherit'] },
	);
	let [peak, processor] = [0, 0];
	const look = setInterval(async () => {
		peak = Math.max(peak, (await peakOf(process_.pid ?? 0)) || 0);
		processor = Math.max(processor, (await processorSecondsOf(process_.pid ?? 0)) || 0);
	}, 50);
	const [code] = await once(process_, 'exit');
	clearInterval(look);
	if (code !== 0) throw new Error(`export ${argv.join(' ')}: expected 0, got ${code}`);
	return {
		seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
		'processor s': Number(processor.toFixed(1)),
		'peak MB': peak,
		'file MB': Number(((await stat(out)).size / 1e6).toFixed(1)),
	};
};

const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
try {
	await writeFile(join(folder, 'gongkai.yaml'), 'database: ./gongkai.db\nout: ./out\n');
	const findings = await fill(join(folder, 'gongkai.db'));
	const rows: Record<string, object> = {};
	for (const format of exportFormats) {
		if (!values.formats.split(',').includes(format)) continue;
		// The others are of the whole month.
		for (const table of isBinary(format) ? [] : ['scores', 'findings']) {
			const file = join(folder, `${table}.${format}`);
			rows[`${format}, ${table}`] = await run(folder, ['--table', table], file);
			await rm(file);
		}
		if (isBinary(format)) rows[format] = await run(folder, [], join(folder, `month.${format}`));
	}
	console.log(`${sites} sites with ${findings} findings`);
	console.table(rows);
	if (values.json) await writeFile(values.json, `${JSON.stringify({ sites, findings, rows }, null, '\t')}\n`);
} finally {
	await rm(folder, { recursive: true, force: true });
}
