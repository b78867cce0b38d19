import type { FileReading } from '../page-facts.ts';
import { parsed } from './damage.ts';
import type { Database } from './database.ts';
import type { RunIds } from './rows.ts';

/** What files say, each reading once for all the runs that meet it. */
export interface Files {
	/** Keeps a reading under the key of what was read and how; `hash` is that of the file's bytes. */
	readonly keep: (key: Uint8Array, hash: Uint8Array, reading: FileReading) => number;
	/** Number of the reading of this key. */
	readonly of: (key: Uint8Array) => number | undefined;
	/** Hash of the bytes that the reading of this number is of. */
	readonly hashOf: (reading: number) => Uint8Array | undefined;
	/** The address of the run holds what was read so. */
	readonly save: (seq: number, reading: number) => void;
	readonly drop: (seq: number) => void;
	/** Number of the reading that the address of the run holds. */
	readonly readingOf: (seq: number) => number | undefined;
	/** The run's readings by the address that was asked. */
	readonly all: () => Generator<{ readonly url: string; readonly reading: FileReading }>;
}

export const openFiles = ({ prepare, write }: Database, ids: RunIds): Files => ({
	keep: (key, hash, reading) =>
		write(
			'insert into file_readings (key, hash, facts) values (?, ?, ?)',
			key,
			hash,
			JSON.stringify(reading),
		),
	of: (key) => prepare('select id from file_readings where key = ?').get(key)?.id as number | undefined,
	hashOf: (reading) =>
		prepare('select hash from file_readings where id = ?').get(reading)?.hash as Uint8Array | undefined,
	save: (seq, reading) => {
		write('insert or replace into files (id, reading) values (?, ?)', ids.of(seq), reading);
	},
	drop: (seq) => {
		write('delete from files where id = ?', ids.of(seq));
	},
	readingOf: (seq) =>
		prepare('select reading from files where id = ?').get(ids.of(seq))?.reading as number | undefined,
	*all() {
		const rows = prepare(
			`select f.url, r.facts from files x join frontier f using (id) join file_readings r on r.id = x.reading
			where x.id between ? and ? order by x.id`,
		).iterate(...ids.all());
		for (const { url, facts } of rows) yield { url: url as string, reading: parsed<FileReading>(facts) };
	},
});
