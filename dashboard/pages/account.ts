import { hashPassword, passwordFault } from '../../reports/password.ts';
import type { Context, View } from '../context.ts';
import type { Sent } from '../forms.ts';
import type { Asked, Next } from '../handlers/asked.ts';
import { accountMessages as words } from '../messages/account.ts';
import { trySignIn } from '../sign-in.ts';
import { accountView } from '../views/account.ts';
import { type SignInProps, signInView } from '../views/sign-in.ts';

export const signInPage = ({ urls }: Context, props: SignInProps): View => ({
	title: words.signIn,
	body: signInView(props, urls),
});

/** The reader's own account; `session`: the one that they look by. */
export const accountPage = async (
	{ store, urls, now, reader }: Context,
	session: number | undefined,
	search: URLSearchParams,
): Promise<View> => ({
	title: words.account,
	current: 'account',
	body: accountView(
		{
			reader,
			sessions: await store.users.sessions(reader.name, now().toISOString()),
			tokens: await store.users.tokens(reader.name),
			now: now().toISOString(),
			...(session === undefined ? {} : { session }),
			isPasswordChanged: search.get('done') === 'password' && !reader.mustChangePassword,
		},
		urls,
	),
});

/** What is typed twice, and may be a password; throws a `RangeError` where it may not. Gives its hash. */
export const newPassword = async (sent: Sent, user: string): Promise<string> => {
	const password = sent.secret('password');
	if (password !== sent.secret('again')) throw new RangeError(words.notTheSame);
	const fault = passwordFault(password, user);
	if (fault) throw new RangeError(fault);
	return hashPassword(password);
};

/** Changes the reader's password, once they gave the old one; tries at that are limited as those to sign in are. */
export const changeOwnPassword = async (
	{ context, visit }: Pick<Asked, 'context' | 'visit'>,
	sent: Sent,
): Promise<Next> => {
	const { store, reader, urls } = context;
	const now = context.now().toISOString();
	if (!reader.isSignedIn) return { refused: 'forbidden' };
	const old = { name: reader.name, password: sent.secret('old'), address: visit.address, now };
	const tried = await trySignIn(store.users, old);
	if (tried.state === 'wait') throw new RangeError(words.wait(tried.seconds));
	if (tried.state !== 'known') throw new RangeError(words.wrongOld);
	const password = await newPassword(sent, reader.name);
	// Else whoever chose it would still know it.
	if (sent.secret('password') === old.password) throw new RangeError(words.sameAsOld);
	await store.users.change(reader.name, { password }, now);
	return urls.account('password');
};
