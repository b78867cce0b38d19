import type { Guide } from '../model.ts';
import type { ColumnGroup } from './columns.ts';
import type { Listings } from './listings.ts';
import type { Pages } from './pages.ts';

/** The site's own guide to disclosure: what all pages of its column and the texts it lists say together. Undefined where none was read. */
export const findGuide = (
	pages: Pages,
	groups: readonly ColumnGroup[],
	listings: Listings,
): Guide | undefined => {
	const columns = groups.filter(({ column }) => column.kind === 'guide' && column.organ === undefined);
	const heads = new Set(columns.flatMap((group) => group.pages));
	const read = pages.all.filter(
		(page) =>
			page.facts.guide !== undefined &&
			(heads.has(page) || listings.get(pages.keyOf(page.url))?.kinds.has('guide') === true),
	);
	const [first] = read;
	if (!first) return undefined;
	return {
		url: first.finalUrl,
		items: [...new Set(read.flatMap(({ facts }) => facts.guide ?? []))],
		// A part of it may stand in a file or a picture.
		hasMedia: read.some(({ facts }) => facts.mainMedia > 0 || (facts.document?.attachments.length ?? 0) > 0),
	};
};
