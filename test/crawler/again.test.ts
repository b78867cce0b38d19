import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Crawl } from '../../crawler/crawl.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import type { Limits } from '../../crawler/site-config.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

let guard: Guard;
let folder: string;
beforeAll(() => {
	guard = createGuard({ allow: ['127.0.0.0/8'] });
});
afterAll(() => guard.close());
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'again-'));
	return () => rm(folder, { recursive: true, force: true });
});

/** One whole run, finished. */
const crawl = async (
	{ url }: Web,
	limits: Partial<Limits> = {},
): Promise<Pick<ReturnType<Crawl['gathered']>, 'hijacked' | 'pages' | 'targets'>> => {
	const usual = { maxPages: 50, requestsPerSecond: 200, concurrency: 4, timeoutSeconds: 10 };
	const session = openTestCrawl(url, { folder, guard, render: 'never', limits: { ...usual, ...limits } });
	try {
		await session.run();
		const gathered = session.gathered();
		session.finish();
		return gathered;
	} finally {
		await session.close();
	}
};

const inArchive = (sql: string): void => {
	const database = new DatabaseSync(path.join(folder, 'archive.db'));
	database.exec(sql);
	database.close();
	rmSync(path.join(folder, 'archive.db-seal'));
};

const page = (title: string, ...links: string[]): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${links.map((url) => `<p><a href="${url}">链接到 ${url}</a></p>`).join('')}`;

/** Answers by `body`, under a tag, and 304 to whoever has it; notes what it was asked with. */
const tagged =
	(asked: IncomingHttpHeaders[], body: () => string, tag: () => string = () => '"1"'): Answering =>
	({ headers }, response) => {
		asked.push(headers);
		const status = headers['if-none-match'] === tag() ? 304 : 200;
		response
			.writeHead(status, { 'content-type': 'text/html', etag: tag() })
			.end(status === 200 ? body() : '');
	};

const titlesIn = ({ pages }: Awaited<ReturnType<typeof crawl>>): string[] =>
	pages.map(({ facts }) => facts.title);
const conditions = (asked: readonly IncomingHttpHeaders[]): (string | undefined)[] =>
	asked.map((headers) => headers['if-none-match']);

describe('a page that its server vouches for', () => {
	test('leads on as it did, and is read again by a newer program, without coming again', async () => {
		const asked: IncomingHttpHeaders[] = [];
		const web = await startWeb({
			'/': page('首页', '/a.html'),
			'/a.html': tagged(asked, () => page('甲', '/b.html')),
			'/b.html': page('乙'),
		});
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲', '乙']);
		inArchive(`update known set reader = 'another'; update readings set facts = '{}', links = '[]'`);
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲', '乙']);
		expect(conditions(asked)).toEqual([undefined, '"1"']);
		await web.close();
	});

	test('at the end of a redirect is found where the redirect leads now', async () => {
		let target = '/a.html';
		const asked: IncomingHttpHeaders[] = [];
		const web = await startWeb({
			'/': page('首页', '/go.html'),
			'/go.html': (_request, response) => response.writeHead(302, { location: target }).end(),
			'/a.html': tagged(asked, () => page('甲')),
			'/b.html': page('乙'),
		});
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲']);
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲']);
		expect(conditions(asked)).toEqual([undefined, '"1"']);
		target = '/b.html';
		expect(titlesIn(await crawl(web))).toEqual(['首页', '乙']);
		await web.close();
	});

	test('was not seen where the server is caught in a lie and nothing more may be asked; nor is it believed again', async () => {
		let lists = 0;
		const asked: IncomingHttpHeaders[] = [];
		const web = await startWeb({
			'/': page('首页', '/a.html'),
			'/a.html': tagged(asked, () => page('甲', '/list.html')),
			'/list.html': (_request, response) => {
				const items = Array.from(
					{ length: 5 },
					(_, i) => `<li><a href="/${i}.html">关于第${i}项工作的通知</a> 2026-01-0${i + 1}</li>`,
				);
				response.writeHead(200, {
					'content-type': 'text/html',
					'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
				});
				response.end(`<meta charset="utf-8"><title>第${++lists}版</title><ul>${items.join('')}</ul>`);
			},
		});
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲', '第1版']);
		web.asked.length = 0;
		// The homepage, two addresses that cannot exist, 甲 and the list.
		expect(titlesIn(await crawl(web, { maxRequests: 5 }))).toEqual(['首页', '第2版']);
		expect(web.asked.filter((path) => path === '/')).toHaveLength(1);
		expect(titlesIn(await crawl(web))).toEqual(['首页', '甲', '第3版']);
		expect(conditions(asked)).toEqual([undefined, '"1"', undefined]);
		await web.close();
	});

	test('with a word that is about another version has to come', async () => {
		let count = 0;
		const web = await startWeb({
			'/': page('首页', '/a.html'),
			'/a.html': ({ headers }, response) => {
				const isAsked = headers['if-none-match'] !== undefined;
				response.writeHead(isAsked ? 304 : 200, { 'content-type': 'text/html', etag: `"${++count}"` });
				response.end(isAsked ? '' : page(`第${count}版`));
			},
		});
		expect(titlesIn(await crawl(web))).toEqual(['首页', '第1版']);
		expect(titlesIn(await crawl(web))).toEqual(['首页', '第3版']);
		await web.close();
	});
});

test('“not changed” to a question that nobody put is no answer and no fault', async () => {
	const web = await startWeb({
		'/': page('首页', '/a.html', '/b.pdf'),
		'/a.html': (_request, response) => response.writeHead(304).end(),
		'/b.pdf': (_request, response) => response.writeHead(304).end(),
	});
	const { targets } = await crawl(web);
	expect(targets.map(({ state, tries }) => [state, tries])).toEqual([
		['wall', ['HTTP 304']],
		['wall', ['HTTP 304']],
	]);
	await web.close();
});

describe('another host’s address', () => {
	test('that was well is not asked again for a week, one that was broken always is', async () => {
		const other = await startWeb({ '/well.html': page('好') }, { host: '127.0.0.3' });
		const web = await startWeb({ '/': page('首页', `${other.url}/well.html`, `${other.url}/gone.html`) });
		const asks = async (): Promise<string[]> => {
			other.asked.length = 0;
			const { targets } = await crawl(web);
			expect(targets.map(({ url, state }) => [url, state])).toEqual([[`${other.url}/gone.html`, 'broken']]);
			return [...new Set(other.asked)].sort();
		};
		expect(await asks()).toEqual(['/gone.html', '/well.html']);
		expect(await asks()).toEqual(['/gone.html']);
		// Long ago by the clock, and by the day that was judged by.
		for (const old of [`at = '2026-01-01T00:00:00.000Z'`, `as_of = '2026-10-15'`]) {
			inArchive(`update known set ${old} where type = 'external'`);
			expect(await asks(), old).toEqual(['/gone.html', '/well.html']);
		}
		await Promise.all([web.close(), other.close()]);
	});
});

test('what another host’s page has become is still said by an audit that does not ask it again', async () => {
	const other = await startWeb({
		'/': (_request, response) =>
			response.writeHead(200, { 'content-type': 'text/html' }).end(page('在线投注平台')),
	});
	const web = await startWeb({ '/': page('首页', `${other.url}/`) });
	const found = [{ url: `${other.url}/`, kind: 'gambling', title: '在线投注平台', foundOnCount: 1 }];
	expect((await crawl(web)).hijacked).toMatchObject(found);
	const asked = other.asked.length;
	expect((await crawl(web)).hijacked).toMatchObject(found);
	expect(other.asked.length).toBe(asked);
	await Promise.all([web.close(), other.close()]);
});
