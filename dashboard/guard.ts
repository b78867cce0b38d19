import type { MiddlewareHandler, Context as Request } from 'hono';

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
	c.header('Referrer-Policy', 'no-referrer');
	c.header('Cross-Origin-Resource-Policy', 'same-origin');
	if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

const isOwn = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);

type Refusal = (c: Request) => Response | Promise<Response>;

/**
 * Answers this machine's own names only. Another site's page could give its name the address 127.0.0.1 and read what stands here
 * (DNS rebinding), but its browser would still send that name.
 */
export const ownHostOnly =
	(refuse: Refusal): MiddlewareHandler =>
	async (c, next) => {
		const named = c.req.header('host');
		if ((named !== undefined && !isOwn(named)) || !isOwn(new URL(c.req.url).host)) return refuse(c);
		await next();
	};

/** Nothing here changes anything. */
export const readOnly =
	(refuse: Refusal): MiddlewareHandler =>
	async (c, next) => {
		if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return refuse(c);
		await next();
	};
