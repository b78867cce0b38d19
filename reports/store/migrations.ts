import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { usersMigration } from './migration-008.ts';
import { overviewing } from './migration-009.ts';
import { documentsOfSites } from './migration-010.ts';
import { work } from './migration-011.ts';
import { operating } from './migration-012.ts';

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

/** The steps by which a store came to be what it is, by name, in order. A step that was released is never changed: the next one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
	'001-reports': {
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
			await db.schema
				.createIndex('sightings_finding')
				.on('sightings')
				.columns(['finding', 'report'])
				.execute();
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
	},
	'002-audits': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
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
	},
	'003-decisions': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
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
	},
	'004-probes': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
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
	},
	'005-rechecks': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
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
	},
	'006-responses': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
		up: async (db: Kysely<any>) => {
			await db.schema
				.createTable('responses')
				.addColumn('report', 'integer', (column) => column.primaryKey())
				.addColumn('responses', 'blob', (column) => column.notNull())
				.execute();
		},
	},
	'007-notices': {
		// biome-ignore lint/suspicious/noExplicitAny: as above
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
	},
	'008-users': usersMigration,
	'009-overview': overviewing,
	'010-documents': documentsOfSites,
	'011-work': work,
	'012-operating': operating,
};
