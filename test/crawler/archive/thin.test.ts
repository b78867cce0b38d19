import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { Archive } from '../../../crawler/archive/archive.ts';
import { planThinning, thinArchive } from '../../../crawler/archive/thin.ts';
import { archiveOfMonths, auditMonth, monthStart, seenIn } from '../../support/archive.ts';

let file: string;
beforeEach(async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'thin-'));
	file = path.join(folder, 'archive.db');
	return () => rm(folder, { recursive: true, force: true });
});

const ask = (sql: string): unknown[] => {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database
			.prepare(sql)
			.all()
			.map((row) => Object.values(row)[0]);
	} finally {
		database.close();
	}
};
/** Rows that nothing leads to any more. */
const strays = (): Record<string, unknown> => ({
	rows: ask(
		'select count(*) from (select id from frontier union all select id from responses union all select id from pages) where id / 4294967296 not in (select id from runs)',
	)[0],
	bodies: ask(
		'select count(*) from bodies where hash not in (select body from responses union select body from known)',
	)[0],
	readings: ask(
		'select count(*) from readings where id not in (select reading from pages union select reading from known)',
	)[0],
});
const none = { rows: 0, bodies: 0, readings: 0 };
const sizeOf = async (): Promise<number> => (await stat(file)).size;

describe('the archive of a year', () => {
	test('keeps the runs of the last months whole, and gives back what only the others had', async () => {
		archiveOfMonths(file, 9);
		const before = monthStart(6);
		const kept = [6, 7, 8].map((month) => seenIn(file, monthStart(month)));
		const size = await sizeOf();
		const plan = planThinning(file, { before });
		expect(plan).toMatchObject({ runs: [6, 5, 4, 3, 2, 1], size });
		const told = await thinArchive(file, { before });
		expect(told).toEqual({ runs: 6, size: await sizeOf() });
		const freed = size - told.size;
		expect(freed).toBeGreaterThan(size / 3);
		// What was told beforehand is what came of it, about.
		expect(plan?.frees).toBeGreaterThan(freed * 0.7);
		expect(plan?.frees).toBeLessThan(freed * 1.3);
		expect([6, 7, 8].map((month) => seenIn(file, monthStart(month)))).toEqual(kept);
		expect(kept[0]).toHaveLength(40);
		expect(seenIn(file, monthStart(5))).toBeUndefined();
		expect(strays()).toEqual(none);
		expect(planThinning(file, { before })).toMatchObject({ runs: [], frees: 0 });
	});

	test('is sealed once, when all is done: to seal it reads all of it, and nobody else can have it meanwhile', async () => {
		archiveOfMonths(file, 3);
		const thinning = thinArchive(file, { before: monthStart(1) });
		expect(existsSync(`${file}-seal`)).toBe(false);
		await thinning;
		expect(existsSync(`${file}-seal`)).toBe(true);
		expect(seenIn(file, monthStart(2))).toHaveLength(40);
	});

	test('of a site that is audited no more keeps its last run, and what the next one asks by', async () => {
		archiveOfMonths(file, 4);
		const last = seenIn(file, monthStart(3));
		await thinArchive(file, { before: '2031-01-01T00:00:00.000Z' });
		expect(ask('select id from runs')).toEqual([4]);
		expect(seenIn(file, monthStart(3))).toEqual(last);
		const archive = new Archive(file);
		archive.begin('2031-01-01', '[]', '2031-01-01T00:00:00.000Z');
		const known = archive.known.of('http://a/7.html');
		expect(known?.headers).toEqual({ etag: '"1"' });
		expect(archive.bodies.of(known?.body ?? Buffer.alloc(0))?.length).toBeGreaterThan(3000);
		expect(archive.readings.factsOf(known?.reading ?? 0)?.title).toBe('第7页第3版');
		archive.close();
	});

	test('keeps the run that second looks build on, however old', async () => {
		archiveOfMonths(file, 5);
		const told = seenIn(file, monthStart(1));
		await thinArchive(file, { before: '2031-01-01T00:00:00.000Z', keeping: monthStart(1) });
		expect(ask('select id from runs')).toEqual([2, 5]);
		expect(seenIn(file, monthStart(1))).toEqual(told);
	});

	test('goes on afterwards with the run that was cut off, and with numbers that nobody has', async () => {
		archiveOfMonths(file, 3);
		const archive = new Archive(file);
		archive.begin('2026-06-01', '[]', monthStart(5));
		archive.add({
			url: 'http://a/',
			key: 'k',
			type: 'page',
			priority: 0,
			depth: 0,
			foundOn: '',
			foundText: '',
		});
		archive.close();
		await thinArchive(file, { before: '2031-01-01T00:00:00.000Z' });
		expect(ask('select id from runs')).toEqual([3, 4]);
		const again = new Archive(file);
		expect(again.begin('2026-06-01', '[]', monthStart(6))).toEqual({
			resumed: true,
			startedAt: monthStart(5),
		});
		expect(again.take('queued', 5, ['page']).map(({ url }) => url)).toEqual(['http://a/']);
		again.close();
	});

	test('whose clock was set back keeps what came last, not what is called latest', async () => {
		archiveOfMonths(file, 3);
		auditMonth(file, -6, 40);
		const last = seenIn(file, monthStart(-6));
		await thinArchive(file, { before: monthStart(1) });
		expect(ask('select started_at from runs')).toEqual([monthStart(1), monthStart(2), monthStart(-6)]);
		expect(seenIn(file, monthStart(-6))).toEqual(last);
	});

	test('is not written anew for little', async () => {
		archiveOfMonths(file, 9);
		const size = await sizeOf();
		const before = monthStart(1);
		const plan = planThinning(file, { before });
		expect(plan).toMatchObject({ runs: [1], frees: 0 });
		expect(plan?.room).toBeGreaterThan(0);
		expect(await thinArchive(file, { before })).toEqual({ runs: 1, size });
		expect(planThinning(file, { before })).toMatchObject({ runs: [], size });
		expect(planThinning(file, { before })?.room).toBeGreaterThan((plan?.room ?? 0) / 2);
		expect(strays()).toEqual(none);
	});
});

