import { parsed } from './damage.ts';
import type { Database } from './database.ts';
import { rowsOfRun } from './schema.ts';

/** Runs that an archive remembers, whatever their age: a year of months, and the one to compare with. */
const keptRuns = 13;

/** What a run has of its own, each row under a number that tells the run. */
export const tablesOfRun = [
	{ table: 'frontier', key: 'id' },
	{ table: 'responses', key: 'id' },
	{ table: 'pages', key: 'id' },
	{ table: 'files', key: 'id' },
	{ table: 'tries', key: 'entry' },
] as const;

/** Deletes what a run left; bodies and readings stay, which others may share. */
export const forgetRun = ({ prepare }: Database, run: number): void => {
	for (const { table, key } of tablesOfRun)
		prepare(`delete from ${table} where ${key} between ? and ?`).run(
			run * rowsOfRun,
			(run + 1) * rowsOfRun - 1,
		);
};

/** Numbers of the links that stand in no reading. */
const unusedLinks = ({ all, prepare }: Database): number[] => {
	const [last] = all('select max(id) as id from links');
	const isUsed = new Uint8Array(((last?.id as number | null) ?? 0) + 1);
	for (const row of prepare('select links, related from readings').iterate())
		for (const written of [row.links, row.related])
			for (const number of parsed<number[]>(written ?? '[]')) isUsed[number] = 1;
	const unused: number[] = [];
	for (const { id } of prepare('select id from links').iterate())
		if (isUsed[id as number] === 0) unused.push(id as number);
	return unused;
};

/** What no run has any more, table by table; each is to be emptied before the next is asked for. */
export interface Leftover {
	readonly table: 'known' | 'readings' | 'links' | 'file_readings' | 'bodies';
	readonly key: 'url' | 'id';
	readonly find: () => readonly (string | number)[];
}

/** `metSince`: the first run whose answers count; what none has met from there on is not known any more. */
export const leftoversOf = (database: Database, metSince: number): readonly Leftover[] => {
	const column = (key: 'url' | 'id', sql: string) => (): (string | number)[] =>
		database.all(sql).map((row) => row[key] as string | number); // Of these tables by their layout.
	return [
		{
			table: 'known',
			key: 'url',
			find: column(
				'url',
				`select url from known where url not in (select final_url from responses where id >= ${metSince * rowsOfRun})`,
			),
		},
		{
			table: 'readings',
			key: 'id',
			find: column(
				'id',
				'select id from readings where id not in (select reading from pages union select reading from known where reading is not null)',
			),
		},
		{ table: 'links', key: 'id', find: () => unusedLinks(database) },
		{
			table: 'file_readings',
			key: 'id',
			find: column(
				'id',
				'select id from file_readings where id not in (select reading from files union select file from known where file is not null)',
			),
		},
		{
			table: 'bodies',
			key: 'id',
			find: column(
				'id',
				'select id from bodies where hash not in (select body from responses where body is not null union select body from known where body is not null)',
			),
		},
	];
};

/** Deletes the runs of long ago with all that only they had, and what the last two runs did not meet any more; says whether there was any. */
export const forgetOld = (database: Database, run: number): boolean => {
	const old = database.all('select id from runs where id <= ?', run - keptRuns);
	if (old.length === 0) return false;
	for (const { id } of old) forgetRun(database, id as number);
	database.write('delete from runs where id <= ?', run - keptRuns);
	for (const { table, key, find } of leftoversOf(database, run - 1))
		for (const one of find()) database.write(`delete from ${table} where ${key} = ?`, one);
	return true;
};
