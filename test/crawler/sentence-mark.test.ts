import { expect, test } from 'vitest';
import { markSentences, shareOf } from '../../crawler/sentence-mark.ts';

const sentence = (i: number): string => `第${i}项任务由有关部门按照职责分工负责组织落实到位。`;
const text = (from: number, to: number): string[] =>
	Array.from({ length: to - from }, (_, i) => sentence(from + i));
const mark = (lines: readonly string[]) => {
	const marked = markSentences(lines);
	if (!marked) throw new Error('expected a text of enough sentences');
	return marked;
};

test('a text stands in itself, and not in another', () => {
	expect(shareOf(mark(text(0, 20)), mark(text(0, 20)))?.share).toBe(1);
	expect(shareOf(mark(text(0, 20)), mark(text(20, 40)))?.share).toBe(0);
	expect(shareOf(mark(text(0, 20)), mark(text(10, 40)))?.share).toBe(0.5);
});

test('of a long text a sample is kept, and the share told by it', () => {
	const long = mark(text(0, 2000));
	expect(long.cut).toBe(true);
	expect(long.hashes.length).toBeLessThanOrEqual(640);
	const within = shareOf(mark(text(0, 300)), long);
	expect(within?.share).toBe(1);
	expect(within?.sentences).toBeLessThan(100);
	expect(shareOf(mark(text(1850, 2150)), long)?.share).toBeCloseTo(0.5, 0);
});

test('too few sentences tell nothing', () => {
	expect(markSentences(text(0, 5))).toBeUndefined();
	// Of a short text hardly one is among the smallest that are kept of a long one.
	expect(shareOf(mark(text(0, 6)), mark(text(0, 20000)))).toBeUndefined();
});
