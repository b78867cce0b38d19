import type { Kysely, Transaction } from 'kysely';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** Says that what is kept of a site was told anew. */
export const noteChange = async (db: Transaction<Tables>, site: string): Promise<void> => {
	await db
		.insertInto('changes')
		.values({ site_id: site, n: 1 })
		.onConflict((conflict) =>
			conflict.column('site_id').doUpdateSet((set) => ({ n: set('changes.n', '+', 1) })),
		)
		.execute();
};

/** Stays the same as long as nothing was told of a site, nor any month frozen or opened. */
const stampOf = async (db: Kysely<Tables>, site: string): Promise<string> => {
	const change = await db.selectFrom('changes').select('n').where('site_id', '=', site).executeTakeFirst();
	const month = await db
		.selectFrom('month_steps')
		.select((select) => select.fn.max('n').as('n'))
		.executeTakeFirst();
	return `${change?.n ?? 0} ${month?.n ?? 0}`;
};

/** How a store is read and written. */
export interface Way {
	readonly db: Kysely<Tables>;
	readonly write: Write;
}

/** Tries that may be overtaken by others before the plan is made while everybody waits. */
const mostTries = 3;

/**
 * Works something out from what is kept of a site, and writes it down, so that others can write while it is worked out: what was
 * overtaken meanwhile is worked out again.
 */
export const workedOut = async <Plan>(
	{ db, write }: Way,
	site: string,
	plan: (db: Kysely<Tables>) => Promise<Plan>,
	keep: (tx: Transaction<Tables>, plan: Plan) => Promise<void>,
): Promise<void> => {
	for (let tries = 0; tries < mostTries; tries++) {
		const stamp = await stampOf(db, site);
		const made = await plan(db);
		const isKept = await write(async (tx) => {
			if ((await stampOf(tx, site)) !== stamp) return false;
			await keep(tx, made);
			return true;
		});
		if (isKept) return;
	}
	await write(async (tx) => keep(tx, await plan(tx)));
};
