import type { BrokenReason } from './model.ts';

/** Formats that are zip archives inside. */
const zipped = new Set(['docx', 'xlsx', 'pptx', 'ofd', 'zip']);
/** Old office formats: OLE files, but often really RTF, zip or HTML that an office program saved under this name. */
const office = new Set(['doc', 'xls', 'ppt', 'wps', 'et', 'dps']);

const startsWith = (bytes: Buffer, signature: string): boolean =>
	bytes.subarray(0, signature.length).toString('latin1') === signature;

/** A file that is longer is judged by its beginning, and an archive by its end besides. */
const largeBytes = 1 << 20;
const beginningBytes = 128 << 10;

/** How much of a file is read, by what its headers say of its length. */
export const beginningOfLarge = (headers: Readonly<Record<string, string>>): number =>
	headers['content-encoding'] === undefined && Number(headers['content-length'] ?? 0) > largeBytes
		? beginningBytes
		: Number.POSITIVE_INFINITY;

const isZip = (bytes: Buffer): boolean => startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06');

/** The bytes begin as a page of HTML does. */
export const looksLikeHtml = (bytes: Buffer): boolean =>
	/^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title|div|center|h1)\b/i.test(
		bytes.subarray(0, 2048).toString('latin1').replace(/^ï»¿/, ''),
	);

/** HTML and "web archive" that Word and Excel save under .doc and .xls: they open well. */
const isOfficeHtml = (bytes: Buffer): boolean =>
	/urn:schemas-microsoft-com:office|ProgId\s+content=|MIME-Version:/i.test(
		bytes.subarray(0, 8192).toString('latin1'),
	);

/** So many bytes at an archive's end tell whether it is whole. */
export const archiveEnd = 66_000;

/** The end-of-central-directory record: without it no program opens the archive. */
const hasZipEnd = (bytes: Buffer): boolean =>
	bytes.subarray(-archiveEnd).lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) >= 0;

/**
 * Judges a downloaded file by its bytes; undefined: it is what its name says, or nothing speaks against it.
 * `whole` false: only the file's beginning is at hand.
 */
export const fileFault = (
	ending: string,
	bytes: Buffer,
	whole: boolean,
): Extract<BrokenReason, 'empty-file' | 'html-in-file' | 'damaged-file' | 'mismatched-file'> | undefined => {
	if (bytes.length === 0) return whole ? 'empty-file' : undefined;
	if (ending === '' || ending === 'txt' || ending === 'csv') return undefined;
	if (looksLikeHtml(bytes)) return office.has(ending) && isOfficeHtml(bytes) ? undefined : 'html-in-file';
	if (zipped.has(ending)) {
		// Encrypted office files are OLE containers under a zip format's name; they open with the password.
		if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return undefined;
		if (!isZip(bytes)) return 'mismatched-file';
		return whole && !hasZipEnd(bytes) ? 'damaged-file' : undefined;
	}
	// Readers accept the header anywhere in the first kilobyte.
	if (ending === 'pdf') return bytes.subarray(0, 1024).includes('%PDF') ? undefined : 'mismatched-file';
	return undefined;
};

/** The last `archiveEnd` bytes of a long archive say that it is cut off. */
export const isCutOff = (ending: string, start: Buffer, end: Buffer): boolean =>
	isLongArchive(ending, start) && !hasZipEnd(end);

/** A file of which only the beginning is at hand, and whose end would tell more. */
export const isLongArchive = (ending: string, start: Buffer): boolean => zipped.has(ending) && isZip(start);

const encodedWord = /=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi;

/** Mail's way to write a name, which some servers have taken up: `=?UTF-8?B?…?=`. Of the bytes only the ending matters, which is ASCII. */
const withoutEncodedWords = (header: string): string =>
	header.replace(encodedWord, (_, _charset, way: string, text: string) =>
		way.toLowerCase() === 'b'
			? Buffer.from(text, 'base64').toString('latin1')
			: text.replace(/=([0-9a-f]{2})/gi, (_hex, code: string) =>
					String.fromCharCode(Number.parseInt(code, 16)),
				),
	);

/** The file ending in a Content-Disposition header, however it writes the name; empty where there is none. */
export const dispositionEnding = (header: string | undefined): string =>
	/filename\*?\s*=[^;]{0,600}?(?:\.|%2e)([a-z0-9]{2,4})["'\s]*(?:;|$)/i
		.exec(withoutEncodedWords((header ?? '').slice(0, 2000)))?.[1]
		?.toLowerCase() ?? '';

/** The file ending that a Content-Type promises, where it is one that servers do not hand out for anything. */
export const typeEnding = (header: string | undefined): string =>
	/^\s*application\/(?:x-)?(pdf|zip)\b/i.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
