import PQueue from 'p-queue';
import type { Limits } from './model.ts';

/** A host is never asked for longer than this at once, whatever its Retry-After says, in seconds. */
const longestPause = 120;

interface Host {
	readonly queue: PQueue;
	/** Usual time to answer, milliseconds; undefined before the first answer. */
	usual: number | undefined;
	/** Wait before each request while the host is slow, milliseconds. */
	extra: number;
	/** The least of it: what robots.txt asks for beyond our own rate. */
	floor: number;
	timer: NodeJS.Timeout | undefined;
}

/** One queue a host: rate, concurrency, Retry-After, and slower when the host slows down. */
export interface Politeness {
	/** Runs `task` when the host of `url` may be asked again. Higher `priority` first. */
	readonly run: <T>(url: string, task: () => Promise<T>, priority?: number) => Promise<T>;
	/** Tells how long an answer took, so that a host in trouble is asked less often. */
	readonly answered: (url: string, milliseconds: number) => void;
	/** The host asked for a pause (429, 503), with its Retry-After if it gave one. */
	readonly backOff: (url: string, retryAfter?: string) => void;
	/** robots.txt asked for so many seconds between requests. */
	readonly delay: (url: string, seconds: number) => void;
	/** Tasks that wait or run, over all hosts. */
	readonly pending: () => number;
	readonly stop: () => void;
}

/** Seconds of a Retry-After header: a number, or a date; undefined where it says nothing. */
export const retryAfterSeconds = (value: string | undefined, now = Date.now()): number | undefined => {
	if (!value) return undefined;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
};

export const createPoliteness = (limits: Pick<Limits, 'requestsPerSecond' | 'concurrency'>): Politeness => {
	const hosts = new Map<string, Host>();
	const spacing = 1000 / limits.requestsPerSecond;

	const hostOf = (url: string): Host => {
		const name = new URL(url).host;
		let host = hosts.get(name);
		if (!host) {
			// Fast rates are kept over windows of 100 ms: timers below a millisecond do not exist.
			const interval = Math.max(spacing, 100);
			const queue = new PQueue({
				concurrency: limits.concurrency,
				interval,
				intervalCap: Math.max(1, Math.floor(interval / spacing)),
			});
			host = { queue, usual: undefined, extra: 0, floor: 0, timer: undefined };
			hosts.set(name, host);
		}
		return host;
	};

	const pauseHost = (host: Host, seconds: number): void => {
		host.queue.pause();
		clearTimeout(host.timer);
		host.timer = setTimeout(() => host.queue.start(), Math.min(seconds, longestPause) * 1000);
	};

	return {
		run: (url, task, priority = 0) => {
			const host = hostOf(url);
			return host.queue.add(
				async () => {
					if (host.extra > 0) await new Promise((resolve) => setTimeout(resolve, host.extra));
					return task();
				},
				{ priority },
			);
		},
		answered: (url, milliseconds) => {
			const host = hostOf(url);
			host.usual =
				host.usual === undefined
					? milliseconds
					: Math.min(host.usual * 1.02, milliseconds * 0.1 + host.usual * 0.9);
			// Three times slower than its best pace, and really slow: give it air; the wait fades as it recovers.
			const slow = milliseconds > 1000 && milliseconds > 3 * host.usual;
			const wait = slow
				? Math.min(5000, Math.max(250, host.extra * 2))
				: host.extra > 50
					? host.extra * 0.7
					: 0;
			host.extra = Math.max(host.floor, wait);
		},
		backOff: (url, retryAfter) => pauseHost(hostOf(url), retryAfterSeconds(retryAfter) ?? 5),
		delay: (url, seconds) => {
			const host = hostOf(url);
			const wanted = Math.min(seconds, 30) * 1000;
			if (wanted <= spacing) return;
			host.queue.concurrency = 1;
			host.floor = wanted - spacing;
			host.extra = Math.max(host.extra, host.floor);
		},
		pending: () => [...hosts.values()].reduce((sum, { queue }) => sum + queue.size + queue.pending, 0),
		stop: () => {
			for (const { queue, timer } of hosts.values()) {
				clearTimeout(timer);
				queue.clear();
				queue.start();
			}
		},
	};
};
