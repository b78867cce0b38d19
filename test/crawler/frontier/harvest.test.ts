import { describe, expect, test } from 'vitest';
import { createHarvest, type Fruit, type Harvest } from '../../../crawler/frontier/harvest.ts';

const home = 'http://x.gov.cn/';

/** Notes pages `from` … `to` of a family; says how many of them it would have left. */
const visit = (
	harvest: Harvest,
	address: (n: number) => string,
	[from, to]: [number, number],
	fruit: (n: number) => Fruit,
): number => {
	let left = 0;
	for (let n = from; n <= to; n++) {
		if (['barren', 'walled'].includes(harvest.standing(address(n), home))) left++;
		else harvest.note(address(n), home, fruit(n));
	}
	return left;
};

const article = (n: number): string => `http://x.gov.cn/zwgk/zcwj/${n}.html`;
const sheet = (n: number): string => `http://x.gov.cn/rl.aspx?y=${2000 + n}&m=${n % 12}`;
const sorted = (n: number): string =>
	`http://x.gov.cn/list.do?order=${n % 3}&type=${n % 5}&year=${2020 + (n % 7)}`;

describe('a family of addresses', () => {
	test.each<[string, (n: number) => string, number, (n: number) => Fruit, number]>([
		['with something new on every page goes on', article, 3000, () => 'ripe', 0],
		['with something new on every tenth page goes on', article, 3000, (n) => (n % 10 ? 'none' : 'ripe'), 0],
		['that lists what others list goes on for a hundred pages', article, 100, () => 'thin', 0],
		['without anything new is left after twenty pages', sheet, 300, () => 'none', 280],
		[
			'of sortings and filters is left after twenty, however they are combined',
			sorted,
			300,
			() => 'none',
			280,
		],
		['that lets nobody in is left after twenty', article, 300, () => 'wall', 280],
	])('%s', (_name, address, pages, fruit, left) => {
		expect(visit(createHarvest(), address, [1, pages], fruit)).toBe(left);
	});

	test('that was fruitful is trusted longer, and left in the end', () => {
		const harvest = createHarvest();
		expect(visit(harvest, article, [1, 3000], () => 'ripe')).toBe(0);
		expect(visit(harvest, article, [3001, 3030], () => 'none')).toBe(0);
		expect(visit(harvest, article, [3031, 3300], () => 'none')).toBe(220);
	});

	test('waits for the others before it is left', () => {
		const harvest = createHarvest();
		visit(harvest, sheet, [1, 12], () => 'none');
		expect(harvest.standing(sheet(13), home)).toBe('doubtful');
		expect(harvest.standing(article(1), home)).toBe('good');
	});

	test('is another for what sorts a list than for what turns its pages', () => {
		const harvest = createHarvest();
		const page = (n: number): string => `http://x.gov.cn/list.do?page=${n}`;
		for (let n = 1; n <= 60; n++) {
			harvest.note(page(n), home, 'ripe');
			if (harvest.standing(`${page(n)}&order=asc`, home) !== 'barren')
				harvest.note(`${page(n)}&order=asc`, home, 'none');
		}
		expect(harvest.standing(`${page(61)}&order=asc`, home)).toBe('barren');
		expect(harvest.standing(page(61), home)).toBe('good');
	});

	test('is the same for made-up folders within made-up folders, none of which is like another', () => {
		const harvest = createHarvest();
		const name = (n: number): string => [n % 7, n % 5, n % 3].map((i) => 'qwertyu'[i]).join('');
		let asked = 0;
		let above = 'http://x.gov.cn/old/';
		harvest.note(above, home, 'none');
		for (let n = 0; n < 200; n++) {
			const url = `${above}${name(n)}/`;
			if (harvest.standing(url, above) === 'barren') continue;
			asked++;
			harvest.note(url, above, 'none');
			above = url;
		}
		expect(asked).toBeLessThan(30);
	});
});
