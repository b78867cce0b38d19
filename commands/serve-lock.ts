import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder, refusal } from '../crawler/folder.ts';
import { type Access, isPostgres } from '../reports/store/open.ts';

/** Whether a process works the schedule on a database file. It is not disturbed, nor anybody who is about to begin. */
export const isServed = (database: string): boolean => {
	const file = `${database}.serve`;
	if (!existsSync(file)) return false;
	let lock: DatabaseSync | undefined;
	try {
		lock = new DatabaseSync(file, { readOnly: true, timeout: 0 });
		lock.prepare('select count(*) from sqlite_schema').get();
		return false;
	} catch (error) {
		return /locked|busy/.test(error instanceof Error ? error.message : '');
	} finally {
		lock?.close();
	}
};

/** A dashboard without a schedule has the lock for a moment when it starts. */
const patienceMs = 1000;

/**
 * Makes this process the only one whose schedule works on a database file, until it ends, however it ends: SQLite holds a lock of
 * the system on a file beside it; PostgreSQL holds one of its own. It may be released twice. Throws a Chinese sentence where another process has it.
 */
export const lockForServe = async (
	database: string,
	access: Access = {},
): Promise<{ readonly release: () => void }> => {
	if (isPostgres(database)) {
		const { lockServing } = await import('../reports/store/postgres/serving.ts');
		return lockServing({ url: database, ...access });
	}
	const file = `${database}.serve`;
	await makeFolder(dirname(file)).catch((cause: unknown) => {
		throw new Error(`不能写入目录 ${dirname(file)}（${refusal(cause)}），请检查配置里的 database`, { cause });
	});
	let lock: DatabaseSync | undefined;
	try {
		lock = new DatabaseSync(file, { timeout: patienceMs });
		// In this mode the lock outlives the transaction.
		lock.exec('pragma locking_mode = exclusive; begin exclusive; pragma user_version = 1; commit;');
	} catch (cause) {
		lock?.close();
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			/locked|busy/.test(reason)
				? `数据库 ${database} 已有一个 gongkai serve 在用，请先停掉它；只看看板可加 --no-schedule`
				: `不能写入 ${file}（${reason}），请检查路径、权限和磁盘空间`,
			{ cause },
		);
	}
	const held = lock;
	return {
		release: () => {
			if (held.isOpen) held.close();
		},
	};
};
