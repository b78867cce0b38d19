import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A table with the sums of an audit. */
const withSums = (table: CreateTableBuilder<string, string>): CreateTableBuilder<string, string> => {
	const text = ['site_id', 'period', 'as_of', 'started_at', 'finished_at', 'verdict'];
	const shares = ['inspection_observed', 'disclosure_observed', 'coverage'];
	const counts = [
		...['complete', 'vetoes_held', 'vetoes_awaiting', 'veto', 'major', 'minor', 'review'],
		...['new', 'open', 'regressed', 'fixed', 'carried'],
	];
	return [...text, ...shares, ...counts]
		.reduce(
			(more, name) =>
				more.addColumn(
					name,
					text.includes(name) ? 'text' : shares.includes(name) ? 'real' : 'integer',
					(column) => column.notNull(),
				),
			table,
		)
		.addColumn('stop_reason', 'text')
		.addColumn('inspection', 'real')
		.addColumn('disclosure', 'real');
};

/** Sites, their reports, and what these find. */
export const reportsOfSites: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('sites')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('url', 'text', (column) => column.notNull())
			.addColumn('type', 'text', (column) => column.notNull())
			.addColumn('level', 'text')
			.addColumn('district', 'text')
			.addColumn('site_id_code', 'text')
			.addColumn('maintainer', 'text')
			.addColumn('schedule', 'text')
			.addColumn('origin', 'text', (column) => column.notNull())
			.addColumn('known_since', 'text', (column) => column.notNull())
			.addColumn('gone_since', 'text')
			.addColumn('registered', 'text')
			.addColumn('position', 'integer', (column) => column.notNull())
			.addColumn('name_order', 'integer', (column) => column.notNull())
			.execute();

		await withSums(
			db.schema.createTable('reports').addColumn('n', 'integer', (column) => column.primaryKey()),
		)
			.addColumn('file', 'text', (column) => column.notNull())
			.addUniqueConstraint('reports_run', ['site_id', 'started_at'])
			.execute();
		await db.schema
			.createTable('parts')
			.addColumn('report', 'integer', (column) => column.primaryKey())
			.addColumn('parts', 'blob', (column) => column.notNull())
			.execute();

		await withSums(db.schema.createTable('months'))
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('inspection_change', 'real')
			.addColumn('disclosure_change', 'real')
			.addPrimaryKeyConstraint('months_key', ['period', 'site_id'])
			.modifyEnd(sql`without rowid`)
			.execute();
		await db.schema.createIndex('months_site').on('months').columns(['site_id', 'period']).execute();

		await db.schema
			.createTable('findings')
			.addColumn('n', 'integer', (column) => column.primaryKey())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('id', 'text', (column) => column.notNull())
			.addColumn('check_id', 'text', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('detail', 'integer')
			.addUniqueConstraint('findings_id', ['site_id', 'id'])
			.execute();
		await db.schema
			.createTable('details')
			.addColumn('n', 'integer', (column) => column.primaryKey())
			.addColumn('finding', 'integer', (column) => column.notNull())
			.addColumn('subject', 'text', (column) => column.notNull())
			.addColumn('key', 'text')
			.addColumn('severity', 'text', (column) => column.notNull())
			.addColumn('certainty', 'text', (column) => column.notNull())
			.addColumn('message', 'text', (column) => column.notNull())
			.addColumn('basis', 'text', (column) => column.notNull())
			.addColumn('evidence', 'text', (column) => column.notNull())
			.addColumn('found_on', 'text', (column) => column.notNull())
			.addColumn('found_on_count', 'integer', (column) => column.notNull())
			.addColumn('hash', 'text', (column) => column.notNull())
			.execute();
		await db.schema
			.createTable('sightings')
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('rank', 'integer', (column) => column.notNull())
			.addColumn('finding', 'integer', (column) => column.notNull())
			.addColumn('detail', 'integer', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('carried', 'integer', (column) => column.notNull())
			.addColumn('due_on', 'text')
			.addColumn('first_seen', 'text', (column) => column.notNull())
			.addColumn('last_seen', 'text', (column) => column.notNull())
			.addPrimaryKeyConstraint('sightings_key', ['report', 'rank'])
			// Millions of short rows, read by their key alone: kept in its order, not beside it.
			.modifyEnd(sql`without rowid`)
			.execute();
		await db.schema.createIndex('sightings_finding').on('sightings').columns(['finding', 'report']).execute();
		await db.schema
			.createTable('check_sums')
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('check_id', 'text', (column) => column.notNull())
			.addColumn('certain', 'integer', (column) => column.notNull())
			.addColumn('review', 'integer', (column) => column.notNull())
			.addColumn('fixed', 'integer', (column) => column.notNull())
			.addColumn('carried', 'integer', (column) => column.notNull())
			.addPrimaryKeyConstraint('check_sums_key', ['report', 'check_id'])
			.modifyEnd(sql`without rowid`)
			.execute();
	},
};
