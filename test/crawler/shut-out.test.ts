import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createGuard } from '../../crawler/net/guard.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb } from '../support/web.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const repairs =
	'<title>系统维护</title><h1>系统升级维护公告</h1><p>为提供更好的服务，本网站将于今日起进行升级维护，期间暂停访问，给您带来不便敬请谅解。</p>';

const saying =
	(status: number, body: string, headers: Record<string, string> = {}) =>
	(response: ServerResponse): void => {
		response.writeHead(status, { ...html, ...headers }).end(body);
	};

const ways: Readonly<Record<string, [after: number, answer: (response: ServerResponse) => void]>> = {
	'a notice of repairs with status 200': [45, saying(200, repairs)],
	'a notice of repairs before the last pages only': [93, saying(200, repairs)],
	'a notice of repairs with status 503': [45, saying(503, repairs, { 'retry-after': '0' })],
	'a way to one page for all': [
		45,
		(response) => {
			const asked = response.req.url === '/stop.html';
			if (asked) saying(200, repairs)(response);
			else saying(302, '', { location: '/stop.html' })(response);
		},
	],
	'502 for everything': [45, saying(502, '<h1>502 Bad Gateway</h1>')],
	'403 for everything': [45, saying(403, '<h1>403 Forbidden</h1>')],
	'412 for everything': [45, saying(412, '<script>$_ts={}</script>')],
	'connections that are cut': [45, (response) => response.destroy()],
};

const text = (n: number): string =>
	Array.from(
		{ length: 3 },
		(_, i) =>
			`<p>第${n}号事项由${'甲乙丙丁戊己庚辛'[(n + i) % 8]}组承办，${'办'.repeat((n % 7) + i)}理期限为${n + i}天，${'请'.repeat((n % 5) + 1)}及时跟进。</p>`,
	).join('');

test.concurrent.each(Object.entries(ways))(
	'a site that answers from the middle on with %s is not seen whole, and nothing is said against it',
	async (_name, [after, shutOut]) => {
		const folder = await mkdtemp(path.join(tmpdir(), 'shut-out-'));
		const guard = createGuard({ allow: ['127.0.0.0/8'] });
		const list = (from: number): string =>
			`<h1>通知公告</h1><ul>${Array.from({ length: 30 }, (_, i) => `<li><a href="/${from + i}.html">关于第${from + i}号事项办理情况的通知</a><span>2026-10-0${(i % 9) + 1}</span></li>`).join('')}</ul>`;
		const site: Record<string, string> = {
			'/': `<title>某县人民政府</title><h1>某县</h1><p>欢迎访问本县人民政府门户网站，这里有全县的政务信息。</p><a href="/a.html">通知公告</a><a href="/b.html">政策文件</a><a href="/c.html">政策解读</a>`,
			'/a.html': list(100),
			'/b.html': list(200),
			'/c.html': list(300),
		};
		for (let n = 100; n < 400; n++)
			site[`/${n}.html`] =
				`<title>关于第${n}号事项办理情况的通知</title><h1>关于第${n}号事项办理情况的通知</h1>${text(n)}`;
		let answered = 0;
		const one: Answering = (request, response) => {
			if (++answered > after) shutOut(response);
			else if (site[request.url ?? ''] === undefined) response.writeHead(404, html).end('<h1>404</h1>');
			else response.writeHead(200, html).end(site[request.url ?? '']);
		};
		const web = await startWeb({}, { otherwise: one });
		const crawl = openTestCrawl(web.url, {
			folder,
			guard,
			render: 'never',
			limits: { maxPages: 500, requestsPerSecond: 300, concurrency: 4, timeoutSeconds: 2 },
		});
		try {
			await crawl.run();
			const { targets, errorPages, pages } = crawl.gathered();
			expect(targets.filter(({ state }) => state === 'broken')).toEqual([]);
			expect(errorPages).toEqual([]);
			expect(pages.filter(({ facts }) => facts.title === '系统维护')).toEqual([]);
			expect(crawl.summary()).toMatchObject({
				complete: false,
				stopReason: expect.stringMatching(/^网站中途/),
			});
			expect(crawl.coverage().share).toBeLessThan(1);
			// It was left in peace soon after.
			expect(web.asked.length).toBeLessThan(after + 60);
		} finally {
			await crawl.close();
			await web.close();
			await guard.close();
			await rm(folder, { recursive: true, force: true });
		}
	},
	60_000,
);

test('a homepage that says something else today is no notice of repairs, though it has two names', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shut-out-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const home = (day: string): string =>
		`<meta charset="utf-8"><title>某县</title><p>今天是${day}，欢迎访问某县人民政府的门户网站</p><a href="/index.html">首页</a>`;
	let asked = 0;
	const web = await startWeb({
		'/': (_request, response) => saying(200, home(asked++ === 0 ? '星期日' : '星期一'))(response),
		'/index.html': home('星期一'),
	});
	const crawl = openTestCrawl(web.url, { folder, guard, render: 'never' });
	await crawl.run();
	expect(crawl.summary()).toMatchObject({ complete: true, pagesFetched: 2 });
	await crawl.close();
	await web.close();
	await guard.close();
	await rm(folder, { recursive: true, force: true });
});
