import type { TextMark } from '../text-mark.ts';

/** So many pages with one and the same text: the homepage is asked whether it has become the same. */
const many = 20;

/** Texts that are kept count of: those of the last pages. */
const kept = 5000;

/** Which pages show which text, the last ones: a site that closes for repairs, or has enough of us, shows one for all. */
export interface Echoes {
	readonly hear: (seq: number, mark: TextMark | undefined) => void;
	/** A text has come again and again since this was last asked. */
	readonly isDue: () => boolean;
	/** The pages that showed this text. */
	readonly of: (mark: TextMark) => readonly number[];
}

export const createEchoes = (): Echoes => {
	const heard = new Map<string, Set<number>>();
	let due = false;
	return {
		hear: (seq, mark) => {
			if (!mark) return;
			const pages = heard.get(mark.exact) ?? new Set();
			// The texts heard last stay.
			heard.delete(mark.exact);
			heard.set(mark.exact, pages.add(seq));
			if (pages.size % many === 0) due = true;
			const [first] = heard.keys();
			if (heard.size > kept && first !== undefined) heard.delete(first);
		},
		isDue: () => {
			const was = due;
			due = false;
			return was;
		},
		of: ({ exact }) => [...(heard.get(exact) ?? [])],
	};
};
