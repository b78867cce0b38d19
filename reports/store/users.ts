import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { NewUser, User, UserChange } from './user-model.ts';
import type { UsersTable } from './user-tables.ts';

/** Names that look alike are one: whoever reads `Admin` is not to meet another `admin`. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();

/** Letters of any writing, digits, and `.`, `_`, `-` between them. */
const isName = (name: string): boolean =>
	/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]{0,48}[\p{L}\p{N}])?$/u.test(name);

export const userOf = (row: Selectable<UsersTable>): User => ({
	name: row.name,
	role: row.role,
	sites: JSON.parse(row.sites),
	...(row.disabled_at === null ? {} : { disabledAt: row.disabled_at }),
	...(row.password_given_at === null ? {} : { mustChangePassword: true }),
	createdAt: row.created_at,
	changedAt: row.changed_at,
});

export const rowOfUser = (db: Kysely<Tables>, name: string): Promise<Selectable<UsersTable> | undefined> =>
	db.selectFrom('users').selectAll().where('name_key', '=', nameKey(name)).executeTakeFirst();

export const users = async (db: Kysely<Tables>): Promise<User[]> =>
	(await db.selectFrom('users').selectAll().orderBy('name_key').execute()).map(userOf);

export const hasUsers = async (db: Kysely<Tables>): Promise<boolean> =>
	(await db.selectFrom('users').select('n').limit(1).executeTakeFirst()) !== undefined;

/** Enabled administrators but that one. */
const administrators = (db: Kysely<Tables>, besides = 0) =>
	db
		.selectFrom('users')
		.select('n')
		.where('role', '=', 'administrator')
		.where('disabled_at', 'is', null)
		.where('n', '!=', besides)
		.limit(1)
		.executeTakeFirst();

export const hasAdministrator = async (db: Kysely<Tables>): Promise<boolean> =>
	(await administrators(db)) !== undefined;

/** A maintainer's sites, each once; of nobody else are any kept. Throws where one is not known. */
const sitesOf = async (
	db: Kysely<Tables>,
	{ role, sites = [] }: Pick<NewUser, 'role' | 'sites'>,
): Promise<string> => {
	if (role !== 'maintainer') return '[]';
	const wanted = [...new Set(sites)];
	const known = new Set((await db.selectFrom('sites').select('id').execute()).map(({ id }) => id));
	const unknown = wanted.find((id) => !known.has(id));
	if (unknown !== undefined) throw new RangeError(`没有站点 ${unknown}，站点编号见 gongkai sites list`);
	return JSON.stringify(wanted);
};

/** Throws a `RangeError` with a Chinese sentence where there is one of that name, or the name is none. */
export const addUser = async (db: Transaction<Tables>, user: NewUser, now: string): Promise<void> => {
	const { role, password } = user;
	const name = user.name.normalize('NFC');
	if (!isName(name))
		throw new RangeError('用户名应为 1 到 50 个汉字、字母或数字，中间可以有点、横线和下划线');
	// Else nobody could let others in.
	if (role !== 'administrator' && !(await hasUsers(db)))
		throw new RangeError('第一个用户应为管理员（administrator）');
	if (await rowOfUser(db, name)) throw new RangeError(`已经有用户 ${name}`);
	await db
		.insertInto('users')
		.values({
			...{ name, name_key: nameKey(name), role, password },
			sites: await sitesOf(db, user),
			password_given_at: user.isPasswordGiven ? now : null,
			...{ created_at: now, changed_at: now },
		})
		.execute();
};

const changed = (before: Selectable<UsersTable>, change: UserChange, now: string) => ({
	role: change.role ?? before.role,
	password: change.password ?? before.password,
	password_given_at:
		change.password === undefined ? before.password_given_at : change.isPasswordGiven ? now : null,
	disabled_at:
		change.isDisabled === undefined
			? before.disabled_at
			: change.isDisabled
				? (before.disabled_at ?? now)
				: null,
	changed_at: now,
});

/**
 * Changes an account; a new password and the end of an account end its sessions. Throws a `RangeError` with a Chinese sentence
 * where there is no such user, or no administrator would be left.
 */
export const changeUser = async (
	db: Transaction<Tables>,
	name: string,
	change: UserChange,
	now: string,
): Promise<void> => {
	const before = await rowOfUser(db, name);
	if (!before) throw new RangeError(`没有用户 ${name}`);
	const after = changed(before, change, now);
	const wasOne = before.role === 'administrator' && before.disabled_at === null;
	const isOne = after.role === 'administrator' && after.disabled_at === null;
	if (wasOne && !isOne && !(await administrators(db, before.n)))
		throw new RangeError(`${before.name} 是最后一个启用的管理员，请先添加或启用另一个管理员`);
	const sites = await sitesOf(db, { role: after.role, sites: change.sites ?? JSON.parse(before.sites) });
	await db
		.updateTable('users')
		.set({ ...after, sites })
		.where('n', '=', before.n)
		.execute();
	if (change.password !== undefined || change.isDisabled)
		await db.deleteFrom('sessions').where('user', '=', before.n).execute();
};
