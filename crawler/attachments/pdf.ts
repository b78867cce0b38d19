import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { type Piece, writePieces } from './lines.ts';
import type { Markup } from './markup.ts';
import { NoTextError } from './no-text.ts';

/** What has more of them is a book. */
const maxPages = 500;
const maxCharacters = 300_000;

/** Fewer letters than this on a page with a picture, and the page is the picture. */
const leastOnPicture = 20;

/** So near its end, a whole file says that it ends. */
const endLength = 1 << 16;

/** PDFium's own numbers. */
const wrongPassword = 4;
const imageObject = 3;
const invisible = 3;

/** Emscripten's own view of the memory, which the package's types leave out; it is a new one each time that the memory grows. */
type Memory = WrappedPdfiumModule['pdfium'] & { readonly HEAPU8: Uint8Array };

let library: Promise<WrappedPdfiumModule> | undefined;

const load = async (): Promise<WrappedPdfiumModule> => {
	const wasm = readFileSync(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
	const pdfium = await init({ wasmBinary: new Uint8Array(wasm).buffer });
	pdfium.PDFiumExt_Init();
	return pdfium;
};

interface PageText {
	readonly pieces: readonly Piece[];
	readonly letters: number;
	/** Letters of which the file does not tell which they are. */
	readonly unknown: number;
	readonly hasPicture: boolean;
}

/** Reads one page's letters where they stand. Those that are not shown were guessed by a program that looked at a picture. */
const readPage = (pdfium: WrappedPdfiumModule, page: number, number: number, scratch: number): PageText => {
	const { pdfium: memory } = pdfium;
	const text = pdfium.FPDFText_LoadPage(page);
	const height = pdfium.FPDF_GetPageHeightF(page);
	const shown = new Map<number, boolean>();
	const isShown = (index: number): boolean => {
		const object = pdfium.FPDFText_GetTextObject(text, index);
		const known = shown.get(object) ?? pdfium.FPDFTextObj_GetTextRenderMode(object) !== invisible;
		shown.set(object, known);
		return known;
	};
	const pieces: Piece[] = [];
	let letters = 0;
	let unknown = 0;
	let line: { text: string; left: number; right: number; y: number; size: number } | undefined;
	const end = (): void => {
		if (line) pieces.push({ ...line, page: number });
		line = undefined;
	};
	const count = Math.min(pdfium.FPDFText_CountChars(text), maxCharacters);
	for (let i = 0; i < count; i++) {
		const code = pdfium.FPDFText_GetUnicode(text, i);
		if (code === 13 || code === 10) {
			end();
			continue;
		}
		const isMade = pdfium.FPDFText_IsGenerated(text, i) === 1;
		if (isMade || code <= 32) {
			if (line) line.text += ' ';
			continue;
		}
		if (!isShown(i)) continue;
		letters++;
		if (pdfium.FPDFText_HasUnicodeMapError(text, i) === 1 || isUnknown(code)) unknown++;
		if (!pdfium.FPDFText_GetLooseCharBox(text, i, scratch)) continue;
		// FS_RECTF: left, top, right, bottom; upwards from the page's foot.
		const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => memory.getValue(scratch + at, 'float')) as [
			number,
			number,
			number,
			number,
		];
		const letter = String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
		line ??= { text: '', left, right, y: height - bottom, size: Math.abs(top - bottom) };
		line.text += letter;
		line.right = Math.max(line.right, right);
	}
	end();
	pdfium.FPDFText_ClosePage(text);
	let hasPicture = false;
	const objects = Math.min(pdfium.FPDFPage_CountObjects(page), 1000);
	for (let i = 0; i < objects && !hasPicture; i++)
		hasPicture = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, i)) === imageObject;
	return { pieces, letters, unknown, hasPicture };
};

/** No letter of any script: a place of a font's own, or the sign for what is no character. */
const isUnknown = (code: number): boolean =>
	code === 0xfffd || code === 0xffff || (code >= 0xe000 && code <= 0xf8ff);

interface Letters extends Omit<PageText, 'hasPicture'> {
	/** The share of its pages that are pictures. */
	readonly scanned: number;
}

const readWith = (pdfium: WrappedPdfiumModule, bytes: Buffer): Letters => {
	const memory = pdfium.pdfium as Memory;
	const data = memory.wasmExports.malloc(bytes.length);
	const scratch = memory.wasmExports.malloc(16);
	if (data === 0 || scratch === 0) throw new NoTextError('too-large');
	memory.HEAPU8.set(bytes, data);
	const document = pdfium.FPDF_LoadMemDocument(data, bytes.length, '');
	if (document === 0)
		throw new NoTextError(pdfium.FPDF_GetLastError() === wrongPassword ? 'encrypted' : 'damaged');
	const pieces: Piece[] = [];
	let letters = 0;
	let unknown = 0;
	let scanned = 0;
	const pages = pdfium.FPDF_GetPageCount(document);
	if (pages > maxPages) throw new NoTextError('too-large');
	for (let i = 0; i < pages && letters < maxCharacters; i++) {
		const page = pdfium.FPDF_LoadPage(document, i);
		if (page === 0) throw new NoTextError('damaged');
		const text = readPage(pdfium, page, i, scratch);
		pdfium.FPDF_ClosePage(page);
		if (text.hasPicture && text.letters < leastOnPicture) scanned++;
		for (const piece of text.pieces) pieces.push(piece);
		letters += text.letters;
		unknown += text.unknown;
	}
	pdfium.FPDF_CloseDocument(document);
	memory.wasmExports.free(data);
	memory.wasmExports.free(scratch);
	return { pieces, letters, unknown, scanned: scanned / Math.max(1, pages) };
};

/** Reads the text of a PDF. A scan has none, whatever some program believes to have read on it. */
export const readPdf = async (bytes: Buffer, markup: Markup): Promise<void> => {
	// The library mends what is cut off as far as it goes; what is lost may be what is looked for.
	if (!bytes.subarray(-endLength).includes('%%EOF')) throw new NoTextError('damaged');
	library ??= load();
	const pdfium = await library;
	let read: Letters;
	try {
		read = readWith(pdfium, bytes);
	} catch (error) {
		// It broke off with a document open, or for good: the next file gets a fresh one.
		library = undefined;
		throw error;
	}
	if (read.scanned >= 0.5) throw new NoTextError('scanned');
	if (read.unknown * 20 > read.letters) throw new NoTextError('garbled');
	writePieces(read.pieces, markup);
};
