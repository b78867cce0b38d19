import { describe, expect, test } from 'vitest';
import type { Finding } from '../../reports/model.ts';
import { type Decision, ruled, rulingOf, type Step, stepsFor, toldOf } from '../../reports/rulings.ts';

const at = '2026-11-16T09:00:00+08:00';
const asOf = '2026-11-15';
const terms = { repairDays: 7, isPast: (check: string) => check === 'late-publication' };

const finding = (given: Partial<Finding> = {}): Finding => ({
	id: 'f1',
	check: 'stale-column',
	subject: 'https://www.linjiang.gov.cn/zc/',
	severity: 'major',
	certainty: 'certain',
	message: '请更新',
	foundOn: [],
	foundOnCount: 0,
	basis: '19号',
	evidence: {},
	state: 'open',
	firstSeen: '2026-10-15',
	lastSeen: asOf,
	dueOn: '2026-10-26',
	...given,
});
const { dueOn: _, ...lead } = finding({ certainty: 'review' });

const take = (step: Step, more: Partial<Decision> = {}) =>
	rulingOf([{ step, by: '王芳', at, reason: '核实过', ...more }], asOf);

describe('a ruling', () => {
	test('that confirms a lead holds the maintainer to it, seven working days from then', () => {
		expect(ruled(lead, take('confirm'), terms)).toMatchObject({
			state: 'open',
			certainty: 'certain',
			dueOn: '2026-11-25',
			ruling: { kind: 'confirmed', by: '王芳', told: { state: 'open', certainty: 'review' } },
		});
	});

	test('that confirms what is over, and nobody can repair, sets no term', () => {
		const told = ruled({ ...lead, check: 'late-publication' }, take('confirm'), terms);
		expect(told.certainty).toBe('certain');
		expect(told).not.toHaveProperty('dueOn');
	});

	test.each(['reject', 'withdraw'] as const)('to %s lets a finding go', (step) => {
		expect(ruled(lead, take(step), terms)).toMatchObject({ state: 'waived', certainty: 'review' });
		expect(ruled(lead, take(step), terms)).not.toHaveProperty('dueOn');
	});

	test('that disputes leaves the finding standing, with its term', () => {
		expect(ruled(finding(), take('dispute'), terms)).toMatchObject({
			state: 'disputed',
			dueOn: '2026-10-26',
		});
	});

	test('that upholds a finding leaves all as the program told it', () => {
		const { ruling, ...rest } = ruled(finding(), take('uphold'), terms);
		expect(rest).toEqual(finding());
		expect(ruling?.kind).toBe('upheld');
	});

	test('that waives holds to its last day and no longer', () => {
		const waiver: Decision = { step: 'waive', by: '王芳', at, reason: '改版', until: '2026-11-15' };
		const stateOn = (day: string) => ruled(finding(), rulingOf([waiver], day), terms).state;
		expect(stateOn('2026-11-15')).toBe('waived');
		expect(stateOn('2026-11-16')).toBe('open');
	});

	test('that waives gives way, once it ended, to what was said before', () => {
		const decisions: Decision[] = [
			{ step: 'confirm', by: '王芳', at },
			{ step: 'waive', by: '王芳', at, reason: '改版', until: '2026-11-15' },
		];
		const on = (day: string) => ruled(lead, rulingOf(decisions, day), terms);
		expect(on('2026-11-15').state).toBe('waived');
		expect(on('2026-11-16')).toMatchObject({
			state: 'open',
			certainty: 'certain',
			ruling: { kind: 'confirmed' },
		});
		expect(stepsFor(ruled(lead, rulingOf(decisions.slice(1), '2026-11-16'), terms))).toContain('confirm');
	});

	test('says nothing of what was repaired', () => {
		expect(ruled(finding({ state: 'fixed' }), take('waive', { until: asOf }), terms)).toEqual(
			finding({ state: 'fixed' }),
		);
	});

	test('can be told again, and taken back without a trace in what the program said', () => {
		const once = ruled(lead, take('confirm'), terms);
		expect(ruled(once, take('confirm'), terms)).toEqual(once);
		expect(ruled(once, take('revoke'), terms)).toEqual(lead);
		expect(toldOf(once)).toEqual(lead);
	});

	test('is the last of several', () => {
		const decisions: Decision[] = [
			{ step: 'dispute', by: '李华', at, reason: '页面已改' },
			{ step: 'withdraw', by: '王芳', at, reason: '属实' },
		];
		expect(rulingOf(decisions, asOf)).toMatchObject({ kind: 'withdrawn', by: '王芳' });
		expect(rulingOf([], asOf)).toBeUndefined();
	});

	test('comes back where whoever objected to it takes that back, and ends where another takes all back', () => {
		const confirm: Decision = { step: 'confirm', by: '王芳', at, reason: '属实' };
		const dispute: Decision = { step: 'dispute', by: '李华', at, reason: '页面已改' };
		const back = (by: string): Decision => ({ step: 'revoke', by, at });
		expect(rulingOf([confirm, dispute, back('李华')], asOf)).toMatchObject({ kind: 'confirmed', by: '王芳' });
		expect(rulingOf([confirm, dispute, back('王芳')], asOf)).toBeUndefined();
		expect(rulingOf([dispute, back('李华')], asOf)).toBeUndefined();
		const twice = [confirm, dispute, back('李华'), dispute, back('李华')];
		expect(rulingOf(twice, asOf)).toMatchObject({ kind: 'confirmed' });
		expect(rulingOf([...twice, back('李华')], asOf)).toBeUndefined();
	});
});

describe('what can be done', () => {
	const after = (...taken: Step[]): readonly Step[] =>
		stepsFor(
			taken.reduce((left: Finding, step) => ruled(left, take(step, { until: '2026-12-31' }), terms), lead),
		);

	test.each<[readonly Step[], readonly Step[]]>([
		[[], ['confirm', 'reject', 'waive']],
		[['confirm'], ['dispute', 'waive', 'withdraw', 'revoke']],
		[['reject'], ['revoke']],
		[['waive'], ['revoke']],
		[
			['confirm', 'dispute'],
			['uphold', 'withdraw', 'revoke'],
		],
		[
			['confirm', 'dispute', 'uphold'],
			['waive', 'withdraw', 'revoke'],
		],
		[['confirm', 'dispute', 'withdraw'], ['revoke']],
	])('after %j is %j', (taken, steps) => {
		expect(after(...taken)).toEqual(steps);
	});

	test('is nothing once the fault is repaired, and a dispute of what is certain', () => {
		expect(stepsFor(finding({ state: 'fixed' }))).toEqual([]);
		expect(stepsFor(finding())).toEqual(['dispute', 'waive', 'withdraw']);
	});
});
