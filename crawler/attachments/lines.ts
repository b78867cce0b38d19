import type { Markup } from './markup.ts';

/** A piece of text where its page shows it; all lengths in the page's own unit, `y` downwards. */
export interface Piece {
	readonly text: string;
	readonly page: number;
	readonly left: number;
	readonly right: number;
	/** The line that it stands on. */
	readonly y: number;
	/** Height of its letters. */
	readonly size: number;
}

/** Numbers of pages: — 3 —, 第3页 共8页. */
const pageNumber =
	/^(?:[-—－–·\s]*\d{1,4}[-—－–·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})$/;

/** Pieces that stand side by side are one line, with a blank where they stand apart. */
const toLines = (pieces: readonly Piece[]): Piece[] => {
	const lines: Piece[] = [];
	for (const piece of pieces) {
		const last = lines.at(-1);
		const isOn =
			last !== undefined &&
			last.page === piece.page &&
			Math.abs(last.y - piece.y) < 0.5 * Math.min(last.size, piece.size) &&
			piece.left >= last.right - last.size;
		if (!isOn) {
			lines.push(piece);
			continue;
		}
		const gap = piece.left - last.right > 0.6 * last.size ? ' ' : '';
		lines[lines.length - 1] = {
			...last,
			text: `${last.text}${gap}${piece.text}`,
			right: Math.max(last.right, piece.right),
			size: Math.max(last.size, piece.size),
		};
	}
	return lines.filter(({ text }) => text.trim() !== '' && !pageNumber.test(text.trim()));
};

const share = (numbers: readonly number[], part: number): number => {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.round(part * (sorted.length - 1))] ?? 0;
};

/**
 * Puts lines together to paragraphs: a line that comes up to the right margin goes on in the next one, where that begins at the
 * left margin, without indent.
 */
export const writePieces = (pieces: readonly Piece[], markup: Markup): void => {
	const lines = toLines(pieces);
	const right = share(
		lines.map((line) => line.right),
		0.95,
	);
	const left = share(
		lines.map((line) => line.left),
		0.05,
	);
	let text = '';
	for (const [i, line] of lines.entries()) {
		const last = lines[i - 1];
		const goesOn =
			last !== undefined &&
			last.right >= right - 1.6 * last.size &&
			line.left <= left + 1.2 * line.size &&
			Math.abs(last.size - line.size) < 0.2 * last.size;
		if (!goesOn) {
			markup.paragraph(text);
			text = '';
		}
		// Words of other scripts are parted by blanks, which end with the line.
		const blank = /[a-z0-9]$/i.test(text) && /^[a-z0-9]/i.test(line.text) ? ' ' : '';
		text += blank + line.text;
	}
	markup.paragraph(text);
};
