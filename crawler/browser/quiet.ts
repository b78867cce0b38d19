import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from 'playwright';
import { within } from './within.ts';

/** When a page has drawn what it is going to draw: nothing is on its way, and no timer is due that may draw. */
export interface Quiet {
	/** Waits until the page is quiet, from now on. Rejects where it is not within this time. */
	readonly comes: (milliseconds: number) => Promise<void>;
}

/** Milliseconds without a request or a timer after which a page that waits for nothing is quiet. */
const silence = 80;
/** What may follow a request or a timer within this time is waited for, whatever it is, milliseconds. */
const aftermath = 500;
/** A timer further off is for later, milliseconds. */
const longestTimer = 2_000;
/** A timer so long overdue will not run any more, milliseconds. */
const overdue = 1_000;
/** A timer that drew nothing on so many pages is not waited for. */
const dullPages = 2;
/** Names of timers that are remembered in one browser. */
const maxDull = 5_000;

/** Requests that no text depends on. */
const silent = new Set([
	'Image',
	'Media',
	'Font',
	'TextTrack',
	'EventSource',
	'WebSocket',
	'Manifest',
	'Ping',
	'Preflight',
]);

const account = '__pageTimers';

/**
 * Runs in a page before its own scripts: keeps account of its timers. A timer's name is a number made of its code and its delay.
 * One that arms itself again, or is armed over and over, is a loop: a clock, a carousel.
 */
export const watchTimers = `(() => {
	if (window !== window.top) return;
	const { setTimeout: arm, clearTimeout: disarm, setInterval: repeat, clearInterval: stop, Promise, String, Math, Number } = window;
	const now = performance.now.bind(performance);
	// Plain objects: whatever a page does to the methods of others, these need none.
	const timers = Object.create(null);
	const armed = Object.create(null);
	let kept = 0;
	const keep = (id, timer) => { if (kept < 1000 && !timers[id]) { kept++; timers[id] = timer; } };
	const drop = (id) => { if (timers[id]) { kept--; delete timers[id]; } };
	let names = 0;
	let running = 0;
	let fired = -1e6;
	const idle = [];
	const nameOf = (work, delay) => {
		let name = delay | 0;
		try {
			const code = String(work);
			for (let i = 0; i < code.length && i < 300; i++) name = (Math.imul(name, 31) + code.charCodeAt(i)) | 0;
			name = (Math.imul(name, 31) + code.length) | 0;
		} catch {} // The page has broken what strings can do; the delay is name enough.
		return name || 1;
	};
	const shown = () => document.getElementsByTagName('*').length + ' ' + (document.body ? document.body.textContent.length : 0);
	const run = (work, self, args) => (typeof work === 'function' ? work.apply(self, args) : (0, eval)(String(work)));
	const begin = (timer, work, self, args) => {
		const before = running;
		const late = !timer.loop && timer.delay > ${aftermath};
		const was = late ? shown() : '';
		if (!timer.loop) fired = now();
		running = timer.name;
		try { return run(work, self, args); } finally {
			running = before;
			if (late && idle.length < 50 && shown() === was) idle[idle.length] = [timer.name, now()];
		}
	};
	window.setTimeout = function (work, wait, ...args) {
		const delay = Number(wait) > 0 ? Number(wait) : 0;
		const name = nameOf(work, delay);
		const times = (armed[name] || 0) + 1;
		if (times > 1 || ++names < 1000) armed[name] = times;
		const timer = { name, delay, loop: running === name || times > 3, since: now(), due: now() + delay };
		const id = arm(function () { drop(id); return begin(timer, work, this, args); }, delay);
		keep(id, timer);
		return id;
	};
	window.setInterval = function (work, wait, ...args) {
		const delay = Number(wait) > 0 ? Number(wait) : 0;
		const timer = { name: nameOf(work, delay), delay, loop: true, since: now(), due: now() + delay };
		const id = repeat(function () { timer.since = now(); timer.due = timer.since + delay; return begin(timer, work, this, args); }, delay);
		keep(id, timer);
		return id;
	};
	window.clearTimeout = function (id) { drop(id); disarm(id); };
	window.clearInterval = function (id) { drop(id); stop(id); };
	const state = () => {
		const at = now();
		let text = document.readyState + ' ' + Math.round(at - fired);
		for (const id in timers) {
			const t = timers[id];
			text += '\\n' + t.name + ' ' + t.delay + ' ' + (t.loop ? 1 : 0) + ' ' + Math.round(at - t.since) + ' ' + Math.round(t.due - at);
		}
		for (let i = 0; i < idle.length; i++) text += '\\nidle ' + idle[i][0] + ' ' + Math.round(at - idle[i][1]);
		idle.length = 0;
		return text;
	};
	// What the page has to do already goes before the answer.
	Object.defineProperty(window, '${account}', { value: () => new Promise((done) => arm(() => {
		try { done(state()); } catch { done('unknown 1000000'); } // The page has broken what we count with.
	}, 1)) });
})()`;

