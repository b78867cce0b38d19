/** How fast a host may be asked. */
export interface Pace {
	/** Least time between the starts of two requests, milliseconds. */
	readonly spacing: number;
	/** Requests under way at once. */
	readonly concurrency: number;
}

/** A queue in which each waits its turn. */
export interface Turns {
	/** Waits until the next one may go. */
	readonly take: () => Promise<void>;
	/** Nobody goes for so many milliseconds from now, not even who has waited already. */
	readonly pause: (milliseconds: number) => void;
	/** Comes last before one goes: waits where the one before went less than a spacing ago, as when a pause let turns pile up. */
	readonly begin: () => Promise<void>;
}

/** One host, for all who ask it. */
export interface Host {
	readonly turns: Turns;
	/** Least time between two requests of all who ask it, milliseconds: that of the quickest of them. */
	readonly spacing: () => number;
	/** Somebody asks at this pace from now on, or no more where there is none. */
	readonly askedBy: (who: object, pace: Pace | undefined) => void;
	/** Runs `task` in its turn, and not beside more tasks than the pace allows. */
	readonly run: (task: () => Promise<void>) => Promise<void>;
	/** Tells how long an answer took, milliseconds, so that a host in trouble is asked less often. */
	readonly answered: (milliseconds: number) => void;
	/** It asked for a pause: afterwards it is asked half as often, and only by and by as often as before. */
	readonly refused: () => void;
}

/** The hosts that this process asks. Several sites may lie on one host, which is to see no more of us for that. */
export interface Hosts {
	readonly of: (name: string) => Host;
}

/** A host that asks for pauses is asked so many times more seldom at most … */
const slowest = 8;
/** … and each of its answers brings it so much nearer to its usual rate: 70 of them halve the distance. */
const recovery = 0.99;

/** The clock of the process: the one of the wall may be set back, and all would wait for as long as that. */
const now = (): number => performance.now();

const sleep = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

export const createTurns = (spacing: () => number): Turns => {
	let next = 0;
	let pausedUntil = 0;
	let last = Number.NEGATIVE_INFINITY;
	return {
		take: async () => {
			do {
				const mine = Math.max(now(), next);
				next = mine + spacing();
				const wait = mine - now();
				// Timers below a millisecond do not exist; turns are counted from when they were due, so the rate holds.
				if (wait >= 1) await sleep(wait);
			} while (now() < pausedUntil);
		},
		pause: (milliseconds) => {
			pausedUntil = Math.max(pausedUntil, now() + milliseconds);
			next = Math.max(next, pausedUntil);
		},
		begin: async () => {
			const due = (): number => last + spacing() - now();
			while (due() >= 1) await sleep(due());
			last = now();
		},
	};
};

/** So many at once, first come first served; one at first. */
const createSeats = () => {
	const waiting: (() => void)[] = [];
	let allowed = 1;
	let taken = 0;
	const fill = (): void => {
		while (taken < allowed && waiting.length > 0) {
			taken++;
			waiting.shift()?.();
		}
	};
	return {
		take: (): Promise<void> | undefined => {
			if (taken >= allowed || waiting.length > 0) return new Promise((resolve) => waiting.push(resolve));
			taken++;
			return undefined;
		},
		leave: (): void => {
			taken--;
			fill();
		},
		allow: (seats: number): void => {
			allowed = seats;
			fill();
		},
	};
};

const createHost = (): Host => {
	const paces = new Map<object, Pace>();
	const seats = createSeats();
	let spacing = 0;
	/** How many times its usual spacing the host has shown to need. */
	let slowness = 1;
	const turns = createTurns(() => spacing * slowness);
	/** Usual time to answer, milliseconds; undefined before the first answer. */
	let usual: number | undefined;
	/** Wait before each request while the host is slow, milliseconds. */
	let extra = 0;

	return {
		turns,
		spacing: () => spacing,
		askedBy: (who, pace) => {
			if (pace) paces.set(who, pace);
			else paces.delete(who);
			const all = [...paces.values()];
			if (all.length === 0) return; // Whoever comes next finds it as it was left.
			spacing = Math.min(...all.map((one) => one.spacing));
			seats.allow(Math.max(...all.map(({ concurrency }) => concurrency)));
		},
		run: async (task) => {
			await seats.take();
			try {
				if (extra > 0) await sleep(extra);
				// Last, so that a pause asked for meanwhile is kept.
				await turns.take();
				await task();
			} finally {
				seats.leave();
			}
		},
		answered: (milliseconds) => {
			usual = usual === undefined ? milliseconds : Math.min(usual * 1.02, milliseconds * 0.1 + usual * 0.9);
			// Three times slower than its best pace, and really slow: give it air; the wait fades as it recovers.
			const slow = milliseconds > 1000 && milliseconds > 3 * usual;
			if (slow) extra = Math.min(5000, Math.max(250, extra * 2));
			else extra = extra > 50 ? extra * 0.7 : 0;
			slowness = Math.max(1, slowness * recovery);
		},
		refused: () => {
			slowness = Math.min(slowest, slowness * 2);
		},
	};
};

export const createHosts = (): Hosts => {
	const hosts = new Map<string, Host>();
	return {
		of: (name) => {
			const host = hosts.get(name) ?? createHost();
			hosts.set(name, host);
			return host;
		},
	};
};
