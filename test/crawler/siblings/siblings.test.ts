import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readIdentity } from '../../../crawler/extract/identity.ts';
import { readPage } from '../../../crawler/extract/page.ts';
import { createGuard } from '../../../crawler/net/guard.ts';
import { judgeSibling, mayLeadToSibling } from '../../../crawler/siblings/evidence.ts';
import { openTestCrawl } from '../../support/open-crawl.ts';
import { type Answering, startWeb } from '../../support/web.ts';

const html = (title: string, head = '', footer = ''): string =>
	`<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
	<ul><li><a href="/a/">栏目</a></li></ul><div class="footer">${footer}</div></body></html>`;
const siteName = (name: string): string => `<meta name="SiteName" content="${name}">`;
const code = (digits: string): string => `<meta name="SiteIDCode" content="${digits}">`;
const claimant = (url: string, page: string) => ({ url, identity: readIdentity(readPage(page, url), page) });

const county = claimant(
	'https://www.qingxi.gov.cn/',
	html(
		'青溪县人民政府门户网站',
		siteName('青溪县人民政府'),
		'<p>主办单位：青溪县人民政府办公室　网站标识码：3306000001</p>',
	),
);

describe('a host that a county links to by the name of a column', () => {
	test.each<[address: string, page: string]>([
		['http://zwgk.qingxi.gov.cn/', html('政府信息公开', code('3306000001'))],
		['http://qingxigk.gov.cn/', html('政府信息公开', '', '<p>网站标识码：3306000001</p>')],
		['http://zwgk.qingxi.gov.cn/', html('公开', siteName('青溪县政府信息公开'))],
		['http://zwgk.qingxi.gov.cn/', html('公开', '', '<span>主办：</span>青溪县人民政府办公室 承办：中心')],
		['http://zwgk.qingxi.gov.cn/', html('青溪县政府信息公开平台')],
		['http://www.qingxi.gov.cn:8080/gkmlpt/', html('法定主动公开内容_青溪县人民政府')],
		['http://data.qingxi.gov.cn/', html('青溪县数据开放平台')],
	])('is its own at %s', (address, page) => {
		expect(judgeSibling(county, claimant(address, page))).toMatchObject({ whose: 'same' });
	});

	test.each<[what: string, address: string, page: string]>([
		['another code', 'http://zwgk.qingxi.gov.cn/', html('青溪县人民政府', code('3306000002'))],
		['a department', 'http://jyj.qingxi.gov.cn/', html('政务公开_青溪县教育局')],
		[
			'a department that copied its government’s tag',
			'http://jyj.qingxi.gov.cn/',
			html('青溪县教育局', code('3306000001')),
		],
		['the city above', 'http://www.linjiang.gov.cn/', html('临江市人民政府', siteName('临江市人民政府'))],
		['a town below', 'http://cgz.qingxi.gov.cn/', html('青溪县城关镇人民政府')],
		['a newspaper', 'http://news.qingxi.gov.cn/', html('青溪新闻网')],
		['nobody in particular', 'http://zwgk.qingxi.gov.cn/', html('信息公开', '', '<p>技术支持：某某公司</p>')],
		[
			'whoever copied all tags elsewhere',
			'http://www.qingxi-gov.com/',
			html('青溪县人民政府', siteName('青溪县人民政府') + code('3306000001')),
		],
		['a service hall', 'http://zwfw.qingxi.gov.cn/', html('青溪县人民政府', code('3306000001'))],
		[
			'a bank whose page shows the government’s picture',
			'http://www.qingxibank.gov.cn/',
			html('青溪县农村信用社').replace(
				'<ul>',
				'<div class="header"><img src="a.png" alt="青溪县人民政府"></div><ul>',
			),
		],
		['a login', 'https://sso.qingxi.gov.cn/', html('青溪县人民政府', code('3306000001'))],
		['the nation', 'https://www.gov.cn/', html('中国政府网')],
	])('is not its own where it is that of %s', (_what, address, page) => {
		expect(judgeSibling(county, claimant(address, page)).whose).not.toBe('same');
	});

	test('is judged by its code where the site itself does not say whose it is', () => {
		const nameless = claimant('http://www.qingxi.gov.cn/', html('首页', code('3306000001')));
		const platform = claimant(
			'http://zwgk.qingxi.gov.cn/',
			html('青溪县人民政府信息公开', code('3306000001')),
		);
		expect(judgeSibling(nameless, platform)).toMatchObject({ whose: 'same' });
	});

	test('belongs to a department where the site is that department’s', () => {
		const bureau = claimant('http://jyj.qingxi.gov.cn/', html('青溪县教育局'));
		const own = claimant('http://jygk.qingxi.gov.cn/', html('青溪县教育局政府信息公开'));
		const above = claimant('http://zwgk.qingxi.gov.cn/jyj/', html('青溪县政府信息公开'));
		expect(judgeSibling(bureau, own)).toMatchObject({ whose: 'same' });
		expect(judgeSibling(bureau, above)).toMatchObject({ whose: 'others' });
	});
});

