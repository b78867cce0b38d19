import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Ranks, terms and orders of the overview, for what was kept before as for what comes. */
export const overviewing: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema.alterTable('months').addColumn('standing', 'real').execute();
		await sql`
			update months set standing = inspection + case verdict when 'qualified' then 1000 else 0 end
			where complete = 1 and verdict <> 'not-assessed' and inspection is not null
		`.execute(db);
		await db.schema
			.createIndex('months_standing')
			.on('months')
			.columns(['period', 'standing', 'site_id'])
			.execute();
		await db.schema
			.createIndex('months_scores')
			.on('months')
			.columns(['site_id', 'period', 'inspection'])
			.execute();

		await db.schema
			.createTable('dues')
			.addColumn('report', 'integer', (column) => column.notNull())
			.addColumn('due_on', 'text', (column) => column.notNull())
			.addColumn('findings', 'integer', (column) => column.notNull())
			.addPrimaryKeyConstraint('dues_key', ['report', 'due_on'])
			.modifyEnd(sql`without rowid`)
			.execute();
		await sql`
			insert into dues (report, due_on, findings)
			select s.report, s.due_on, count(*)
			from months as m
				inner join sightings as s on s.report = m.report
				inner join findings as f on f.n = s.finding
				inner join details as d on d.n = s.detail
			where s.due_on is not null
				and s.state not in ('fixed', 'waived')
				and f.state not in ('fixed', 'waived', 'gone')
				and (f.state <> 'regressed' or s.state = 'regressed')
				and coalesce(s.certainty, d.certainty) = 'certain'
			group by s.report, s.due_on
		`.execute(db);

		await db.schema
			.createTable('revision')
			.addColumn('n', 'integer', (column) => column.notNull())
			.execute();
		await db.insertInto('revision').values({ n: 0 }).execute();

		await db.schema.createIndex('sites_position').on('sites').columns(['position']).execute();
		await db.schema.createIndex('sites_name').on('sites').columns(['name_order', 'position']).execute();
		// The type alone is read of every site where ranks are counted.
		await db.schema.createIndex('sites_type').on('sites').columns(['id', 'type']).execute();
	},
};
