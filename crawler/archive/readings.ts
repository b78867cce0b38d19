import type { Link, PageFacts } from '../page-facts.ts';
import type { Database } from './database.ts';

/** What a page says, its links left out. */
export type OwnFacts = Omit<PageFacts, 'links'>;

/** So many readings are kept in memory, a few kilobytes each; others are parsed whenever they are asked for. */
const maxAtHand = 4000;

/** What pages say, each reading once for all the runs that meet it. */
export interface Readings {
	/** Keeps what was read; the number stands for it in this run and the ones to come. */
	readonly keep: (facts: PageFacts) => number;
	/** What was read, without the links, which are most of it. Undefined where the archive has no such number. */
	readonly factsOf: (reading: number) => OwnFacts | undefined;
	/** Parsed anew for whoever asks. */
	readonly linksOf: (reading: number) => Link[];
}

export const openReadings = ({ prepare, write }: Database): Readings => {
	const atHand = new Map<number, OwnFacts>();
	return {
		keep: ({ links, ...facts }) =>
			write(
				'insert into readings (facts, links) values (?, ?)',
				JSON.stringify(facts),
				JSON.stringify(links),
			),
		factsOf: (reading) => {
			const known = atHand.get(reading);
			if (known) return known;
			const row = prepare('select facts from readings where id = ?').get(reading);
			if (!row) return undefined;
			const facts = JSON.parse(row.facts as string) as OwnFacts;
			if (atHand.size < maxAtHand) atHand.set(reading, facts);
			return facts;
		},
		linksOf: (reading) => {
			const row = prepare('select links from readings where id = ?').get(reading);
			return row ? (JSON.parse(row.links as string) as Link[]) : [];
		},
	};
};
