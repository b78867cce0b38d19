/** Findings that are looked at again: repaired, as they were, or out of sight. */
import { DatabaseSync } from 'node:sqlite';
import { Agent } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findBrowser } from '../crawler/browser/find.ts';
import { createGuard } from '../crawler/net/guard.ts';
import { openTestCrawl } from './support/open-crawl.ts';
import { type AuditedSite, auditPages } from './support/recheck-site.ts';
import { type Answering, startWeb } from './support/web.ts';

const sites: AuditedSite[] = [];
afterEach(async () => {
	await Promise.all(sites.splice(0).map((site) => site.close()));
});

const audited = async (...given: Parameters<typeof auditPages>): Promise<AuditedSite> => {
	const site = await auditPages(...given);
	sites.push(site);
	return site;
};

const page = (title: string, body = ''): string =>
	`<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${`${title}的内容，供公众查阅和了解。`.repeat(4)}</p>${body}</body></html>`;
const link = (url: string, text = `链接到 ${url}`): string => `<p><a href="${url}">${text}</a></p>`;
const status =
	(code: number, body = '<h1>错误</h1>'): Answering =>
	(_, response) => {
		response.writeHead(code, { 'content-type': 'text/html; charset=utf-8' }).end(body);
	};
const hang: Answering = () => {};

/** Result and words of each, in their order. */
const told = async (site: AuditedSite, check: string): Promise<string[]> => {
	const found = site.report.findings.filter((finding) => finding.check === check);
	expect(found.length, `findings of ${check}`).toBeGreaterThan(0);
	return (await site.recheck(check)).map(({ result, words }) => `${result} ${words}`);
};

describe('a broken link', () => {
	const broken = (more = {}) =>
		audited(
			{
				'/': page('首页', link('/a.html') + link('/b.html')),
				'/a.html': page('甲', link('/gone.html', '规划图')),
				'/b.html': page('乙', link('/gone.html', '规划图')),
			},
			more,
		);

	test('is repaired where its target opens, and nothing else is asked', async () => {
		const site = await broken();
		site.turn({ '/gone.html': page('规划图') });
		expect(await told(site, 'broken-link')).toEqual(['fixed 现在可以打开（HTTP 200）']);
		expect(site.web.asked).toEqual(['/gone.html']);
	});

	test('is repaired where no page leads there any more', async () => {
		const site = await broken();
		site.turn({ '/a.html': page('甲'), '/b.html': page('乙') });
		expect(await told(site, 'broken-link')).toEqual(['fixed 2 个页面上都已没有这个链接']);
	});

	test('is as it was where one page still does', async () => {
		const site = await broken();
		site.turn({ '/a.html': page('甲') });
		const [again] = await site.recheck('broken-link');
		expect(again?.result).toBe('open');
		expect(again?.proof).toMatchObject([{ status: 404 }, { status: 200 }, { status: 200 }]);
	});

	test.each<[string, Answering, RegExp]>([
		[
			'a wall',
			status(403),
			/^unknown 没能看到现在的情况（被网站防护拦下.*）。请人工打开核实，或请网站放行本程序后再复查$/,
		],
		['another error', status(500), /^open /],
		['an error page in its place', page('404', '<p>您访问的页面不存在</p>'), /^open /],
	])('behind %s', async (_, answer, expected) => {
		const site = await broken();
		site.turn({ '/gone.html': answer });
		expect(await told(site, 'broken-link')).toEqual([expect.stringMatching(expected)]);
	});

	test('is out of sight where the whole site answers nothing', async () => {
		const site = await broken({ timeoutSeconds: 1 });
		site.turn({ '/': hang, '/gone.html': hang, '/a.html': hang, '/b.html': hang });
		expect(await told(site, 'broken-link')).toEqual([
			'unknown 没能看到现在的情况（网站没有应答）。请先确认能打开，再复查一次',
		]);
	});

	test('is out of sight where a page that has it does not open', async () => {
		const site = await broken();
		site.turn({ '/a.html': page('甲'), '/b.html': status(403) });
		expect(await told(site, 'broken-link')).toEqual([expect.stringMatching(/^unknown /)]);
	});

	test('on more pages than a finding names is looked for on all of them', async () => {
		const names = Array.from({ length: 45 }, (_, n) => `/p${n}.html`);
		const all = (body: string) => Object.fromEntries(names.map((path) => [path, page(`页${path}`, body)]));
		const site = await audited({
			'/': page('首页', names.map((path) => link(path)).join('')),
			...all(link('/gone.html')),
		});
		site.turn(all(''));
		expect(await told(site, 'broken-link')).toEqual([expect.stringMatching(/^fixed .*已没有这个链接/)]);
	});
});

describe('a link to another host', () => {
	test('is as it was, and repaired', async () => {
		const other = await startWeb({});
		const site = await audited({
			'/': page('首页', link(`${other.url.replace('127.0.0.1', 'localhost')}/x.html`)),
		});
		expect(await told(site, 'broken-external-link')).toEqual([expect.stringMatching(/^open /)]);
		site.turn({ '/': page('首页') });
		expect(await told(site, 'broken-external-link')).toEqual(['fixed 1 个页面上都已没有这个链接']);
		await other.close();
	});

	test('that turns programs away is as it was while it does', async () => {
		const other = await startWeb({ '/x.html': status(403) });
		const away = `${other.url.replace('127.0.0.1', 'localhost')}/x.html`;
		const site = await audited({ '/': page('首页', link(away)) });
		expect(await told(site, 'broken-external-link')).toEqual([expect.stringMatching(/^open .*拒绝程序访问/)]);
		await other.close();
	});
});

