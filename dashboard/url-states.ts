import type { ExportQuery } from '../reports/formats/export.ts';
import type { ReportColumn } from '../reports/model.ts';
import type { FindingsQuery } from '../reports/store/model.ts';
import type { OverviewChoice } from '../reports/store/overview-model.ts';
import type { Change, DocumentsQuery } from '../reports/store/site-model.ts';
import type { TaskSort } from '../reports/store/task-model.ts';
import type { ColumnState } from './pages/column-state.ts';

/** What the overview's address keeps. Absent: the default. */
export interface OverviewState extends OverviewChoice {
	/** YYYY-MM. */
	readonly month?: string;
	readonly page?: number;
}

/** What a site's address keeps: the month, and which of its findings are shown. */
export interface SiteState {
	/** YYYY-MM. */
	readonly month?: string;
	readonly check?: string;
	readonly state?: NonNullable<FindingsQuery['state']>;
	readonly severity?: NonNullable<FindingsQuery['severity']>;
	readonly certainty?: NonNullable<FindingsQuery['certainty']>;
	/** Only what had to be repaired by now. */
	readonly overdue?: boolean;
	readonly search?: string;
	readonly page?: number;
}

/** What the address of a site's columns keeps. */
export interface ColumnsState extends Pick<SiteState, 'month' | 'search' | 'page'> {
	readonly state?: ColumnState;
	readonly kind?: ReportColumn['kind'];
}

/** What the address of a site's documents keeps; the month is handed on alone. */
export interface DocumentsState
	extends Pick<SiteState, 'month' | 'page'>,
		Pick<DocumentsQuery, 'search' | 'role' | 'validity' | 'hasFindings'> {}

/** What the address of two compared months keeps. */
export interface ComparisonState extends Pick<SiteState, 'check' | 'page'> {
	/** YYYY-MM, the later one. Default: the newest with a report. */
	readonly month?: string;
	/** YYYY-MM, the earlier one. Default: the last before with a report. */
	readonly before?: string;
	/** Whose findings are listed. */
	readonly change?: Change;
}

/** What the address of one audit's log keeps. */
export interface LogState extends Pick<SiteState, 'page'> {
	/** Every line, also of single addresses. */
	readonly isWhole?: boolean;
}

/** The list that a finding was come to by: next and previous go through it. */
export interface FindingFilter extends Omit<SiteState, 'month' | 'page'> {
	/** Only what waits for a person. */
	readonly awaiting?: boolean;
	/** Only what this task of the work list has. */
	readonly task?: number;
}

/** What the work list's address keeps. Absent: the default. */
export interface WorkState extends Pick<SiteState, 'severity' | 'search' | 'page'> {
	readonly site?: string;
	/** Only what had to be repaired by now. */
	readonly overdue?: boolean;
	readonly sort?: TaskSort;
}

/** A month as a file, of all sites or of those that fit, in the overview's order. Without a table: all that the format holds. */
export interface ExportFile extends OverviewChoice, Pick<ExportQuery, 'table' | 'format' | 'site'> {
	/** YYYY-MM. */
	readonly month: string;
}
