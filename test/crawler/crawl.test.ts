import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Archive } from '../../crawler/archive/archive.ts';
import type { CrawlOptions } from '../../crawler/context.ts';
import { type Crawl, openCrawl } from '../../crawler/crawl.ts';
import { SiteUnreachableError } from '../../crawler/home.ts';
import type { Gathered } from '../../crawler/model.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

let guard: Guard;
let folder: string;
beforeAll(() => {
	guard = createGuard({ allow: ['127.0.0.0/8'] });
});
afterAll(() => guard.close());
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'crawl-'));
	return () => rm(folder, { recursive: true, force: true });
});

const siteAt = (url: string, more: Partial<SiteConfig> = {}): SiteConfig => ({
	id: 'x',
	name: '',
	url,
	type: 'portal',
	robots: 'obey',
	hosts: [],
	columns: [],
	limits: { maxPages: 1000, requestsPerSecond: 500, concurrency: 8, timeoutSeconds: 2 },
	render: 'never',
	...more,
});

const open = (config: SiteConfig, more: Partial<CrawlOptions> = {}): Crawl =>
	openCrawl(config, {
		guard,
		file: path.join(folder, 'archive.db'),
		asOf: '2026-11-15',
		log: pino({ level: 'silent' }),
		browser: async () => undefined,
		retrySeconds: [0.05, 0.05],
		...more,
	});

const crawl = async (config: SiteConfig, more: Partial<CrawlOptions> = {}) => {
	const session = open(config, more);
	try {
		await session.run();
		return { gathered: session.gathered(), coverage: session.coverage(), summary: session.summary() };
	} finally {
		await session.close();
	}
};

