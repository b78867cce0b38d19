import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** SQLite's own numbers for a file whose inside is not what it was: damaged, or none of its own. */
const numbers = [11, 26];

/** What the archive kept is no longer what was written. */
export class DamagedError extends Error {
	override readonly name = 'DamagedError';
}

/** Reads what was kept as JSON. */
export const parsed = <Kept>(written: unknown): Kept => {
	try {
		return JSON.parse(written as string) as Kept;
	} catch (cause) {
		throw new DamagedError('the archive has a text that is no JSON', { cause });
	}
};

/** What the archive must have, since another row of it says so. */
export const present = <Kept>(kept: Kept | undefined, what: string): Kept => {
	if (kept === undefined) throw new DamagedError(`the archive lost ${what}`);
	return kept;
};

/** Undoes what `undo` undoes. */
export const undone = <Kept>(undo: () => Kept): Kept => {
	try {
		return undo();
	} catch (cause) {
		throw new DamagedError('the archive has bytes that are not those that were written', { cause });
	}
};

/** Whether an error, or one behind it, tells that an archive is damaged. */
export const isDamage = (error: unknown): boolean => {
	if (!(error instanceof Error)) return false;
	if (error instanceof DamagedError) return true;
	if ('errcode' in error && numbers.includes((error.errcode as number) & 0xff)) return true;
	return isDamage(error.cause);
};

/** An instant, ISO, as it stands in a file's name. */
const compact = (instant: string): string => instant.replace(/[-:]|\.\d+/g, '');

/** Gives a damaged archive another name beside its own, which it returns; nothing of it is deleted. Throws as `rename`. */
export const setAside = async (file: string, now: Date): Promise<string> => {
	const aside = `${file}.damaged-${compact(now.toISOString())}`;
	await rename(file, aside);
	// What was not yet taken over belongs to it.
	await rename(`${file}-wal`, `${aside}-wal`).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
	});
	await rm(`${file}-shm`, { force: true });
	await rm(`${file}-seal`, { force: true });
	return aside;
};

/** The files of archives that were set aside before an instant, ISO, in a site's folder; sizes in bytes. Throws as `stat`. */
export const setAsideBefore = async (
	folder: string,
	before: string,
): Promise<{ readonly file: string; readonly size: number }[]> => {
	const limit = compact(before);
	const old = (await readdir(folder)).filter((name) => {
		const at = /^archive\.db\.damaged-(\d{8}T\d{6}Z)(?:-wal)?$/.exec(name)?.[1];
		return at !== undefined && at < limit;
	});
	return Promise.all(
		old.map(async (name) => {
			const file = path.join(folder, name);
			return { file, size: (await stat(file)).size };
		}),
	);
};
