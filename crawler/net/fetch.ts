import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { BrokenReason } from '../model.ts';
import { resolveUrl } from '../url.ts';
import { decodeContent } from './content-encoding.ts';
import { isAbout, type Validators } from './validators.ts';

/** Why nothing (or nothing whole) came back. */
export type FailureReason =
	| Exclude<BrokenReason, 'status' | 'empty-file' | 'html-in-file' | 'damaged-file' | 'mismatched-file'>
	| 'forbidden-address'
	| 'name-server' // our own name server did not answer: says nothing about the site
	| 'unreachable'; // no route: says more about our network than about the site

interface Redirect {
	readonly url: string;
	readonly status: number;
}

export interface Answer {
	readonly state: 'answered';
	readonly url: string;
	/** Address of the last hop. */
	readonly finalUrl: string;
	readonly status: number;
	/** Names in lower case; repeated ones joined by `, `. */
	readonly headers: Readonly<Record<string, string>>;
	/** Decoded from its content encoding; at most `maxBytes`. */
	readonly body: Buffer;
	/** The body was longer than `maxBytes`. */
	readonly truncated: boolean;
	readonly redirects: readonly Redirect[];
	/** The server says that `finalUrl` still answers as it did when it gave the validators that were sent: status 304, no body. */
	readonly unchanged?: true;
	/** Bytes received over the wire, bodies only. */
	readonly bytes: number;
	/** Requests made, redirects included. */
	readonly requests: number;
	/** Until the last hop's answer began, milliseconds. */
	readonly firstByteMs: number;
	readonly milliseconds: number;
}

export interface Failure {
	readonly state: 'failed';
	readonly url: string;
	readonly finalUrl: string;
	readonly reason: FailureReason;
	/** For the log, as the system words it. */
	readonly detail: string;
	readonly redirects: readonly Redirect[];
	readonly bytes: number;
	readonly requests: number;
	readonly milliseconds: number;
}

export type Fetched = Answer | Failure;

interface FetchOptions {
	readonly dispatcher: Dispatcher;
	readonly userAgent: string;
	/** Time until the answer's first line, for each hop. */
	readonly timeoutSeconds: number;
	/** Of the decoded body; more is cut off, and the connection closed. */
	readonly maxBytes: number;
	readonly referer?: string;
	/** Sent by POST, as a page's script sends it; a redirect is followed without it. Default: GET. */
	readonly form?: string;
	/** Bytes that are enough of a body, by the answer's headers, where that is less than `maxBytes`. */
	readonly enough?: (headers: Answer['headers']) => number;
	/** Only this part of the body, as in `bytes=-1000`; servers may send all of it. */
	readonly range?: string;
	/** Called before each redirect is followed; false ends the chain there with the redirect's own answer. */
	readonly mayFollow?: (url: string) => boolean | Promise<boolean>;
	/** What an address's earlier answer came with, where that need not come again. Asked at every hop: validators are its own. */
	readonly validatorsOf?: (url: string) => Validators | undefined;
}

const maxRedirects = 10;

/** Longest a body may take, as a multiple of the timeout: endless trickles end too. */
const bodyPatience = 3;

const reasons: readonly [RegExp, FailureReason][] = [
	[/FORBIDDEN_ADDRESS/, 'forbidden-address'],
	[/ENOTFOUND|ENODATA/, 'dns'],
	[/EAI_AGAIN|ESERVFAIL|\bETIMEOUT\b/, 'name-server'],
	[/ECONNREFUSED/, 'refused'],
	// What the operator's own proxy refuses says nothing about the site.
	[/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|Proxy response|ProxyError/, 'unreachable'],
	[/TIMEOUT|ETIMEDOUT|AbortError|TimeoutError/, 'timeout'],
	[/CERT|SSL|TLS|EPROTO|UNABLE_TO|SELF_SIGNED|ALTNAME/, 'tls'],
	[
		/HTTPParserError|HPE_|UND_ERR_(?:HEADERS_OVERFLOW|RESPONSE|INVALID|REQ_CONTENT|RES_)|ERR_INVALID|Z_/,
		'protocol',
	],
	[/ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED/, 'reset'],
];

/** The reason of a thrown network error; errors of undici and Node carry a code, nested in `cause` or `errors`. */
export const reasonOf = (error: unknown): FailureReason => {
	const codes: string[] = [];
	for (let e = error, depth = 0; e instanceof Error && depth < 4; depth++) {
		if ('code' in e) codes.push(String(e.code));
		codes.push(e.name, /^Proxy response/.test(e.message) ? 'Proxy response' : '');
		e = e.cause ?? (e instanceof AggregateError ? e.errors[0] : undefined);
	}
	const all = codes.join(' ');
	return reasons.find(([pattern]) => pattern.test(all))?.[1] ?? 'reset';
};

const flatten = (headers: Dispatcher.ResponseData['headers']): Record<string, string> => {
	const flat: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
	}
	return flat;
};

/** The body up to `maxBytes`, or as far as it came in `milliseconds`: a slow answer is an answer. */
const readBody = async (
	stream: Dispatcher.ResponseData['body'],
	maxBytes: number,
	milliseconds: number,
): Promise<{ body: Buffer; truncated: boolean }> => {
	const chunks: Buffer[] = [];
	let size = 0;
	let cut = false;
	const stop = (): void => {
		cut = true;
		stream.destroy();
	};
	const timer = setTimeout(stop, milliseconds);
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > maxBytes) stop();
			if (cut) break;
		}
	} catch (error) {
		if (!cut) throw error;
	} finally {
		clearTimeout(timer);
	}
	const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
	return { body: body.subarray(0, maxBytes), truncated: cut };
};

