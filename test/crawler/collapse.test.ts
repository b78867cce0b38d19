/** Audits of a site that answers, and yet is not there: nothing of it may be called repaired, and nothing missing. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { startWeb, type Web } from '../support/web.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const html = { 'content-type': 'text/html; charset=utf-8' };
const columns = ['zcwj', 'tzgg', 'zcjd', 'ldzc', 'jgzn'];
const foot =
	'<div class="footer">主办：某县人民政府办公室 联系电话：0551-1234567 网站标识码：3401000001</div>';
const menu = `<nav>${columns.map((name) => `<a href="/${name}/">栏目${name}</a>`).join(' ')}</nav>`;
const home = `<title>某县人民政府</title><h1>某县人民政府</h1>${menu}<p>欢迎访问本县人民政府门户网站，这里有全县的政务信息。</p>${foot}`;
const listOf = (name: string, entries: string): string =>
	`<title>${name}-某县人民政府</title>${menu}<h1>栏目${name}的全部内容</h1><ul>${entries}</ul>${foot}`;
const pages: Record<string, string> = { '/': home };
columns.forEach((name, column) => {
	const entries = Array.from({ length: 6 }, (_, n) => {
		pages[`/${name}/${n}.html`] =
			`<title>第${n}号</title>${menu}<h1>关于${name}第${n}号事项的通知</h1><p>本事项由${'甲乙丙丁戊己'[(n + column) % 6]}组承办，办理期限为${n + column}天${'，请及时领取'.repeat(1 + ((n + column) % 4))}。</p>${foot}`;
		return `<li><a href="/${name}/${n}.html">关于${name}第${n}号事项的通知</a> 2026-10-0${n + 1}</li>`;
	});
	pages[`/${name}/`] = listOf(name, entries.join(''));
});
const whole = Object.keys(pages).length;

const saying =
	(status: number, body: string, headers: Record<string, string> = {}): Answer =>
	(_request, response) => {
		response.writeHead(status, { ...html, ...headers }).end(body);
	};
const normal: Answer = (request, response) => {
	const page = pages[request.url ?? ''];
	saying(page === undefined ? 404 : 200, page ?? '<h1>404 Not Found</h1>')(request, response);
};
const isHome = ({ url }: IncomingMessage): boolean => url === '/';
const beyondHome =
	(answer: Answer): Answer =>
	(request, response) =>
		(isHome(request) ? normal : answer)(request, response);
const repairs =
	'<title>系统维护</title><h1>系统升级维护公告</h1><p>本网站将于今日起进行升级维护，期间暂停访问，给您带来不便，敬请谅解。</p>';

let web: Web;
let now = normal;
let guard: Guard;
let folder: string;
beforeAll(async () => {
	web = await startWeb({}, { otherwise: (request, response) => now(request, response) });
	guard = createGuard({ allow: ['127.0.0.0/8'] });
});
afterAll(async () => {
	await web.close();
	await guard.close();
});
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'collapse-'));
	now = normal;
});
afterEach(() => rm(folder, { recursive: true }));

const crawl = async (asOf = '2026-11-15', render: SiteConfig['render'] = 'never') => {
	const crawl = openTestCrawl(web.url, { folder, guard, asOf, render });
	try {
		await crawl.run();
		const { pages, targets } = crawl.gathered();
		const broken = targets.filter(({ state }) => state === 'broken').map(({ status }) => status);
		return { ...crawl.summary(), share: crawl.coverage().share, pages: pages.map(({ url }) => url), broken };
	} finally {
		crawl.finish();
		await crawl.close();
	}
};

const deadEnds: Readonly<Record<string, Answer>> = {
	'a notice of repairs': saying(200, repairs),
	'the page that a web server brings along': saying(
		200,
		'<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed. <a href="http://nginx.org/">nginx.org</a></p>',
	),
	'nothing at all': saying(200, ''),
	'a picture alone': saying(200, '<body><img src="/repairs.jpg" width="100%"></body>'),
	'data instead of a page': saying(200, '{"code":500,"msg":"系统异常，请联系管理员"}'),
	'a way to one page': (request, response) =>
		request.url === '/stop.html'
			? saying(200, repairs)(request, response)
			: saying(302, '', { location: '/stop.html' })(request, response),
};

describe('a site that shows, from its homepage on,', () => {
	test.each(Object.entries(deadEnds))(
		'%s is not seen at all, be it known or new',
		async (_what, answer) => {
			now = answer;
			const nothing = { complete: false, share: 0, pages: [], broken: [] };
			const stopReason = expect.stringMatching(/^首页没有通向本站任何网页的链接/);
			expect(await crawl()).toMatchObject({ ...nothing, stopReason });
			now = normal;
			expect(await crawl()).toMatchObject({ complete: true, share: 1 });
			now = answer;
			expect(await crawl()).toMatchObject({ ...nothing, stopReason });
		},
		60_000,
	);
});

describe('a site whose homepage is itself, and which shows behind it', () => {
	test.each([
		['one page for all', saying(200, repairs), /^网站对不同网址显示同一页面/, []],
		['its homepage for all', saying(200, home), /^网站对不同网址显示同一页面/, []],
		['nothing', saying(200, ''), /^网站对不同网址显示同一页面/, []],
		['no page any more', saying(404, '<h1>404</h1>'), /只看到 1 个不同的网页，以前有 36 个/, [404]],
		['failures of the server', saying(502, '<h1>502</h1>'), /只看到 1 个|大部分网页打不开/, []],
		['walls', saying(403, '<h1>403 Forbidden</h1>'), /网站拦下了大部分抓取/, []],
	] as const)(
		'%s is not seen whole, and told of is what is certain',
		async (_what, answer, words, broken) => {
			expect(await crawl()).toMatchObject({ complete: true, pagesFetched: whole });
			now = beyondHome(answer);
			const seen = await crawl('2026-12-15');
			expect(seen).toMatchObject({ complete: false, stopReason: expect.stringMatching(words) });
			expect(seen.share).toBeLessThan(0.2);
			expect(seen.pages.filter((url) => url !== `${web.url}/`)).toEqual([]);
			expect([...new Set(seen.broken)]).toEqual(broken);
		},
		60_000,
	);

	test('lists that are all empty at once has lost no column', async () => {
		await crawl();
		now = (request, response) => {
			const name = /^\/(\w+)\/$/.exec(request.url ?? '')?.[1];
			if (name) saying(200, listOf(name, ''))(request, response);
			else normal(request, response);
		};
		expect(await crawl('2026-12-15')).toMatchObject({ complete: false, pages: [`${web.url}/`] });
	}, 60_000);
});

test('a new site most of whose pages fail in the server is not called broken', async () => {
	now = (request, response) =>
		(/\/5\.html$|\/$/.test(request.url ?? '') ? normal : saying(500, '<h1>500</h1>'))(request, response);
	const doubted = {
		complete: false,
		stopReason: expect.stringMatching(/^网站的大部分网页打不开（服务器出错或不应答，25 个）/),
		broken: [],
	};
	expect(await crawl('2026-11-15')).toMatchObject(doubted);
	expect(await crawl('2026-12-15')).toMatchObject(doubted);
	// By then its pages are what they are.
	const { broken, complete } = await crawl('2027-01-15');
	expect([complete, broken.length]).toEqual([true, 25]);
	now = normal;
	expect(await crawl('2027-02-15')).toMatchObject({ complete: true, broken: [] });
}, 60_000);

test('a site that became small is believed once it has been so for a month and a half, and what is small from the start is a site', async () => {
	await crawl('2026-10-15');
	now = (request, response) => {
		const isLeft = isHome(request) || /^\/tzgg\//.test(request.url ?? '');
		if (isLeft && /\/[0-3]?(?:\.html)?$/.test(request.url ?? ''))
			saying(
				200,
				(pages[request.url ?? ''] ?? '')
					.replaceAll(/<nav>.*?<\/nav>/g, '<a href="/tzgg/">栏目tzgg</a>')
					.replaceAll(/<li><a href="\/tzgg\/[45].*?<\/li>/g, ''),
			)(request, response);
		else saying(404, '<h1>404</h1>')(request, response);
	};
	expect(await crawl('2026-11-15')).toMatchObject({ complete: false, pages: [`${web.url}/`] });
	expect(await crawl('2026-12-15')).toMatchObject({ complete: false });
	const believed = { complete: true, stopReason: null, share: 1 };
	expect(await crawl('2027-01-15')).toMatchObject(believed);
	expect(await crawl('2027-02-15')).toMatchObject(believed);
	await rm(folder, { recursive: true });
	expect(await crawl('2026-11-15')).toMatchObject(believed);
}, 60_000);

describe('a site whose lists scripts draw', () => {
	const names = [...'abcdefghijkl'];
	const all = `<nav>${names.map((name) => `<a href="/${name}/">栏目${name}</a>`).join(' ')}</nav>`;
	const listDrawn = (name: string): string => `<title>某县人民政府</title>${all}<ul id="list"></ul><script>
		for (let n = 0; n < 2; n++) {
			const entry = document.createElement('li');
			entry.innerHTML = '<a href="/${name}/' + n + '.html">关于${name}第' + n + '号事项办理工作的通知</a> <span>2026-10-01</span>';
			document.getElementById('list').append(entry);
		}
	</script>${foot}`;
	beforeEach(() => {
		now = (request, response) => {
			const [, name, text] = /^\/(\w)\/([01]\.html)?$/.exec(request.url ?? '') ?? [];
			if (isHome(request)) saying(200, home.replace(/<nav>.*<\/nav>/, all))(request, response);
			else if (name === undefined) normal(request, response);
			else saying(200, text ? '<embed src="/x.pdf">' : listDrawn(name))(request, response);
		};
	});

	test('is there after an audit that was cut off and gone on with', async () => {
		const cut = openTestCrawl(web.url, { folder, guard });
		await cut.run();
		await cut.close();
		expect(await crawl('2026-11-15', 'auto')).toMatchObject({ complete: true, share: 1 });
		expect(await crawl('2026-12-15', 'auto')).toMatchObject({ complete: true, share: 1 });
	}, 120_000);

	test('is there where no browser draws them, and is not called under repair', async () => {
		expect(await crawl('2026-11-15', 'auto')).toMatchObject({ complete: true, share: 1 });
		expect(await crawl('2026-12-15', 'never')).toMatchObject({ stopReason: null });
	}, 120_000);
});

test.each([
	'本站提供公共信息系统维护服务的办事指南，请到政务服务大厅一楼三号窗口办理，携带身份证和申请表。'.repeat(8),
	'<h2>关于更换门牌的通知</h2><p>自本月起更换全县门牌，请各户配合。</p>',
	'甲市',
])('a site of one page that says something is seen: %#', async (text) => {
	now = (request, response) =>
		(isHome(request) ? saying(200, `<title>甲市</title><h1>甲市</h1>${text}`) : normal)(request, response);
	expect(await crawl()).toMatchObject({ complete: true, pages: [`${web.url}/`] });
});
