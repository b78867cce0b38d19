import { stringify } from 'csv-stringify/sync';
import { plain } from './text.ts';

/** Without it Excel takes UTF-8 for the system's own encoding. */
export const byteOrderMark = '\ufeff';

/** What a spreadsheet takes for the beginning of a formula, full-width forms and what may stand before it included. */
const formula = /^[\s'"’‘“”＇＂]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/;

/** Anything but plain letters, signs and single blanks, for which nothing has to be done. */
const odd = /[^ -~\u2010-\u2027\u3001-\u303d\u4e00-\u9fff\uff01-\uff5e]|^ | $| {2}/;

/** A stranger's text for one cell: one line, no control characters, and no formula. */
export const harmless = (text: string): string => {
	const line = odd.test(text) ? plain(text) : text;
	return formula.test(line) ? `'${line}` : line;
};

/** The text of a cell that was made harmless when it was written. */
export const unescapeCell = (cell: string): string =>
	cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;

/** A cell: text is made harmless, numbers stand as they are, null and undefined are blank. */
export type Cell = string | number | null | undefined;

/** Rows as lines of CSV, each with CRLF at its end. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
	stringify(
		rows.map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell))),
		{ record_delimiter: 'windows', quote_record_delimiter: true },
	);
