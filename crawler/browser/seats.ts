export interface Seats {
	/** Waits for a seat, first come first served; the answer gives it back. Rejects where `signal` is aborted before. */
	readonly take: (signal: AbortSignal) => Promise<() => void>;
}

/** So many at once. */
export const createSeats = (count: number): Seats => {
	const waiting = new Set<() => void>();
	let free = count;
	const leave = (): void => {
		const [next] = waiting;
		if (next) next();
		else free++;
	};
	return {
		take: async (signal) => {
			signal.throwIfAborted();
			if (free > 0) free--;
			else
				await new Promise<void>((resolve, reject) => {
					const sit = (): void => {
						waiting.delete(sit);
						signal.removeEventListener('abort', giveUp);
						resolve();
					};
					const giveUp = (): void => {
						waiting.delete(sit);
						reject(signal.reason);
					};
					waiting.add(sit);
					signal.addEventListener('abort', giveUp, { once: true });
				});
			return leave;
		},
	};
};
