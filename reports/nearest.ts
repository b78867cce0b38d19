/** How many letters have to be put in, left out, changed, or swapped with the next one, to make one word of another. */
const distanceOf = (from: string, to: string): number => {
	let before: readonly number[] = [];
	let above = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let row = 1; row <= from.length; row++) {
		const here = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			here[column] = Math.min(
				(above[column] ?? 0) + 1,
				(here[column - 1] ?? 0) + 1,
				(above[column - 1] ?? 0) + (isSame ? 0 : 1),
				isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
			);
		}
		before = above;
		above = here;
	}
	return above[to.length] ?? 0;
};

/** Fewer letters are the beginning of too much. */
const leastLetters = 3;

/** How far a word is from one that may have been meant; undefined where nobody would take it for that. */
const nearness = (word: string, known: string): number | undefined => {
	const distance = distanceOf(word, known);
	if (distance <= Math.min(2, known.length / 3)) return distance;
	const [shorter = '', longer = ''] = [word, known].sort((a, b) => a.length - b.length);
	return shorter.length >= leastLetters && longer.startsWith(shorter) ? distance : undefined;
};

/** The word that was probably meant by a mistyped one, or by the beginning of it; undefined where none is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined =>
	known
		.flatMap((one) => {
			const far = nearness(word.toLowerCase(), one);
			return far === undefined ? [] : [{ one, far }];
		})
		.sort((a, b) => a.far - b.far)[0]?.one;
