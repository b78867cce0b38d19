import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Archive } from '../../../crawler/archive/archive.ts';
import { readPage } from '../../../crawler/extract/page.ts';
import { createFrontier, urgency } from '../../../crawler/frontier/frontier.ts';

/** A site without a server: what it shows at a path. */
type Site = (path: string) => string | undefined;

const origin = 'http://x.gov.cn';
let archive: Archive;

beforeEach(async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'frontier-'));
	archive = new Archive(path.join(folder, 'a.db'));
	archive.begin('2026-11-15', '', '2026-11-15T00:00:00Z');
	return async () => {
		archive.close();
		await rm(folder, { recursive: true, force: true });
	};
});

/** Follows all links from the homepage as a crawl does, one page after the other; says which paths were asked for, in order. */
const walk = (site: Site): string[] => {
	const frontier = createFrontier(archive, (url) => url.startsWith(`${origin}/`));
	const asked: string[] = [];
	frontier.add(`${origin}/`, { priority: urgency.home });
	for (
		let [entry] = archive.take('queued', 1, ['page']);
		entry;
		[entry] = archive.take('queued', 1, ['page'])
	) {
		if (!frontier.isDue(entry)) continue;
		const { seq, url } = entry;
		asked.push(url.slice(origin.length));
		const html = site(url.slice(origin.length));
		const response = {
			finalUrl: url,
			headers: {},
			body: undefined,
			redirects: [],
			lane: 'http',
			milliseconds: 1,
		} as const;
		archive.responses.save(seq, { ...response, status: html === undefined ? 404 : 200 }, '');
		archive.settle(seq, html === undefined ? 'broken' : 'ok');
		if (html === undefined) continue;
		const facts = readPage(html, url);
		archive.pages.save(seq, 'http', archive.readings.keep(facts));
		frontier.reap(entry, frontier.follow({ ...entry, finalUrl: url }, facts));
	}
	return asked;
};

const page = (title: string, main: string): string => `<!doctype html><title>${title}</title>${main}`;
const home = (...links: string[]): string =>
	page('某县人民政府', links.map((link) => `<a href="${link}">${link}</a>`).join(' '));

/** Daily reports that differ in nothing but numbers, on static list pages. */
const reports =
	(count: number, perPage: number): Site =>
	(address) => {
		const [, list, report] = /^\/hj\/(?:(?:list_(\d+)\.html)?|(\d+)\.html)$/.exec(address) ?? [];
		if (report)
			return page(
				`空气质量日报第${report}期`,
				`<h1>空气质量日报第${report}期</h1><p>发布时间：2026-01-01</p><p>今日空气质量指数为${report}，首要污染物为细颗粒物，空气质量等级为良，适宜户外活动。</p>`,
			);
		if (!address.startsWith('/hj/')) return undefined;
		const at = Number(list ?? 0);
		const rows = Array.from(
			{ length: Math.min(perPage, count - at * perPage) },
			(_, i) => at * perPage + i + 1,
		);
		const next =
			(at + 1) * perPage < count
				? `<div class="page"><a href="/hj/list_${at + 1}.html">下一页</a></div>`
				: '';
		return page(
			'空气质量日报',
			`<h1>空气质量日报</h1><ul>${rows.map((n) => `<li><a href="/hj/${n}.html">空气质量日报第${n}期</a><span>2026-01-01</span></li>`).join('')}</ul>${next}`,
		);
	};

/** A list whose program shows its last page, or an empty one, whatever number is asked for. */
const endless =
	(folder: string, pages: number, beyond: 'again' | 'empty'): Site =>
	(address) => {
		if (!address.startsWith(folder)) return undefined;
		const asked = Number(/page=(\d+)/.exec(address)?.[1] ?? 1);
		const shown = asked > pages && beyond === 'again' ? pages : asked;
		const rows = shown > pages ? [] : Array.from({ length: 5 }, (_, i) => shown * 10 + i);
		return page(
			'通知公告',
			`<h1>通知公告</h1><ul class="list">${rows.map((n) => `<li><a href="/t/${n}.html">关于第${n}号事项的通知公告</a><span>2026-01-01</span></li>`).join('')}</ul><div class="page"><a href="${folder}?page=${asked + 1}">下一页</a></div>`,
		);
	};

const calendar: Site = (address) => {
	const [, y, m] = /^\/rl\/(\d+)\/(\d+)\/$/.exec(address) ?? [];
	if (!y || !m) return undefined;
	const next = Number(m) === 12 ? `/rl/${Number(y) + 1}/1/` : `/rl/${y}/${Number(m) + 1}/`;
	return page(
		`${y}年${m}月`,
		`<p>${y}年${m}月的活动安排，请点击日期查看当日详情，也可以翻看其他月份的活动，欢迎广大市民参加</p><a href="${next}">下月</a><a href="/rl/${Number(y) + 1}/${m}/">明年</a>`,
	);
};

const folders: Site = (address) => {
	if (!address.startsWith('/old/')) return undefined;
	const names = [3, 5, 7].map((n) =>
		[...`${address.length * n}${address.length + n}`].map((d) => 'qwertyuiop'[Number(d)]).join(''),
	);
	return page(
		`资料${names[0]}`,
		`<p>这里是${names.join('，')}等方面的旧版资料，内容${names[1]}仅供参考，如有疑问请联系${names[2]}查询。</p>${names.map((name) => `<a href="${name}/">${name}</a>`).join(' ')}`,
	);
};

const all =
	(...sites: Site[]): Site =>
	(address) => {
		for (const site of sites) {
			const found = site(address);
			if (found !== undefined) return found;
		}
		return undefined;
	};

