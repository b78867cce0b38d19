import PQueue from 'p-queue';
import type { Limits } from '../site-config.ts';
import { createHosts, createTurns, type Host, type Hosts, type Turns } from './hosts.ts';

/** A host is never left alone for longer than this at once, whatever its Retry-After says, in seconds. */
const longestPause = 120;

/** A site is not waited for beyond so many seconds in all. */
const longestWait = 1800;

/** robots.txt is not obeyed beyond so many seconds between requests. */
const longestDelay = 30;

/** One site's requests to one host. */
interface Lane {
	readonly host: Host;
	/** Waits for a seat, the most urgent first. */
	readonly queue: PQueue;
	/** The site's own pace, where others ask the host more quickly. */
	readonly turns: Turns;
	/** Milliseconds. */
	spacing: number;
	/** The pause under way or over: when it ends, milliseconds of the process's clock, and whether the host asked for a longer one. */
	pause: { readonly until: number; readonly isCut: boolean } | undefined;
	/** Seconds of all pauses. */
	paused: number;
}

/** How one site asks hosts: rate, concurrency, Retry-After, and slower when a host slows down. */
export interface Politeness {
	/** Runs `task` when the host of `url` may be asked again. Higher `priority` first. */
	readonly run: <T>(url: string, task: () => Promise<T>, priority?: number) => Promise<T>;
	/**
	 * Waits until the host of `url` may be asked again, whatever runs beside: for what running tasks wait for, which would
	 * otherwise wait for them.
	 */
	readonly turn: (url: string) => Promise<void>;
	/** Tells how long a good answer took, so that a host in trouble is asked less often. */
	readonly answered: (url: string, milliseconds: number) => void;
	/**
	 * The host asked for a pause (429, 503), with its Retry-After if it gave one. `leave`: it asks for more than anyone waits, again
	 * after a pause or for too long in all, and is best left alone.
	 */
	readonly backOff: (url: string, retryAfter?: string) => 'wait' | 'leave';
	/** robots.txt asked for so many seconds between requests. */
	readonly delay: (url: string, seconds: number) => void;
	/** Tasks that have not begun never will; those that wait for their turn reject. */
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

/** `hosts` is what sites that are audited side by side have in common; a site without company has its own. */
export const createPoliteness = (
	limits: Pick<Limits, 'requestsPerSecond' | 'concurrency'>,
	hosts: Hosts = createHosts(),
): Politeness => {
	const lanes = new Map<string, Lane>();
	let stopped = false;

	const open = (host: Host): Lane => {
		const lane: Lane = {
			host,
			queue: new PQueue({ concurrency: limits.concurrency }),
			turns: createTurns(() => lane.spacing),
			spacing: 1000 / limits.requestsPerSecond,
			pause: undefined,
			paused: 0,
		};
		host.askedBy(lane, { spacing: lane.spacing, concurrency: limits.concurrency });
		return lane;
	};

	const laneOf = (url: string): Lane => {
		const name = new URL(url).host;
		const lane = lanes.get(name) ?? open(hosts.of(name));
		lanes.set(name, lane);
		return lane;
	};

	/** The host keeps the pace of the quickest; who wants to be slower waits by himself, for his turn and once more before he goes. */
	const ownPace = async ({ host, spacing, turns }: Lane, step: 'take' | 'begin'): Promise<void> => {
		if (spacing > host.spacing()) await turns[step]();
	};

	return {
		run: (url, task, priority = 0) =>
			new Promise((resolve, reject) => {
				const lane = laneOf(url);
				const work = async (): Promise<void> => {
					await ownPace(lane, 'take');
					await lane.host.run(async () => {
						await ownPace(lane, 'begin');
						if (stopped) reject(new Error('stopped while it waited for its turn'));
						else await task().then(resolve, reject);
					});
				};
				void lane.queue.add(work, { priority });
			}),
		turn: async (url) => {
			const lane = laneOf(url);
			await ownPace(lane, 'take');
			await lane.host.turns.take();
			await ownPace(lane, 'begin');
		},
		answered: (url, milliseconds) => {
			const lane = laneOf(url);
			lane.host.answered(milliseconds);
			lane.pause = undefined;
		},
		backOff: (url, retryAfter) => {
			const lane = laneOf(url);
			const asked = retryAfterSeconds(retryAfter) ?? 5;
			const seconds = Math.min(asked, longestPause);
			lane.host.turns.pause(seconds * 1000);
			const now = performance.now();
			// What was under way when the pause began says the same again.
			if (lane.pause && now < lane.pause.until) return 'wait';
			const isCut = asked > longestPause;
			const isWorn = isCut && lane.pause?.isCut === true;
			lane.pause = { until: now + seconds * 1000, isCut };
			lane.paused += seconds;
			lane.host.refused();
			return isWorn || lane.paused > longestWait ? 'leave' : 'wait';
		},
		delay: (url, seconds) => {
			const lane = laneOf(url);
			const spacing = Math.min(seconds, longestDelay) * 1000;
			if (spacing <= lane.spacing) return;
			lane.spacing = spacing;
			lane.queue.concurrency = 1;
			lane.host.askedBy(lane, { spacing, concurrency: 1 });
			// The request that brought robots.txt was the last one.
			lane.turns.pause(spacing);
			lane.host.turns.pause(lane.host.spacing());
		},
		stop: () => {
			stopped = true;
			for (const lane of lanes.values()) {
				lane.queue.clear();
				lane.host.askedBy(lane, undefined);
			}
		},
	};
};
