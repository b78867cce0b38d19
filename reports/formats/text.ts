/** Escape sequences of terminals: CSI, OSC and the like, and single ones. */
const escapes =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
	/\u001b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~]?)|\u009b[0-?]*[ -/]*[@-~]?/g;

/** Text of a stranger made harmless for a terminal: one line, no control characters, no escape sequences, no reversed order. */
export const plain = (text: string): string =>
	text
		.replace(escapes, '')
		.replace(/[\s\u2028\u2029]+/g, ' ')
		.replace(/[\p{Cc}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Cs}]/gu, '')
		// What stood between two blanks may be gone.
		.replace(/ {2,}/g, ' ')
		.trim();

const wide =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const characters = (text: string): { character: string; width: number }[] =>
	[...segmenter.segment(text)].map(({ segment }) => ({
		character: segment,
		width: /^\p{M}+$/u.test(segment) ? 0 : wide.test(segment) ? 2 : 1,
	}));

/** Columns that a text takes on a terminal: Chinese characters take two. */
export const widthOf = (text: string): number => characters(text).reduce((sum, { width }) => sum + width, 0);

/** The text, or as much of its beginning as fits `width` columns with an ellipsis. */
export const cut = (text: string, width: number): string => {
	if (widthOf(text) <= width) return text;
	let taken = '';
	let used = 0;
	for (const { character, width: own } of characters(text)) {
		if (used + own > width - 1) break;
		taken += character;
		used += own;
	}
	return `${taken}…`;
};

/** Filled with blanks to `width` columns, on the right unless told otherwise. */
export const pad = (text: string, width: number, side: 'left' | 'right' = 'right'): string => {
	const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
	return side === 'right' ? text + blanks : blanks + text;
};

/** Rows in aligned columns, two blanks apart; columns named in `right` are aligned to the right. */
export const table = (rows: readonly (readonly string[])[], right: readonly number[] = []): string[] => {
	const widths: number[] = [];
	for (const row of rows)
		row.forEach((cell, index) => {
			widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
		});
	return rows.map((row) =>
		row
			.map((cell, index) => pad(cell, widths[index] ?? 0, right.includes(index) ? 'left' : 'right'))
			.join('  ')
			.trimEnd(),
	);
};
