import { addUser, changeUser, trailPage, userPage, usersPage } from '../pages/users.ts';
import type { Handlers } from './asked.ts';

/** Who may use the dashboard, and what they did. */
export const users = {
	users: async ({ context, show }) => show(await usersPage(context)),
	addUser: ({ context, write }) => write((sent) => addUser(context, sent)),
	user: async ({ c, context, search, session, show, problem }) => {
		const view = await userPage(context, c.req.param('user'), { session, done: search.get('done') });
		return view ? show(view) : problem('missing');
	},
	changeUser: ({ c, context, session, write }) =>
		write((sent) => changeUser(context, c.req.param('user'), sent, session)),
	trail: async ({ context, search, show }) => show(await trailPage(context, search)),
} satisfies Partial<Handlers>;