describe('a page', () => {
	const paper = (more: string) =>
		page('清溪县人民政府办公室关于加强河道保洁的通知', `<p>清政办发〔2026〕5号</p>${more}`);
	const withTypo = () =>
		audited({
			'/': page('首页', link('/t.html')),
			'/t.html': paper('<p>身份证号 11010119900307889X，公民张三，住址北京市。</p>'),
		});

	test.each<[string, Answering | undefined, string]>([
		['repaired', paper('<p>身份证号已遮挡。</p>'), 'fixed 重新看过，已没有这个问题'],
		['withdrawn', undefined, 'gone 页面已撤下（HTTP 404）'],
		[
			'behind a wall',
			status(403),
			'unknown 没能看到现在的情况（被网站防护拦下）。请人工打开核实，或请网站放行本程序后再复查',
		],
		['failing', status(500), 'unknown 没能看到现在的情况（HTTP 500）。请先确认能打开，再复查一次'],
		[
			'under a sign over the whole site',
			'sign',
			'unknown 没能看到现在的情况（网站对不同网址显示同一页面，可能正在维护）。请先确认能打开，再复查一次',
		],
	])('%s', async (what, answer, expected) => {
		const site = await withTypo();
		const sign = page('系统维护', '<p>网站正在升级改造，暂停访问，请稍后再来，给您带来不便，敬请谅解。</p>');
		if (answer === 'sign') site.turn({ '/': sign, '/t.html': sign });
		else site.turn({ '/t.html': answer });
		expect(await told(site, 'personal-data'), what).toEqual([expected]);
	});
});

test('what cannot be looked at is told in one sentence', async () => {
	const site = await audited({ '/': page('首页', link('/gone.html')) });
	await expect(site.recheck('broken-link', { auditStartedAt: '2020-01-01T00:00:00.000Z' })).rejects.toThrow(
		/存档里没有发现这些问题的那次审计/,
	);
	await expect(site.recheck('broken-link', { out: `${site.out}/nowhere` })).rejects.toThrow(/没有抓取存档/);
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const audit = openTestCrawl(site.web.url, { folder: `${site.out}/qingxi`, guard });
	await expect(site.recheck('broken-link')).rejects.toThrow('网站 qingxi 正在审计或复查，等它结束再复查');
	await audit.close();
	await guard.close();
});

test('nothing of it stays in the archive', async () => {
	const site = await audited({
		'/': page('首页', link('/a.html') + link('/gone.html')),
		'/a.html': page('甲'),
	});
	const before = await site.recheck();
	site.turn({ '/': page('新首页', link('/c.html')), '/gone.html': page('补上'), '/c.html': page('丙') });
	await site.recheck();
	site.turn({
		'/': page('首页', link('/a.html') + link('/gone.html')),
		'/gone.html': undefined,
		'/c.html': undefined,
	});
	const after = await site.recheck();
	const plain = (all: typeof before) => all.map(({ finding, result, words }) => [finding.id, result, words]);
	expect(plain(after)).toEqual(plain(before));
});

test('a list that a script draws is looked at in the browser', async () => {
	if (!(await findBrowser())) return;
	const drawn = (dates: readonly string[]) =>
		`<!doctype html><html><head><meta charset="utf-8"><title>政务动态</title><meta name="ColumnName" content="政务动态"><meta name="ColumnType" content="工作动态"></head><body><h2>政务动态</h2><ul class="list" id="l"></ul><script>
document.getElementById('l').innerHTML = ${JSON.stringify(dates)}.map((on, n) => '<li><a href="/xw/' + on + n + '.html">我县第' + n + '次推进会在东山镇举行</a><span>' + on + '</span></li>').join('');
</script></body></html>`;
	const articles = (dates: readonly string[]) =>
		Object.fromEntries(
			dates.map((on, n) => [
				`/xw/${on}${n}.html`,
				page(`我县第${n}次推进会在东山镇举行`, `<p>发布时间：${on}</p>`),
			]),
		);
	const old = ['2026-05-01', '2026-04-02', '2026-03-03'];
	const fresh = ['2026-11-12', ...old];
	const site = await audited(
		{
			'/': page('清溪县人民政府', `<ul class="nav"><li><a href="/xw/">政务动态</a></li></ul>`),
			'/xw/': drawn(old),
			...articles(old),
		},
		{ render: 'auto', columns: [] },
	);
	expect(await told(site, 'stale-column')).toEqual([expect.stringMatching(/^open .*2026年5月1日/)]);
	site.turn({ '/xw/': drawn(fresh), ...articles(fresh) });
	expect(await told(site, 'stale-column')).toEqual(['fixed 现在有 4 条，最新日期2026年11月12日']);
}, 120_000);

test('a look again ends its ways out also where its archive cannot be closed', async () => {
	const site = await audited({ '/': page('首页', link('/gone.html')) });
	const { close } = DatabaseSync.prototype;
	const closing = vi.spyOn(DatabaseSync.prototype, 'close').mockImplementationOnce(function (
		this: DatabaseSync,
	) {
		close.call(this);
		throw new Error('disk I/O error');
	});
	const ending = vi.spyOn(Agent.prototype, 'destroy');
	try {
		await expect(site.recheck('broken-link')).rejects.toThrow('disk I/O error');
		expect(ending).toHaveBeenCalled();
	} finally {
		closing.mockRestore();
		ending.mockRestore();
	}
});
