import type { ProbeDay } from '../../crawler/model.ts';

/** Failures of a day at these times, in one way. */
export const failing = (at: readonly string[], words = '连接被拒绝；浏览器也打不开'): Partial<ProbeDay> => ({
	failed: at.length,
	failures: at.map((time) => ({ at: time, words })),
});

/** A day of twenty visits, all of which opened but for those that are told apart. */
export const probeDay = (day: string, more: Partial<ProbeDay> = {}): ProbeDay => {
	const { failed = 0, wall = 0, unconfirmed = 0, ours = 0 } = more;
	return {
		day,
		ok: 20 - failed - wall - unconfirmed - ours,
		failed,
		wall,
		unconfirmed,
		ours,
		firstByteMs: 120,
		failures: [],
		...more,
	};
};

/** Days of November 2026, first and last, as `days` tells some of them. */
export const november = (
	first: number,
	last: number,
	days: Readonly<Record<number, Partial<ProbeDay>>> = {},
): ProbeDay[] =>
	Array.from({ length: last - first + 1 }, (_, n) =>
		probeDay(`2026-11-${String(first + n).padStart(2, '0')}`, days[first + n]),
	);
