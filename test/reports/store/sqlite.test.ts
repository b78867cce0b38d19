/** What holds of a store's file alone. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../reports/store/migrations.ts';
import { openSqlite } from '../../../reports/store/sqlite.ts';
import { openStore } from '../../../reports/store.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file', () => {
	test.each<[string, () => Promise<string>, RegExp]>([
		[
			'written by a newer version',
			async () => {
				const file = join(folder, 'newer.db');
				const db = await openSqlite(file, { ...migrations, '999-later': { up: async () => {} } });
				await db.destroy();
				return file;
			},
			/由更新的版本写成，请升级本程序/,
		],
		[
			'that is no database',
			async () => {
				const file = join(folder, 'text.db');
				await writeFile(
					file,
					'Not a database, but long enough to have a header of one hundred bytes.'.repeat(9),
				);
				return file;
			},
			/已损坏或不是本程序的数据库/,
		],
		[
			'of another program',
			async () => {
				const file = join(folder, 'other.db');
				const other = new DatabaseSync(file);
				other.exec('create table sites (n)');
				other.close();
				return file;
			},
			/已损坏或不是本程序的数据库；请确认 database 没有写错/,
		],
		[
			'with a damaged page',
			async () => {
				const file = join(folder, 'damaged.db');
				await (await openStore(file)).close();
				const handle = await open(file, 'r+');
				await handle.write(randomBytes(20_000), 0, 20_000, 4096 * 2);
				await handle.close();
				return file;
			},
			/已损坏/,
		],
		['in a folder of that name', async () => folder, /无法打开或写入/],
	])('%s says so in a sentence', async (_, make, sentence) => {
		await expect(openStore(await make())).rejects.toThrow(sentence);
	});

	test('whose damage is met by a question says so in a sentence', async () => {
		const file = join(folder, 'damaged.db');
		await (await openStore(file)).close();
		const database = new DatabaseSync(file);
		const { page } = database
			.prepare("select rootpage as page from sqlite_schema where name = 'users'")
			.get() as { page: number };
		database.close();
		const handle = await open(file, 'r+');
		await handle.write(Buffer.alloc(4096, 0xa7), 0, 4096, (page - 1) * 4096);
		await handle.close();
		const store = await openStore(file);
		const user = { name: 'zhang', role: 'administrator', password: 'x' } as const;
		await expect(store.users.add(user, '2026-06-20T00:00:00Z')).rejects.toThrow(/damaged\.db 已损坏/);
		await store.close();
	});

	test('is not called damaged for what somebody kept in it', async () => {
		const db = await openSqlite(join(folder, 'sound.db'));
		await expect(sql`select json('{')`.execute(db)).rejects.toThrow(/^malformed JSON$/);
		await db.destroy();
	});

	test('that another process writes to for long says so in a sentence', async () => {
		const file = join(folder, 'locked.db');
		await (await openStore(file)).close();
		const writer = new DatabaseSync(file);
		writer.exec('begin exclusive');
		await expect(openStore(file)).rejects.toThrow(/正被另一个进程占用，请稍后再试/);
		writer.close();
	}, 30_000);

	test('is a plain SQLite file in WAL mode', async () => {
		const file = join(folder, 'gongkai.db');
		await (await openStore(file)).close();
		const database = new DatabaseSync(file);
		expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
		database.close();
	});
});
