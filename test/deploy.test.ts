/** The commands of docs/deploy.md, carried out: a running installation is backed up, and restored in another folder. */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../reports/formats/json.ts';
import { ingestReports } from '../reports/ingest.ts';
import { callIn } from './support/call.ts';
import { reportOn } from './support/month.ts';
import { home, result } from './support/report.ts';
import { type ServingApart, serveApart, withStore } from './support/serve.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8');
const scriptOf = (name: string): string =>
	new RegExp(`<!-- ${name}: [^>]*-->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

let folder = '';
let serving: ServingApart | undefined;
let writer: ChildProcess | undefined;
const within = (...parts: string[]): string => join(folder, ...parts);

/** A program of the docs on the PATH: ours as installed, and SQLite's own where the machine has none. */
const programs = async (): Promise<string> => {
	const bin = within('bin');
	await mkdir(bin);
	const cli = JSON.stringify(join(root, 'cli.ts'));
	const node = JSON.stringify(process.execPath);
	const make = async (name: string, ...call: readonly string[]): Promise<void> => {
		await writeFile(join(bin, name), `#!/bin/sh\nexec ${node} ${call.join(' ')} "$@"\n`);
		chmodSync(join(bin, name), 0o755);
	};
	await make('gongkai', cli);
	if (spawnSync('sqlite3', ['--version']).status !== 0) {
		const script = within('sqlite.mjs');
		await writeFile(
			script,
			`import { DatabaseSync } from 'node:sqlite';
			const [, , file, sql] = process.argv;
			for (const row of new DatabaseSync(file).prepare(sql).all()) console.log(Object.values(row).join('|'));`,
		);
		await make('sqlite3', JSON.stringify(script));
	}
	return bin;
};

/** Runs commands of the docs with folders of this test in place of theirs. */
const carryOut = (script: string, places: Readonly<Record<string, string>>) => {
	const own = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), script);
	const PATH = `${within('bin')}${delimiter}${process.env.PATH}`;
	return spawnSync('/bin/sh', ['-c', own], { encoding: 'utf8', env: { ...process.env, PATH } });
};

const told = async (at: string, ...args: readonly string[]): Promise<string> => {
	const { status, stdout, stderr } = await callIn(within(at), ...args);
	expect(status, stderr).toBe(0);
	return stdout;
};
const findingsOf = (at: string): Promise<string> =>
	told(at, 'export', '--month', '2026-11', '--format', 'json', '--table', 'findings');

const yaml = `network: { allow: ["127.0.0.0/8"] }
probes: { perDay: 0 }
sites:
  - { id: linjiang, name: 临江市人民政府, url: "http://127.0.0.1:9/" }
  - { id: quiet, name: 静市人民政府, url: "http://127.0.0.1:9/quiet/" }
`;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-deploy-'));
	await programs();
	const live = within('live');
	await mkdir(live);
	await writeFile(join(live, 'gongkai.yaml'), yaml);
	const found = [
		result('broken-link', [{ subject: `${home}x.html`, foundOn: [home] }]),
		result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]),
	];
	await writeReport(join(live, 'out'), reportOn({ asOf: '2026-11-15', found }));
	await writeReport(join(live, 'out'), reportOn({ asOf: '2026-11-15', site: 'quiet' }));
	await withStore(live, async (store) => {
		await ingestReports(store, join(live, 'out'));
		const { rows } = await store.findings({
			site: 'linjiang',
			period: '2026-11',
			check: 'missing-public-marker',
		});
		const finding = rows[0]?.id ?? '';
		const [by, at, period, site] = ['王芳', '2026-11-18T01:00:00.000Z', '2026-11', 'linjiang'];
		await store.decideFinding({ site, period, finding, step: 'confirm', by, at, reason: '核实过' });
	});
	await writeFile(join(live, 'word'), 'correct horse battery\n');
	await told('live', 'user', 'add', 'zhang', '--role', 'administrator', '--password-file', 'word');
	serving = await serveApart(live);
	writer = fork(join(root, 'test', 'support', 'busy-writer.ts'), [join(live, 'gongkai.db')]);
	await once(writer, 'message');
	// It ends after the copy of the database was made: the folder has it, and the copy has not.
	await writeReport(join(live, 'out'), reportOn({ asOf: '2026-12-10', found }));
	await writeFile(join(live, 'out', 'linjiang', 'archive.db'), 'an archive that is being written');
}, 120_000);
afterAll(async () => {
	writer?.kill('SIGKILL');
	await serving?.end('SIGTERM');
	await rm(folder, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('a running installation', { timeout: 240_000 }, () => {
	let backup = '';

	test('is backed up by the commands of docs/deploy.md', () => {
		const places = { '/var/lib/gongkai': within('live'), '/srv/backup/gongkai': within('backups') };
		const { status, stderr } = carryOut(scriptOf('backup'), places);
		expect(status, stderr).toBe(0);
		expect(writer?.exitCode, 'somebody writes all the while').toBe(null);
		writer?.kill('SIGKILL');
		const [name = ''] = readdirSync(within('backups'));
		expect(name).toMatch(/^\d{4}-\d\d-\d\d-\d{6}$/);
		backup = within('backups', name);
		expect(readdirSync(backup).sort()).toEqual(['gongkai.db', 'gongkai.yaml', 'out.tar.gz', 'scores.csv']);
	});

	test('is restored elsewhere by those that follow, with doctor content and the scores of the month the same', async () => {
		const places = {
			'/srv/backup/gongkai/2026-11-22-030000': backup,
			'/var/lib/gongkai': within('restored'),
		};
		const { status, stdout, stderr } = carryOut(scriptOf('restore'), places);
		expect(status, `${stdout}\n${stderr}`).toBe(0);
		expect(stdout).toContain(`正常  数据库：完好`);
		expect(stdout).toContain('有误 0');
		const scores = await readFile(within('restored', 'scores-restored.csv'), 'utf8');
		expect(scores).toContain('临江市人民政府');
		expect(scores).toBe(await readFile(join(backup, 'scores.csv'), 'utf8'));
	});

	test('answers there as it does here: findings, what people decided, and who they are', async () => {
		const [findings, users] = [await findingsOf('restored'), await told('restored', 'user', 'list')];
		expect(findings).toContain('王芳');
		expect(findings).toBe(await findingsOf('live'));
		expect(users).toContain('zhang');
		expect(users).toBe(await told('live', 'user', 'list'));
		expect(existsSync(within('restored', 'out', 'linjiang', '2026-11', 'report.json'))).toBe(true);
	});

	test('has there what came in after the copy of the database, and no archives', async () => {
		expect(await told('restored', 'export', '--month', '2026-12', '--format', 'json')).toContain(
			'临江市人民政府',
		);
		expect(existsSync(within('restored', 'out', 'linjiang', 'archive.db'))).toBe(false);
	});

	test('a copy whose scores are others is not taken for whole', async () => {
		await writeFile(join(backup, 'scores.csv'), '网站名称\n');
		const places = { '/srv/backup/gongkai/2026-11-22-030000': backup, '/var/lib/gongkai': within('again') };
		expect(carryOut(scriptOf('restore').replace(/^gongkai doctor.*$/m, ''), places).status).toBe(1);
	});
});
