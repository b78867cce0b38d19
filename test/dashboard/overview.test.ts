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
			'新 9 已修复 1',
		])
			expect(row).toContain(words);
		expect(row).toMatch(/可观察 \d+(\.\d+)? 分/);
	});

	test.each([
		['8', 'certainty=certain'],
		['重大 5', 'severity=major&amp;certainty=certain'],
		['1', 'certainty=review'],
		['新 9', 'state=new'],
		['已修复 1', 'state=fixed'],
	])('leads from %s to those findings', async (text, query) => {
		const page = (await dashboard.page('/')).replaceAll('\u00a0', ' ');
		expect(page).toContain(`<a href="/sites/linjiang?month=2026-06&amp;${query}#findings">${text}</a>`);
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
		'verdict=x',
		'sort=toString',
		'order=x',
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
