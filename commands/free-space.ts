import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { isPostgres } from '../reports/store/open.ts';

/** The folder itself, or the nearest one above it that is there. */
export const nearest = async (folder: string): Promise<string> => {
	const isThere = await stat(folder).then(
		(found) => found.isDirectory(),
		() => false,
	);
	return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder));
};

type Places = Pick<Config, 'out' | 'database'>;

/** Folders that the installation fills: that of the reports and, of SQLite, that of the database. */
export const filledFolders = ({ out, database }: Places): readonly string[] => [
	out,
	...(isPostgres(database) ? [] : [dirname(database)]),
];

/** Free bytes of the fullest disk that the installation fills. */
export const freeBytes = async (config: Places): Promise<number> => {
	const all = await Promise.all(
		filledFolders(config).map(async (folder) => {
			const { bavail, bsize } = await statfs(await nearest(folder));
			return bavail * bsize;
		}),
	);
	return Math.min(...all);
};

const gibibyte = 2 ** 30;

/** No audit begins with less than so many bytes free. */
export const leastBytes = ({ retention }: Pick<Config, 'retention'>): number =>
	retention.minFreeGiB * gibibyte;
