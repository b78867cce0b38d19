import type { Lane } from '../page-facts.ts';
import type { Database } from './database.ts';
import type { RunIds } from './rows.ts';

/** What the tries for each address of the run met, in words for a reader. */
export interface Tries {
	/** Keeps what one try met. */
	readonly record: (seq: number, lane: Lane, outcome: string, at: string) => void;
	/** A new chance for an address that failed in an earlier part of the run. */
	readonly forget: (seq: number) => void;
	readonly of: (seq: number) => string[];
	/** The same, with when and how each was made. */
	readonly all: (seq: number) => { readonly at: string; readonly lane: Lane; readonly words: string }[];
	/** The browser was sent to this address, and was not shown a page of the site's. */
	readonly hasBrowser: (seq: number) => boolean;
}

export const openTries = ({ all, write }: Database, ids: RunIds): Tries => ({
	record: (seq, lane, outcome, at) => {
		write('insert into tries (entry, at, lane, outcome) values (?, ?, ?, ?)', ids.of(seq), at, lane, outcome);
	},
	forget: (seq) => {
		write('delete from tries where entry = ?', ids.of(seq));
	},
	of: (seq) =>
		all('select outcome from tries where entry = ? order by id', ids.of(seq)).map(
			({ outcome }) => outcome as string,
		),
	all: (seq) =>
		all('select at, lane, outcome from tries where entry = ? order by id', ids.of(seq)).map((row) => ({
			at: row.at as string,
			lane: row.lane as Lane,
			words: row.outcome as string,
		})),
	hasBrowser: (seq) =>
		all("select 1 from tries where entry = ? and lane = 'browser' limit 1", ids.of(seq)).length > 0,
});
