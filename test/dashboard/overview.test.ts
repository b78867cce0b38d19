import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisteredSite } from '../../reports/store/model.ts';
import { column } from '../support/report.ts';
import { linjiang, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';

const other = (n: number): RegisteredSite => ({
	id: `site-${n}`,
	name: `第${n}局`,
	url: `https://www.site${n}.gov.cn/`,
	type: 'department',
	level: 'county',
	district: n % 2 === 0 ? '东湖区' : '西岭县',
});
const links = (count: number, site = linjiang) =>
	Array.from({ length: count }, (_, n) => ({
		subject: `${site.url}dead/${n}.html`,
		message: `链接${n}返回错误代码 404，请删除链接。`,
	}));
const emptyColumns = Array.from({ length: 5 }, (_, n) => ({ subject: `${linjiang.url}empty/${n}/` }));

/** The row of a site. */
const rowOf = (page: string, name: string): string =>
	wordsOf([...page.matchAll(/<tr[ >].*?<\/tr>/gs)].find(([row]) => row.includes(`>${name}<`))?.[0] ?? '');
const namesOf = (page: string): string[] =>
	[...page.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)</g)].map(([, name = '']) => name);

let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	const sites = [linjiang, ...Array.from({ length: 119 }, (_, n) => other(n + 1))];
	await store.syncConfigured(sites, '2026-01-01T00:00:00Z');
	const seen = { columns: [column('zc', 'policy'), column('jd', 'interpretation'), column('qt', 'other')] };
	const may = reportOf({
		asOf: '2026-05-15',
		seen,
		faults: { 'stale-column': [{ subject: `${linjiang.url}zc/` }] },
	});
	await record(store, may);
	await record(
		store,
		reportOf({
			previous: may,
			seen,
			faults: {
				'broken-link': links(3),
				'empty-column': emptyColumns,
				'soft-404': [{ subject: `${linjiang.url}soft/`, certainty: 'review' }],
			},
			coverage: { share: 0.9996, notSeen: [{ what: `${linjiang.url}x`, why: 'wall', count: 1 }] },
		}),
	);
	await record(
		store,
		reportOf({
			site: other(1),
			faults: { 'broken-link': links(7, other(1)) },
			run: { complete: false, stopReason: '达到页数上限 3' },
		}),
	);
});
afterAll(() => dashboard.close());

