/** Who may use the dashboard, as the store keeps it. Times are ISO. */

/** Each may do what the ones before may, and more; a maintainer at their own sites alone. */
export const roles = ['viewer', 'maintainer', 'officer', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** A person with an account. */
export interface User {
	readonly name: string;
	readonly role: Role;
	/** Ids of a maintainer's sites. */
	readonly sites: readonly string[];
	/** Since when they cannot sign in any more. */
	readonly disabledAt?: string;
	readonly createdAt: string;
	/** Somebody else chose the password: until its owner changes it, they can do nothing else. */
	readonly mustChangePassword?: true;
	/** When anything of it was changed last. */
	readonly changedAt: string;
}

export interface NewUser {
	readonly name: string;
	readonly role: Role;
	readonly sites?: readonly string[];
	/** As `hashPassword` makes it. */
	readonly password: string;
	/** Somebody else chose it. */
	readonly isPasswordGiven?: boolean;
}

/** What changes of an account; what is absent stays. */
export interface UserChange {
	readonly role?: Role;
	readonly sites?: readonly string[];
	/** Its hash; ends all sessions. */
	readonly password?: string;
	/** With a password: somebody else chose it. */
	readonly isPasswordGiven?: boolean;
	/** `true` ends all sessions; tokens are refused as long as it lasts. */
	readonly isDisabled?: boolean;
}

/** Where somebody is signed in. */
export interface Session {
	readonly n: number;
	readonly createdAt: string;
	/** Its last request, to the minute. */
	readonly seenAt: string;
	/** It ends then, whatever happens. */
	readonly expiresAt: string;
	/** The address that it was opened from. */
	readonly address: string;
	/** What the browser calls itself, shortened. */
	readonly agent: string;
}

/** What a program signs in with. */
export interface Token {
	readonly n: number;
	readonly user: string;
	/** At most so much, and never more than its user may. */
	readonly role: Role;
	readonly createdAt: string;
	readonly expiresAt: string;
	/** To the minute. */
	readonly usedAt?: string;
	readonly revokedAt?: string;
}

/** One line of the trail: who did what, when and from where. */
export interface TrailEntry {
	readonly at: string;
	/** Empty where nobody had signed in. */
	readonly who: string;
	/** A word of a closed list of the program's. */
	readonly act: string;
	/** What it was about; empty where the act says all. */
	readonly about: string;
	/** The address that it came from, `-` where it was the command line. */
	readonly address: string;
}

export interface TrailQuery {
	readonly who?: string;
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Default: 50. */
	readonly size?: number;
}

export interface TrailPage {
	/** Newest first. */
	readonly rows: readonly TrailEntry[];
	readonly count: number;
}
