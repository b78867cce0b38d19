import { freshUntil } from '../../checks/facts/freshness.ts';
import type { Terms } from '../../checks/facts/terms.ts';
import { canonicalAddress } from '../../reports/address.ts';
import { ancestorsOf, columnsByAddress } from '../../reports/judged.ts';
import type { ReportColumn, Upcoming } from '../../reports/model.ts';

/**
 * How a column stands, the worst first: its term has passed; it has nothing; that falls due soon; its list could not be loaded; it is
 * fresh; no term is known to run for it.
 */
export const columnStates = ['overdue', 'empty', 'soon', 'unloaded', 'fresh', 'none'] as const;
export type ColumnState = (typeof columnStates)[number];

/** A finding about a column. */
export interface ColumnFinding {
	readonly id: string;
	readonly check: string;
	readonly subject: string;
	readonly certainty: 'certain' | 'review';
}

export interface ShownColumn {
	readonly column: ReportColumn;
	readonly state: ColumnState;
	/** Days from the day that is judged by until its term ends, negative where it has passed; absent where none is known to run. */
	readonly daysLeft?: number;
	/** That it is stale or empty, as the report tells it. */
	readonly findings: readonly ColumnFinding[];
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const stateOf = (
	{ content }: ReportColumn,
	{ findings, daysLeft, isSoon }: { findings: readonly ColumnFinding[]; daysLeft?: number; isSoon: boolean },
): ColumnState => {
	// Nobody has seen that it is empty.
	if (content === 'unloaded') return 'unloaded';
	if (findings.some(({ check }) => check === 'empty-column')) return 'empty';
	if (findings.length > 0 || (daysLeft !== undefined && daysLeft < 0)) return 'overdue';
	if (isSoon) return 'soon';
	return daysLeft === undefined ? 'none' : 'fresh';
};

type Limits = Terms['staleAfter'];

/**
 * By address, until when a column was fresh whose limit the report does not tell: by the newest date of it and of all below it. It may
 * be told too late for that, never too early.
 */
const limitIn = (columns: readonly ReportColumn[], staleAfter: Limits) => {
	const byAddress = columnsByAddress(columns);
	const newest = new Map<string, string>();
	for (const { url, lastPublishedOn } of columns) {
		const own = canonicalAddress(url);
		for (const address of lastPublishedOn ? [own, ...ancestorsOf(byAddress, own)] : []) {
			const known = newest.get(address);
			if (lastPublishedOn && (!known || known < lastPublishedOn)) newest.set(address, lastPublishedOn);
		}
	}
	return ({ url, kind }: ReportColumn): string | undefined => {
		const [limit, last] = [staleAfter[kind], newest.get(canonicalAddress(url))];
		return limit && last ? freshUntil({ limit, newest: last }) : undefined;
	};
};

/** The columns of a report with how they stand, the most urgent first. */
export const columnsByUrgency = (
	columns: readonly ReportColumn[],
	{
		asOf,
		upcoming = [],
		findings,
		staleAfter = {},
	}: {
		readonly asOf: string;
		readonly upcoming?: readonly Upcoming[];
		/** That columns are stale or empty. */
		readonly findings: readonly ColumnFinding[];
		/** By kind; for the stale ones whose limit the report does not tell. */
		readonly staleAfter?: Limits;
	},
): ShownColumn[] => {
	const told = Map.groupBy(findings, ({ subject }) => subject);
	const soon = new Map(
		upcoming.filter(({ check }) => check === 'stale-column').map(({ subject, dueOn }) => [subject, dueOn]),
	);
	const limitOf = limitIn(columns, staleAfter);
	return columns
		.map((column): ShownColumn => {
			// Reports of before say it of those alone that fall due soon.
			const dueOn = column.dueOn ?? soon.get(column.url);
			const own = told.get(column.url) ?? [];
			const past =
				dueOn === undefined && own.some(({ check }) => check === 'stale-column')
					? limitOf(column)
					: undefined;
			// By other terms than those of then it may not be over.
			const last = dueOn ?? (past !== undefined && past < asOf ? past : undefined);
			const left = last === undefined ? {} : { daysLeft: daysBetween(asOf, last) };
			const state = stateOf(column, { findings: own, isSoon: soon.has(column.url), ...left });
			return { column, state, findings: own, ...left };
		})
		.sort(
			(a, b) =>
				columnStates.indexOf(a.state) - columnStates.indexOf(b.state) ||
				(a.daysLeft ?? Number.POSITIVE_INFINITY) - (b.daysLeft ?? Number.POSITIVE_INFINITY) ||
				0,
		);
};
