import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Crawl } from '../../crawler/crawl.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { buildSite } from '../../crawler/site.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb } from '../support/web.ts';

let guard: Guard;
let folder: string;
beforeAll(() => {
	guard = createGuard({ allow: ['127.0.0.0/8'] });
});
afterAll(() => guard.close());
beforeEach(async () => {
	folder = await mkdtemp(`${tmpdir()}/views-`);
	return () => rm(folder, { recursive: true, force: true });
});

const crawl = async (pages: Record<string, Answering>) => {
	const web = await startWeb(pages);
	const limits = { maxPages: 300, requestsPerSecond: 300, concurrency: 4, timeoutSeconds: 10 };
	const session: Crawl = openTestCrawl(web.url, { folder, guard, render: 'never', limits });
	try {
		await session.run();
		const gathered = session.gathered();
		const path = (url: string | undefined): string | undefined => url?.replace(web.url, '');
		return { gathered, site: buildSite(gathered), path };
	} finally {
		await session.close();
		await web.close();
	}
};

const html = (title: string, main: string): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><body><div class="nav"><a href="/">首页</a></div>${main}</body>`;
const listOf = (title: string, links: readonly (readonly [string, string])[]): string =>
	html(
		title,
		`<h2>${title}</h2><ul>${links.map(([url, text]) => `<li><a href="${url}">${text}</a><span>2026-11-02</span></li>`).join('')}</ul>`,
	);
const words = [
	'各单位要对照方案，逐项落实，按月报送进展；重点任务由牵头单位负责，年底前完成。',
	'群众可以拨打公示的电话，或者到窗口咨询；对反映的问题，应当在五个工作日内答复。',
];
const text = (title: string, more = '', of = words): string =>
	`<h1>${title}</h1><div>发布时间：2026-11-02</div>${of.map((line) => `<p>${line}</p>`).join('')}${more}`;
const title = '某市人民政府关于加强窨井盖巡查的通知';

test('a text to be printed, in large letters, for phones, in traditional or under capital letters is the text', async () => {
	const views = ['/zc/1.html?print=1', '/wap/zc/1.html', '/ZC/1.HTML', '/big5/zc/1.html', '/print/1.html'];
	const tools = views.map((url) => `<a href="${url}">本页</a>`).join(' ');
	const readings = '<p>相关解读：<a href="/jd/1.html">解读</a>；<a href="/tz/1.html">原文</a></p>';
	const big5 = text(title)
		.replaceAll('关于', '關於')
		.replaceAll('单', '單')
		.replaceAll('报', '報')
		.replaceAll('务', '務');
	const { gathered, path } = await crawl({
		'/': html('某市人民政府', '<a href="/zc/">政策文件</a> <a href="/jd/">政策解读</a>'),
		'/zc/': listOf('政策文件', [['/zc/1.html', title]]),
		'/jd/': listOf('政策解读', [['/jd/2.html', '某市窨井盖巡查政策问答']]),
		'/zc/1.html': html(title, text(title, tools + readings)),
		...Object.fromEntries(views.map((url) => [url, html(title, text(title))])),
		'/big5/zc/1.html': html(title, big5),
		// An interpretation that only copies its document, and another document of that name.
		'/jd/1.html': html('解读', text(`《${title}》政策解读`)),
		'/tz/1.html': html(
			title,
			text(title, '', ['检查分三批进行，具体名单另行公布，请予配合。', ...words.slice(1)]),
		),
		'/jd/2.html': html('问答', text('某市窨井盖巡查政策问答')),
	});
	expect(gathered.pages.map(({ url }) => path(url)).sort()).toEqual(
		['/', '/jd/', '/jd/1.html', '/jd/2.html', '/tz/1.html', '/zc/', '/zc/1.html'].sort(),
	);
	for (const view of views)
		expect(path(gathered.redirects.get(new URL(view, gathered.config.url).href)), view).toBe('/zc/1.html');
});

test('a form behind a login under every text is one page that was not seen', async () => {
	const posts = Array.from({ length: 40 }, (_, i) => [`/zc/${i}.html`, `${title}（第${i}批）`] as const);
	const form = (i: number): string => `<a href="/xin/write.do?about=${i}">我要写信</a>`;
	const { gathered, site } = await crawl({
		'/': html('某市人民政府', '<a href="/zc/">政策文件</a>'),
		'/zc/': listOf('政策文件', posts),
		...Object.fromEntries(posts.map(([url, name], i) => [url, html(name, text(name, form(i)))])),
		'/xin/write.do': ({ url = '' }, response) =>
			response.writeHead(302, { location: `/login.do?return=${encodeURIComponent(url)}` }).end(),
		'/login.do': html('统一身份认证', '<form>请登录后再写信<input type="password"></form>'),
	});
	expect([...gathered.unseen.keys()].filter((url) => url.includes('write.do')).length).toBeGreaterThan(20);
	expect(new Set(gathered.gates?.values()).size).toBe(1);
	expect(site.unavailable.interpretations).toBeUndefined();
});
