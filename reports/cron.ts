const ranges = [
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[0, 7],
] as const;

/** Five fields of numbers, ranges, steps and lists, each within its bounds. */
export const isCron = (value: string): boolean => {
	const fields = value.trim().split(/\s+/);
	return (
		fields.length === ranges.length &&
		fields.every((field, index) => {
			const [least = 0, most = 0] = ranges[index] ?? [];
			return field.split(',').every((part) => {
				const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
				if (!match) return false;
				const [from, to, step] = match.slice(1).map((digits) => (digits ? Number(digits) : undefined));
				const isWithin = [from, to].every((n) => n === undefined || (n >= least && n <= most));
				return isWithin && (from ?? least) <= (to ?? most) && step !== 0;
			});
		})
	);
};
