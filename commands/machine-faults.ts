import { isDiskFull } from '../reports/formats/spoken.ts';

/** SQLite's own numbers for a file that another process has locked. */
const sqliteLocked = [5, 6];

/** The error, or one that it stems from, is of a file that another process works on: somebody else audits the site. */
export const isLocked = (error: unknown): boolean => {
	if (!(error instanceof Error)) return false;
	// SQLite puts details into the higher bits.
	const { errcode = 0 } = error as Error & { errcode?: number };
	return sqliteLocked.includes(errcode & 0xff) || isLocked(error.cause);
};

/** Whether an audit ended by no fault of its site: such a one tells nothing of it, and is to be had again. */
export const isOfMachine = (error: unknown): boolean => isDiskFull(error) || isLocked(error);
