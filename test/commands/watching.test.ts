import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { measureDisk } from '../../commands/disk-use.ts';
import { startWatching } from '../../commands/watching.ts';
import { loadConfig } from '../../config.ts';
import { openStore } from '../support/new-store.ts';
import { writeConfig } from '../support/serve.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-watching-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (path: string, bytes: number): Promise<void> => {
	const file = join(folder, path);
	await mkdir(join(file, '..'), { recursive: true });
	await writeFile(file, Buffer.alloc(bytes));
};
const config = () => ({ out: join(folder, 'out'), database: join(folder, 'gongkai.db') });
const now = new Date('2026-06-20T02:00:00Z');

describe('the disk', () => {
	test('is measured by what lies where', async () => {
		await put('out/jia/archive.db', 1000);
		await put('out/jia/archive.db-wal', 10);
		await put('out/jia/2026-05/report.json', 100);
		await put('out/jia/2026-05/evidence/a.jpg', 2000);
		await put('out/jia/2026-06/report.json', 200);
		await put('out/jia/2026-06/report-1.json', 50);
		await put('out/jia/notes.txt', 3);
		await put('out/logs/gongkai.log', 7);
		await put('gongkai.db', 500);
		await put('gongkai.db-wal', 5);
		const use = await measureDisk({ config: config(), now, known: 3 });
		expect(use).toMatchObject({
			...{ reports: 350, pictures: 2000, archives: 1010, logs: 7, store: 505, other: 3 },
			...{ sites: 1, looked: 1, days: [{ day: '2026-06-20', total: 3875 }] },
			// A month like the last one for each of three, and the archives of two that have none.
			nextRound: 3 * 250 + 2 * 1010,
		});
		expect(use.free).toBeGreaterThan(0);
		expect(use.size).toBeGreaterThan(use.free);
		const next = await measureDisk({
			config: config(),
			now: new Date('2026-06-21T02:00:00Z'),
			known: 3,
			before: use,
		});
		const again = await measureDisk({ config: config(), now, known: 0, before: next });
		expect(again.days.map(({ day }) => day)).toEqual(['2026-06-21', '2026-06-20']);
		expect(again).not.toHaveProperty('nextRound');
	});

	test('of very many sites is reckoned from some of them', async () => {
		for (let n = 0; n < 40; n++) await put(`out/site-${n}/archive.db`, 1000);
		const use = await measureDisk({ config: config(), now, known: 40, maxFiles: 10 });
		expect(use).toMatchObject({ sites: 40, looked: 10, archives: 40_000 });
	});

	test('without reports yet is measured as well', async () => {
		await mkdir(join(folder, 'out'));
		expect(await measureDisk({ config: config(), now, known: 0 })).toMatchObject({ sites: 0, archives: 0 });
	});
});

test('the disk is measured and doctor is called, in a process of its own, and what they say is kept', async () => {
	await writeConfig(folder, { jia: 'http://127.0.0.1:9/' });
	const file = join(folder, 'gongkai.yaml');
	const loaded = await loadConfig(file);
	await mkdir(loaded.out);
	const store = await openStore(loaded.database);
	const log = pino({ level: 'silent' });
	const given = { store, config: loaded, file, log, now: () => new Date() };
	const first = startWatching({ ...given, diskAfterMs: 1, healthAfterMs: 1 });
	const patience = { timeout: 60_000, interval: 50 };
	await expect.poll(() => store.operations.kept('disk'), patience).toMatchObject({ sites: 0 });
	await expect.poll(() => store.operations.kept('health'), patience).toBeDefined();
	const health = await store.operations.kept('health');
	expect(health?.findings).toContainEqual(
		expect.objectContaining({ id: 'config', state: 'good', words: `${file} 可读` }),
	);
	expect(health?.findings).toContainEqual(expect.objectContaining({ id: 'database', state: 'good' }));
	await expect.poll(first.isBusy, patience).toBe(false);
	// Fresh as it is, nobody asks doctor again but a person; and whoever ends does not wait for it.
	const again = startWatching({ ...given, healthAfterMs: 1 });
	await first.stop();
	expect(again.isBusy()).toBe(false);
	again.begin();
	expect(again.isBusy()).toBe(true);
	const since = performance.now();
	await again.stop();
	expect(performance.now() - since).toBeLessThan(5000);
	expect(await store.operations.kept('health')).toEqual(health);
	await store.close();
}, 120_000);
