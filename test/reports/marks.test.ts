import { describe, expect, test } from 'vitest';
import { marksOf } from '../../reports/marks.ts';
import { evidenceSchema } from '../../reports/proof-model.ts';

/** The snippet with what is marked in it between ⟦ and ⟧. */
const shown = (snippet: string, words: string | readonly string[]): string => {
	let text = '';
	let at = 0;
	for (const [from, to] of marksOf(snippet, words)) {
		text += `${snippet.slice(at, from)}⟦${snippet.slice(from, to)}⟧`;
		at = to;
	}
	return text + snippet.slice(at);
};

const cases: Readonly<Record<string, readonly [snippet: string, words: string | readonly string[], string]>> =
	{
		'every place of a word': ['废止甲，又废止乙', '废止', '⟦废止⟧甲，又⟦废止⟧乙'],
		'several words, in the order of the text': [
			'发布 2026-01-05；成文 2026-03-01',
			['2026-03-01', '2026-01-05'],
			'发布 ⟦2026-01-05⟧；成文 ⟦2026-03-01⟧',
		],
		'a word within another once': ['有效期五年', ['五年', '有效期五年', '有效'], '⟦有效期五年⟧'],
		'words that overlap or touch as one': ['甲乙丙丁', ['乙丙', '甲乙', '丁'], '⟦甲乙丙丁⟧'],
		'a figure, and not a part of a longer one': ['新收3＋结转13，共 3 件', '3', '新收⟦3⟧＋结转13，共 ⟦3⟧ 件'],
		'what stands behind signs of two units and of direction': [
			'😀\u202e公示𠮷县😀',
			['𠮷县'],
			'😀\u202e公示⟦𠮷县⟧😀',
		],
		'nothing for a sign that was cut in two': ['公示😀', '公示\ud83d', '公示😀'],
		'nothing for words that are not there': ['附件：名单…', ['名单全文', '', ' '], '附件：名单…'],
		'numbers that are masked': [
			'如 110*************2X 等',
			'110*************2X',
			'如 ⟦110*************2X⟧ 等',
		],
	};

describe('words are marked', () => {
	test.each(Object.entries(cases))('%s', (_, [snippet, words, expected]) => {
		expect(shown(snippet, words)).toBe(expected);
	});

	test('twenty times at most', () => {
		expect(marksOf('错，'.repeat(50), '错')).toHaveLength(20);
	});
});

describe('a report', () => {
	const isTaken = (marks: [number, number][]): boolean =>
		evidenceSchema.safeParse({ snippet: '一二三四', marks }).success;

	test.each([
		[[], true],
		[
			[
				[0, 1],
				[3, 4],
			],
			true,
		],
		[[[3, 5]], false],
		[[[2, 2]], false],
		[
			[
				[2, 4],
				[0, 1],
			],
			false,
		],
		[
			[
				[0, 2],
				[1, 4],
			],
			false,
		],
	] as [[number, number][], boolean][])('with the marks %j: %s', (marks, taken) => {
		expect(isTaken(marks)).toBe(taken);
	});
});
