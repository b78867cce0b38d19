import { type Kysely, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../migrations.ts';
import type { Opened } from '../open.ts';
import type { Tables } from '../schema.ts';
import { type Address, connections } from './connections.ts';
import { databaseOn } from './dialect.ts';
import type { Place } from './trouble.ts';

/** The oldest that its makers looked after when this was written. */
const oldest = 14;

/** What there is before anything is made; what is true is 1. */
interface Found {
	readonly version: number;
	readonly encoding: string;
	/** Where tables are made; none, where the user may see none. */
	readonly schema: string | null;
	/** Whether the user may make tables there. */
	readonly mayCreate: 0 | 1;
	readonly user: string;
	/** Whether our steps are told of. */
	readonly isOurs: 0 | 1;
	/** Whether there are tables of any kind. */
	readonly hasTables: 0 | 1;
}

const look = async (db: Kysely<Tables>): Promise<Found> => {
	const { rows } = await sql<Found>`
		select current_setting('server_version_num')::integer as version,
			current_setting('server_encoding') as encoding,
			current_schema() as schema,
			current_user as "user",
			coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate",
			exists (select 1 from pg_tables where schemaname = current_schema() and tablename = 'kysely_migration') as "isOurs",
			exists (select 1 from pg_tables where schemaname = current_schema()) as "hasTables"`.execute(db);
	const [found] = rows;
	if (!found) throw new Error('select without a table: expected one row, got none');
	return found;
};

/** Why the database cannot be used, a Chinese sentence. */
const refusalOf = ({ database }: Place, found: Found): string | undefined => {
	if (found.version < oldest * 10_000)
		return `PostgreSQL 的版本太旧（${Math.floor(found.version / 10_000)}），请用 ${oldest} 或更新的版本`;
	if (found.encoding !== 'UTF8')
		return `数据库 ${database} 的编码是 ${found.encoding}，请用 UTF8 重新建库（createdb -E UTF8 -T template0 ${database}）`;
	if (found.schema === null)
		return `数据库 ${database} 没有可用的模式（schema），请检查用户的 search_path 和权限`;
	if (found.hasTables && !found.isOurs)
		return `数据库 ${database} 里有别的程序的表，请给本程序单独建一个数据库`;
	return undefined;
};

const mayNotCreate = ({ database }: Place, { user }: Found): string =>
	`数据库 ${database} 不让用户 ${user} 建表，请把数据库的所有者设为该用户（alter database ${database} owner to ${user}）`;

/** Names of the steps that were taken. */
const taken = async (db: Kysely<Tables>): Promise<Set<string>> => {
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
	return new Set(rows.map(({ name }) => name));
};

type Steps = typeof migrations;

/** Takes all steps that are left, or none. */
const migrate = async (
	db: Transaction<Tables>,
	{ database }: Place,
	{ schema }: Found,
	steps: Steps,
): Promise<void> => {
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => ({ ...steps }) },
		// As with SQLite.
		allowUnorderedMigrations: true,
		// It would else take another schema's tables for its own.
		...(schema === null ? {} : { migrationTableSchema: schema }),
	});
	const { error } = await migrator.migrateToLatest();
	if (!error) return;
	const reason = error instanceof Error ? error.message : String(error);
	if (/previously executed migration .* is missing/.test(reason))
		throw new Error(`数据库 ${database} 由更新的版本写成，请升级本程序`, { cause: error });
	if (/\p{Script=Han}/u.test(reason)) throw error;
	throw new Error(`数据库 ${database} 不能升级到本版本（${reason}）`, { cause: error });
};

/** Names of columns that are never null, in no table. */
const neverNullColumns = async (db: Kysely<Tables>): Promise<readonly string[]> => {
	const { rows } = await sql<{ name: string }>`
		select a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
		where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
		group by a.attname having bool_and(a.attnotnull)`.execute(db);
	return rows.map(({ name }) => name);
};

/** What a database is like that may come to be ours. */
export interface Examined {
	/** As people write it, such as 16.4. */
	readonly version: string;
	/** Our tables are there, and have been used. */
	readonly hasRows: boolean;
	/** Steps that were taken; undefined where our tables are not there. */
	readonly steps?: ReadonlySet<string>;
	readonly bytes: number;
}

/** Looks at a database and changes nothing. Throws a Chinese sentence where it cannot be used. */
export const examinePostgres = async (address: Address): Promise<Examined> => {
	const pool = connections(address);
	const db = databaseOn(pool, new Set());
	try {
		const found = await look(db);
		const refusal = refusalOf(pool.place, found);
		if (refusal !== undefined) throw new Error(refusal);
		const { rows } = await sql<{ version: string; bytes: number }>`
			select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(
			db,
		);
		const [told = { version: '', bytes: 0 }] = rows;
		if (!found.isOurs) return { ...told, hasRows: false };
		const used = await sql`select 1 from sites limit 1`.execute(db).catch(() => ({ rows: [] }));
		return { ...told, hasRows: used.rows.length > 0, steps: await taken(db) };
	} finally {
		await db.destroy();
	}
};

/**
 * Opens a database of PostgreSQL and brings its tables up to date; several programs may at once. Throws a Chinese sentence where
 * it cannot be used.
 */
export const openPostgres = async (address: Address, steps: Steps = migrations): Promise<Opened> => {
	const pool = connections(address);
	const neverNull = new Set<string>();
	const db = databaseOn(pool, neverNull);
	try {
		const found = await look(db);
		const refusal = refusalOf(pool.place, found);
		if (refusal !== undefined) throw new Error(refusal);
		const names = Object.keys(steps);
		const known = found.isOurs ? await taken(db) : new Set<string>();
		// One that finds all done waits for nobody.
		if (known.size !== names.length || !names.every((name) => known.has(name))) {
			if (!found.mayCreate) throw new Error(mayNotCreate(pool.place, found));
			await db.transaction().execute((tx) => migrate(tx, pool.place, found, steps));
		}
		for (const name of await neverNullColumns(db)) neverNull.add(name);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	return {
		db,
		// What is temporary is one connection's: from here on all goes through that one.
		coverSites: async () => {
			await pool.pin();
			// A temporary table goes before one of the database that has its name.
			await sql`create temp table sites as select * from sites`.execute(db);
			await sql`create unique index sites_id on pg_temp.sites (id)`.execute(db);
		},
	};
};
