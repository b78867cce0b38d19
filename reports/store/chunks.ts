/** Rows in one statement: SQLite takes no more than 32,766 values. */
const rowsAtOnce = 1000;

/** Parts of a list, none longer than one statement takes. */
export const inChunks = <T>(list: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(list.length / rowsAtOnce) }, (_, index) =>
		list.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
	);
