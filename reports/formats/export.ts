import { monthWorkbook, type WorkbookQuery } from './month-workbook.ts';
import type { Source } from './rows.ts';
import { exportTable, tableFormats } from './tables.ts';

/** Formats of the files that are handed on. */
export const exportFormats = [...tableFormats, 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportQuery extends WorkbookQuery {
	readonly format: ExportFormat;
}

/** Whether a format is made of bytes that no terminal can show. */
export const isBinary = (format: ExportFormat): boolean => format === 'xlsx';

/** A month as a file, piece by piece. A format that holds one table has the scores unless told otherwise. */
export const exportMonth = (
	store: Source,
	{ format, ...query }: ExportQuery,
): AsyncIterable<string | Uint8Array> => {
	if (format === 'xlsx') return monthWorkbook(store, query);
	const { profiles: _, table = 'scores', ...rest } = query;
	return exportTable(store, { ...rest, table, format });
};
