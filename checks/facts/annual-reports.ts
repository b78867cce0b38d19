import type { Column, Site } from '../../crawler/model.ts';
import type { Terms } from './terms.ts';

/** The last report year to which the old regulation applied: one day for governments and departments alike. */
const lastOfOldRegulation = 2018;

/** The site's own column of annual reports, where it has one. */
export const reportShelf = (columns: readonly Column[]): Column | undefined => {
	const own = columns.filter(({ kind, organ }) => kind === 'annual-report' && organ === undefined);
	return own.find(({ content }) => content === 'list') ?? own[0];
};

/** The last day on which the report of a year is in time. */
export const reportDueOn = (
	year: number,
	type: Site['identity']['type'],
	{ governmentReportDue, departmentReportDue }: Pick<Terms, 'governmentReportDue' | 'departmentReportDue'>,
): string =>
	`${year + 1}-${type === 'department' && year > lastOfOldRegulation ? departmentReportDue : governmentReportDue}`;

/** Years whose report is overdue where it is not there, newest first. */
export const dueReportYears = (
	asOf: string,
	type: Site['identity']['type'],
	terms: Pick<Terms, 'governmentReportDue' | 'departmentReportDue' | 'annualReportYears'>,
): number[] => {
	const last = Number(asOf.slice(0, 4)) - 1;
	const newest = reportDueOn(last, type, terms) < asOf ? last : last - 1;
	return Array.from({ length: terms.annualReportYears }, (_, i) => newest - i);
};
