import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { BrowserContext, Page, Request, Route } from 'playwright';
import { isWallStatus } from '../outcome.ts';
import { isKeepable, type KeptAnswers } from './answers.ts';
import { type DullTimers, type Quiet, watchQuiet, watchTimers } from './quiet.ts';
import { stopwatch } from './stopwatch.ts';
import { endStrangers } from './strangers.ts';
import { takeAway } from './take-away.ts';

/** How a page may ask its own host for more. */
export interface Manners {
	/**
	 * Whether a page's script may ask its own host for this address as data, or open it in a frame: what robots.txt says.
	 * Scripts and styles are not asked for. Default: it may.
	 */
	readonly mayFetch?: (url: string) => boolean | Promise<boolean>;
	/**
	 * Awaited before each request of a page to its own host, but for the page itself, for which `render`'s caller has waited, and
	 * for files that the browser has already. Default: at once.
	 */
	readonly turn?: (url: string) => Promise<void>;
	/** Ends what goes to the host of an address; requests to other hosts are ended so after a few seconds. Default: they take their time. */
	readonly hangUp?: (url: string) => void;
	/** Pictures and fonts are fetched too, each once: somebody will see the page. Default: false. */
	readonly isSeen?: boolean;
}

/** Requests of a page by which it may differ from others of its template. */
export interface Asked {
	/** Requests for data, by script or as a script that calls back; those of its frames too. */
	readonly data: number;
	/** Addresses of the site's script files. */
	readonly scripts: readonly string[];
}

/** A page that is open, and what goes over the wire for it. */
export interface Visit {
	readonly page: Page;
	/** Requests that went out, redirects among them. */
	readonly requests: () => number;
	readonly bytes: () => number;
	/** Requests that the page draws its content with, and that failed. */
	readonly failures: () => number;
	/** Those of them that a wall stopped: asking again would be a siege. */
	readonly walls: () => number;
	/** Requests for data and frames that were not let out, because `mayFetch` says so. */
	readonly forbidden: () => number;
	/** What the page itself asked for that other pages of its template need not: data, scripts of its own. */
	readonly asked: () => Asked;
	/** Milliseconds that requests waited for their turn: our time, not the page's. Never above a minute, so that it ends. */
	readonly waited: () => number;
	/** Does something that may lead the page elsewhere, and keeps it where it is: the address that it would have gone to. */
	readonly divert: (work: () => Promise<void>) => Promise<string | undefined>;
	/** Scripts and data that are on their way; forgotten by `clear`. */
	readonly pending: Set<Request>;
	readonly quiet: Quiet;
	/** Why the page was closed by us. */
	readonly stopped: () => string | undefined;
	/** Closes the page; what it asks for meanwhile, or waited to ask for, is not let out. Never rejects; may not settle where the page hangs. */
	readonly close: () => Promise<void>;
}

/** The pages of a session. */
export interface Traffic {
	/** Opens a page for an address. */
	readonly visit: (url: string) => Promise<Visit>;
	/** Lets nothing more out. */
	readonly stop: () => Promise<void>;
}

/** Requests of a page to its own host that are out at once. */
const requestsAtOnce = 3;
/** A request that takes longer does not keep others waiting, milliseconds. */
const longestHeld = 5_000;
/** Bytes of one page, unpacked: a page beyond is closed. */
const maxBytes = 60 << 20;

/** Longest for a page's scripts to be silenced, milliseconds: one that hangs never is. */
const silencingTime = 500;

/** What is not needed to know what a page says. */
const unneeded = new Set(['media', 'texttrack', 'eventsource', 'manifest', 'ping']);
/** What only who looks at it needs besides. */
const visual = new Set(['image', 'font']);
/** What robots.txt speaks of, beside pages: scripts and styles belong to the page that is allowed. */
const askedFor = new Set(['xhr', 'fetch', 'document']);

/** The browser itself would open files of this machine, and pages of its own. */
export const isOfWeb = (url: string): boolean => /^https?:\/\//i.test(url);

