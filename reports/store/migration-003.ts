import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people decide, and the steps of months. */
export const deciding: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('decisions')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('period', 'text', (column) => column.notNull())
			.addColumn('about', 'text', (column) => column.notNull())
			.addColumn('subject', 'text', (column) => column.notNull())
			.addColumn('step', 'text', (column) => column.notNull())
			.addColumn('by', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('until', 'text')
			.addColumn('points', 'real')
			.execute();
		await db.schema
			.createIndex('decisions_subject')
			.on('decisions')
			.columns(['site_id', 'about', 'subject', 'n'])
			.execute();
		await db.schema
			.createTable('month_steps')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('period', 'text', (column) => column.notNull())
			.addColumn('step', 'text', (column) => column.notNull())
			.addColumn('by', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('until', 'text')
			.execute();
		await db.schema.createIndex('month_steps_period').on('month_steps').columns(['period', 'n']).execute();
		await db.schema
			.createTable('profiles')
			.addColumn('hash', 'text', (column) => column.primaryKey())
			.addColumn('body', 'blob', (column) => column.notNull())
			.execute();
		await db.schema.alterTable('sightings').addColumn('certainty', 'text').execute();
		await db.schema.alterTable('sightings').addColumn('ruling', 'text').execute();
		for (const table of ['reports', 'months'])
			for (const name of ['disputed', 'waived'])
				await db.schema
					.alterTable(table)
					.addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
					.execute();
	},
};
