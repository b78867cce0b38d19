import type { FileReading, PageFacts } from '../page-facts.ts';
import { crawlKey, fileEnding, fileType } from '../url.ts';
import type { FileContext } from './file-facts.ts';
import { createFileReader } from './reader.ts';

/** Files that are to be read, and the process that reads them. */
export interface Attached {
	/** Takes up what a page says of its files. */
	readonly note: (facts: Omit<PageFacts, 'links'>) => void;
	/** For whom the file at this address is read; undefined: for nobody. */
	readonly of: (url: string) => FileContext | undefined;
	/** Keys of the addresses that had been asked before a page was seen to which their files belong. */
	readonly late: () => Iterable<string>;
	/** Undefined where this machine, or this run, can read no file. */
	readonly read: (bytes: Uint8Array, context: FileContext) => Promise<FileReading | undefined>;
	readonly close: () => void;
}

/** Files of these endings are read, and those whose address has none. */
const readable = new Set(['', 'pdf', 'docx', 'xlsx', 'ofd', 'doc', 'wps', 'xls', 'et', 'txt', 'csv']);

/** Files that one run reads at most, and those that may take their whole time: a site can be nothing but bombs. */
const maxFiles = 5000;
const maxTimeouts = 10;

/** `isAsked` knows the addresses, by their keys, that have been asked in this run. */
export const createAttached = (isAsked: (key: string) => boolean): Attached => {
	const wanted = new Map<string, FileContext>();
	const late = new Set<string>();
	const reader = createFileReader();
	let read = 0;
	let timeouts = 0;
	const want = (url: string, context: FileContext): void => {
		const key = crawlKey(url);
		// The first page that names a file says what it is.
		if (wanted.has(key) || !readable.has(fileEnding(url))) return;
		wanted.set(key, context);
		if (isAsked(key)) late.add(key);
	};
	return {
		note: ({ document, items }) => {
			for (const { url, title } of items)
				if (fileType(url) === 'attachment') want(url, { title, name: title });
			if (!document) return;
			const { title, documentNumber, writtenOn, publishedOn } = document;
			for (const { url, text } of document.attachments)
				want(url, {
					title: title?.value ?? '',
					name: text.slice(0, 200),
					...(documentNumber && { number: documentNumber.value }),
					...(writtenOn && { writtenOn: writtenOn.value }),
					...(publishedOn && { publishedOn: publishedOn.value }),
				});
		},
		of: (url) => wanted.get(crawlKey(url)),
		late: () => late,
		read: async (bytes, context) => {
			if (read >= maxFiles || timeouts >= maxTimeouts) return undefined;
			read++;
			const reading = await reader.read(bytes, context);
			if (reading?.noText === 'timeout') timeouts++;
			return reading;
		},
		close: reader.close,
	};
};
