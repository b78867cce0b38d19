import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileOfRun } from '../../reports/formats/json.ts';
import type { Context } from '../context.ts';

/** A month's report as it was written; undefined where there is none, or its file is gone. */
export const reportFile = async (
	{ store, out }: Context,
	site: string,
	month: string | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
	const found = month === undefined ? undefined : await store.siteMonth(site, month);
	if (!found || out === undefined) return undefined;
	const folder = dirname(join(out, found.file));
	const within = relative(out, folder);
	if (within.startsWith('..') || isAbsolute(within)) return undefined;
	// A later audit of the month may have moved it aside.
	const path = await fileOfRun(folder, found.sums.startedAt);
	return path === undefined ? undefined : new Uint8Array(await readFile(path));
};
