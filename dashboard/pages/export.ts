import { exportMonth } from '../../reports/formats/export.ts';
import { isAnyAudited } from '../../reports/formats/rows.ts';
import type { Context } from '../context.ts';
import type { ExportFile } from '../url-states.ts';
import { wholeNames } from '../urls.ts';
import { dayIn } from '../views/format.ts';

const types = {
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A file that is written while it is read. */
export interface Download {
	readonly type: string;
	/** ASCII. */
	readonly fileName: string;
	readonly content: AsyncIterable<string | Uint8Array>;
}

/** A month as a file; undefined where it is to be of a site that nobody knows, `nothing` where a notice would have nothing to tell. */
export const exportDownload = async (
	{ store, checks, profile, now }: Context,
	{ month, ...file }: ExportFile,
): Promise<Download | 'nothing' | undefined> => {
	const { site, table, format } = file;
	if (site !== undefined && !(await store.site(site))) return undefined;
	if (format === 'docx' && !(await isAnyAudited(store, { ...file, period: month }))) return 'nothing';
	const named = new Map(checks.map((check) => [check.id, check]));
	return {
		type: types[format],
		fileName: `gongkai-${month}${site ? `-${site}` : ''}-${table ?? wholeNames[format]}.${format}`,
		content: exportMonth(store, {
			...file,
			period: month,
			checks: named,
			profiles: profile,
			today: dayIn(now()),
		}),
	};
};
