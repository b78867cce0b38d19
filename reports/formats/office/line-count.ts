/** The most lines that a row is made high for: one endless text is not to fill the screen. */
const maxLines = 6;

/** Characters of the body font that a text takes: Chinese ones and full-width signs take two. */
const widthOf = (text: string): number => {
	let width = 0;
	for (let n = 0; n < text.length; n++) width += text.charCodeAt(n) >= 0x2000 ? 2 : 1;
	return width;
};

/** Lines over which a text runs in a column so wide. */
export const lineCount = (text: string, width: number): number =>
	// A line breaks before a character that does not fit, and between words.
	text.length * 2 < width ? 1 : Math.min(maxLines, Math.ceil(widthOf(text) / (width - 2)));
