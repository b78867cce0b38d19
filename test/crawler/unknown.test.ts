import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser.ts';
import { openCrawl } from '../../crawler/crawl.ts';
import { createGuard } from '../../crawler/guard.ts';
import { startWeb } from '../support/web.ts';

/** One answer for every address; its links are relative, and its script draws what some addresses stand for. */
const answer = `<!doctype html><meta charset="utf-8"><title>某县人民政府</title><div class="nav"><a href="zwgk/">政务公开</a></div>
<div class="main"><p>本县地处江南丘陵，历史悠久，物产丰富，是远近闻名的茶叶之乡，欢迎各界朋友前来投资兴业、旅游观光。</p>
<ul><li><a href="a.html">县情概况</a></li><li><a href="b.html">旧版栏目</a></li>
<li><a href="zwgk/">政务公开</a></li><li><a href="/c.html">办事指南</a></li></ul></div>
<script>if (location.pathname === '/a.html') fetch('/data').then((data) => data.text()).then((text) => {
	document.title = '县情概况';
	document.querySelector('.main').innerHTML = '<h1>县情概况</h1>' + text;
})</script>`;

test('a page that a script draws into the site’s one answer is told from one that is no more', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'unknown-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const web = await startWeb(
		{
			'/c.html':
				'<title>办事指南</title><h1>办事指南</h1><p>服务大厅设在县城北路，工作日全天受理各类事项，欢迎前来咨询办理。</p>',
			'/data': `<p>${'全县辖十一个乡镇，总人口三十一万。'.repeat(20)}</p>`,
		},
		{ otherwise: answer },
	);
	const crawl = openCrawl(
		{
			id: 'x',
			name: '',
			url: `${web.url}/`,
			type: 'portal',
			robots: 'obey',
			hosts: [],
			columns: [],
			limits: { maxPages: 50, requestsPerSecond: 200, concurrency: 4, timeoutSeconds: 10 },
			render: 'auto',
		},
		{
			guard,
			file: path.join(folder, 'archive.db'),
			asOf: '2026-11-15',
			log: pino({ level: 'silent' }),
			browser: () => findBrowser(),
		},
	);
	const told = (): string[] =>
		crawl
			.gathered()
			.errorPages.map(({ url, by }) => `${by} ${url.replace(web.url, '')}`)
			.sort();
	try {
		await crawl.run();
		expect(told()).toEqual(['fingerprint /a.html', 'fingerprint /b.html', 'fingerprint /zwgk/']);
		await crawl.confirm(crawl.gathered().errorPages.map(({ url }) => url));
		expect(told()).toEqual(['fingerprint /b.html', 'fingerprint /zwgk/']);
	} finally {
		await crawl.close();
		await web.close();
		await guard.close();
		await rm(folder, { recursive: true, force: true });
	}
}, 60_000);
