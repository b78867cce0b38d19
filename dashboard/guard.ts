import type { MiddlewareHandler, Context as Request } from 'hono';
import { may, type Reader, sees } from './access.ts';
import type { Route } from './routes.ts';
import { type Door, isPublicHost, isPublicOrigin } from './visit.ts';

const policy = [
	"default-src 'none'",
	"style-src 'self'",
	"img-src 'self' data:",
	"script-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** Says with every answer what a browser may do with it; a route may overwrite how long it is kept. */
export const securityHeaders = (): MiddlewareHandler => async (c, next) => {
	await next();
	c.header('Content-Security-Policy', policy);
	c.header('X-Content-Type-Options', 'nosniff');
	// Nothing is told to other hosts; without any referrer a browser would not name the origin of its own forms either.
	c.header('Referrer-Policy', 'same-origin');
	c.header('Cross-Origin-Resource-Policy', 'same-origin');
	if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

const isOwn = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);

/** An address in figures, which no other site's page can make its own name mean. */
const isLiteral = (host: string): boolean => /^(?:[\d.]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);

type Refusal = (c: Request) => Response | Promise<Response>;

/**
 * Answers this machine's own names only, the public address, and, where others may come, addresses in figures. Another site's page
 * could give its name the address 127.0.0.1 and read what stands here (DNS rebinding), but its browser would still send that name.
 */
export const ownHostOnly = (door: Door, refuse: Refusal): MiddlewareHandler => {
	const isOurs = (host: string): boolean =>
		isOwn(host) || isPublicHost(host, door) || (door.isOpen === true && isLiteral(host));
	return async (c, next) => {
		const named = c.req.header('host');
		if ((named !== undefined && !isOurs(named)) || !isOurs(new URL(c.req.url).host)) return refuse(c);
		await next();
	};
};

/** Reads, and what our own pages send: another site's page that sends a form here is refused, for its browser says whose page it is. */
export const ownFormsOnly =
	(door: Door, refuse: Refusal): MiddlewareHandler =>
	async (c, next) => {
		const { method } = c.req;
		if (method === 'GET' || method === 'HEAD') return next();
		// No browser sends a token by itself, and another site's page may not make it: that would ask for leave first, which nobody gives.
		if (/^Bearer /i.test(c.req.header('authorization') ?? '')) return next();
		const origin = c.req.header('origin');
		const isOurs =
			origin === undefined
				? c.req.header('sec-fetch-site') === 'same-origin'
				: URL.canParse(origin) &&
					(new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host) ||
						isPublicOrigin(origin, door));
		return isOurs ? next() : refuse(c);
	};

/** Why somebody is not let in. */
export type Refused = 'missing' | 'signedOut' | 'passwordGiven' | 'forbidden';

/** Whether a reader may come to a route, of a site where it is about one; undefined where they may. Nobody's reader is who has not signed in. */
export const refusalOf = (
	{ act }: Pick<Route, 'act'>,
	reader: Reader | undefined,
	site?: string,
): Refused | undefined => {
	if (act === 'anyone') return undefined;
	if (!reader) return 'signedOut';
	if (reader.mustChangePassword && act !== 'account') return 'passwordGiven';
	// That there is such a site is not for them to know.
	if (site !== undefined && !sees(reader, site)) return 'missing';
	return may(reader, act, site) ? undefined : 'forbidden';
};
