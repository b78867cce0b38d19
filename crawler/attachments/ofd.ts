import { posix } from 'node:path';
import { type Piece, writePieces } from './lines.ts';
import type { Markup } from './markup.ts';
import { NoTextError } from './no-text.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export const ofdPart = 'OFD.xml';

const maxPages = 500;
const maxPieces = 100_000;

/** What an element of this name holds: an archive names its parts to one another so. */
const contentOf = (xml: Uint8Array, wanted: string): string => {
	let isIn = false;
	let found = '';
	readXml(xml, {
		open: (name) => {
			isIn ||= found === '' && name === wanted;
		},
		text: (data) => {
			if (isIn && found.length < 1000) found += data;
		},
		close: (name) => {
			if (name === wanted) isIn = false;
		},
	});
	return found.trim();
};

/** A part that another part names, from the archive's root or from the folder of that part. */
const partAt = (zip: Zip, from: string, location: string): string | undefined => {
	const absolute = location.startsWith('/');
	const name = posix.normalize(absolute ? location.slice(1) : posix.join(posix.dirname(from), location));
	return zip.has(name) ? name : undefined;
};

const numbers = (list = ''): number[] => list.trim().split(/\s+/).slice(0, 6).map(Number);

/** One page's pieces of text; says how many pictures it has. */
const readPage = (xml: Uint8Array, page: number, pieces: Piece[]): number => {
	let pictures = 0;
	let box = { x: 0, y: 0, width: 0, size: 0, shift: [1, 0, 0, 1, 0, 0] };
	let at: { x: number; y: number } | undefined;
	let text = '';
	readXml(xml, {
		isEnough: () => pieces.length >= maxPieces,
		open: (name, { Boundary, Size, CTM, X = '0', Y = '0' }) => {
			if (name === 'ImageObject') pictures++;
			else if (name === 'TextObject') {
				const [x = 0, y = 0, width = 0] = numbers(Boundary);
				const shift = CTM ? numbers(CTM) : [1, 0, 0, 1, 0, 0];
				box = { x, y, width, size: Number(Size) || 4, shift };
			} else if (name === 'TextCode') {
				at = { x: Number(X) || 0, y: Number(Y) || 0 };
				text = '';
			}
		},
		text: (data) => {
			if (at) text += data;
		},
		close: (name) => {
			if (name !== 'TextCode' || !at) return;
			const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = box.shift;
			const size = box.size * (Math.hypot(c, d) || 1);
			pieces.push({
				text,
				page,
				left: box.x + a * at.x + c * at.y + e,
				right: box.x + box.width,
				y: box.y + b * at.x + d * at.y + f,
				size,
			});
			at = undefined;
		},
	});
	return pictures;
};

/** Reads the text of an OFD document (GB/T 33190), page by page. */
export const readOfd = (zip: Zip, markup: Markup): void => {
	const entry = zip.read(ofdPart);
	const root = entry && partAt(zip, ofdPart, contentOf(entry, 'DocRoot'));
	const document = root && zip.read(root);
	if (!root || !document) throw new NoTextError('damaged');
	const pages: string[] = [];
	readXml(document, {
		isEnough: () => pages.length > maxPages,
		open: (name, { BaseLoc }) => {
			const part = name === 'Page' && BaseLoc ? partAt(zip, root, BaseLoc) : undefined;
			if (part) pages.push(part);
		},
	});
	if (pages.length > maxPages) throw new NoTextError('too-large');
	const pieces: Piece[] = [];
	let pictures = 0;
	for (const [number, part] of pages.entries()) {
		const xml = zip.read(part);
		if (xml) pictures += readPage(xml, number, pieces);
		if (pieces.length >= maxPieces) throw new NoTextError('too-large');
	}
	writePieces(pieces, markup);
	if (markup.length() === 0 && pictures > 0) throw new NoTextError('scanned');
};
