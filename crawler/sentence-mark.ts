/** What the sentences of a text come down to, for telling how much of one text stands in another. */
export interface SentenceMark {
	/** Hashes of distinct sentences, ascending: four signs of base64 each. */
	readonly hashes: string;
	/** Only the smallest are kept: the text has more sentences. */
	readonly cut?: true;
}

/** Headings and stock phrases are shorter. */
const leastSigns = 12;
/** Sentences kept of a text. */
const mostKept = 160;
/** A text is not told by fewer. */
const leastKept = 6;
const width = 4;

/** FNV-1a, folded to 24 bits. */
const hash = (text: string): number => {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return ((value >>> 24) ^ value) & 0xffffff;
};

/** 第三条, （一）, 2.: an article keeps its words where it loses its number. */
const enumerator =
	/^\s*(?:第[一二三四五六七八九十百\d]{1,5}条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])/;

const signs = (text: string): string =>
	text.replace(enumerator, '').replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '');

const pack = (value: number): string =>
	Buffer.from([value >>> 16, (value >>> 8) & 0xff, value & 0xff]).toString('base64');

const unpack = (hashes: string): number[] => {
	const bytes = Buffer.from(hashes, 'base64');
	return Array.from({ length: bytes.length / 3 }, (_, i) => bytes.readUIntBE(i * 3, 3));
};

/** Undefined where the text has too few sentences. Words in quotation marks are another's and left out. */
export const markSentences = (lines: Iterable<string>): SentenceMark | undefined => {
	const found = new Set<number>();
	for (const line of lines)
		for (const sentence of line.replace(/“[^”]{0,300}”/g, '').split(/[。；！？;!?]/)) {
			const own = signs(sentence);
			if (own.length >= leastSigns) found.add(hash(own));
		}
	if (found.size < leastKept) return undefined;
	const sorted = [...found].sort((a, b) => a - b);
	return {
		hashes: sorted.slice(0, mostKept).map(pack).join(''),
		...(sorted.length > mostKept ? { cut: true as const } : {}),
	};
};

/** How much of the first text stands in the second, 0 to 1, and by how many sentences that is told; undefined where by too few. */
export const shareOf = (
	text: SentenceMark,
	whole: SentenceMark,
): { readonly share: number; readonly sentences: number } | undefined => {
	const [own, others] = [unpack(text.hashes), unpack(whole.hashes)];
	// Beyond the largest that is kept of a cut text, nothing is known of it.
	const last = whole.cut ? (others.at(-1) ?? 0) : 0xffffff;
	const known = own.filter((one) => one <= last);
	if (known.length < leastKept || text.hashes.length < leastKept * width) return undefined;
	const there = new Set(others);
	return { share: known.filter((one) => there.has(one)).length / known.length, sentences: known.length };
};
