import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Notices, and whom they are for. */
export const telling: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('notice_events')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('occasion', 'text', (column) => column.notNull())
			.addColumn('key', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('told', 'text', (column) => column.notNull())
			.addUniqueConstraint('notice_events_key', ['site_id', 'occasion', 'key'])
			.execute();
		await db.schema
			.createTable('notice_marks')
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('kind', 'text', (column) => column.notNull())
			.addColumn('key', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('notice_marks_key', ['site_id', 'kind', 'key'])
			.modifyEnd(sql`without rowid`)
			.execute();
		await db.schema
			.createTable('notice_receivers')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('since', 'text', (column) => column.notNull())
			.addColumn('up_to', 'integer', (column) => column.notNull())
			.execute();
		await db.schema
			.createTable('notices')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('receiver', 'text', (column) => column.notNull())
			.addColumn('id', 'text', (column) => column.notNull())
			.addColumn('created_at', 'text', (column) => column.notNull())
			.addColumn('digest', 'text', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
			.addColumn('not_before', 'text')
			.addColumn('ended_at', 'text')
			.addColumn('error', 'text')
			.execute();
		await db.schema.createIndex('notices_state').on('notices').columns(['state', 'n']).execute();
		await db.schema.createIndex('notices_receiver').on('notices').columns(['receiver', 'n']).execute();
	},
};
