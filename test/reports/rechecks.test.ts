/** Second looks at findings, in the store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding, Report } from '../../reports/model.ts';
import type { RecheckResult } from '../../reports/recheck.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/databases.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const found = [result('broken-link', [{ subject: `${home}x.html` }, { subject: `${home}y.html` }])];
const record = async (report: Report): Promise<readonly Finding[]> => {
	await store.record(report, `linjiang/${report.period}/report.json`);
	return report.findings;
};
const look = (finding: Finding | undefined, answer: RecheckResult, at: string, by = '王芳') => {
	if (!finding) throw new Error('expected a finding');
	const proof = [{ url: finding.subject, at, status: 200, words: 'HTTP 200' }];
	return store.keepRechecks('linjiang', [{ finding, result: answer, words: '看过', proof }], { at, by });
};
const now = async (finding: Finding | undefined) =>
	(await store.finding('linjiang', finding?.id ?? ''))?.finding.now;

test('decide what a finding is now, whatever it was, and no report', async () => {
	const [one] = await record(reportOn({ asOf: '2026-05-15', found }));
	const steps: [RecheckResult, string][] = [
		['unknown', 'new'],
		['open', 'open'],
		['fixed', 'fixed'],
		['open', 'regressed'],
		['gone', 'gone'],
		['open', 'open'],
	];
	for (const [i, [answer, state]] of steps.entries()) {
		await look(one, answer, `2026-05-16T0${i}:00:00Z`);
		expect(await now(one), `${i} ${answer}`).toBe(state);
	}
	const life = await store.finding('linjiang', one?.id ?? '');
	expect(life?.finding.state).toBe('new');
	expect(life?.rechecks.map(({ result }) => result)).toEqual(steps.map(([answer]) => answer));
	expect(await store.recheckOf('linjiang', one?.id ?? '')).toEqual({
		at: '2026-05-16T13:00:00.000+08:00',
		by: '王芳',
		result: 'open',
		words: '看过',
		proof: [{ url: one?.subject, at: '2026-05-16T05:00:00Z', status: 200, words: 'HTTP 200' }],
	});
});

test('are of findings that stand now by the last complete audit, or of those that are named', async () => {
	expect(await store.recheckable('linjiang')).toBeUndefined();
	const [one, other] = await record(reportOn({ asOf: '2026-05-15', found }));
	await look(one, 'fixed', '2026-05-16T00:00:00Z');
	const ids = async (...given: string[][]) =>
		(await store.recheckable('linjiang', ...given))?.findings.map(({ id }) => id);
	expect(await ids()).toEqual([other?.id]);
	expect(await ids([one?.id ?? '', 'nothing'])).toEqual([one?.id]);
});

test('outlive the report of an audit before them that is recorded anew, and not the next audit', async () => {
	const may = reportOn({ asOf: '2026-05-15', found });
	const [one] = await record(may);
	await look(one, 'fixed', '2026-05-20T00:00:00Z');
	await record(may);
	expect(await now(one)).toBe('fixed');
	await record(reportOn({ asOf: '2026-06-15', found, previous: may }));
	expect(await now(one)).toBe('open');
});
