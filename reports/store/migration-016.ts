import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when whoever holds an audit holds it, by its own clock. */
export const holding: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows no tables but those it finds
	up: async (db: Kysely<any>) => {
		await db.schema.alterTable('audits').addColumn('held_since', 'text').execute();
	},
};