const page = (title: string, ...links: string[]): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${links.map((url) => `<p><a href="${url}">链接到 ${url.replaceAll('<', '')}</a></p>`).join('')}`;

const targetsOf = ({ targets }: Gathered, web: Web): Record<string, string> =>
	Object.fromEntries(
		targets.map(({ url, state, reason, status }) => [
			url.replace(web.url, ''),
			`${state} ${reason ?? status}`,
		]),
	);

const failing = (times: number, then: string): Answering => {
	let count = 0;
	return (_request, response) => {
		if (++count <= times) response.writeHead(500).end('try again');
		else response.writeHead(200, { 'content-type': 'text/html' }).end(then);
	};
};
const status =
	(code: number, headers: Record<string, string> = {}): Answering =>
	(_request, response) =>
		response.writeHead(code, { 'content-type': 'text/html', ...headers }).end('no');

describe('a crawl', () => {
	test('tells what is broken from what is only unwilling, and tries three times before it says so', async () => {
		const web = await startWeb({
			'/': `${page(
				'首页',
				'/gone.html',
				'/once.html',
				'/twice.html',
				'/thrice.html',
				'/wall.html',
				'/busy.html',
				'/reset.html',
				'/loop.html',
				'/a.pdf',
				'/b.docx',
				'/c.pdf',
				'/inner.docx',
				'/download.jsp?id=1',
				'/fine.doc',
				'http://127.0.0.1:9/x',
				'#top',
				'mailto:a@b.cn',
				'javascript:;',
			)}<img src="/lost.png">`,
			'/once.html': failing(1, page('好')),
			'/twice.html': failing(2, page('好', '/late.html')),
			'/late.html': page('后来才见到的页面'),
			'/thrice.html': failing(3, page('好')),
			'/wall.html': status(412),
			'/busy.html': status(503, { 'retry-after': '0' }),
			'/reset.html': (request) => request.socket.resetAndDestroy(),
			'/loop.html': status(302, { location: '/loop.html' }),
			'/a.pdf': '',
			'/b.docx': 'PK\x03\x04 cut off',
			'/c.pdf': '<!doctype html><title>404</title>',
			'/inner.docx': status(302, { location: '/login.html' }),
			'/login.html':
				'<!doctype html><title>用户登录</title><form>用户名<input name="u">密码<input type="password"></form>',
			'/download.jsp': (_request, response) =>
				response
					.writeHead(200, { 'content-disposition': 'attachment; filename="x.zip"' })
					.end('PK\x03\x04PK\x05\x06'),
			'/fine.doc': '\xd0\xcf\x11\xe0',
		});
		const { gathered } = await crawl(siteAt(`${web.url}/`));
		expect(targetsOf(gathered, web)).toEqual({
			'/gone.html': 'broken status',
			'/thrice.html': 'broken status',
			'/wall.html': 'wall 412',
			'/busy.html': 'wall 503',
			'/reset.html': 'broken reset',
			'/loop.html': 'broken redirect-loop',
			'/a.pdf': 'broken empty-file',
			'/b.docx': 'broken damaged-file',
			'/c.pdf': 'broken html-in-file',
			'/inner.docx': 'wall 200',
			'/lost.png': 'broken status',
			'http://127.0.0.1:9/x': 'broken refused',
		});
		const gone = gathered.targets.find(({ url }) => url.endsWith('/gone.html'));
		expect(gone).toMatchObject({
			tries: ['HTTP 404', 'HTTP 404', 'HTTP 404'],
			foundOn: [{ page: `${web.url}/`, text: '链接到 /gone.html' }],
		});
		expect(gathered.pages.map(({ facts }) => facts.title)).toContain('后来才见到的页面');
		await web.close();
	});

	test('tells what an address answered, though nobody answered the last try', async () => {
		const goneThenCut = (): Answering => {
			let count = 0;
			return ({ socket }, response) => {
				if (++count <= 2) response.writeHead(404).end();
				else socket.destroy();
			};
		};
		const other = await startWeb({ '/gone': goneThenCut() }, { host: '127.0.0.2' });
		const web = await startWeb({
			'/': page('首页', '/gone.html', `${other.url}/gone`),
			'/gone.html': goneThenCut(),
		});
		const { gathered } = await crawl(siteAt(`${web.url}/`));
		expect(gathered.targets.map(({ url, state, status: code, tries }) => [url, state, code, tries])).toEqual([
			[`${web.url}/gone.html`, 'broken', 404, ['HTTP 404', 'HTTP 404', '连接被中断']],
			// Asked by HEAD and by GET at the first try.
			[`${other.url}/gone`, 'broken', 404, ['HTTP 404', '连接被中断', '连接被中断']],
		]);
		await web.close();
		await other.close();
	});

	test('asks for an address once, however it is written', async () => {
		const other = await startWeb({});
		const spellings = (base: string): string[] => [
			`${base}/%7ea/%e9%99%84%e4%bb%b6.html`,
			`${base.replace('http:', 'HTTP:')}/~a/附件.html#第二节`,
			`${base}/x/../%7Ea/%E9%99%84%E4%BB%B6.html`,
		];
		const own = await startWeb({ '/': page('首页', ...spellings(''), ...spellings(other.url)) });
		const { gathered } = await crawl(siteAt(`${own.url}/`));
		const asked = (url: string): boolean => /~a|%7ea/i.test(url);
		// Three tries each, of the other host's by HEAD and by GET.
		expect([own.asked.filter(asked).length, other.asked.filter(asked).length]).toEqual([3, 2 * 3]);
		expect(gathered.targets).toHaveLength(2);
		await own.close();
		await other.close();
	});

	test('calls nobody broken where the site shuts us out in the middle', async () => {
		let answered = 0;
		const pages: Record<string, Answering> = {
			'/': page('首页', ...Array.from({ length: 80 }, (_, i) => `/p${i}.html`)),
		};
		const web = await startWeb(
			new Proxy(pages, {
				get:
					(target, name) =>
					(
						request: { socket: { resetAndDestroy: () => void } },
						response: import('node:http').ServerResponse,
					) => {
						if (++answered > 30) request.socket.resetAndDestroy();
						else if (name === '/') response.end(target['/']);
						else response.writeHead(200, { 'content-type': 'text/html' }).end(page(String(name)));
					},
			}),
		);
		const { gathered, summary, coverage } = await crawl(siteAt(`${web.url}/`));
		expect(gathered.targets.filter(({ state }) => state === 'broken')).toEqual([]);
		expect(summary).toMatchObject({ complete: false, stopReason: '网站中途不再应答，可能限制了抓取' });
		expect(coverage.share).toBeLessThan(0.5);
		await web.close();
	});

	test('finds pages of a list that only a number tells of, and blames nobody for those that are not there', async () => {
		const rows = (from: number): string =>
			[from, from + 1]
				.map((n) => `<li><a href="/t${n}.html">关于第${n}号事项的通知</a><span>2026-11-0${n}</span></li>`)
				.join('');
		const list = (at: number, number: string): string =>
			`<title>通知公告</title><ul>${rows(at)}</ul><div class="page">第${at}页/共4页 ${number} 跳转到<input name="no">页</div>`;
		const text = page('关于事项的通知');
		const web = await startWeb({
			'/': page('某县', '/gg/index.html'),
			'/gg/index.html': list(1, '<a href="index_1.html">2</a>'),
			'/gg/index_1.html': list(3, '<a href="index.html">1</a>'),
			'/gg/index_2.html': list(5, '<a href="index.html">1</a>'),
			...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`/t${n}.html`, text])),
		});
		const { gathered } = await crawl(siteAt(`${web.url}/`));
		await web.close();
		expect(gathered.pages.map(({ url }) => url)).toContain(`${web.url}/t6.html`);
		expect(web.asked).toContain('/gg/index_3.html');
		expect(targetsOf(gathered, web)).toEqual({});
	});

	test('asks again what only asked for patience, and follows no redirect into what robots.txt forbids', async () => {
		let impatient = 0;
		const web = await startWeb({
			'/robots.txt': 'User-agent: *\nDisallow: /inner/',
			'/': page('首页', '/busy.html', '/in.html', '/out.html'),
			'/busy.html': (_request, response) => {
				if (++impatient === 1) response.writeHead(429, { 'retry-after': '0' }).end();
				else response.writeHead(200, { 'content-type': 'text/html' }).end(page('不忙了'));
			},
			'/in.html': status(302, { location: '/inner/x.html' }),
			'/out.html': status(302, { location: 'http://127.0.0.9:1/', 'content-length': '0' }),
			'/inner/x.html': page('里面'),
		});
		const { gathered } = await crawl(siteAt(`${web.url}/`));
		expect(gathered.pages.map(({ facts }) => facts.title)).toEqual(['首页', '不忙了']);
		expect(web.asked).not.toContain('/inner/x.html');
		expect(gathered.targets).toEqual([]);
		await web.close();
	});

	test('does not remember for ever that the homepage once failed', async () => {
		let repaired = false;
		const web = await startWeb({
			'/': (_request, response) =>
				response
					.writeHead(repaired ? 200 : 500, { 'content-type': 'text/html' })
					.end(page('首页', '/in.html')),
			'/in.html': page('里面'),
		});
		await expect(crawl(siteAt(`${web.url}/`))).rejects.toThrow(SiteUnreachableError);
		repaired = true;
		expect((await crawl(siteAt(`${web.url}/`))).gathered.pages).toHaveLength(2);
		await web.close();
	});

	test('leaves alone what robots.txt forbids, unless the operator says otherwise', async () => {
		const web = await startWeb({
			'/robots.txt': 'User-agent: *\nDisallow: /inner/',
			'/': page('首页', '/inner/a.html'),
			'/inner/a.html': page('里面'),
		});
		const { gathered, coverage } = await crawl(siteAt(`${web.url}/`));
		expect(web.asked).not.toContain('/inner/a.html');
		expect(gathered.targets).toEqual([]);
		expect(coverage.notSeen).toEqual([{ what: `${web.url}/inner/a.html`, why: 'robots', count: 1 }]);
		await rm(path.join(folder, 'archive.db'));
		await crawl(siteAt(`${web.url}/`, { robots: 'ignore' }));
		expect(web.asked).toContain('/inner/a.html');
		await web.close();
	});

	test('says what it did not see when its budget ends', async () => {
		const web = await startWeb({ '/': page('首页', ...Array.from({ length: 30 }, (_, i) => `/p${i}.html`)) });
		const { gathered, coverage, summary } = await crawl(siteAt(`${web.url}/`), { maxPages: 5 });
		expect(summary).toMatchObject({ complete: false, stopReason: '达到页数上限（5 页）' });
		expect(gathered.unseen.size).toBe(26);
		expect(coverage.notSeen[0]).toMatchObject({ why: 'budget', count: 26 });
		await web.close();
	});

	test.each([
		// A visit may cost a second request, such as after a refused HEAD.
		['requests', { maxRequests: 12 }, '达到请求数上限（12 次）', 14],
		['bytes', { maxMegabytes: 0.002 }, '达到流量上限（0.002 MB）', 20],
	])(
		'ends when its budget of %s is spent, and calls nothing broken that it had no time to try again',
		async (_what, limit, stopReason, most) => {
			const web = await startWeb({
				'/': page(
					'首页',
					'/gone.html',
					...Array.from({ length: 30 }, (_, i) => `/p${i}.html`),
					'http://127.0.0.1:9/x',
				),
				...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`/p${i}.html`, page(`第${i}页`)])),
			});
			const limits = { maxPages: 1000, requestsPerSecond: 500, concurrency: 2, timeoutSeconds: 2, ...limit };
			const { gathered, coverage, summary } = await crawl(siteAt(`${web.url}/`, { limits }));
			await web.close();
			expect(summary).toMatchObject({ complete: false, stopReason });
			expect(summary.requests).toBeLessThanOrEqual(most);
			expect(gathered.targets).toEqual([]);
			expect(new Set(coverage.notSeen.map(({ why }) => why))).toEqual(new Set(['budget']));
			expect(gathered.unseen.get(`${web.url}/gone.html`)).toBe('budget');
		},
	);

	test('ends in the middle of the later tries when its budget is spent there', async () => {
		const web = await startWeb({
			'/': page('首页', ...Array.from({ length: 30 }, (_, i) => `/gone${i}.html`)),
		});
		const limits = {
			maxPages: 1000,
			requestsPerSecond: 500,
			concurrency: 2,
			timeoutSeconds: 2,
			maxRequests: 45,
		};
		const { gathered, summary } = await crawl(siteAt(`${web.url}/`, { limits }));
		await web.close();
		expect(summary.stopReason).toBe('达到请求数上限（45 次）');
		expect(web.asked.length).toBeLessThan(50);
		expect(gathered.targets).toEqual([]);
	});

	test('looks at the end of an archive that is too long to be read', async () => {
		const start = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(4 << 20, 'x')]);
		const whole = Buffer.concat([start, Buffer.from('PK\x05\x06\0\0')]);
		const ranges: string[] = [];
		const file =
			(bytes: Buffer, isRanged: boolean): Answering =>
			(request, response) => {
				const [, last] = /^bytes=-(\d+)$/.exec(request.headers.range ?? '') ?? [];
				if (last) ranges.push(request.url ?? '');
				if (last && isRanged) response.writeHead(206).end(bytes.subarray(-Number(last)));
				else response.writeHead(200, { 'accept-ranges': 'bytes' }).end(bytes);
			};
		const web = await startWeb({
			'/': page('首页', '/whole.zip', '/cut.docx', '/stubborn.zip', '/long.pdf'),
			'/whole.zip': file(whole, true),
			'/cut.docx': file(start, true),
			'/stubborn.zip': file(start, false),
			'/long.pdf': file(Buffer.concat([Buffer.from('%PDF-1.7'), start]), true),
		});
		const { gathered, summary } = await crawl(siteAt(`${web.url}/`));
		await web.close();
		expect(targetsOf(gathered, web)).toEqual({ '/cut.docx': 'broken damaged-file' });
		// A document that is to be read comes whole, once.
		expect(ranges.toSorted()).toEqual(['/cut.docx', '/cut.docx', '/stubborn.zip', '/whole.zip']);
		expect(summary.bytes).toBeLessThan(7 * (4 << 20));
	});

	test('obeys the robots.txt to which a host sends it', async () => {
		const rules = await startWeb({ '/rules.txt': 'User-agent: *\nDisallow: /inner/' });
		const web = await startWeb({
			'/robots.txt': status(301, { location: `${rules.url}/rules.txt` }),
			'/': page('首页', '/inner/a.html'),
		});
		await crawl(siteAt(`${web.url}/`));
		expect(web.asked).not.toContain('/inner/a.html');
		await web.close();
		await rules.close();
	});

	test('knows pages that are no pages by their words, by where they lead and by the site’s own way', async () => {
		const welcome = `${page('首页', '/real.html', '/unreal.html')}<p>欢迎来到某市人民政府门户网站，这里是首页上一段不短的介绍文字，讲到了本市的人口、面积和特产。</p>`;
		const pages: Record<string, Answering> = {
			'/': page('首页', '/words.html', '/moved.html', '/about404.html'),
			'/words.html': '<title>提示</title><p>抱歉，您访问的页面不存在或已删除。</p>',
			'/moved.html': status(302, { location: '/404.html' }),
			'/404.html': '<title>错误</title><p>出错了</p>',
			'/about404.html': `<title>如何处理404错误页面</title><h1>如何处理404错误页面</h1>${'<p>网站出现页面不存在的提示时，运维人员应当检查服务器的配置，并恢复原有的网页，再通知来访者。</p>'.repeat(12)}`,
		};
		const web = await startWeb(pages);
		const { gathered } = await crawl(siteAt(`${web.url}/`));
		expect(gathered.errorPages.map(({ url, by }) => [url.replace(web.url, ''), by])).toEqual([
			['/words.html', 'words'],
			['/moved.html', 'redirect'],
		]);
		await web.close();

		// A site that shows its homepage for every unknown address.
		const soft = await startWeb(
			new Proxy({} as Record<string, Answering>, {
				get: (_target, name) => (name === '/real.html' ? page('真的页面', '/') : welcome),
			}),
		);
		await rm(path.join(folder, 'archive.db'));
		const second = await crawl(siteAt(`${soft.url}/`));
		expect(second.gathered.errorPages.map(({ url, by }) => [url.replace(soft.url, ''), by])).toEqual([
			['/unreal.html', 'fingerprint'],
		]);
		await soft.close();
	});

	test('goes on where it was cut off, and asks for nothing twice', async () => {
		const pages: Record<string, Answering> = {
			'/': page('首页', ...Array.from({ length: 60 }, (_, i) => `/p${i}.html`)),
		};
		for (let i = 0; i < 60; i++) pages[`/p${i}.html`] = page(`第${i}页`, `/q${i}.html`, '/gone.html');
		for (let i = 0; i < 60; i++) pages[`/q${i}.html`] = page(`第${i}页的下一页`);
		const web = await startWeb(pages);
		const slow = siteAt(`${web.url}/`, {
			limits: { maxPages: 1000, requestsPerSecond: 100, concurrency: 2, timeoutSeconds: 2 },
		});
		const first = open(slow);
		const running = first.run().catch(() => {});
		await vi.waitUntil(() => web.asked.length > 30, { timeout: 50_000 });
		await first.close();
		await running;
		const before = web.asked.length;
		expect(before).toBeLessThan(120);
		const { gathered } = await crawl(slow);
		expect(gathered.pages).toHaveLength(121);
		expect(gathered.targets).toHaveLength(1);
		expect(web.asked.length).toBeLessThan(121 + 3 + 20);
		await web.close();
	});
});

