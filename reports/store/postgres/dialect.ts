import {
	CompiledQuery,
	type DatabaseConnection,
	Kysely,
	PostgresAdapter,
	PostgresDialect,
	PostgresDriver,
	type QueryCompiler,
	type TransactionBuilder,
} from 'kysely';
import PQueue from 'p-queue';
import type { Tables } from '../schema.ts';
import { type NeverNull, SqliteWordsCompiler } from './compiler.ts';
import type { Connections } from './connections.ts';

/** Numbers of the server's locks that stand for something of ours; they are the database's own. */
export const locks = { writing: 29_114_442_573_373_801n, serving: 29_114_442_573_373_802n } as const;

/** As long as the longest report takes to be kept, and longer. */
const patienceSeconds = 60;
/** A writer whose machine is gone holds up the others for no longer. */
const silenceSeconds = 120;

/**
 * Of all programs that share the database, one writes at a time, as SQLite has it: nearly all that is written was decided by what
 * was read just before (which report is a site's latest, whether a month is frozen, the next number of an event that somebody
 * counts by), and is right only where nobody writes in between. Serializable transactions would find that out too late, when a
 * report of thousands of rows has to be written again, and would still let a number be seen before a lower one. What is written
 * in a single statement needs no such lock, and nothing that only reads waits for it. Each statement must see what was kept
 * before the lock was had: hence read committed, whatever the server's operator has set, and nothing stricter.
 */
const begin = [
	'begin isolation level read committed',
	`set local lock_timeout = '${patienceSeconds}s'`,
	`set local idle_in_transaction_session_timeout = '${silenceSeconds}s'`,
	`select pg_advisory_xact_lock(${locks.writing})`,
].join('; ');

class Driver extends PostgresDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw(begin));
	}
}

/** Tables are changed within a transaction, whose lock is lock enough. */
class Adapter extends PostgresAdapter {
	override async acquireMigrationLock(): Promise<void> {}
	override async releaseMigrationLock(): Promise<void> {}
}

class Dialect extends PostgresDialect {
	readonly #pool: Connections;
	readonly #neverNull: NeverNull;

	constructor(pool: Connections, neverNull: NeverNull) {
		super({ pool });
		this.#pool = pool;
		this.#neverNull = neverNull;
	}

	override createDriver(): PostgresDriver {
		return new Driver({ pool: this.#pool });
	}

	override createAdapter(): PostgresAdapter {
		return new Adapter();
	}

	override createQueryCompiler(): QueryCompiler {
		return new SqliteWordsCompiler(this.#neverNull);
	}
}

/** One that waits for the lock holds a connection meanwhile: of this program's writers, one alone may. */
class Database extends Kysely<Tables> {
	readonly #writers = new PQueue({ concurrency: 1 });
	readonly #pool: Connections;

	constructor(pool: Connections, neverNull: NeverNull) {
		super({ dialect: new Dialect(pool, neverNull) });
		this.#pool = pool;
	}

	override transaction(): TransactionBuilder<Tables> {
		const builder = super.transaction();
		const execute = builder.execute.bind(builder);
		builder.execute = async (work) => {
			// Whoever is in haste does not wait behind those who are not.
			await this.#pool.there();
			return this.#writers.add(() => execute(work));
		};
		return builder;
	}
}

/** The store's tables on PostgreSQL. `neverNull` may be filled in later. */
export const databaseOn = (pool: Connections, neverNull: NeverNull): Kysely<Tables> =>
	new Database(pool, neverNull);
