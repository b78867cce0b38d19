import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The documents of each site's last audit. */
export const documentsOfSites: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('documents')
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('rank', 'integer', (column) => column.notNull())
			.addColumn('words', 'text', (column) => column.notNull())
			.addColumn('role', 'text', (column) => column.notNull())
			.addColumn('validity', 'text', (column) => column.notNull())
			.addColumn('findings', 'integer', (column) => column.notNull())
			.addPrimaryKeyConstraint('documents_key', ['report', 'rank'])
			// Short rows that a search reads one after the other: kept in the key's order, not beside it.
			.modifyEnd(sql`without rowid`)
			.execute();
		await db.schema
			.createTable('document_facts')
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('part', 'integer', (column) => column.notNull())
			.addColumn('facts', 'blob', (column) => column.notNull())
			.addPrimaryKeyConstraint('document_facts_key', ['report', 'part'])
			.execute();
	},
};
