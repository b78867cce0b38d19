import type { Document, Interpretation } from '../../crawler/model.ts';
import type { Fault } from '../check.ts';
import { bareTitle, quoted } from './documents.ts';

type Joined = Interpretation['documents'][number];

/** A document and an interpretation of it. */
export interface Pair {
	readonly interpretation: Interpretation;
	readonly joined: Joined;
	readonly document: Document;
}

/** Each document with each of its interpretations. */
export const pairsOf = (
	documents: readonly Document[],
	interpretations: readonly Interpretation[],
): Pair[] => {
	const byUrl = new Map(documents.map((document) => [document.url, document]));
	return interpretations.flatMap((interpretation) =>
		interpretation.documents.flatMap((joined) => {
			const document = byUrl.get(joined.url);
			return document ? [{ interpretation, joined, document }] : [];
		}),
	);
};

/** Joined by more than words in common. */
const isSure = ({ by }: Joined): boolean => by !== 'title';

/**
 * Whether links lack on one side. Where one of several is linked, a person decides whether the rest belongs there too;
 * where the two were joined by likeness alone, a person decides whether they belong together.
 */
export const lackOfLinks = (
	pairs: readonly Joined[],
	linked: (pair: Joined) => boolean,
): 'certain' | 'review' | 'none' => {
	const lacking = pairs.filter((pair) => !linked(pair));
	if (lacking.length === 0) return 'none';
	if (lacking.length === pairs.length) return lacking.some(isSure) ? 'certain' : 'review';
	return lacking.some(isSure) ? 'review' : 'none';
};

const pairsIn = (text: string): string[] =>
	Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2));

/** Texts by what they hold: each is looked at only where it has the rarest pair of characters of what is looked for. */
const indexTexts = (texts: readonly string[]): ((part: string) => number[]) => {
	const byPair = new Map<string, number[]>();
	for (const [i, text] of texts.entries())
		for (const pair of new Set(pairsIn(text))) {
			const known = byPair.get(pair);
			if (known) known.push(i);
			else byPair.set(pair, [i]);
		}
	const all = [...texts.keys()];
	return (part) =>
		pairsIn(part)
			.map((pair) => byPair.get(pair) ?? [])
			.reduce((fewest, some) => (some.length < fewest.length ? some : fewest), all)
			.filter((i) => texts[i]?.includes(part));
};

/** The interpretations that name a document by its title or its number, joined to it or not. */
export const namingOf = (
	interpretations: readonly Interpretation[],
): ((document: Document) => Interpretation[]) => {
	const withTitle = indexTexts(interpretations.map(({ title }) => title.replace(/[《》〈〉\s]/g, '')));
	const citing = new Map<string, Set<number>>();
	for (const [i, { facts }] of interpretations.entries())
		for (const cited of [...(facts?.citedTitles ?? []).map(bareTitle), ...(facts?.citedNumbers ?? [])])
			citing.set(cited, (citing.get(cited) ?? new Set()).add(i));
	return ({ title, facts }) => {
		const name = bareTitle(title);
		const number = facts.documentNumber?.value;
		const cited = [name, ...(number === undefined ? [] : [number])].flatMap((one) => [
			...(citing.get(one) ?? []),
		]);
		return [...new Set([...withTitle(name), ...cited])].map((i) => interpretations[i] as Interpretation);
	};
};

/** How many interpretations were searched for one of a document, and how many name it. */
export const searchWords = (interpretations: readonly Interpretation[], naming: number): string => {
	if (interpretations.length === 0) return '全站没有找到任何解读';
	const unread = interpretations.filter((own) => own.unread).length;
	const searched = `已查 ${interpretations.length} 篇解读${unread > 0 ? `（其中 ${unread} 篇只见到标题）` : ''}`;
	return naming === 0
		? `${searched}，没有一篇提到本文件的标题或文号`
		: `${searched}，${naming} 篇提到本文件，但未能对应为它的解读`;
};

/** What ties a document and an interpretation, for the reader. */
export const tieOf = ({ joined, document, interpretation }: Pair): Pick<Fault, 'snippet' | 'marked'> => {
	const { by, linkedFromDocument, linkedToDocument } = joined;
	if (linkedFromDocument) return { snippet: '文件页已链接到该解读', marked: '已链接' };
	if (linkedToDocument) return { snippet: '解读页已链接到该文件', marked: '已链接' };
	const number = document.facts.documentNumber?.value;
	if (by === 'number' && number) return { snippet: `解读写明了文件的文号：${number}`, marked: number };
	const title = quoted(interpretation.title);
	return {
		snippet: by === 'title' ? `解读的标题或正文与该文件相近：${title}` : `解读的标题写明了该文件：${title}`,
		marked: title,
	};
};
