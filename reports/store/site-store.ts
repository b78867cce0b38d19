import type { Kysely } from 'kysely';
import type { Audit } from './audit-model.ts';
import { one } from './audits.ts';
import { changedFindings, comparison } from './comparison.ts';
import { documents } from './documents.ts';
import type { StoredFinding } from './model.ts';
import { checkTrend } from './overview.ts';
import type { Tables } from './schema.ts';
import type {
	ChangedQuery,
	CheckChanges,
	ComparisonQuery,
	DocumentPage,
	DocumentsQuery,
	MonthChecks,
} from './site-model.ts';

/** What is asked for one site beside its months and findings. */
export interface SiteStore {
	/** Findings of each of a site's months by check, oldest first. */
	readonly checkTrend: (site: string) => Promise<readonly MonthChecks[]>;
	/** A page of the documents that the site's last whole audit read; undefined where none has been kept yet. */
	readonly documents: (query: DocumentsQuery) => Promise<DocumentPage | undefined>;
	/** How findings changed between two months, by check; undefined where one of the two has no report. */
	readonly comparison: (query: ComparisonQuery) => Promise<readonly CheckChanges[] | undefined>;
	/** A page of those that changed in one way: of the later month, gravest first, then those that the earlier one alone tells. */
	readonly changedFindings: (query: ChangedQuery) => Promise<readonly StoredFinding[]>;
	/** One audit of the queue, under way or over. */
	readonly audit: (id: number) => Promise<Audit | undefined>;
}

export const siteStore = (db: Kysely<Tables>): SiteStore => ({
	checkTrend: (site) => checkTrend(db, site),
	documents: (query) => documents(db, query),
	comparison: (query) => comparison(db, query),
	changedFindings: (query) => changedFindings(db, query),
	audit: (id) => one(db, id),
});
