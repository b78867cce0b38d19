import check from '../../checks/rules/homepage-unreachable.ts';
import type { ProbeDay } from '../../crawler/model.ts';
import { failing, november } from '../support/probes.ts';
import { testCheck } from '../support/test-check.ts';

/** The site is judged on 15 November. */
const visited = (probes: readonly ProbeDay[]) => ({ pages: {}, probes });
/** So many failures on one day, in its first hours. */
const times = (count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${String(n).padStart(2, '0')}:10`);

testCheck(check, {
	clean: {
		'a week in which all visits opened': visited(november(8, 14)),
		'one failure less than 5 %: 6 of 140': visited(november(8, 14, { 9: failing(times(6)) })),
		'failures before the week': visited(november(1, 14, { 5: failing(times(20)), 6: failing(times(20)) })),
		'failures of the day itself, which is not over': visited([
			...november(8, 14),
			...november(15, 15, { 15: failing(times(20)) }),
		]),
		'walls and our own network count for nobody': visited(
			november(1, 14, { 10: { wall: 20 }, 11: { ours: 20 }, 12: { wall: 10, ours: 10 } }),
		),
		'what nobody could confirm is less than 5 % with the failures': visited(
			november(8, 14, { 9: { ...failing(times(3)), unconfirmed: 3 } }),
		),
	},
	unassessed: {
		'no visit at all': { pages: {}, why: '2026年11月14日以前的两周里没有首页访问记录，需要 7 天、140 次' },
		'six days': { ...visited(november(9, 14)), why: '只有 6 天、120 次首页访问记录' },
		'seven days of which one was behind a wall': {
			...visited(november(8, 14, { 10: { wall: 1 } })),
			why: '只有 7 天、139 次',
		},
		'days that are long gone': { ...visited(november(1, 5)), asOf: '2026-11-25', why: '没有首页访问记录' },
		'a day that is not over': { ...visited(november(9, 15)), why: '只有 6 天' },
		'failures of three days': { ...visited(november(12, 14, { 13: failing(times(20)) })), why: '只有 3 天' },
	},
	faulty: {
		'7 of 140 are 5 %': {
			...visited(november(8, 14, { 9: failing(times(7)) })),
			at: ['/'],
			says: '2026年11月8日至2026年11月14日访问首页 140 次，7 次打不开或超过 15 秒（5%，达到 5% 即否决）',
		},
		'the worst hours are named': {
			...visited(
				november(8, 14, {
					8: failing(['02:10', '02:50']),
					9: failing(['02:11', '14:00', '14:20']),
					10: failing(['02:40', '05:00', '23:00']),
				}),
			),
			at: ['/'],
			says: '以2时（4 次）、14时（2 次）最多',
		},
		'a week short of a visit is made up for by the day before it': {
			...visited(november(6, 14, { 10: { ...failing(times(8)), wall: 1 } })),
			at: ['/'],
			says: '2026年11月7日至2026年11月14日访问首页 159 次，8 次',
		},
		'many that nobody could confirm are for a person': {
			...visited(november(8, 14, { 9: { ...failing(times(2)), unconfirmed: 5 } })),
			at: ['/'],
			certainty: 'review',
			says: '2 次打不开或超过 15 秒，另有 5 次打不开但未能确认，合计 5%',
		},
		'a profile may ask for more': {
			...visited(november(8, 14, { 9: failing(times(3)) })),
			terms: { unreachableShare: 0.02 },
			at: ['/'],
			says: '2.1%',
		},
	},
});
