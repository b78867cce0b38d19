import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { TrailEntry, TrailPage, TrailQuery } from './user-model.ts';

/** The trail is kept for so many days, and is never longer than so many entries; the oldest go first. */
export const trailDays = 730;
export const maxTrail = 1_000_000;

const maxText = 300;

/** Keeps an entry, and lets those go that are too old. */
export const note = async (
	db: Kysely<Tables>,
	{ at, who, act, about, address }: TrailEntry,
	most = maxTrail,
): Promise<void> => {
	const { n } = await db
		.insertInto('trail')
		.values({ at, who, act, about: about.slice(0, maxText), address })
		.returning('n')
		.executeTakeFirstOrThrow();
	const oldest = new Date(Date.parse(at) - trailDays * 86_400_000).toISOString();
	await db
		.deleteFrom('trail')
		.where((where) => where.or([where('at', '<', oldest), where('n', '<=', n - most)]))
		.execute();
};

/** Entries, newest first. */
const entries = (db: Kysely<Tables>) =>
	db.selectFrom('trail').select(['at', 'who', 'act', 'about', 'address']).orderBy('n', 'desc');

/**
 * A page of the trail. Entries are numbered without gaps and go from the oldest on: how many there are, and where a page begins, is told
 * by their numbers, for counting a million takes longer than a page may.
 */
const wholeTrail = async (db: Kysely<Tables>, page: number, size: number): Promise<TrailPage> => {
	const { first, last } = await db
		.selectFrom('trail')
		.select((select) => [
			select.fn.min<number | null>('n').as('first'),
			select
				.selectFrom('trail')
				.select((inner) => inner.fn.max<number | null>('n').as('n'))
				.as('last'),
		])
		.executeTakeFirstOrThrow();
	if (first === null || last === null) return { rows: [], count: 0 };
	const rows = await entries(db)
		.where('n', '<=', last - (page - 1) * size)
		.limit(size)
		.execute();
	return { rows, count: last - first + 1 };
};

export const trail = async (
	db: Kysely<Tables>,
	{ who, page = 1, size = 50 }: TrailQuery = {},
): Promise<TrailPage> => {
	if (who === undefined) return wholeTrail(db, page, size);
	const { count } = await db
		.selectFrom('trail')
		.select((select) => select.fn.countAll<number>().as('count'))
		.where('who', '=', who)
		.executeTakeFirstOrThrow();
	const rows = await entries(db)
		.where('who', '=', who)
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { rows, count };
};
