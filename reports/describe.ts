import { freshnessOf, freshUntil } from '../checks/facts/freshness.ts';
import type { Terms } from '../checks/facts/terms.ts';
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

/** By address, the last day on which a column that must be updated is fresh. */
const dueDays = (columns: Site['columns'], { staleAfter }: Pick<Terms, 'staleAfter'>) =>
	new Map([...freshnessOf(columns, staleAfter)].map((one) => [one.column.url, day(freshUntil(one))]));

/** The report's columns; with the profile's terms, until when those are fresh that must be updated. */
export const describeColumns = ({ columns }: Site, terms?: Pick<Terms, 'staleAfter'>): ReportColumn[] => {
	const due = terms ? dueDays(columns, terms) : new Map<string, string | null>();
	return columns.map(
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
			...(due.get(url) ? { dueOn: due.get(url) ?? '' } : {}),
		}),
	);
};

/** Facts that a report may have beside those that the contract names. */
const particulars = [
	...([
		'documentType',
		'indexNumber',
		'topicCategory',
		'source',
		'publicAttribute',
		'validityLabel',
	] as const),
] as const;

const named = ['title', 'documentNumber', 'issuer', 'writtenOn', 'publishedOn', 'publicMarker'] as const;

/** What a page says of itself, where each fact was read, and which of them are not sure. */
const describeFacts = (facts: Partial<DocumentFacts> = {}) => {
	const read = [...named, 'issuers' as const, ...particulars].flatMap((name) => {
		const fact = facts[name];
		return fact ? [{ name, from: fact.from, sure: fact.sure }] : [];
	});
	const doubtful = read.filter(({ sure }) => sure === 'likely').map(({ name }) => name);
	return {
		documentNumber: facts.documentNumber?.value ?? null,
		issuer: facts.issuer?.value ?? null,
		writtenOn: day(facts.writtenOn?.value),
		publishedOn: day(facts.publishedOn?.value),
		publicMarker: facts.publicMarker?.value ?? null,
		attachments: [...new Set(facts.attachments?.map(({ url }) => url))],
		sources: Object.fromEntries(read.map(({ name, from }) => [name, from])),
		more: {
			...(facts.issuers ? { issuers: [...facts.issuers.value] } : {}),
			...Object.fromEntries(particulars.flatMap((name) => (facts[name] ? [[name, facts[name].value]] : []))),
			...(doubtful.length > 0 ? { doubtful } : {}),
		},
	};
};

const describeDocument = (document: Document): ReportDocument => {
	const { url, title, facts, validity, validityEvidence, interpretations } = document;
	const { attachments, sources, more, ...read } = describeFacts(facts);
	return {
		url,
		title,
		...read,
		validity,
		interpretations: [...interpretations],
		attachments,
		role: 'policy',
		sources,
		...more,
		...(validityEvidence ? { validityEvidence: { ...validityEvidence } } : {}),
	};
};

const describeInterpretation = (interpretation: Interpretation): ReportDocument => {
	const { url, title, facts, publishedOn, documents } = interpretation;
	const { attachments, sources, more, ...read } = describeFacts(facts);
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
		...more,
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
