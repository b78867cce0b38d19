/** What a figure is to be at most, or at least. */
export interface Goal {
	readonly what: string;
	readonly measured: number;
	readonly most?: number;
	readonly least?: number;
}

export const isKept = ({ measured, most = Number.POSITIVE_INFINITY, least = 0 }: Goal): boolean =>
	measured <= most && measured >= least;

/** Prints them beside what was measured; a figure that nobody measured keeps no goal. */
export const tellGoals = (goals: readonly Goal[]): void => {
	const known = goals.filter(({ measured }) => !Number.isNaN(measured));
	if (known.length === 0) return;
	console.table(
		Object.fromEntries(
			known.map((goal) => [
				goal.what,
				{
					goal: goal.most === undefined ? `≥ ${goal.least}` : `≤ ${goal.most}`,
					measured: Number(goal.measured.toPrecision(3)),
					kept: isKept(goal) ? 'yes' : 'NO',
				},
			]),
		),
	);
};
