/**
 * Preloaded (`--import`) into every process of an installation that lives through months in minutes: `Date` is as far ahead as the
 * file says that `GONGKAI_SOAK_CLOCK` names. In `serve` the waits between two turns of a loop end as soon as the clock has passed them, as do those for
 * an audit process that has nothing to do; whatever bounds a request or a browser goes by real time. Whoever runs it is told what the
 * process takes.
 */
import { readFileSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

/** What is sent to `serve`. */
export type Asked = 'leap' | 'measure';

/** What a process says of itself once its rubbish is gone, bytes; resources by kind. */
export interface Taken {
	readonly heap: number;
	readonly external: number;
	readonly rss: number;
	readonly resources: Readonly<Record<string, number>>;
}

/** How old what was read of the file may be, milliseconds. */
const freshMs = 20;
/** Shorter waits are over soon enough. */
const longWaitMs = 1000;
/** Whose waits go by the clock, as a stack names them. */
const byClock = /\/commands\/(?:loop|audit-process)\.[jt]s/;

const realNow = Date.now.bind(Date);
let ahead = 0;
let readAt = Number.NEGATIVE_INFINITY;
const look = (): void => {
	readAt = performance.now();
	try {
		ahead = Number(readFileSync(process.env.GONGKAI_SOAK_CLOCK ?? '', 'utf8'));
	} catch {
		// Between two of its states: the last one holds.
	}
};
const now = (): number => {
	if (performance.now() - readAt > freshMs) look();
	return realNow() + ahead;
};

const moved = new Proxy(Date, {
	apply: (of) => new of(now()).toString(),
	construct: (of, given, target) => Reflect.construct(of, given.length > 0 ? given : [now()], target),
	get: (of, key) => (key === 'now' ? now : Reflect.get(of, key)),
});
globalThis.Date = moved;

/** Waits that are under way, and when they are over. */
const waits = new Map<NodeJS.Timeout, { readonly at: number; readonly end: () => void }>();

const waitByClock = (): void => {
	const { setTimeout: begin, clearTimeout: stop } = globalThis;
	const wait = (work: (...given: unknown[]) => void, ms = 1, ...given: unknown[]): NodeJS.Timeout => {
		if (!(ms >= longWaitMs) || !byClock.test(new Error().stack ?? '')) return begin(work, ms, ...given);
		const end = (): void => {
			waits.delete(timer);
			work(...given);
		};
		const timer = begin(end, ms);
		waits.set(timer, { at: now() + ms, end });
		return timer;
	};
	globalThis.setTimeout = Object.assign(wait, begin) as typeof setTimeout;
	globalThis.clearTimeout = (timer) => {
		if (typeof timer === 'object') waits.delete(timer as NodeJS.Timeout);
		stop(timer);
	};
};

const leap = (): void => {
	look();
	const at = now();
	const over = [...waits].filter(([, wait]) => wait.at <= at).sort(([, one], [, other]) => one.at - other.at);
	for (const [timer, { end }] of over) {
		if (!waits.has(timer)) continue;
		clearTimeout(timer);
		end();
	}
};

const measure = async (): Promise<Taken> => {
	for (let round = 0; round < 3; round++) {
		globalThis.gc?.();
		await breathe();
	}
	const { heapUsed: heap, external, rss } = process.memoryUsage();
	const kinds = Object.entries(Object.groupBy(process.getActiveResourcesInfo(), (kind) => kind));
	return {
		heap,
		external,
		rss,
		resources: Object.fromEntries(kinds.map(([kind, all]) => [kind, all?.length ?? 0])),
	};
};

if (isMainThread && process.argv[2] === 'serve') {
	waitByClock();
	process.on('message', async (asked: Asked) => {
		if (asked === 'leap') leap();
		const taken = asked === 'measure' ? await measure() : undefined;
		process.send?.({ asked, ...(taken ? { taken } : {}) });
	});
}
