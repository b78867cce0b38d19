import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const installing = '正在安装依赖';

let project = '';

/** A project of the same scripts, with no dependency and a program that tells how it was called. */
beforeEach(async () => {
	project = await realpath(await mkdtemp(join(tmpdir(), 'gongkai-setup-')));
	await cp(join(root, 'setup.mjs'), join(project, 'setup.mjs'));
	await cp(join(root, 'bin'), join(project, 'bin'), { recursive: true });
	const manifest = { name: 'small', version: '1.0.0', type: 'module' };
	await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
	const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest } };
	await writeFile(join(project, 'package-lock.json'), JSON.stringify(lock));
	await writeFile(
		join(project, 'cli.ts'),
		`const [, , status, ...rest] = process.argv;
		if (status === 'wait') {
			process.once('SIGTERM', () => process.exit(9));
			process.once('disconnect', () => process.exit(console.log('alone')));
			setTimeout(() => {}, 20_000);
		}
		console.log(JSON.stringify({ cwd: process.cwd(), rest }));
		if (status !== 'wait') process.exitCode = Number(status);`,
	);
});
afterEach(() => rm(project, { recursive: true, force: true }));

const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
	const { npm_lifecycle_event: _, INIT_CWD: __, ...inherited } = process.env;
	return spawn(process.execPath, [join(project, 'setup.mjs'), ...args], {
		cwd: project,
		env: { ...inherited, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
};

const setup = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
	const child = start(args, env);
	const ended = once(child, 'close');
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	const [status] = await ended;
	return { stdout, stderr, status };
};

test('installs what is missing, says so, and is silent from then on', async () => {
	const first = await setup(['gongkai', '0']);
	expect(first.stderr).toContain(installing);
	expect(first.status).toBe(0);
	expect(await setup(['gongkai', '0'])).toMatchObject({ stderr: '', status: 0 });
});

test('hands on arguments, exit status and the folder that npm was called from', async () => {
	const env = { npm_lifecycle_event: 'gongkai', INIT_CWD: tmpdir() };
	const { stdout, status } = await setup(['gongkai', '3', 'a b', '--c'], env);
	expect(status).toBe(3);
	expect(JSON.parse(stdout)).toEqual({ cwd: await realpath(tmpdir()), rest: ['a b', '--c'] });
});

test('lets one install where two start at once', async () => {
	const both = await Promise.all([setup(['gongkai', '0']), setup(['gongkai', '0'])]);
	expect(both.map(({ status }) => status)).toEqual([0, 0]);
	expect(both.filter(({ stderr }) => stderr.startsWith(installing))).toHaveLength(1);
});

test('takes over the lock of a process that is gone', async () => {
	await mkdir(join(project, '.cache'));
	// Beyond the highest number that a process can have.
	await writeFile(join(project, '.cache', 'setup.lock'), '99999999');
	expect((await setup(['gongkai', '0'])).status).toBe(0);
});

test('says in one line what an installation failed of', async () => {
	await mkdir(join(project, 'part'));
	await writeFile(join(project, 'part', 'package.json'), '{"name":"part","version":"1.0.0"}');
	const manifest = { name: 'small', version: '1.0.0', type: 'module', dependencies: { part: 'file:part' } };
	await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
	const { stderr, status } = await setup(['gongkai', '0']);
	expect(status).toBe(2);
	expect(stderr.trim().split('\n').at(-1)).toMatch(
		/^gongkai: 依赖安装失败：package-lock\.json 与 package\.json 不一致/,
	);
});

test.skipIf(process.platform === 'win32')('hands a signal on and waits for the program to end', async () => {
	const child = start(['gongkai', 'wait']);
	const ended = once(child, 'close');
	await once(child.stdout, 'data');
	child.kill('SIGTERM');
	expect(await ended).toEqual([9, null]);
});

test.skipIf(process.platform === 'win32')('killed outright it takes the program along', async () => {
	const child = start(['gongkai', 'wait']);
	const output = text(child.stdout);
	await once(child.stdout, 'data');
	child.kill('SIGKILL');
	// Its end is the program's: the output is open for as long as that runs.
	expect((await output).trim().split('\n').at(-1)).toBe('alone');
});

test('names the tasks where it does not know one', async () => {
	const { stderr, status } = await setup(['nonsense']);
	expect(status).toBe(2);
	expect(stderr).toMatch(/^gongkai: 没有名为“nonsense”的任务；可用：.*demo/);
});

test.each([
	['20.19.0', false],
	['24.1.0', false],
	['24.2.0', true],
	['24.12.1', true],
	['26.0.0', true],
])('knows whether Node %s runs the program: %s', async (version, expected) => {
	const { isNewEnough } = await import(pathToFileURL(join(root, 'bin/node.mjs')).href);
	expect(isNewEnough(version)).toBe(expected);
});