const probe = `typeof ${account} === 'function' ? ${account}() : 'unknown 1000000'`;

/** A page's answer to the probe; lines of it that make no sense are none. */
interface Timers {
	/** The document's state; `unknown` where the page's timers are. */
	readonly ready: string;
	/** Milliseconds since a timer ran that is no loop. */
	readonly ran: number;
	readonly armed: readonly {
		readonly name: string;
		readonly delay: number;
		readonly loop: boolean;
		/** Milliseconds since it was armed, or ran the last time. */
		readonly since: number;
		/** Milliseconds until it runs. */
		readonly due: number;
	}[];
	/** Timers that ran since the last answer and changed nothing at once, and how many milliseconds ago. */
	readonly idle: readonly { readonly name: string; readonly ran: number }[];
}

const readTimers = (answer: string): Timers => {
	const [first = '', ...lines] = answer
		.slice(0, 100_000)
		.split('\n')
		.map((line) => line.split(' '));
	const armed = lines.flatMap(([name = '', delay, loop, since, due]) => {
		const timer = { name, delay: Number(delay), loop: loop === '1', since: Number(since), due: Number(due) };
		return Number.isFinite(timer.delay + timer.since + timer.due) ? [timer] : [];
	});
	const idle = lines.flatMap(([word, name = '', ran]) =>
		word === 'idle' ? [{ name, ran: Number(ran) }] : [],
	);
	const [ready = '', ran] = first;
	return { ready, ran: Number(ran) || 0, armed, idle };
};

/** Milliseconds until it is worth asking the page again; 0: it is quiet. `still`: milliseconds since its last request began or ended. */
const untilQuiet = (
	{ ready, ran, armed }: Timers,
	still: number,
	isDull: (name: string) => boolean,
): number => {
	const calm = Math.min(still, ran);
	let wait = Math.max(0, silence - calm);
	if (ready !== 'complete' && calm < aftermath) wait = Math.max(wait, 20);
	for (const { name, delay, loop, since, due } of armed) {
		if (due < -overdue) continue;
		const follows = since > calm - 10 && due + calm <= aftermath;
		const works = !loop && delay <= longestTimer && !isDull(name);
		if (follows || works) wait = Math.max(wait, Math.min(due, longestTimer), 10);
	}
	return wait;
};

/** What a browser's pages have in common: timers that drew nothing, by name, and on how many pages. */
export type DullTimers = Map<string, number>;

/** Watches a page's requests. `dull` is what is known of the timers of the browser's pages, and grows. */
export const watchQuiet = (wire: CDPSession, dull: DullTimers): Quiet => {
	const out = new Set<string>();
	let main: string | undefined;
	let last = Date.now();

	wire.on('Network.requestWillBeSent', ({ requestId, loaderId, frameId, type = 'Other' }) => {
		if (silent.has(type)) return;
		if (type === 'Document' && requestId === loaderId) {
			main ??= frameId;
			// Another document in the page's place: nothing waits for what the last one asked for.
			if (frameId === main) out.clear();
		}
		out.add(requestId);
		last = Date.now();
	});
	const ended = ({ requestId }: { requestId: string }): void => {
		if (out.delete(requestId)) last = Date.now();
	};
	wire.on('Network.loadingFinished', ended);
	wire.on('Network.loadingFailed', ended);

	/** The page's answer; undefined where it has none now, as between two documents. */
	const ask = async (): Promise<Timers | undefined> => {
		try {
			const { result } = await wire.send('Runtime.evaluate', {
				expression: probe,
				awaitPromise: true,
				returnByValue: true,
			});
			return typeof result.value === 'string' ? readTimers(result.value) : undefined;
		} catch {
			return undefined;
		}
	};

	const learn = ({ armed, idle }: Timers, still: number): void => {
		const note = (name: string, pages: number): void => {
			if (dull.size < maxDull || dull.has(name)) dull.set(name, pages);
		};
		for (const { name, loop } of armed) if (loop) note(name, dullPages);
		// One that ran before the last request may have sent it.
		for (const { name, ran } of idle) if (ran < still) note(name, (dull.get(name) ?? 0) + 1);
	};

	const quiet = async (isOver: () => boolean): Promise<void> => {
		while (!isOver()) {
			const still = Date.now() - last;
			if (out.size > 0 || still < silence) {
				await pause(out.size > 0 ? 20 : silence - still);
				continue;
			}
			const timers = await ask();
			const since = Date.now() - last;
			if (timers) learn(timers, since);
			const wait = timers ? untilQuiet(timers, since, (name) => (dull.get(name) ?? 0) >= dullPages) : silence;
			if (wait === 0 && out.size === 0) return;
			await pause(Math.max(1, wait));
		}
	};

	return {
		comes: async (milliseconds) => {
			last = Date.now();
			let over = false;
			try {
				await within(
					milliseconds,
					quiet(() => over),
				);
			} finally {
				over = true;
			}
		},
	};
};
