import { describe, expect, it } from 'vitest';
import type { Check, Fault } from '../../checks/check.ts';
import type { Terms } from '../../checks/facts/terms.ts';
import { runCheck } from '../../checks/run.ts';
import { marksOf } from '../../reports/marks.ts';
import { at, type SmallSite, siteOf } from './site.ts';
import { needsMarks } from './unmarked.ts';

/** National default terms, written out so that a table shows what it is judged by. */
export const terms: Terms = {
	publicationDays: 20,
	metadataShare: 0.8,
	metadataSample: 5,
	copiedShare: 0.8,
	typos: [],
	interpretationDays: 3,
	publicMarker: 'sibling',
	publicMarkerShare: 0.8,
	publicMarkerSample: 10,
	interpretationScope: 'general',
	governmentReportDue: '03-31',
	departmentReportDue: '01-31',
	annualReportYears: 5,
	weightyConsultationDays: 30,
	consultationDays: 7,
	feedbackDays: 10,
	feedbackWithoutDecisionDays: 60,
	websiteReportDue: '01-31',
	evaluationDue: '03-31',
	metaTagDoubt: 0.1,
	metaTagShare: 0.5,
	metaTagSample: 5,
	unreachableShare: 0.05,
	homepageStaleDays: 14,
	unansweredMonths: 3,
	messageMonths: 12,
	replyDays: 5,
	guideLacks: 4,
	warnStaleDays: 14,
	warnExpiryDays: 30,
	warnReportDays: 60,
	staleAfter: {
		news: { days: 14 },
		notice: { months: 6 },
		policy: { months: 6 },
		interpretation: { months: 12 },
		personnel: { months: 12 },
		data: { months: 12 },
	},
};

type Pages = SmallSite['pages'];
interface Case extends SmallSite {
	readonly terms?: Partial<Terms>;
}
interface FaultyCase extends Case {
	/** Paths or addresses at fault. */
	readonly at: readonly string[];
	/** The keys of the faults, in the order of `at`. */
	readonly keys?: readonly string[];
	/** Default: certain, for all of them. */
	readonly certainty?: NonNullable<Fault['certainty']>;
	/** Words that the first message must hold. */
	readonly says?: string;
}

const isCase = (value: Case | Pages): value is Case => typeof (value as Case).pages === 'object';

const faultsOf = (check: Check, given: Case): Fault[] => {
	const { site, unavailable } = siteOf(given);
	const { outcome, reason, faults } = runCheck(check, site, unavailable, { ...terms, ...given.terms });
	expect(`${outcome} ${reason ?? ''}`.trim()).toBe('assessed');
	return faults;
};

const shown = ({ subject, key, certainty = 'certain' }: Fault): string =>
	[subject, key, certainty].filter(Boolean).join(' ');

/** A check's table: sites on which it is silent and sites on which it speaks, each named by the sentence it proves. */
export const testCheck = (
	check: Check<never> | Check,
	table: {
		/** Left out where a check that is assessed always speaks. */
		readonly clean?: Readonly<Record<string, Case | Pages>>;
		readonly faulty: Readonly<Record<string, FaultyCase>>;
		/** Sites on which it cannot be said, and words of the reason. */
		readonly unassessed?: Readonly<Record<string, Case & { readonly why: string }>>;
	},
): void => {
	const whole = check as Check;
	describe(whole.id, () => {
		if (table.clean)
			describe('is silent', () => {
				it.each(Object.entries(table.clean ?? {}))('%s', (_, given) => {
					expect(faultsOf(whole, isCase(given) ? given : { pages: given }).map(shown)).toEqual([]);
				});
			});
		if (table.unassessed)
			describe('cannot tell', () => {
				it.each(Object.entries(table.unassessed ?? {}))('%s', (_, { why, ...given }) => {
					const { site, unavailable } = siteOf(given);
					const { outcome, reason } = runCheck(whole, site, unavailable, { ...terms, ...given.terms });
					expect(outcome).toBe('not-assessed');
					expect(reason).toContain(why);
				});
			});
		describe('speaks', () => {
			it.each(Object.entries(table.faulty))('%s', (_, given) => {
				const faults = faultsOf(whole, given);
				const { certainty = 'certain', keys } = given;
				const expected = given.at.map((path, i) =>
					shown({
						subject: /^https?:|^\//.test(path) ? at(path) : path,
						key: keys?.[i],
						certainty,
						message: '',
					} as Fault),
				);
				expect(faults.map(shown).sort()).toEqual([...expected].sort());
				for (const { message, snippet = '', marked, key } of faults) {
					expect(message).toMatch(/。$/);
					expect(snippet, `evidence of: ${message}`).not.toBe('');
					if (needsMarks(whole.id, key))
						expect(marksOf(snippet, marked), `marks in “${snippet}” of ${marked}`).not.toEqual([]);
				}
				if (given.says) expect(faults[0]?.message).toContain(given.says);
			});
		});
	});
};
