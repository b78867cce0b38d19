import { isAscii, isUtf8 } from 'node:buffer';

/** A tag begins each piece: no second byte of GBK looks like it. */
const tagStart = 0x3c;

/** Bytes in a row, right or wrong as UTF-8, that tell what a piece is written in; a character cut in two leaves two at most. */
const leastWrong = 4;

/** Share of the page's bytes beyond ASCII that either encoding must have. */
const leastShare = 0.03;

/** In UTF-8, nearly every Chinese character begins with one of these and goes on with two of the other kind. */
const threeByteLeads = (bytes: Uint8Array): { right: number; wrong: number } => {
	let right = 0;
	let wrong = 0;
	for (let i = 0; i < bytes.length; i++) {
		const lead = bytes[i] as number;
		if (lead < 0x80) continue;
		const isWhole =
			lead >= 0xe2 &&
			lead <= 0xef &&
			((bytes[i + 1] ?? 0) & 0xc0) === 0x80 &&
			((bytes[i + 2] ?? 0) & 0xc0) === 0x80;
		if (isWhole) {
			right++;
			i += 2;
		} else wrong++;
	}
	return { right, wrong };
};

/** What a piece between two tags is written in, where it has enough text to tell. */
const encodingOfPiece = (bytes: Uint8Array): 'utf-8' | 'gb18030' | undefined => {
	const { right, wrong } = threeByteLeads(bytes);
	if (right > 0 && (wrong <= right / 4 || isUtf8(bytes))) return 'utf-8';
	return wrong >= leastWrong && wrong > right * 4 ? 'gb18030' : undefined;
};

/**
 * The text of a page whose template is in one of UTF-8 and GBK and whose content is in the other, piece by piece;
 * pieces too short to tell are as the one before. Undefined where the page is written in one encoding.
 */
export const decodeMixed = (bytes: Uint8Array, main: 'utf-8' | 'gb18030'): string | undefined => {
	const { right, wrong } = threeByteLeads(bytes);
	if (Math.min(right * 3, wrong) <= (right * 3 + wrong) * leastShare) return undefined;
	const pieces: { from: number; to: number; encoding: 'utf-8' | 'gb18030' }[] = [];
	const sizes = { 'utf-8': 0, gb18030: 0 };
	let encoding = main;
	for (let from = 0; from < bytes.length; ) {
		const next = bytes.indexOf(tagStart, from + 1);
		const to = next < 0 ? bytes.length : next;
		const piece = bytes.subarray(from, to);
		const told = isAscii(piece) ? undefined : encodingOfPiece(piece);
		if (told) {
			encoding = told;
			sizes[told] += piece.length;
		}
		const last = pieces.at(-1);
		if (last?.encoding === encoding) last.to = to;
		else pieces.push({ from, to, encoding });
		from = to;
	}
	const total = sizes['utf-8'] + sizes.gb18030;
	if (Math.min(sizes['utf-8'], sizes.gb18030) <= total * leastShare) return undefined;
	const decoders = { 'utf-8': new TextDecoder('utf-8'), gb18030: new TextDecoder('gb18030') };
	return pieces
		.map((piece) => decoders[piece.encoding].decode(bytes.subarray(piece.from, piece.to)))
		.join('');
};
