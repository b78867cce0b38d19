import type { Lane, Link } from '../page-facts.ts';
import { present } from './damage.ts';
import type { Database, Row } from './database.ts';
import type { OwnFacts, Readings } from './readings.ts';
import { lookOf, pageOf, type RunIds, type StoredLook, type StoredPage, walkedOf } from './rows.ts';

/** How the run has a page: what it was seen to say is a reading's number away. */
export interface PageRow {
	readonly lane: Lane;
	readonly reading: number;
	readonly walked: 'to-end' | 'cut' | undefined;
}

/** The pages that the run has seen, each with the number of its reading. */
export interface Pages {
	/** Keeps what a page says, by the number of its reading. */
	readonly save: (seq: number, lane: Lane, reading: number, walked?: 'to-end' | 'cut') => void;
	readonly drop: (seq: number) => void;
	readonly rowOf: (seq: number) => PageRow | undefined;
	/** One page of the run. */
	readonly of: (seq: number) => StoredLook | undefined;
	readonly linksOf: (seq: number) => readonly Link[];
	/** The run's pages in the order in which their addresses were found. */
	readonly all: () => Generator<StoredPage>;
}

export const openPages = ({ all, prepare, write }: Database, ids: RunIds, readings: Readings): Pages => {
	const factsOf = ({ reading }: Row): OwnFacts =>
		present(readings.factsOf(reading as number), `reading ${reading}`);
	return {
		save: (seq, lane, reading, walked) => {
			write(
				'insert or replace into pages (id, lane, reading, walked) values (?, ?, ?, ?)',
				ids.of(seq),
				lane,
				reading,
				walked ?? null,
			);
		},
		drop: (seq) => {
			write('delete from pages where id = ?', ids.of(seq));
		},
		rowOf: (seq) => {
			const row = prepare('select lane, reading, walked from pages where id = ?').get(ids.of(seq));
			return row && { lane: row.lane as Lane, reading: row.reading as number, walked: walkedOf(row) };
		},
		of: (seq) => {
			const [row] = all(
				'select r.final_url, p.lane, p.reading from pages p join responses r using (id) where p.id = ?',
				ids.of(seq),
			);
			return row && lookOf(row, factsOf(row));
		},
		linksOf: (seq) => {
			const row = prepare('select reading from pages where id = ?').get(ids.of(seq));
			return row ? readings.linksOf(row.reading as number) : [];
		},
		*all() {
			const rows = prepare(
				`select p.id, f.url, f.depth, r.final_url, p.lane, p.reading, p.walked
			from pages p join frontier f using (id) join responses r using (id) where p.id between ? and ? order by p.id`,
			).iterate(...ids.all());
			for (const row of rows) yield pageOf(row, factsOf(row));
		},
	};
};
