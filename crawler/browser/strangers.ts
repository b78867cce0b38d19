import type { Page, Request } from 'playwright';

/** Requests of pages to other hosts: a page that waits for one is not waited for. */
export interface Strangers {
	/** Nobody answered there before: the browser does not ask again. */
	readonly isGivenUp: (url: string) => boolean;
	/** Ends requests of a page that are not its own and take too long. */
	readonly watch: (page: Page, isOwn: (url: string) => boolean) => void;
}

/** Longest for a request to another host, milliseconds. */
export const longestStrange = 5_000;
/** What the browser sends anew is ended as often, milliseconds. */
const again = 1_000;

/** `hangUp` ends what goes to the host of an address. */
export const endStrangers = (hangUp: (url: string) => void): Strangers => {
	const givenUp = new Set<string>();
	const hostOf = (url: string): string => new URL(url).host;
	return {
		isGivenUp: (url) => givenUp.has(hostOf(url)),
		watch: (page, isOwn) => {
			const timers = new Map<Request, NodeJS.Timeout>();
			const answered = new WeakSet<Request>();
			const end = (request: Request): void => {
				const url = request.url();
				if (!answered.has(request)) givenUp.add(hostOf(url));
				hangUp(url);
				timers.set(request, setTimeout(end, again, request).unref());
			};
			const forget = (request: Request): void => {
				clearTimeout(timers.get(request));
				timers.delete(request);
			};
			page.on('request', (request) => {
				const url = request.url();
				if (/^https?:/.test(url) && !isOwn(url))
					timers.set(request, setTimeout(end, longestStrange, request).unref());
			});
			page.on('response', (response) => answered.add(response.request()));
			page.on('requestfinished', forget);
			page.on('requestfailed', forget);
			page.on('close', () => {
				for (const request of timers.keys()) forget(request);
			});
		},
	};
};
