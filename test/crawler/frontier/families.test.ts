import { describe, expect, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';
import { createFamilies, familyOf, gainOf, needsBrowser } from '../../../crawler/frontier/families.ts';
import type { PageFacts } from '../../../crawler/page-facts.ts';

const frame = (main: string, script = ''): PageFacts =>
	readPage(
		`<title>通知公告</title><div class="nav"><a href="/">首页</a><a href="/a/">政务公开</a></div><div class="crumb">当前位置：<a href="/">首页</a> &gt; 通知公告</div>${main}${script}`,
		'http://x.gov.cn/tzgg/index.html',
	);
const rows = (count: number): string =>
	`<ul class="list">${Array.from({ length: count }, (_, i) => `<li><a href="/t2026010${i}_1.html">关于第${i}号事项的通知</a><span>2026-01-0${i + 1}</span></li>`).join('')}</ul>`;
const at = 'http://x.gov.cn/tzgg/202611/t20261103_12.html';
const draws = '<script>$.getJSON("/api", function (d) { $("#list").append(d) })</script>';

const gain = (http: PageFacts, browser: PageFacts): string | undefined => gainOf(http, http.links, browser);

describe('what a browser adds', () => {
	test('entries of a list', () => {
		expect(gain(frame('<ul id="list"></ul>', draws), frame(rows(5)))).toBe('条目 0→5');
	});
	test('a link in the page’s own part', () => {
		expect(
			gain(
				frame('<div class="article"><p>正文一段。</p></div>'),
				frame('<div class="article"><p>正文一段。<a href="/jd/1.html">政策解读</a></p></div>'),
			),
		).toContain('链接');
	});
	test('nothing, where a script writes on a list what the crawl has from elsewhere', () => {
		const more =
			'<div class="text"><p>另见<a href="/about.html">关于我们</a>，那里写着本站由谁主办、如何联系。</p></div>';
		const [http, browser] = [
			frame('<p>这里是一段简短的说明文字。</p>'),
			frame(`<p>这里是一段简短的说明文字。</p>${more}`),
		];
		expect(gainOf(http, http.links, browser)).toContain('链接');
		expect(gainOf(http, http.links, browser, (url) => url.endsWith('/about.html'))).toBeUndefined();
	});
	test('nothing, where only the menu grew', () => {
		const menu = '<div class="nav"><a href="/b/">又一个栏目</a></div>';
		expect(gain(frame(rows(3)), frame(menu + rows(3)))).toBeUndefined();
	});
});

describe('the lane of a family', () => {
	const scripted = { ...frame(rows(3)), scripted: true, pager: { pages: [], scripted: false } };

	test('is HTTP without asking where nothing could draw', () => {
		expect(createFamilies().lane('f', { ...scripted, scripted: false }, at)).toBe('http');
	});
	test('is found out on two pages, and HTTP where the browser added nothing', () => {
		const families = createFamilies();
		expect([1, 2, 3].map(() => families.lane('f', scripted, at))).toEqual(['sample', 'sample', 'http']);
		families.compared('f', undefined);
		families.compared('f', undefined);
		expect(families.lane('f', scripted, at)).toBe('http');
	});
	test('is told with its pages and its evidence, for templates that scripts could draw', () => {
		const families = createFamilies();
		families.lane('static', { ...scripted, scripted: false }, at);
		for (let page = 0; page < 3; page++) families.lane('plain', scripted, at);
		families.compared('plain', undefined);
		families.lane('gains', scripted, 'http://x.gov.cn/zcwj/7.html');
		families.compared('gains', '条目 0→15');
		families.lane('drawn', frame('<ul id="list"></ul>', draws), 'http://x.gov.cn/gkml/');
		expect(families.lanes()).toEqual([
			{ what: 'x.gov.cn/tzgg/#/t#_#.html', lane: 'http', pages: 3, compared: 1, gained: 0 },
			{
				what: 'x.gov.cn/zcwj/#.html',
				lane: 'browser',
				pages: 1,
				compared: 1,
				gained: 1,
				evidence: '条目 0→15',
			},
			{
				what: 'x.gov.cn/gkml/',
				lane: 'browser',
				pages: 1,
				compared: 0,
				gained: 0,
				evidence: '列表由脚本写出',
			},
		]);
	});
	test('is believed of pages with code that was compared, whatever its texts and numbers', () => {
		const families = createFamilies();
		const coded = (code: string): string | undefined => frame(rows(3), `<script>${code}</script>`).code;
		const box = (url: string): string => `draw('box', [${url && `{ url: '${url}' }`}], 12);`;
		families.compared('f', undefined, { data: 0, scripts: [] }, coded('count(12, "第十二号")'));
		families.compared('f', undefined, { data: 0, scripts: [] }, coded(box('')));
		expect(families.isInert('f', coded('count(7, "第七号通知")'))).toBe(true);
		expect(families.isInert('f', coded(box('/jd/7.html')))).toBe(false);
		expect(families.isInert('f', coded('count(7, "<a href=/jd/7.html>解读</a>")'))).toBe(false);
	});
	test.each([
		[
			'data of another page',
			'<script type="text/xml"><a title="一">一</a></script>',
			'<script type="text/xml"><a>二</a></script>',
			true,
		],
		['data, and none', '<script type="text/xml"><a>一</a></script>', '', false],
		['more things of one kind', 'draw([{ url: "/1" }]);', 'draw([{ url: "/1" }, { url: "/2" }]);', true],
		['more names', 'draw(["一", "二"]);', 'draw(["一", "二", "三"]);', true],
		['things of another kind', 'draw([{ url: "/1" }]);', 'draw([{ url: "/1" }, { text: "一" }]);', false],
		['another argument', 'draw("一");', 'draw("一", "二");', false],
	])('takes for one code or for two: %s', (_, one, other, isSame) => {
		const codeOf = (code: string): string | undefined =>
			frame(rows(3), code.startsWith('<') ? code : `<script>${code}</script>`).code;
		expect(codeOf(one) === codeOf(other)).toBe(isSame);
	});
	test('asks for nothing of its own where compared pages asked for the same scripts and no data', () => {
		const verdict = (...asked: { data: number; scripts: string[] }[]): boolean => {
			const families = createFamilies();
			for (const one of asked) families.compared('f', undefined, one);
			return createFamilies(JSON.parse(JSON.stringify(families))).isInert('f');
		};
		const plain = { data: 0, scripts: ['/common.js'] };
		expect(verdict(plain, plain)).toBe(true);
		expect(verdict(plain, { ...plain, data: 1 })).toBe(false);
		expect(verdict(plain, { ...plain, scripts: ['/common.js', '/data/2.js'] })).toBe(false);
		expect(verdict()).toBe(false);
		const unseen = createFamilies();
		unseen.compared('f', undefined);
		expect(unseen.isInert('f')).toBe(false);
		unseen.compared('g', '条目 0→5', plain);
		expect(unseen.isInert('g')).toBe(false);
	});
	test('is the browser’s once it was seen to add something, and stays so after a restart', () => {
		const families = createFamilies();
		families.lane('f', scripted, at);
		expect(families.compared('f', '条目 0→5')).toBe(true);
		expect(families.lane('f', scripted, at)).toBe('browser');
		expect(createFamilies(families.toJSON()).lane('f', scripted, at)).toBe('browser');
	});
	test('is the one of the run before where the browser gained then, and found out on one page where it did not', () => {
		const families = createFamilies(
			{},
			{ gains: { samples: 2, gained: 1, evidence: '条目 0→5' }, none: { samples: 2, gained: 0 } },
		);
		expect(families.lane('gains', scripted, at)).toBe('browser');
		expect(families.toJSON()).toMatchObject({ gains: { samples: 0, gained: 1, evidence: '条目 0→5' } });
		expect([1, 2].map(() => families.lane('none', scripted, at))).toEqual(['sample', 'http']);
		expect(families.compared('none', '条目 0→5')).toBe(true);
		expect(families.lane('none', scripted, at)).toBe('browser');
		expect([1, 2, 3].map(() => families.lane('new', scripted, at))).toEqual(['sample', 'sample', 'http']);
	});
	describe('of which enough kin are compared', () => {
		const compare = (families: ReturnType<typeof createFamilies>, url: string, code = ''): string[] =>
			['plain', 'boxed'].flatMap((skeleton) =>
				[1, 2, 3].map(() => families.lane(familyOf(url, skeleton), { ...scripted, code }, url)),
			);
		test('is found out on one page more: a text with a box more or less', () => {
			expect(compare(createFamilies(), at)).toEqual(['sample', 'sample', 'http', 'sample', 'http', 'http']);
		});
		test('is found out on two pages where the address has no number, or the code is another', () => {
			const both = ['sample', 'sample', 'http', 'sample', 'sample', 'http'];
			expect(compare(createFamilies(), 'http://x.gov.cn/tzgg/')).toEqual(both);
			const families = createFamilies();
			compare(families, at, 'one');
			expect(families.lane(familyOf(at, 'third'), { ...scripted, code: 'one' }, at)).toBe('sample');
			expect(families.lane(familyOf(at, 'third'), { ...scripted, code: 'one' }, at)).toBe('http');
			const lanes = [1, 2, 3].map(() =>
				families.lane(familyOf(at, 'fourth'), { ...scripted, code: 'other' }, at),
			);
			expect(lanes).toEqual(['sample', 'sample', 'http']);
		});
		test('is found out on two pages where the browser added something to one of them', () => {
			const families = createFamilies();
			families.lane(familyOf(at, 'plain'), scripted, at);
			families.lane(familyOf(at, 'plain'), scripted, at);
			families.compared(familyOf(at, 'plain'), '条目 0→5', undefined, scripted.code);
			const lanes = [1, 2, 3].map(() => families.lane(familyOf(at, 'boxed'), scripted, at));
			expect(lanes).toEqual(['sample', 'sample', 'http']);
		});
	});
	test('of pages that show nothing is HTTP once enough of them were looked at', () => {
		const families = createFamilies();
		const bare = { ...frame('<p>11月1日</p>', draws), scripted: true, pager: { pages: [], scripted: false } };
		const lanes = Array.from({ length: 20 }, () => families.lane('f', { ...bare, shape: 'other' }, at));
		expect(new Set(lanes.slice(0, 5))).toEqual(new Set(['sample']));
		expect(lanes.at(-1)).toBe('http');
	});
	test('of an empty list that a script draws needs no finding out', () => {
		expect(needsBrowser(frame('<ul id="list" class="list"></ul>', draws))).toBe(true);
	});
	test('is shared by pages that differ in numbers only', () => {
		expect(familyOf('http://x.cn/a/202601/t20260101_1.html', 's')).toBe(
			familyOf('http://x.cn/b/t20250202_22.html', 's'),
		);
		expect(familyOf('http://x.cn/a/index.html', 's')).not.toBe(familyOf('http://x.cn/a/t1.html', 's'));
	});
	test.each([
		['of a folder and the page that stands for it', '/tzgg/', '/zcwj/index.html', true],
		['of a list and its later pages', '/tzgg/', '/zcwj/index_12.html', true],
		['of lists whose later pages are numbered twice', '/tzgg/list_12_1.html', '/zcwj/list_7_2.html', true],
		['of static pages named after what they show', '/zwgk/tzgg.htm', '/zwgk/zcwj.htm', true],
		['of pages that a program shows', '/list.jsp?id=1', '/show.jsp?id=1', false],
		['of pages without a name of a file', '/gkmlpt/index', '/gkmlpt/policy', false],
		['of lists and texts', '/tzgg/index_1.html', '/tzgg/1.html', false],
		['of pages with another frame', '/tzgg/', '/zcwj/', false, 't'],
	])('is the same or not: %s', (_, one, other, isSame, skeleton = 's') => {
		expect(familyOf(`http://x.cn${one}`, 's') === familyOf(`http://x.cn${other}`, skeleton)).toBe(isSame);
	});
});
