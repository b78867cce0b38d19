/** Sites audited side by side in processes of our own, which are stopped, killed and frozen for real. */
import { mkdir, mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEnd, AuditRun } from '../../commands/audit-process.ts';
import { createAuditProcesses, type ProcessesOptions } from '../../commands/audit-processes.ts';
import { loadConfig } from '../../config.ts';
import { readReport } from '../../reports/formats/json.ts';
import { openStore } from '../../reports/store.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import { startWeb, type Web } from '../support/web.ts';

const ids = ['jia', 'yi', 'bing', 'ding'];
const pages = 30;
const patience = { timeout: 40_000, interval: 50 };

const webs: Web[] = [];
beforeAll(async () => {
	for (const _ of ids) webs.push(await startSlowSite(pages, 100));
});
afterAll(() => Promise.all(webs.map((web) => web.close())));

let folder: string;
const made: ReturnType<typeof createAuditProcesses>[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-processes-'));
	for (const web of webs) web.asked.length = 0;
	await writeConfig(folder, Object.fromEntries(ids.map((id, n) => [id, `${webs[n]?.url}/`])));
});
afterEach(async () => {
	for (const processes of made.splice(0)) {
		processes.kill();
		await processes.close();
	}
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** Processes for the installation, and how to begin its sites' audits in them. */
const open = async (options: Partial<ProcessesOptions> = {}) => {
	const file = join(folder, 'gongkai.yaml');
	const config = await loadConfig(file);
	const processes = createAuditProcesses({ opening: { file, config }, parallel: 4, most: 2, ...options });
	made.push(processes);
	let number = 0;
	return (id: string, held: { readonly id?: number; readonly lease?: string } = {}): AuditRun => {
		const site = config.sites.find((one) => one.id === id);
		if (!site) throw new Error(`expected a site ${id}`);
		number++;
		return processes.start({
			id: number,
			site: id,
			asOf: '2026-11-15',
			config: site,
			onSign: () => {},
			...held,
		});
	};
};

/** Every site is being asked. */
const allAsked = (at: readonly number[] = ids.map((_, n) => n)): Promise<void> =>
	expect.poll(() => at.every((n) => (webs[n]?.asked.length ?? 0) > 3), patience).toBe(true) as Promise<void>;

const kill = (run: AuditRun | undefined, signal: NodeJS.Signals): void => {
	const pid = run?.pid();
	if (pid === undefined) throw new Error('expected a process');
	process.kill(pid, signal);
};
const isReport = ({ outcome }: AuditEnd): boolean => outcome !== undefined && 'report' in outcome;

describe('four sites in two processes', () => {
	test('are audited side by side', async () => {
		const start = await open();
		const runs = ids.map((id) => start(id));
		expect(new Set(runs.map((run) => run.pid())).size).toBe(2);
		const ends = await Promise.all(runs.map(({ ended }) => ended));
		expect(ends.map((end) => [isReport(end), end.isTold, end.isTry])).toEqual(
			ids.map(() => [true, true, true]),
		);
	});

	test('one that is stopped leaves the others alone, and is gone on with where it stopped', async () => {
		const start = await open();
		const [first, ...others] = ids.map((id) => start(id));
		await allAsked();
		first?.stop();
		expect(await first?.ended).toEqual({ isTry: false, isTold: false, isKept: false, said: '' });
		const before = webs[0]?.asked.filter((path) => path.startsWith('/p')).length ?? 0;
		expect(before).toBeLessThan(pages);
		expect((await Promise.all(others.map(({ ended }) => ended))).every(isReport)).toBe(true);
		expect(isReport(await start('jia').ended)).toBe(true);
		const asked = webs[0]?.asked.filter((path) => /^\/p\d/.test(path)) ?? [];
		// What was on its way when it was stopped is asked for again.
		expect(asked.length).toBeLessThanOrEqual(pages + 4);
		expect(new Set(asked).size).toBe(pages);
	});

	test('lose their process without a word; then each is alone, until it has ended', async () => {
		const start = await open();
		const runs = ids.map((id) => start(id));
		await allAsked();
		kill(runs[0], 'SIGKILL');
		const company = runs.filter((run) => run.pid() === runs[0]?.pid());
		expect(company).toHaveLength(2);
		for (const { ended } of company)
			expect(await ended).toMatchObject({ isTry: false, isTold: false, isKept: false });
		expect((await Promise.all(company.map(({ ended }) => ended))).some(({ outcome }) => outcome)).toBe(false);

		const lost = ids.filter((_, n) => company.includes(runs[n] as AuditRun));
		const again = lost.map((id) => start(id));
		const others = runs.filter((run) => !company.includes(run));
		expect(new Set([...again, ...others].map((run) => run.pid())).size).toBe(3);
		kill(again[0], 'SIGKILL');
		expect(await again[0]?.ended).toMatchObject({
			outcome: { error: '审计进程意外结束（信号 SIGKILL），多半是内存不足' },
			isTold: false,
		});
		expect(isReport((await again[1]?.ended) as AuditEnd)).toBe(true);
		expect((await Promise.all(others.map(({ ended }) => ended))).every(isReport)).toBe(true);
	});
});

test('one that falls silent is ended, and says so', async () => {
	// On a busy machine it takes some seconds until it says anything.
	const start = await open({ most: 1, parallel: 1, silenceMs: 8000 });
	const run = start('jia');
	await allAsked([0]);
	kill(run, 'SIGSTOP');
	const end = await run.ended;
	expect(end.outcome).toEqual({ error: '审计进程 0 分钟没有动静，已被结束' });
	expect(end.isTry).toBe(true);
});

test('a site that shows a notice of repairs has its report, and is to be tried again', async () => {
	const repairs = await startWeb({}, { otherwise: '<title>系统维护</title><h1>网站升级维护，暂停访问</h1>' });
	await writeConfig(folder, { jia: `${repairs.url}/` });
	const start = await open({ parallel: 1 });
	const end = await start('jia').ended;
	await repairs.close();
	expect(end).toMatchObject({ isTry: true, isTold: true, isKept: true });
	expect(end.outcome).toEqual({
		error: expect.stringMatching(/^首页没有通向本站任何网页的链接.*，结论为未判定$/),
	});
	const report = await readReport(join(folder, 'out', 'jia', '2026-11', 'report.json'));
	expect(report).toMatchObject({ run: { complete: false }, coverage: { share: 0 }, findings: [] });
});

test('a folder that cannot be written is no fault of the site', async () => {
	const start = await open({ parallel: 1 });
	await mkdir(join(folder, 'out'), { recursive: true });
	await writeFile(join(folder, 'out', 'jia'), 'a file where a folder should be');
	const end = await start('jia').ended;
	expect(end).toMatchObject({ isTry: false, isTold: true });
	expect(end.outcome && 'error' in end.outcome ? end.outcome.error : '').toMatch(/\p{Script=Han}/u);
	// The process is there for others all the same.
	expect(isReport(await start('yi').ended)).toBe(true);
});

describe.each([
	['folder of logs', 'logs'],
	['database', '../gongkai.db'],
])('a %s that cannot be had', (what, name) => {
	test('is no fault of the site, and is looked for again with the next audit', async () => {
		const start = await open({ parallel: 2, most: 1 });
		const place = join(folder, 'out', name);
		await mkdir(join(folder, 'out'), { recursive: true });
		// A folder where a file should be, or a file where a folder should be.
		await (what === 'database' ? mkdir(place) : writeFile(place, ''));
		const refused = ['jia', 'yi'].map((id) => start(id));
		for (const { ended } of refused) expect(await ended).toMatchObject({ isTry: false, isTold: true });
		await rm(place, { recursive: true });
		const run = start('jia');
		expect(run.pid()).toBe(refused[0]?.pid());
		const end = await run.ended;
		expect([isReport(end), end.isKept]).toEqual([true, true]);
	});
});

test('a process that was told to end for want of work is given no more of it', async () => {
	const start = await open({ parallel: 1, idleMs: 1 });
	const first = start('jia');
	expect(isReport(await first.ended)).toBe(true);
	// It is told so meanwhile, and takes longer to end.
	await delay(5);
	const second = start('yi');
	expect(second.pid()).not.toBe(first.pid());
	expect(isReport(await second.ended)).toBe(true);
});

test('a report is kept for an audit that is held, and not for one that was lost meanwhile', async () => {
	const store = await openStore(join(folder, 'gongkai.db'));
	const start = await open({ most: 1 });
	const begin = async (site: string) => {
		const now = '2026-11-15T00:00:00.000Z';
		const audit = await store.begin(
			{ site, cause: 'schedule', asOf: '2026-11-15', now },
			{ host: 'x', pid: 1 },
		);
		if (!audit) throw new Error('expected an audit');
		return { audit, run: start(site, audit) };
	};
	const [jia, yi] = [await begin('jia'), await begin('yi')];
	await allAsked([0, 1]);
	await store.requeue([yi.audit]);
	const [kept, lost] = await Promise.all([jia.run.ended, yi.run.ended]);
	expect([isReport(kept), kept.isKept]).toEqual([true, true]);
	expect(lost).toMatchObject({ isTry: false, isTold: true, isKept: false });
	expect(lost.outcome).toEqual({ error: expect.stringContaining('由别的进程接手') });
	expect([...(await store.knownFiles())]).toEqual(['jia/2026-11/report.json']);
	// Nor does it lie where whoever holds the audit now writes its own.
	expect(await readdir(join(folder, 'out', 'yi'))).not.toContain('2026-11');
	const asked = webs[1]?.asked.length ?? 0;
	expect(isReport(await start('yi').ended)).toBe(true);
	expect((webs[1]?.asked.length ?? 0) - asked).toBeLessThan(pages);
	await store.close();
});

test.runIf(process.platform === 'linux')(
	'a process that cannot have the store keeps no log open for each audit that it was given',
	async () => {
		const sites = Object.fromEntries(ids.map((id, n) => [id, `${webs[n]?.url}/`]));
		await writeConfig(folder, sites, { database: 'postgres://gongkai@127.0.0.1:1/gongkai' });
		const start = await open({ parallel: 1, most: 1 });
		let pid: number | undefined;
		for (const id of ids) {
			const run = start(id);
			expect(await run.ended).toMatchObject({ outcome: { error: expect.stringMatching(/没有 PostgreSQL/) } });
			pid = run.pid();
		}
		const openLogs = async (): Promise<number> => {
			const descriptors = `/proc/${pid}/fd`;
			const names = (await readdir(descriptors)).map((name) =>
				readlink(join(descriptors, name)).catch(() => ''),
			);
			return (await Promise.all(names)).filter((name) => name.endsWith('gongkai.log')).length;
		};
		await expect.poll(openLogs, patience).toBeLessThanOrEqual(1);
	},
);
