import type { ProbeDay } from '../../crawler/model.ts';

/** Hours and times that are named at most. */
const mostHours = 3;
const mostTimes = 12;

/** The hours in which most visits failed, where some failed more than once: 2时（5 次）、14时（3 次）. */
export const commonHours = (days: readonly ProbeDay[]): string =>
	[
		...Map.groupBy(
			days.flatMap(({ failures }) => failures),
			({ at }) => Number(at.slice(0, 2)),
		),
	]
		.map(([hour, own]) => ({ hour, count: own.length }))
		.filter(({ count }) => count > 1)
		.sort((a, b) => b.count - a.count || a.hour - b.hour)
		.slice(0, mostHours)
		.map(({ hour, count }) => `${hour}时（${count} 次）`)
		.join('、');

const wordsOf = ({ words }: ProbeDay['failures'][number]): string => words.split('；')[0] || '原因未记录';

/** How visits failed, each way once. */
export const failureWords = (days: readonly ProbeDay[]): string[] => [
	...new Set(days.flatMap(({ failures }) => failures.map(wordsOf))),
];

/** When visits failed, and how: 11-08 02:13：HTTP 500；11-09 02:20：连接被拒绝. */
export const failureTimes = (days: readonly ProbeDay[]): string => {
	const all = days.flatMap(({ day, failures }) =>
		failures.map((failure) => `${day.slice(5)} ${failure.at}：${wordsOf(failure)}`),
	);
	const more = all.length > mostTimes ? `；等 ${all.length} 次` : '';
	return all.slice(0, mostTimes).join('；') + more;
};
