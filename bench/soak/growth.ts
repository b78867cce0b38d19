/** Whether a figure that is looked at month by month grows, told by its second half alone: at first caches fill and nothing is old yet. */

/**
 * `steady`: it is not to grow. `kept`: it grows by what each month brings, and each month is to bring no more than the one before.
 */
export type Kind = 'steady' | 'kept';

export interface Figure {
	readonly name: string;
	readonly kind: Kind;
	/** One value a month. */
	readonly values: readonly number[];
	/** What `steady` may grow by a month, and `kept` more each month, as a part of its middle value … */
	readonly part: number;
	/** … or so much, whatever that is. */
	readonly least: number;
}

export interface Grown {
	readonly name: string;
	readonly kind: Kind;
	readonly first: number;
	readonly last: number;
	/** Middle growth a month over the second half: of the value, or for `kept` of what a month brings. */
	readonly slope: number;
	/** What that may be. */
	readonly bound: number;
	readonly grows: boolean;
}

/** Fewer months say nothing. */
export const leastMonths = 8;
/** Growth shows in this part of the pairs of months, at least: chance makes half of them. */
const surePart = 0.75;

const middle = (values: readonly number[]): number => {
	const sorted = values.toSorted((one, other) => one - other);
	const half = sorted.length / 2;
	return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
};

/** Theil–Sen: the middle of the slopes between all pairs, which single odd months do not move; and the part of pairs that rise. */
export const slopeOf = (values: readonly number[]): { readonly slope: number; readonly rising: number } => {
	const slopes = values.flatMap((from, n) => values.slice(n + 1).map((to, more) => (to - from) / (more + 1)));
	if (slopes.length === 0) return { slope: 0, rising: 0 };
	return { slope: middle(slopes), rising: slopes.filter((slope) => slope > 0).length / slopes.length };
};

export const judge = ({ name, kind, values, part, least }: Figure): Grown => {
	const brought = values.slice(1).map((value, n) => value - (values[n] ?? 0));
	const judged = kind === 'steady' ? values : brought;
	const half = judged.slice(Math.floor(judged.length / 2));
	const { slope, rising } = slopeOf(half);
	const bound = Math.max(least, part * Math.abs(middle(half)));
	return {
		...{ name, kind, slope, bound },
		...{ first: values[0] ?? 0, last: values.at(-1) ?? 0 },
		grows: values.length >= leastMonths && slope > bound && rising >= surePart,
	};
};
