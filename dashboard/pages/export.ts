import { exportTable } from '../../reports/formats/tables.ts';
import type { Context } from '../context.ts';
import type { ExportFile } from '../urls.ts';

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** A file that is written while it is read. */
export interface Download {
	readonly type: string;
	/** ASCII. */
	readonly fileName: string;
	readonly content: AsyncIterable<string>;
}

/** A month's table as a file; undefined where it is to be of a site that nobody knows. */
export const exportDownload = async (
	{ store, checks }: Context,
	{ month, table, format, site, search, verdict }: ExportFile,
): Promise<Download | undefined> => {
	if (site !== undefined && !(await store.site(site))) return undefined;
	const checkNames = new Map(checks.map(({ id, name }) => [id, name]));
	return {
		type: types[format],
		fileName: `gongkai-${month}${site ? `-${site}` : ''}-${table}.${format}`,
		content: exportTable(store, { table, period: month, format, site, search, verdict, checkNames }),
	};
};
