import { existsSync } from 'node:fs';
import { findConfig, UsageError } from '../arguments.ts';
import { addressTrouble, isPostgres } from '../reports/store/open.ts';
import { placeOf } from '../reports/store/postgres/connections.ts';
import { contentsOf, type Moved, moveToPostgres } from '../reports/store/postgres/move.ts';
import { examinePostgres } from '../reports/store/postgres/postgres.ts';
import type { Command } from './command.ts';
import { lockForServe } from './serve-lock.ts';
import { accessOf } from './store-access.ts';

const rowsText = (rows: number): string => `${rows.toLocaleString('en-US')} 行`;

const sumOf = (tables: readonly Moved[]): string =>
	`${tables.length} 张表，共 ${rowsText(tables.reduce((sum, { rows }) => sum + rows, 0))}`;

/** The file that the configuration names, and the address that it is to be moved to. */
const fromTo = (database: string, to: string | undefined): string => {
	if (to === undefined)
		throw new UsageError('migrate 要用 --to 写明迁到哪里，如 postgres://用户名@主机:5432/数据库名');
	if (!isPostgres(to)) throw new UsageError('--to 应如 postgres://用户名@主机:5432/数据库名');
	const trouble = addressTrouble(to);
	if (trouble) throw new UsageError(`--to ${trouble}`);
	if (isPostgres(database)) throw new Error('配置里的 database 已经是 PostgreSQL，不用迁移');
	if (!existsSync(database)) throw new Error(`数据库 ${database} 不存在，没有可以迁移的`);
	return to;
};

/** `gongkai migrate`: moves what a SQLite installation has to PostgreSQL, whole or not at all. */
export const migrate: Command = async ({ values, io }) => {
	const { config } = await findConfig(values, io.cwd);
	const { database } = config;
	const to = fromTo(database, values.to);
	const say = (line: string): void => void io.stdout.write(`${line}\n`);
	const access = accessOf({ ...config, database: to }, io.environment.variables);
	const address = { url: to, ...access };
	const { host, port, database: name } = placeOf(to);
	const place = `PostgreSQL 数据库 ${name}（${host}:${port}）`;
	if (values['dry-run']) {
		const { version, hasRows } = await examinePostgres(address);
		if (hasRows) throw new Error(`${place} 里已经有数据，不能迁入；请另建一个空数据库`);
		const contents = contentsOf(database);
		for (const { table, rows } of contents) if (rows > 0) say(`${table}：${rowsText(rows)}`);
		say(`试运行：将把 ${database} 的 ${sumOf(contents)}，迁到 ${place}，版本 ${version}。什么也没有改。`);
		return 0;
	}
	// Whoever works the schedule would go on writing to the file.
	const lock = await lockForServe(database);
	try {
		const moved = await moveToPostgres(database, address, {
			place,
			onTable: ({ table, rows }) => say(`${table}：${rowsText(rows)}`),
		});
		say(`已迁到 ${place}：${sumOf(moved)}，逐表核对行数相同。`);
		say(`请把配置里的 database 改为 ${to}，再启动 gongkai serve。${database} 没有改动，可以留作备份。`);
		return 0;
	} finally {
		lock.release();
	}
};
