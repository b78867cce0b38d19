import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { isDiskFull } from '../formats/spoken.ts';
import { migrations } from './migrations.ts';
import { isLocked, patiently } from './patience.ts';
import type { Tables } from './schema.ts';

/** Statements kept prepared; queries differ by their filters alone. */
const maxStatements = 300;

/** How long a single statement waits for others that write, milliseconds; this process stands still meanwhile. */
const statementWaitMs = 1000;

/** How long a store that is opened waits for another that brings the file up to date, milliseconds. */
const openingWaitMs = 5000;

/** SQLite's own numbers for a file that was damaged, or is none. */
const damage = [11, 26];

const isDamage = (error: unknown): boolean =>
	error instanceof Error &&
	(('errcode' in error && damage.includes((error.errcode as number) & 0xff)) || isDamage(error.cause));

const damaged = (file: string, cause: unknown): Error =>
	new Error(
		`数据库 ${file} 已损坏或不是本程序的数据库；请确认 database 没有写错，或用备份替换它；没有备份的，移走该文件后重新启动：报告会从报告目录补回，人工处理和定稿补不回，登记的网站要重新导入`,
		{ cause },
	);

const full = (file: string, cause: unknown): Error =>
	new Error(`数据库 ${file} 所在的磁盘已满或超出配额，写不进去；请腾出空间`, { cause });

/** Node's own SQLite in the shape that Kysely expects of a driver. */
const adapt = (database: DatabaseSync, file: string): SqliteDatabase => {
	/** Says of a damage, and of a full disk, in which file it is. */
	const naming = <T>(work: () => T): T => {
		try {
			return work();
		} catch (error) {
			if (isDamage(error)) throw damaged(file, error);
			throw isDiskFull(error) ? full(file, error) : error;
		}
	};
	const statements = new Map<string, StatementSync>();
	const prepare = (sql: string): StatementSync => {
		const known = statements.get(sql);
		if (known) return known;
		const statement = database.prepare(sql);
		if (statements.size >= maxStatements) statements.clear();
		statements.set(sql, statement);
		return statement;
	};
	// Kysely says unknown; only strings, numbers, null and bytes reach it from here.
	const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
	/** Fails at once where another writes: whoever began it waits for its turn, and lets this process go on. */
	const begin = () => {
		// A transaction that reads before it writes would else fail where another process writes between the two.
		const statement = prepare('begin immediate');
		database.exec('pragma busy_timeout = 0');
		try {
			return statement.run();
		} finally {
			database.exec(`pragma busy_timeout = ${statementWaitMs}`);
		}
	};
	return {
		close: () => database.close(),
		prepare: (sql) => {
			if (sql === 'begin')
				return { reader: false, all: () => [], run: begin, iterate: () => [][Symbol.iterator]() };
			// A full disk has ended the transaction already; to fail here would hide why.
			if (sql === 'rollback' && !database.isTransaction)
				return {
					reader: false,
					all: () => [],
					run: () => ({ changes: 0, lastInsertRowid: 0 }),
					iterate: () => [][Symbol.iterator](),
				};
			const statement = naming(() => prepare(sql));
			return {
				reader: statement.columns().length > 0,
				all: (parameters) => naming(() => statement.all(...values(parameters))),
				run: (parameters) => naming(() => statement.run(...values(parameters))),
				iterate: (parameters) => statement.iterate(...values(parameters)),
			};
		},
	};
};

/** Kysely thinks that SQLite cannot change tables in a transaction. It can, and an upgrade that is killed then leaves no half. */
class TransactionalAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class Dialect extends SqliteDialect {
	override createAdapter(): SqliteAdapter {
		return new TransactionalAdapter();
	}
}

const locked = (file: string, cause: unknown): Error =>
	new Error(`数据库 ${file} 正被另一个进程占用，请稍后再试`, { cause });

class ForeignFileError extends Error {
	override readonly name = 'ForeignFileError';
}

/** It has tables, and none of them tells of our steps: another program's file, which is not to be touched. */
const isForeign = (database: DatabaseSync): boolean => {
	const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
	return tables.length > 0 && !tables.some(({ name }) => name === 'kysely_migration');
};

const openFile = (file: string): DatabaseSync => {
	try {
		if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
		const database = new DatabaseSync(file, { timeout: openingWaitMs });
		try {
			if (isForeign(database)) throw new ForeignFileError('the tables are not ours');
			database.exec(
				'pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32000; pragma temp_store = memory;',
			);
			return database;
		} catch (error) {
			database.close();
			throw error;
		}
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		if (isDamage(cause) || cause instanceof ForeignFileError) throw damaged(file, cause);
		if (isLocked(cause)) throw locked(file, cause);
		if (isDiskFull(cause)) throw full(file, cause);
		throw new Error(`数据库 ${file} 无法打开或写入，请检查路径、权限和磁盘空间（${reason}）`, { cause });
	}
};

/** Opens a SQLite file, or makes it, and brings its tables up to date. Throws a Chinese sentence where it cannot be used. */
export const openSqlite = async (file: string, steps = migrations): Promise<Kysely<Tables>> => {
	const db = new Kysely<Tables>({ dialect: new Dialect({ database: adapt(openFile(file), file) }) });
	try {
		const migrator = new Migrator({
			db,
			provider: { getMigrations: async () => ({ ...steps }) },
			// Steps were taken in another order than that of their names: 012 before 008 to 011.
			allowUnorderedMigrations: true,
		});
		const bringUpToDate = async (): Promise<unknown> => {
			const { error } = await migrator.migrateToLatest();
			if (isLocked(error)) throw error;
			return error;
		};
		const patient = () =>
			patiently(bringUpToDate, openingWaitMs).catch((error: Error) => error.cause ?? error);
		let error = await patient();
		// Another process that opened the file at the same moment was at it already: once more finds its work done.
		if (error && /already exists|UNIQUE constraint/.test(String(error))) error = await patient();
		if (!error) return db;
		const reason = error instanceof Error ? error.message : String(error);
		if (/previously executed migration .* is missing/.test(reason))
			throw new Error(`数据库 ${file} 由更新的版本写成，请升级本程序`, { cause: error });
		if (isDamage(error)) throw damaged(file, error);
		if (isLocked(error)) throw locked(file, error);
		if (isDiskFull(error)) throw full(file, error);
		throw new Error(`数据库 ${file} 不能升级到本版本（${reason}）`, { cause: error });
	} catch (error) {
		await db.destroy();
		throw error;
	}
};

/** Lays a temporary copy over the table of sites, for this connection alone. */
export const coverSites = async (db: Kysely<Tables>): Promise<void> => {
	// A temporary table goes before one of the file that has its name.
	await sql`create temp table sites as select * from main.sites`.execute(db);
	await sql`create unique index temp.sites_id on sites (id)`.execute(db);
};
