import type { Markup } from './markup.ts';
import { NoTextError } from './no-text.ts';
import type { Ole } from './ole.ts';

export const wordStream = 'WordDocument';

const wordMark = 0xa5ec;
const encrypted = 0x0100;
const secondTable = 0x0200;
/** Where the first page of the file says how long the text is, and where its pieces are listed. */
const textLength = 0x4c;
const piecesAt = 0x1a2;

const damaged = (): never => {
	throw new NoTextError('damaged');
};

/** The text in the order in which it is read: a file that was changed and saved keeps its pieces in the order of the changes. */
const textOf = (main: Buffer, table: Buffer): string => {
	const length = main.readUInt32LE(textLength);
	let at = main.readUInt32LE(piecesAt);
	const end = at + main.readUInt32LE(piecesAt + 4);
	if (end > table.length) damaged();
	// Lists of formats come before the list of pieces.
	while (at < end && table[at] === 1) at += 3 + table.readUInt16LE(at + 1);
	if (table[at] !== 2) damaged();
	const count = Math.floor((table.readUInt32LE(at + 1) - 4) / 12);
	const ends = at + 5;
	const pieces = ends + 4 * (count + 1);
	if (count < 1 || pieces + 8 * count > end) damaged();
	let text = '';
	for (let i = 0; i < count && text.length < length; i++) {
		const letters = table.readUInt32LE(ends + 4 * (i + 1)) - table.readUInt32LE(ends + 4 * i);
		const place = table.readUInt32LE(pieces + 8 * i + 2);
		const isNarrow = (place & 0x40000000) !== 0;
		const from = isNarrow ? (place & 0x3fffffff) / 2 : place;
		const bytes = main.subarray(from, from + letters * (isNarrow ? 1 : 2));
		if (letters < 0 || bytes.length < letters * (isNarrow ? 1 : 2)) damaged();
		text += isNarrow ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf16le');
	}
	// Behind it stand notes, heads and feet.
	return text.slice(0, length);
};

/** Reads a document of Word 97 to 2003, and of WPS, which writes the same. Fields give what they show, not how it is found. */
export const readWord97 = (ole: Ole, markup: Markup): void => {
	const main = ole.get(wordStream)?.();
	if (!main || main.length < 0x200 || main.readUInt16LE(0) !== wordMark) throw new NoTextError('unsupported');
	const flags = main.readUInt16LE(10);
	if (flags & encrypted) throw new NoTextError('encrypted');
	const table = ole.get(flags & secondTable ? '1Table' : '0Table')?.();
	if (!table) throw new NoTextError('damaged');
	let line = '';
	let cells: string[] = [];
	/** Of each field that is open: its instruction is over. */
	const fields: boolean[] = [];
	let pictures = 0;
	for (const letter of textOf(main, table)) {
		if (markup.isFull()) break;
		const code = letter.charCodeAt(0);
		if (code === 0x13) fields.push(false);
		else if (code === 0x14 && fields.length > 0) fields[fields.length - 1] = true;
		else if (code === 0x15) fields.pop();
		else if (fields.includes(false)) continue;
		else if (code === 0x07) {
			// The end of a cell; of a row, where nothing stands between two.
			if (line === '' && cells.length > 0) {
				markup.row(cells);
				cells = [];
			} else cells.push(line);
			line = '';
		} else if (code === 0x0d || code === 0x0b || code === 0x0c) {
			if (cells.length > 0) line += '\n';
			else {
				markup.paragraph(line);
				line = '';
			}
		} else if (code === 0x01 || code === 0x08) pictures++;
		else if (code >= 0x20 || code === 0x09) line += code === 0x09 ? ' ' : letter;
	}
	markup.row(cells);
	markup.paragraph(line);
	if (markup.length() === 0 && pictures > 0) throw new NoTextError('scanned');
};
