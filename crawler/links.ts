import { type HttpResponse, LinkChecker } from 'linkinator';
import { type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import type { BrokenReason } from './model.ts';
import { reasonOf } from './net/fetch.ts';
import { type Guard, idleController } from './net/guard.ts';
import type { Hosts } from './net/hosts.ts';
import { createPoliteness, type Politeness } from './net/politeness.ts';
import { failureWords, isWallStatus } from './outcome.ts';
import { type TitleWatch, watchTitles } from './title-watch.ts';

/** What one round of tries found out about another host's address. */
export interface LinkVerdict {
	readonly url: string;
	readonly state: 'ok' | 'broken' | 'wall';
	readonly status?: number;
	readonly reason?: BrokenReason;
	readonly words: string;
	/** What the page there is called, where that may tell whom its host belongs to. */
	readonly title?: string;
}

/** linkinator checks the links of a page; this one exists only for it. */
const indexHost = 'index.gongkai.invalid';

/** More of a body than this is never read: linkinator has no limit of its own. */
const maxBytes = 256 * 1024;

/** Addresses tried at once, over all hosts. */
const atOnce = 8;

/** One other host is asked no faster than this; a try's time includes its wait, so it must stay short against `atOnce`. */
const otherHosts = { requestsPerSecond: 4, concurrency: 2 };

/** linkinator asks for a link at most so often: HEAD, and GET where HEAD is refused. */
const asksPerLink = 2;

/** A host that asks for a pause so often is asked no more in this round. */
const refusalsPerHost = 4;

/** Its host had asked for pauses too often. */
class NotAskedError extends Error {
	override readonly name = 'NotAskedError';
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** What went over the wire. */
interface Traffic {
	requests: number;
	/** Bodies only. */
	bytes: number;
}

/** Passes everything on, but no more than `maxBytes` of the body; tells when the exchange is over. */
const bounded = (
	handler: Dispatcher.DispatchHandler,
	{ traffic, refused }: { traffic: Traffic; refused: (retryAfter?: string) => void },
	done: () => void = () => {},
): Dispatcher.DispatchHandler => {
	let size = 0;
	traffic.requests++;
	return {
		onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
		onResponseStart: (controller, status, headers, message) => {
			const retryAfter = headers['retry-after']?.toString();
			// A host that is simply out of order does not say when to come again.
			if (status === 429 || (status === 503 && retryAfter !== undefined)) refused(retryAfter);
			handler.onResponseStart?.(controller, status, headers, message);
		},
		onResponseData: (controller, chunk) => {
			size += chunk.length;
			traffic.bytes += chunk.length;
			if (size <= maxBytes) handler.onResponseData?.(controller, chunk);
			else controller.abort(new Error('body cut off'));
		},
		onResponseEnd: (controller, trailers) => {
			handler.onResponseEnd?.(controller, trailers);
			done();
		},
		onResponseError: (controller, error) => {
			handler.onResponseError?.(controller, error);
			done();
		},
	};
};

/** Answers the index page from memory, and cuts every other body off at `maxBytes`. */
const interceptor =
	(
		page: () => string,
		politeness: Politeness,
		wanted: ReadonlySet<string>,
		visits: Map<string, number>,
		/** When each address that had to wait was let out, milliseconds of the process's clock; infinite while it waits. */
		begun: Map<string, number>,
		traffic: Traffic,
		titles: TitleWatch,
		/** How often each host asked for a pause. */
		refusals: Map<string, number> = new Map(),
	): Dispatcher.DispatcherComposeInterceptor =>
	(dispatch) =>
	(options, handler) => {
		if (new URL(String(options.origin)).hostname !== indexHost) {
			const origin = String(options.origin);
			if ((refusals.get(origin) ?? 0) >= refusalsPerHost) {
				handler.onResponseError?.(idleController, new NotAskedError());
				return true;
			}
			const watched = {
				traffic,
				refused: (retryAfter?: string): void => {
					refusals.set(origin, (refusals.get(origin) ?? 0) + 1);
					politeness.backOff(origin, retryAfter);
				},
			};
			const url = `${options.origin}${options.path}`;
			visits.set(url, (visits.get(url) ?? 0) + 1);
			const isRead = options.method === 'HEAD' && titles.wants(url);
			const send = (done?: () => void): boolean =>
				isRead
					? dispatch(
							{ ...options, method: 'GET' },
							titles.watch(bounded(handler, watched, done), url, (bytes) => {
								traffic.bytes += bytes;
							}),
						)
					: dispatch(options, bounded(handler, watched, done));
			// Only what the page asked for waits its turn; a redirect is followed at once, as a browser does.
			if ((visits.get(url) ?? 0) > asksPerLink || !wanted.has(url)) return send();
			begun.set(url, Number.POSITIVE_INFINITY);
			const exchange = politeness.run(
				origin,
				() =>
					new Promise<void>((done) => {
						// An exchange that was given up while it waited may never tell its end.
						setTimeout(done, 60_000).unref();
						begun.set(url, performance.now());
						send(done);
					}),
			);
			exchange.catch(() => {}); // Given up while it waited, and then stopped.
			return true;
		}
		handler.onRequestStart?.(idleController, {});
		handler.onResponseStart?.(idleController, 200, { 'content-type': 'text/html; charset=utf-8' }, 'OK');
		handler.onResponseData?.(idleController, Buffer.from(page()));
		handler.onResponseEnd?.(idleController, {});
		return true;
	};

let queue: Promise<unknown> = Promise.resolve();

/** linkinator takes undici's global dispatcher, so rounds of several sites in one process take turns. */
const oneAtATime = <T>(task: () => Promise<T>): Promise<T> => {
	const result = queue.then(task, task);
	queue = result.catch(() => {});
	return result;
};

export interface LinkOptions {
	readonly guard: Guard;
	readonly timeoutSeconds: number;
	readonly hosts?: Hosts;
	/** Each request on a connection of its own; default false. */
	readonly fresh?: boolean;
	/** What goes over the wire is added here. */
	readonly traffic?: Traffic;
}

/** One try at each address on other hosts, by linkinator over the guard. Every address comes back once. */
export const checkLinks = async (
	urls: readonly string[],
	{ guard, timeoutSeconds, hosts, fresh = false, traffic = { requests: 0, bytes: 0 } }: LinkOptions,
): Promise<readonly LinkVerdict[]> => {
	if (urls.length === 0) return [];
	const found = new Map<string, LinkVerdict>();
	const page = (): string =>
		`<!doctype html><meta charset="utf-8">${urls.map((url) => `<a href="${escapeHtml(url)}">x</a>`).join('\n')}`;
	const politeness = createPoliteness(otherHosts, hosts);
	const visits = new Map<string, number>();
	const begun = new Map<string, number>();
	const titles = watchTitles();
	/** It had its time after it was let out: a host's pause is ours and not the address's. */
	const hadItsTime = (url: string): boolean =>
		performance.now() - (begun.get(url) ?? 0) >= timeoutSeconds * 1000;
	await oneAtATime(async () => {
		const before = getGlobalDispatcher();
		setGlobalDispatcher(
			(fresh ? guard.freshDispatcher : guard.dispatcher).compose(
				interceptor(page, politeness, new Set(urls), visits, begun, traffic, titles),
			),
		);
		try {
			const checker = new LinkChecker();
			checker.on('link', ({ url, status, failureDetails }) => {
				const wanted = url.replace(/#.*$/, '');
				if (new URL(wanted).hostname === indexHost) return;
				const told = verdictOf(wanted, status ?? 0, failureDetails ?? [], guard);
				const verdict = told.reason === 'timeout' && !hadItsTime(wanted) ? unchecked(wanted) : told;
				const earlier = found.get(wanted);
				if (earlier?.state !== 'ok') found.set(wanted, verdict);
			});
			await checker.check({
				path: `http://${indexHost}/`,
				recurse: false,
				retry: false,
				concurrency: atOnce,
				// Its clock runs while an address waits for its host's turn.
				timeout: (timeoutSeconds + 5) * 1000,
				userAgent: guard.userAgent,
			});
		} finally {
			politeness.stop();
			setGlobalDispatcher(before);
		}
	});
	return urls.map((url) => {
		const title = titles.titleOf(url);
		return { ...(found.get(url) ?? unchecked(url)), ...(title ? { title } : {}) };
	});
};

const unchecked = (url: string): LinkVerdict => ({ url, state: 'wall', words: '未能检查' });

const looping = (url: string): LinkVerdict => ({
	url,
	state: 'broken',
	reason: 'redirect-loop',
	words: failureWords['redirect-loop'],
});

const isResponse = (detail: unknown): detail is HttpResponse =>
	!(detail instanceof Error) && typeof detail === 'object' && detail !== null && 'headers' in detail;

/** Names that never exist, whatever a name server says. */
const reservedName = /\.(?:invalid|test|example)$/;

const verdictOf = (url: string, status: number, details: readonly unknown[], guard: Guard): LinkVerdict => {
	if (status >= 200 && status < 400) return { url, state: 'ok', status, words: `HTTP ${status}` };
	const headers = details.find(isResponse)?.headers ?? {};
	if (status === 999 || isWallStatus(status, headers)) {
		return { url, state: 'wall', status, words: `HTTP ${status}` };
	}
	if (status >= 400) return { url, state: 'broken', status, reason: 'status', words: `HTTP ${status}` };
	const error = details.find((detail): detail is Error => detail instanceof Error);
	if (error?.cause instanceof NotAskedError) return unchecked(url);
	if (error?.message === 'body cut off') return { url, state: 'ok', words: 'HTTP 200' };
	if (/redirect count/.test(`${error?.message} ${(error?.cause as Error | undefined)?.message}`)) {
		return looping(url);
	}
	// Ports that browsers refuse to dial are as good as closed.
	const isBadPort = error?.cause instanceof Error && error.cause.message === 'bad port';
	const reason = isBadPort ? 'refused' : error ? reasonOf(error) : 'reset';
	if (reason === 'forbidden-address' || reason === 'name-server' || reason === 'unreachable') {
		return unchecked(url);
	}
	if (reason === 'dns' && !guard.resolvesNames() && !reservedName.test(new URL(url).hostname)) {
		return { url, state: 'wall', words: '未能检查：本机没有可用的域名解析' };
	}
	return { url, state: 'broken', reason, words: failureWords[reason] };
};
