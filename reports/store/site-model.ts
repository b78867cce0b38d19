import type { Finding, ReportDocument } from '../model.ts';
import type { CheckSums, FindingNow } from './model.ts';

/** What the store is asked for one site, and answers. */

export interface DocumentsQuery {
	readonly site: string;
	/** Part of the title or of the 文号, in whatever width, case and brackets; several words must all be there. */
	readonly search?: string;
	readonly role?: NonNullable<ReportDocument['role']>;
	readonly validity?: ReportDocument['validity'];
	/** Only those that findings stood about when they were audited. */
	readonly hasFindings?: boolean;
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Rows a page. Default: 25. */
	readonly size?: number;
}

/** A document as the last audit read it; very long texts and lists of it are cut. */
export interface StoredDocument extends ReportDocument {
	/** The first findings about it, as they are now. */
	readonly findings: readonly (Pick<Finding, 'id' | 'check' | 'message' | 'severity' | 'certainty'> & {
		readonly now: FindingNow;
	})[];
	/** All of them when it was audited. */
	readonly findingCount: number;
}

export interface DocumentPage {
	/** The audit that read them. */
	readonly period: string;
	/** YYYY-MM-DD. */
	readonly asOf: string;
	readonly complete: boolean;
	/** Documents that fit. */
	readonly count: number;
	/** The newest first. */
	readonly rows: readonly StoredDocument[];
}

/** Findings of a month by check. */
export interface MonthChecks {
	/** YYYY-MM. */
	readonly period: string;
	readonly complete: boolean;
	readonly checks: readonly CheckSums[];
}

/**
 * What became of a finding between two months. Of the later one: `new` it was not there before; `regressed` it had been repaired and
 * is back; `open` it stands in both. Of the earlier one: `fixed` it was repaired since; `waived` people let it go; `gone` no report
 * tells it any more, and none called it repaired.
 */
export const changes = ['new', 'regressed', 'open', 'fixed', 'waived', 'gone'] as const;
export type Change = (typeof changes)[number];

export interface ComparisonQuery {
	readonly site: string;
	/** YYYY-MM, both with a report. */
	readonly before: string;
	readonly after: string;
}

/** How many findings of a check changed how. */
export interface CheckChanges extends Readonly<Record<Change, number>> {
	readonly check: string;
}

export interface ChangedQuery extends ComparisonQuery {
	readonly change: Change;
	readonly check?: string;
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Default: 50. */
	readonly size?: number;
}
