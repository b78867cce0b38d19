import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Context } from '../context.ts';

/** A month's report as it was written; undefined where there is none, or its file is gone. */
export const reportFile = async (
	{ store, out }: Context,
	site: string,
	month: string | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
	const found = month === undefined ? undefined : await store.siteMonth(site, month);
	if (!found || out === undefined) return undefined;
	const path = join(out, found.file);
	const within = relative(out, path);
	if (within.startsWith('..') || isAbsolute(within)) return undefined;
	try {
		return new Uint8Array(await readFile(path));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
};
