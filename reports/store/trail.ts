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

export const trail = async (
	db: Kysely<Tables>,
	{ who, page = 1, size = 50 }: TrailQuery = {},
): Promise<TrailPage> => {
	let chosen = db.selectFrom('trail');
	if (who !== undefined) chosen = chosen.where('who', '=', who);
	const { count } = await chosen
		.select((select) => select.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const rows = await chosen
		.select(['at', 'who', 'act', 'about', 'address'])
		.orderBy('n', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { rows, count };
};
