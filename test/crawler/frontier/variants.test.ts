import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Archive } from '../../../crawler/archive/archive.ts';
import { readPage } from '../../../crawler/extract/page.ts';
import { createVariants, twistOf, type Variants } from '../../../crawler/frontier/variants.ts';
import { crawlKey } from '../../../crawler/url.ts';

describe('what an address has that another has not', () => {
	test.each([
		['/a/1.html', '/a/1.html?print=1', 'print='],
		['/a/1.html?id=3', '/a/1.html?id=3&fontsize=l', 'fontsize='],
		['/a/1.html?size=s', '/a/1.html?size=l', 'size='],
		['/a/1.html', '/big5/a/1.html', 'big#'],
		['/a/b/1.html', '/print/1.html', 'print'],
		['/a/1.html', '/a/1_print.html', 'print'],
		['/a/1.html', '/a/2.html', undefined],
		['/a/1.html', '/a/1.html', undefined],
		['/a/202601/t1.html', '/a/202602/t1.html', undefined],
		['/col/col101/index.html', '/col/col102/index.html', undefined],
	])('%s and %s: %s', (from, to, twist) => {
		expect(twistOf(`http://x.gov.cn${from}`, `http://x.gov.cn${to}`)).toBe(twist);
	});
});

describe('variants of pages', () => {
	let archive: Archive;
	let variants: Variants;
	beforeEach(async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 'variants-'));
		archive = new Archive(path.join(folder, 'a.db'));
		archive.begin('2026-11-15', '', '2026-11-15T00:00:00Z');
		variants = createVariants(archive);
		return async () => {
			archive.close();
			await rm(folder, { recursive: true, force: true });
		};
	});

	const text = (n: number): string =>
		Array.from(
			{ length: 8 },
			(_, i) => `第${i}项${'工'.repeat((n * 7 + i * 3) % 11)}作由${'局'.repeat((n + i) % 5)}负责，`,
		).join('');
	/** A page is seen at this address, with the text of this number. */
	const see = (
		url: string,
		n: number,
		foundOn = '',
		html = `<title>第${n}号</title><h1>关于第${n}号工作的通知</h1><p>${text(n)}</p>`,
	): void => {
		const whole = `http://x.gov.cn${url}`;
		const from = foundOn && `http://x.gov.cn${foundOn}`;
		archive.add({
			url: whole,
			key: crawlKey(whole),
			type: 'page',
			priority: 6,
			depth: 1,
			foundOn: from,
			foundText: '',
		});
		const [seq] = archive
			.entries('queued')
			.map((entry) => entry.seq)
			.slice(-1);
		if (seq === undefined) throw new Error('the address was just added');
		const facts = readPage(html, whole);
		archive.responses.save(
			seq,
			{
				finalUrl: whole,
				status: 200,
				headers: {},
				body: undefined,
				redirects: [],
				lane: 'http',
				milliseconds: 1,
			},
			'',
		);
		archive.pages.save(seq, 'http', archive.readings.keep(facts));
		archive.settle(seq, 'ok');
		variants.learn({ url: whole, finalUrl: whole, foundOn: from, facts, canonical: undefined });
	};
	const baseOf = (url: string, foundOn: string): string | undefined =>
		variants.baseOf(`http://x.gov.cn${url}`, `http://x.gov.cn${foundOn}`)?.replace('http://x.gov.cn', '');

	test('are left once three of them showed what their page shows, and not before', () => {
		for (const n of [1, 2, 3]) {
			see(`/a/${n}.html`, n);
			expect(baseOf('/a/9.html?print=1', '/a/9.html')).toBeUndefined();
			see(`/a/${n}.html?print=1`, n, `/a/${n}.html`);
		}
		expect(baseOf('/a/9.html?print=1', '/a/9.html')).toBe('/a/9.html');
		// What says nothing on pages of one pattern may say much on others.
		expect(baseOf('/b/list.jsp?print=1', '/b/list.jsp')).toBeUndefined();
		for (const [i, path] of ['/b/x.html', '/c/y.html'].entries()) {
			see(path, 20 + i);
			see(`${path}?print=1`, 20 + i, path);
		}
		expect(baseOf('/d/z.html?print=1', '/d/z.html')).toBe('/d/z.html');
	});

	test('are pages of their own where what differs turns the page', () => {
		see('/list.jsp', 1);
		for (let n = 2; n < 9; n++) see(`/list.jsp?page=${n}`, n, '/list.jsp');
		expect(baseOf('/list.jsp?page=9', '/list.jsp')).toBeUndefined();
	});

	/** A list in a frame of many links, with six entries, their titles as long as those of any other page of it. */
	const listOf = (entry: (i: number) => { url: string; title: string; on: string }): string =>
		`<title>信息网</title><table>${Array.from({ length: 30 }, (_, i) => `<tr><td><a href="/m/${i}.jsp">${'栏'.repeat((i % 7) + 1)}目</a>`).join('')}</table><h1>工作动态</h1><ul>${Array.from(
			{ length: 6 },
			(_, i) => {
				const { url, title, on } = entry(i);
				return `<li><a href="${url}">${title}</a><span>${on}</span></li>`;
			},
		).join('')}</ul>`;
	const nth = (page: number, i: number) => ({
		url: `/show.jsp?id=${page * 10 + i}`,
		title: `我县召开第${'零一二三四五六七八九'[page]}次${'大'.repeat(i)}会部署安全生产工作`,
		on: `2026-0${page}-1${i}`,
	});

	test('are pages of their own where they name other entries, however alike they are in length', () => {
		see(
			'/list.jsp?id=3',
			1,
			'',
			listOf((i) => nth(1, i)),
		);
		for (let n = 2; n < 9; n++)
			see(
				`/list.jsp?id=3&PageNo=${n}`,
				n,
				'/list.jsp?id=3',
				listOf((i) => nth(n, i)),
			);
		expect(baseOf('/list.jsp?id=4&PageNo=2', '/list.jsp?id=4')).toBeUndefined();
	});

	test('of lists in another script name the same entries at other addresses', () => {
		for (const n of [1, 2, 3]) {
			see(
				`/list${n}.jsp`,
				n,
				'',
				listOf((i) => nth(n, i)),
			);
			const other = listOf((i) => ({
				...nth(n, i),
				url: `/show.jsp?id=${n * 10 + i}&lang=big`,
				title: nth(n, i).title.replaceAll('会', '會').replaceAll('产', '產'),
			}));
			see(`/list${n}.jsp?lang=big`, n, `/list${n}.jsp`, other);
		}
		expect(baseOf('/list9.jsp?lang=big', '/list9.jsp')).toBe('/list9.jsp');
	});

	test.each([
		[
			'the one frame that scripts fill at all addresses',
			`<h1>信息公开</h1><div>${text(1)}</div><script src="/js/app.js"></script>`,
		],
		[
			'what empty columns say of themselves',
			'<p>本栏目暂无相关信息，敬请期待，如需了解有关情况，请拨打电话咨询。</p>',
		],
	])('are not told by %s', (_, html) => {
		for (let n = 1; n < 9; n++) see(`/list.html?cid=${n}`, 1, '', html);
		expect(baseOf('/list.html?cid=9', '/')).toBeUndefined();
	});

	test('under ever new tickets are one page', () => {
		for (const [i, ticket] of ['q8w1', 'e5r2', 't7y3', 'u9i4', 'o1p5'].entries())
			see(`/yy/step${i % 2}.do?ticket=${ticket}`, i % 2);
		expect(baseOf('/yy/step1.do?ticket=zz99', '/yy/step0.do?ticket=o1p5')).toMatch(
			/^\/yy\/step1\.do\?ticket=e5r2$/,
		);
	});
});