describe('a row', () => {
	test('says how a site stands', async () => {
		const row = rowOf(await dashboard.page('/'), linjiang.name);
		for (const words of [
			'市级',
			'临江市',
			'不合格 单项否决成立',
			'重大 5 · 一般 3',
			'99.9%',
			'新 9 已修复 1 （含待核对）',
		])
			expect(row).toContain(words);
		expect(row).toMatch(/可观察 \d+(\.\d+)? 分/);
	});

	test.each([
		['8', 'state=standing&amp;certainty=certain'],
		['重大 5', 'state=standing&amp;severity=major&amp;certainty=certain'],
		['待核对 1', 'state=standing&amp;certainty=review'],
		['新 9', 'state=new'],
		['已修复 1', 'state=fixed'],
	])('leads from %s to those findings', async (text, query) => {
		const page = (await dashboard.page('/')).replaceAll('\u00a0', ' ');
		expect(page).toContain(
			`<a href="/sites/linjiang/findings?month=2026-06&amp;${query}#findings">${text}</a>`,
		);
		const list = await dashboard.page(
			`/sites/linjiang/findings?month=2026-06&${query.replaceAll('&amp;', '&')}`,
		);
		expect(wordsOf(list)).toContain(`共 ${/\d+/.exec(text)?.[0]} 条 `);
	});

	test('says of a score below the pass mark that it is', async () => {
		const many = 'abcdefgh'
			.split('')
			.map((name) => ({ subject: `${linjiang.url}dead/${name}`, foundOn: [linjiang.url] }));
		const report = reportOf({
			seen: { columns: [column('zc', 'policy'), column('dt', 'news')] },
			faults: {
				'broken-link': many,
				'stale-column': ['zc', 'dt'].map((name) => ({ subject: `${linjiang.url}${name}/` })),
			},
		});
		const poor = await openDashboard();
		await record(poor.store, report);
		const row = rowOf(await poor.page('/'), linjiang.name);
		const card = wordsOf(await poor.page('/sites/linjiang'));
		await poor.close();
		expect(report.scores.inspection).toMatchObject({ verdict: 'unqualified' });
		expect(row).toContain('不合格 低于 60 分');
		const { total, observed } = report.scores.inspection;
		expect(card).toContain(`网站检查折算 ${total} 分，低于合格线 60 分`);
		expect(card).toContain(
			`按看得到的 ${observed} 分折算得出；其余 ${Math.round((100 - observed) * 100) / 100} 分看不到，须人工补查`,
		);
	});

	test('tells change by sign and by words', async () => {
		const [sums] = (await dashboard.store.overview({ period: '2026-06' })).rows;
		const { inspectionChange, disclosureChange } = sums?.sums ?? {};
		const shown = [inspectionChange, disclosureChange].find((change) => change);
		if (!shown) throw new Error('expected a change between the two months');
		const row = rowOf(await dashboard.page('/'), linjiang.name);
		const [arrow, word] = shown > 0 ? ['▲ +', '高'] : ['▼ −', '低'];
		expect(row).toContain(`${arrow}${Math.abs(shown)}`);
		expect(row).toContain(`比上次${word} ${Math.abs(shown)} 分`);
	});

	test('marks an audit that was cut short', async () =>
		expect(rowOf(await dashboard.page('/'), '第1局')).toContain('不完整'));

	test('of a site without an audit invents nothing', async () => {
		const row = rowOf(await dashboard.page('/'), '第2局');
		expect(row).toContain('本月未审计');
		expect(row).not.toMatch(/合格|\d+(\.\d+)? 分/);
	});
});

