/** `npm run demo`: audits a made-up city on this machine by the ordinary command line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startCity } from './fixtures/linjiang/server.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'out', 'demo');
/** The city's pages are dated for this day. */
const asOf = '2026-11-15';

// Its ports differ from run to run, so an earlier run has nothing to say about this one.
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const city = await startCity();
try {
	const config = join(out, 'gongkai.yaml');
	const site = {
		id: 'linjiang',
		name: '临江市人民政府',
		url: `${city.url}/`,
		level: 'city',
		limits: { requestsPerSecond: 200, concurrency: 8 },
	};
	await writeFile(config, stringify({ network: { allow: ['127.0.0.0/8'] }, sites: [site] }));
	process.stdout.write(`虚构的临江市已在本机开站：${city.url}/\n正在审计（约一分钟）…\n\n`);
	const args = [join(root, 'cli.ts'), 'audit', '--config', config, '--out', out, '--as-of', asOf];
	const audit = spawn(process.execPath, [...args, ...process.argv.slice(2)], { stdio: 'inherit' });
	const [code] = await once(audit, 'exit');
	// 1 only says that the city is unqualified, which it is meant to be.
	process.exitCode = code === 1 ? 0 : (code ?? 2);
} finally {
	await city.close();
}
