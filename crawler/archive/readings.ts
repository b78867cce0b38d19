import type { Link, PageFacts, RelatedLink } from '../page-facts.ts';
import { parsed } from './damage.ts';
import type { Database } from './database.ts';
import { openLinks } from './links.ts';

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
	/** Put together anew for whoever asks; the links themselves are shared. */
	readonly linksOf: (reading: number) => Link[];
	/** Links were deleted: none is known by its number any more. */
	readonly forgetAtHand: () => void;
}

/** A document's related links have a column of their own; their place among its facts stays. */
const withRelated = (facts: OwnFacts, related: readonly RelatedLink[]): OwnFacts =>
	facts.document ? { ...facts, document: { ...facts.document, related } } : facts;

export const openReadings = (database: Database): Readings => {
	const { prepare, write } = database;
	const links = openLinks(database);
	const atHand = new Map<number, OwnFacts>();
	return {
		keep: ({ links: all, ...facts }) =>
			write(
				'insert into readings (facts, links, related) values (?, ?, ?)',
				JSON.stringify(withRelated(facts, [])),
				links.keep(all),
				facts.document ? links.keep(facts.document.related) : null,
			),
		factsOf: (reading) => {
			const known = atHand.get(reading);
			if (known) return known;
			const row = prepare('select facts, related from readings where id = ?').get(reading);
			if (!row) return undefined;
			const written = parsed<OwnFacts>(row.facts);
			const facts =
				row.related === null ? written : withRelated(written, links.of<RelatedLink>(row.related as string));
			if (atHand.size < maxAtHand) atHand.set(reading, facts);
			return facts;
		},
		linksOf: (reading) => {
			const row = prepare('select links from readings where id = ?').get(reading);
			return row ? links.of<Link>(row.links as string) : [];
		},
		forgetAtHand: links.forgetAtHand,
	};
};
