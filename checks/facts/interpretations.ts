import type { Document, Interpretation } from '../../crawler/model.ts';

type Joined = Interpretation['documents'][number];

/** A document and an interpretation of it. */
export interface Pair {
	readonly interpretation: Interpretation;
	readonly joined: Joined;
	readonly document: Document;
}

/** Each document with each of its interpretations. */
export const pairsOf = (
	documents: readonly Document[],
	interpretations: readonly Interpretation[],
): Pair[] => {
	const byUrl = new Map(documents.map((document) => [document.url, document]));
	return interpretations.flatMap((interpretation) =>
		interpretation.documents.flatMap((joined) => {
			const document = byUrl.get(joined.url);
			return document ? [{ interpretation, joined, document }] : [];
		}),
	);
};

/** Joined by more than words in common. */
const isSure = ({ by }: Joined): boolean => by !== 'title';

/**
 * Whether links lack on one side. Where one of several is linked, a person decides whether the rest belongs there too;
 * where the two were joined by likeness alone, a person decides whether they belong together.
 */
export const lackOfLinks = (
	pairs: readonly Joined[],
	linked: (pair: Joined) => boolean,
): 'certain' | 'review' | 'none' => {
	const lacking = pairs.filter((pair) => !linked(pair));
	if (lacking.length === 0) return 'none';
	if (lacking.length === pairs.length) return lacking.some(isSure) ? 'certain' : 'review';
	return lacking.some(isSure) ? 'review' : 'none';
};