const ofFolder = (asked: readonly string[], folder: string): number =>
	asked.filter((address) => address.startsWith(folder)).length;

describe('what is asked for', () => {
	test('is every one of three thousand texts that differ in numbers only, and little of the traps beside them', () => {
		const start = home('/rl/2026/11/', '/old/', '/hj/');
		const asked = walk(
			all((address) => (address === '/' ? start : undefined), reports(3000, 50), calendar, folders),
		);
		expect(ofFolder(asked, '/hj/')).toBe(3000 + 60);
		expect(ofFolder(asked, '/rl/')).toBeLessThanOrEqual(21);
		expect(ofFolder(asked, '/old/')).toBeLessThanOrEqual(60);
	});

	test('is every column of a row, though most of them are empty', () => {
		const names = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'].flatMap((one) => [
			`${one}类信息`,
			`${one}类文件`,
		]);
		const menu = names.map((name, i) => `<a href="/col/col${i}/index.html">${name}</a>`).join('');
		const columns: Site = (address) => {
			const at = /^\/col\/col(\d+)\//.exec(address)?.[1];
			return (
				at &&
				page(names[Number(at)] ?? '', `<div class="nav">${menu}</div><h1>${names[Number(at)]}</h1><ul></ul>`)
			);
		};
		const asked = walk(all((address) => (address === '/' ? page('某县', menu) : undefined), columns));
		expect(ofFolder(asked, '/col/')).toBe(names.length);
	});

	test.each(['again', 'empty'] as const)(
		'of a list that never ends is all of it and two pages more: %s',
		(beyond) => {
			const start = home('/gg/');
			const texts: Site = (address) =>
				address.startsWith('/t/') ? page(address, `<h1>${address}</h1>`) : undefined;
			const asked = walk(
				all((address) => (address === '/' ? start : undefined), endless('/gg/', 30, beyond), texts),
			);
			expect(ofFolder(asked, '/t/')).toBe(150);
			expect(ofFolder(asked, '/gg/')).toBe(32);
		},
	);

	test('is nothing that does something, and nothing that repeats itself without end; both are remembered', () => {
		const start = home(
			'/a/1.html?action=delete',
			'/x/y/x/y/x/y/z.html',
			'/index.php/a/index.php/b',
			'/a/1.html',
		);
		expect(walk((address) => (address === '/' || address === '/a/1.html' ? start : undefined))).toEqual([
			'/',
			'/a/1.html',
		]);
		expect(archive.entries('skipped').map(({ url }) => url.slice(origin.length))).toEqual([
			'/a/1.html?action=delete',
			'/x/y/x/y/x/y/z.html',
			'/index.php/a/index.php/b',
		]);
	});
});

test('texts of one form are read to the last where links call them by their own names, and turning pages of one form are not', () => {
	const text =
		'<p>为规范管理，保障合法权益，结合本县实际，现就有关事项通知如下，请各乡镇遵照执行，并按时报送情况。</p>';
	const notice = (n: number): string => `关于做好第${n}号水库防汛工作的通知`;
	const site: Site = (address) => {
		const [, n] = /^\/(?:tz|rl)\/(\d+)\.html$/.exec(address) ?? [];
		if (address === '/')
			return page(
				'某县人民政府',
				'<a href="/tz/1.html">关于做好第1号水库防汛工作的通知</a> <a href="/rl/1.html">日历</a>',
			);
		if (n === undefined) return undefined;
		const next = Number(n) + 1;
		if (address.startsWith('/rl/'))
			return page(
				`第${n}月的日程安排一览`,
				`<h1>第${n}月的日程安排一览</h1>${text}<a href="/rl/${next}.html">下一月</a>`,
			);
		return page(
			notice(Number(n)),
			`<h1>${notice(Number(n))}</h1>${text}${[2 * Number(n), 2 * Number(n) + 1]
				.filter((other) => other <= 200)
				.map((other) => `<p>又见<a href="/tz/${other}.html">${notice(other)}</a></p>`)
				.join('')}`,
		);
	};
	const asked = walk(site);
	expect(asked.filter((one) => one.startsWith('/tz/'))).toHaveLength(200);
	expect(asked.filter((one) => one.startsWith('/rl/')).length).toBeLessThan(30);
});

test('what led to a host before that was the site’s own is asked for once more', () => {
	let platform = 'none';
	const frontier = createFrontier(archive, (url) =>
		[origin, platform].some((own) => url.startsWith(`${own}/`)),
	);
	for (const name of ['moved', 'other', 'fine'])
		frontier.add(`${origin}/${name}/`, { priority: urgency.column });
	frontier.add('http://xxgk.x.gov.cn/', { type: 'external', priority: urgency.external, depth: 1 });
	const locations: Record<string, string> = {
		moved: '//xxgk.x.gov.cn/zcwj/',
		other: 'http://elsewhere.gov.cn/',
	};
	for (const { seq, url } of archive.take('queued', 9, ['page'])) {
		const location = locations[url.slice(origin.length + 1, -1)];
		const answer = { finalUrl: url, body: undefined, redirects: [], lane: 'http', milliseconds: 1 } as const;
		const headers: Record<string, string> = location === undefined ? {} : { location };
		archive.responses.save(seq, { ...answer, headers, status: location ? 302 : 200 }, '');
		archive.settle(seq, 'ok');
	}
	platform = 'http://xxgk.x.gov.cn';
	frontier.reclaim();
	expect(archive.take('queued', 9, ['page']).map(({ url }) => url)).toEqual([
		`${origin}/moved/`,
		'http://xxgk.x.gov.cn/',
	]);
});
