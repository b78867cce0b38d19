import { createHash } from 'node:crypto';

/** What a page's own text comes down to, for telling whether two addresses show the same. */
export interface TextMark {
	/** The same for the same words. */
	readonly exact: string;
	/** The same for texts that differ in numbers and dates only, as the sheets of a calendar do. */
	readonly plain: string;
	/** The smallest hashes of its sentences' rhythm, sorted: pages that share most of them have one text, in whatever frame and script. */
	readonly rhythm: readonly number[];
}

/** Shorter texts say nothing about what they belong to. */
const leastText = 20;

/** Hashes kept of each text. */
const width = 12;

/** Of fewer, chance is not to be told from sameness. */
const leastShared = 4;

const hash = (text: string): string => createHash('sha1').update(text).digest('base64').slice(0, 10);

/** FNV-1a, 32 bits. */
const small = (text: string): number => {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return value >>> 0;
};

/**
 * The lengths of its clauses, three by three. Lengths and not words: simplified and traditional characters stand one for one, so
 * that a page and its conversion have the same rhythm.
 */
const rhythmOf = (text: string): number[] => {
	const clauses = text
		.replace(/[\d.:/-]+/g, '#')
		.split(/[\s，。、；：！？（）《》〔〕“”,.;:!?()"'|·—-]+/)
		.filter((clause) => clause !== '')
		.map((clause) => (/^[\x20-\x7e]+$/.test(clause) ? clause : `${clause.length}`));
	const hashes = new Set<number>();
	for (let i = 0; i + 2 < clauses.length; i++) hashes.add(small(clauses.slice(i, i + 3).join(' ')));
	return [...hashes].sort((a, b) => a - b).slice(0, width);
};

/** Undefined where there is too little text to tell it by. */
export const markText = (text: string): TextMark | undefined => {
	const words = text.replace(/\s+/g, ' ').trim();
	if (words.length < leastText) return undefined;
	return {
		exact: hash(words),
		plain: hash(words.replace(/[\d\s]+/g, '#')),
		rhythm: rhythmOf(words),
	};
};

/** The same for the same words, white space aside; undefined where there is too little text to tell it by. */
export const markWords = (text: string): string | undefined => {
	const words = text.replace(/\s+/g, '');
	return words.length < 2 * leastText ? undefined : hash(words);
};

/** The two texts are one but for what stands around it; undefined where they are too short to tell. */
export const isSameText = (a: TextMark, b: TextMark): boolean | undefined => {
	if (a.exact === b.exact) return true;
	const smallest = [...new Set([...a.rhythm, ...b.rhythm])].sort((x, y) => x - y).slice(0, width);
	if (Math.min(a.rhythm.length, b.rhythm.length) < leastShared) return undefined;
	const [here, there] = [new Set(a.rhythm), new Set(b.rhythm)];
	const shared = smallest.filter((one) => here.has(one) && there.has(one)).length;
	return shared >= leastShared && shared * 10 >= smallest.length * 6;
};
