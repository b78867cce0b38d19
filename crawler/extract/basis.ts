import type { Basis } from '../content-facts.ts';
import type { Range, ScanLine } from './scan.ts';

const clause = /(?:根据|依据|按照|依照|遵照)/g;
/** Between the word and the first 《, and between two titles. */
const longestGap = 30;
/** A clause that names more is a list of documents. */
const mostTitles = 12;
const mostClauses = 40;

const lawEnding = /(?:法|条例|规定|办法|细则|通则|总则)(?:[（(](?:试行|暂行)[）)])?$/;
/** The clause goes on with something else, or the title is that of a law as it was. */
const ends = /[。；;：:！？]|制定|现将|印发|结合|经.{0,6}(?:同意|批准)/;
const ofOldBefore = /原|旧|当时|修订前|修改前|已废止的?|历史/;
/** Words that forbid it, or that another text is quoted with: 将“根据《…》”修改为. */
const notOwn = /(?:不得|不能|不再|不应|禁止|停止|再|是否|[“‘「"])$/;
const ofOldBehind = /^[（(]?(?:已|现已|原|旧|修订前|修改前|.{0,8}(?:废止|失效))/;

const longestContext = 60;

/** The words of the sentence before the clause, those between it and the title, and a bracket behind that. */
const contextOf = (text: string, begin: number, gap: string, behind: string): string => {
	const before = text.slice(Math.max(0, begin - longestContext), begin);
	const bracket = /^[（(][^）)]{1,20}[）)]/.exec(behind)?.[0] ?? '';
	return `${before.slice(before.search(/[^。；;！？]*$/))}${gap}${bracket}`.trim();
};

/** The laws that a text names as its basis: 根据《…》《…》和《…》等规定. */
export const findBasis = (lines: readonly ScanLine[], { from, to }: Range): Basis[] => {
	const found = new Map<string, Basis>();
	let clauses = 0;
	for (let i = from; i < to && clauses < mostClauses; i++) {
		const { text } = lines[i] as ScanLine;
		if (!text.includes('《')) continue;
		for (const match of text.matchAll(clause)) {
			if (++clauses > mostClauses) break;
			if (notOwn.test(text.slice(Math.max(0, match.index - 4), match.index))) continue;
			let at = match.index + match[0].length;
			for (let n = 0; n < mostTitles && found.size < mostTitles; n++) {
				const open = text.indexOf('《', at);
				const close = open < 0 || open - at > longestGap ? -1 : text.indexOf('》', open);
				if (close < 0 || close - open > 60) break;
				const gap = text.slice(at, open);
				if (ends.test(gap) || (n === 0 && gap.includes('，'))) break;
				const title = text.slice(open + 1, close);
				at = close + 1;
				if (!lawEnding.test(title) || ofOldBefore.test(gap) || ofOldBehind.test(text.slice(at, at + 14)))
					continue;
				if (found.has(title)) continue;
				const context = contextOf(text, match.index, gap, text.slice(at, at + 24));
				const snippet = text.slice(match.index, Math.min(at + 20, match.index + 120));
				found.set(title, { title, snippet, ...(context && { context }) });
			}
		}
	}
	return [...found.values()];
};