describe('the query', () => {
	test('counts sites by verdict, whatever verdict is chosen', async () => {
		for (const path of ['/', '/?verdict=unqualified']) {
			const words = wordsOf(await dashboard.page(path));
			expect(words).toContain('全部网站 120');
			expect(words).toContain('本月未审计 118');
		}
		expect(namesOf(await dashboard.page('/?verdict=unqualified'))).toContain(linjiang.name);
		expect(namesOf(await dashboard.page('/?verdict=unaudited'))).not.toContain(linjiang.name);
	});

	test('finds by name, and keeps month and order in every link', async () => {
		const page = await dashboard.page(
			`/?month=2026-06&q=${encodeURIComponent('临江')}&sort=findings&order=desc`,
		);
		expect(namesOf(page)).toEqual([linjiang.name]);
		expect(page).toContain('value="临江"');
		expect(page).toMatch(/href="\/\?month=2026-05&amp;q=[^"]*&amp;sort=findings&amp;order=desc"/);
	});

	test.each([
		['level=city', [linjiang.name]],
		['type=portal', [linjiang.name]],
		['district=%E4%B8%B4%E6%B1%9F', [linjiang.name]],
		['type=department&verdict=not-assessed', ['第1局']],
		['veto=held', [linjiang.name]],
		['veto=none', ['第1局']],
		['veto=awaiting', []],
		['awaiting=1', [linjiang.name]],
		['overdue=1', []],
		['level=&type=&veto=&overdue=&awaiting=&q=%E4%B8%B4%E6%B1%9F', [linjiang.name]],
	])('chooses by %s, and says what is chosen', async (query, expected) => {
		const page = await dashboard.page(`/?${query}`);
		expect(namesOf(page)).toEqual(expected);
		expect(page).toContain('清除筛选和排序');
		const form = page.slice(
			page.indexOf('<form class="filters"'),
			page.indexOf('</form>', page.indexOf('class="filters"')),
		);
		const more = /level=city|type=[pd]|district|veto=[han]|=1/.test(query);
		expect(form.includes('<details open>')).toBe(more);
	});

	test('keeps every choice in its links, its forms and its files', async () => {
		const query =
			'q=a&verdict=qualified&type=portal&level=city&district=b&veto=none&overdue=1&awaiting=1&sort=rank&order=desc';
		const page = (await dashboard.page(`/?month=2026-06&${query}`)).replaceAll('&amp;', '&');
		expect(page).toContain(`/?month=2026-05&${query}"`);
		expect(page).toContain(`/export/2026-06/month.xlsx?${query}"`);
		// There is nothing to tell of no site.
		expect(page).not.toContain('notice.docx');
		const found = 'q=%E4%B8%B4%E6%B1%9F&sort=rank';
		expect((await dashboard.page(`/?month=2026-06&${found}`)).replaceAll('&amp;', '&')).toContain(
			`/export/2026-06/notice.docx?${found}"`,
		);
		for (const name of new URLSearchParams(query).keys())
			expect(page.match(new RegExp(`name="${name}"`, 'g'))?.length, name).toBeGreaterThanOrEqual(2);
		expect(page).toContain('<input type="hidden" name="district" value="b">');
		expect(page).toContain('<input type="checkbox" name="overdue" value="1" checked>');
		expect(page).toContain('<option value="none" selected>');
	});

	test.each(['/?month=2026-13', '/?month=abc', '/review?month=2026-1'])(
		'says of %s that it is no month',
		async (path) => {
			const words = wordsOf(await dashboard.page(path));
			expect(words).toContain('没有看懂网址中的月份，显示最近的月份。');
			expect(words).toContain('2026年6月');
			for (const right of ['', '?month=', '?month=2026-05'])
				expect(await dashboard.page(path.replace(/\?.*/, right))).not.toContain('没有看懂');
		},
	);

	test('sorts by rank, the best first, and says it', async () => {
		const page = await dashboard.page('/?sort=rank');
		expect(namesOf(page)[0]).toBe(linjiang.name);
		expect(rowOf(page, linjiang.name)).toMatch(/单项否决成立 1 门户/);
		expect(rowOf(page, '第1局')).toContain('不排名');
	});

	test('sorts, and says so', async () => {
		const page = await dashboard.page('/?sort=findings&order=desc');
		expect(namesOf(page).slice(0, 2)).toEqual([linjiang.name, '第1局']);
		expect(page.match(/aria-sort="descending"/g)).toHaveLength(1);
		expect(namesOf(await dashboard.page('/?sort=findings')).slice(0, 2)).toEqual(['第1局', linjiang.name]);
	});

	test('shows fifty a page, and the last page instead of one behind it', async () => {
		expect(namesOf(await dashboard.page('/'))).toHaveLength(50);
		for (const page of ['3', '4', '999999']) {
			const text = await dashboard.page(`/?page=${page}`);
			expect(namesOf(text)).toHaveLength(20);
			expect(wordsOf(text)).toContain('第 3 / 3 页');
		}
	});

	test.each([
		'month=2026-13',
		'month=abc',
		'month=',
		'page=-1',
		'page=0',
		'page=1e99',
		'page=1.5',
		'page=x',
		'q=%00',
		'unknown=1',
		'month=2026-06&month=1',
	])('with %s falls back to what is usual', async (query) => {
		expect(namesOf(await dashboard.page(`/?${query}`))).toEqual(namesOf(await dashboard.page('/')));
	});

	test.each([
		['without reports lists all sites as not audited', '2026-07', 120],
		['before anybody knew a site lists none', '2025-01', 0],
	])('of a month %s', async (_name, month, count) => {
		const page = await dashboard.page(`/?month=${month}`);
		expect(wordsOf(page)).toContain(`本月未审计 ${count}`);
		expect(page).toContain(`<option value="${month}" selected>`);
	});

	test.each(['nothing-like-it', '%E0%A4%A', '%25', '_'])('that nothing fits says so: q=%s', async (words) =>
		expect(await dashboard.page(`/?q=${words}`)).toContain('没有符合条件的网站'),
	);
});

