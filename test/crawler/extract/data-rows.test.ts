import { describe, expect, test } from 'vitest';
import { type DrawnRows, learnRows } from '../../../crawler/extract/data-rows.ts';
import { resolver } from '../../../crawler/extract/links.ts';
import type { ListItem } from '../../../crawler/page-facts.ts';

const page = 'https://www.linjiang.gov.cn/zwgk/';
const host = 'www.linjiang.gov.cn';
const learn = (pages: readonly DrawnRows[]) => learnRows(pages, resolver(page), host);

const day = (n: number): string => `2026-03-${String((n % 28) + 1).padStart(2, '0')}`;
const titleOf = (n: number): string => `关于第${n}号事项的通知`;
const item = (n: number): ListItem => ({
	url: `https://${host}/art/${1000 + n}.html`,
	title: titleOf(n),
	date: day(n),
});
const numbers = [
	[4, 5, 6],
	[7, 8, 9],
] as const;
/** Two drawn pages of three entries, and their data as `row` writes an entry. */
const drawn = (
	row: (n: number) => object,
	wrap: (rows: object[]) => unknown = (rows) => ({ data: { rows } }),
) => numbers.map((page) => ({ items: page.map(item), data: JSON.stringify(wrap(page.map(row))) }));

describe('entries are read of data as their script draws them', () => {
	test.each<[string, (n: number) => object, ((rows: object[]) => unknown)?]>([
		['addresses as they are', (n) => ({ url: item(n).url, title: titleOf(n), date: day(n) })],
		['relative addresses', (n) => ({ href: `../art/${1000 + n}.html`, name: titleOf(n), on: day(n) })],
		['addresses made of a number', (n) => ({ id: 1000 + n, title: titleOf(n), time: `${day(n)} 09:00:00` })],
		[
			'a time in milliseconds',
			(n) => ({ id: 1000 + n, title: titleOf(n), time: Date.parse(`${day(n)}T00:30:00+08:00`) }),
		],
		[
			'a date in words',
			(n) => ({ id: `${1000 + n}`, title: titleOf(n), time: `2026年3月${(n % 28) + 1}日` }),
		],
		['marks in the title', (n) => ({ id: 1000 + n, title: `<b>${titleOf(n)}</b>&nbsp;`, time: day(n) })],
		['values of an object inside', (n) => ({ art: { id: 1000 + n, title: titleOf(n) }, time: day(n) })],
		['a list at the top', (n) => ({ id: 1000 + n, title: titleOf(n), time: day(n) }), (rows) => rows],
		[
			'another list beside it',
			(n) => ({ id: 1000 + n, title: titleOf(n), time: day(n) }),
			(rows) => ({ hot: [{ id: 1, title: '热门' }], page: { list: rows } }),
		],
	])('%s', (_name, row, wrap) => {
		const reading = learn(drawn(row, wrap));
		const further = [10, 11].map(row);
		const data = JSON.stringify((wrap ?? ((rows: object[]) => ({ data: { rows } })))(further));
		expect(reading?.read(data)).toEqual([item(10), item(11)]);
	});

	test('those of another host are told as such', () => {
		const own = (n: number) => ({ ...item(n), url: `https://mp.example.com/s/${n}`, external: true });
		const pages = numbers.map((page) => ({
			items: page.map(own),
			data: JSON.stringify(page.map((n) => ({ link: own(n).url, title: titleOf(n), date: day(n) }))),
		}));
		const reading = learn(pages);
		const row = { link: own(10).url, title: titleOf(10), date: day(10) };
		expect(reading?.read(JSON.stringify([row]))).toEqual([own(10)]);
	});

	test('a list without dates', () => {
		const bare = ({ date: _, ...rest }: ListItem): ListItem => rest;
		const pages = drawn((n) => ({ id: 1000 + n, title: titleOf(n), time: 'x' })).map(({ items, data }) => ({
			items: items.map(bare),
			data,
		}));
		expect(
			learn(pages)?.read(JSON.stringify({ data: { rows: [{ id: 1010, title: titleOf(10) }] } })),
		).toEqual([bare(item(10))]);
	});
});

describe('nothing is learned where the script does more than the data tell', () => {
	const plain = (n: number) => ({ id: 1000 + n, title: titleOf(n), time: day(n) });
	test.each<[string, readonly DrawnRows[]]>([
		['a row that is not drawn', drawn(plain, (rows) => ({ rows: [plain(99), ...rows] }))],
		['another title on one entry', drawn((n) => ({ ...plain(n), title: n === 8 ? '置顶' : titleOf(n) }))],
		['another date on one entry', drawn((n) => ({ ...plain(n), time: n === 8 ? '2025-01-01' : day(n) }))],
		['an address made of two numbers', drawn((n) => ({ ...plain(n), id: n }))],
		['another order', drawn(plain, (rows) => ({ rows: rows.toReversed() }))],
		['no JSON', numbers.map((page) => ({ items: page.map(item), data: '<li>…</li>' }))],
		['one entry a page', drawn(plain).map(({ items, data }) => ({ items: items.slice(0, 1), data }))],
		[
			'entries that only a script opens',
			drawn(plain).map(({ items, data }) => ({
				items: items.map((one) => ({ ...one, blind: true as const })),
				data,
			})),
		],
		[
			'one address for all',
			drawn((n) => ({ ...plain(n), url: page })).map(({ items, data }) => ({
				items: items.map((one) => ({ ...one, url: page })),
				data,
			})),
		],
	])('%s', (_name, pages) => {
		expect(learn(pages)).toBeUndefined();
	});

	test('later data that lack what the others have are not read', () => {
		const reading = learn(drawn(plain));
		expect(reading?.read(JSON.stringify({ data: { rows: [plain(10)] } }))).toEqual([item(10)]);
		for (const other of [
			{ ...plain(10), time: null },
			{ ...plain(10), title: '' },
			{ ...plain(10), id: '../../x' },
			{ time: day(10), title: titleOf(10) },
		])
			expect(reading?.read(JSON.stringify({ data: { rows: [plain(11), other] } }))).toBeUndefined();
		for (const data of ['', '{}', '[]', 'null', '{"data":{"rows":{}}}', '{"data":null}'])
			expect(reading?.read(data)).toBeUndefined();
		expect(reading?.read('{"data":{"rows":[]}}')).toEqual([]);
	});

	test('names of every object are names of data like others', () => {
		const rows = (n: number) => ({ ...plain(n), constructor: 'x', __proto__x: 1 });
		expect(learn(drawn(rows))?.read(JSON.stringify({ data: { rows: [rows(10)] } }))).toEqual([item(10)]);
		expect(learn(drawn(plain, (list) => ({ toString: list })))?.read('{}')).toBeUndefined();
	});
});
