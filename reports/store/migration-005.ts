import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Second looks at findings. */
export const secondLooks: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('rechecks')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('finding', 'integer', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('asked_by', 'text', (column) => column.notNull())
			.addColumn('result', 'text', (column) => column.notNull())
			.addColumn('words', 'text', (column) => column.notNull())
			.addColumn('proof', 'text', (column) => column.notNull())
			.execute();
		await db.schema.createIndex('rechecks_finding').on('rechecks').columns(['finding', 'at']).execute();
	},
};
