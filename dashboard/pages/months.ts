/** Months to choose from, newest first: those with reports, the current one, and the one that was asked for. */
export const monthChoices = (
	periods: readonly string[],
	...more: readonly (string | undefined)[]
): readonly string[] =>
	[...new Set([...periods, ...more.filter((month) => month !== undefined)])].sort().reverse();

/** So many months up to this one, YYYY-MM, oldest first. */
export const monthsBefore = (month: string, count: number): readonly string[] => {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return Array.from({ length: count }, (_, n) =>
		new Date(Date.UTC(year, number - count + n, 1)).toISOString().slice(0, 7),
	);
};
