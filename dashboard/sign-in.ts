import { createHash } from 'node:crypto';
import { BusyError, isPassword } from '../reports/password.ts';
import type { TryLimit } from '../reports/store/sign-in-tries.ts';
import type { User } from '../reports/store/user-model.ts';
import type { UserStore } from '../reports/store/user-store.ts';
import { nameKey } from '../reports/store/users.ts';
import { networkOf } from './visit.ts';

/** What came of a try to sign in. Nothing tells whether there is such a user. */
export type SignIn =
	| { readonly state: 'known'; readonly user: User }
	/** `user`: whose name it was, for the trail alone. */
	| { readonly state: 'refused'; readonly user?: string }
	| { readonly state: 'wait'; readonly seconds: number }
	| { readonly state: 'busy' };

/** Kept without the name: people type passwords into the wrong field. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/**
 * Who guesses from one address waits longest. A name that is tried from many addresses waits a minute at most, so that nobody can keep
 * another out; an address of a whole office has more tries.
 */
const limitsOf = (name: string, address: string): readonly [TryLimit, TryLimit, TryLimit] => {
	// Who has one address of IPv6 mostly has 2^64 of them, and could change it with every try.
	const network = networkOf(address);
	return [
		{ key: `both:${digest(`${nameKey(name)}\n${network}`)}`, free: 5, maxSeconds: 900 },
		{ key: `name:${digest(nameKey(name))}`, free: 10, maxSeconds: 60 },
		{ key: `address:${network}`, free: 20, maxSeconds: 900 },
	];
};

/** Tries a password: as long for a name that nobody has, or who is disabled. */
export const trySignIn = async (
	users: UserStore,
	{ name, password, address, now }: Readonly<Record<'name' | 'password' | 'address' | 'now', string>>,
): Promise<SignIn> => {
	const [both, byName, byAddress] = limitsOf(name, address);
	const seconds = await users.beginTry([both, byName, byAddress], now);
	if (seconds > 0) return { state: 'wait', seconds };
	const found = await users.find(name);
	const isEnabled = found?.user.disabledAt === undefined;
	try {
		const isRight = await isPassword(password, isEnabled ? found?.password : undefined);
		if (!isRight || !found) return { state: 'refused', ...(found ? { user: found.user.name } : {}) };
	} catch (error) {
		if (error instanceof BusyError) return { state: 'busy' };
		throw error;
	}
	await users.settleTry({ forget: [both.key, byName.key], takeBack: byAddress.key });
	return { state: 'known', user: found.user };
};

/** An address that a page of ours was asked by, below the base path; anything else leads to the overview. */
export const ownAddress = (asked: string | undefined, basePath: string): string => {
	const home = `${basePath}/`;
	if (asked === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return home;
	const base = 'http://own.invalid';
	if (!URL.canParse(asked, base)) return home;
	const { origin, pathname, search, hash } = new URL(asked, base);
	const isOurs = origin === base && pathname.startsWith(home) && !pathname.startsWith('//');
	return isOurs ? `${pathname}${search}${hash}` : home;
};