/** An address that counts visits or clicks, by its own name: `/hits/add.do`, `/visitcount.jsp`, `/countClick`. */
const isCounter = (url: string): boolean => {
	const path = url.replace(/^\w+:\/\/[^/]*/, '').split(/[?#]/, 1)[0] ?? '';
	return (
		/count|click|hits|visit|tongji|beacon|tracker/i.test(path) && !/list|page|query|search|data/i.test(path)
	);
};

const over = async (request: Request): Promise<void> => {
	await (await request.response())?.finished();
};

interface Watched extends Visit {
	readonly pass: (route: Route) => Promise<void>;
	readonly stop: () => Promise<void>;
}

/** Directs all that the pages of a browser ask for. */
export const directTraffic = async (
	context: BrowserContext,
	{ mayFetch = () => true, turn, hangUp, isSeen = false }: Manners,
	answers: KeptAnswers,
): Promise<Traffic> => {
	const visits = new Map<Page, Watched>();
	const strangers = hangUp && endStrangers(hangUp);
	const dull: DullTimers = new Map();
	await context.addInitScript(watchTimers);
	await context.addInitScript({ content: takeAway });

	const watch = async (page: Page, address: string): Promise<Watched> => {
		const lane = new PQueue({ concurrency: requestsAtOnce });
		const waiting = stopwatch();
		const pending = new Set<Request>();
		/** Files that came from us, and the browser's numbers for them. */
		const given = new Set<string>();
		const free = new Set<string>();
		const sum = { requests: 0, bytes: 0, unpacked: 0, failures: 0, walls: 0, forbidden: 0 };
		const refused = new WeakSet<Request>();
		const scripts = new Set<string>();
		let data = 0;
		/** While the page is kept from leaving: says where it would have gone. */
		let leave: ((url: string) => void) | undefined;
		let entered = false;
		let stopped: string | undefined;
		/** Requests that wait. A browser would let them out as soon as nobody watches the page any more. */
		const held = new Set<Route>();
		let isOver = false;

		const isOwn = (url: string): boolean => {
			const { host } = new URL(url);
			return host === new URL(address).host || host === new URL(page.url()).host;
		};
		/** What the page draws its list with; counters, and other hosts' scripts, count visitors. */
		const drawsWith = (request: Request): boolean => {
			if (isCounter(request.url())) return false;
			const type = request.resourceType();
			return type === 'xhr' || type === 'fetch' || (type === 'script' && isOwn(request.url()));
		};
		const isPageItself = (request: Request): boolean =>
			request.isNavigationRequest() && request.frame() === page.mainFrame();

		const go = async (route: Route): Promise<void> => {
			if (!held.delete(route)) return;
			sum.requests++;
			await route.continue();
		};
		const stop = async (): Promise<void> => {
			isOver = true;
			lane.clear();
			const all = [...held];
			held.clear();
			await Promise.all(all.map((route) => route.abort().catch(() => {})));
		};
		/** The page is kept where it is. A form that is sent to open something answers with a redirect to it. */
		const turnBack = async (route: Route, left: (url: string) => void): Promise<void> => {
			const request = route.request();
			if (request.method() === 'GET') left(request.url());
			else if (await mayFetch(request.url())) {
				if (turn) await waiting.during(turn(request.url()));
				sum.requests++;
				const answer = await route.fetch({ maxRedirects: 0, timeout: longestHeld });
				const { location } = answer.headers();
				if (location && URL.canParse(location, request.url())) left(new URL(location, request.url()).href);
			}
			await route.abort('aborted');
		};

		const divert = async (work: () => Promise<void>): Promise<string | undefined> => {
			let address: string | undefined;
			const gone = new Promise<void>((resolve) => {
				leave = (url) => {
					address ??= url.split('#', 1)[0];
					resolve();
				};
			});
			try {
				await Promise.race([work(), gone]);
			} finally {
				leave = undefined;
			}
			return address;
		};

		const direct = async (route: Route): Promise<void> => {
			const request = route.request();
			const url = request.url();
			if (!entered && isPageItself(request)) {
				entered = true;
				return go(route);
			}
			if (leave && isPageItself(request)) return turnBack(route, leave);
			if (isKeepable(request)) {
				const kept = await answers.get(url);
				if (kept) {
					given.add(url);
					return route.fulfill(kept);
				}
				answers.keep(request);
			}
			if (!isOwn(url)) return strangers?.isGivenUp(url) ? route.abort('timedout') : go(route);
			if (askedFor.has(request.resourceType()) && !(await mayFetch(url))) {
				if (!isCounter(url)) sum.forbidden++;
				refused.add(request);
				return route.abort('blockedbyclient');
			}
			await lane.add(async () => {
				if (turn) await waiting.during(turn(url));
				await go(route);
				await Promise.race([over(request), pause(longestHeld, undefined, { ref: false })]);
			});
		};

		const pass = async (route: Route): Promise<void> => {
			if (isOver) return route.abort();
			held.add(route);
			await direct(route).finally(() => held.delete(route));
		};

		page.on('close', () => {
			lane.clear();
			visits.delete(page);
		});
		strangers?.watch(page, isOwn);
		page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
		page.on('popup', (popup) => void popup.close().catch(() => {}));
		const note = (request: Request): void => {
			const type = request.resourceType();
			if (type === 'script' && isKeepable(request)) {
				if (isOwn(request.url())) scripts.add(request.url());
			} else if (drawsWith(request)) data++;
		};

		page.on('request', (request) => {
			note(request);
			if (request.redirectedFrom()) sum.requests++; // Redirects are not routed.
			if (drawsWith(request)) pending.add(request);
		});
		page.on('response', (response) => {
			const status = response.status();
			if (status < 400 || !drawsWith(response.request())) return;
			sum.failures++;
			if (isWallStatus(status, {}) && status !== 429) sum.walls++;
		});
		page.on('requestfinished', (request) => pending.delete(request));
		page.on('requestfailed', (request) => {
			pending.delete(request);
			if (drawsWith(request) && !refused.has(request)) sum.failures++;
		});
		const wire = await context.newCDPSession(page);
		await wire.send('Network.enable');
		const quiet = watchQuiet(wire, dull);
		const close = async (): Promise<void> => {
			await stop();
			// It would ask for more where it hears of its end.
			const silenced = wire.send('Emulation.setScriptExecutionDisabled', { value: true }).catch(() => {});
			await Promise.race([silenced, pause(silencingTime, undefined, { ref: false })]);
			await page.close().catch(() => {});
		};
		wire.on('Network.responseReceived', ({ requestId, response }) => {
			if (given.has(response.url)) free.add(requestId);
		});
		wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			if (!free.delete(requestId)) sum.bytes += encodedDataLength;
		});
		wire.on('Network.dataReceived', ({ dataLength }) => {
			sum.unpacked += dataLength;
			if (stopped || sum.unpacked <= maxBytes) return;
			stopped = `页面传输超过 ${maxBytes >> 20} MB`;
			void close();
		});
		return {
			page,
			pass,
			divert,
			pending,
			quiet,
			requests: () => sum.requests,
			bytes: () => sum.bytes,
			failures: () => sum.failures,
			walls: () => sum.walls,
			forbidden: () => sum.forbidden,
			asked: () => ({ data, scripts: [...scripts] }),
			waited: waiting.read,
			stopped: () => stopped,
			stop,
			close,
		};
	};

	const visitOf = (request: Request): Watched | undefined => {
		try {
			return visits.get(request.frame().page());
		} catch {
			return undefined; // A window that is only just opening: none of ours.
		}
	};

	await context.route(
		() => true,
		async (route) => {
			const request = route.request();
			const type = request.resourceType();
			const isNeeded = !unneeded.has(type) && (isSeen ? !isCounter(request.url()) : !visual.has(type));
			const visit = isNeeded ? visitOf(request) : undefined;
			try {
				// Windows that a page opens by itself are closed; they ask for nothing.
				await (visit ? visit.pass(route) : route.abort());
			} catch {
				await route.abort().catch(() => {}); // The page is gone, or the request was settled.
			}
		},
	);
	// Routes do not see them.
	await context.routeWebSocket(
		() => true,
		(socket) => void socket.close().catch(() => {}),
	);

	return {
		visit: async (url) => {
			if (!isOfWeb(url)) throw new Error('不是网页地址');
			const page = await context.newPage();
			const visit = await watch(page, url);
			visits.set(page, visit);
			return visit;
		},
		stop: async () => {
			await Promise.all([...visits.values()].map((visit) => visit.stop()));
		},
	};
};
