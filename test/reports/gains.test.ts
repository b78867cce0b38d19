import { describe, expect, test } from 'vitest';
import type { Column } from '../../crawler/model.ts';
import { gainsOf } from '../../reports/gains.ts';
import type { Judged } from '../../reports/judged.ts';
import type { Finding } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { type ByHand, scoreDisclosure, scoreInspection } from '../../reports/score.ts';
import { reportOn } from '../support/month.ts';
import { column, home, result } from '../support/report.ts';

/** Numbers that look random, and are the same in every run. */
const dice = (seed: number) => {
	let state = seed;
	return (sides: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
};

const judgedOf = (findings: readonly Finding[], columns: Judged['columns'], assessed = true): Judged => {
	const report = reportOn({ asOf: '2026-06-15', found: [result('broken-link', [])] });
	return {
		...report,
		columns,
		checks: Object.keys(national.points).map((id) => ({
			id,
			outcome: assessed || id !== 'stale-column' ? 'assessed' : 'not-assessed',
		})),
		findings: [...findings],
	};
};

const reported = (made: Column): Judged['columns'][number] => ({
	...{ url: made.url, title: made.title, kind: made.kind, items: made.items },
	...{ lastPublishedOn: null, recognisedBy: 'nav', complete: true, content: 'list' as const },
	...(made.parent === undefined ? {} : { parent: made.parent }),
});

/** A site of columns in columns, with faults of every kind on few addresses, so that they meet. */
const randomSite = (seed: number): Judged => {
	const roll = dice(seed);
	const kinds = ['news', 'policy', 'notice', 'interpretation', 'data', 'other'] as const;
	const columns = Array.from({ length: 14 }, (_, n) => {
		const kind = kinds[roll(kinds.length)] ?? 'other';
		const parent = n > 0 && roll(2) === 0 ? `${home}c${roll(n)}/` : undefined;
		return reported(column(`c${n}`, kind, parent ? { parent } : {}));
	});
	const checks = Object.keys(national.points);
	const states = ['new', 'open', 'regressed', 'fixed', 'waived', 'disputed'] as const;
	const keys = [undefined, 'find-errors', 'icp', '2025'];
	const findings = Array.from({ length: 60 + roll(120) }, (_, n): Finding => {
		const check =
			roll(3) === 0 ? (['stale-column', 'empty-column'][roll(2)] ?? '') : (checks[roll(checks.length)] ?? '');
		const isColumn = check.endsWith('-column');
		const subject = isColumn ? `${home}c${roll(14)}/` : `${home}p${roll(25)}.html`;
		const key = keys[roll(keys.length)];
		return {
			...{ id: `f${n}`, check, subject, severity: 'minor', message: '请修改。' },
			...(key && !isColumn ? { key } : {}),
			certainty: roll(4) === 0 ? 'review' : 'certain',
			...{ foundOn: [roll(3) === 0 ? home : subject], foundOnCount: 1, basis: '', evidence: {} },
			state: states[roll(states.length)] ?? 'new',
			...{ firstSeen: '2026-06-15', lastSeen: '2026-06-15' },
			...(roll(9) === 0 ? { carried: true as const } : {}),
		};
	});
	return judgedOf(findings, columns, roll(4) > 0);
};

const totals = (judged: Judged, profile: Profile, byHand: ByHand) => {
	const inspection = scoreInspection(judged, profile, byHand);
	return {
		inspection: inspection.total,
		disclosure: scoreDisclosure(judged, profile, byHand).total,
		vetoes: inspection.vetoes.filter(({ state }) => state === 'holds').map(({ id }) => id),
		awaiting: inspection.vetoes.filter(({ state }) => state === 'awaits-person').map(({ id }) => id),
	};
};

const rounded = (more: number): number => Math.round(more * 100) / 100;

/** Every indicator that is observed now is so for good: as if somebody had entered no points for it. */
const keepingSight = (judged: Judged, profile: Profile, byHand: ByHand): ByHand => {
	const items = [
		...scoreInspection(judged, profile, byHand).items,
		...scoreDisclosure(judged, profile, byHand).items,
	];
	const seen = items.filter(({ observed }) => observed);
	const points = new Map(byHand.points);
	for (const { indicator } of seen) if (!points.has(indicator)) points.set(indicator, { ...said, points: 0 });
	return { ...byHand, points };
};

/** The slow way: both scores of the whole report, with and without. */
const slowly = (judged: Judged, profile: Profile, byHand: ByHand, group: readonly Finding[]) => {
	const now = totals(judged, profile, byHand);
	const left = judged.findings.filter((finding) => !group.includes(finding));
	const then = totals({ ...judged, findings: left }, profile, keepingSight(judged, profile, byHand));
	const more = (a: number | null, b: number | null) =>
		a === null || b === null ? null : Math.max(0, rounded(a - b));
	return {
		inspection: more(then.inspection, now.inspection),
		disclosure: more(then.disclosure, now.disclosure),
		vetoes: now.vetoes.filter((id) => !then.vetoes.includes(id)),
		awaiting: now.awaiting.filter((id) => !then.awaiting.includes(id)),
	};
};

const said = { by: '王芳', at: '2026-06-16T09:00:00.000+08:00' };
const entered: ByHand = {
	points: new Map([
		['ind-availability', { ...said, points: 1.5 }],
		['ind-service-forms', { ...said, points: 2 }],
	]),
	vetoes: new Map([['veto-no-interaction', { ...said, holds: false }]]),
	bonus: { ...said, points: 12.5 },
};
/** Where an indicator is seen as soon as it costs something. */
const strict: Profile = {
	...national,
	leastObserved: 0,
	bonusAbove: 10,
	points: {
		...national.points,
		typo: { 'ind-meta': { on: 'site', each: 0.3, upTo: 1, onlyFaults: true, source: '', verified: false } },
	},
};

describe('what a repair wins back', () => {
	test.each([
		['the national profile', national, {}],
		['points by hand, a veto and a bonus', national, entered],
		['a profile with caps and indicators that only faults show', strict, entered],
	] as const)('with %s is what scoring the report without it tells', (_, profile, byHand) => {
		let differ = 0;
		for (let seed = 1; seed <= 25; seed++) {
			const roll = dice(seed * 7919);
			const judged = randomSite(seed);
			const groups = [
				...Map.groupBy(judged.findings, () => roll(12)).values(),
				judged.findings,
				[],
				judged.findings.filter(({ check }) => check === 'stale-column' || check === 'empty-column'),
			];
			const gains = gainsOf(judged, profile, byHand, groups);
			for (const [index, group] of groups.entries()) {
				const expected = slowly(judged, profile, byHand, group);
				expect([seed, index, gains[index]]).toEqual([seed, index, { ...expected, cost: gains[index]?.cost }]);
				if (expected.inspection !== 0 || expected.disclosure !== 0) differ++;
				expect(gains[index]?.inspection ?? 0).toBeGreaterThanOrEqual(0);
				expect(gains[index]?.disclosure ?? 0).toBeGreaterThanOrEqual(0);
			}
		}
		expect(differ).toBeGreaterThan(120);
	});

	test('of one dead link among so many that the indicator has no more to lose is nothing, though it costs', () => {
		const links = Array.from({ length: 100 }, (_, n) => ({ subject: `${home}x${n}.html`, foundOn: [home] }));
		const report = reportOn({ asOf: '2026-06-15', found: [result('broken-link', links)] });
		const [first, ...others] = report.findings;
		if (!first) throw new Error('expected findings');
		const [one, all] = gainsOf(report, national, {}, [[first], [first, ...others]]);
		expect(one).toMatchObject({ inspection: 0, cost: 1 });
		expect(all?.inspection).toBeGreaterThan(0);
		expect(all?.cost).toBe(100);
	});

	test('of the one fault that shows an indicator is its points, not that nobody sees it any more', () => {
		const found = [
			result('missing-search', [{ subject: home }]),
			result('broken-link', [{ subject: `${home}x` }]),
		];
		const { findings } = reportOn({ asOf: '2026-06-15', found });
		const judged = judgedOf(findings, [reported(column('a', 'news'))]);
		const profile = { ...national, leastObserved: 0 };
		const observed = (own: readonly Finding[]): boolean =>
			scoreInspection({ ...judged, findings: [...own] }, profile).items.some(
				(item) => item.indicator === 'ind-search' && item.observed,
			);
		const search = findings.filter(({ check }) => check === 'missing-search');
		expect([observed(findings), observed(findings.filter((one) => !search.includes(one)))]).toEqual([
			true,
			false,
		]);
		expect(gainsOf(judged, profile, {}, [search])[0]?.inspection).toBeGreaterThan(0.5);
	});

	test('of a column that hides the ones below it is told with those that come to light', () => {
		const above = column('a', 'other');
		const below = column('a/b', 'other', { parent: above.url });
		const report = reportOn({
			asOf: '2026-06-15',
			found: [result('stale-column', [{ subject: above.url }, { subject: below.url }])],
		});
		const judged = { ...report, columns: [...report.columns, reported(above), reported(below)] };
		const one = judged.findings.filter(({ subject }) => subject === above.url);
		expect(gainsOf(judged, national, {}, [one, judged.findings])).toMatchObject([
			{ inspection: 0 },
			{ inspection: expect.closeTo(slowly(judged, national, {}, judged.findings).inspection ?? 0, 2) },
		]);
		expect(slowly(judged, national, {}, judged.findings).inspection).toBeGreaterThan(0);
	});
});
