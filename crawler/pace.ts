/** How far a crawl is at one moment. */
export interface Moment {
	/** Milliseconds of the process's clock. */
	readonly at: number;
	readonly pages: number;
	/** The site's own addresses that wait, and pages among them. */
	readonly own: number;
	readonly ownPages: number;
	/** Other hosts' addresses that wait. */
	readonly others: number;
	/** Pages that may still be asked for. */
	readonly pagesLeft: number;
}

export interface Pace {
	/** Pages a second over the last half minute. */
	readonly perSecond: number;
	/** Until all that is known will have been asked for; absent where nobody can tell, as while more is found than is done. */
	readonly secondsLeft?: number;
}

/** What is looked back on, milliseconds. */
const window = 30_000;
/** Less than this tells nothing of the end. */
const shortest = 10_000;
/** Between two moments that are kept. */
const step = 500;
/** Addresses of other hosts that are checked in a second, until it is seen how many they are. */
const othersPerSecond = 4;
/** A queue that shrinks by less than this share of what is done may as well grow again. */
const leastShrink = 0.1;

/** Seconds until the site's own addresses are done with; undefined where that cannot be told. */
const ownSeconds = (first: Moment, last: Moment, seconds: number): number | undefined => {
	if (last.own === 0) return 0;
	const perSecond = (last.pages - first.pages) / seconds;
	// More is known than may be asked for: the budget says when it ends, however much more is found.
	if (last.ownPages > last.pagesLeft) return perSecond > 0 ? last.pagesLeft / perSecond : undefined;
	const shrink = (first.own - last.own) / seconds;
	return shrink > 0 && shrink >= perSecond * leastShrink ? last.own / shrink : undefined;
};

const othersSeconds = (first: Moment, last: Moment, seconds: number): number => {
	const done = (first.others - last.others) / seconds;
	return last.others / (done > 0 ? done : othersPerSecond);
};

/** Says of each moment how fast the crawl goes and when it may end. */
export const createPace = (): ((moment: Moment) => Pace) => {
	let kept: Moment[] = [];
	return (moment) => {
		const last = kept.at(-1);
		if (!last || moment.at - last.at >= step) kept.push(moment);
		// The first one that is kept is as old as the window, or older.
		const from = kept.findLastIndex(({ at }) => at <= moment.at - window);
		if (from > 0) kept = kept.slice(from);
		const [first = moment] = kept;
		const seconds = (moment.at - first.at) / 1000;
		const perSecond = seconds > 0 ? (moment.pages - first.pages) / seconds : 0;
		const own = seconds * 1000 < shortest ? undefined : ownSeconds(first, moment, seconds);
		if (own === undefined) return { perSecond };
		return { perSecond, secondsLeft: Math.round(own + othersSeconds(first, moment, seconds)) };
	};
};
