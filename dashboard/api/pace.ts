/** How fast one caller may ask: so many at once, and so many a second in the long run. */
export interface PaceLimits {
	/** Requests that may come at once. Default: 1,000. */
	readonly atOnce?: number;
	/** Default: 50. */
	readonly perSecond?: number;
}

/** Seconds until a caller may ask again; 0: now, and it counts. */
export type Pace = (caller: string, now: Date) => number;

/** Keeps a program that asks without end from holding up whoever looks at the pages. */
export const createPace = ({ atOnce = 1000, perSecond = 50 }: PaceLimits = {}): Pace => {
	/** What each has left, and since when it has grown. */
	const left = new Map<string, { readonly requests: number; readonly at: number }>();
	return (caller, now) => {
		const at = now.getTime();
		const before = left.get(caller) ?? { requests: atOnce, at };
		const grown = Math.max(0, at - before.at) / 1000;
		const requests = Math.min(atOnce, before.requests + grown * perSecond);
		if (requests < 1) return Math.ceil((1 - requests) / perSecond);
		left.set(caller, { requests: requests - 1, at });
		return 0;
	};
};