describe('the first start', () => {
	test('without sites says what to do', async () => {
		const empty = await openDashboard();
		const page = await empty.page('/');
		expect(page).toContain('还没有审计结果');
		expect(page).toContain('gongkai audit --config gongkai.yaml');
		expect(page).toContain('gongkai sites import');
		for (const path of ['/audits', '/checks', '/?month=2026-01', '/?page=9']) await empty.page(path);
		await empty.close();
	});

	test('with sites says so too, and lists them', async () => {
		const fresh = await openDashboard();
		await fresh.store.syncConfigured([linjiang], '2026-06-01T00:00:00Z');
		const page = await fresh.page('/');
		expect(page).toContain('gongkai audit --config gongkai.yaml');
		expect(namesOf(page)).toEqual([linjiang.name]);
		await fresh.close();
	});
});

describe('what is summed up', () => {
	test('is of the sites that fit, and leads on', async () => {
		const words = wordsOf(await dashboard.page('/'));
		expect(words).toContain('确定的问题 15 个 逾期未改 0 个 单项否决成立 1 项');
		expect(words).toContain('1 个网站有内容等待人工处理 ：待确认的单项否决 0 项，异议 0 个，待核对 1 个');
		expect(await dashboard.page('/')).toContain(
			'<a href="/review?month=2026-06">1 个网站有内容等待人工处理</a>',
		);
		const chosen = wordsOf(await dashboard.page('/?verdict=not-assessed'));
		expect(chosen).toContain('确定的问题 7 个 逾期未改 0 个 单项否决成立 0 项 没有等待人工处理的内容');
	});

	test('is drawn, with words and a table', async () => {
		const page = await dashboard.page('/');
		expect(page).toContain('1 个网站有得分，最多的是80 分以上，不到 90 分，1 个；各段的数值见下表');
		expect(wordsOf(page)).toContain('80 分以上，不到 90 分 1 90 至 100 分 0');
		expect(wordsOf(await dashboard.page('/?verdict=unaudited'))).toContain('没有网站有得分');
	});
});

