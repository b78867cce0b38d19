/** Whatever the months bring, a finding's state says what was seen of it, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import type { Finding, Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { type Ruled, type Rulings, toldOf } from '../../reports/rulings.ts';
import { config, crawled, home, result, results } from '../support/report.ts';

/** `GONGKAI_ROUNDS=100` for as many times as many. */
const numRuns = 60 * Number(process.env.GONGKAI_ROUNDS ?? 1);

const subjects = ['a', 'b', 'c'].map((name) => `${home}${name}.html`);

/** What a month's crawl meets of a page: its fault, the page in order, a page that it could not read, or none. */
const met = fc.constantFrom('fault', 'right', 'unread', 'gone');
const month = fc.record({
	pages: fc.tuple(met, met, met),
	isAssessed: fc.boolean(),
	isComplete: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
	/** What people say of the first page's finding from that month on. */
	said: fc.constantFrom(undefined, 'waived', 'waived', 'rejected', 'confirmed', 'revoked'),
	/** Months that a waiver lasts. */
	lasts: fc.integer({ min: 0, max: 4 }),
});
type Month = ReturnType<(typeof month)['generate']>['value'];

const dayOf = (n: number): string => new Date(Date.UTC(2025, n, 15)).toISOString().slice(0, 10);

const reportOf = (
	{ pages, isAssessed, isComplete }: Month,
	n: number,
	past: { previous?: Report; fixedBefore: ReadonlyMap<string, Finding>; rulings: Rulings },
): Report => {
	const of = (what: string): string[] => subjects.filter((_, i) => pages[i] === what);
	const asOf = dayOf(n);
	const faults = isAssessed ? of('fault').map((subject) => ({ subject })) : [];
	const unseen = new Map(of('unread').map((url) => [url, 'timeout' as const]));
	return buildReport({
		config,
		crawled: crawled(
			{ asOf },
			{
				run: {
					...crawled().run,
					...{ startedAt: `${asOf}T01:00:00.000Z`, finishedAt: `${asOf}T01:05:00.000Z` },
					...{ complete: isComplete, stopReason: isComplete ? null : '达到页数上限' },
				},
				seen: new Set([home, ...of('fault'), ...of('right')]),
				unseen,
				coverage: {
					share: 1,
					notSeen: [...unseen].map(([what, why]) => ({ what, why, count: 1 })),
				},
			},
		),
		results: results(result('expired-document', faults, isAssessed ? undefined : '没有读到')),
		profile: national,
		...past,
	});
};

test('of any months, nothing is fixed that was not seen in order, and nothing is new that was known', () => {
	fc.assert(
		fc.property(fc.array(month, { minLength: 1, maxLength: 8 }), (months) => {
			let previous: Report | undefined;
			const fixed = new Map<string, Finding>();
			const rulings = new Map<string, Ruled | undefined>();
			const firstId = reportOf(
				{ ...(months[0] as Month), pages: ['fault', 'gone', 'gone'], isAssessed: true },
				0,
				{ fixedBefore: fixed, rulings },
			).findings[0]?.id;
			for (const [n, one] of months.entries()) {
				const asOf = dayOf(n);
				if (one.said && firstId)
					rulings.set(
						firstId,
						one.said === 'revoked'
							? undefined
							: {
									...{ kind: one.said, by: '王敏', at: `${asOf}T10:00:00.000+08:00`, reason: '核对过' },
									...(one.said === 'waived' ? { until: dayOf(n + one.lasts) } : {}),
								},
					);
				const inForce = new Map(
					[...rulings].map(([id, ruled]) => [id, ruled?.until && ruled.until < asOf ? undefined : ruled]),
				);
				const report = reportOf(one, n, {
					...(previous ? { previous } : {}),
					fixedBefore: fixed,
					rulings: inForce,
				});
				expect(new Set(report.findings.map(({ id }) => id)).size).toBe(report.findings.length);
				for (const [i, subject] of subjects.entries()) {
					const shown = report.findings.find((finding) => finding.subject === subject);
					const finding = shown && toldOf(shown);
					const last = previous?.findings.find((before) => before.subject === subject);
					const before = last && toldOf(last);
					const isTold = one.isAssessed && one.pages[i] === 'fault';
					const wasOpen = before !== undefined && before.state !== 'fixed';
					if (finding) {
						expect(finding.firstSeen <= finding.lastSeen && finding.lastSeen <= asOf).toBe(true);
						if (before) expect(finding.firstSeen).toBe(before.firstSeen);
					}
					if (isTold) {
						const known = before ?? fixed.get(finding?.id ?? '');
						const state = known === undefined ? 'new' : known.state === 'fixed' ? 'regressed' : 'open';
						expect(finding).toMatchObject({ state, lastSeen: asOf });
						expect(finding?.carried).toBeUndefined();
					} else if (!wasOpen) expect(finding).toBeUndefined();
					else if (!one.isAssessed || one.pages[i] === 'unread' || one.pages[i] === 'fault')
						// It could not be looked at: what is known of it stays.
						expect(finding).toMatchObject({
							...{ state: 'open', carried: true },
							...{ firstSeen: before.firstSeen, lastSeen: before.lastSeen },
						});
					else if (one.pages[i] === 'right')
						expect(finding).toMatchObject({ state: 'fixed', lastSeen: before.lastSeen });
					// No longer met: left out by a run that saw all, kept open by any other, and fixed by none.
					else if (finding) expect(finding).toMatchObject({ state: 'open', carried: true });
					else expect(one.isComplete).toBe(true);
					// What people say hides nothing of that.
					if (shown?.state === 'waived')
						expect(['waived', 'rejected']).toContain(inForce.get(shown.id)?.kind);
					if (finding?.state === 'fixed') expect(shown?.state).toBe('fixed');
				}
				if (!report.run.complete) continue;
				previous = report;
				for (const finding of report.findings)
					if (finding.state === 'fixed') fixed.set(finding.id, finding);
					else fixed.delete(finding.id);
			}
		}),
		{ numRuns },
	);
});
