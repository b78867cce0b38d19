import type { Link, RelatedLink } from '../page-facts.ts';
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
	/** Deletes the links that stand in no reading. */
	readonly forgetUnused: () => void;
}

export const openLinks = ({ all, prepare, write }: Database): Links => {
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
		const row = prepare('select link from links where id = ?').get(number);
		if (!row) throw new Error(`the archive lost the link numbered ${number}`);
		const link = JSON.parse(row.link as string) as Link | RelatedLink;
		links.set(number, link);
		numbers.set(row.link as string, number);
		return link;
	};
	return {
		keep: (many) => `[${many.map(numberOf).join(',')}]`,
		// What was kept as links of one kind comes back as such.
		of: <One extends Link | RelatedLink>(written: string) =>
			(JSON.parse(written) as number[]).map((number) => linkOf(number) as One),
		forgetUnused: () => {
			const [last] = all('select max(id) as id from links');
			const isUsed = new Uint8Array(((last?.id as number | null) ?? 0) + 1);
			for (const row of prepare('select links, related from readings').iterate())
				for (const written of [row.links, row.related])
					for (const number of JSON.parse((written as string | null) ?? '[]') as number[]) isUsed[number] = 1;
			const unused: number[] = [];
			for (const { id } of prepare('select id from links').iterate())
				if (isUsed[id as number] === 0) unused.push(id as number);
			if (unused.length === 0) return;
			for (const number of unused) write('delete from links where id = ?', number);
			numbers = recent(atHand);
			links = recent(atHand);
		},
	};
};
