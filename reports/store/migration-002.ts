import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The queue of audits. */
export const queue: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('audits')
			.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('cause', 'text', (column) => column.notNull())
			.addColumn('as_of', 'text', (column) => column.notNull())
			.addColumn('due_at', 'text')
			.addColumn('queued_at', 'text', (column) => column.notNull())
			.addColumn('started_at', 'text')
			.addColumn('finished_at', 'text')
			.addColumn('seen_at', 'text')
			.addColumn('host', 'text')
			.addColumn('pid', 'integer')
			.addColumn('progress', 'text')
			.addColumn('error', 'text')
			.addColumn('period', 'text')
			.addColumn('verdict', 'text')
			.addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
			.addColumn('not_before', 'text')
			.execute();
		// Never one site twice at once, and never twice for the same time of the schedule.
		await sql`create unique index audits_under_way on audits (site_id) where state in ('queued', 'running')`.execute(
			db,
		);
		await sql`create unique index audits_due on audits (site_id, due_at) where due_at is not null`.execute(
			db,
		);
		await db.schema.createIndex('audits_state').on('audits').columns(['state', 'id']).execute();
	},
};
