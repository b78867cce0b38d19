import type { Database } from './database.ts';
import type { Readings } from './readings.ts';
import { rowsOfRun } from './schema.ts';

/** Runs that an archive remembers: a year of months, and the one to compare with. */
const keptRuns = 13;

/** Deletes what a run left; bodies and readings stay, which others may share. */
export const forgetRun = ({ prepare }: Database, run: number): void => {
	const rows = [run * rowsOfRun, (run + 1) * rowsOfRun - 1] as const;
	for (const table of ['frontier', 'responses', 'pages', 'files'])
		prepare(`delete from ${table} where id between ? and ?`).run(...rows);
	prepare('delete from tries where entry between ? and ?').run(...rows);
};

/** Deletes the runs of long ago with all that only they had, and what the last two runs did not meet any more. */
export const forgetOld = (database: Database, readings: Readings, run: number): void => {
	const old = database.all('select id from runs where id <= ?', run - keptRuns);
	if (old.length === 0) return;
	for (const { id } of old) forgetRun(database, id as number);
	database.write('delete from runs where id <= ?', run - keptRuns);
	database.write(
		'delete from known where url not in (select final_url from responses where id >= ?)',
		(run - 1) * rowsOfRun,
	);
	database.write(
		'delete from readings where id not in (select reading from pages union select reading from known where reading is not null)',
	);
	readings.forgetUnusedLinks();
	database.write(
		'delete from file_readings where id not in (select reading from files union select file from known where file is not null)',
	);
	database.write(
		'delete from bodies where hash not in (select body from responses where body is not null union select body from known where body is not null)',
	);
};
