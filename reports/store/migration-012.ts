import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What running the installation takes: who asked for an audit, who audits, what is kept of the machine, what was let go. */
export const operating: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows no tables but those it finds
	up: async (db: Kysely<any>) => {
		await db.schema.alterTable('audits').addColumn('asked_by', 'text').execute();
		// Whether a site was audited since: asked of each that failed.
		await db.schema.createIndex('audits_site').on('audits').columns(['site_id', 'id']).execute();
		await db.schema
			.createTable('installation')
			.addColumn('name', 'text', (column) => column.primaryKey())
			.addColumn('body', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.execute();
		await db.schema
			.createTable('workers')
			.addColumn('host', 'text', (column) => column.notNull())
			.addColumn('pid', 'integer', (column) => column.notNull())
			.addColumn('parallel', 'integer', (column) => column.notNull())
			.addColumn('since', 'text', (column) => column.notNull())
			.addColumn('seen_at', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('workers_key', ['host', 'pid'])
			.execute();
		await db.schema
			.createTable('notice_releases')
			.addColumn('event', 'integer', (column) => column.primaryKey())
			.addColumn('by', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.execute();
	},
};
