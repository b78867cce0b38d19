import type { Column } from '../../crawler/model.ts';
import { addDays, addMonths } from './calendar.ts';
import { columnTree } from './columns.ts';
import type { Terms } from './terms.ts';

/** How fresh a column is that must be updated within a term. */
export interface Freshness {
	readonly column: Column;
	readonly limit: Terms['staleAfter'][string];
	/** Over its lists, and those below it where it is judged by its first level. */
	readonly items: number;
	readonly undated: number;
	/** The newest date; absent where no entry has one up to the as-of date. */
	readonly newest?: string;
	/** What is said of it may be held against somebody. */
	readonly isSure: boolean;
}

/** Kinds that are judged at their first level: a sub-column may rest while its siblings are updated. */
const byFirstLevel: ReadonlySet<string> = new Set(['notice', 'policy']);

/** Entries without a date count as not updated; where they are so many, the dates may only not have been read. */
const manyUndated = 0.2;

/** The columns with a term whose newest entry is known. */
export function* freshnessOf(
	columns: readonly Column[],
	staleAfter: Terms['staleAfter'],
): Generator<Freshness> {
	const tree = columnTree(columns);
	for (const column of columns) {
		const { kind, sure } = column;
		const limit = staleAfter[kind];
		if (!limit || tree.isClosed(column)) continue;
		if (byFirstLevel.has(kind) && tree.hasAncestorOf(column, kind)) continue;

		const judged = byFirstLevel.has(kind) ? [column, ...tree.below(column)] : [column];
		const lists = judged.filter(({ content }) => content === 'list');
		if (lists.length === 0) continue; // A text goes out of date, not stale; `empty-column` names the blank ones.
		if (lists.some(({ newestKnown, complete }) => !(newestKnown ?? complete))) continue; // The newest entry may be unread.
		if (judged.some(({ content }) => content === 'unloaded')) continue;

		const items = lists.reduce((sum, list) => sum + list.items, 0);
		const undated = lists.reduce((sum, list) => sum + list.undated, 0);
		const newest = lists
			.flatMap(({ lastPublishedOn }) => lastPublishedOn ?? [])
			.sort()
			.at(-1);
		// Nobody said what the other lists are for, nor that they must be updated.
		const isSure = kind !== 'other' && sure !== 'likely' && undated <= items * manyUndated;
		yield { column, limit, items, undated, isSure, ...(newest !== undefined && { newest }) };
	}
}

/** The last day on which a column is fresh whose newest entry is of this one; undefined where that has no date. */
export const freshUntil = ({ newest, limit }: Pick<Freshness, 'newest' | 'limit'>): string | undefined => {
	if (newest === undefined) return undefined;
	return limit?.days === undefined ? addMonths(newest, limit?.months ?? 12) : addDays(newest, limit.days);
};
