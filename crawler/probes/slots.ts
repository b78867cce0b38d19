/** When the homepages are visited: nothing is remembered, so that a restart neither doubles nor leaves out a visit. */

const dayMs = 86_400_000;
/** Days begin at midnight in Shanghai, which has had no summer time since 1991. */
const zoneMs = 8 * 3_600_000;

/** The number of the day, in Shanghai, in which an instant lies. */
const dayNumber = (instant: number): number => Math.floor((instant + zoneMs) / dayMs);

/** FNV-1a with a last stir: an even share of 1 for any text, the same on every machine. */
const shareOf = (text: string): number => {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** Of the time between two visits: how much of it the days' own chance may shift one. Two are never nearer than the rest. */
const jitter = 1 / 3;

/**
 * The instants after `from`, up to and with `to`, at which a site is visited that is visited so often a day, milliseconds. Sites
 * differ by their phase, days by their jitter; both follow from the site's id and the date.
 */
export const slotsBetween = (site: string, perDay: number, from: number, to: number): number[] => {
	if (perDay === 0) return [];
	const apart = dayMs / perDay;
	const phase = shareOf(site) * (1 - jitter);
	const slots: number[] = [];
	for (let day = dayNumber(from); day <= dayNumber(to); day++) {
		const midnight = day * dayMs - zoneMs;
		const first = Math.max(0, Math.floor((from - midnight) / apart));
		const last = Math.min(perDay - 1, Math.floor((to - midnight) / apart));
		for (let n = first; n <= last; n++) {
			const at = Math.floor(midnight + (n + phase + shareOf(`${site} ${day} ${n}`) * jitter) * apart);
			if (at > from && at <= to) slots.push(at);
		}
	}
	return slots;
};
