import type { Repairing } from '../repairing.ts';
import type { TaskWay } from '../tasks.ts';
import type { Signed } from './decision-model.ts';
import type { VainLooks } from './last-looks.ts';
import type { StoredFinding } from './model.ts';

/** The work list, as the store keeps it, and what maintainers say of their repairs. */

/** What one repair fixes, by a site's last whole audit. */
export interface StoredTask {
	readonly n: number;
	readonly site: string;
	/** The site's name. */
	readonly siteName: string;
	/** The audit that told it: its month and its day. */
	readonly period: string;
	readonly asOf: string;
	/** Of its first finding. */
	readonly check: string;
	readonly way: TaskWay;
	/** What to repair, a Chinese sentence. */
	readonly what: string;
	readonly severity: StoredFinding['severity'];
	/** By that audit: certain findings that stood, and those that a person has to look at. */
	readonly findings: number;
	readonly review: number;
	/** Those of both that stand by the last word on them. */
	readonly standing: number;
	readonly pages: number;
	/** The first day by which something of it had to be repaired. */
	readonly dueOn?: string;
	/** Points that it alone wins back; null where the site has no number. */
	readonly inspection: number | null;
	readonly disclosure: number | null;
	/** Points that its findings cost before any cap, in both scores. */
	readonly cost: number;
	/** Vetoes that would hold no more. */
	readonly vetoes: readonly string[];
	/** Vetoes that await a person, and would no more. */
	readonly awaiting: readonly string[];
	/** Its findings of which a maintainer says that they are being repaired, and the first day on which one is to be done. */
	readonly repairing: number;
	readonly repairingUntil?: string;
	/** Second looks since that audit after which something stands as before; absent where there were none. */
	readonly looked?: VainLooks;
}

export const taskSorts = ['points', 'due'] as const;
export type TaskSort = (typeof taskSorts)[number];

export interface TasksQuery {
	/** Their ids. Default: all. */
	readonly sites?: readonly string[];
	readonly severity?: StoredFinding['severity'];
	/** Only those whose day was before this one, YYYY-MM-DD. */
	readonly overdueOn?: string;
	/** Default: `points`, those that lift vetoes first, then those that win back most. */
	readonly sort?: TaskSort;
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Default: 50. */
	readonly size?: number;
}

export interface Tasks {
	readonly rows: readonly StoredTask[];
	/** More follow on the next page. */
	readonly hasMore: boolean;
	/** How many there are; counted for some sites alone. */
	readonly count?: number;
}

/** What a maintainer says of findings of one site: that they are being repaired, or, with `revoke`, no more. */
export interface RepairingStep extends Signed {
	readonly site: string;
	readonly findings: readonly string[];
	readonly step: 'begin' | 'revoke';
	/** The day on which it is to be done. */
	readonly until?: string;
}

/** A step as it was taken; `end` is the program's own, once the finding is repaired. */
export interface StoredRepairing extends Repairing {
	readonly step: 'begin' | 'revoke' | 'end';
}
