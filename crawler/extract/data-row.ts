import type { Element } from './dom.ts';
import type { Scan } from './scan.ts';

const cellAround = (block: Element): Element | null => {
	let cell: Element | null = block;
	while (cell && cell.name !== 'td' && cell.name !== 'th') cell = cell.parent as Element | null;
	return cell;
};

/** The other cells of the row that a line stands in, those without a text left out. */
export const cellsBeside = (block: Element, { ranges }: Scan): Element[] => {
	const cell = cellAround(block);
	return ((cell?.parent?.children ?? []) as Element[]).filter((other) => {
		const range = ranges.get(other);
		return other !== cell && range !== undefined && range.to > range.from;
	});
};

/** In a cell of a table of data, whose rows have several cells: what stands there is about something else. */
export const isInDataRow = (block: Element, scan: Scan): boolean => {
	const cell = cellAround(block);
	const range = cell && scan.ranges.get(cell);
	return Boolean(range && range.to - range.from <= 2 && cellsBeside(block, scan).length > 0);
};
