/** Months to choose from, newest first: those with reports, the current one, and the one that was asked for. */
export const monthChoices = (
	periods: readonly string[],
	...more: readonly (string | undefined)[]
): readonly string[] =>
	[...new Set([...periods, ...more.filter((month) => month !== undefined)])].sort().reverse();
