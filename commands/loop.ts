/** Something that looks around again and again, until it is stopped. */
export interface Loop {
	/** Looks around at once, or as soon as the turn that is under way is over. */
	readonly wake: () => void;
	readonly isStopping: () => boolean;
	/**
	 * Begins no turn any more. `closing` is begun at once and ends what the last turn waits for; after `patienceMs` nobody waits any
	 * longer for either.
	 */
	readonly stop: (closing: () => readonly Promise<unknown>[], patienceMs: number) => Promise<void>;
}

export interface LoopOptions {
	/** One look; resolves with the wait before the next one, milliseconds. It may use the loop: the first begins after it is made. */
	readonly turn: () => Promise<number>;
	/** Is told of a turn that threw; gives the wait before the next one, milliseconds. */
	readonly onError: (error: unknown) => number;
}

/** Longest to wait, whatever a turn says: timers take no more than 32 bits. */
const longestMs = 24 * 3_600_000;

/** Starts a loop whose turns never overlap. */
export const startLoop = ({ turn, onError }: LoopOptions): Loop => {
	let isStopping = false;
	let wake: () => void = () => {};
	const loop = async (): Promise<void> => {
		while (!isStopping) {
			// Before the turn: what wakes the loop meanwhile is not to be missed.
			const woken = new Promise<void>((resolve) => {
				wake = resolve;
			});
			const wait = await turn().catch(onError);
			if (isStopping) return;
			const timer = setTimeout(wake, Math.min(longestMs, Math.max(1, wait)));
			await woken;
			clearTimeout(timer);
		}
	};
	const looping = Promise.resolve().then(loop);
	return {
		wake: () => wake(),
		isStopping: () => isStopping,
		stop: async (closing, patienceMs) => {
			isStopping = true;
			wake();
			const ended = Promise.allSettled([looping, ...closing()]);
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<void>((resolve) => {
				timer = setTimeout(resolve, patienceMs);
			});
			await Promise.race([ended, late]);
			clearTimeout(timer);
		},
	};
};
