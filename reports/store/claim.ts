import type { Kysely } from 'kysely';
import { type Audit, longestWaitHours, type Owner } from './audit-model.ts';
import { one } from './audits.ts';
import { leaseFrom } from './lease.ts';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** What is to wait though it stands in the queue. */
export interface Claiming {
	/** Sites whose turn has not come. */
	readonly besides?: ReadonlySet<string>;
	/** All sites that share a host with these, which are under way somewhere, and these themselves. Default: these alone. */
	readonly shared?: (sites: Iterable<string>) => ReadonlySet<string>;
}

/** So many of the queue are looked through first: seldom has any of them to wait. Then ten times as many at once, and so on. */
const firstLook = 100;

/** The first in the queue, of all or of one cause, whose time has come and whose site is not busy. */
const first = async (
	db: Kysely<Tables>,
	now: string,
	busy: ReadonlySet<string>,
	cause?: Audit['cause'],
): Promise<number | undefined> => {
	// Told to wait any longer, it was told so by a clock that was ahead.
	const latest = new Date(Date.parse(now) + longestWaitHours * 3_600_000).toISOString();
	for (let after = 0, many = firstLook; ; many *= 10) {
		let query = db
			.selectFrom('audits')
			.select(['id', 'site_id'])
			.where('state', '=', 'queued')
			.where((where) =>
				where.or([
					where('not_before', 'is', null),
					where('not_before', '<=', now),
					where('not_before', '>', latest),
				]),
			)
			.where('id', '>', after)
			.orderBy('id')
			.limit(many);
		if (cause) query = query.where('cause', '=', cause);
		const waiting = await query.execute();
		const free = waiting.find(({ site_id }) => !busy.has(site_id));
		const last = waiting.at(-1);
		if (free || !last || waiting.length < many) return free?.id;
		after = last.id;
	}
};

/** The audit that comes next: what people asked for before all else. */
const next = async (
	db: Kysely<Tables>,
	now: string,
	{ besides = new Set(), shared = (sites) => new Set(sites) }: Claiming,
): Promise<number | undefined> => {
	const running = await db.selectFrom('audits').select('site_id').where('state', '=', 'running').execute();
	const busy = shared(running.map(({ site_id }) => site_id)).union(besides);
	return (await first(db, now, busy, 'asked')) ?? first(db, now, busy);
};

/** Takes the next audit of the queue that shares no host with one that is under way, whoever runs that. */
export const claim = async (
	{ db, write }: { readonly db: Kysely<Tables>; readonly write: Write },
	owner: Owner,
	now: string,
	claiming: Claiming = {},
): Promise<Audit | undefined> => {
	// While nothing is queued, nobody waits for others that write.
	if ((await first(db, now, new Set())) === undefined) return undefined;
	// Of all that claim, one at a time: each sees what the others have taken.
	return write(async (tx) => {
		for (;;) {
			const id = await next(tx, now, claiming);
			if (id === undefined) return undefined;
			const taken = await tx
				.updateTable('audits')
				.set((audit) => ({
					state: 'running',
					started_at: audit.fn.coalesce('started_at', audit.val(now)),
					seen_at: now,
					...leaseFrom(now),
					...owner,
				}))
				.where('id', '=', id)
				// A person may begin it in the same moment, without a look at the others.
				.where('state', '=', 'queued')
				.executeTakeFirstOrThrow();
			if (taken.numUpdatedRows > 0n) return one(tx, id);
		}
	});
};
