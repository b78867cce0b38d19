import { type Element, isElement, squeeze } from './dom.ts';
import { isNumber, normalNumber } from './number.ts';
import type { Scan, ScanLine } from './scan.ts';
import { entryOf, serial, titleEnd } from './statement-entries.ts';
import { type Effect, effectOf, effectWords, put, type Sink, termOf } from './statement-words.ts';

/** The row of a table that a line stands in. */
export const rowOf = (line: ScanLine): Element | undefined => {
	let element: Element | null = line.block;
	for (let up = 0; element && up < 6; up++) {
		if (element.name === 'tr') return element;
		if (element.name === 'table' || element.name === 'body') return undefined;
		element = element.parent as Element | null;
	}
	return undefined;
};

/** A cell that says what becomes of its row's document is no longer. */
const longestFate = 24;
const head =
	/^(?:文件|规章|规范性文件|政策)?(?:名称|标题)$|^(?:发文字号|文号|文件号|文件文号|序号|发文文号)$/;
const tick = /^[√✓✔☑●■○是]$/;

const saysFate = (cell: string): boolean =>
	cell.length <= longestFate && effectWords.test(cell) && !/《/.test(cell) && !titleEnd.test(cell);

interface Cell {
	readonly text: string;
	/** Rows that it stands for. */
	readonly rows: number;
}

const cellsOf = (scan: Scan, row: Element): Cell[] =>
	row.children.flatMap((child) => {
		if (!isElement(child) || !/^t[dh]$/.test(child.name)) return [];
		const range = scan.ranges.get(child);
		const lines = range ? scan.lines.slice(range.from, range.to) : [];
		return [
			{
				text: squeeze(lines.map(({ text }) => text).join('')),
				rows: Math.min(Number.parseInt(child.attribs.rowspan ?? '1', 10) || 1, 1000),
			},
		];
	});

/** The document that a row names, by the cells that are not its fate. */
const documentOf = (cells: readonly string[]): { title?: string; number?: string } => {
	const numberCell = cells.find((cell) => isNumber(cell));
	const candidates = cells.filter(
		(cell) => cell !== numberCell && cell.length >= 5 && /[\u4e00-\u9fa5]{2}/.test(cell),
	);
	const titleCell =
		candidates.find(
			(cell) => titleEnd.test(cell.replace(/》?(?:[（(].*)?$/, '')) || /《/.test(cell) || /^关于/.test(cell),
		) ??
		candidates.reduce<string | undefined>(
			(longest, cell) => (longest && longest.length >= cell.length ? longest : cell),
			undefined,
		);
	const entry = titleCell ? entryOf(titleCell)[0] : undefined;
	const bare =
		titleCell && numberCell
			? titleCell
					.replace(serial, '')
					.replace(/^《(.*)》$/, '$1')
					.replace(/《/g, '〈')
					.replace(/》/g, '〉')
			: undefined;
	const title = entry?.title ?? bare;
	const number = numberCell ? normalNumber(numberCell) : entry?.number;
	return { ...(title ? { title } : {}), ...(number ? { number } : {}) };
};

/** Reads a page's tables row by row: title, number and fate in the cells, the fate also above a tick or once for several rows. */
export const tableReader = (
	scan: Scan,
	sink: Sink,
): { readonly read: (row: Element, line: number, section: Effect | undefined) => number | undefined } => {
	let table: unknown;
	/** What each column with a tick says. */
	let columns: readonly (Effect | undefined)[] = [];
	let spanning: { readonly effect: Effect | undefined; left: number } | undefined;

	const effectIn = (cells: readonly Cell[], section: Effect | undefined): Effect | undefined => {
		const ticked = cells.findIndex(({ text }, i) => columns[i] !== undefined && tick.test(text));
		if (ticked >= 0) return columns[ticked];
		const fates = cells.filter(({ text }) => saysFate(text));
		// 不予废止, 拟废止: the heading says nothing of this row.
		const denied = fates.some(({ text }) => /[不拟未]/.test(text) && effectOf(text) === undefined);
		if (denied) return undefined;
		const fate = fates.find(({ text }) => effectOf(text) !== undefined);
		if (fate) {
			const effect = effectOf(fate.text);
			if (fate.rows > 1) spanning = { effect, left: fate.rows - 1 };
			return effect;
		}
		if (!spanning || spanning.left <= 0) return section;
		spanning.left--;
		return spanning.effect;
	};

	/** The line behind the row, where it was one that may name a document. */
	const read = (row: Element, line: number, section: Effect | undefined): number | undefined => {
		const range = scan.ranges.get(row);
		if (range?.from !== line || range.to - range.from < 2 || range.to - range.from > 12) return undefined;
		const cells = cellsOf(scan, row);
		const filled = cells.filter(({ text }) => text !== '');
		if (filled.length < 2) return undefined;
		if (row.parent !== table) {
			table = row.parent;
			columns = [];
			spanning = undefined;
		}
		if (filled.some(({ text }) => head.test(text))) {
			columns = cells.map(({ text }) => (saysFate(text) ? effectOf(text) : undefined));
			return range.to;
		}
		const effect = effectIn(cells, section);
		const texts = filled.map(({ text }) => text);
		if (effect)
			put(
				sink,
				effect,
				documentOf(texts.filter((text) => !saysFate(text))),
				texts.join(' '),
				effect === 'continued' ? termOf(texts.join(' ')) : {},
			);
		return range.to;
	};
	return { read };
};
