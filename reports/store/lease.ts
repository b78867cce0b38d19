import { randomUUID } from 'node:crypto';
import type { Expression, ExpressionBuilder, SqlBool, Transaction } from 'kysely';
import type { AuditRef, Held } from './audit-model.ts';
import type { AuditsTable } from './operation-tables.ts';
import type { Tables } from './schema.ts';

/** Whoever wants to keep the report of an audit does not hold it any more; the message says so, a Chinese sentence. */
export class LeaseLostError extends Error {
	override readonly name = 'LeaseLostError';
	constructor() {
		super('这次审计已被停止或由别的进程接手，这份报告没有记入数据库');
	}
}

/** A lease that nobody had before, from now on by the clock of whoever takes the audit. */
export const leaseFrom = (now: string): Pick<AuditsTable, 'lease' | 'held_since'> => ({
	lease: randomUUID(),
	held_since: now,
});

/** Whether an audit is under way, and held as given. */
export const isHeld =
	(audit: AuditRef) =>
	(where: ExpressionBuilder<Tables, 'audits'>): Expression<SqlBool> =>
		typeof audit === 'number'
			? where.and({ id: audit, state: 'running' })
			: where
					.and({ id: audit.id, state: 'running' })
					.and('lease', 'is not distinct from', audit.lease ?? null);

/** Throws a `LeaseLostError` unless the audit is still held. */
export const checkHeld = async (db: Transaction<Tables>, held: Held): Promise<void> => {
	const row = await db.selectFrom('audits').select('id').where(isHeld(held)).executeTakeFirst();
	if (!row) throw new LeaseLostError();
};

/**
 * The same, and until the transaction is over nobody takes the audit from its holder. Its signs of life have to wait as well: this is
 * for the end of what takes long.
 */
export const keepHeld = async (db: Transaction<Tables>, held: Held): Promise<void> => {
	const { numUpdatedRows } = await db
		.updateTable('audits')
		.set((audit) => ({ lease: audit.ref('lease') }))
		.where(isHeld(held))
		.executeTakeFirstOrThrow();
	if (numUpdatedRows === 0n) throw new LeaseLostError();
};
