import type { Generated } from 'kysely';
import type { Audit, AuditState } from './audit-model.ts';
import type { Sums } from './model.ts';
import type { KeptName } from './operation-model.ts';

/** Tables of the queue and of the installation itself, as the latest migration leaves them. */

/** Audits that are queued, under way or over. */
export interface AuditsTable {
	id: Generated<number>;
	site_id: string;
	state: AuditState;
	cause: Audit['cause'];
	as_of: string;
	due_at: string | null;
	queued_at: string;
	started_at: string | null;
	finished_at: string | null;
	seen_at: string | null;
	host: string | null;
	pid: number | null;
	/** JSON. */
	progress: string | null;
	error: string | null;
	period: string | null;
	verdict: Sums['verdict'] | null;
	/** Tries that failed. */
	tries: Generated<number>;
	/** A failed one is tried again then. */
	not_before: string | null;
	/** Who asked for it on the dashboard. */
	asked_by: string | null;
	/** Of who took it last; null where nobody holds it. */
	lease: string | null;
	/** When that one took it, by its own clock. */
	held_since: string | null;
}

/** What is kept of the installation itself, by name. */
export interface InstallationTable {
	name: KeptName;
	/** JSON. */
	body: string;
	at: string;
}

/** Processes that take audits from the queue. */
export interface WorkersTable {
	host: string;
	pid: number;
	parallel: number;
	since: string;
	seen_at: string;
}

export interface OperationTables {
	audits: AuditsTable;
	installation: InstallationTable;
	workers: WorkersTable;
}
