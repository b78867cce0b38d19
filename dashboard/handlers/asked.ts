import type { Env, Context as Exchange } from 'hono';
import type { Context, View } from '../context.ts';
import { knownName, readForm, rememberName, type Sent } from '../forms.ts';
import { frameMessages } from '../messages/frame.ts';
import type { RouteName, routes } from '../urls.ts';
import { layout } from '../views/layout.ts';
import { problemView } from '../views/problem.ts';

const { problems } = frameMessages;
export type Problem = keyof typeof problems;
type Answer = Response | Promise<Response>;

/** A request that was let in, and the ways to answer it. */
export interface Asked<Path extends string = string> {
	readonly c: Exchange<Env, Path>;
	readonly context: Context;
	/** What stands behind the question mark. */
	readonly search: URLSearchParams;
	readonly show: (view: View, status?: 200 | 409) => Answer;
	/** A page that says what went wrong; the status is the problem's own. */
	readonly problem: (which: Problem) => Answer;
	/** Carries out what a form asks, and leads on; what cannot be done is said in words. */
	readonly write: (work: (sent: Sent) => Promise<Next>) => Answer;
}

/** Where a form leads once it is carried out, or why it is not: `unread`, it was none of ours; `forbidden`, to this reader. */
export type Next = string | { readonly refused: 'unread' | 'forbidden' };

/** What answers each route, by its name: one without a handler, and a handler without a route, are errors of types. */
export type Handlers = {
	readonly [Name in RouteName]: (asked: Asked<(typeof routes)[Name]['path']>) => Answer;
};

/** Shows what went wrong, within the layout. */
export const problemPage = (c: Exchange, context: Context, which: Problem): Answer => {
	const { status, ...words } = problems[which];
	return c.html(layout(problemView(words, context.urls), context), status);
};

/** Who is signed in signs with their own name, whatever a form says. */
const signedBy = ({ reader }: Context, sent: Sent): Sent =>
	reader.isSignedIn ? { ...sent, text: (name) => (name === 'by' ? reader.name : sent.text(name)) } : sent;

export const askedOf = <Path extends string>(
	c: Exchange<Env, Path>,
	context: Context,
	basePath: string,
): Asked<Path> => {
	const { urls, reader } = context;
	const show = (view: View, status: 200 | 409 = 200): Answer => c.html(layout(view, context), status);
	const problem = (which: Problem): Answer => problemPage(c, context, which);
	return {
		c,
		context,
		search: new URL(c.req.url).searchParams,
		show,
		problem,
		write: async (work) => {
			const sent = signedBy(context, await readForm(c));
			try {
				const next = await work(sent);
				if (typeof next !== 'string') return problem(next.refused);
				if (!reader.isSignedIn) rememberName(c, sent.text('by') ?? knownName(c), basePath);
				return c.redirect(next, 303);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				const words = { title: frameMessages.refused, text: frameMessages.tryAgain(error.message) };
				return show(problemView(words, urls), 409);
			}
		},
	};
};
