import type { Kysely, Selectable } from 'kysely';
import type { Beside } from './patience.ts';
import type { Tables } from './schema.ts';
import { type Role, roles, type Token, type User } from './user-model.ts';
import type { TokensTable } from './user-tables.ts';
import { rowOfUser, userOf } from './users.ts';

/** Days for which a token is good. */
export const tokenDays = 365;

const exactSeconds = 60;
/** Days for which a token that holds no more is still listed. */
const endedDays = 90;

/** Forgets the tokens that ceased to hold long ago; the trail still tells of them. */
export const thinTokens = async (db: Kysely<Tables>, now: string): Promise<void> => {
	const before = new Date(Date.parse(now) - endedDays * 86_400_000).toISOString();
	await db
		.deleteFrom('tokens')
		.where((where) => where.or([where('expires_at', '<', before), where('revoked_at', '<', before)]))
		.execute();
};

const tokenOf = (row: Selectable<TokensTable>, user: string): Token => ({
	...{ n: row.n, user, role: row.role },
	...{ createdAt: row.created_at, expiresAt: row.expires_at },
	...(row.used_at === null ? {} : { usedAt: row.used_at }),
	...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
});

/** Keeps a token by its hash. Throws a `RangeError` where there is no such user, or they may not so much. */
export const addToken = async (
	db: Kysely<Tables>,
	token: { readonly user: string; readonly hash: string; readonly role?: Role; readonly now: string },
): Promise<Token> => {
	const row = await rowOfUser(db, token.user);
	if (!row) throw new RangeError(`没有用户 ${token.user}`);
	if (row.disabled_at !== null) throw new RangeError(`用户 ${row.name} 已停用`);
	const role = token.role ?? row.role;
	if (roles.indexOf(role) > roles.indexOf(row.role))
		throw new RangeError(`用户 ${row.name} 没有这么大的权限`);
	// It would see more by saying less.
	if (row.role === 'maintainer' && role === 'viewer')
		throw new RangeError(`查看者看得到所有网站，维护人员 ${row.name} 不能有这样的令牌`);
	const expires_at = new Date(Date.parse(token.now) + tokenDays * 86_400_000).toISOString();
	const kept = await db
		.insertInto('tokens')
		.values({ hash: token.hash, user: row.n, role, created_at: token.now, expires_at })
		.returningAll()
		.executeTakeFirstOrThrow();
	return tokenOf(kept, row.name);
};

/** Whose token it is that still holds, with the lesser of both roles. */
export const tokenUser = async (
	db: Kysely<Tables>,
	hash: string,
	now: string,
	beside: Beside,
): Promise<User | undefined> => {
	const row = await db
		.selectFrom('tokens as t')
		.innerJoin('users as u', 'u.n', 't.user')
		.selectAll('u')
		.select(['t.n as token', 't.role as most', 't.used_at'])
		.where('t.hash', '=', hash)
		.where('t.expires_at', '>', now)
		.where('t.revoked_at', 'is', null)
		.where('u.disabled_at', 'is', null)
		.executeTakeFirst();
	if (!row) return undefined;
	const user = userOf(row);
	const isLess = roles.indexOf(row.most) < roles.indexOf(user.role);
	// It was given to look alone, at all sites: whoever became a maintainer may do more at theirs, and see no others.
	if (isLess && user.role === 'maintainer') return undefined;
	if (row.used_at === null || Date.parse(now) - Date.parse(row.used_at) >= exactSeconds * 1000)
		await beside(`token ${row.token}`, async (tx) => {
			await tx.updateTable('tokens').set({ used_at: now }).where('n', '=', row.token).execute();
		});
	return isLess ? { ...user, role: row.most } : user;
};

/** A user's tokens, newest first. */
export const tokensOf = async (db: Kysely<Tables>, user: string): Promise<Token[]> => {
	const row = await rowOfUser(db, user);
	if (!row) return [];
	const rows = await db
		.selectFrom('tokens')
		.selectAll()
		.where('user', '=', row.n)
		.orderBy('n', 'desc')
		.execute();
	return rows.map((token) => tokenOf(token, row.name));
};

/** Ends a user's tokens: that one, or all. */
export const revokeTokens = async (
	db: Kysely<Tables>,
	user: string,
	now: string,
	n?: number,
): Promise<void> => {
	const row = await rowOfUser(db, user);
	let ending = db
		.updateTable('tokens')
		.set({ revoked_at: now })
		.where('user', '=', row?.n ?? 0)
		.where('revoked_at', 'is', null);
	if (n !== undefined) ending = ending.where('n', '=', n);
	await ending.execute();
};
