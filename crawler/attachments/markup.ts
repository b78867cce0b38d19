import { countChars } from '../extract/dom.ts';

/** More of a file's text is not read. */
const maxCharacters = 200_000;
/** Lines are limited as well: a million empty cells are text of no length. */
const maxLines = 20_000;

/** A file's text as markup of paragraphs and tables, for the same readers as a page's. */
export interface Markup {
	readonly paragraph: (text: string) => void;
	readonly row: (cells: readonly string[]) => void;
	/** Enough was read. */
	readonly isFull: () => boolean;
	/** Characters, white space aside. */
	readonly length: () => number;
	readonly html: () => string;
}

const escaped = (text: string): string =>
	text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

export const createMarkup = (): Markup => {
	const parts: string[] = [];
	let length = 0;
	let lines = 0;
	let inTable = false;
	const put = (html: string, isRow: boolean): void => {
		if (isRow !== inTable) parts.push(isRow ? '<table>' : '</table>');
		inTable = isRow;
		parts.push(html);
		lines++;
	};
	const isFull = (): boolean => length >= maxCharacters || lines >= maxLines;
	const taken = (text: string): string => {
		const kept = text.slice(0, Math.max(0, maxCharacters - length));
		length += countChars(kept);
		return escaped(kept);
	};
	const paragraph = (text: string): void => {
		for (const line of text.split('\n'))
			if (line.trim() !== '' && !isFull()) put(`<p>${taken(line)}</p>`, false);
	};
	return {
		paragraph,
		row: (cells) => {
			const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
			// A table of one cell is a frame around a text.
			if (filled.length === 1) paragraph(filled[0] as string);
			else if (filled.length > 1 && !isFull())
				put(
					`<tr>${filled.map((cell) => `<td>${taken(cell.replaceAll('\n', ' '))}</td>`).join('')}</tr>`,
					true,
				);
		},
		isFull,
		length: () => length,
		html: () => `<body>${parts.join('')}${inTable ? '</table>' : ''}</body>`,
	};
};
