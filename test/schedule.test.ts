import { describe, expect, test } from 'vitest';
import { createTimetable, dayToJudgeBy, type Timed, tryAgainAt } from '../schedule.ts';

/** Shanghai's clock. */
const at = (time: string): Date =>
	new Date(`${time.replace(' ', 'T')}${time.length === 16 ? ':00' : ''}+08:00`);
const iso = (time: string): string => at(time).toISOString();

const monthly = '0 2 1 * *';
const site = (more: Partial<Timed> = {}): Timed => ({
	id: 'a',
	knownSince: iso('2026-01-15 12:00'),
	...more,
});

interface Case {
	readonly fallback?: string;
	readonly sites?: readonly Timed[];
	readonly last?: Readonly<Record<string, string>>;
	readonly now: string;
	/** Default: when the first site was known. */
	readonly since?: string;
	/** Site and the time that had come. */
	readonly due: readonly string[];
}

describe('a site is due', () => {
	const cases: Record<string, Case> = {
		'at 02:00 in Shanghai on the month’s first': { now: '2026-02-01 02:00', due: ['a 2026-02-01 02:00'] },
		'not a second before': { now: '2026-02-01 01:59:59', due: [] },
		'at the very time that a minute’s cron names': {
			fallback: '* * * * *',
			now: '2026-02-01 02:07',
			due: ['a 2026-02-01 02:07'],
		},
		'still, weeks after its time, when nobody was there': {
			now: '2026-02-20 09:00',
			due: ['a 2026-02-01 02:00'],
		},
		'once, after three times were missed': {
			last: { a: '2026-02-01 02:00' },
			now: '2026-05-03 10:00',
			due: ['a 2026-05-01 02:00'],
		},
		'not again when its time was handled': {
			last: { a: '2026-02-01 02:00' },
			now: '2026-02-01 02:00:30',
			due: [],
		},
		'not for times before it was known': {
			sites: [site({ knownSince: iso('2026-02-10 08:00') })],
			now: '2026-02-10 08:00:05',
			due: [],
		},
		'not for the very time at which it was known': {
			sites: [site({ knownSince: iso('2026-03-01 02:00') })],
			now: '2026-03-01 02:00:01',
			due: [],
		},
		'by its own cron before the configuration’s': {
			sites: [site({ schedule: '0 3 5 * *' }), site({ id: 'b' })],
			now: '2026-02-05 03:00',
			due: ['a 2026-02-05 03:00', 'b 2026-02-01 02:00'],
		},
		'never without a cron': { fallback: '', sites: [site()], now: '2030-01-01 00:00', due: [] },
		'never by a day that no month has': { fallback: '0 0 31 2 *', now: '2030-01-01 00:00', due: [] },
		'never by a cron that cannot be read, which stops no other': {
			sites: [
				site({ schedule: '61 * * * *' }),
				site({ id: 'b' }),
				site({ id: 'c', schedule: '' }),
				site({ id: 'd', schedule: '每月一日' }),
				site({ id: 'e', schedule: '0 0 2 1 * *' }),
			],
			now: '2026-02-01 02:00',
			due: ['b 2026-02-01 02:00'],
		},
		'from a minute on, in steps': {
			fallback: '5/15 * * * *',
			now: '2026-02-01 00:34',
			due: ['a 2026-02-01 00:20'],
		},
		'not again when the clock goes back': {
			last: { a: '2026-02-01 02:00' },
			now: '2026-02-01 01:30',
			due: [],
		},
		'not for an older time when the clock goes back over several': {
			fallback: '0 * * * *',
			last: { a: '2026-02-01 05:00' },
			since: '2026-02-01 02:30',
			now: '2026-02-01 02:40',
			due: [],
		},
		'again from the next time on, when the clock was years ahead': {
			last: { a: '2031-02-01 02:00' },
			since: '2026-02-10 08:00',
			now: '2026-03-01 02:00',
			due: ['a 2026-03-01 02:00'],
		},
		'when it was first known to a clock that was ahead': {
			sites: [site({ knownSince: iso('2031-01-01 00:00') })],
			since: '2026-02-10 08:00',
			now: '2026-03-01 02:00',
			due: ['a 2026-03-01 02:00'],
		},
		'once, when the clock leaps over a year': {
			last: { a: '2026-02-01 02:00' },
			now: '2027-02-15 00:00',
			due: ['a 2027-02-01 02:00'],
		},
	};
	test.each(Object.entries(cases))(
		'%s',
		(_name, { fallback = monthly, sites = [site()], last = {}, now, since, due }) => {
			const timetable = createTimetable(fallback || undefined);
			const handled = new Map(Object.entries(last).map(([id, time]) => [id, iso(time)]));
			const began = since === undefined ? new Date(sites[0]?.knownSince ?? 0) : at(since);
			expect(timetable.due(sites, handled, at(now), began)).toEqual(
				due.map((line) => ({ site: line.slice(0, 1), dueAt: iso(line.slice(2)) })),
			);
		},
	);
});