test.each([
	['政府信息公开', true],
	['青溪县政府信息公开平台', true],
	['政务公开', true],
	['信息公开目录', true],
	['政策文件', true],
	['依申请公开', true],
	['县委书记调研重点项目', false],
	['友情链接', false],
	['登录', false],
])('a link called %s may lead to a sibling: %s', (text, may) => {
	expect(mayLeadToSibling(text)).toBe(may);
});

const list = (title: string, name: string): string =>
	html(`${title}-${name}`, '', '').replace(
		'<ul>',
		`<h1>${title}</h1><ul><li><a href="/a.html">关于做好今年防汛抗旱工作的通知</a><span>2026-11-01</span></li>
		<li><a href="/b.html">关于印发供水管理办法的通知</a><span>2026-10-01</span></li><li><a href="/c.html">关于冬季供暖工作的通知</a><span>2026-09-01</span></li>`,
	);

test('another port of the site’s own address is taken in before and after a kill; what was met on it is crawled, soft 404s are told by its own way', async () => {
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const folder = await mkdtemp(path.join(tmpdir(), 'siblings-'));
	const missing = html('青溪县政府信息公开', '', '').replace(
		'</ul>',
		'</ul><p>欢迎各界朋友前来青溪投资兴业、旅游观光，我们将竭诚为您服务，共创美好的未来。</p>',
	);
	const platform = await startWeb(
		{
			'/': html('青溪县政府信息公开').replace(
				'</ul>',
				'<li><a href="/zcwj/">政策文件</a></li><li><a href="/lost/">旧栏目</a></li></ul>',
			),
			'/zcwj/': list('政策文件', '青溪县政府信息公开'),
			'/robots.txt': 'User-agent: *\nDisallow: /c.html\n',
			'/a.html': html('关于做好今年防汛抗旱工作的通知'),
		},
		{ otherwise: missing },
	);
	const other = await startWeb({ '/': list('政策文件', '临江市人民政府门户网站') });
	const portal = await startWeb({
		'/': html('青溪县人民政府').replace(
			'</ul>',
			`<li><a href="${platform.url}/">政府信息公开</a></li><li><a href="${platform.url}/b.html">供水管理办法</a></li><li><a href="${other.url}/">上级文件</a></li></ul>`,
		),
	});
	const open = () => openTestCrawl(portal.url, { folder, guard, robots: 'obey', render: 'never' });
	try {
		const killed = open();
		const running = killed.run().catch(() => {});
		await expect.poll(() => killed.hosts().adopted.length, { timeout: 5000 }).toBe(1);
		await killed.close();
		await running;
		const crawl = open();
		await crawl.run();
		const { pages, errorPages, config } = crawl.gathered();
		const seen = pages.map(({ url }) => url);
		expect(crawl.hosts()).toMatchObject({
			adopted: [{ host: new URL(platform.url).host, linkedAs: '政府信息公开' }],
			refused: [{ host: new URL(other.url).host }],
		});
		expect(config.hosts).toEqual([new URL(platform.url).host]);
		expect(seen).toEqual(
			expect.arrayContaining(['/', '/zcwj/', '/a.html'].map((address) => platform.url + address)),
		);
		expect(seen.filter((url) => url.startsWith(other.url))).toEqual([]);
		expect(errorPages.map(({ url, by }) => `${by} ${url}`).sort()).toEqual([
			`fingerprint ${platform.url}/a/`,
			`fingerprint ${platform.url}/b.html`,
			`fingerprint ${platform.url}/lost/`,
		]);
		expect(crawl.coverage().notSeen).toContainEqual({
			what: `${platform.url}/c.html`,
			why: 'robots',
			count: 1,
		});
		await crawl.close();
	} finally {
		for (const web of [portal, platform, other]) await web.close();
		await guard.close();
		await rm(folder, { recursive: true, force: true });
	}
});

test('columns that lead to one host at the same time are both read there', async () => {
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const folder = await mkdtemp(path.join(tmpdir(), 'siblings-'));
	const platform = await startWeb({
		'/zcwj.html': list('政策文件', '青溪县政府信息公开'),
		'/rsxx.html': list('人事信息', '青溪县政府信息公开'),
		'/': html('青溪县政府信息公开'),
	});
	/** Neither answers before both were asked for. */
	let asked = 0;
	let begin = (): void => {};
	const both = new Promise<void>((resolve) => {
		begin = resolve;
	});
	const moved =
		(to: string): Answering =>
		(_request, response) => {
			if (++asked === 2) begin();
			void both.then(() => response.writeHead(302, { location: `${platform.url}${to}` }).end());
		};
	const portal = await startWeb({
		'/': html('青溪县人民政府').replace(
			'</ul>',
			'<li><a href="/zcwj/">政策文件</a></li><li><a href="/rsxx/">人事信息</a></li></ul>',
		),
		'/zcwj/': moved('/zcwj.html'),
		'/rsxx/': moved('/rsxx.html'),
	});
	const crawl = openTestCrawl(portal.url, { folder, guard, render: 'never' });
	await crawl.run();
	const titles = crawl.gathered().pages.map(({ facts }) => facts.heading);
	expect(titles).toEqual(expect.arrayContaining(['政策文件', '人事信息']));
	await crawl.close();
	for (const web of [portal, platform]) await web.close();
	await guard.close();
	await rm(folder, { recursive: true, force: true });
});
