const units = ['KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes as people say it: 12 KB, 3.4 GB. */
export const sizeText = (bytes: number): string => {
	let [value, unit] = [bytes / 1000, 0];
	while (value >= 999.95 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${unit === 0 ? Math.ceil(value) : value.toFixed(1)} ${units[unit]}`;
};
