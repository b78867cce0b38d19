import type { Role } from '../../../dashboard/access.ts';
import { newSecret } from '../../../dashboard/session.ts';
import { now, type Opened } from '../open-dashboard.ts';

/** Gives a user a token, and the header that shows it. */
export const tokenOf = async (
	{ store }: Pick<Opened, 'store'>,
	user: Role | string,
): Promise<Record<string, string>> => {
	const { secret, hash } = newSecret();
	await store.users.addToken({ user, hash, now: now.toISOString() });
	return { authorization: `Bearer ${secret}` };
};
