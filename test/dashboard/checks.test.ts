import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseProfile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { checks, linjiang, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';

const hekou = { ...linjiang, id: 'hekou', name: '<b>河口县', url: 'https://www.hekou.gov.cn/' };
const own = parseProfile(
	[
		'title: 临江市方案',
		'passMark: 70',
		'terms: { publicationDays: 10 }',
		'termNotes: { publicationDays: { source: 临政办发〔2026〕1号, verified: true } }',
		'points: { soft-404: { ind-availability: { each: 3 } } }',
	].join('\n'),
	'linjiang.yaml',
);
let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard({ profile: () => own, profiles: [own, national] });
});
afterAll(() => dashboard.close());
const words = async (path: string) => wordsOf(await dashboard.page(path));

describe('the page of checks', () => {
	test('has every check once, by indicator, with what it costs here, before anything was audited', async () => {
		const page = await dashboard.page('/checks');
		for (const { id } of checks)
			expect(page.match(new RegExp(`<a href="/checks/${id}">`, 'g')), id).toHaveLength(1);
		const text = wordsOf(page);
		expect(text).toContain(`共 ${checks.length} 项。分值、期限按评分方案 linjiang。`);
		expect(text).toContain('还没有审计结果');
		expect(text).toMatch(/网站检查·可用性 .*站内断链 一般 .*每个扣 0.1 分，首页上的每个扣 1 分/);
		expect(page).not.toContain('#sites');
	});

	test('is searched by words of any of what it says', async () => {
		expect(await words('/checks?q=断链')).toMatch(/找到 \d 项。.*站内断链/);
		expect(await words('/checks?q=BROKEN-LINK')).toContain('找到 1 项。');
		expect(await words(`/checks?q=${encodeURIComponent('<b>无此项')}`)).toContain(
			'没有含“&lt;b&gt;无此项”的检查项。',
		);
	});

	test('tells what each found in the newest month, and a check’s own page at which sites', async () => {
		await dashboard.store.syncConfigured([linjiang, hekou], '2026-01-01T00:00:00Z');
		const faults = (url: string, count: number) => ({
			'broken-link': Array.from({ length: count }, (_, n) => ({ subject: `${url}${n}` })),
			'soft-404': [{ subject: `${url}soft`, certainty: 'review' as const }],
		});
		await record(dashboard.store, reportOf({ faults: faults(linjiang.url, 2) }));
		await record(dashboard.store, reportOf({ site: hekou, faults: faults(hekou.url, 5) }));
		// Another month is not counted in.
		await record(dashboard.store, reportOf({ asOf: '2026-05-15', faults: faults(linjiang.url, 9) }));
		expect(await words('/checks')).toMatch(/站内断链 .*7 个，2 个网站/);
		expect(await words('/checks')).toContain('0 个，2 个网站 ， 待核对 2 个');
		const page = await dashboard.page('/checks/broken-link');
		expect(wordsOf(page)).toMatch(
			/2026年6月的问题：7 个，2 个网站.*问题最多的 2 个网站：.*&lt;b&gt;河口县 5 0 临江市人民政府 2 0/,
		);
		expect(page).toContain('href="/sites/hekou/findings?month=2026-06&amp;check=broken-link');
	});
});

describe('a check’s page', () => {
	test('has rule, points, terms with their sources, and examples of both', async () => {
		const check = checks.find(({ id }) => id === 'late-publication');
		const text = await words('/checks/late-publication');
		for (const one of [check?.decides, check?.basis, check?.repair, '编号', '分类'])
			expect(text).toContain(one);
		for (const one of [...(check?.examples.wrong ?? []), ...(check?.examples.right ?? [])])
			expect(text).toContain(wordsOf(one.replaceAll('<', '&lt;').replaceAll('>', '&gt;')));
		expect(text).toMatch(/期限和范围 .*： 10 已核实 临政办发〔2026〕1号/);
		expect(text).toContain('没有发现');
	});

	test('is there for each, and for nothing else', async () => {
		for (const { id } of checks) expect((await dashboard.get(`/checks/${id}`)).status, id).toBe(200);
		for (const path of ['/checks/nope', '/checks/toString', '/checks/..%2f'])
			expect((await dashboard.get(path)).status, path).toBe(404);
	});

	test('is where a finding’s page leads', async () => {
		const [finding] = (await dashboard.store.findings({ site: 'linjiang', period: '2026-06' })).rows;
		expect(await dashboard.page(`/sites/linjiang/findings/${finding?.id}`)).toContain(
			`href="/checks/${finding?.check}"`,
		);
	});
});

describe('the page of the profile', () => {
	test('sets what differs from the national default side by side', async () => {
		const text = await words('/profile');
		expect(text).toContain('临江市方案（linjiang） 本机使用的方案');
		expect(text).toMatch(/与全国默认不同的 共 3 处。/);
		expect(text).toMatch(/门户网站合格线 70 分 60 分 默认值 方案自身的设定/);
		expect(text).toMatch(/工作日.*? 10 20 已核实 临政办发〔2026〕1号/);
		expect(text).toMatch(/→ 可用性 每个扣 3 分，首页上 1 分 每个扣 0.1 分，首页上 1 分 默认值 linjiang.yaml/);
	});

	test('has every value with its source, of any profile that is known', async () => {
		const text = await words('/profile?name=national');
		expect(text).toContain('与全国默认完全相同。');
		for (const { name } of [...Object.values(national.termNotes), ...Object.values(national.vetoes)])
			expect(text).toContain(name);
		for (const { name, max } of Object.values(national.indicators))
			expect(text).toContain(`·${name} ${max} 分`);
		expect(text).toMatch(/\d+ 个数值中 \d+ 个已核实/);
		expect(await words('/profile?name=yangzhou-2018')).toMatch(
			/扬州 2018（yangzhou-2018） 本机没有使用的方案.*一律要求 按发文机关的习惯 已核实 扬州市2018年/,
		);
		// Whatever else is asked for, the one that is used is shown.
		expect(await words('/profile?name=nope')).toContain('临江市方案（linjiang）');
	});
});