describe('a homepage', () => {
	test('that sends its readers to another host makes that host the site’s own', async () => {
		const real = await startWeb(
			{ '/': page('搬家后的首页', '/a.html'), '/a.html': page('文章') },
			{ host: '127.0.0.2' },
		);
		const old = await startWeb({ '/': status(301, { location: `${real.url}/` }) });
		const { gathered } = await crawl(siteAt(`${old.url}/`));
		expect(gathered.pages.map(({ facts }) => facts.title)).toEqual(['搬家后的首页', '文章']);
		await old.close();
		await rm(path.join(folder, 'archive.db'));
		const jump = await startWeb({ '/': `<script>location.href = "${real.url}/"</script>` });
		const second = await crawl(siteAt(`${jump.url}/`));
		expect(second.gathered.pages.map(({ facts }) => facts.title)).toEqual(['', '搬家后的首页', '文章']);
		await jump.close();
		await real.close();
	});
});

describe('a site that cannot be opened', () => {
	test.each([
		['http://127.0.0.1:9/', '连接被拒绝'],
		['http://no-such-name.invalid/', '域名无法解析'],
		['http://10.0.0.1/', 'network.allow'],
	])('%s is told in one line: %s', async (url, words) => {
		const error = await crawl(siteAt(url)).catch((error: unknown) => error);
		expect(error).toBeInstanceOf(SiteUnreachableError);
		expect((error as Error).message).toContain(words);
	});

	test('a wall before the homepage is a wall, no fault and no error', async () => {
		const web = await startWeb({ '/': status(403) });
		const { gathered, coverage } = await crawl(siteAt(`${web.url}/`));
		expect(gathered.pages).toEqual([]);
		expect(coverage).toMatchObject({ share: 0, notSeen: [{ why: 'wall', count: 1 }] });
		await web.close();
	});
});

describe('the archive', () => {
	test('of another kind, damaged or in use is refused in one line', async () => {
		const file = path.join(folder, 'a.db');
		await writeFile(file, 'this is no database at all, but long enough to have a header '.repeat(20));
		expect(() => new Archive(file)).toThrow(/无法打开/);
		const good = path.join(folder, 'b.db');
		const archive = new Archive(good);
		expect(() => new Archive(good, { patienceMs: 100 })).toThrow(/正被另一次审计使用/);
		archive.close();
	});
});
