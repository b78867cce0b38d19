import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The work list, what maintainers say that they are repairing, and how often a site's reports were told anew. */
export const work: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('changes')
			.addColumn('site_id', 'text', (column) => column.primaryKey())
			.addColumn('n', 'integer', (column) => column.notNull().defaultTo(0))
			.addColumn('worked', 'integer')
			.execute();
		await db.schema
			.createTable('tasks')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('key', 'text', (column) => column.notNull())
			.addColumn('check_id', 'text', (column) => column.notNull())
			.addColumn('way', 'text', (column) => column.notNull())
			.addColumn('what', 'text', (column) => column.notNull())
			.addColumn('severity', 'text', (column) => column.notNull())
			.addColumn('findings', 'integer', (column) => column.notNull())
			.addColumn('review', 'integer', (column) => column.notNull())
			.addColumn('standing', 'integer', (column) => column.notNull().defaultTo(0))
			.addColumn('pages', 'integer', (column) => column.notNull())
			.addColumn('due_on', 'text', (column) => column.notNull())
			.addColumn('inspection', 'real')
			.addColumn('disclosure', 'real')
			.addColumn('worth', 'real', (column) => column.notNull())
			.addColumn('cost', 'real', (column) => column.notNull())
			.addColumn('vetoes', 'text', (column) => column.notNull())
			.addUniqueConstraint('tasks_key', ['site_id', 'key'])
			.execute();
		await db.schema
			.createIndex('tasks_site')
			.on('tasks')
			.columns(['site_id', 'worth', 'cost', 'n'])
			.execute();
		await db.schema.createIndex('tasks_worth').on('tasks').columns(['worth', 'cost', 'n']).execute();
		await db.schema.createIndex('tasks_due').on('tasks').columns(['due_on', 'n']).execute();
		await db.schema.alterTable('findings').addColumn('task', 'integer').execute();
		await db.schema.alterTable('findings').addColumn('repairing', 'text').execute();
		await db.schema.alterTable('findings').addColumn('repairing_until', 'text').execute();
		await db.schema.createIndex('findings_task').on('findings').columns(['task', 'state']).execute();
		await db.schema
			.createTable('repairing_steps')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('site_id', 'text', (column) => column.notNull())
			.addColumn('finding', 'text', (column) => column.notNull())
			.addColumn('step', 'text', (column) => column.notNull())
			.addColumn('by', 'text', (column) => column.notNull())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('until', 'text')
			.execute();
		await db.schema
			.createIndex('repairing_steps_finding')
			.on('repairing_steps')
			.columns(['site_id', 'finding', 'n'])
			.execute();
	},
};
