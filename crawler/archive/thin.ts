import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Database, openDatabase, type Row } from './database.ts';
import { leftoversOf, tablesOfRun } from './forget.ts';
import { rowsOfRun, schemaVersion } from './schema.ts';

/** Which runs of an archive are to go. */
export interface Thinning {
	/** Runs that ended before that instant, ISO; never the newest one that came to its end. */
	readonly before: string;
	/** Start of a run that stays, ISO: second looks at findings build on it. */
	readonly keeping?: string | undefined;
}

/** What thinning an archive does; bytes are reckoned until it is done. */
export interface ThinningPlan {
	/** Runs that go. */
	readonly runs: readonly number[];
	/** Of the file. */
	readonly size: number;
	/** Bytes inside it that become free, or are free already: the next audits fill them. */
	readonly room: number;
	/** Bytes by which the file becomes smaller. */
	readonly frees: number;
}

/** A file is written anew only where that frees more than this part of it. */
const worthwhile = 1 / 3;
/** An archive is held for so long at a time, milliseconds: an audit that begins waits for five seconds. */
const turnMs = 1000;
/** And is let go for so long: whoever waits looks every tenth of a second. */
const restMs = 250;
const rowsAtOnce = 1000;

type Reading = Pick<Database, 'all'>;

/** The last run stays, finished or not, and the last one that is finished; of the others those that are old, or came to no end. */
const runsToGo = ({ all }: Reading, { before, keeping }: Thinning): number[] => {
	const runs = all('select id, started_at, finished_at from runs order by id desc');
	const newest = runs[0]?.id;
	const finished = runs.find(({ finished_at }) => finished_at !== null)?.id;
	const kept = keeping === undefined ? Number.NaN : Date.parse(keeping);
	const staysFor = ({ id, started_at, finished_at }: Row): boolean =>
		id === newest ||
		id === finished ||
		(finished_at !== null &&
			((finished_at as string) >= before || Date.parse(started_at as string) === kept));
	return runs.filter((run) => !staysFor(run)).map(({ id }) => id as number);
};

const one = ({ all }: Reading, sql: string): number => Number(Object.values(all(sql)[0] ?? {})[0] ?? 0);

/** Pages of the file, and those of them that nothing lies on, in bytes. */
const sizesOf = (database: Reading): { readonly size: number; readonly free: number } => {
	const page = one(database, 'pragma page_size');
	return {
		size: one(database, 'pragma page_count') * page,
		free: one(database, 'pragma freelist_count') * page,
	};
};

/** About so many bytes lie in what these runs alone have. */
const weightOf = (database: Reading, runs: readonly number[]): number => {
	const going = (id: string): string => `${id} / ${rowsOfRun} in (${runs.join(',')})`;
	const staying = (id: string): string => `not ${going(id)}`;
	const known = `known where url in (select final_url from responses where ${staying('id')})`;
	const sums = [
		`select sum(length(data)) from bodies where hash not in (select body from responses where body is not null and ${staying('id')} union select body from ${known} and body is not null)`,
		`select sum(length(facts) + length(links)) from readings where id not in (select reading from pages where ${staying('id')} union select reading from ${known} and reading is not null)`,
		`select sum(length(facts)) from file_readings where id not in (select reading from files where ${staying('id')} union select file from ${known} and file is not null)`,
		`select sum(length(url) + length(key) + length(found_on) + length(found_text) + 40) from frontier where ${going('id')}`,
		`select sum(length(final_url) + coalesce(length(headers), 0) + length(redirects) + 90) from responses where ${going('id')}`,
		`select 30 * count(*) from pages where ${going('id')}`,
		`select sum(length(outcome) + 60) from tries where ${going('entry')}`,
	];
	return sums.reduce((sum, sql) => sum + one(database, sql), 0);
};

/**
 * What thinning an archive would do; nothing is changed. Undefined where it is of another version, which the next audit sees to.
 * Throws where the file is damaged or another process has it.
 */
