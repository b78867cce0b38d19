import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which of all that took an audit holds it now, and the queue by cause. */
export const leases: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows no tables but those it finds
	up: async (db: Kysely<any>) => {
		await db.schema.alterTable('audits').addColumn('lease', 'text').execute();
		// What people asked for goes first: looked for at each claim, among thousands that wait.
		await db.schema.createIndex('audits_cause').on('audits').columns(['state', 'cause', 'id']).execute();
	},
};
