import { plain } from '../../reports/formats/text.ts';
import { roles } from '../access.ts';
import type { Context, View } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { usersMessages as words } from '../messages/users.ts';
import { pageOf } from '../query.ts';
import { pagesOf } from '../views/pager.ts';
import { trailView } from '../views/trail.ts';
import { userView } from '../views/user.ts';
import { usersView } from '../views/users.ts';
import { newPassword } from './account.ts';

const size = 50;
/** A maintainer's sites that are named at once. */
const maxNamed = 100;

const unread = { refused: 'unread' } as const;

export const usersPage = async ({ store, urls }: Context): Promise<View> => ({
	title: words.users,
	current: 'users',
	body: usersView({ users: await store.users.list() }, urls),
});

/** One account; `session`: the one that the reader looks by. Undefined where there is none of that name. */
export const userPage = async (
	{ store, urls, now, reader }: Context,
	name: string,
	session: number | undefined,
): Promise<View | undefined> => {
	const found = await store.users.find(name);
	if (!found) return undefined;
	const { user } = found;
	const at = now().toISOString();
	const shown = await Promise.all(user.sites.slice(0, maxNamed).map((id) => store.site(id)));
	return {
		title: plain(user.name),
		current: 'users',
		body: userView(
			{
				user,
				isSelf: reader.isSignedIn && reader.name === user.name,
				sites: shown.filter((site) => site !== undefined),
				sessions: await store.users.sessions(user.name, at),
				...(session === undefined ? {} : { session }),
				tokens: await store.users.tokens(user.name),
				now: at,
			},
			urls,
		),
	};
};

const roleOf = (sent: Sent) => roles.find((role) => role === sent.text('role'));

export const addUser = async ({ store, urls, now }: Context, sent: Sent): Promise<Next> => {
	const [name, role] = [sent.text('user'), roleOf(sent)];
	if (!name || !role) return unread;
	const password = await newPassword(sent, name);
	await store.users.add({ name, role, sites: sent.list('sites'), password }, now().toISOString());
	return urls.user(name);
};

/** Takes one of the steps that a user's page offers. */
export const changeUser = async ({ store, urls, now }: Context, name: string, sent: Sent): Promise<Next> => {
	const { users } = store;
	const at = now().toISOString();
	const [role, session, token] = [roleOf(sent), Number(sent.text('session')), Number(sent.text('token'))];
	switch (sent.text('step')) {
		case 'role':
			if (!role) return unread;
			await users.change(name, { role, sites: sent.list('sites') }, at);
			break;
		case 'password':
			await users.change(name, { password: await newPassword(sent, name) }, at);
			break;
		case 'disable':
		case 'enable':
			await users.change(name, { isDisabled: sent.text('step') === 'disable' }, at);
			break;
		case 'session':
			if (!Number.isSafeInteger(session)) return unread;
			await users.endSessions(name, session);
			break;
		case 'sessions':
			await users.endSessions(name);
			break;
		case 'token':
			if (!Number.isSafeInteger(token)) return unread;
			await users.revokeTokens(name, at, token);
			break;
		default:
			return unread;
	}
	return urls.user(name);
};

/** What was done, newest first; of one user where one is asked for. */
export const trailPage = async ({ store, urls }: Context, search: URLSearchParams): Promise<View> => {
	const who = search.get('who') ?? undefined;
	const asked = pageOf(search);
	const of = who ? { who, size } : { size };
	const first = await store.users.trail({ ...of, page: asked });
	const page = Math.min(asked, pagesOf(first.count, size));
	const told = page === asked ? first : await store.users.trail({ ...of, page });
	return {
		title: words.trail,
		current: 'users',
		body: trailView({ ...told, page, size, ...(who ? { who } : {}) }, urls),
	};
};
