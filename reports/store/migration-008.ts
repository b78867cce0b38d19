import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts, and what is kept of those who use them. */
export const usersMigration: Migration = {
	// biome-ignore lint/suspicious/noExplicitAny: a step knows the tables as they were, not as they are now
	up: async (db: Kysely<any>) => {
		await db.schema
			.createTable('users')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('name_key', 'text', (column) => column.notNull().unique())
			.addColumn('role', 'text', (column) => column.notNull())
			.addColumn('sites', 'text', (column) => column.notNull())
			.addColumn('password', 'text', (column) => column.notNull())
			.addColumn('disabled_at', 'text')
			.addColumn('created_at', 'text', (column) => column.notNull())
			.addColumn('changed_at', 'text', (column) => column.notNull())
			.execute();
		await db.schema
			.createTable('sessions')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('hash', 'text', (column) => column.notNull().unique())
			.addColumn('user', 'integer', (column) => column.notNull())
			.addColumn('created_at', 'text', (column) => column.notNull())
			.addColumn('seen_at', 'text', (column) => column.notNull())
			.addColumn('expires_at', 'text', (column) => column.notNull())
			.addColumn('address', 'text', (column) => column.notNull())
			.addColumn('agent', 'text', (column) => column.notNull())
			.execute();
		await db.schema.createIndex('sessions_user').on('sessions').columns(['user']).execute();
		await db.schema
			.createTable('sign_in_tries')
			.addColumn('key', 'text', (column) => column.primaryKey())
			.addColumn('tries', 'integer', (column) => column.notNull())
			.addColumn('last_at', 'text', (column) => column.notNull())
			.addColumn('not_before', 'text', (column) => column.notNull())
			.execute();
		await db.schema.createIndex('sign_in_tries_last').on('sign_in_tries').columns(['last_at']).execute();
		await db.schema
			.createTable('tokens')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('hash', 'text', (column) => column.notNull().unique())
			.addColumn('user', 'integer', (column) => column.notNull())
			.addColumn('role', 'text', (column) => column.notNull())
			.addColumn('created_at', 'text', (column) => column.notNull())
			.addColumn('expires_at', 'text', (column) => column.notNull())
			.addColumn('used_at', 'text')
			.addColumn('revoked_at', 'text')
			.execute();
		await db.schema.createIndex('tokens_user').on('tokens').columns(['user']).execute();
		await db.schema
			.createTable('trail')
			.addColumn('n', 'integer', (column) => column.primaryKey().autoIncrement())
			.addColumn('at', 'text', (column) => column.notNull())
			.addColumn('who', 'text', (column) => column.notNull())
			.addColumn('act', 'text', (column) => column.notNull())
			.addColumn('about', 'text', (column) => column.notNull())
			.addColumn('address', 'text', (column) => column.notNull())
			.execute();
		await db.schema.createIndex('trail_at').on('trail').columns(['at']).execute();
		await db.schema.createIndex('trail_who').on('trail').columns(['who', 'n']).execute();
	},
};
