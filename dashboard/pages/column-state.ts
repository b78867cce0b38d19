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

/** The columns of a report with how they stand, the most urgent first. */
export const columnsByUrgency = (
	columns: readonly ReportColumn[],
	{
		asOf,
		upcoming = [],
		findings,
	}: {
		readonly asOf: string;
		readonly upcoming?: readonly Upcoming[];
		/** That columns are stale or empty. */
		readonly findings: readonly ColumnFinding[];
	},
): ShownColumn[] => {
	const told = Map.groupBy(findings, ({ subject }) => subject);
	const soon = new Map(
		upcoming.filter(({ check }) => check === 'stale-column').map(({ subject, dueOn }) => [subject, dueOn]),
	);
	return columns
		.map((column): ShownColumn => {
			// Reports of before say it of those alone that fall due soon.
			const dueOn = column.dueOn ?? soon.get(column.url);
			const left = dueOn === undefined ? {} : { daysLeft: daysBetween(asOf, dueOn) };
			const own = told.get(column.url) ?? [];
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
