import type { Column } from '../../crawler/model.ts';

/** Columns above and below one another. */
export interface ColumnTree {
	/** The column or one above it is an archive, a past year or a closed topic. */
	readonly isClosed: (column: Column) => boolean;
	readonly hasAncestorOf: (column: Column, kind: Column['kind']) => boolean;
	/** Every column below; interpretations are no policy, wherever they hang. */
	readonly below: (column: Column) => Column[];
}

/** Deeper trees than this are a circle of breadcrumbs. */
const maxDepth = 12;

export const columnTree = (columns: readonly Column[]): ColumnTree => {
	const byUrl = new Map(columns.map((column) => [column.url, column]));
	const children = new Map<string, Column[]>();
	for (const column of columns) {
		if (!column.parent || column.parent === column.url) continue;
		const known = children.get(column.parent);
		if (known) known.push(column);
		else children.set(column.parent, [column]);
	}
	const above = (column: Column): Column[] => {
		const found: Column[] = [];
		for (let at = column; at.parent && found.length < maxDepth; ) {
			const parent = byUrl.get(at.parent);
			if (!parent || parent === column) break;
			found.push(parent);
			at = parent;
		}
		return found;
	};
	const below = (column: Column, depth = 0): Column[] => {
		if (depth >= maxDepth) return [];
		return (children.get(column.url) ?? [])
			.filter(({ kind }) => kind !== 'interpretation')
			.flatMap((child) => [child, ...below(child, depth + 1)]);
	};
	return {
		isClosed: (column) => column.closed || above(column).some(({ closed }) => closed),
		hasAncestorOf: (column, kind) => above(column).some((ancestor) => ancestor.kind === kind),
		below,
	};
};

/** Columns, by address, in which news are expected within a term; gazettes and messages aside, whose entries bear dates of other kinds. */
export const columnsWithTerm = (
	columns: readonly Column[],
	terms: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Column> => {
	const { isClosed } = columnTree(columns);
	return new Map(
		columns
			.filter((column) => terms[column.kind] !== undefined && !/^(?:gazette|message)$/.test(column.kind))
			.filter((column) => column.content === 'list' && !column.view && !isClosed(column))
			.map((column) => [column.url, column]),
	);
};
