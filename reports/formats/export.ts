import { monthWorkbook, type WorkbookQuery } from './month-workbook.ts';
import { notice } from './notice.ts';
import type { Source } from './rows.ts';
import { exportTable, tableFormats } from './tables.ts';

/** Formats of the files that are handed on. */
export const exportFormats = [...tableFormats, 'xlsx', 'docx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportQuery extends WorkbookQuery {
	readonly format: ExportFormat;
	/** YYYY-MM-DD; by it findings are overdue, and a notice tells its terms from that day on. */
	readonly today: string;
}

/** Whether a format is made of bytes that no terminal can show. */
export const isBinary = (format: ExportFormat): boolean => format === 'xlsx' || format === 'docx';

/** Whether a format has tables of which one can be asked for. */
export const hasTables = (format: ExportFormat): boolean => format !== 'docx';

/** A month as a file, piece by piece. A format that holds one table has the scores unless told otherwise. */
export const exportMonth = (
	store: Source,
	{ format, ...query }: ExportQuery,
): AsyncIterable<string | Uint8Array> => {
	const { table, profiles, ...rest } = query;
	if (format === 'xlsx') return monthWorkbook(store, query);
	if (format === 'docx') return notice(store, { ...rest, profiles });
	return exportTable(store, { ...rest, table: table ?? 'scores', format });
};
