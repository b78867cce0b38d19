import type { Kysely } from 'kysely';
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
	readonly password?: () => Promise<string | undefined>;
}

/** Whether a configuration's `database` is the address of a PostgreSQL, not a file. */
export const isPostgres = (database: string): boolean => /^postgres(ql)?:/i.test(database);

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
