/** Nobody who mends the cause is to wait longer, milliseconds. */
const longestMs = 5 * 60_000;

/** Sites whose audits could not even begin: they stand behind the others, and wait twice as long each time. */
export interface Setbacks {
	/** All of them. */
	readonly sites: () => ReadonlySet<string>;
	/** Those that are not to be tried yet. */
	readonly waiting: (now: Date) => ReadonlySet<string>;
	/** When the first of them is to be tried, milliseconds; undefined where none waits. */
	readonly nextAt: (now: Date) => number | undefined;
	readonly add: (site: string, now: Date) => void;
	readonly delete: (site: string) => void;
	/** None waits any more: the clock was turned back. */
	readonly release: () => void;
}

/** `pauseMs`: the first wait. */
export const createSetbacks = (pauseMs: number): Setbacks => {
	const all = new Map<string, { readonly times: number; readonly until: number }>();
	const waiting = (now: Date) => [...all].filter(([, { until }]) => until > now.getTime());
	return {
		sites: () => new Set(all.keys()),
		waiting: (now) => new Set(waiting(now).map(([site]) => site)),
		nextAt: (now) => {
			const times = waiting(now).map(([, { until }]) => until);
			return times.length > 0 ? Math.min(...times) : undefined;
		},
		add: (site, now) => {
			const times = all.get(site)?.times ?? 0;
			all.set(site, { times: times + 1, until: now.getTime() + Math.min(longestMs, pauseMs * 2 ** times) });
		},
		delete: (site) => {
			all.delete(site);
		},
		release: () => {
			for (const [site, { times }] of all) all.set(site, { times, until: 0 });
		},
	};
};
