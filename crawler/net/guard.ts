import tls from 'node:tls';
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici';
import type { Network } from '../site-config.ts';
import {
	addressFilter,
	allowedAddresses,
	ForbiddenAddressError,
	type Resolver,
	systemResolver,
} from './address.ts';
import { type BrowserProxy, openBrowserProxy } from './browser-proxy.ts';
import { connectorTo, type DialTimes, dialWatch, type OnStep } from './dialing.ts';

/** Connections of their own, watched. */
export interface TimedWay {
	readonly dispatcher: Dispatcher;
	/** Empty where the operator's proxy dials. */
	readonly times: () => DialTimes;
	readonly close: () => Promise<void>;
}

/** The one way out: every connection of the crawler, of its libraries and of the browser passes it. */
export interface Guard {
	/** For undici; dials only what may be dialled. */
	readonly dispatcher: Dispatcher;
	/** The same, each request on a connection of its own: a second try should not meet the first one's dead socket. */
	readonly freshDispatcher: Dispatcher;
	/** A way out for one visit, which tells how long its connections took. To be closed; that ends what is under way on it. */
	readonly timed: () => TimedWay;
	/** Truthful, with the operator's contact. */
	readonly userAgent: string;
	/** `http://127.0.0.1:port` of the browser's proxy; opened on first use. */
	readonly browserProxy: () => Promise<string>;
	/** Ends the browser's connections to the host of an address. */
	readonly hangUp: (url: string) => void;
	/** Whether a public name was ever resolved: until then, a name that is not found may be our own name server's failure. */
	readonly resolvesNames: () => boolean;
	/** Hosts are dialled from here, and not by the operator's proxy. */
	readonly isDirect: boolean;
	/** All addresses of a host, whether they may be dialled or not; rejects as DNS does. */
	readonly addressesOf: (hostname: string) => Promise<readonly string[]>;
	/** Throws `ForbiddenAddressError` for a host that may not be dialled; rejects as DNS does. */
	readonly check: (hostname: string) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** A controller for exchanges that never reach the net. */
export const idleController: Dispatcher.DispatchController = {
	aborted: false,
	paused: false,
	reason: null,
	rawHeaders: [Buffer.from('content-type'), Buffer.from('text/html; charset=utf-8')],
	rawTrailers: null,
	abort: () => {},
	pause: () => {},
	resume: () => {},
};

/** Of an answer's headers, bytes: as much as browsers take. */
const maxHeaderSize = 256 * 1024;

/** The operator's proxy did not let us through; says nothing about the site. */
class ProxyError extends Error {
	override readonly name = 'ProxyError';
}

/** Where a proxy dials for us, it alone is dialled: what fails in that, or what it refuses, is not the site's. */
const isOfProxy = ({ code = '', message }: NodeJS.ErrnoException): boolean =>
	/^Proxy (?:response|Authentication)/.test(message) ||
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/.test(
		code,
	);

/** Passes everything on; errors of the proxy under their own name. */
const namingProxy = (handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => ({
	onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
	onRequestUpgrade: (controller, status, headers, socket) =>
		handler.onRequestUpgrade?.(controller, status, headers, socket),
	onResponseStart: (controller, status, headers, message) =>
		handler.onResponseStart?.(controller, status, headers, message),
	onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
	onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
	onResponseError: (controller, error) =>
		handler.onResponseError?.(controller, isOfProxy(error) ? new ProxyError(error.message) : error),
});

const contactOf = (contact: string | undefined): string => (contact ? `; +${contact}` : '');

/** Options that only tests need. */
export interface GuardOptions {
	readonly resolve?: Resolver;
	/** Seconds until a connection attempt is given up; default 15. */
	readonly connectTimeoutSeconds?: number;
}

export const createGuard = (network: Network, options: GuardOptions = {}): Guard => {
	const mayDial = addressFilter(network.allow);
	const isPublic = addressFilter([]);
	let resolvesNames = options.resolve !== undefined;
	const resolve: Resolver = async (hostname) => {
		const addresses = await (options.resolve ?? systemResolver)(hostname);
		resolvesNames ||= addresses.some(isPublic);
		return addresses;
	};
	const ca = network.ca ? [...tls.rootCertificates, network.ca] : undefined;
	const dial = buildConnector({
		timeout: (options.connectTimeoutSeconds ?? 15) * 1000,
		...(ca ? { ca } : {}),
	});

	const check = async (hostname: string): Promise<void> => {
		try {
			await dialable(hostname);
		} catch (error) {
			// Behind a proxy, names may be known to the proxy alone.
			if (error instanceof ForbiddenAddressError || !network.proxy) throw error;
		}
	};

	const dialable = (hostname: string): Promise<readonly string[]> =>
		allowedAddresses(hostname, resolve, mayDial);

	/** The proxy dials for us, so the address is checked before it is asked to. */
	const checked: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
		check(new URL(String(options.origin)).hostname).then(
			() => dispatch(options, namingProxy(handler)),
			(error: Error) => handler.onResponseError?.(idleController, error),
		);
		return true;
	};
	const open = (pipelining: 0 | 1, onStep?: OnStep): Dispatcher =>
		network.proxy
			? new ProxyAgent({ uri: network.proxy, pipelining, ...(ca ? { requestTls: { ca } } : {}) }).compose(
					checked,
				)
			: new Agent({
					connect: connectorTo(dialable, dial, onStep),
					connections: 16,
					keepAliveTimeout: 8_000,
					pipelining,
					maxHeaderSize,
				});
	const dispatcher = open(1);
	const freshDispatcher = open(0);
	/** Watched ways out that are still open. */
	const timed = new Set<Dispatcher>();

	let proxy: Promise<BrowserProxy> | undefined;

	return {
		dispatcher,
		freshDispatcher,
		timed: () => {
			const { onStep, times } = dialWatch();
			const own = open(0, onStep);
			timed.add(own);
			const close = async (): Promise<void> => {
				timed.delete(own);
				await own.destroy();
			};
			return { dispatcher: own, times, close };
		},
		resolvesNames: () => resolvesNames,
		userAgent: `Mozilla/5.0 (compatible; Gongkai/0.1${contactOf(network.contact)})`,
		isDirect: network.proxy === undefined,
		addressesOf: resolve,
		check,
		browserProxy: async () => {
			proxy ??= openBrowserProxy({ upstream: network.proxy, check, dialable });
			return (await proxy).url;
		},
		hangUp: (url) => void proxy?.then(({ hangUp }) => hangUp(url)),
		close: async () => {
			await Promise.all([dispatcher, freshDispatcher, ...timed].map((own) => own.destroy()));
			await (await proxy)?.close();
		},
	};
};
