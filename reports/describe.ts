import type { Document, Interpretation, Site } from '../crawler/model.ts';
import type { DocumentFacts } from '../crawler/page-facts.ts';
import { canonicalAddress } from './address.ts';
import type { ReportColumn, ReportDocument } from './model.ts';

/** A date as the report may hold it; what a page wrote amiss is not one. */
const day = (date: string | undefined): string | null => {
	if (!date || !/^\d{4}-\d\d-\d\d$/.test(date)) return null;
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null;
};

/** The report's columns. */
export const describeColumns = ({ columns }: Site): ReportColumn[] =>
	columns.map(
		({ url, title, kind, items, lastPublishedOn, recognisedBy, sure, complete, content, parent, organ }) => ({
			url,
			title,
			kind,
			items,
			lastPublishedOn: day(lastPublishedOn),
			recognisedBy,
			sure,
			complete,
			content,
			...(parent === undefined ? {} : { parent }),
			...(organ === undefined ? {} : { organ }),
		}),
	);

/** What a page says of itself, and where each fact was read. */
const describeFacts = (facts: DocumentFacts | undefined) => {
	const read = {
		title: facts?.title,
		documentNumber: facts?.documentNumber,
		issuer: facts?.issuer,
		writtenOn: facts?.writtenOn,
		publishedOn: facts?.publishedOn,
		publicMarker: facts?.publicMarker,
	};
	return {
		documentNumber: read.documentNumber?.value ?? null,
		issuer: read.issuer?.value ?? null,
		writtenOn: day(read.writtenOn?.value),
		publishedOn: day(read.publishedOn?.value),
		publicMarker: read.publicMarker?.value ?? null,
		attachments: [...new Set(facts?.attachments.map(({ url }) => url))],
		sources: Object.fromEntries(
			Object.entries(read).flatMap(([name, fact]) => (fact ? [[name, fact.from]] : [])),
		),
	};
};

const describeDocument = ({ url, title, facts, validity, interpretations }: Document): ReportDocument => {
	const { attachments, sources, ...read } = describeFacts(facts);
	return {
		url,
		title,
		...read,
		validity,
		interpretations: [...interpretations],
		attachments,
		role: 'policy',
		sources,
	};
};

const describeInterpretation = (interpretation: Interpretation): ReportDocument => {
	const { url, title, facts, publishedOn, documents } = interpretation;
	const { attachments, sources, ...read } = describeFacts(facts);
	return {
		url,
		title,
		...read,
		// Where its page does not say, or was not read, the list does.
		publishedOn: read.publishedOn ?? day(publishedOn),
		validity: 'unknown',
		interpretations: [],
		attachments,
		role: 'interpretation',
		sources,
		explains: [...new Set(documents.map((document) => document.url))],
	};
};

/** The report's documents, and after them the interpretations that are pages of their own. */
export const describeDocuments = ({ documents, interpretations }: Site): ReportDocument[] => {
	const policies = new Set(documents.map(({ url }) => canonicalAddress(url)));
	return [
		...documents.map(describeDocument),
		...interpretations.filter(({ url }) => !policies.has(canonicalAddress(url))).map(describeInterpretation),
	];
};
