import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Visits to homepages between the audits. */
export const visits: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('probes')
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('slot', 'text', (column) => column.notNull())
			.addColumn('url', 'text', (column) => column.notNull())
			.addColumn('day', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('status', 'integer')
			.addColumn('dns_ms', 'integer')
			.addColumn('connect_ms', 'integer')
			.addColumn('tls_ms', 'integer')
			.addColumn('first_byte_ms', 'integer')
			.addColumn('words', 'text')
			.addPrimaryKeyConstraint('probes_key', ['site_id', 'slot'])
			.modifyEnd(sql`without rowid`)
			.execute();
		await db.schema.createIndex('probes_day').on('probes').columns(['day']).execute();
		await db.schema
			.createTable('probe_days')
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('url', 'text', (column) => column.notNull())
			.addColumn('day', 'text', (column) => column.notNull())
			.addColumn('ok', 'integer', (column) => column.notNull())
			.addColumn('failed', 'integer', (column) => column.notNull())
			.addColumn('wall', 'integer', (column) => column.notNull())
			.addColumn('unconfirmed', 'integer', (column) => column.notNull())
			.addColumn('ours', 'integer', (column) => column.notNull())
			.addColumn('first_byte_ms', 'integer')
			.addColumn('failures', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('probe_days_key', ['site_id', 'url', 'day'])
			.modifyEnd(sql`without rowid`)
			.execute();
	},
};
