import type { Env, Context as Exchange } from 'hono';
import { plain } from '../../reports/formats/text.ts';
import type { Pause } from '../../reports/store/operation-model.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { knownName, type Refused, readForm, rememberName, type Sent } from '../forms.ts';
import { frameMessages } from '../messages/frame.ts';
import type { RouteName, routes } from '../routes.ts';
import { ownAddress } from '../sign-in.ts';
import { layout } from '../views/layout.ts';
import { problemView } from '../views/problem.ts';
import { isWhyTold } from '../views/refused.ts';
import { basePathOf, type Door, type Visit } from '../visit.ts';

const { problems } = frameMessages;
export type Problem = keyof typeof problems;
type Answer = Response | Promise<Response>;

/** A request that was let in, and the ways to answer it. */
export interface Asked<Path extends string = string> {
	readonly c: Exchange<Env, Path>;
	readonly context: Context;
	/** What stands behind the question mark. */
	readonly search: URLSearchParams;
	readonly visit: Visit;
	readonly door: Door;
	/** The reader's session, where they signed in by one. */
	readonly session?: number;
	readonly show: (view: View, status?: 200 | 401 | 409 | 429 | 503) => Answer;
	/** A page that says what went wrong; the status is the problem's own. */
	readonly problem: (which: Problem) => Answer;
	/** Carries out what a form asks, and leads on; what cannot be done is said in words, where `again` shows it in the form. What was done stands in the trail. */
	readonly write: (work: (sent: Sent) => Promise<Next>, again?: Again) => Answer;
	/** Keeps in the trail that the reader did something; `act`: the route's name, unless told otherwise. */
	readonly note: (entry?: {
		readonly act?: string;
		readonly who?: string;
		readonly about?: string;
	}) => Promise<void>;
}

/**
 * Where a form leads once it is carried out, or why it is not: `unread`, it was none of ours; `forbidden`, to this reader.
 * `view`: nothing was asked for but to see the form another way.
 */
export type Next = string | { readonly refused: 'unread' | 'forbidden' } | { readonly view: View };

/** The page of a form that was refused, with what was typed into it; undefined where there is none. */
export type Again = (refused: Omit<Refused, 'form'>) => Promise<View | undefined>;

/** What answers each route, by its name: one without a handler, and a handler without a route, are errors of types. */
export type Handlers = {
	readonly [Name in RouteName]: (asked: Asked<(typeof routes)[Name]['path']>) => Answer;
};

/** The page of ours that a link was followed or a form was sent from, as the browser says; undefined where it does not. */
const cameFrom = (c: Exchange, basePath: string): string | undefined => {
	const referer = c.req.header('referer');
	if (referer === undefined || !URL.canParse(referer)) return undefined;
	const { origin, host, pathname, search } = new URL(referer);
	const isOurs =
		// The guard let that origin in.
		origin === c.req.header('origin') ||
		host === c.req.header('host') ||
		c.req.header('sec-fetch-site') === 'same-origin';
	const from = isOurs ? ownAddress(`${pathname}${search}`, basePath) : undefined;
	const here = new URL(c.req.url);
	const isHere = c.req.method !== 'POST' && from === `${here.pathname}${here.search}`;
	return isHere ? undefined : from;
};

/** Nothing that these were sent from is to be believed. */
const foreign: readonly Problem[] = ['foreignForm', 'foreignHost'];

/** Shows what went wrong, within the layout; `text`: in place of the problem's own words. */
export const problemPage = (c: Exchange, context: Context, which: Problem, text?: string): Answer => {
	const { status, ...words } = { ...problems[which], ...(text === undefined ? {} : { text }) };
	const { urls } = context;
	const back = foreign.includes(which) ? undefined : cameFrom(c, urls.overview().slice(0, -1));
	return c.html(layout(problemView({ ...words, back }, urls), context), status);
};

/** Who is signed in signs with their own name, whatever a form says. */
const signedBy = ({ reader }: Context, sent: Sent): Sent =>
	reader.isSignedIn ? { ...sent, text: (name) => (name === 'by' ? reader.name : sent.text(name)) } : sent;

/** What of a form the trail keeps: what was chosen, never what was written. */
const choices = [
	'month',
	'step',
	'holds',
	'indicator',
	'points',
	'until',
	'anyway',
	'user',
	'role',
	'sites',
	'act',
] as const;

const aboutOf = (c: Exchange, basePath: string, sent?: Sent): string => {
	const { pathname, search } = new URL(c.req.url);
	const chosen = choices.flatMap((name) => {
		// Of what is ticked there are several.
		const value = name === 'sites' ? sent?.list(name).join(' ') || undefined : sent?.text(name);
		return value === undefined ? [] : [`${name}=${value}`];
	});
	const ticked = sent?.numbers('task') ?? [];
	if (ticked.length > 0) chosen.push(`task=${ticked.join(',')}`);
	return plain([`${pathname.slice(basePath.length)}${sent ? '' : search}`, ...chosen].join(' '));
};

/** The pages that tell of a pause themselves need no line above. */
const pauseToTell = async ({ reader, pause }: Context, { current }: View): Promise<Pause | undefined> =>
	may(reader, 'operate') && current !== 'audits' && current !== 'system' ? pause() : undefined;

/** A request as its handler gets it. */
export const askedOf = <Path extends string>(
	c: Exchange<Env, Path>,
	given: Pick<Asked, 'context' | 'visit' | 'door' | 'session'> & { readonly route: RouteName },
): Asked<Path> => {
	const { context, visit, door, route } = given;
	const { urls, reader } = context;
	const basePath = basePathOf(door);
	const show: Asked['show'] = async (view, status = 200) =>
		c.html(layout(view, { ...context, paused: await pauseToTell(context, view) }), status);
	const problem = (which: Problem): Answer => problemPage(c, context, which);
	const note: Asked['note'] = ({ act = route, who = reader.name, about = aboutOf(c, basePath) } = {}) =>
		context.store.users.note({ at: context.now().toISOString(), who, act, about, address: visit.address });
	return {
		...given,
		c,
		search: new URL(c.req.url).searchParams,
		show,
		problem,
		note,
		write: async (work, again) => {
			const sent = signedBy(context, await readForm(c));
			try {
				const next = await work(sent);
				if (typeof next !== 'string') return 'view' in next ? show(next.view) : problem(next.refused);
				const who = reader.isSignedIn ? reader.name : (sent.text('by') ?? knownName(c));
				await note({ who, about: aboutOf(c, basePath, sent) });
				if (!reader.isSignedIn) rememberName(c, who, basePath);
				return c.redirect(next, 303);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				const { typed, numbers } = sent;
				const form = await again?.({ why: error.message, typed, numbers });
				if (form && (await isWhyTold(form.body))) return show(form, 409);
				const words = {
					title: frameMessages.refused,
					text: frameMessages.tryAgain(error.message),
					back: cameFrom(c, basePath),
				};
				return show(problemView(words, urls), 409);
			}
		},
	};
};
