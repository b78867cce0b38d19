/** A small county's site, audited through the year 2026: what becomes of every fault, of the scores, and of what the store says. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SiteUnreachableError } from '../crawler/home.ts';
import { readReport } from '../reports/formats/json.ts';
import type { Finding, Report } from '../reports/model.ts';
import { auditYear, type Year } from './support/year-audits.ts';
import {
	cut,
	type Day,
	days,
	down,
	due,
	early,
	type Fault,
	faults,
	type Month,
	months,
	walls,
} from './support/year-truth.ts';

const reported = days.filter((day) => day !== down);
const isWhole = (day: Day): boolean => day !== cut && day !== walls;

let year: Year;
beforeAll(async () => {
	year = await auditYear();
});
afterAll(() => year?.close());

const reportOf = (day: Day): Report => {
	const report = year.reports.get(day);
	if (!report) throw new Error(`no report of ${day}`);
	return report;
};
const toldOf = ({ told }: Fault, day: Day): string => told[days.indexOf(day)] ?? '';
const isSilent = (told: string): boolean => told === '-' || told === 'gone';
const mark = ({ state, certainty, carried }: Finding): string =>
	`${state}${certainty === 'review' ? '?' : ''}${carried ? '*' : ''}`;
const findingOf = (one: Fault, day: Day): Finding | undefined =>
	reportOf(day).findings.find(({ id }) => id === year.idOf(one));
const expected = (day: Day): Month => {
	const month = months[day];
	if (!month) throw new Error(`no scores for ${day}`);
	return month;
};

test('the table has a word of every fault for every audit', () => {
	expect(faults.filter(({ told }) => told.length !== days.length)).toEqual([]);
	expect(new Set(faults.map(({ check }) => check)).size).toBeGreaterThanOrEqual(5);
});

describe.each(reported)('the report of %s', (day) => {
	test('tells of every fault what the table says, and of no other', () => {
		const told = reportOf(day).findings.map((finding) =>
			[finding.check, finding.subject.replace(year.origin, ''), finding.key ?? '', mark(finding)].join(' '),
		);
		const wanted = faults
			.filter((one) => !isSilent(toldOf(one, day)))
			.map((one) => {
				const isMoved = one.later !== undefined && day >= '2026-09-01';
				return [one.check, isMoved ? one.later : one.at, one.key ?? '', toldOf(one, day)].join(' ');
			});
		expect(told.sort()).toEqual(wanted.sort());
	});

	test('has the verdict and the totals of the hand’s arithmetic', () => {
		const { inspection, disclosure } = reportOf(day).scores;
		const month = expected(day);
		expect({
			verdict: inspection.verdict,
			inspection: [inspection.total, inspection.observed],
			disclosure: [disclosure.total, disclosure.observed],
		}).toEqual({
			verdict: month.verdict,
			inspection: [month.inspection[0], month.inspection[2]],
			disclosure: [month.disclosure[0], month.disclosure[2]],
		});
	});

	test('gives each fault the day of its first sight, and of its last', () => {
		for (const one of faults) {
			const finding = findingOf(one, day);
			if (!finding) continue;
			const seen = days
				.filter((other) => other === day || (other < day && other !== cut))
				.filter((other) => /^(?:new|open|regressed)\??$/.test(toldOf(one, other)));
			// What April alone told was not told for the reports after it.
			const since = day === cut && finding.state === 'new' ? cut : one.since;
			expect([finding.firstSeen, finding.lastSeen], `${one.check} ${one.at}`).toEqual([since, seen.at(-1)]);
		}
	});
});

test.each(due)('%s at %s is due, as %s tells it, on %s', (check, at, day, dueOn) => {
	const one = faults.find((fault) => fault.check === check && fault.at === at);
	expect(one && findingOf(one, day)?.dueOn).toBe(dueOn);
});

describe.each(faults.filter(({ later }) => later !== undefined))(
	'$check at $at, which moves to $later',
	(one) => {
		const plain = (subject: string | undefined): string | undefined => subject?.replace(year.origin, '');

		test('keeps its id', () => {
			const told = reported.flatMap((day) => findingOf(one, day) ?? []);
			expect([...new Set(told.map(({ subject }) => plain(subject)))]).toEqual([one.at, one.later]);
		});

		test('is told by the store under the address that each report has', async () => {
			const toldIn = async (period: string): Promise<(string | undefined)[]> => {
				const { rows } = await year.store.findings({ site: 'qingxi', period, check: one.check });
				const life = await year.store.finding('qingxi', year.idOf(one), period);
				return [...rows.map(({ subject }) => plain(subject)), plain(life?.finding.subject)];
			};
			expect(await toldIn('2026-07')).toEqual([one.at, one.at]);
			expect(await toldIn('2026-09')).toEqual([one.later, one.later]);
			expect(plain((await year.lifeOf(one))?.finding.subject)).toBe(one.later);
		});
	},
);

test('in March the second report is the month’s, and the first lies beside it', async () => {
	const files = (await readdir(path.join(year.folder, 'qingxi', '2026-03'))).sort();
	expect(files).toEqual(['report-1.json', 'report.json']);
	const read = await Promise.all(
		files.map((name) => readReport(path.join(year.folder, 'qingxi', '2026-03', name))),
	);
	expect(read.map(({ asOf }) => asOf)).toEqual([early, '2026-03-20']);
	const month = await year.store.siteMonth('qingxi', '2026-03');
	expect([month?.sums.asOf, month?.file]).toEqual(['2026-03-20', 'qingxi/2026-03/report.json']);
	expect(await year.store.hasReport('qingxi', reportOf(early).run.startedAt)).toBe(true);
});

test('in April the report says that it is cut short, in August that it was shut out, and all others that they are whole', () => {
	expect(reported.filter((day) => !reportOf(day).run.complete)).toEqual([cut, walls]);
	expect(reportOf(cut).run.stopReason).toBe('达到页数上限（14 页）');
	expect(reportOf(walls).run.stopReason).toBe('网站拦下了抓取，什么也没有看到');
	// April left its queue, August and one page of October met walls.
	expect(reported.filter((day) => reportOf(day).coverage.share < 1)).toEqual([cut, walls, '2026-10-15']);
});

test('in June the site cannot be reached, and nothing is changed by that', () => {
	expect(year.down.error).toBeInstanceOf(SiteUnreachableError);
	expect((year.down.error as Error).message).toContain(`无法访问 ${year.origin}/：`);
	expect(year.down.after).toEqual(year.down.before);
	expect(JSON.stringify(year.down.after)).not.toContain('2026-06');
});

test('in August, behind walls, no check decides anything', () => {
	const { checks, scores, coverage } = reportOf(walls);
	expect(checks.filter(({ outcome }) => outcome === 'assessed')).toEqual([]);
	expect(scores.inspection.vetoes.filter(({ state }) => state !== 'not-assessed')).toEqual([]);
	expect(coverage.share).toBe(0);
});

test('two vetoes hold in November, one awaits a person on 5 March, and none in any other report', () => {
	const held = reported.flatMap((day) =>
		reportOf(day)
			.scores.inspection.vetoes.filter(({ state }) => state === 'holds' || state === 'awaits-person')
			.map(({ id, state, findings }) => [day, id, state, findings]),
	);
	expect(held).toEqual([
		[early, 'homepage-stale', 'awaits-person', 1],
		['2026-11-15', 'homepage-stale', 'holds', 1],
		['2026-11-15', 'veto-stale-columns', 'holds', 6],
	]);
});

describe('the store', () => {
	test('has the year’s months with their scores, changes and counts', async () => {
		const count = (day: Day, token: RegExp): number =>
			faults.filter((one) => token.test(toldOf(one, day))).length;
		const wanted = reported
			.filter((day) => day !== early)
			.map((day) => {
				const { verdict, inspection, disclosure } = expected(day);
				return {
					...{ period: day.slice(0, 7), asOf: day, complete: isWhole(day), verdict },
					...{ inspection: inspection[0], inspectionChange: inspection[1] },
					...{ inspectionObserved: inspection[2], disclosureObserved: disclosure[2] },
					...{ disclosure: disclosure[0], disclosureChange: disclosure[1] },
					...{ new: count(day, /^new\??$/), open: count(day, /^open\??$/), fixed: count(day, /^fixed\??$/) },
					...{
						regressed: count(day, /^regressed\??$/),
						carried: count(day, /\*$/),
						review: count(day, /^(?:new|open|regressed)\?$/),
					},
				};
			});
		expect(await year.store.trend('qingxi')).toMatchObject(wanted);
		expect(await year.store.trend('qingxi')).toHaveLength(wanted.length);
	});

	test.each(faults)('tells the life of $check at $at as the reports did', async (one) => {
		const life = await year.lifeOf(one);
		const wanted = reported
			.filter((day) => toldOf(one, day) !== '-')
			.map((day) => ({
				...{ period: day.slice(0, 7), asOf: day, complete: isWhole(day) },
				state: toldOf(one, day).replace(/[?*]/g, ''),
				carried: toldOf(one, day).endsWith('*'),
			}));
		expect(life?.history.map(({ finishedAt: _, ...sighting }) => sighting)).toEqual(wanted);
		expect(life?.finding.now).toBe(wanted.at(-1)?.state);
	});

	test.each(reported)('says after %s what the last complete report did', (day) => {
		const wanted = faults.map((one) =>
			reported
				.filter((other) => other <= day && isWhole(other))
				.map((other) => toldOf(one, other).replace(/[?*]/g, ''))
				.findLast((told) => told !== '-'),
		);
		// What April alone told is no state after a complete audit.
		const known = (year.nows.get(day) ?? []).map((now, index) =>
			wanted[index] === undefined ? undefined : now,
		);
		expect(known).toEqual(wanted);
	});
});