/** Cookies of one chain of redirects: some walls set one and send the visitor to the same address again. */
const cookieJar = () => {
	const jar = new Map<string, Map<string, string>>();
	return {
		store: (host: string, header: Dispatcher.ResponseData['headers'][string]): void => {
			for (const line of header === undefined ? [] : [header].flat()) {
				const [pair = ''] = line.split(';', 1);
				const at = pair.indexOf('=');
				if (at <= 0) continue;
				const cookies = jar.get(host) ?? new Map<string, string>();
				jar.set(host, cookies);
				cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
			}
		},
		header: (host: string): string | undefined => {
			const cookies = jar.get(host);
			return cookies && [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		},
	};
};

/** One request, redirects followed, within limits of time, size and number. What can go wrong out there is a value. */
export const fetchUrl = async (url: string, options: FetchOptions): Promise<Fetched> => {
	const started = performance.now();
	const redirects: Redirect[] = [];
	const cookies = cookieJar();
	const visits = new Map<string, number>();
	let current = url;
	let bytes = 0;
	let requests = 0;
	/** An address that gave a 304 for no reason is asked once more, for its content. */
	let isBare = false;
	const failed = (reason: FailureReason, detail: string): Failure => ({
		state: 'failed',
		url,
		finalUrl: current,
		reason,
		detail,
		redirects,
		bytes,
		requests,
		milliseconds: performance.now() - started,
	});

	for (;;) {
		const { host, origin, pathname, search } = new URL(current);
		const form = redirects.length === 0 ? options.form : undefined;
		const cookie = cookies.header(host);
		// A second visit with a new cookie is how some sites let visitors in; a third is a loop.
		const visit = `${current} ${cookie ?? ''}`;
		visits.set(visit, (visits.get(visit) ?? 0) + 1);
		if ((visits.get(visit) ?? 0) > 1) return failed('redirect-loop', `back at ${current}`);
		if (redirects.length > maxRedirects)
			return failed('redirect-loop', `more than ${maxRedirects} redirects`);
		const sent = isBare ? undefined : options.validatorsOf?.(current);
		/** Ends a server that announces an answer again and again, each time as if it were about to come. */
		const hints = new AbortController();
		const since = performance.now();
		try {
			requests++;
			const response = await options.dispatcher.request({
				origin,
				path: pathname + search,
				...(form === undefined ? { method: 'GET' } : { method: 'POST', body: form }),
				headersTimeout: options.timeoutSeconds * 1000,
				bodyTimeout: options.timeoutSeconds * 1000,
				signal: hints.signal,
				onInfo: () => {
					if (performance.now() - since > options.timeoutSeconds * 1000) hints.abort();
				},
				headers: {
					'user-agent': options.userAgent,
					accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
					'accept-language': 'zh-CN,zh;q=0.9',
					'accept-encoding': 'gzip, deflate, br',
					...(options.range ? { range: options.range } : {}),
					...(options.referer ? { referer: options.referer } : {}),
					...(form === undefined
						? {}
						: {
								'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
								'x-requested-with': 'XMLHttpRequest',
							}),
					...(cookie ? { cookie } : {}),
					...(sent?.etag ? { 'if-none-match': sent.etag } : {}),
					...(sent?.modified ? { 'if-modified-since': sent.modified } : {}),
				},
			});
			const firstByteMs = performance.now() - started;
			const { statusCode: status } = response;
			const headers = flatten(response.headers);
			const target = isRedirect(status)
				? resolveUrl(latin1ToUtf8(headers.location ?? ''), current)
				: undefined;
			if (headers.location && target && ((await options.mayFollow?.(target)) ?? true)) {
				cookies.store(host, response.headers['set-cookie']);
				// The rest of it is nothing to wait for.
				const signal = AbortSignal.timeout(options.timeoutSeconds * 1000);
				await response.body.dump({ limit: 65_536, signal }).catch(() => {});
				redirects.push({ url: target, status });
				current = target;
				continue;
			}
			const answered = { state: 'answered', url, finalUrl: current, status, headers, redirects } as const;
			const times = () => ({ bytes, requests, firstByteMs, milliseconds: performance.now() - started });
			if (status === 304 && sent) {
				response.body.resume().on('error', () => {}); // It has none.
				if (isAbout(sent, headers))
					return { ...answered, body: Buffer.alloc(0), truncated: false, unchanged: true, ...times() };
				isBare = true;
				visits.delete(visit);
				continue;
			}
			const raw = await readBody(
				response.body,
				Math.min(options.maxBytes, options.enough?.(headers) ?? options.maxBytes),
				options.timeoutSeconds * 1000 * bodyPatience,
			);
			bytes += raw.body.length;
			const whole =
				raw.truncated && headers['content-encoding']
					? { body: Buffer.alloc(0), truncated: true }
					: decodeContent(raw.body, headers['content-encoding'] ?? '', options.maxBytes);
			return { ...answered, body: whole.body, truncated: raw.truncated || whole.truncated, ...times() };
		} catch (error) {
			return failed(reasonOf(error), error instanceof Error ? error.message : String(error));
		}
	}
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

/** Node reads header bytes as Latin-1; a Location with raw UTF-8 in it is what browsers take it for. */
const latin1ToUtf8 = (value: string): string => {
	if (!/[\u0080-\u00ff]/.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\ufffd') ? value : text;
};

/** Waits; in its own function so that what waits reads as such. */
export const pause = (seconds: number): Promise<void> => sleep(seconds * 1000);
