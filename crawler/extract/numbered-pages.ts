/** A link of a pager whose words are a number. */
export interface NumberedLink {
	readonly number: number;
	readonly url: string;
}

/** More pages are not put together: a wrong guess costs a request each. */
const maxGuessed = 500;

/** An address with one of its numbers taken out. */
interface Pattern {
	readonly before: string;
	readonly after: string;
	/** What is added to a page's number: systems count files from 0 or from 1. */
	readonly offset: number;
}

const hostEnd = (url: string): number => url.indexOf('/', url.indexOf('://') + 3);

const patternsOf = ({ number, url }: NumberedLink): Pattern[] => {
	const start = hostEnd(url);
	if (start < 0) return [];
	return [...url.slice(start).matchAll(/\d+/g)].flatMap((found) => {
		const offset = Number(found[0]) - number;
		if ((offset !== 0 && offset !== -1) || found[0] !== `${number + offset}`) return [];
		const at = start + found.index;
		return [{ before: url.slice(0, at), after: url.slice(at + found[0].length), offset }];
	});
};

const addressOf = ({ before, after, offset }: Pattern, number: number): string =>
	`${before}${number + offset}${after}`;

/**
 * The addresses of a list's pages that its pager names by no link: 共12页, a link to the second and a field for the number. Only
 * where all numbered links follow one pattern; what a reader types into the field leads to the same.
 */
export const guessPages = (links: readonly NumberedLink[], pageCount: number): string[] => {
	const known = links.filter(({ number }) => number > 1 && number <= pageCount);
	const [first] = known;
	if (!first) return [];
	const fitting = patternsOf(first).filter((pattern) =>
		known.every(({ number, url }) => addressOf(pattern, number) === url),
	);
	const [pattern] = fitting;
	if (!pattern || fitting.length > 1) return [];
	const written = new Set(links.map(({ url }) => url));
	const guessed: string[] = [];
	for (let number = 2; number <= pageCount && guessed.length < maxGuessed; number++) {
		const url = addressOf(pattern, number);
		if (!written.has(url)) guessed.push(url);
	}
	return guessed;
};
