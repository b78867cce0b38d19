import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGuard } from '../../crawler/net/guard.ts';
import type { SeenPage } from '../../crawler/page-facts.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb } from '../support/web.ts';

const total = 11;
const recordOf = (n: number): string =>
	`<record><![CDATA[<li><a href="/art/${n}.html" title="关于第${n}号事项的通知">关于第${n}号…</a><span>2026-03-${10 + n}</span></li>]]></record>`;
const records = (from: number, to: number): string =>
	Array.from({ length: Math.max(0, Math.min(to, total) - from + 1) }, (_, i) => recordOf(from + i)).join(
		'\n',
	);

const list = (data: string, call = ''): string =>
	`<!doctype html><meta charset="utf-8"><title>通知公告</title><h2>通知公告</h2><div id="u1"><script type="text/xml">${data}</script></div><script>${call}</script>`;

const byCall = (path: string): string =>
	`$('#u1').jpage({storeid:'d', proxyUrl:'/module/web/jpage/dataproxy.jsp', perPage:2, totalRecord:'${total}', groupSize:2, ajaxParam:{col:1,columnid:7,unitid:"u1",webname:'某县',path:${path}}})`;

/** Answers the range that is asked for, to the form that the page's script sends. */
const proxy: Answering = (request, response) => {
	const query = new URL(request.url ?? '/', 'http://x').searchParams;
	let body = '';
	request.on('data', (part) => {
		body += part;
	});
	request.on('end', () => {
		const form = new URLSearchParams(body);
		const isRight =
			request.method === 'POST' && form.get('columnid') === '7' && form.get('webname') === '某县';
		const [from, to] = [Number(query.get('startrecord')), Number(query.get('endrecord'))];
		response
			.writeHead(isRight ? 200 : 404, { 'content-type': 'text/xml; charset=utf-8' })
			.end(
				`<datastore><totalrecord>${total}</totalrecord><recordset>${records(from, to)}</recordset></datastore>`,
			);
	});
};

const linked = (page: number): string =>
	`<datastore>${page < 2 ? `<nextgroup><![CDATA[<a href="./dataproxy.jsp?page=${page + 1}&columnid=7"></a>]]></nextgroup>` : ''}<recordset>${records(page * 4 + 1, page * 4 + 4)}</recordset></datastore>`;

/** The page of the list as a crawl without a browser sees it, and what was asked for besides. */
const crawled = async (
	html: string,
	answers: Record<string, Answering>,
): Promise<{ page: SeenPage | undefined; asked: string[] }> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'data-'));
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const web = await startWeb({
		'/': '<title>某县</title><a href="/gg/">通知公告</a>',
		'/gg/': html,
		...answers,
	});
	const crawl = openTestCrawl(web.url, {
		folder,
		guard,
		render: 'never',
		limits: { maxPages: 4, requestsPerSecond: 500, concurrency: 4, timeoutSeconds: 5 },
	});
	try {
		await crawl.run();
		return { page: crawl.gathered().pages.find(({ url }) => url.endsWith('/gg/')), asked: web.asked };
	} finally {
		await crawl.close();
		await web.close();
		await guard.close();
		await rm(folder, { recursive: true });
	}
};

const proxyPath = '/module/web/jpage/dataproxy.jsp';

describe('a list whose first records are data in the page', () => {
	test('is read to its end by what its script asks for', async () => {
		const { page, asked } = await crawled(
			list(`<datastore><recordset>${records(1, 4)}</recordset></datastore>`, byCall("'/'")),
			{ [proxyPath]: proxy },
		);
		expect(page).toMatchObject({ walked: 'to-end', lane: 'http' });
		expect(page?.facts.items.map(({ title }) => title)).toEqual(
			Array.from({ length: total }, (_, i) => `关于第${i + 1}号事项的通知`),
		);
		expect(asked.filter((one) => one.startsWith('/module'))).toEqual([
			`${proxyPath}?startrecord=5&endrecord=8&perpage=2`,
			`${proxyPath}?startrecord=9&endrecord=12&perpage=2`,
		]);
	});
	test('is read to its end by the link in its data', async () => {
		const first = linked(0)
			.replace('./dataproxy.jsp', proxyPath)
			.replace('<recordset>', `<totalrecord>${total}</totalrecord><recordset>`);
		const { page } = await crawled(list(first), {
			[`${proxyPath}?page=1&columnid=7`]: linked(1),
			[`${proxyPath}?page=2&columnid=7`]: linked(2),
		});
		expect(page?.facts.items).toHaveLength(total);
		expect(page?.walked).toBe('to-end');
	});
	test('is left to the browser, and not called whole, where the rest does not come', async () => {
		const { page } = await crawled(
			list(`<datastore><recordset>${records(1, 4)}</recordset></datastore>`, byCall("'/'")),
			{},
		);
		expect(page?.facts.items).toHaveLength(4);
		expect(page?.facts.pager).toMatchObject({ scripted: true, itemCount: total });
		expect(page?.walked).toBeUndefined();
	});
	test('is left to the browser where only its code knows what it asks for', async () => {
		const { asked } = await crawled(
			list(`<datastore><recordset>${records(1, 4)}</recordset></datastore>`, byCall('location.pathname')),
			{ [proxyPath]: proxy },
		);
		expect(asked.filter((one) => one.startsWith('/module'))).toEqual([]);
	});
});
