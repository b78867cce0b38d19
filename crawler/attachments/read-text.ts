import { decodeBody } from '../charset.ts';
import { looksLikeHtml } from '../files.ts';
import { docxPart, readDocx } from './docx.ts';
import { createMarkup } from './markup.ts';
import { type NoText, NoTextError } from './no-text.ts';
import { ofdPart, readOfd } from './ofd.ts';
import { openOle } from './ole.ts';
import { readWord97, wordStream } from './word97.ts';
import { readXlsx, xlsxPart } from './xlsx.ts';
import { openZip } from './zip.ts';

/** A file's text as markup for the readers of pages, and how many characters of it there are, white space aside. */
export interface FileText {
	readonly html: string;
	readonly length: number;
	/** There is more of it that was not read. */
	readonly isCut: boolean;
}

const startsWith = (bytes: Buffer, signature: string): boolean =>
	bytes.subarray(0, signature.length).toString('latin1') === signature;

/** More characters of plain text are not read. */
const maxPlain = 300_000;

/** Reads what there is by the file's own first bytes, whatever its name says. */
const readBytes = async (bytes: Buffer): Promise<FileText> => {
	const markup = createMarkup();
	if (bytes.subarray(0, 1024).includes('%PDF')) {
		// Its library is large, and many sites have no such file.
		const { readPdf } = await import('./pdf.ts');
		await readPdf(bytes, markup);
	} else if (startsWith(bytes, 'PK\x03\x04')) {
		const zip = openZip(bytes);
		if (zip.has(docxPart)) readDocx(zip, markup);
		else if (zip.has(xlsxPart)) readXlsx(zip, markup);
		else if (zip.has(ofdPart)) readOfd(zip, markup);
		else throw new NoTextError('unsupported');
	} else if (startsWith(bytes, '\xd0\xcf\x11\xe0')) {
		const ole = openOle(bytes);
		if (ole.has('EncryptedPackage')) throw new NoTextError('encrypted');
		if (!ole.has(wordStream)) throw new NoTextError('unsupported');
		readWord97(ole, markup);
	} else if (
		bytes.length > 0 &&
		!bytes.includes(0) &&
		!looksLikeHtml(bytes) &&
		!startsWith(bytes, '{\\rtf')
	) {
		markup.paragraph(decodeBody(bytes).text.slice(0, maxPlain));
	} else {
		throw new NoTextError(bytes.length === 0 ? 'empty' : 'unsupported');
	}
	if (markup.length() === 0) throw new NoTextError('empty');
	return { html: markup.html(), length: markup.length(), isCut: markup.isFull() };
};

/** A file's text, or why there is none. Never throws for what the file holds. */
export const readText = async (bytes: Buffer): Promise<FileText | { readonly noText: NoText }> => {
	try {
		return await readBytes(bytes);
	} catch (error) {
		return { noText: error instanceof NoTextError ? error.reason : 'damaged' };
	}
};
