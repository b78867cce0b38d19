type Marks = [from: number, to: number][];

/** Places marked in one snippet. */
const mostMarks = 20;

/** A figure is none within a longer one, nor a word of Latin letters. */
const goesOn = (before: string | undefined, after: string | undefined): boolean =>
	/^[\dA-Za-z]{2}$/.test(`${before ?? ''}${after ?? ''}`);

const placesOf = (snippet: string, word: string): Marks => {
	const places: Marks = [];
	// Words that were cut within a character stand nowhere.
	if (word.trim() === '' || !word.isWellFormed()) return places;
	for (let at = snippet.indexOf(word); at >= 0; at = snippet.indexOf(word, at + 1)) {
		const end = at + word.length;
		if (goesOn(snippet[at - 1], word[0]) || goesOn(word.at(-1), snippet[end])) continue;
		places.push([at, end]);
	}
	return places;
};

/**
 * Where words stand in a snippet: `[from, to)` in UTF-16 units, ascending, none in or beside another, at most twenty. Words that are not
 * in it, since it was cut or is written otherwise, have no place.
 */
export const marksOf = (snippet: string, words: string | readonly string[] = []): Marks => {
	const places = [words].flat().flatMap((word) => placesOf(snippet, word));
	const marks: Marks = [];
	for (const [from, to] of places.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
		const last = marks.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else if (marks.length < mostMarks) marks.push([from, to]);
		else break;
	}
	return marks;
};

/** The marks of a snippet are what they say they are: within it, ascending, apart. */
export const areMarksSound = ({
	snippet = '',
	marks = [],
}: {
	readonly snippet?: string | undefined;
	readonly marks?: readonly (readonly [number, number])[] | undefined;
}): boolean =>
	marks.every(
		([from, to], at) => from < to && to <= snippet.length && (at === 0 || from >= (marks[at - 1]?.[1] ?? 0)),
	);
