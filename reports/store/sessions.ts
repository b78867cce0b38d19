import type { Kysely } from 'kysely';
import type { Beside } from './patience.ts';
import type { Tables } from './schema.ts';
import type { Session, User } from './user-model.ts';
import { rowOfUser, userOf } from './users.ts';

/** A session ends where nothing was asked for so long, and so long after it was opened. */
export const idleMinutes = 4 * 60;
export const sessionHours = 12;

/** How exactly it is kept when a session was used last: nobody is to write for each page that is read. */
const exactSeconds = 60;

const before = (now: string, seconds: number): string =>
	new Date(Date.parse(now) - seconds * 1000).toISOString();

/** The latest end of a session that is to be believed: any later was written by a clock that was set back since. */
const latestEnd = (now: string): string => before(now, -(sessionHours * 60 + idleMinutes) * 60);

export interface NewSession {
	readonly user: string;
	/** Of its id, which nobody keeps but the browser. */
	readonly hash: string;
	readonly now: string;
	readonly address: string;
	readonly agent: string;
}

/** Forgets what has ended. */
export const thinSessions = async (db: Kysely<Tables>, now: string): Promise<void> => {
	await db
		.deleteFrom('sessions')
		.where((where) =>
			where.or([where('expires_at', '<=', now), where('seen_at', '<=', before(now, idleMinutes * 60))]),
		)
		.execute();
};

export const openSession = async (
	db: Kysely<Tables>,
	{ user, hash, now, address, agent }: NewSession,
): Promise<void> => {
	await thinSessions(db, now);
	const row = await rowOfUser(db, user);
	if (!row || row.disabled_at !== null) throw new RangeError('这个账号已停用');
	const expires = new Date(Date.parse(now) + sessionHours * 3_600_000).toISOString();
	const values = { hash, user: row.n, created_at: now, seen_at: now, expires_at: expires, address, agent };
	await db.insertInto('sessions').values(values).execute();
};

/** Whose session it is that has not ended, and that it was used. */
export const sessionUser = async (
	db: Kysely<Tables>,
	hash: string,
	now: string,
	beside: Beside,
): Promise<{ readonly user: User; readonly n: number } | undefined> => {
	const row = await db
		.selectFrom('sessions as s')
		.innerJoin('users as u', 'u.n', 's.user')
		.selectAll('u')
		.select(['s.n as session', 's.seen_at'])
		.where('s.hash', '=', hash)
		.where('s.expires_at', '>', now)
		.where('s.expires_at', '<=', latestEnd(now))
		.where('s.seen_at', '>', before(now, idleMinutes * 60))
		.where('u.disabled_at', 'is', null)
		.executeTakeFirst();
	if (!row) return undefined;
	if (row.seen_at <= before(now, exactSeconds))
		await beside(`session ${row.session}`, async (tx) => {
			await tx
				.updateTable('sessions')
				.set({ seen_at: now })
				.where('n', '=', row.session)
				.where('seen_at', '<', now)
				.execute();
		});
	return { user: userOf(row), n: row.session };
};

/** A user's sessions, the last used first. */
export const sessionsOf = async (db: Kysely<Tables>, user: string, now: string): Promise<Session[]> => {
	const row = await rowOfUser(db, user);
	const rows = await db
		.selectFrom('sessions')
		.selectAll()
		.where('user', '=', row?.n ?? 0)
		.where('expires_at', '>', now)
		.where('expires_at', '<=', latestEnd(now))
		.where('seen_at', '>', before(now, idleMinutes * 60))
		.orderBy('seen_at', 'desc')
		.orderBy('n', 'desc')
		.execute();
	return rows.map(({ n, created_at, seen_at, expires_at, address, agent }) => ({
		...{ n, address, agent },
		...{ createdAt: created_at, seenAt: seen_at, expiresAt: expires_at },
	}));
};

/** Ends a user's sessions: that one, or all. */
export const endSessions = async (db: Kysely<Tables>, user: string, n?: number): Promise<void> => {
	const row = await rowOfUser(db, user);
	let ending = db.deleteFrom('sessions').where('user', '=', row?.n ?? 0);
	if (n !== undefined) ending = ending.where('n', '=', n);
	await ending.execute();
};
