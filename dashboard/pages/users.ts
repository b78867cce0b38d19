import { plain } from '../../reports/formats/text.ts';
import { type Role, roles } from '../access.ts';
import type { Context, View } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Next } from '../handlers/asked.ts';
import { usersMessages as words } from '../messages/users.ts';
import { pageOf } from '../query.ts';
import { userSteps } from '../urls.ts';
import { pagesOf } from '../views/pager.ts';
import { trailView } from '../views/trail.ts';
import { userView } from '../views/user.ts';
import { type SiteChoice, usersView } from '../views/users.ts';
import { newPassword } from './account.ts';

const size = 50;
/** Sites of a search that are offered at once. */
const maxOffered = 30;

const unread = { refused: 'unread' } as const;

export const usersPage = async ({ store, urls }: Context): Promise<View> => ({
	title: words.users,
	current: 'users',
	body: usersView({ users: await store.users.list() }, urls),
});

const folded = (text: string): string => plain(text).normalize('NFKC').toLowerCase();

/** What of the form of role and sites was chosen, and is not kept yet. */
interface Choosing {
	readonly role: Role | undefined;
	readonly sites: readonly string[];
	/** Looked for among all sites. */
	readonly find: string;
}

/** The sites that are ticked, by name, and those that a search finds besides. */
const siteChoice = async (
	{ store }: Context,
	{ sites, find }: Pick<Choosing, 'sites' | 'find'>,
): Promise<SiteChoice> => {
	const all = await store.sites();
	const ticked = new Set(sites);
	const known = new Map(all.map((site) => [site.id, site]));
	const wanted = folded(find);
	const hits = all.filter(
		(site) =>
			wanted !== '' &&
			!ticked.has(site.id) &&
			[site.name, site.id, site.url, site.district ?? ''].some((text) => folded(text).includes(wanted)),
	);
	return {
		ticked: sites.map((id) => ({ id, name: known.get(id)?.name ?? '' })),
		find,
		found: hits.slice(0, maxOffered),
		count: hits.length,
	};
};

/** One account; `session`: the one that the reader looks by. Undefined where there is none of that name. */
export const userPage = async (
	context: Context,
	name: string,
	{
		session,
		done,
		choosing,
	}: {
		readonly session?: number | undefined;
		/** What was done just now, as the address says. */
		readonly done?: string | null;
		readonly choosing?: Choosing;
	},
): Promise<View | undefined> => {
	const { store, urls, now, reader } = context;
	const found = await store.users.find(name);
	if (!found) return undefined;
	const { user } = found;
	const at = now().toISOString();
	return {
		title: plain(user.name),
		current: 'users',
		body: userView(
			{
				user,
				isSelf: reader.isSignedIn && reader.name === user.name,
				role: choosing?.role ?? user.role,
				choice: await siteChoice(context, choosing ?? { sites: user.sites, find: '' }),
				done: userSteps.find((step) => step === done),
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

export const addUser = async ({ store, urls, now, reader }: Context, sent: Sent): Promise<Next> => {
	const [name, role] = [sent.text('user'), roleOf(sent)];
	if (!name || !role) return unread;
	const password = await newPassword(sent, name);
	// The first one sits at this machine, and typed their own.
	const isPasswordGiven = reader.isSignedIn;
	await store.users.add(
		{ name, role, sites: sent.list('sites'), password, isPasswordGiven },
		now().toISOString(),
	);
	return urls.user(name, 'added');
};

/** Takes one of the steps that a user's page offers. */
export const changeUser = async (
	context: Context,
	name: string,
	sent: Sent,
	reading: number | undefined,
): Promise<Next> => {
	const { store, urls, now, reader } = context;
	const { users } = store;
	const at = now().toISOString();
	const [role, session, token] = [roleOf(sent), Number(sent.text('session')), Number(sent.text('token'))];
	const step = sent.text('step');
	switch (step) {
		case 'find': {
			const choosing = { role, sites: sent.list('sites'), find: sent.text('find') ?? '' };
			const view = await userPage(context, name, { session: reading, choosing });
			return view ? { view } : unread;
		}
		case 'role':
			if (!role) return unread;
			await users.change(name, { role, sites: sent.list('sites') }, at);
			break;
		case 'password':
			await users.change(
				name,
				{ password: await newPassword(sent, name), isPasswordGiven: reader.name !== name },
				at,
			);
			break;
		case 'disable':
		case 'enable':
			await users.change(name, { isDisabled: step === 'disable' }, at);
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
	return urls.user(name, step);
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
