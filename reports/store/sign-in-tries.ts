import type { Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** How often somebody may try to sign in. A limit slows, and never ends: after its delay the next try is let through. */
export interface TryLimit {
	/** What is counted; of a name only its hash. */
	readonly key: string;
	/** Tries that cost no waiting. */
	readonly free: number;
	/** After them the delay is a second, and doubles with each try up to so many. */
	readonly maxSeconds: number;
}

/** Tries are forgotten so long after the last one … */
const memoryHours = 24;
/** … and one of them with each so long until the next: what an office of many mistypes over weeks would else add up for ever. */
const forgetHours = 1;

/** Seconds to wait after so many tries. */
export const delayAfter = (tries: number, { free, maxSeconds }: Omit<TryLimit, 'key'>): number =>
	tries <= free ? 0 : Math.min(maxSeconds, 2 ** Math.min(tries - free - 1, 30));

/** Forgets the tries of long ago. */
export const thinTries = async (db: Transaction<Tables>, now: string): Promise<void> => {
	const forgotten = new Date(Date.parse(now) - memoryHours * 3_600_000).toISOString();
	await db.deleteFrom('sign_in_tries').where('last_at', '<', forgotten).execute();
};

/** Tries that lie in the future are of a clock that was set back since: their delay is counted from now. */
const restamp = async (
	db: Transaction<Tables>,
	key: string,
	limit: Omit<TryLimit, 'key'>,
	now: string,
): Promise<void> => {
	const row = await db
		.selectFrom('sign_in_tries')
		.select('tries')
		.where('key', '=', key)
		.where('last_at', '>', now)
		.executeTakeFirst();
	if (!row) return;
	const not_before = new Date(Date.parse(now) + delayAfter(row.tries, limit) * 1000).toISOString();
	await db.updateTable('sign_in_tries').set({ last_at: now, not_before }).where('key', '=', key).execute();
};

/**
 * Counts a try against each limit before it is made, so that many at once are no way round; gives 0 where it may be made, else the
 * seconds to wait, and counts nothing.
 */
export const beginTry = async (
	db: Transaction<Tables>,
	limits: readonly TryLimit[],
	now: string,
): Promise<number> => {
	const at = Date.parse(now);
	await thinTries(db, now);
	const keys = limits.map(({ key }) => key).sort();
	// Taken one after the other and held: whoever tries at the same moment waits, and is counted after this one.
	for (const key of keys)
		await db
			.insertInto('sign_in_tries')
			.values({ key, tries: 0, last_at: now, not_before: now })
			.onConflict((conflict) => conflict.column('key').doUpdateSet({ key }))
			.execute();
	for (const { key, ...limit } of limits) await restamp(db, key, limit, now);
	const rows = await db.selectFrom('sign_in_tries').selectAll().where('key', 'in', keys).execute();
	const waits = rows.map(({ not_before }) => Math.ceil((Date.parse(not_before) - at) / 1000));
	const wait = Math.max(0, ...waits);
	if (wait > 0) {
		// Else whoever has to wait could fill the store with names that nobody has.
		await db.deleteFrom('sign_in_tries').where('key', 'in', keys).where('tries', '<=', 0).execute();
		return wait;
	}
	for (const limit of limits) {
		const row = rows.find(({ key }) => key === limit.key);
		const forgotten = row
			? Math.max(0, Math.floor((at - Date.parse(row.last_at)) / (forgetHours * 3_600_000)))
			: 0;
		const tries = Math.max(0, (row?.tries ?? 0) - forgotten) + 1;
		const not_before = new Date(at + delayAfter(tries, limit) * 1000).toISOString();
		await db
			.updateTable('sign_in_tries')
			.set({ tries, last_at: now, not_before })
			.where('key', '=', limit.key)
			.execute();
	}
	return 0;
};

/** What becomes of tries, once one was right: those are forgotten, and of this one only the last is taken back. */
export const settleTry = async (
	db: Transaction<Tables>,
	{ forget, takeBack }: { readonly forget: readonly string[]; readonly takeBack: string },
): Promise<void> => {
	await db
		.deleteFrom('sign_in_tries')
		.where('key', 'in', [...forget])
		.execute();
	await db
		.updateTable('sign_in_tries')
		.set((row) => ({ tries: row('tries', '-', 1), not_before: row.ref('last_at') }))
		.where('key', '=', takeBack)
		.execute();
};