describe('an archive', () => {
	test('that an audit has is left alone', async () => {
		archiveOfMonths(file, 3);
		const archive = new Archive(file);
		expect(() => planThinning(file, { before: monthStart(9) })).toThrow(/locked/);
		await expect(thinArchive(file, { before: monthStart(9) })).rejects.toThrow('正被另一次审计使用');
		archive.close();
		expect(ask('select id from runs')).toEqual([1, 2, 3]);
	});

	test('lets an audit in that begins while it is thinned, and is thinned to its end later', async () => {
		archiveOfMonths(file, 12, 60);
		const thinning = thinArchive(file, { before: monthStart(11) });
		const ended = thinning.then(
			() => 'whole',
			(error: Error) => error.message,
		);
		await delay(10);
		const archive = new Archive(file);
		expect(archive.begin('2027-01-01', '[]', monthStart(12)).resumed).toBe(false);
		expect(archive.known.of('http://a/7.html')?.reading).toBeGreaterThan(0);
		const words = await ended;
		archive.close();
		expect(words).toMatch(/^whole$|正被另一次审计使用/);
		await thinArchive(file, { before: monthStart(11) });
		expect(strays()).toEqual(none);
		expect(seenIn(file, monthStart(11))).toHaveLength(60);
	});

	test('of another version, that is damaged or no archive is not touched', async () => {
		archiveOfMonths(file, 1);
		const database = new DatabaseSync(file);
		database.exec('pragma user_version = 3');
		database.close();
		expect(planThinning(file, { before: monthStart(9) })).toBeUndefined();
		await writeFile(file, 'no archive at all'.repeat(1000));
		expect(() => planThinning(file, { before: monthStart(9) })).toThrow(/not a database/);
		await expect(thinArchive(file, { before: monthStart(9) })).rejects.toThrow('无法打开');
	});

	test('that is killed in the midst of being thinned is whole in what it keeps, each time, and thinned in the end', async () => {
		archiveOfMonths(file, 10, 50);
		const before = monthStart(8);
		const kept = [8, 9].map((month) => seenIn(file, monthStart(month)));
		const fresh = `${file}.copy`;
		await copyFile(file, fresh);
		const moments: number[] = [];
		for (const afterMs of [0, 20, 60, 150, 400]) {
			await copyFile(fresh, file);
			await Promise.all(['-wal', '-shm', '-seal'].map((end) => rm(`${file}${end}`, { force: true })));
			const child = fork(path.join(import.meta.dirname, '../../support/thinning.ts'), [file, before]);
			// A quick machine may be done before it is killed.
			const ended = once(child, 'exit');
			await once(child, 'message');
			await delay(afterMs);
			child.kill('SIGKILL');
			await ended;
			expect([8, 9].map((month) => seenIn(file, monthStart(month)))).toEqual(kept);
			expect(ask('pragma integrity_check')).toEqual(['ok']);
			// A run is there as a whole, or not at all.
			for (const month of [0, 4, 7])
				expect([undefined, 50]).toContain(seenIn(file, monthStart(month))?.length);
			moments.push(Number(ask('select count(*) from frontier')[0]));
			await thinArchive(file, { before });
			expect(ask('select id from runs')).toEqual([9, 10]);
			expect(strays()).toEqual(none);
		}
		// Some were killed before anything went, or in the midst of it.
		expect(Math.max(...moments)).toBeGreaterThan(100);
	}, 240_000);
});
