import type { Kysely } from 'kysely';
import { besides, type Write } from './patience.ts';
import type { Tables } from './schema.ts';
import * as sessions from './sessions.ts';
import { beginTry, settleTry, type TryLimit } from './sign-in-tries.ts';
import * as tokens from './tokens.ts';
import { note, trail } from './trail.ts';
import type {
	NewUser,
	Role,
	Session,
	Token,
	TrailEntry,
	TrailPage,
	TrailQuery,
	User,
	UserChange,
} from './user-model.ts';
import * as users from './users.ts';

/** The part of the store that knows who may use the dashboard. Of passwords, sessions and tokens it keeps hashes alone. */
export interface UserStore {
	/** It and the next throw a `RangeError` with a Chinese sentence where it cannot be done. */
	readonly add: (user: NewUser, now: string) => Promise<void>;
	readonly change: (name: string, change: UserChange, now: string) => Promise<void>;
	/** By name. */
	readonly list: () => Promise<readonly User[]>;
	/** One and the hash of the password, by a name that may be written otherwise. */
	readonly find: (name: string) => Promise<{ readonly user: User; readonly password: string } | undefined>;
	/** There is a user, be they disabled. */
	readonly isThere: () => Promise<boolean>;
	readonly hasAdministrator: () => Promise<boolean>;

	readonly openSession: (session: sessions.NewSession) => Promise<void>;
	/** Whose session it is, by the hash of its id; undefined where it has ended or they are disabled. */
	readonly session: (
		hash: string,
		now: string,
	) => Promise<{ readonly user: User; readonly n: number } | undefined>;
	readonly sessions: (user: string, now: string) => Promise<readonly Session[]>;
	/** Ends a user's sessions: that one, or all. */
	readonly endSessions: (user: string, n?: number) => Promise<void>;

	/** Counts a try to sign in; gives the seconds to wait where it may not be made yet, else 0. */
	readonly beginTry: (limits: readonly TryLimit[], now: string) => Promise<number>;
	/** A try was right: those limits begin anew, and of the other this one does not count. */
	readonly settleTry: (keys: {
		readonly forget: readonly string[];
		readonly takeBack: string;
	}) => Promise<void>;

	/** Throws a `RangeError` as `add` does. */
	readonly addToken: (token: {
		readonly user: string;
		readonly hash: string;
		/** Default: the user's. */
		readonly role?: Role;
		readonly now: string;
	}) => Promise<Token>;
	/** Whose token it is, by its hash, with what it lets them do; undefined where it holds no more. */
	readonly token: (hash: string, now: string) => Promise<User | undefined>;
	readonly tokens: (user: string) => Promise<readonly Token[]>;
	readonly revokeTokens: (user: string, now: string, n?: number) => Promise<void>;

	/** Keeps who did what. */
	readonly note: (entry: TrailEntry) => Promise<void>;
	readonly trail: (query?: TrailQuery) => Promise<TrailPage>;
}

export const userStore = (db: Kysely<Tables>, write: Write): UserStore => {
	const beside = besides(write);
	return {
		add: (user, now) => write((tx) => users.addUser(tx, user, now)),
		change: (name, change, now) => write((tx) => users.changeUser(tx, name, change, now)),
		list: () => users.users(db),
		find: async (name) => {
			const row = await users.rowOfUser(db, name);
			return row && { user: users.userOf(row), password: row.password };
		},
		isThere: () => users.hasUsers(db),
		hasAdministrator: () => users.hasAdministrator(db),

		openSession: (session) => write((tx) => sessions.openSession(tx, session)),
		session: (hash, now) => sessions.sessionUser(db, hash, now, beside),
		sessions: (user, now) => sessions.sessionsOf(db, user, now),
		endSessions: (user, n) => write((tx) => sessions.endSessions(tx, user, n)),

		beginTry: (limits, now) => write((tx) => beginTry(tx, limits, now)),
		settleTry: (keys) => write((tx) => settleTry(tx, keys)),

		addToken: (token) => write((tx) => tokens.addToken(tx, token)),
		token: (hash, now) => tokens.tokenUser(db, hash, now, beside),
		tokens: (user) => tokens.tokensOf(db, user),
		revokeTokens: (user, now, n) => write((tx) => tokens.revokeTokens(tx, user, now, n)),

		note: (entry) => write((tx) => note(tx, entry)),
		trail: (query) => trail(db, query),
	};
};
