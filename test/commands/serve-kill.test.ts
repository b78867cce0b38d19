/** `serve` killed at random moments of ten audits: whatever the moment, each site ends with one whole report. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReport } from '../../reports/formats/json.ts';
import { auditsIn, knowSince, serveApart, startSlowSite, withStore, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

/** `GONGKAI_KILLS=50 GONGKAI_SEED=7 npm test -- test/commands/serve-kill.test.ts` */
const kills = Number(process.env.GONGKAI_KILLS ?? 3);
const seed = Number(process.env.GONGKAI_SEED ?? Date.now() % 1_000_000);
/** Installations of ten sites; one takes about six kills before it is done. */
const rounds = Math.ceil(kills / 6);

const pages = 12;
const ids = Array.from({ length: 10 }, (_, n) => `site-${n}`);
const webs: Web[] = [];
beforeAll(async () => {
	for (const _ of ids) webs.push(await startSlowSite(pages, 80));
});
afterAll(() => Promise.all(webs.map((web) => web.close())));

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
const randomBy = (start: number) => {
	let state = start;
	return (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};
const random = randomBy(seed);

const isAlive = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};
const isOver = async (folder: string): Promise<boolean> => {
	const audits = await auditsIn(folder);
	return audits.length === ids.length && audits.every(({ state }) => state === 'done' || state === 'failed');
};

/** What an archive says of itself, and how many runs it has. */
const archiveState = (file: string): unknown[] => {
	const archive = new DatabaseSync(file, { readOnly: true });
	try {
		const { integrity_check: health } = archive.prepare('pragma integrity_check').get() ?? {};
		const { count } = archive.prepare('select count(*) as count from runs').get() ?? {};
		return [health, count];
	} finally {
		archive.close();
	}
};

test.skipIf(process.platform === 'win32').each(Array.from({ length: rounds }, (_, n) => n))(
	`killed at random (GONGKAI_SEED=${seed}), each site has one whole report: installation %i`,
	async (round) => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-kill-'));
		const sites = Object.fromEntries(ids.map((id, n) => [id, `${webs[n]?.url}/`]));
		await writeConfig(folder, sites);
		await knowSince(folder, ids, '2025-01-01T00:00:00Z');
		const pids = new Set<number>();
		const moments: number[] = [];
		const left = Math.min(6, kills - round * 6);
		while (moments.length < left && !(await isOver(folder))) {
			const { end } = await serveApart(folder);
			const moment = Math.round(random() * 3500);
			moments.push(moment);
			await delay(moment);
			for (const { pid } of await auditsIn(folder)) if (pid !== undefined) pids.add(pid);
			await end('SIGKILL');
		}
		console.log(`kills after ${moments.join(', ')} ms`);
		const { end } = await serveApart(folder);
		await expect.poll(() => isOver(folder), { timeout: 300_000, interval: 200 }).toBe(true);
		expect(await end('SIGTERM')).toEqual([0, null]);
		await expect.poll(() => [...pids].filter(isAlive), { timeout: 60_000 }).toEqual([]);

		const audits = await auditsIn(folder);
		const told = audits.map(({ site, state, error, dueAt, period }) => ({
			site,
			state,
			error,
			dueAt,
			period,
		}));
		const [{ dueAt, period } = {}] = told;
		expect(new Set(told)).toEqual(
			new Set(ids.map((site) => ({ site, state: 'done', error: undefined, dueAt, period }))),
		);
		for (const site of ids) {
			const months = (await readdir(join(folder, 'out', site))).filter((name) => /^\d/.test(name));
			expect(months, site).toEqual([period]);
			const files = await readdir(join(folder, 'out', site, period ?? ''));
			expect(
				files.filter((name) => name.endsWith('.json')),
				site,
			).toEqual(['report.json']);
			const report = await readReport(join(folder, 'out', site, period ?? '', 'report.json'));
			expect(report.run, site).toMatchObject({ complete: true, pagesFetched: pages + 1 });
			expect(archiveState(join(folder, 'out', site, 'archive.db')), site).toEqual(['ok', 1]);
			const kept = await withStore(folder, async (store) => [
				await store.hasReport(site, report.run.startedAt),
				(await store.trend(site)).length,
			]);
			expect(kept, site).toEqual([true, 1]);
		}
		const known = await withStore(folder, (store) => store.knownFiles());
		expect(known).toEqual(new Set(ids.map((site) => `${site}/${period}/report.json`)));
		await rm(folder, { recursive: true });
	},
	600_000,
);
