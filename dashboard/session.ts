import { createHash, randomBytes } from 'node:crypto';
import type { Context as Exchange } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { User } from '../reports/store/user-model.ts';
import type { UserStore } from '../reports/store/user-store.ts';
import type { Reader } from './access.ts';
import { knownName } from './forms.ts';
import { basePathOf, type Door, type Visit } from './visit.ts';

/** A secret that nobody guesses, and what the store keeps of it. */
export const newSecret = (): { readonly secret: string; readonly hash: string } => {
	const secret = randomBytes(32).toString('base64url');
	return { secret, hash: hashOf(secret) };
};

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Over https the browser itself sees to it that no neighbour and no http page puts another one in its place. */
const cookieName = ({ isSecure }: Visit, basePath: string): string => {
	if (!isSecure) return 'gongkai-session';
	return basePath === '' ? '__Host-gongkai-session' : '__Secure-gongkai-session';
};

const cookieOptions = ({ isSecure }: Visit, basePath: string) =>
	({ path: basePath || '/', httpOnly: true, sameSite: 'Lax', secure: isSecure }) as const;

/** The hash of the session's id that a browser sends; undefined where it sends none. */
export const sentSession = (c: Exchange, visit: Visit, door: Door): string | undefined => {
	const id = getCookie(c, cookieName(visit, basePathOf(door)));
	return id === undefined || id.length > 100 ? undefined : hashOf(id);
};

/** Hands a browser a session's id; it goes when the browser is closed. */
export const giveSession = (c: Exchange, visit: Visit, door: Door, id: string): void =>
	setCookie(c, cookieName(visit, basePathOf(door)), id, cookieOptions(visit, basePathOf(door)));

export const takeSession = (c: Exchange, visit: Visit, door: Door): void => {
	deleteCookie(c, cookieName(visit, basePathOf(door)), cookieOptions(visit, basePathOf(door)));
};

const readerOfUser = ({ name, role, sites, mustChangePassword }: User): Reader => ({
	...{ name, role, sites, isSignedIn: true },
	...(mustChangePassword ? { mustChangePassword } : {}),
});

/** A proxy that nobody told us of says that it asks for others: they do not sit at this machine. */
const isHandedOn = (c: Exchange): boolean =>
	['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some(
		(name) => c.req.header(name) !== undefined,
	);

/** Whoever asks, and by which of their sessions. */
export interface Caller {
	readonly reader: Reader;
	readonly session?: number;
}

/**
 * Whoever asks: by a session's cookie, or, for a program's address, by a token (`Authorization: Bearer`). As long as there is no user
 * and nobody else can come, whoever sits at this machine runs it; what a proxy hands on comes from elsewhere. Undefined for everybody else.
 */
export const callerOf = async (
	c: Exchange,
	{
		users,
		door,
		visit,
		now,
		isProgram,
	}: {
		readonly users: UserStore;
		readonly door: Door;
		readonly visit: Visit;
		readonly now: string;
		/** The route is one for programs. */
		readonly isProgram: boolean;
	},
): Promise<Caller | undefined> => {
	const written = c.req.header('authorization');
	if (isProgram && written !== undefined) {
		const [, token] = /^Bearer ([\w-]{20,100})$/i.exec(written) ?? [];
		const user = token === undefined ? undefined : await users.token(hashOf(token), now);
		return user && { reader: readerOfUser(user) };
	}
	const hash = sentSession(c, visit, door);
	const found = hash === undefined ? undefined : await users.session(hash, now);
	if (found) return { reader: readerOfUser(found.user), session: found.n };
	if (door.isOpen || isHandedOn(c) || (await users.isThere())) return undefined;
	return { reader: { name: knownName(c), role: 'administrator', isSignedIn: false } };
};
