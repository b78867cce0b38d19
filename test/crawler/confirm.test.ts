import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createGuard } from '../../crawler/net/guard.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { startWeb } from '../support/web.ts';

const numbers = Array.from({ length: 26 }, (_, n) => n + 1);
/** Pages of the template that asks for data. */
const few = 9;

const text = (n: number, script: string): string =>
	`<!doctype html><meta charset="utf-8"><title>第${n}号通知</title><div class="crumb">位置：<a href="/">首页</a></div><h1>关于第${n}号事项的通知</h1>
<div class="article"><p>各有关单位按照职责分工，抓好组织实施，确保按时完成第${n}号事项，并及时报告进展情况。</p></div>${script}`;

/** Accused pages of two templates: one that only has a script of the frame's, one that asks for data and shows none of it. */
test('a template that draws nothing and asks for nothing is believed after two pages', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'confirm-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const web = await startWeb({
		'/': `<!doctype html><meta charset="utf-8"><title>某县</title>${numbers.map((n) => `<a href="/a/${n}.html">关于第${n}号事项的通知</a>${n <= few ? `<a href="/b_${n}.html">关于第${n}号项目的公示</a>` : ''}`).join('')}`,
		'/common.js': (_request, response) =>
			response.setHeader('content-type', 'text/javascript').end('document.body.dataset.ready = "1"'),
		'/info': '{}',
		...Object.fromEntries(
			numbers.flatMap((n) => [
				[`/a/${n}.html`, text(n, '<script src="/common.js"></script>')],
				[`/b_${n}.html`, text(n, `<script>fetch('/info?of=${n}')</script>`)],
			]),
		),
	});
	const crawl = openTestCrawl(web.url, {
		folder,
		guard,
		limits: { maxPages: 500, requestsPerSecond: 500, concurrency: 8, timeoutSeconds: 10 },
	});
	try {
		await crawl.run();
		const sampled = crawl.summary().pagesRendered;
		expect(sampled).toBe(4);
		const accused = (pattern: string): string[] => numbers.map((n) => web.url + pattern.replace('#', `${n}`));
		// 3 % of the pages, spent on what the two compared pages lacked.
		expect(await crawl.confirm(accused('/a/#.html'))).toBe(1);
		expect(await crawl.confirm(accused('/b_#.html'))).toBe(few - 2);
	} finally {
		await crawl.close();
		await web.close();
		await guard.close();
		await rm(folder, { recursive: true });
	}
}, 120_000);
