import type { Archive } from './archive/archive.ts';
import type { Known } from './archive/known.ts';
import { decodeBody } from './charset.ts';
import type { CrawlContext } from './context.ts';
import { readPage } from './extract/page.ts';
import type { Answer } from './net/fetch.ts';
import { isSameVersion } from './net/validators.ts';
import { isScriptWall } from './outcome.ts';
import type { PageFacts } from './page-facts.ts';
import { readerVersion } from './reader.ts';

/** What a page says, and the number under which the archive has it. */
export interface Reading {
	readonly number: number;
	readonly facts: PageFacts;
	/** The archive has it as what the address answers, bytes and validators. */
	readonly isRemembered?: boolean;
}

/** The part of an answer's headers that its reader goes by. */
const typeOf = ({ headers }: Pick<Answer, 'headers'>): string | undefined => headers['content-type'];

/** The answer is the earlier one, byte for byte, and is read in the same way; `body` is its hash. */
export const isKnownBody = (
	known: Known | undefined,
	answer: Answer,
	body: Uint8Array | undefined,
): known is Known =>
	known?.body !== undefined &&
	body !== undefined &&
	Buffer.compare(known.body, body) === 0 &&
	typeOf(known) === typeOf(answer);

/** The answer calls its version what the earlier one called its own, or neither has a name for it. */
const hasValidatorsOf = ({ etag, modified }: Known, { headers }: Answer): boolean =>
	(headers.etag || undefined) === etag && (headers['last-modified'] || undefined) === modified;

/** What an earlier answer says; read again where another version of the program had read it. */
export const readKnown = (archive: Archive, known: Known): Reading | undefined => {
	const { readings } = archive;
	if (known.body === undefined) return undefined;
	if (known.reading !== undefined && known.reader === readerVersion()) {
		const facts = readings.factsOf(known.reading);
		if (facts) return { number: known.reading, facts: { ...facts, links: readings.linksOf(known.reading) } };
	}
	const body = archive.bodies.of(known.body);
	if (!body) return undefined;
	const { text, charset } = decodeBody(body, typeOf(known));
	const facts = readPage(text, known.url, charset);
	const number = readings.keep(facts);
	archive.known.keep({ ...known, reading: number, reader: readerVersion() });
	return { number, facts };
};

/**
 * Reads a page that came, unless the same bytes were read before. `body` is the hash under which they are kept. Where the page
 * says something new under its old validators, nobody on this site is believed any more.
 */
export const readAnswer = (context: CrawlContext, answer: Answer, body?: Uint8Array): Reading | 'wall' => {
	const { archive, state } = context;
	const known = archive.known.of(answer.finalUrl);
	const again = isKnownBody(known, answer, body) ? readKnown(archive, known) : undefined;
	if (again && known) return { ...again, isRemembered: hasValidatorsOf(known, answer) };
	const { text, charset } = decodeBody(answer.body, typeOf(answer));
	const facts = readPage(text, answer.finalUrl, charset);
	if (facts.links.length < 5 && facts.mainTextLength < 120 && isScriptWall(answer.status, text))
		return 'wall';
	const before = known && isSameVersion(known, answer.headers) ? readKnown(archive, known) : undefined;
	if (before && JSON.stringify(before.facts) !== JSON.stringify(archiveForm(facts))) state.distrusts = true;
	return { number: archive.readings.keep(facts), facts };
};

/** The facts in the order in which the archive gives them back. */
const archiveForm = ({ links, ...facts }: PageFacts): PageFacts => ({ ...facts, links });
