import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whose password somebody else chose; and which machine is short of disk, where there was one row for all. */
export const given: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows no tables but those it finds
	up: async (db: Kysely<any>) => {
		await db.schema.alterTable('users').addColumn('password_given_at', 'text').execute();
		// Each machine says again how its disk is, as soon as it looks.
		await db.deleteFrom('installation').where('name', '=', 'shortage').execute();
	},
};
