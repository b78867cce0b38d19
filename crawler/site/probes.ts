import { addDays } from '../extract/dates.ts';
import type { ProbeDay } from '../model.ts';

/** 国办秘函〔2019〕19号: a week of at least twenty visits a day. */
const leastDays = 7;
const leastVisits = 140;
/** So many days back are looked at: walls and a machine that rests may leave a week short of visits. */
const mostDays = 14;

/** The days, first and last, whose probes may speak for a site that is judged on one: that one is not over. */
export const probePeriod = (asOf: string): { readonly from: string; readonly to: string } => ({
	from: addDays(asOf, -mostDays),
	to: addDays(asOf, -1),
});

/** Visits that say something of the site, or may. */
const visitsOf = ({ ok, failed, unconfirmed }: ProbeDay): number => ok + failed + unconfirmed;

/** The newest days that are enough to judge by, oldest first; or why there are none, in Chinese. */
export const probesToJudge = (
	days: readonly ProbeDay[] = [],
	asOf: string,
): { readonly probes: readonly ProbeDay[] } | { readonly doubt: string } => {
	const { from, to } = probePeriod(asOf);
	const visited = days
		.filter((day) => day.day >= from && day.day <= to && visitsOf(day) > 0)
		.sort((a, b) => (a.day < b.day ? 1 : -1));
	const probes: ProbeDay[] = [];
	let visits = 0;
	for (const day of visited) {
		if (probes.length >= leastDays && visits >= leastVisits) break;
		probes.unshift(day);
		visits += visitsOf(day);
	}
	if (probes.length >= leastDays && visits >= leastVisits) return { probes };
	const [year, month, day] = to.split('-').map(Number);
	const span = `${year}年${month}月${day}日以前的两周里`;
	const needed = `需要 ${leastDays} 天、${leastVisits} 次`;
	return {
		doubt:
			visits === 0
				? `${span}没有首页访问记录，${needed}（由 gongkai serve 每天访问）`
				: `${span}只有 ${probes.length} 天、${visits} 次首页访问记录（被防护拦下的和本机网络原因的不算），${needed}`,
	};
};
