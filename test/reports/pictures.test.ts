import { describe, expect, test } from 'vitest';
import type { Finding } from '../../reports/model.ts';
import { type Wish, wishes, wordsToFind } from '../../reports/pictures.ts';
import { home } from '../support/report.ts';

let count = 0;
const finding = (check: string, path: string, more: Partial<Finding> = {}): Finding => ({
	id: `f${count++}`,
	check,
	subject: `${home}${path}`,
	severity: 'minor',
	certainty: 'certain',
	message: `${path} 有问题。`,
	foundOn: [`${home}${path}`],
	foundOnCount: 1,
	basis: '依据',
	evidence: {},
	state: 'new',
	firstSeen: '2026-06-15',
	lastSeen: '2026-06-15',
	...more,
});
const review = { certainty: 'review' } as const;

const wished = (findings: readonly Finding[], pages: (url: string) => boolean = () => true): Wish[] =>
	wishes(findings, { isPage: pages, isHarmful: (check) => check === 'hijacked-link' });
const namesOf = (list: readonly Wish[]): string[] =>
	list.map(
		({ url, spots }) =>
			`${spots.map(({ findings }) => findings.map(({ check }) => check).join('+')).join(', ')} ${url.slice(home.length)}`,
	);

describe('a picture is wanted', () => {
	test('first of what a person must look at and of vetoes, then of what is plain to see', () => {
		const list = wished([
			finding('stale-column', 'a'),
			finding('typo', 'b'),
			finding('typo', 'c', review),
			finding('secret-marking', 'd', { severity: 'veto' }),
		]);
		expect(namesOf(list)).toEqual(['typo c', 'secret-marking d', 'stale-column a']);
	});

	test('of one check after the other, so that none takes all', () => {
		const list = wished([
			...['a', 'b', 'c'].map((path) => finding('stale-column', path)),
			finding('empty-column', 'd'),
		]);
		expect(namesOf(list)).toEqual(['stale-column a', 'empty-column d', 'stale-column b', 'stale-column c']);
	});

	test('once of a page and spot, and once of a template that says the same on every page', () => {
		const same = { message: '缺少来源。', evidence: { snippet: '来源：' }, ...review };
		const list = wished([
			finding('missing-source', 'a', same),
			finding('missing-source', 'b', same),
			finding('misfiled-content', 'c', { key: '1', ...review }),
			finding('misfiled-content', 'c', { key: '2', ...review }),
		]);
		expect(namesOf(list)).toEqual(['missing-source a', 'misfiled-content+misfiled-content c']);
	});

	test('of a page with each of its spots, a dozen at most, opened once', () => {
		const typos = (count: number) =>
			Array.from({ length: count }, (_, i) =>
				finding('typo', 'a', {
					key: `${i}`,
					message: `错字${i}。`,
					evidence: { snippet: `错字${i}` },
					...review,
				}),
			);
		expect(wished([...typos(2), finding('secret-marking', 'a', review)])).toMatchObject([
			{ spots: [{ spot: { words: ['错字0'] } }, { spot: {} }, { spot: { words: ['错字1'] } }] },
		]);
		expect(wished(typos(30))[0]?.spots).toHaveLength(12);
	});

	test('with the marked words, days as pages write them; not where the words are the program’s own', () => {
		const evidence = { snippet: '发布日期 2026-01-05', marks: [[5, 15] as [number, number]] };
		const [one, other] = ['impossible-date', 'unlinked-interpretation'].map(
			(check) =>
				wished([finding(check, 'a', { evidence, ...review })])
					.at(0)
					?.spots.at(0)?.spot,
		);
		expect(one?.marks).toEqual([['2026-01-05', '2026年1月5日', '2026/01/05', '2026.01.05']]);
		expect(other).not.toHaveProperty('marks');
	});

	test('of no dead link, no harmful target, no file, nothing repaired, waived or carried over', () => {
		const list = wished(
			[
				finding('broken-link', 'a', review),
				finding('hijacked-link', 'b', { severity: 'veto' }),
				finding('personal-data', 'list.xlsx', review),
				finding('stale-column', 'c', { state: 'fixed' }),
				finding('stale-column', 'd', { state: 'waived' }),
				finding('stale-column', 'e', { carried: true }),
			],
			(url) => !url.endsWith('.xlsx'),
		);
		expect(list).toEqual([]);
	});

	test('of the page that links to a file or to a wrong target, with the link', () => {
		const foundOn = [`${home}page.html`];
		const list = wished(
			[
				finding('personal-data', 'list.xlsx', { foundOn, ...review }),
				finding('wrong-link', 'other.html', { foundOn, ...review }),
			],
			(url) => url.endsWith('.html'),
		);
		expect(list).toMatchObject([
			{
				url: `${home}page.html`,
				spots: [{ spot: { link: `${home}list.xlsx` } }, { spot: { link: `${home}other.html` } }],
			},
		]);
	});

	test('of the homepage’s foot for what is missing there', () => {
		expect(wished([finding('missing-footer-item', '')])).toMatchObject([
			{ spots: [{ spot: { at: 'foot' } }] },
		]);
	});
});

describe('the words of a finding are looked for', () => {
	test('as they are, then piece by piece, quoted and as dates', () => {
		expect(wordsToFind({ snippet: '发布日期 2026-01-05（meta）；成文日期 二〇二六年三月一日' })).toEqual([
			'发布日期 2026-01-05（meta）；成文日期 二〇二六年三月一日',
			'发布日期 2026-01-05（meta）',
			'成文日期 二〇二六年三月一日',
			'2026-01-05',
			'2026年1月5日',
			'2026/01/05',
			'2026.01.05',
		]);
		expect(wordsToFind({ snippet: '如“关于放假的通知”，没有日期' })).toContain('关于放假的通知');
		expect(wordsToFind({})).toEqual([]);
	});

	test('not by pieces of a few signs, which stand anywhere', () => {
		expect(wordsToFind({ snippet: '来源：；作者：' })).toEqual(['来源：；作者：']);
	});
});
