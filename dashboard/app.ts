import { type Env, type Context as Exchange, type Handler, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Reader, sees } from './access.ts';
import { loadAssets } from './assets.ts';
import type { Context } from './context.ts';
import { knownName } from './forms.ts';
import { ownFormsOnly, ownHostOnly, refusalOf, securityHeaders } from './guard.ts';
import { type Asked, askedOf, type Handlers, type Problem, problemPage } from './handlers/asked.ts';
import { decisions } from './handlers/decisions.ts';
import { filesOf } from './handlers/files.ts';
import { operating } from './handlers/operating.ts';
import { pages } from './handlers/pages.ts';
import { storeFor } from './own-store.ts';
import { createUrls, type RouteName, routes } from './urls.ts';

export interface AppOptions extends Omit<Context, 'urls' | 'reader'> {
	/** Such as `/gongkai`, where the dashboard does not lie at the root of its host. Default: empty. */
	readonly basePath?: string;
	/** Is told of errors in our own code; the reader sees only that there was one. */
	readonly onError?: (error: unknown) => void;
}

/** Bytes of a form. */
const maxForm = 64 * 1024;

/** Who has not signed in sees no site. */
const nobody: Reader = { name: '', role: 'maintainer', sites: [], isSignedIn: false };

/** The dashboard over a store; needs no port. */
export const createApp = ({ basePath = '', onError, ...given }: AppOptions): Hono => {
	const assets = loadAssets();
	const urls = createUrls(basePath, (name) => assets[name].hash);
	const handlers: Handlers = { ...pages, ...filesOf(assets, onError), ...decisions, ...operating };

	/** Nobody signs in on this machine alone: whoever sits at it runs it. */
	const readerOf = async (c: Exchange): Promise<Reader | undefined> => ({
		name: knownName(c),
		role: 'administrator',
		isSignedIn: false,
	});
	const { nextRuns } = given;
	/** What the pages ask: of a maintainer's own sites alone. */
	const contextFor = (reader: Reader): Context => ({
		...given,
		...(nextRuns ? { nextRuns: () => nextRuns().filter(({ site }) => sees(reader, site)) } : {}),
		urls,
		reader,
		store: storeFor(reader, given.store),
	});
	const problem = (c: Exchange, which: Problem, reader = nobody) => problemPage(c, contextFor(reader), which);

	const app = new Hono({ strict: false });
	app.use(securityHeaders());
	app.use(ownHostOnly((c) => problem(c, 'foreignHost')));
	app.notFound(async (c) => {
		const reader = await readerOf(c);
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return problem(c, 'missing', reader);
		c.header('Allow', 'GET, HEAD');
		return problem(c, 'readOnly', reader);
	});
	app.onError((error, c) => {
		onError?.(error);
		return problem(c, 'failed');
	});

	const answering = new Hono<Env>({ strict: false });
	for (const name of Object.keys(routes) as RouteName[]) {
		const route = routes[name];
		// Each handler is asked with its own route's path; over all of them the compiler cannot tell.
		const handle = handlers[name] as (asked: Asked) => Response | Promise<Response>;
		const answer: Handler = async (c) => {
			const reader = await readerOf(c);
			const refusal = refusalOf(route, reader, c.req.param('site'));
			if (refusal) return problem(c, refusal, reader);
			return handle(askedOf(c, contextFor(reader ?? nobody), basePath));
		};
		if (route.method === 'GET') answering.get(route.path, answer);
		else
			answering.post(
				route.path,
				ownFormsOnly((c) => problem(c, 'foreignForm')),
				bodyLimit({ maxSize: maxForm, onError: (c) => problem(c, 'tooLong') }),
				answer,
			);
	}
	app.route(basePath || '/', answering);
	return app;
};
