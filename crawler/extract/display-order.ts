/** The order in which a browser shows a text that holds signs of direction, by the Unicode bidirectional algorithm. */

/** Signs that embed, override or isolate the text behind them. */
const directing = /[\u202a-\u202e\u2066-\u2069]/;
/** Letters of scripts that are written from right to left: there the signs are needed. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Nobody reads a longer line as one. */
const longestLine = 1000;
/** Deeper than a browser follows. */
const maxDepth = 120;

type Direction = 'left' | 'right';

interface Opening {
	readonly direction: Direction;
	readonly isOverride?: true;
	readonly isIsolate?: true;
}
const openings: Readonly<Record<string, Opening>> = {
	'\u202a': { direction: 'left' },
	'\u202b': { direction: 'right' },
	'\u202d': { direction: 'left', isOverride: true },
	'\u202e': { direction: 'right', isOverride: true },
	'\u2066': { direction: 'left', isIsolate: true },
	'\u2067': { direction: 'right', isIsolate: true },
	// Of the first strong letter: none here is written from right to left.
	'\u2068': { direction: 'left', isIsolate: true },
};
const endOfEmbedding = '\u202c';
const endOfIsolate = '\u2069';

interface Run extends Opening {
	readonly parts: (string | Run)[];
}

const parse = (text: string): Run => {
	const whole: Run = { direction: 'left', parts: [] };
	const open: Run[] = [whole];
	for (const sign of text) {
		const opening = openings[sign];
		if (opening && open.length < maxDepth) {
			const run = { ...opening, parts: [] };
			open.at(-1)?.parts.push(run);
			open.push(run);
		} else if (sign === endOfEmbedding) {
			if (open.length > 1 && !open.at(-1)?.isIsolate) open.pop();
		} else if (sign === endOfIsolate) {
			const at = open.findLastIndex(({ isIsolate }) => isIsolate);
			if (at > 0) open.length = at;
		} else if (!opening) open.at(-1)?.parts.push(sign);
	}
	return whole;
};

/** What a part is for the order: a letter, a digit, a sign between digits, anything else, or what is written from right to left. */
type Kind = 'letter' | 'digit' | 'between' | 'neutral' | 'right';

const kindOf = (part: string | Run): Kind => {
	if (typeof part !== 'string')
		return part.isIsolate ? 'neutral' : part.direction === 'left' ? 'letter' : 'right';
	if (/[0-9０-９]/.test(part)) return 'digit';
	if (/[-+./,:，．／：＋－\u00a0]/.test(part)) return 'between';
	return /[\p{L}\p{M}\p{N}]/u.test(part) ? 'letter' : 'neutral';
};

/** Digits behind a letter, and single signs between digits, follow what they stand by; the rest follows both its neighbours, or the run. */
const settled = (parts: Run['parts'], direction: Direction): readonly ('letter' | 'digit' | 'right')[] => {
	const kinds = parts.map(kindOf);
	let strong: Kind = direction === 'left' ? 'letter' : 'right';
	for (const [i, kind] of kinds.entries()) {
		if (kind === 'letter' || kind === 'right') strong = kind;
		else if (kind === 'digit' && strong === 'letter') kinds[i] = 'letter';
		else if (kind === 'between')
			kinds[i] =
				kinds[i - 1] === 'digit' && kinds[i + 1] === 'digit' && strong === 'right' ? 'digit' : 'neutral';
	}
	const own = direction === 'left' ? 'letter' : 'right';
	const isLoose = (kind: Kind | undefined): boolean => kind === 'neutral' || kind === 'between';
	/** Of each place, the side of the last settled one before it. */
	const sides = (of: readonly Kind[]): ('letter' | 'right')[] => {
		let side: 'letter' | 'right' = own;
		return of.map((kind) => {
			if (!isLoose(kind)) side = kind === 'letter' ? 'letter' : 'right';
			return side;
		});
	};
	const before = sides(kinds);
	const behind = sides(kinds.toReversed()).reverse();
	return kinds.map((kind, i) => {
		if (kind !== 'neutral' && kind !== 'between') return kind;
		return before[i] === behind[i] ? (before[i] ?? own) : own;
	});
};

const mirrored = new Map(
	[...'()〔〕[]【】《》〈〉（）“”<>'].map((sign, i, all) => [sign, all[i ^ 1] as string]),
);

/** A sign with its level: odd ones are shown from right to left. What begins or ends an isolate is an empty one. */
interface Placed {
	readonly sign: string;
	readonly level: number;
}

const place = ({ parts, direction, isOverride }: Run, level: number): Placed[] => {
	const isRight = level % 2 === 1;
	const kinds = isOverride ? undefined : settled(parts, direction);
	return parts.flatMap((part, i): Placed | Placed[] => {
		const kind = kinds?.[i] ?? (isRight ? 'right' : 'letter');
		const own = level + (isRight ? (kind === 'right' ? 0 : 1) : { letter: 0, right: 1, digit: 2 }[kind]);
		if (typeof part === 'string')
			return { sign: own % 2 === 1 ? (mirrored.get(part) ?? part) : part, level: own };
		const inner = place(part, level + (isRight === (part.direction === 'right') ? 2 : 1));
		const edge = { sign: '', level: own };
		return part.isIsolate ? [edge, ...inner, edge] : inner;
	});
};

/** From the highest level down to the first, whatever stands together on that level or above is turned around. */
const inOrder = (placed: readonly Placed[]): string => {
	const shown = [...placed];
	for (let level = shown.reduce((most, one) => Math.max(most, one.level), 0); level >= 1; level--)
		for (let from = 0; from < shown.length; from++) {
			let to = from;
			while (to < shown.length && (shown[to] as Placed).level >= level) to++;
			if (to > from) shown.splice(from, to - from, ...shown.slice(from, to).reverse());
			from = Math.max(from, to);
		}
	return shown.map(({ sign }) => sign).join('');
};

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What a reader sees instead of a line whose signs of direction put its letters or digits into another order; undefined where the order
 * is the written one, and of texts in scripts that are written from right to left.
 */
export const shownInstead = (line: string): string | undefined => {
	if (!directing.test(line) || rightToLeft.test(line) || line.length > longestLine) return undefined;
	const shown = inOrder(place(parse(line), 0));
	return lettersOf(shown) === lettersOf(line) ? undefined : shown;
};
