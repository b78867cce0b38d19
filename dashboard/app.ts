import { type Env, type Context as Exchange, type Handler, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isDiskFull } from '../reports/formats/spoken.ts';
import { hastily } from '../reports/store/patience.ts';
import { isStoreTrouble } from '../reports/store/store-trouble.ts';
import { nobody, type Reader, sees } from './access.ts';
import { createApi } from './api/answer.ts';
import type { PaceLimits } from './api/pace.ts';
import { codeOfPage, problemAnswer } from './api/problem.ts';
import { type ApiRouteName, apiPath, apiRoutes } from './api/table.ts';
import { loadAssets } from './assets.ts';
import type { Context } from './context.ts';
import { ownFormsOnly, ownHostOnly, refusalOf, securityHeaders } from './guard.ts';
import { account } from './handlers/account.ts';
import { type Asked, askedOf, type Handlers, type Problem, problemPage } from './handlers/asked.ts';
import { decisions } from './handlers/decisions.ts';
import { filesOf } from './handlers/files.ts';
import { operating } from './handlers/operating.ts';
import { pages } from './handlers/pages.ts';
import { users } from './handlers/users.ts';
import { work } from './handlers/work.ts';
import { answerHealth, type Readiness } from './health.ts';
import { storeFor } from './own-store.ts';
import { isProgramPath, type Route, type RouteName, routes } from './routes.ts';
import { type Caller, callerOf } from './session.ts';
import { standstillOf } from './standstill.ts';
import { UnreadParameterError } from './unread-parameter.ts';
import { createUrls } from './urls.ts';
import { basePathOf, type Door, type Visit, visitOf } from './visit.ts';

export interface AppOptions extends Omit<Context, 'urls' | 'reader' | 'pause'> {
	/** How it is reached. Default: from this machine alone, at the root of its host. */
	readonly door?: Door;
	/** How fast one program may ask. */
	readonly pace?: PaceLimits;
	/** Default: the store alone has to be right. */
	readonly readiness?: Readiness;
	/** Is told of errors in our own code; the reader sees only that there was one. */
	readonly onError?: (error: unknown) => void;
}

/** Who was let in, and how they came. */
type LetIn = Pick<Asked, 'context' | 'visit' | 'door' | 'session'>;

/** Bytes of a form, and of what programs send. */
const maxForm = 64 * 1024;

/** The dashboard over a store; needs no port. */
export const createApp = ({ door = {}, pace, readiness, onError, ...given }: AppOptions): Hono => {
	const assets = loadAssets();
	const basePath = basePathOf(door);
	const urls = createUrls(basePath, (name) => assets[name].hash);
	const handlers: Handlers = {
		...pages,
		...filesOf(assets, onError),
		...decisions,
		...operating,
		...account,
		...users,
		...work,
	};
	const { nextRuns, store, now, onOperated } = given;
	const standstill = standstillOf(store);

	const caller = (c: Exchange, visit: Visit, isProgram = false): Promise<Caller | undefined> =>
		callerOf(c, { users: store.users, door, visit, now: now().toISOString(), isProgram });
	/** What the pages ask: of a maintainer's own sites alone. */
	const contextFor = (reader: Reader): Context => ({
		...given,
		pause: standstill.pause,
		onOperated: () => {
			standstill.forget();
			onOperated?.();
		},
		...(nextRuns ? { nextRuns: () => nextRuns().filter(({ site }) => sees(reader, site)) } : {}),
		urls,
		reader,
		store: storeFor(reader, store),
	});
	const api = createApi(basePath, pace);
	const problem = (c: Exchange, which: Problem, reader = nobody) =>
		api.isAt(c)
			? problemAnswer(c, { problem: codeOfPage(which) })
			: problemPage(c, contextFor(reader), which);

	const app = new Hono({ strict: false });
	app.use(securityHeaders());
	app.use((_, next) => hastily(next));
	answerHealth(app, { store, now, ...readiness });
	app.use(ownHostOnly(door, (c) => problem(c, 'foreignHost')));
	app.notFound(async (c) => {
		if (api.isAt(c)) return api.missing(c);
		const reader = (await caller(c, visitOf(c, door)))?.reader;
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return problem(c, 'missing', reader);
		c.header('Allow', 'GET, HEAD');
		return problem(c, 'readOnly', reader);
	});
	app.onError((error, c) => {
		onError?.(error);
		if (!isStoreTrouble(error)) return problem(c, 'failed');
		if (isDiskFull(error)) return problem(c, 'full');
		return problem(c, c.req.method === 'POST' ? 'unsaved' : 'storeAway');
	});

	/** Whether the browser would show what is answered, as far as it says. */
	const isPageWanted = (c: Exchange): boolean => {
		const mode = c.req.header('sec-fetch-mode');
		return c.req.method !== 'POST' && (mode === undefined || mode === 'navigate');
	};
	/** Who has not signed in is shown where to, and from there back to the page that was wanted. */
	const toSignIn = (c: Exchange) => {
		if (!isPageWanted(c)) return problem(c, 'signedOut');
		const { pathname, search } = new URL(c.req.url);
		return c.redirect(urls.signIn(`${pathname}${search}`), 303);
	};
	const answering = new Hono<Env>({ strict: false });
	const answers = (
		route: Route,
		handle: (c: Exchange<Env>, letIn: LetIn) => Response | Promise<Response>,
	) => {
		const isProgram = isProgramPath(route.path);
		const answer: Handler = async (c) => {
			const visit = visitOf(c, door);
			const { reader, session } = (await caller(c, visit, isProgram)) ?? {};
			const refusal = refusalOf(route, reader, c.req.param('site'));
			if (refusal === 'signedOut' && !isProgram) return toSignIn(c);
			if (refusal === 'passwordGiven' && !isProgram && isPageWanted(c))
				return c.redirect(urls.account(), 303);
			if (refusal) return problem(c, refusal, reader);
			return handle(c, { context: contextFor(reader ?? nobody), visit, door, session });
		};
		if (route.method === 'GET') answering.get(route.path, answer);
		else
			answering.post(
				route.path,
				ownFormsOnly(door, (c) => problem(c, 'foreignForm')),
				bodyLimit({ maxSize: maxForm, onError: (c) => problem(c, 'tooLong') }),
				answer,
			);
	};
	for (const name of Object.keys(routes) as RouteName[]) {
		// Each handler is asked with its own route's path; over all of them the compiler cannot tell.
		const handle = handlers[name] as (asked: Asked) => Response | Promise<Response>;
		answers(routes[name], async (c, letIn) => {
			try {
				return await handle(askedOf(c, { ...letIn, route: name }));
			} catch (error) {
				if (!(error instanceof UnreadParameterError)) throw error;
				return problemPage(c, letIn.context, 'unread', error.message);
			}
		});
	}
	for (const name of Object.keys(apiRoutes) as ApiRouteName[]) {
		const route = { ...apiRoutes[name], path: `${apiPath}${apiRoutes[name].path}` };
		answers(route, (c, letIn) => api.answer(c, name, letIn));
	}
	app.route(basePath || '/', answering);
	return app;
};
