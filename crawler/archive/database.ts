import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { DamagedError, isDamage } from './damage.ts';
import { schemaVersion, stepsFrom } from './schema.ts';
import { breakSeal, examineSeal, sealFile } from './seal.ts';

/** Writes are gathered in one transaction for so long, milliseconds; a kill loses no more, and it is fetched again. */
const commitEvery = 500;

export type Row = Record<string, SQLInputValue>;

/** The archive's file: statements prepared once, writes gathered in transactions. */
export interface Database {
	readonly prepare: (sql: string) => StatementSync;
	readonly all: (sql: string, ...values: SQLInputValue[]) => Row[];
	/**
	 * Seen by every later read at once, on disk within half a second; where it could not be written there, whoever writes next is
	 * told. Returns the number of the row that was added last.
	 */
	readonly write: (sql: string, ...values: SQLInputValue[]) => number;
	/** Called before each commit, to write what must be on disk with the rest or not at all. */
	readonly beforeCommit: (write: () => void) => void;
	readonly flush: () => void;
	/** Seals the file, which reads all of it while nobody else can have it; not where `isForNow`: it is opened again at once. */
	readonly close: (isForNow?: boolean) => void;
}

const isOfSqlite = (error: unknown): boolean => error instanceof Error && 'errcode' in error;

/** It was closed under what was still under way. */
const isClosed = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE';

/** The archive itself fails, and not what is done with it. */
export const isArchiveFault = (error: unknown): boolean =>
	isOfSqlite(error) || isClosed(error) || isDamage(error);

/** Brings an archive of an earlier version, or an empty file, to this program's. Cut off, it is as it was. */
const upgrade = (database: DatabaseSync): void => {
	const version = Number((database.prepare('pragma user_version').get() as Row).user_version);
	if (version === schemaVersion) return;
	if (version > schemaVersion) {
		throw new Error(`存档版本为 ${version}，本程序只认到 ${schemaVersion}；请升级程序或移走该文件`);
	}
	database.exec(`begin; ${stepsFrom(version)} pragma user_version = ${schemaVersion}; commit;`);
};

/** Makes it this process's alone, and this program's. */
const takeUp = (database: DatabaseSync, isDamaged: ReturnType<typeof examineSeal>): void => {
	// One audit of a site at a time: the second one is told so at once instead of mixing with the first. Before all else: what is
	// never shared needs no shared memory, which file systems of other machines do not have.
	database.exec('pragma locking_mode = exclusive;');
	database.exec(
		'pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -8000; pragma wal_autocheckpoint = 4000; begin immediate; commit;',
	);
	if (isDamaged()) throw new DamagedError('the archive is not what it was when it was closed');
};

const open = (file: string, patienceMs: number): DatabaseSync => {
	let database: DatabaseSync | undefined;
	try {
		mkdirSync(path.dirname(file), { recursive: true });
		const isDamaged = examineSeal(file);
		database = new DatabaseSync(file, { timeout: patienceMs });
		takeUp(database, isDamaged);
		breakSeal(file);
		upgrade(database);
		return database;
	} catch (error) {
		database?.close();
		const reason = error instanceof Error ? error.message : String(error);
		const locked = /locked|busy/.test(reason);
		throw new Error(
			locked
				? `存档 ${file} 正被另一次审计使用，等它结束才能继续`
				: `存档 ${file} 无法打开：${isDamage(error) ? '已损坏或被别的程序改动' : reason}（可移走该文件后重来）`,
			{ cause: error },
		);
	}
};

/** Whoever opens it next sees whether it was damaged meanwhile. What it returns is to be called once the database is closed. */
const seal = (database: DatabaseSync, file: string): (() => void) => {
	try {
		// All that was written is in the file itself from now on, and nobody else can write it until it is closed.
		const written = database.prepare('pragma wal_checkpoint(truncate)').get() as Row;
		return written.busy === 0 ? sealFile(file) : () => {};
	} catch {
		return () => {};
	}
};

export interface Opening {
	/** How long to wait for another audit that holds the file; default: 5 seconds. */
	readonly patienceMs?: number;
	/** Nothing that is written stays: it is seen until the file is closed, and is then as if it had never been. Default: false. */
	readonly isScratch?: boolean;
}

/** Throws with a Chinese sentence where the file is damaged, locked by another audit or of a newer version. */
export const openDatabase = (
	file: string,
	{ patienceMs = 5000, isScratch = false }: Opening = {},
): Database => {
	const database = open(file, patienceMs);
	// One transaction that never ends: a process that is killed leaves nothing of it either.
	if (isScratch) database.exec('begin');
	const statements = new Map<string, StatementSync>();
	let commit: NodeJS.Timeout | undefined;
	/** Why what was written could not be kept: whoever writes next hears of it, since nobody waits for the clock. */
	let fault: unknown;
	let writeLast: () => void = () => {};

	const prepare = (sql: string): StatementSync => {
		let statement = statements.get(sql);
		if (!statement) {
			statement = database.prepare(sql);
			statements.set(sql, statement);
		}
		return statement;
	};
	const flush = (): void => {
		clearTimeout(commit);
		commit = undefined;
		if (fault !== undefined) throw fault;
		if (!database.isTransaction || isScratch) return;
		writeLast();
		database.exec('commit');
	};
	/** Nobody waits for it: it must not end what else this process does. */
	const flushLater = (): void => {
		try {
			flush();
		} catch (error) {
			fault = error;
		}
	};
	return {
		prepare,
		all: (sql, ...values) => prepare(sql).all(...values) as Row[],
		write: (sql, ...values) => {
			if (fault !== undefined) throw fault;
			if (!database.isTransaction) {
				database.exec('begin');
				commit = setTimeout(flushLater, commitEvery);
			}
			return Number(prepare(sql).run(...values).lastInsertRowid);
		},
		beforeCommit: (write) => {
			writeLast = write;
		},
		flush,
		close: (isForNow = false) => {
			let afterwards = (): void => {};
			try {
				flush();
				if (isScratch) database.exec('rollback');
				if (!isForNow) afterwards = seal(database, file);
			} finally {
				// Whatever fails: an open file would keep the site from its next audit.
				database.close();
				afterwards();
			}
		},
	};
};
