import { describe, expect, test } from 'vitest';
import { bars, sparkline } from '../../dashboard/views/chart.ts';
import { clock, day } from '../../dashboard/views/format.ts';
import { wordsOf } from './open-dashboard.ts';

const pathOf = (values: readonly (number | null)[]): string =>
	/ d="([^"]*)"/.exec(`${sparkline({ values, alt: '得分' })}`)?.[1] ?? '';

describe('a sparkline', () => {
	test.each([
		['joins values that follow each other', [0, 50, 100], 'M3 21h0L48 12L93 3'],
		['stops at a gap, and begins anew behind it', [0, null, 100], 'M3 21h0M93 3h0'],
		['has a dot for a value alone', [null, 50, null], 'M48 12h0'],
		['of one month stands at its beginning', [100], 'M3 3h0'],
		['keeps within its frame what is beyond the range', [-20, 130], 'M3 21h0L93 3'],
	])('%s', (_name, values, path) => expect(pathOf(values)).toBe(path));

	test.each([[[]], [[null, null]]])('of %j is nothing', (values) =>
		expect(`${sparkline({ values, alt: '得分' })}`).toBe(''),
	);

	test('marks the last value, and says in words what it shows', () => {
		const text = `${sparkline({ values: [10, 60, null], alt: '<b>得分' })}`;
		expect(text).toContain('<circle cx="48" cy="10.2" r="2.5"/>');
		expect(text).toContain('role="img"');
		expect(text).toContain('<title>&lt;b&gt;得分</title>');
	});

	test('takes another range', () =>
		expect(`${sparkline({ values: [5], alt: '', range: [5, 5] })}`).toContain('M3 21h0'));
});

describe('bars', () => {
	const drawn = (...values: number[]): string =>
		`${bars({
			id: 'scores',
			title: '得分分布',
			alt: '最多的是第二组',
			bars: values.map((value, n) => ({ label: `${n}`, name: `第${n}组`, value, tone: 'good' })),
			headings: ['分数', '网站'],
		})}`;
	const heights = (text: string): string[] =>
		[...text.matchAll(/<rect[^>]* height="([^"]*)"/g)].map(([, height = '']) => height);

	test('are as high as their values, the largest fills the drawing', () =>
		expect(heights(drawn(0, 50, 100))).toEqual(['0', '52', '104']));

	test('show one of very many', () => expect(heights(drawn(1, 14_000))).toEqual(['2', '104']));

	test('where all is nothing, are without height and without end', () =>
		expect(heights(drawn(0, 0))).toEqual(['0', '0']));

	test('are said in words, and as a table', () => {
		const text = drawn(0, 1234);
		expect(text).toContain('role="img" aria-labelledby="scores-name" aria-describedby="scores-words"');
		expect(text).toContain('<desc id="scores-words">最多的是第二组</desc>');
		expect(wordsOf(text)).toContain('分数 网站 第0组 0 第1组 1,234');
	});
});

describe('a day', () => {
	test.each([
		['2026-11-05', '2026年11月5日'],
		['', ''],
		['不明', '不明'],
	])('%j is shown as %j', (given, shown) => expect(wordsOf(`${day(given)}`).trim()).toBe(shown));

	test('and an instant are told by the clock of Beijing', () => {
		expect(`${clock('2026-11-05T16:30:00Z')}`).toBe(
			'<time datetime="2026-11-06T00:30:00.000+08:00">2026年11月6日 00:30</time>',
		);
		expect(`${clock('soon')}`).toBe('时间不明');
	});
});