test('fourteen thousand sites on one cron take no longer than their list', () => {
	const sites = Array.from({ length: 14_000 }, (_, n) => site({ id: `s${n}` }));
	const timetable = createTimetable(monthly);
	timetable.due(sites.slice(0, 1), new Map(), at('2026-02-01 02:00'), at('2026-01-01 00:00'));
	const before = process.threadCpuUsage();
	expect(timetable.due(sites, new Map(), at('2026-02-01 02:00'), at('2026-01-01 00:00'))).toHaveLength(
		14_000,
	);
	expect(process.threadCpuUsage(before).user).toBeLessThan(1_000_000);
});

describe('the next time', () => {
	const timetable = createTimetable(monthly);
	const now = at('2026-02-01 02:00');
	test('of each site is later than now; the soonest comes first', () => {
		const sites = [
			site(),
			site({ id: 'b', schedule: '30 4 * * *' }),
			site({ id: 'c', schedule: '0 0 31 2 *' }),
			site({ id: 'd', schedule: 'x' }),
		];
		expect(timetable.next(sites, now)).toEqual([
			{ site: 'b', at: at('2026-02-01 04:30') },
			{ site: 'a', at: at('2026-03-01 02:00') },
		]);
	});
	test('is none without a cron', () => {
		expect(createTimetable(undefined).next([site()], now)).toEqual([]);
		expect(createTimetable('x').next([site()], now)).toEqual([]);
	});
	test('says of an expression whether it can be read', () => {
		expect(['0 2 1 * *', '* * * * *', '61 * * * *', ''].map(timetable.isReadable)).toEqual([
			true,
			true,
			false,
			false,
		]);
	});
});

describe('an audit is judged', () => {
	const claimedAt = '2026-03-10T01:00:00.000Z';
	test.each([
		['by the day on which it starts, however long it waited', '2026-03-01', undefined, '2026-03-10'],
		['by that day also when it was claimed just now', '2026-03-09', claimedAt, '2026-03-10'],
		['by its own day when it was cut off yesterday', '2026-03-09', '2026-03-09T08:00:00.000Z', '2026-03-09'],
		['by its own day three days later', '2026-03-07', '2026-03-07T08:00:00.000Z', '2026-03-07'],
		['by today when it was cut off long ago', '2026-03-06', '2026-03-06T08:00:00.000Z', '2026-03-10'],
		['by today when its day is yet to come', '2026-03-11', '2026-03-09T08:00:00.000Z', '2026-03-10'],
	])('%s', (_name, asOf, startedAt, day) => {
		const audit = startedAt === undefined ? { asOf } : { asOf, startedAt };
		expect(dayToJudgeBy(audit, claimedAt, '2026-03-10')).toBe(day);
	});
});

describe('a scheduled audit that failed is tried again', () => {
	test.each([
		[0, '2026-03-01T03:00:00.000Z'],
		[1, '2026-03-01T08:00:00.000Z'],
		[2, '2026-03-02T02:00:00.000Z'],
		[3, undefined],
	])('after %d failures at %s', (tries, again) => {
		const now = new Date('2026-03-01T02:00:00.000Z');
		expect(tryAgainAt({ cause: 'schedule', tries }, now)?.toISOString()).toBe(again);
		expect(tryAgainAt({ cause: 'hand', tries }, now)).toBeUndefined();
	});
});
