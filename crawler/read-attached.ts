import { createHash, hash } from 'node:crypto';
import type { Known } from './archive/known.ts';
import type { Entry } from './archive/rows.ts';
import type { FileContext } from './attachments/file-facts.ts';
import type { CrawlContext } from './context.ts';
import type { Answer } from './net/fetch.ts';
import { readerVersion } from './reader.ts';

/** Longer files are judged by their beginning and are not read. */
export const maxFileBytes = 20 << 20;

/** What the same bytes, read for the same page by the same program, are known by. */
const keyOf = (bytes: Uint8Array, context: FileContext): Uint8Array =>
	createHash('sha256')
		.update(bytes)
		.update(`\n${readerVersion()}\n${JSON.stringify(context)}`)
		.digest();

/** The whole of a file is worth asking for: it is to be read, was not seen to be broken, and half of what the run may cost is left for all else. */
export const worthWhole = (
	{ archive, attached, budget, counters }: CrawlContext,
	{ seq, url }: Entry,
): boolean =>
	attached.of(url) !== undefined &&
	archive.responses.of(seq)?.reason === undefined &&
	counters.bytes < budget.maxBytes / 2;

/** Number of what was read in the bytes that an earlier answer brought; undefined where they were not read for this page. */
const readingOf = (
	{ archive, attached }: CrawlContext,
	{ url }: Entry,
	known: Known | undefined,
): number | undefined => {
	const wanted = attached.of(url);
	const bytes = known?.file === undefined ? undefined : archive.files.hashOf(known.file);
	return wanted && bytes ? archive.files.of(keyOf(bytes, wanted)) : undefined;
};

/** What the file said when it came last need not be read again. */
export const isRead = (context: CrawlContext, entry: Entry, known: Known | undefined): boolean =>
	readingOf(context, entry, known) !== undefined;

/** A file that is as it was says what it said. */
export const takeReading = (context: CrawlContext, entry: Entry, known: Known): void => {
	const reading = readingOf(context, entry, known);
	if (reading !== undefined) context.archive.files.save(entry.seq, reading);
};

/** Reads a file that came whole, where it is wanted and the same bytes were not read before; the number of its reading. */
export const readAnyFile = async (
	{ archive, attached, log }: CrawlContext,
	{ seq, url }: Entry,
	{ body, status, truncated }: Answer,
): Promise<number | undefined> => {
	const wanted = attached.of(url);
	if (!wanted || truncated || status !== 200) return undefined;
	const bytes = hash('sha256', body, 'buffer');
	const key = keyOf(bytes, wanted);
	let reading = archive.files.of(key);
	if (reading === undefined) {
		const facts = await attached.read(body, wanted);
		if (!facts) return undefined;
		log.debug({ url, noText: facts.noText, length: facts.length }, 'file read');
		// Another file of the same bytes may have been read meanwhile.
		reading = archive.files.of(key) ?? archive.files.keep(key, bytes, facts);
	}
	archive.files.save(seq, reading);
	return reading;
};
