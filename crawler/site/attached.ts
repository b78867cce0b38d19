import { formOf } from '../extract/form.ts';
import type { Gathered } from '../model.ts';
import type { Attachment, DocumentFacts, FileReading, SeenPage } from '../page-facts.ts';
import { crawlKey } from '../url.ts';

/** Characters below which a page has no text of its own. */
const leastText = 60;

/** What a file that is the document says, where its page does not. */
const told = ['documentNumber', 'issuer', 'writtenOn', 'publicMarker', 'privateMarker', 'period'] as const;

type Read = Attachment & { readonly reading: FileReading };

const isRead = (attachment: Attachment): attachment is Read =>
	attachment.reading !== undefined && attachment.reading.noText === undefined;

const firstTold = (
	document: DocumentFacts,
	files: readonly Read[],
	names: readonly (typeof told)[number][],
): Partial<DocumentFacts> =>
	Object.fromEntries(
		names.flatMap((name) => {
			const found = files.find(({ reading }) => reading[name] !== undefined)?.reading[name];
			return document[name] === undefined && found ? [[name, found]] : [];
		}),
	);

/** What is said of others' validity is said by a document, in its text or in a file of it. */
const speaks = ({ isInterpretation, form, documentNumber, hasMetadataTable }: DocumentFacts): boolean =>
	!isInterpretation && (form !== 'other' || documentNumber !== undefined || hasMetadataTable);

/** A document with what its files say. */
const joined = (document: DocumentFacts, files: ReadonlyMap<string, FileReading>): DocumentFacts => {
	const attachments = document.attachments.map((attachment): Attachment => {
		const reading = files.get(crawlKey(attachment.url));
		return reading ? { ...attachment, reading } : attachment;
	});
	const read = attachments.filter(isRead);
	if (read.length === 0 || document.isInterpretation) return { ...document, attachments };
	// Several may be one document in several formats.
	const whole =
		document.bodyLength < leastText ? read.filter(({ reading }) => reading.holds === 'document') : [];
	const parts = document.form === 'forward' ? whole : read.filter(({ reading }) => reading.holds);
	const [textFile] = whole;
	const facts = { ...document, ...firstTold(document, whole, told) };
	const form =
		document.form === 'other' && facts.documentNumber && !document.documentNumber
			? formOf(facts.title?.value ?? '', facts.documentNumber.value, false)
			: document.form;
	const said = { ...facts, form };
	if (!speaks(said)) return { ...said, attachments, ...(textFile && { textFile }) };
	return {
		...said,
		...firstTold(said, parts, ['period']),
		attachments,
		statements: [
			...document.statements,
			...read.flatMap(({ text, reading }) =>
				reading.statements.map((statement) => ({
					...statement,
					snippet: `附件“${text.slice(0, 60)}”：${statement.snippet}`,
				})),
			),
		],
		...(textFile && { textFile }),
	};
};

/** Pages with what the files say that belong to them. */
export const joinAttached = (
	pages: readonly SeenPage[],
	files: Gathered['files'] = new Map(),
): readonly SeenPage[] =>
	files.size === 0
		? pages
		: pages.map((page) => {
				const { document } = page.facts;
				return document && document.attachments.length > 0
					? { ...page, facts: { ...page.facts, document: joined(document, files) } }
					: page;
			});
