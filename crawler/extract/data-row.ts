import type { Element } from './dom.ts';
import type { Scan } from './scan.ts';

/** Rows with more children are not looked through: they hold data. */
const mostCells = 40;
/** Cells with more lines lay the page out. */
const mostLines = 2;

/** In a cell of a table of data, beside another with a text that `fits`: what stands there is about something else. */
export const isInDataRow = (
	block: Element,
	{ ranges, lines }: Scan,
	fits: (text: string) => boolean = () => true,
): boolean => {
	let cell: Element | null = block;
	while (cell && cell.name !== 'td' && cell.name !== 'th') cell = cell.parent as Element | null;
	const range = cell && ranges.get(cell);
	if (!cell || !range || range.to - range.from > mostLines) return false;
	const children = (cell.parent?.children ?? []) as Element[];
	if (children.length > mostCells) return true;
	return children.some((other) => {
		const at = other === cell ? undefined : ranges.get(other);
		return at
			? lines.slice(at.from, Math.min(at.to, at.from + mostLines)).some(({ text }) => fits(text))
			: false;
	});
};
