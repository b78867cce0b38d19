/** People with accounts, and requests in their name. */
import { type Role, roles } from '../../dashboard/access.ts';
import { hashPassword } from '../../reports/password.ts';
import type { Store } from '../../reports/store.ts';
import type { Opened } from './open-dashboard.ts';

export const password = '通过-的-测试密码-7';
/** Cheap: what it costs to guess is another test's. */
export const cheaply = (text: string): Promise<string> => hashPassword(text, { memoryKiB: 64, passes: 1 });

const since = '2026-06-01T00:00:00.000Z';

/** A user of each role, named after it; the maintainer has the sites. Their passwords are the same. */
export const addPeople = async ({ users }: Store, sites: readonly string[]): Promise<void> => {
	const kept = await cheaply(password);
	for (const role of [...roles].reverse())
		await users.add({ name: role, role, password: kept, ...(role === 'maintainer' ? { sites } : {}) }, since);
};

/** What a page of ours sends along. */
export const ours = { origin: 'http://localhost', host: 'localhost' } as const;

type Fields = Readonly<Record<string, string>>;

/** A connection from an address, as the server hands it on. */
export const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

/** Sends the form of the page to sign in. */
export const tryToSignIn = async (
	{ app }: Pick<Opened, 'app'>,
	fields: Fields,
	headers: Fields = ours,
	address = '10.0.0.1',
): Promise<Response> =>
	app.request('/sign-in', { method: 'POST', body: new URLSearchParams(fields), headers }, from(address));

/** The cookie that an answer sets, as the browser sends it back; empty where it sets none or takes it. */
export const cookieOf = (response: Response): string =>
	/gongkai-session=[\w-]+/.exec(response.headers.getSetCookie().join('\n'))?.[0] ?? '';

/** Signs a user of ours in; gives the cookie. */
export const signInAs = async (dashboard: Pick<Opened, 'app'>, name: Role | string): Promise<string> => {
	const response = await tryToSignIn(dashboard, { name, password });
	const cookie = cookieOf(response);
	if (cookie === '')
		throw new Error(`${name} could not sign in: ${response.status} ${await response.text()}`);
	return cookie;
};

/** Asks for a page, or sends a form, in somebody's name. */
export const ask = async (
	{ app }: Pick<Opened, 'app'>,
	path: string,
	{ cookie, form, headers = {} }: { cookie?: string; form?: Fields; headers?: Fields } = {},
): Promise<Response> =>
	app.request(path, {
		headers: { ...(form ? ours : {}), ...(cookie ? { cookie } : {}), ...headers },
		...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
	});
