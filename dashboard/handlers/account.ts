import { nobody } from '../access.ts';
import { readForm } from '../forms.ts';
import { accountPage, changeOwnPassword, signInPage } from '../pages/account.ts';
import { giveSession, newSecret, sentSession, takeSession } from '../session.ts';
import { ownAddress, trySignIn } from '../sign-in.ts';
import { basePathOf } from '../visit.ts';
import type { Asked, Handlers } from './asked.ts';

/** Opens a session under an id that nobody had before, and ends the one that the browser came with. */
const open = async ({ c, context, visit, door }: Asked, user: string): Promise<void> => {
	const { users } = context.store;
	const old = sentSession(c, visit, door);
	const now = context.now().toISOString();
	const before = old === undefined ? undefined : await users.session(old, now);
	if (before) await users.endSessions(before.user.name, before.n);
	const { secret, hash } = newSecret();
	await users.openSession({ user, hash, now, address: visit.address, agent: visit.agent });
	giveSession(c, visit, door, secret);
};

const signInNow = async (asked: Asked) => {
	const { c, context, visit, door, show, problem, note } = asked;
	const sent = await readForm(c);
	const [name, password, to] = [sent.text('name')?.slice(0, 50), sent.secret('password'), sent.text('to')];
	const again = (why: Parameters<typeof signInPage>[1]['why'], status: 401 | 429) =>
		show(signInPage(context, { why, to, ...(name ? { name } : {}) }), status);
	if (!name || !password) return again({ state: 'refused' }, 401);
	const now = context.now().toISOString();
	const tried = await trySignIn(context.store.users, { name, password, address: visit.address, now });
	switch (tried.state) {
		case 'busy':
			return problem('busy');
		case 'wait':
			c.header('Retry-After', `${tried.seconds}`);
			return again(tried, 429);
		case 'refused':
			await note({ act: 'signInRefused', who: tried.user ?? '', about: '' });
			return again(tried, 401);
		case 'known':
			await open(asked, tried.user.name);
			await note({ act: 'signIn', who: tried.user.name, about: '' });
			return c.redirect(ownAddress(to, basePathOf(door)), 303);
	}
};

/** Signing in and out, and what each sees to for themselves. */
export const account = {
	signIn: async ({ c, context, search, door, show }) => {
		const to = search.get('to') ?? undefined;
		if (context.reader !== nobody) return c.redirect(ownAddress(to, basePathOf(door)), 303);
		return show(signInPage(context, { to }));
	},
	signInNow,
	signOut: async ({ c, context, visit, door, session, note }) => {
		const { reader, store, urls } = context;
		if (session !== undefined) {
			await store.users.endSessions(reader.name, session);
			await note({ about: '' });
		}
		takeSession(c, visit, door);
		return c.redirect(urls.signIn(), 303);
	},
	account: async ({ context, session, search, show, problem }) =>
		context.reader.isSignedIn ? show(await accountPage(context, session, search)) : problem('missing'),
	changePassword: (asked) =>
		asked.write(async (sent) => {
			const next = await changeOwnPassword(asked, sent);
			// Every session ended with the old password; this browser goes on with a new one.
			if (typeof next === 'string') await open(asked, asked.context.reader.name);
			return next;
		}),
	endSession: ({ context, write }) =>
		write(async (sent) => {
			const n = Number(sent.text('session'));
			if (!Number.isSafeInteger(n)) return { refused: 'unread' };
			await context.store.users.endSessions(context.reader.name, n);
			return context.urls.account();
		}),
} satisfies Partial<Handlers>;
