import type { Audit, AuditState } from './audit-model.ts';
import type { FindingsQuery, StoredFinding } from './model.ts';
import type { NoticeState, StoredNotice } from './notice-model.ts';
import type { OverviewQuery, OverviewRow } from './overview-model.ts';
import type { DocumentPage, DocumentsQuery } from './site-model.ts';
import type { StoredTask, TasksQuery } from './task-model.ts';

/** Lists that a program reads to their end, piece by piece, while others write. */

/** Where a row stands in its list, and what it is told from others by: plain values, for the same list alone. */
export type Place = readonly (string | number | null)[];

/** Which piece of a list is wanted. */
export interface Walk {
	/** The place behind which it begins. Default: the beginning. */
	readonly after?: Place;
	/** Rows at most. Default: 100. */
	readonly size?: number;
}

export interface Walked<Row> {
	readonly rows: readonly Row[];
	/** Where the next piece begins; absent at the end. */
	readonly next?: Place;
}

/** A finding of a task. */
export interface RepairRow {
	readonly task: number;
	readonly finding: StoredFinding;
}

/** No row that stays where it is comes twice or is left out, whatever comes in between. */
export interface WalkStore {
	/** Sites in the order that is asked for. */
	readonly walkSites: (query: Omit<OverviewQuery, 'page'> & Walk) => Promise<Walked<OverviewRow>>;
	/** A month's findings in the order in which they became known. */
	readonly walkFindings: (query: Omit<FindingsQuery, 'page'> & Walk) => Promise<Walked<StoredFinding>>;
	/**
	 * The documents of a site's last whole audit, the newest first; undefined where none has been kept yet. `isOutdated`: another audit
	 * read them since the place was told, and the list is another one.
	 */
	readonly walkDocuments: (
		query: Omit<DocumentsQuery, 'page'> & Walk,
	) => Promise<
		| (Omit<DocumentPage, 'count'> & Walked<DocumentPage['rows'][number]> & { readonly isOutdated?: true })
		| undefined
	>;
	/** The work list in the order that is asked for. */
	readonly walkTasks: (query: Omit<TasksQuery, 'page'> & Walk) => Promise<Walked<StoredTask>>;
	/** What is still to be repaired of these tasks, those of one together, each by the audit that told it. */
	readonly walkRepairs: (query: { readonly tasks: readonly number[] } & Walk) => Promise<Walked<RepairRow>>;
	/** Audits, those that were asked for last first. */
	readonly walkAudits: (
		query: {
			readonly states?: readonly AuditState[];
			readonly site?: string;
			/** Ids of the only sites that count. Default: all. */
			readonly sites?: readonly string[];
		} & Walk,
	) => Promise<Walked<Audit>>;
	/** Messages to receivers, newest first. */
	readonly walkNotices: (
		query: { readonly states?: readonly NoticeState[] } & Walk,
	) => Promise<Walked<StoredNotice>>;
}
