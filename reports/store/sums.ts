import { counts, isCurrent, stands } from '../judged.ts';
import type { Finding, Report } from '../model.ts';
import type { CheckSums, Sums } from './model.ts';

type Summed = Pick<Report, 'period' | 'asOf' | 'run' | 'scores' | 'coverage' | 'findings'>;

/** The sums of a report, as lists of sites show them. */
export const sumsOf = (report: Summed): Sums => {
	const { inspection, disclosure } = report.scores;
	const certain = report.findings.filter(counts);
	const bySeverity = (severity: Finding['severity']): number =>
		certain.filter((finding) => finding.severity === severity).length;
	const byState = (state: Finding['state']): number =>
		report.findings.filter((finding) => finding.state === state && !finding.carried).length;
	const byVeto = (state: (typeof inspection.vetoes)[number]['state']): number =>
		inspection.vetoes.filter((veto) => veto.state === state).length;
	return {
		period: report.period,
		asOf: report.asOf,
		startedAt: report.run.startedAt,
		finishedAt: report.run.finishedAt,
		complete: report.run.complete,
		stopReason: report.run.stopReason,
		verdict: inspection.verdict,
		inspection: inspection.total,
		inspectionObserved: inspection.observed,
		disclosure: disclosure.total,
		disclosureObserved: disclosure.observed,
		vetoesHeld: byVeto('holds'),
		vetoesAwaiting: byVeto('awaits-person'),
		coverage: report.coverage.share,
		veto: bySeverity('veto'),
		major: bySeverity('major'),
		minor: bySeverity('minor'),
		review: report.findings.filter((finding) => isCurrent(finding) && finding.certainty === 'review').length,
		new: byState('new'),
		open: byState('open'),
		regressed: byState('regressed'),
		fixed: byState('fixed'),
		carried: report.findings.filter((finding) => stands(finding) && finding.carried).length,
		disputed: byState('disputed'),
		waived: byState('waived'),
	};
};

/** A report's findings by check. */
export const checkSumsOf = ({ findings }: Pick<Report, 'findings'>): CheckSums[] =>
	[...Map.groupBy(findings, ({ check }) => check)].map(([check, own]) => ({
		check,
		certain: own.filter(counts).length,
		review: own.filter((finding) => isCurrent(finding) && finding.certainty === 'review').length,
		fixed: own.filter(({ state, carried }) => state === 'fixed' && !carried).length,
		carried: own.filter((finding) => stands(finding) && finding.carried).length,
	}));
