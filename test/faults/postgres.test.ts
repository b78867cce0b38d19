/** What may befall a PostgreSQL while `serve` and `gongkai worker` audit by it: every site is audited once, and nothing is kept by half. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOfDay } from '../../arguments.ts';
import { readReport } from '../../reports/formats/json.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { startCutProxy } from '../support/cut-proxy.ts';
import { type Server, startPostgres } from '../support/databases.ts';
import { rounds } from '../support/faults.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
afterAll(() => ('reason' in started ? undefined : server.stop()));

const isLong = rounds > 1;
/** Each takes half a minute. */
const few = Array.from({ length: Math.ceil(rounds / 4) }, (_, n) => n);
/** Of what is queued here is judged today. */
const asOf = asOfDay(undefined, new Date());
const ids = Array.from({ length: 4 }, (_, n) => `site-${n}`);
const pages = 10;
const patience = { timeout: 200_000, interval: 200 };
const webs: Web[] = [];
beforeAll(async () => {
	for (const _ of ids) webs.push(await startSlowSite(pages, 100));
});
afterAll(() => Promise.all(webs.map((web) => web.close())));

interface Program {
	readonly child: ChildProcess;
	readonly said: () => string;
	readonly ended: Promise<unknown[]>;
}

let folder: string;
let url: string;
let programs: Program[] = [];
const begin = (...args: string[]): Program => {
	const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
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

const withStore = async <T>(look: (store: Store) => Promise<T>): Promise<T> => {
	const store = await openStore(url);
	try {
		return await look(store);
	} finally {
		await store.close();
	}
};
const states = (): Promise<Record<string, string>> =>
	withStore(async (store) =>
		Object.fromEntries((await store.audits({ limit: 1000 })).map(({ site, state }) => [site, state])),
	);
const isDone = Object.fromEntries(ids.map((id) => [id, 'done']));

beforeEach(async () => {
	if (reason !== undefined) return;
	folder = await mkdtemp(join(tmpdir(), 'gongkai-postgres-fault-'));
	for (const web of webs) web.asked.length = 0;
	url = await server.create();
	const sites = Object.fromEntries(ids.map((id, n) => [id, `${webs[n]?.url}/`]));
	await writeConfig(folder, sites, { database: url.replace('gongkai:gongkai@', 'gongkai@'), parallel: 1 });
	await withStore(async (store) => {
		const known = ids.map((id, n) => ({
			...{ id, name: id, url: `${webs[n]?.url}/` },
			type: 'portal' as const,
		}));
		await store.syncConfigured(known, '2026-01-01T00:00:00Z');
		const now = new Date().toISOString();
		for (const site of ids) await store.enqueue({ site, cause: 'schedule', asOf, now });
	});
});
afterEach(async () => {
	if (reason !== undefined) return;
	for (const { child, ended } of programs) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
		await ended;
	}
	programs = [];
	await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Each site has one audit and one report, and none of the tries counted against it; both programs go on until they are told to end. */
const expectEachOnce = async (running: readonly Program[]): Promise<void> => {
	await expect.poll(states, patience).toEqual(isDone);
	await withStore(async (store) => {
		const audits = await store.audits({ limit: 1000 });
		expect(audits.map(({ tries }) => tries)).toEqual(ids.map(() => 0));
		for (const id of ids)
			expect((await store.trend(id)).map(({ period }) => period)).toEqual([audits[0]?.period]);
		expect((await store.knownFiles()).size).toBe(ids.length);
	});
	for (const id of ids) {
		const place = join(folder, 'out', id, asOf.slice(0, 7));
		expect((await readdir(place)).filter((name) => /^report.*\.json$/.test(name))).toEqual(['report.json']);
		const { run } = await readReport(join(place, 'report.json'));
		expect(run).toMatchObject({ complete: true, pagesFetched: pages + 1 });
	}
	for (const { child, ended } of running) {
		child.kill('SIGTERM');
		expect(await ended).toEqual([0, null]);
	}
};

const areUnderWay = (): Promise<void> =>
	expect.poll(() => webs.filter(({ asked }) => asked.length > 0).length, patience).toBeGreaterThan(1);

describe.skipIf(reason !== undefined)(`PostgreSQL${reason ? ` (there can be none: ${reason})` : ''}`, () => {
	test.each(few)(
		'restarted while audits are under way costs none of them: round %i',
		{ timeout: 300_000 },
		async () => {
			const running = [begin('serve', '--port', '0'), begin('worker')];
			await areUnderWay();
			await delay(Math.random() * 1500);
			await server.turn('stop');
			await delay(Math.random() * 1000);
			await server.turn('start');
			await expectEachOnce(running);
		},
	);

	test('away is told once by each program, and by a page at once', { timeout: 300_000 }, async () => {
		const without = join(folder, 'without-audits.yaml');
		const text = await readFile(join(folder, 'gongkai.yaml'), 'utf8');
		await writeFile(without, text.replace('parallel: 1', 'parallel: 0'));
		const running = [
			begin('serve', '--port', '0', '--config', without),
			begin('serve', '--port', '0', '--no-schedule'),
			begin('worker'),
		];
		await areUnderWay();
		const pageOf = ({ said }: Program) => /看板：(http:\S+)/.exec(said())?.[1];
		await expect.poll(() => running.slice(0, 2).every(pageOf), patience).toBe(true);
		await server.turn('stop');
		const isTold = ({ said }: Program): boolean => said().includes('数据库用不了，会一直再试');
		await expect.poll(() => running.every(isTold), patience).toBe(true);
		for (const program of running.slice(0, 2)) {
			const response = await fetch(pageOf(program) ?? '', { signal: AbortSignal.timeout(8000) });
			expect([response.status, await response.text()]).toEqual([
				503,
				expect.stringContaining('数据库暂时用不了'),
			]);
		}
		await server.turn('start');
		await expect
			.poll(() => running.every(({ said }) => said().includes('数据库恢复了')), patience)
			.toBe(true);
		await expectEachOnce(running);
		for (const { said } of running) {
			expect(said().match(/没有 PostgreSQL 在运行/g)).toHaveLength(1);
			expect(said().match(/数据库恢复了/g)).toHaveLength(1);
		}
		const log = (await readFile(join(folder, 'out', 'logs', 'gongkai.log'), 'utf8')).trim().split('\n');
		const lines = log.map((line) => JSON.parse(line) as { pid: number; msg: string; err?: { type: string } });
		for (const { child } of running) {
			const own = lines.filter(({ pid }) => pid === child.pid);
			const from = own.findIndex(({ msg }) => msg === 'the store is away');
			const to = own.findIndex(({ msg }) => msg === 'the store is back');
			expect([from >= 0, to > from]).toEqual([true, true]);
			expect(own.slice(from + 1, to).filter(({ err }) => err?.type === 'ConnectionError')).toEqual([]);
		}
	});

	test.runIf(isLong).each(Array.from({ length: Math.ceil(rounds / 20) }, (_, n) => n))(
		'gone for longer than a process may be silent is told once, and costs nothing: round %i',
		{ timeout: 400_000 },
		async () => {
			const running = [begin('serve', '--port', '0'), begin('worker')];
			await areUnderWay();
			await server.turn('stop');
			await delay(75_000);
			await server.turn('start');
			await expectEachOnce(running);
			for (const { said } of running) expect(said().match(/没有 PostgreSQL 在运行/g)).toHaveLength(1);
		},
	);

	test.runIf(isLong).each(few)(
		'whose connections are cut again and again loses nothing: round %i',
		{ timeout: 300_000 },
		async () => {
			const proxy = await startCutProxy(Number(new URL(url).port));
			try {
				const file = join(folder, 'gongkai.yaml');
				const text = await readFile(file, 'utf8');
				await writeFile(file, text.replace(new URL(url).port, `${proxy.port}`));
				const running = [begin('serve', '--port', '0'), begin('worker')];
				await areUnderWay();
				for (let cuts = 0; cuts < 10; cuts++) {
					await delay(Math.random() * 600);
					if (cuts % 2) proxy.cut();
					else proxy.cutAt(1 + Math.floor(Math.random() * 40), Math.random() < 0.5 ? 'before' : 'after');
				}
				await expectEachOnce(running);
			} finally {
				await proxy.close();
			}
		},
	);
});
