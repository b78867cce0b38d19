import type { Link, RelatedLink } from '../page-facts.ts';
import { parsed, present } from './damage.ts';
import type { Database } from './database.ts';
import { recent } from './recent.ts';

/** So many links are kept at hand at least, by what they say and by number, some hundred bytes each. */
const atHand = 20_000;

/**
 * Links as pages have them, as good as once each: those of menus and footers stand on every page of their template, and an article is
 * linked to alike from list after list.
 */
export interface Links {
	/** Keeps links; returns their numbers as JSON. */
	readonly keep: (links: readonly (Link | RelatedLink)[]) => string;
	/** Links by their numbers. Whoever asks shares them. */
	readonly of: <One extends Link | RelatedLink>(numbers: string) => One[];
	/** Links were deleted: none is known by its number any more. */
	readonly forgetAtHand: () => void;
}

export const openLinks = ({ prepare, write }: Database): Links => {
	let numbers = recent<string, number>(atHand);
	let links = recent<number, Link | RelatedLink>(atHand);
	const numberOf = (link: Link | RelatedLink): number => {
		const written = JSON.stringify(link);
		const known = numbers.get(written);
		if (known !== undefined) return known;
		const number = write('insert into links (link) values (?)', written);
		numbers.set(written, number);
		return number;
	};
	const linkOf = (number: number): Link | RelatedLink => {
		const known = links.get(number);
		if (known) return known;
		const row = present(prepare('select link from links where id = ?').get(number), `link ${number}`);
		const link = parsed<Link | RelatedLink>(row.link);
		links.set(number, link);
		numbers.set(row.link as string, number);
		return link;
	};
	return {
		keep: (many) => `[${many.map(numberOf).join(',')}]`,
		// What was kept as links of one kind comes back as such.
		of: <One extends Link | RelatedLink>(written: string) =>
			parsed<number[]>(written).map((number) => linkOf(number) as One),
		forgetAtHand: () => {
			numbers = recent(atHand);
			links = recent(atHand);
		},
	};
};
