import type { Kysely } from 'kysely';
import type { ConnectionError, Place } from './postgres/trouble.ts';
import type { Tables } from './schema.ts';
import { coverSites, openSqlite } from './sqlite.ts';

/** The tables of a store. */
export interface Opened {
	readonly db: Kysely<Tables>;
	/** Lays a temporary copy over the table of sites, for this program alone. */
	readonly coverSites: () => Promise<void>;
}

/** How one comes in. */
export interface Access {
	/** Of a PostgreSQL; asked for at each connection. */
	readonly password?: (place: Place) => Promise<string | undefined>;
	/** Is told of each try to reach a PostgreSQL that failed, and with undefined that one succeeded again. */
	readonly onTrouble?: (trouble: ConnectionError | undefined) => void;
}

/** Whether a configuration's `database` is the address of a PostgreSQL, not a file. */
export const isPostgres = (database: string): boolean => /^postgres(ql)?:/i.test(database);

/** What is wrong with the address of a PostgreSQL, a Chinese phrase; the address is not in it, which may have a password. */
export const addressTrouble = (address: string): string | undefined => {
	if (!URL.canParse(address)) return '应如 postgres://用户名@主机:5432/数据库名';
	const { password, searchParams } = new URL(address);
	return password !== '' || searchParams.has('password')
		? '里不写密码，请用配置的 databasePassword、环境变量 PGPASSWORD 或密码文件 PGPASSFILE'
		: undefined;
};

/** Opens what a configuration's `database` names, and makes its tables or brings them up to date. Throws a Chinese sentence where it cannot. */
export const openDatabase = async (database: string, access: Access = {}): Promise<Opened> => {
	if (isPostgres(database)) {
		// Its library is loaded for those alone who use it.
		const { openPostgres } = await import('./postgres/postgres.ts');
		return openPostgres({ url: database, ...access });
	}
	const db = await openSqlite(database);
	return { db, coverSites: () => coverSites(db) };
};
