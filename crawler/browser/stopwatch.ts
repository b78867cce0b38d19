/** Longest that is told, milliseconds. */
const longestWaiting = 60_000;

/** Adds up the time during which anything waits. */
export const stopwatch = () => {
	let total = 0;
	let since = 0;
	let waiting = 0;
	return {
		read: (): number => Math.min(longestWaiting, total + (waiting > 0 ? Date.now() - since : 0)),
		during: async (work: Promise<void>): Promise<void> => {
			if (waiting++ === 0) since = Date.now();
			try {
				await work;
			} finally {
				if (--waiting === 0) total += Date.now() - since;
			}
		},
	};
};
