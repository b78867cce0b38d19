import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How addresses answered. */
export const answers: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('responses')
			.addColumn('report', 'integer', (column) => column.primaryKey())
			.addColumn('responses', 'blob', (column) => column.notNull())
			.execute();
	},
};
