import type { KnownSite, MonthSums, RegisteredSite, Sums } from './model.ts';

/** One row of the overview; without `sums` where the site was not audited in that month. */
export interface OverviewRow {
	readonly site: KnownSite;
	readonly sums?: MonthSums;
	/** Its place among the month's sites of its type, 1 the best; absent where it is not ranked. */
	readonly rank?: number;
	/** Certain findings that still stand though their term is over, on the day that was asked for. */
	readonly overdue?: number;
}

export const overviewSorts = [
	'order',
	'name',
	'level',
	'district',
	'verdict',
	'rank',
	'vetoes',
	'inspection',
	'disclosure',
	'change',
	'findings',
	'overdue',
	'awaiting',
	'review',
	'coverage',
] as const;

export type OverviewSort = (typeof overviewSorts)[number];

/** Which vetoes a site is to have: one that holds, one that waits for a person, or neither. */
export const vetoFilters = ['held', 'awaiting', 'none'] as const;

/** What of a month is looked at, and in which order. */
export interface OverviewChoice {
	/** Part of the name, the address, the id, the district or the maintainer. */
	readonly search?: string;
	/** `unaudited`: no report in that month. */
	readonly verdict?: Sums['verdict'] | 'unaudited';
	readonly level?: NonNullable<RegisteredSite['level']>;
	/** Its name or how it begins. */
	readonly district?: string;
	readonly type?: RegisteredSite['type'];
	readonly vetoes?: (typeof vetoFilters)[number];
	/** Only sites with a finding that is overdue. */
	readonly isOverdue?: boolean;
	/** Only sites with something that a person has to decide. */
	readonly isAwaiting?: boolean;
	/** Default: `order`, as the configuration and the register list them. Rows without a value come last either way. */
	readonly sort?: OverviewSort;
	readonly descending?: boolean;
}

export interface OverviewQuery extends OverviewChoice {
	/** YYYY-MM. */
	readonly period: string;
	/** YYYY-MM-DD, by which findings are overdue. Default: none is. */
	readonly today?: string;
	/** Ids of the only ones that count. Default: all. */
	readonly sites?: readonly string[];
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Rows a page. Default: 50. */
	readonly size?: number;
}

/** What the sites that fit come to. */
export interface OverviewTotals {
	/** Certain findings that stand. */
	readonly findings: number;
	readonly overdue: number;
	readonly vetoesHeld: number;
	/** What waits for a person, and at how many sites. */
	readonly vetoesAwaiting: number;
	readonly disputed: number;
	readonly review: number;
	readonly awaitingSites: number;
	/** Sites by tens of points: below 10, below 20, …, 90 to 100. */
	readonly inspection: readonly number[];
	readonly disclosure: readonly number[];
}

export interface Overview {
	readonly rows: readonly OverviewRow[];
	/** Sites that fit the query. */
	readonly count: number;
	/** Sites that fit, by verdict, whatever verdict is asked for. */
	readonly verdicts: Readonly<Record<Sums['verdict'] | 'unaudited', number>>;
	readonly totals: OverviewTotals;
}
