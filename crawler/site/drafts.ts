import { kindOfColumn } from '../extract/columns.ts';
import { normalNumber } from '../extract/number.ts';
import type { Document } from '../model.ts';
import type { DocumentFacts, SeenPage } from '../page-facts.ts';
import type { ColumnKind } from '../site-config.ts';
import type { Listings } from './listings.ts';
import { pageTitles } from './page-titles.ts';
import { type Pages, publishedOn } from './pages.ts';
import { plainTitle } from './titles.ts';

/** A page of 公文 on its way to a `Document`. */
export interface Draft {
	readonly page: SeenPage;
	readonly url: string;
	readonly facts: DocumentFacts;
	readonly title: string;
	readonly plain: string;
	/** In the form numbers are compared in. */
	readonly number?: string;
	readonly issuer?: string;
	readonly writtenOn?: string;
	readonly publishedOn?: string;
	readonly listedOn: readonly string[];
	readonly kinds: readonly ColumnKind[];
	readonly place: Document['place'];
}

const policyKinds: ReadonlySet<ColumnKind> = new Set([
	'policy',
	'regulation',
	'gazette',
	'plan',
	'abolition',
]);
const documentKinds: ReadonlySet<ColumnKind> = new Set([...policyKinds, 'notice', 'personnel', 'statutory']);

/** The kind of the column that a page itself says it stands in. */
export const ownKind = ({ facts }: SeenPage): ColumnKind | undefined => {
	const names = [
		...(facts.meta.columnname ? [{ text: facts.meta.columnname, from: 'ColumnName' }] : []),
		...facts.breadcrumb
			.filter((text) => text !== '正文' && text.length <= 14)
			.reverse()
			.map((text) => ({ text, from: 'breadcrumb' })),
		...(facts.meta.columntype ? [{ text: facts.meta.columntype, from: 'ColumnType' }] : []),
	];
	return names.length > 0 ? kindOfColumn({ names })?.kind : undefined;
};

/** Without a number that the page itself says another document bears: the first row of a table of abolished documents is no number of the list's. */
const withoutForeignNumber = (facts: DocumentFacts): DocumentFacts => {
	if (!facts.documentNumber) return facts;
	const number = normalNumber(facts.documentNumber.value);
	const foreign = facts.statements.some(
		({ documentNumber }) => documentNumber && normalNumber(documentNumber) === number,
	);
	if (!foreign) return facts;
	const { documentNumber: _, ...rest } = facts;
	return rest;
};

const isDocument = (facts: DocumentFacts, kinds: readonly ColumnKind[]): boolean => {
	if (facts.statute) return true;
	if (facts.isInterpretation && !facts.ownInterpretation) return false;
	// The metadata of an interpretation often carries the number of what it explains.
	if (kinds.length > 0 && kinds.every((kind) => kind === 'interpretation')) return false;
	if (facts.documentNumber) return true;
	if (facts.bodyLength === 0 && facts.attachments.length === 0) return false;
	if (kinds.some((kind) => policyKinds.has(kind))) return true;
	return (
		facts.hasMetadataTable &&
		facts.issuer !== undefined &&
		['decree', 'measure', 'opinion', 'plan'].includes(facts.form)
	);
};

const placeOf = (own: ColumnKind | undefined, kinds: readonly ColumnKind[]): Document['place'] => {
	if (own === 'gazette') return 'gazette';
	const listed = kinds.filter((kind) => kind !== 'other');
	const others = listed.filter((kind) => kind !== 'gazette');
	if (listed.length > 0 && !others.some((kind) => documentKinds.has(kind)) && listed.includes('gazette'))
		return 'gazette';
	return own && documentKinds.has(own)
		? 'policy'
		: others.some((kind) => documentKinds.has(kind))
			? 'policy'
			: 'other';
};

/** A short text with a box of links may pass for a list; the particulars of a 公文 say that it is none. */
export const isListing = ({ facts: { shape, items, document } }: SeenPage): boolean =>
	shape === 'home' ||
	(shape === 'list' &&
		!(
			items.length <= 3 &&
			document?.hasMetadataTable &&
			(document.documentNumber || document.writtenOn) &&
			document.bodyLength >= 60
		));

/** The pages that are documents: with a number of their own, with the metadata of one, or listed as policy. */
export const draftDocuments = (pages: Pages, listings: Listings): Draft[] => {
	const drafts: Draft[] = [];
	const titleOf = pageTitles(pages, listings);
	for (const page of pages.all) {
		if (!page.facts.document || isListing(page)) continue;
		const facts = withoutForeignNumber(page.facts.document);
		const listing = listings.get(pages.keyOf(page.url));
		const own = ownKind(page);
		const kinds = new Set<ColumnKind>(listing?.kinds ?? []);
		if (own) kinds.add(own);
		if (!isDocument(facts, [...kinds])) continue;
		const title = titleOf(page);
		const published = publishedOn(page);
		drafts.push({
			page,
			url: page.finalUrl,
			facts,
			title,
			plain: plainTitle(title),
			...(facts.documentNumber && { number: normalNumber(facts.documentNumber.value) }),
			...(facts.issuer && { issuer: plainTitle(facts.issuer.value) }),
			...(facts.writtenOn && { writtenOn: facts.writtenOn.value }),
			...(published && { publishedOn: published }),
			listedOn: [...(listing?.dates ?? [])],
			kinds: [...kinds],
			place: placeOf(own, [...kinds]),
		});
	}
	return drafts;
};
