import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createGuard } from '../../crawler/net/guard.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb } from '../support/web.ts';

const drawn = (
	name: string,
): string => `<!doctype html><meta charset="utf-8"><title>${name}</title><h1>${name}</h1>
<ul id="list" class="news-list"></ul>
<script>fetch('/data').then((data) => data.text()).then((rows) => { document.getElementById('list').innerHTML = rows })</script>`;

/** What the browser gets may be another thing than what the HTTP lane gets. */
const apart =
	(name: string, toBrowser: (response: ServerResponse) => boolean): Answering =>
	(request, response) => {
		if (/Chrome/.test(request.headers['user-agent'] ?? '') && toBrowser(response)) return;
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(drawn(name));
	};

test('a page that the browser was refused is looked at again, also where the crawl was cut off before that', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'second-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	let refusals = 0;
	let isCut = false;
	const web = await startWeb({
		'/': '<title>某县</title><h1>某县</h1><a href="/gg.html">通知公告</a><a href="/wj.html">政策文件</a>',
		'/gg.html': apart('通知公告', (response) => {
			if (refusals > 0) return false;
			refusals++;
			response.destroy();
			return true;
		}),
		// Keeps the browser busy, so that second looks have to wait.
		'/wj.html': apart('政策文件', () => !isCut),
		'/data': [1, 2, 3].map((n) => `<li><a href="/${n}.html">关于第${n}号事项的通知</a></li>`).join(''),
	});
	const open = () => openTestCrawl(web.url, { folder, guard });
	const itemsOf = (crawl: ReturnType<typeof open>) =>
		crawl.gathered().pages.find(({ url }) => url.endsWith('/gg.html'))?.facts.items.length;
	try {
		const first = open();
		const cut = first.run().catch(() => {});
		await expect.poll(() => refusals, { timeout: 50_000 }).toBe(1);
		await expect
			.poll(() => first.gathered().pages.find(({ url }) => url.endsWith('/gg.html')), { timeout: 50_000 })
			.toMatchObject({ walked: 'cut', facts: { cutBy: 'error' } });
		isCut = true;
		await first.close();
		await cut;
		const second = open();
		await second.run();
		expect(itemsOf(second)).toBe(3);
		await second.close();
	} finally {
		await web.close();
		await guard.close();
		await rm(folder, { recursive: true, force: true });
	}
});

test('where the browser believes a wrong charset, what was read by the bytes is kept', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'charset-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	// 公告 in GBK under a tag that says UTF-8, on a page that scripts draw.
	const body = Buffer.concat([
		Buffer.from('<meta charset="utf-8"><title>'),
		Buffer.from([0xb9, 0xab, 0xb8, 0xe6]),
		Buffer.from('</title><ul id="list"></ul><script>fetch("/data")</script>'),
	]);
	const web = await startWeb({
		'/': '<title>某县</title><h1>某县</h1><a href="/gg.html">通知公告</a>',
		'/gg.html': (_request, response) => response.setHeader('content-type', 'text/html').end(body),
		'/data': '',
	});
	const crawl = openTestCrawl(web.url, { folder, guard, render: 'always' });
	try {
		await crawl.run();
		expect(crawl.gathered().pages.find(({ url }) => url.endsWith('/gg.html'))?.facts.title).toBe('公告');
	} finally {
		await crawl.close();
		await web.close();
		await guard.close();
		await rm(folder, { recursive: true });
	}
});
