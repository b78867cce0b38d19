import { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.ts';
import { openSqlite } from '../sqlite.ts';
import type { Address } from './connections.ts';
import { openPostgres } from './postgres.ts';

/** Moves all that a SQLite file has to a PostgreSQL, or nothing. */

/** A table and its rows. */
export interface Moved {
	readonly table: string;
	readonly rows: number;
}

type Row = Readonly<Record<string, null | number | string | Uint8Array>>;

/** Values in one statement, of the 65,535 that PostgreSQL takes. */
const valuesAtOnce = 20_000;
const rowsAtOnce = 1000;
const bytesAtOnce = 4_000_000;

/** Tables of ours, in the order of their names. */
const tablesOf = (source: DatabaseSync): string[] =>
	source
		.prepare(
			"select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%' order by name",
		)
		.all()
		.map(({ name }) => String(name));

const countIn = (source: DatabaseSync, table: string): number =>
	Number(source.prepare(`select count(*) as count from "${table}"`).get()?.count);

/** What a file has, without changing it. Throws what SQLite says where it cannot be read. */
export const contentsOf = (file: string): Moved[] => {
	const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	try {
		return tablesOf(source).map((table) => ({ table, rows: countIn(source, table) }));
	} finally {
		source.close();
	}
};

const countOn = async (db: Kysely<Tables>, table: string): Promise<number> => {
	const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
		db,
	);
	return rows[0]?.count ?? 0;
};

/** Tables that have rows as soon as they are made. */
const bornFull = async (): Promise<ReadonlySet<string>> => {
	const db = await openSqlite(':memory:');
	try {
		const { rows } = await sql<{ name: string }>`
			select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'`.execute(
			db,
		);
		const counted = await Promise.all(
			rows.map(async ({ name }) => ({ name, count: await countOn(db, name) })),
		);
		return new Set(counted.filter(({ count }) => count > 0).map(({ name }) => name));
	} finally {
		await db.destroy();
	}
};

/** About how long a row is, bytes. */
const sizeOf = (row: Row): number =>
	Object.values(row).reduce<number>(
		(sum, value) => sum + (typeof value === 'object' ? (value?.byteLength ?? 0) : String(value).length),
		0,
	);

/** Rows in pieces that one statement takes. */
function* pieces(rows: Iterable<Row>): Iterable<Row[]> {
	let piece: Row[] = [];
	let bytes = 0;
	for (const row of rows) {
		piece.push({ ...row });
		bytes += sizeOf(row);
		const values = piece.length * Object.keys(row).length;
		if (piece.length < rowsAtOnce && values < valuesAtOnce && bytes < bytesAtOnce) continue;
		yield piece;
		piece = [];
		bytes = 0;
	}
	if (piece.length > 0) yield piece;
}

const copyTable = async (
	source: DatabaseSync,
	target: Transaction<Tables>,
	table: string,
): Promise<number> => {
	// The tables are those of this version on either side, whatever their names.
	const into = target as unknown as Transaction<Record<string, Record<string, unknown>>>;
	const rows = source.prepare(`select * from "${table}"`).iterate() as Iterable<Row>;
	let count = 0;
	for (const piece of pieces(rows)) {
		await into.insertInto(table).values(piece).execute();
		count += piece.length;
		await breathe();
	}
	return count;
};

/** The next row is numbered above all that there ever were. */
const continueCounting = async (source: DatabaseSync, target: Transaction<Tables>): Promise<void> => {
	const last = new Map(
		source
			.prepare('select name, seq from sqlite_sequence')
			.all()
			.map(({ name, seq }) => [String(name), Number(seq)]),
	);
	const { rows } = await sql<{ table: string; column: string }>`
		select table_name as "table", column_name as "column" from information_schema.columns
		where table_schema = current_schema() and is_identity = 'YES'`.execute(target);
	for (const { table, column } of rows)
		await sql`
			select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}), most) from (
				select greatest(coalesce(max(${sql.ref(column)}), 0), ${last.get(table) ?? 0}) as most from ${sql.table(table)}
			) as numbers where most > 0`.execute(target);
};

/** Copies within one transaction of the target. */
const copyAll = async (
	source: DatabaseSync,
	target: Transaction<Tables>,
	onTable: (moved: Moved) => void,
): Promise<Moved[]> => {
	const moved: Moved[] = [];
	for (const table of tablesOf(source)) {
		const rows = await copyTable(source, target, table);
		const [here, there] = [countIn(source, table), await countOn(target, table)];
		if (rows !== here || rows !== there)
			throw new Error(`表 ${table} 复制后行数不符（原有 ${here} 行，新库 ${there} 行），没有迁移`);
		moved.push({ table, rows });
		if (rows > 0) onTable({ table, rows });
	}
	await continueCounting(source, target);
	return moved;
};

/** Whether a database has nothing of ours in it; its tables are made. Throws a Chinese sentence where it has. */
const makeReady = async (
	target: Transaction<Tables>,
	tables: readonly string[],
	place: string,
): Promise<void> => {
	const born = await bornFull();
	for (const table of tables) {
		if (born.has(table)) await sql`delete from ${sql.table(table)}`.execute(target);
		else if ((await countOn(target, table)) > 0)
			throw new Error(`${place} 里已经有数据（表 ${table}），没有迁移；请另建一个空数据库`);
	}
};

/**
 * Moves a file's contents to an empty database, in one transaction; nobody writes to the file meanwhile. Throws a Chinese sentence
 * where it cannot, and then nothing was moved. `onTable` is told of each table that has rows.
 */
export const moveToPostgres = async (
	file: string,
	address: Address,
	{
		place,
		onTable,
	}: {
		/** What a person calls the database. */ readonly place: string;
		readonly onTable: (moved: Moved) => void;
	},
): Promise<readonly Moved[]> => {
	// Both are of this version first.
	await (await openSqlite(file)).destroy();
	const { db } = await openPostgres(address);
	const source = new DatabaseSync(file, { timeout: 5000 });
	try {
		source.exec('begin immediate');
		const moved = await db.transaction().execute(async (tx) => {
			await makeReady(tx, tablesOf(source), place);
			return copyAll(source, tx, onTable);
		});
		// It plans by what it knows of the tables, and would learn that only after a while.
		await sql`analyze`.execute(db);
		return moved;
	} finally {
		source.close();
		await db.destroy();
	}
};
