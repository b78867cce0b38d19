import type { Document } from '../../crawler/model.ts';

/**
 * Gazette copies are a record of their day. Where the document has a page of its own, that page is the one to be labelled,
 * and the copy is left to a person; where the copy is all there is, readers find nothing else and it is judged like any page.
 */
export const isMereCopy = ({ place, copies }: Document): boolean => place === 'gazette' && copies.length > 0;

/** What the newest statement of that effect says. */
export const latest = (
	{ statements }: Document,
	effect: Document['statements'][number]['effect'],
): Document['statements'][number] | undefined =>
	statements
		.filter((statement) => statement.effect === effect)
		.sort((a, b) =>
			a.sure === b.sure ? ((a.on ?? '') < (b.on ?? '') ? 1 : -1) : a.sure === 'certain' ? -1 : 1,
		)[0];
