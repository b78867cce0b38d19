/** `gongkai worker`: processes that share a PostgreSQL audit what `serve` queues there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../reports/store.ts';
import { callIn } from '../support/call.ts';
import { type Server, startPostgres } from '../support/databases.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

/** `GONGKAI_KILLS=10 npm test -- test/commands/worker.test.ts`; what takes long and seldom changes runs in the long round alone. */
const kills = Number(process.env.GONGKAI_KILLS ?? 1);
const isLong = kills > 1;

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
afterAll(() => ('reason' in started ? undefined : server.stop()));

const ids = Array.from({ length: 6 }, (_, n) => `site-${n}`);
const pages = 12;
const patience = { timeout: 100_000, interval: 200 };
const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const webs: Web[] = [];
beforeAll(async () => {
	for (const _ of ids) webs.push(await startSlowSite(pages, 80));
});
afterAll(() => Promise.all(webs.map((web) => web.close())));

interface Program {
	readonly child: ChildProcess;
	readonly said: () => string;
	readonly ended: Promise<unknown[]>;
}

let folder: string;
let store: Store;
let programs: Program[] = [];
const begin = (...args: string[]): Program => {
	const child = spawn(process.execPath, [cli, ...args], {
		cwd: folder,
		env: { ...process.env, PGPASSWORD: 'gongkai' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			said += text;
		});
	const program = { child, said: () => said, ended: once(child, 'exit') };
	programs.push(program);
	return program;
};
const end = (program: Program, signal: NodeJS.Signals): Promise<unknown[]> => {
	program.child.kill(signal);
	return program.ended;
};

const states = async (): Promise<Record<string, string>> =>
	Object.fromEntries((await store.audits({ limit: 1000 })).map(({ site, state }) => [site, state]));
const all = (state: string): Record<string, string> => Object.fromEntries(ids.map((id) => [id, state]));
const queueAll = async (): Promise<void> => {
	const now = new Date().toISOString();
	for (const site of ids) await store.enqueue({ site, cause: 'schedule', asOf: '2026-11-15', now });
};
/** Each site has one audit and one report, and its pages were asked for once but for what was cut off. */
const expectEachOnce = async (): Promise<void> => {
	expect(await states()).toEqual(all('done'));
	expect(await store.audits({ limit: 1000 })).toHaveLength(ids.length);
	for (const id of ids) expect((await store.trend(id)).map(({ period }) => period)).toEqual(['2026-11']);
};

beforeEach(async () => {
	if (reason !== undefined) return;
	folder = await mkdtemp(join(tmpdir(), 'gongkai-worker-'));
	for (const web of webs) web.asked.length = 0;
	const url = await server.create();
	const sites = Object.fromEntries(ids.map((id, n) => [id, `${webs[n]?.url}/`]));
	await writeConfig(folder, sites, { database: url.replace('gongkai:gongkai@', 'gongkai@'), parallel: 2 });
	store = await openStore(url, { password: async () => 'gongkai' });
	await store.syncConfigured(
		ids.map((id, n) => ({ id, name: id, url: `${webs[n]?.url}/`, type: 'portal' as const })),
		'2026-01-01T00:00:00Z',
	);
});
afterEach(async () => {
	if (reason !== undefined) return;
	for (const { child, ended } of programs) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
		await ended;
	}
	programs = [];
	await store.close();
	await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

describe.skipIf(reason !== undefined)(
	`workers${reason ? ` (there can be no PostgreSQL: ${reason})` : ''}`,
	() => {
		test('share what is queued, and end by themselves with what they have', {
			timeout: 240_000,
		}, async () => {
			await queueAll();
			const two = [begin('worker'), begin('worker')];
			await expect.poll(async () => (await store.operations.workers()).length, patience).toBe(2);
			await expect.poll(states, patience).toEqual(all('done'));
			await expectEachOnce();
			for (const worker of two) {
				expect(await end(worker, 'SIGTERM')).toEqual([0, null]);
				expect(worker.said()).toBe('等待审计任务：同时最多 2 个网站，Ctrl-C 结束\n');
			}
			expect(await store.operations.workers()).toEqual([]);
			const log = await readFile(join(folder, 'out/logs/gongkai.log'), 'utf8');
			const starts = log.split('\n').filter((line) => line.includes('"msg":"audit started"'));
			expect(starts).toHaveLength(ids.length);
			// Each took part.
			expect(new Set(starts.map((line) => JSON.parse(line).pid)).size).toBeGreaterThan(1);
		});

		test.runIf(isLong)(
			'a serve that audits nothing itself leaves all to them',
			{ timeout: 240_000 },
			async () => {
				const text = await readFile(join(folder, 'gongkai.yaml'), 'utf8');
				await writeFile(join(folder, 'serve.yaml'), text.replace('parallel: 2', 'parallel: 0'));
				await queueAll();
				begin('serve', '--config', 'serve.yaml', '--port', '0');
				await delay(3000);
				expect(await states()).toEqual(all('queued'));
				begin('worker');
				await expect.poll(states, patience).toEqual(all('done'));
			},
		);

		test.runIf(isLong)(
			'one that is told to end finishes what it has and takes no more',
			{ timeout: 240_000 },
			async () => {
				await queueAll();
				const worker = begin('worker');
				const running = async (): Promise<number> =>
					Object.values(await states()).filter((state) => state === 'running').length;
				await expect.poll(running, patience).toBe(2);
				expect(await end(worker, 'SIGTERM')).toEqual([0, null]);
				const after = Object.values(await states());
				expect(after.filter((state) => state === 'done').length).toBeGreaterThanOrEqual(2);
				expect(after.filter((state) => state === 'running')).toEqual([]);
				expect(after.filter((state) => state === 'queued').length).toBeGreaterThan(0);
				expect(worker.said()).toMatch(
					/正在收尾：还有 \d 次审计在进行，最多等 10 分钟；再次收到信号就立刻停下\n$/,
				);
			},
		);

		test.runIf(isLong)('one without time to drain puts back what it has', { timeout: 240_000 }, async () => {
			await queueAll();
			const worker = begin('worker', '--drain', '0');
			await expect.poll(() => webs[0]?.asked.length ?? 0, patience).toBeGreaterThan(2);
			expect(await end(worker, 'SIGTERM')).toEqual([0, null]);
			expect(Object.values(await states()).filter((state) => state === 'running')).toEqual([]);
			expect((await states())['site-0']).toBe('queued');
			begin('worker');
			await expect.poll(states, patience).toEqual(all('done'));
			await expectEachOnce();
		});

		test.each(Array.from({ length: kills }, (_, n) => n))(
			'one killed at random: no site is lost and none reported twice (%i)',
			{ timeout: 300_000 },
			async () => {
				await queueAll();
				const victim = begin('worker');
				begin('worker');
				await expect.poll(() => webs[0]?.asked.length ?? 0, patience).toBeGreaterThan(0);
				await delay(Math.random() * 3000);
				await end(victim, 'SIGKILL');
				await expect.poll(states, patience).toEqual(all('done'));
				await expectEachOnce();
				expect((await store.audits({ limit: 1000 })).map(({ tries }) => tries)).toEqual(ids.map(() => 0));
			},
		);
	},
);

describe('what keeps a worker from starting is one sentence', () => {
	test.each<[what: string, config: string, args: string[], words: RegExp]>([
		['a database of its own', '{}', [], /共用的数据库：把配置里的 database 写成 postgres:/],
		[
			'nothing to do',
			'database: postgres://gongkai@127.0.0.1:1/x\nparallel: 0',
			[],
			/parallel 是 0.*请给 worker 另备一份配置/,
		],
		['a time that is none', '{}', ['--drain', 'soon'], /--drain 是 soon，应为 0 到 1440 的整数（分钟）/],
		['a time too long', '{}', ['--drain', '1441'], /--drain 是 1441/],
		['an argument', '{}', ['site-1'], /不带参数/],
	])('%s', async (_what, config, args, words) => {
		const own = await mkdtemp(join(tmpdir(), 'gongkai-worker-'));
		try {
			await writeFile(join(own, 'gongkai.yaml'), config);
			const { status, stderr: err } = await callIn(own, 'worker', ...args);
			expect([status, err.split('\n').length]).toEqual([2, 2]);
			expect(err).toMatch(words);
		} finally {
			await rm(own, { recursive: true });
		}
	});
});
