import type { Generated } from 'kysely';
import type { Role } from './user-model.ts';

/** Tables of those who may use the dashboard. Times ISO in UTC. */

/** Accounts of the dashboard. */
export interface UsersTable {
	n: Generated<number>;
	name: string;
	/** The name without what makes no difference. */
	name_key: string;
	role: Role;
	/** JSON list of ids; of a maintainer. */
	sites: string;
	/** Its hash. */
	password: string;
	/** Since when it is one that somebody else chose. */
	password_given_at: string | null;
	disabled_at: string | null;
	created_at: string;
	changed_at: string;
}

/** Where somebody is signed in. */
export interface SessionsTable {
	n: Generated<number>;
	/** Of its id. */
	hash: string;
	user: number;
	created_at: string;
	seen_at: string;
	expires_at: string;
	address: string;
	agent: string;
}

/** Tries to sign in, by name, address and both. */
export interface SignInTriesTable {
	key: string;
	tries: number;
	last_at: string;
	not_before: string;
}

/** What programs sign in with. */
export interface TokensTable {
	n: Generated<number>;
	hash: string;
	user: number;
	role: Role;
	created_at: string;
	expires_at: string;
	used_at: string | null;
	revoked_at: string | null;
}

/** Who did what. */
export interface TrailTable {
	n: Generated<number>;
	at: string;
	who: string;
	act: string;
	about: string;
	address: string;
}

export interface UserTables {
	users: UsersTable;
	sessions: SessionsTable;
	sign_in_tries: SignInTriesTable;
	tokens: TokensTable;
	trail: TrailTable;
}
