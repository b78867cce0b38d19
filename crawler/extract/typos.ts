import type { Typo } from '../content-facts.ts';
import pairs from './typos.json' with { type: 'json' };

interface Pair {
	readonly wrong: string;
	readonly right: string;
	/** Of the names of the state, its organs, the Party and its meetings. */
	readonly severe?: boolean;
	/** Longer words in which these signs stand rightly. */
	readonly unless?: readonly string[];
}

const known = new Map((pairs as readonly Pair[]).map((pair) => [pair.wrong, pair]));
const anyWrong = new RegExp([...known.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
const mostTold = 10;

/** Words of the curated list that a text writes wrongly; what stands in quotation marks is spoken of, not written. */
export const findTypos = (text: string): Typo[] => {
	const found = new Map<string, Typo>();
	for (const match of text.matchAll(anyWrong)) {
		const pair = known.get(match[0]);
		if (!pair || found.has(pair.wrong)) continue;
		const near = text.slice(Math.max(0, match.index - 4), match.index + pair.wrong.length + 4);
		if (pair.unless?.some((word) => near.includes(word))) continue;
		if (/[“‘"「'《]$/.test(text.slice(0, match.index).slice(-1))) continue;
		const snippet = text.slice(Math.max(0, match.index - 15), match.index + pair.wrong.length + 15);
		found.set(pair.wrong, {
			wrong: pair.wrong,
			right: pair.right,
			...(pair.severe ? { severe: true as const } : {}),
			snippet: snippet.replace(/\s+/g, ' ').trim(),
		});
		if (found.size >= mostTold) break;
	}
	return [...found.values()];
};