export const planThinning = (file: string, thinning: Thinning): ThinningPlan | undefined => {
	const opened = new DatabaseSync(file, { readOnly: true, timeout: 0 });
	try {
		const database: Reading = { all: (sql, ...values) => opened.prepare(sql).all(...values) as Row[] };
		if (one(database, 'pragma user_version') !== schemaVersion) return undefined;
		const runs = runsToGo(database, thinning);
		const { size, free } = sizesOf(database);
		const weight = runs.length > 0 ? weightOf(database, runs) : 0;
		const room = Math.min(size, free + weight);
		return { runs, size, room, frees: room > size * worthwhile ? room : 0 };
	} finally {
		opened.close();
	}
};

/** Works on an archive for a second at a time until the work is done; whoever wants to audit the site comes in between. More work follows, unless it `isLast`. */
const inTurns = async (
	file: string,
	work: (database: Database, isOver: () => boolean) => boolean,
	isLast = false,
): Promise<void> => {
	for (;;) {
		const database = openDatabase(file, { patienceMs: 0 });
		const until = performance.now() + turnMs;
		let isDone = false;
		try {
			isDone = work(database, () => performance.now() >= until);
		} finally {
			database.close(!(isDone && isLast));
		}
		if (isDone) return;
		await delay(restMs);
	}
};

/** Deletes the rows of runs, some at a time; true once there are none. */
const dropRows = (database: Database, runs: readonly number[], isOver: () => boolean): boolean => {
	for (const run of runs)
		for (const { table, key } of tablesOfRun)
			for (;;) {
				const rows = database.all(
					`select ${key} as id from ${table} where ${key} between ? and ? order by ${key} limit ${rowsAtOnce}`,
					run * rowsOfRun,
					(run + 1) * rowsOfRun - 1,
				);
				const [first, last] = [rows[0], rows.at(-1)];
				if (first === undefined || last === undefined) break;
				if (isOver()) return false;
				database.write(`delete from ${table} where ${key} between ? and ?`, first.id ?? 0, last.id ?? 0);
				database.flush();
			}
	return true;
};

/** Deletes what no run has any more, some at a time; true once there is nothing of it. To find it does not count as time. */
const dropLeftovers = (database: Database): boolean => {
	for (const { table, key, find } of leftoversOf(database, 0)) {
		const keys = find();
		const until = performance.now() + turnMs;
		for (let from = 0; from < keys.length; from += rowsAtOnce) {
			if (performance.now() >= until) return false;
			for (const value of keys.slice(from, from + rowsAtOnce))
				database.write(`delete from ${table} where ${key} = ?`, value);
			database.flush();
		}
	}
	return true;
};

/** Writes the file anew without its empty pages, where that is worthwhile and there is room beside it; it takes as much once more, for a while. */
const compact = async (file: string): Promise<void> => {
	const { bavail, bsize } = await statfs(path.dirname(file));
	await inTurns(file, (database) => {
		const { size, free } = sizesOf(database);
		if (free > size * worthwhile && bavail * bsize > 2 * (size - free)) database.prepare('vacuum').run();
		return true;
	});
};

/**
 * Deletes the runs that are to go with all that only they had; gives the file's empty pages back where that is worthwhile. Cut off
 * at any moment it leaves an archive that can be read and audited, and the next time goes on. Throws where another process has the file.
 */
export const thinArchive = async (
	file: string,
	thinning: Thinning,
): Promise<{ readonly runs: number; readonly size: number }> => {
	let runs: readonly number[] = [];
	await inTurns(file, (database) => {
		runs = runsToGo(database, thinning);
		// From here on nobody takes them for whole any more, and the next time they go whatever their age.
		for (const run of runs) database.write('update runs set finished_at = null where id = ?', run);
		return true;
	});
	if (runs.length > 0) {
		await inTurns(file, (database, isOver) => dropRows(database, runs, isOver));
		await inTurns(file, dropLeftovers);
		await inTurns(file, (database) => {
			for (const run of runs) database.write('delete from runs where id = ?', run);
			return true;
		});
	}
	await compact(file);
	let size = 0;
	await inTurns(
		file,
		(database) => {
			size = sizesOf(database).size;
			return true;
		},
		true,
	);
	return { runs: runs.length, size };
};