describe('as time goes by', () => {
	const later = async (now: string, path: string): Promise<string> => {
		const opened = await openDashboard({ now: () => new Date(now) });
		const asOf = ['2025-07-15', '2026-05-15', '2026-06-15'];
		const seen = { columns: [column('zc', 'policy'), column('jd', 'interpretation'), column('qt', 'other')] };
		for (const day of asOf)
			await record(opened.store, reportOf({ asOf: day, seen, faults: { 'broken-link': links(3) } }));
		const month = { period: '2026-06', by: '王芳', at: '2026-06-16T01:00:00.000Z' };
		await opened.store.decideMonth({ ...month, step: 'objections', until: '2026-06-30' });
		await opened.store.decideMonth({
			period: '2026-05',
			by: '王芳',
			at: '2026-06-01T17:00:00.000Z',
			step: 'freeze',
		});
		const page = await opened.page(path);
		await opened.close();
		return page;
	};

	test('terms run out, and the page says of how many findings', async () => {
		// The last day is over at midnight in Beijing.
		const due = '2026-06-25';
		const before = await later(`${due}T15:59:00Z`, '/');
		expect(rowOf(before, linjiang.name)).not.toContain('逾期');
		const after = await later(`${due}T16:01:00Z`, '/');
		expect(rowOf(after, linjiang.name)).toContain('3 逾期\u00a03'.replace('\u00a0', ' '));
		expect(after).toContain('<a href="/?month=2026-06&amp;overdue=1">逾期未改 3 个</a>');
		const list = '/sites/linjiang/findings?month=2026-06&amp;overdue=1';
		expect(after.replaceAll('\u00a0', ' ')).toContain(`<a href="${list}#findings">逾期 3</a>`);
		const led = await later(`${due}T16:01:00Z`, list.replace('&amp;', '&'));
		expect(wordsOf(led)).toContain('共 3 条 ');
		expect(led).toContain('<input type="checkbox" name="overdue" value="1" checked>');
		expect(led.match(/findings\/[^"]*&amp;overdue=1"/g)).toHaveLength(3);
		expect(await later(`${due}T15:59:00Z`, list.replace('&amp;', '&'))).toContain('没有符合条件的问题');
	});

	test.each([
		['2026-06-30T01:00:00Z', '/', '征求异议 异议期到 2026年6月30日 为止'],
		['2026-07-01T01:00:00Z', '/?month=2026-06', '征求异议 异议期到 2026年6月30日，已经过了，可以定稿'],
		['2026-07-01T01:00:00Z', '/?month=2026-05', '已定稿 2026年6月2日定稿，结论和得分不再改变'],
		['2026-07-01T01:00:00Z', '/?month=2025-07', '草稿 核对完线索后公布初评结果，征求异议'],
	])('on %s, %s says of the month: %s', async (now, path, words) =>
		expect(wordsOf(await later(now, path))).toContain(words),
	);

	test('a drawing shows the last twelve months, gaps as gaps', async () => {
		const page = await later('2026-06-20T01:00:00Z', '/');
		const [, title, path] =
			/<svg class="spark"[^>]*><title>([^<]*)<\/title>(?:<line[^>]*>)<path d="([^"]*)"/.exec(page) ?? [];
		expect(title).toMatch(
			/^近 12 个月网站检查得分：最低 [\d.]+，最高 [\d.]+，2026年6月 [\d.]+；9 个月没有得分$/,
		);
		expect(path).toMatch(/^M3 [\d.]+h0M84\.8 [\d.]+h0L93 [\d.]+$/);
	});
});

test('a name or a district without end takes a line, and the page stays small', async () => {
	const opened = await openDashboard();
	const endless = '长'.repeat(2_000_000);
	const script = '<script>alert(1)</script>\u202e';
	await opened.store.importSites(
		[
			{ ...linjiang, name: endless, district: endless, maintainer: endless },
			{ ...linjiang, id: 'odd', name: `${script}${'x'.repeat(500)}`, district: script },
		],
		'2026-01-01T00:00:00Z',
	);
	await record(opened.store, reportOf({ site: { ...linjiang, id: 'odd', name: script } }));
	const page = await opened.page('/?month=2026-06');
	expect(page.length).toBeLessThan(60_000);
	expect(page).not.toContain('<script>alert');
	expect(page).not.toContain('\u202e');
	expect(namesOf(page).map((name) => name.length)).toEqual([80, expect.any(Number)]);
	await opened.close();
});

test('fourteen thousand sites are paged, each once', async () => {
	const opened = await openDashboard();
	const many = Array.from({ length: 14_000 }, (_, n) => ({ ...other(n), id: `s${n}`, name: `第${n}局` }));
	await opened.store.importSites(many, '2026-01-01T00:00:00Z');
	await record(
		opened.store,
		reportOf({ site: { ...other(13_999), id: 's13999' }, faults: { 'broken-link': links(1) } }),
	);
	const seen = new Set<string>();
	for (const page of [1, 2, 140, 279, 280]) {
		const text = await opened.page(`/?month=2026-06&sort=name&page=${page}`);
		expect(wordsOf(text)).toContain(`共 14,000 个网站，第 ${page} / 280 页`);
		for (const name of namesOf(text)) seen.add(name);
	}
	expect(seen.size).toBe(250);
	expect(namesOf(await opened.page('/?month=2026-06&sort=findings&order=desc'))[0]).toBe('第13999局');
	await opened.close();
});
