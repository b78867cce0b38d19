import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { openDatabase } from '../../crawler/archive/database.ts';
import { slotsBetween } from '../../crawler/probes/slots.ts';
import { buildReport } from '../../reports/build.ts';
import { readReport, writeReport } from '../../reports/formats/json.ts';
import { national } from '../../reports/profiles/national.ts';
import {
	auditing,
	folder,
	hanging,
	home,
	patience,
	quick,
	serve,
	startClock,
	states,
	useInstallations,
	web,
} from '../support/installation.ts';
import { reportOn } from '../support/month.ts';
import { config, crawled, results } from '../support/report.ts';
import { auditsIn, knowSince, startSlowSite, withStore, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

// Each audit is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });
useInstallations();

describe('serve', () => {
	test('audits a site when its time comes, not before, and shows it', async () => {
		await writeConfig(folder, { jia: home(await quick()) }, { schedule: '0 2 1 * *' });
		const early = Date.parse('2026-12-01T01:59:59+08:00');
		let passed = (): number => 0;
		const { url, end, status } = await serve(folder, { now: () => new Date(early + passed()) });
		const page = await (await fetch(`${url}audits`)).text();
		expect(page).toContain('2026年12月1日 02:00');
		expect(await auditsIn(folder)).toEqual([]);
		const since = Date.now();
		passed = () => Date.now() - since;
		await expect.poll(states, patience).toEqual({ jia: 'done' });
		const [audit] = await auditsIn(folder);
		expect(audit).toMatchObject({
			cause: 'schedule',
			asOf: '2026-12-01',
			dueAt: '2026-11-30T18:00:00.000Z',
			period: '2026-12',
			progress: { phase: expect.any(String) },
		});
		expect((await readReport(join(folder, 'out/jia/2026-12/report.json'))).run.complete).toBe(true);
		expect(await (await fetch(`${url}sites/jia`)).text()).toContain('jia 市');
		end();
		expect(await status).toBe(0);
	});

	test('catches up once what was missed, and a second start leaves it at that', async () => {
		await writeConfig(folder, { jia: home(await quick()) }, { schedule: '0 2 * * *' });
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		for (let start = 0; start < 2; start++) {
			const { end, status } = await serve(folder);
			await expect.poll(states, patience).toEqual({ jia: 'done' });
			// Long enough for another one to be begun.
			await delay(300);
			end();
			await status;
		}
		expect(await auditsIn(folder)).toHaveLength(1);
		expect(await withStore(folder, (store) => store.trend('jia'))).toHaveLength(1);
	});

	test('waits with a site that somebody audits by hand, and with no other', async () => {
		await writeConfig(folder, { jia: home(await quick()), yi: home(await quick()) });
		await knowSince(folder, ['jia', 'yi'], '2025-01-01T00:00:00Z');
		const now = (): string => new Date().toISOString();
		const hand = { site: 'jia', cause: 'hand', asOf: '2026-01-02', now: now() } as const;
		const mine = await withStore(folder, (store) => store.begin(hand, { host: 'another-machine', pid: 1 }));
		const clock = startClock();
		const { url } = await serve(folder, { now: clock.now });
		await expect.poll(states, patience).toEqual({ jia: 'running', yi: 'done' });
		expect(await auditsIn(folder)).toHaveLength(2);
		await withStore(folder, (store) => store.finish(mine?.id ?? 0, now(), { error: '停了' }));
		await clock.passes(url, 30);
		await expect
			.poll(async () => (await auditsIn(folder)).map(({ state }) => state), patience)
			.toEqual(['done', 'done', 'failed']);
	});

	test('runs one audit at a time on a host', async () => {
		const shared = await web(startSlowSite(3, 100));
		const sites = { jia: home(shared), yi: `${shared.url}/p1.html`, bing: home(await quick()) };
		await writeConfig(folder, { ...sites, ding: home(await quick()) });
		// A sibling of its own may be another's home.
		const file = join(folder, 'gongkai.yaml');
		const config = parse(await readFile(file, 'utf8'));
		config.sites[3].hosts = [new URL(shared.url).host];
		await writeFile(file, stringify(config));
		await knowSince(folder, [...Object.keys(sites), 'ding'], '2025-01-01T00:00:00Z');
		await serve(folder);
		await expect.poll(states, patience).toEqual({ jia: 'done', yi: 'done', bing: 'done', ding: 'done' });
		const inTurn = (await auditsIn(folder))
			.filter(({ site }) => site !== 'bing')
			.sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
		for (const [index, { finishedAt = '' }] of inTurn.slice(0, -1).entries())
			expect(finishedAt <= (inTurn[index + 1]?.startedAt ?? ''), `${index}`).toBe(true);
	});

	test('says of an audit whose process dies why, tries it again later, and goes on', async () => {
		const hangs = await hanging();
		await writeConfig(folder, { hangs: home(hangs), yi: home(await quick()) }, { parallel: 1 });
		await knowSince(folder, ['hangs', 'yi'], '2025-01-01T00:00:00Z');
		const { url } = await serve(folder);
		const pid = await auditing('hangs', hangs);
		process.kill(pid ?? 0, 'SIGKILL');
		await expect.poll(states, patience).toEqual({ hangs: 'queued', yi: 'done' });
		const failed = (await auditsIn(folder)).find(({ site }) => site === 'hangs');
		expect(failed).toMatchObject({ tries: 1, error: '审计进程意外结束（信号 SIGKILL），多半是内存不足' });
		expect(Date.parse(failed?.notBefore ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
		const page = await fetch(`${url}audits`);
		expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('多半是内存不足')]);
	});

	test.each<[what: string, more: object]>([
		['is broken', { parallel: 'many' }],
		['names other places', { database: './two.db', out: './out2' }],
	])('goes on by the configuration it started with when that %s meanwhile', async (_what, more) => {
		const hangs = await hanging();
		const yi = await quick();
		await writeConfig(folder, { hangs: home(hangs), yi: home(yi) }, { parallel: 1 });
		await knowSince(folder, ['hangs', 'yi'], '2025-01-01T00:00:00Z');
		const { said } = await serve(folder);
		const pid = await auditing('hangs', hangs);
		await writeConfig(folder, { yi: home(hangs) }, more);
		process.kill(pid ?? 0, 'SIGKILL');
		await expect.poll(states, patience).toEqual({ hangs: 'queued', yi: 'done' });
		const [month] = await withStore(folder, (store) => store.trend('yi'));
		const report = await readReport(join(folder, `out/yi/${month?.period}/report.json`));
		expect(report.site.url).toBe(home(yi));
		expect(said.err).toMatch(/^gongkai: hangs：审计进程意外结束.*；\d{4}-\d\d-\d\d \d\d:\d\d 再试\n$/);
		expect((await readdir(folder)).filter((name) => /two|out2/.test(name))).toEqual([]);
	});

	test('tries again where an audit cannot even begin, does not hold it against the site, and goes on with others', async () => {
		const sites = { jia: home(await quick()), yi: home(await quick()) };
		await writeConfig(folder, sites, { parallel: 1 });
		await knowSince(folder, Object.keys(sites), '2025-01-01T00:00:00Z');
		await mkdir(join(folder, 'out'));
		await writeFile(join(folder, 'out/jia'), 'a file where its folder should be');
		const clock = startClock();
		const { url, said } = await serve(folder, { now: clock.now });
		await expect.poll(() => said.err, patience).not.toBe('');
		await clock.passes(url, 5);
		const yi = async () => (await auditsIn(folder)).find(({ site }) => site === 'yi')?.progress?.phase;
		await expect.poll(yi, patience).toBeDefined();
		expect(said.err).toMatch(/^gongkai: 审计进行不了，稍后再试：不能写入目录 \S+jia.*\n$/);
		expect((await auditsIn(folder)).find(({ site }) => site === 'jia')).toMatchObject({ tries: 0 });
		await rm(join(folder, 'out/jia'));
		await clock.passes(url, 60);
		await expect.poll(states, patience).toEqual({ jia: 'done', yi: 'done' });
	});

	test('waits without a try where somebody else has the archive of a site', async () => {
		await writeConfig(folder, { jia: home(await quick()) });
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const archive = openDatabase(join(folder, 'out/jia/archive.db'));
		const clock = startClock();
		const { url, said } = await serve(folder, { now: clock.now });
		await expect
			.poll(() => said.err, patience)
			.toMatch(/稍后再试：存档 \S+ 正被另一次审计使用，等它结束才能继续\n$/);
		await expect.poll(states, patience).toEqual({ jia: 'queued' });
		expect(await auditsIn(folder)).toMatchObject([{ tries: 0 }]);
		archive.close();
		await clock.passes(url, 5);
		await expect.poll(states, patience).toEqual({ jia: 'done' });
	});

	test('audits its own sites and the register’s, and none of another configuration', async () => {
		const [jia, yi, other] = [await quick(), await quick(), await quick()];
		await writeConfig(folder, { jia: home(jia) }, { schedule: '0 2 1 * *' });
		const known = (id: string, asked: Web) => ({ id, name: id, url: home(asked), type: 'portal' as const });
		const longAgo = '2025-01-01T00:00:00Z';
		await withStore(folder, (store) => store.importSites([known('yi', yi)], '2026-12-01T00:00:00Z'));
		await knowSince(folder, ['jia'], '2026-12-01T00:00:00Z');
		const early = Date.parse('2027-01-01T01:59:59+08:00');
		let passed = (): number => 0;
		await serve(folder, { now: () => new Date(early + passed()) });
		await withStore(folder, (store) => store.knowConfigured([known('other', other)], longAgo));
		const since = Date.now();
		passed = () => Date.now() - since;
		await expect.poll(states, patience).toEqual({ jia: 'done', yi: 'done' });
		expect(other.asked).toEqual([]);
	});

	test('audits while it takes in thousands of reports, and ends before it has all', async () => {
		await writeConfig(folder, { jia: home(await quick()) });
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const text = JSON.stringify(reportOn({ asOf: '2026-05-15', site: 'zz' }));
		const many = 2500;
		for (let n = 0; n < many; n++) {
			const place = join(folder, `out/zz${n}/2026-05`);
			mkdirSync(place, { recursive: true });
			writeFileSync(join(place, 'report.json'), text.replaceAll('"zz"', `"zz${n}"`));
		}
		const { end, status } = await serve(folder);
		await expect.poll(states, patience).toEqual({ jia: 'done' });
		const began = performance.now();
		end();
		await status;
		expect(performance.now() - began).toBeLessThan(15_000);
		const { size } = await withStore(folder, (store) => store.knownFiles());
		expect(size).toBeGreaterThan(1);
		expect(size).toBeLessThan(many);
	});

	test('visits homepages between the audits, unless it does not work the schedule', async () => {
		const site = await quick();
		const url = home(site);
		await writeConfig(folder, { jia: url }, { probes: { perDay: 20 } });
		const day = Date.parse('2026-06-15T00:00:00+08:00');
		const [slot = 0] = slotsBetween('jia', 20, day, day + 86_400_000);
		const began = performance.now();
		const now = () => new Date(slot + performance.now() - began);
		const beside = await serve(folder, { now, args: ['--port', '0', '--no-schedule'] });
		await delay(500);
		expect(site.asked).toEqual([]);
		beside.end();
		await beside.status;
		const main = await serve(folder, { now });
		const days = () =>
			withStore(folder, (store) => store.probeDays({ id: 'jia', url }, '2026-06-15', '2026-06-15'));
		await expect.poll(days, patience).toMatchObject([{ ok: 1, failed: 0 }]);
		expect(site.asked).toEqual(['/']);
		main.end();
		expect(await main.status).toBe(0);
	});

	test('says of a site that cannot be reached why, in the words of its audit', async () => {
		const gone = await quick();
		await gone.close();
		await writeConfig(folder, { gone: home(gone) });
		await knowSince(folder, ['gone'], '2025-01-01T00:00:00Z');
		const { said } = await serve(folder);
		const error = async () => (await auditsIn(folder))[0]?.error;
		await expect.poll(error, patience).toMatch(/^无法访问 \S+：连接被拒绝$/);
		expect(said.err).toMatch(/^gongkai: gone：无法访问 \S+：连接被拒绝；.* 再试\n$/);
	});

	test('takes in reports that only the folder has', async () => {
		await writeConfig(folder, {});
		const report = buildReport({ config, crawled: crawled(), results: results(), profile: national });
		await writeReport(join(folder, 'out'), report);
		const { url } = await serve(folder);
		await expect.poll(async () => (await fetch(`${url}sites/linjiang`)).status, patience).toBe(200);
	});

	test('does not repeat an audit whose report is there, though the program died before it was kept', async () => {
		const site = await quick();
		await writeConfig(folder, { linjiang: home(site) });
		await knowSince(folder, ['linjiang'], '2025-01-01T00:00:00Z');
		const queued = new Date().toISOString();
		const dueAt = '2025-12-31T18:00:00.000Z';
		await withStore(folder, async (store) => {
			await store.enqueue({ site: 'linjiang', cause: 'schedule', asOf: '2026-06-15', dueAt, now: queued });
			await store.claim({ host: hostname(), pid: spawnSync(process.execPath, ['-e', '']).pid }, queued);
		});
		const ended = new Date().toISOString();
		const run = { ...crawled().run, startedAt: queued, finishedAt: ended };
		const input = { config, crawled: crawled({}, { run }), results: results(), profile: national };
		await writeReport(join(folder, 'out'), buildReport(input));
		await serve(folder);
		await expect.poll(states, patience).toEqual({ linjiang: 'done' });
		await delay(300);
		expect([(await auditsIn(folder)).length, site.asked]).toEqual([1, []]);
		expect(await withStore(folder, (store) => store.trend('linjiang'))).toHaveLength(1);
	});

	test('without a schedule audits nothing, and may stand beside one that does', async () => {
		const site = await quick();
		await writeConfig(folder, { jia: home(site) });
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const { url } = await serve(folder, { args: ['--port', '0', '--no-schedule'] });
		await delay(500);
		expect([(await fetch(url)).status, await auditsIn(folder), site.asked]).toEqual([200, [], []]);
		await serve(folder);
		await expect.poll(states, patience).toEqual({ jia: 'done' });
	});

	test('without a schedule has no word in which sites are audited while another has; alone, it has', async () => {
		await writeConfig(folder, { jia: home(await quick()) });
		const main = await serve(folder, { args: ['--port', '0'] });
		await writeConfig(folder, { yi: home(await quick()) });
		const sites = async (): Promise<string[]> =>
			(await withStore(folder, (store) => store.sites())).map(({ id }) => id).sort();
		const beside = async (): Promise<void> => {
			const { end, status } = await serve(folder, { args: ['--port', '0', '--no-schedule'] });
			end();
			await status;
		};
		await beside();
		expect(await sites()).toEqual(['jia', 'yi']);
		main.end();
		await main.status;
		await beside();
		expect(await sites()).toEqual(['yi']);
	});
});
