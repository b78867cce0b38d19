import type { Document, Interpretation, Site } from '../crawler/model.ts';
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
	columns.map(({ url, title, kind, items, lastPublishedOn, recognisedBy, complete, content, parent }) => ({
		url,
		title,
		kind,
		items,
		lastPublishedOn: day(lastPublishedOn),
		recognisedBy,
		complete,
		content,
		...(parent === undefined ? {} : { parent }),
	}));

const describeDocument = ({ url, title, facts, validity, interpretations }: Document): ReportDocument => {
	const read = {
		documentNumber: facts.documentNumber,
		issuer: facts.issuer,
		writtenOn: facts.writtenOn,
		publishedOn: facts.publishedOn,
		publicMarker: facts.publicMarker,
	};
	const sources = Object.entries(read).flatMap(([name, fact]) => (fact ? [[name, fact.from]] : []));
	return {
		url,
		title,
		documentNumber: facts.documentNumber?.value ?? null,
		issuer: facts.issuer?.value ?? null,
		writtenOn: day(facts.writtenOn?.value),
		publishedOn: day(facts.publishedOn?.value),
		publicMarker: facts.publicMarker?.value ?? null,
		validity,
		interpretations: [...interpretations],
		attachments: [...new Set(facts.attachments.map((attachment) => attachment.url))],
		role: 'policy',
		sources: Object.fromEntries(sources),
	};
};

const describeInterpretation = ({ url, title, publishedOn }: Interpretation): ReportDocument => ({
	url,
	title,
	documentNumber: null,
	issuer: null,
	writtenOn: null,
	publishedOn: day(publishedOn),
	publicMarker: null,
	validity: 'unknown',
	interpretations: [],
	attachments: [],
	role: 'interpretation',
});

/** The report's documents, and after them the interpretations that are pages of their own. */
export const describeDocuments = ({ documents, interpretations }: Site): ReportDocument[] => {
	const policies = new Set(documents.map(({ url }) => canonicalAddress(url)));
	return [
		...documents.map(describeDocument),
		...interpretations.filter(({ url }) => !policies.has(canonicalAddress(url))).map(describeInterpretation),
	];
};
