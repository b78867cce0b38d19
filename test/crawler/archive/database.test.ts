import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../crawler/archive/database.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-database-'));
	database = openDatabase(join(folder, 'archive.db'));
});
afterEach(() => rm(folder, { recursive: true }));

const runs = (): number => database.all('select id from runs').length;
const write = (): number =>
	database.write("insert into runs (as_of, settings, started_at) values ('2026-06-01', '', '')");
/** What it threw. */
const attempt = (work: () => unknown): string | undefined => {
	try {
		work();
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
};
/** From now on nothing that is written is kept. */
const breakDisk = (): void =>
	database.beforeCommit(() => {
		throw new Error('disk full');
	});

test('what could not be kept is told to whoever writes next, and ends nothing else', async () => {
	breakDisk();
	write();
	// It is kept half a second later by itself: an error there would be nobody's.
	await expect.poll(() => attempt(write), { timeout: 10_000 }).toBe('disk full');
	expect(attempt(database.flush)).toBe('disk full');
	expect(attempt(database.close)).toBe('disk full');
});

test('a file that could not be written to its end is closed all the same, and is as it was', () => {
	write();
	database.flush();
	breakDisk();
	write();
	expect(attempt(database.close)).toBe('disk full');
	database = openDatabase(join(folder, 'archive.db'), { patienceMs: 0 });
	expect(runs()).toBe(1);
	database.close();
});
