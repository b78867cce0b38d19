import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Place } from '../../reports/store/walk-model.ts';

/** Where the next piece of a list begins, as programs hand it back: nothing in it is for them to read. */

const written = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.null()])).max(8)]);

/** Tells lists apart: a place in one says nothing of another. */
const listOf = (path: string, query: Readonly<Record<string, unknown>>): string => {
	const chosen = Object.entries(query).filter(
		([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined,
	);
	return createHash('sha256')
		.update(JSON.stringify([path, chosen.sort(([a], [b]) => (a < b ? -1 : 1))]))
		.digest('base64url')
		.slice(0, 8);
};

/** A list as it was asked for: its address, and what chooses its rows. */
export interface ListAsked {
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
}

export const cursorOf = ({ path, query }: ListAsked, place: Place): string =>
	Buffer.from(JSON.stringify([listOf(path, query), place])).toString('base64url');

/** The place that a cursor of this list names; undefined where it is none of it. */
export const placeOf = ({ path, query }: ListAsked, cursor: string): Place | undefined => {
	try {
		const read = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
		return read[0] === listOf(path, query) ? read[1] : undefined;
	} catch {
		return undefined;
	}
};
