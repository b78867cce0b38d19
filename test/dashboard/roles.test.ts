/** The three people who use the dashboard, each on their way through it by what its pages offer, with script and without. */
import { type Browser, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser/find.ts';
import { launchOptions } from '../../crawler/browser/launch.ts';
import { type RunningServer, startServer } from '../../dashboard/server.ts';
import { checks, type Opened, openDashboard } from './open-dashboard.ts';
import { at, city, fillQuarter, fillQueue, progress, sites } from './quarter.ts';
import { numberIn, tableIn, type Walk, walkIn } from './walk.ts';

const { shanxia, hekou, dongqiao, nanping, beiling, xitang } = city;
const ofJune = '2026年6月各网站审计结果';

let dashboard: Opened;
let server: RunningServer;
let browser: Browser;
/** The audit that is under way. */
let running: number;

beforeAll(async () => {
	dashboard = await openDashboard({
		nextRuns: () => [{ site: shanxia.id, at: new Date('2026-07-01T18:00:00Z') }],
	});
	await fillQuarter(dashboard.store);
	running = await fillQueue(dashboard.store);
	server = await startServer(dashboard.app, { port: 0 });
	const found = await findBrowser({ environment: process.env });
	if (!found) throw new Error('expected a browser on this machine');
	browser = await chromium.launch(launchOptions(found));
});
afterAll(async () => {
	await browser?.close();
	await server?.close();
	await dashboard?.close();
});

describe.each([
	['with script', true],
	['without script', false],
])('%s', { timeout: 300_000 }, (_, hasScript) => {
	let walk: Walk;
	beforeEach(async () => {
		walk = await walkIn(browser, server.url, hasScript);
	});
	afterEach(() => walk?.ends());

	test('an officer ranks the sites of a month, looks into the worst, and takes the tables away', async () => {
		const { page, named, arrives, sees, follows, presses, chooses, searches, downloads, rowsOf } = walk;
		await arrives('2026年6月总览');
		const totals = named('navigation', '按结论筛选');
		const counts = (await totals.getByRole('listitem').allInnerTexts()).map((text) =>
			text.replace(/\s+/, ' '),
		);
		expect(counts).toEqual(['全部网站 57', '合格 48', '不合格 4', '未判定 2', '本月未审计 3']);

		// By score, the worst first; the next press turns the order.
		await follows('按网站检查升序排列');
		await sees(['网站检查'], page.locator('th[aria-sort=ascending]'));
		const scores = (await rowsOf(ofJune)).map((row) => numberIn(row[3]));
		expect(scores).toHaveLength(50);
		expect(scores).toEqual(scores.toSorted((a, b) => a - b));
		await follows('按网站检查降序排列');
		const turned = page.locator('th[aria-sort=descending]');
		await sees(['网站检查'], turned);
		expect(numberIn((await rowsOf(ofJune))[0]?.[3])).toBe(100);

		await chooses('结论', '不合格');
		await presses('筛选');
		await sees(['共 4 个网站'], page.locator('main'));
		const bad = await rowsOf(ofJune);
		expect(bad.map((row) => row[1]?.split('\n')[0])).toEqual(['不合格', '不合格', '不合格', '不合格']);
		await sees(['网站检查'], turned);
		const shown = tableIn((await downloads('评分（按当前筛选） CSV')).bytes);
		expect(shown.map((row) => row.结论)).toEqual(bad.map(() => '不合格'));
		await follows('清除筛选和排序');

		await searches('河口');
		await sees(['共 1 个网站']);
		expect((await rowsOf(ofJune)).map(([name]) => name)).toEqual([expect.stringContaining(hekou.name)]);
		await follows('清除筛选和排序');

		await follows('下一页', named('navigation', '网站分页'));
		await sees(['共 57 个网站，第 2 / 2 页']);
		expect(await rowsOf(ofJune)).toHaveLength(7);
		await follows('上一月');
		await arrives('2026年5月总览');
		await sees(['共 57 个网站，第 1 / 2 页']);
		await chooses('月份', '2026年6月');
		await presses('查看');
		await arrives('2026年6月总览');

		// What the screen says of findings, over both of its pages.
		const rows = await rowsOf(ofJune);
		await follows('下一页');
		await sees(['第 2 / 2 页']);
		rows.push(...(await rowsOf(ofJune)));
		const onScreen = (column: number) =>
			rows.filter((row) => row.length > 5).reduce((sum, row) => sum + (numberIn(row[column]) || 0), 0);
		const [certain, review] = [onScreen(6), onScreen(7)];

		await follows('按网站检查升序排列');
		await sees(['第 1 / 2 页']);
		await follows((await rowsOf(ofJune))[0]?.[0]?.split('\n')[0] ?? '');
		await arrives(`${hekou.name} 2026年6月`);
		await sees(['不合格', '单项否决“栏目不更新”成立', '比上次低 27.5 分', '列出最要紧的 10 个，共 66 个。']);
		const tabs = named('navigation', '这个网站的页面');
		await follows('得分', tabs);
		expect(await rowsOf('单项否决')).toContainEqual(['栏目不更新', '成立', '6 个栏目']);
		await follows('问题', tabs);
		await sees(['共 66 条：确定 66，第 1 / 2 页']);
		await follows('对比', tabs);
		expect((await rowsOf('各检查项的变化')).map(([check, fresh]) => [check, fresh])).toEqual([
			['站内断链', '60'],
			['空白栏目', '6'],
			['合计', '66'],
		]);
		await follows('总览', tabs);
		await follows(/^走势$/, named('navigation', '本页内容'));
		const drawing = page.getByRole('img', { name: /^2026年4月至2026年6月.*得分的走势/ });
		expect(await drawing.isVisible()).toBe(true);
		expect(await named('table', '各月得分').count()).toBe(0);
		await page.getByText('各月数值').click();
		const months = (await rowsOf('各月得分')).map((row) => row.slice(0, 3).join(' '));
		expect(months).toEqual(['2026年6月 不合格 72.5', '2026年5月 合格 100', '2026年4月 合格 97.5']);
		await follows('2026年5月', named('table', '各月得分'));
		await arrives(`${hekou.name} 2026年5月`);
		await sees(['比上次高 2.5 分', '这个月的问题都已修复，或经人工处理不再追究。']);
		await page.goBack();
		await arrives(`${hekou.name} 2026年6月`);
		expect(tableIn((await downloads('问题 CSV')).bytes)).toHaveLength(66);
		await follows('总览', named('navigation', '当前位置'));
		await arrives('2026年6月总览');

		// A month without a result says so, and no more.
		await follows('本月未审计', totals);
		await follows(beiling.name);
		await sees([
			'2026年6月没有审计结果，不作结论，也没有得分。',
			/最近一次审计失败.*：首页打不开：域名无法解析/,
		]);
		await follows('最近有结果的月份：2026年5月');
		await arrives(`${beiling.name} 2026年5月`);
		await follows('下一月');
		await arrives(`${beiling.name} 2026年6月`);
		await follows('总览', named('navigation', '当前位置'));

		const scoreFile = await downloads('评分 CSV');
		expect(scoreFile.name).toBe('gongkai-2026-06-scores.csv');
		const scoreTable = tableIn(scoreFile.bytes);
		expect(scoreTable.map((row) => row.网站名称).sort()).toEqual(sites.map(({ name }) => name).sort());
		expect(Object.keys(scoreTable[0] ?? {}).slice(0, 3)).toEqual(['月份', '站点编号', '网站名称']);
		const of = (verdict: string) => scoreTable.filter((row) => row.结论 === verdict).length;
		expect(['合格', '不合格', '未判定', '本月未审计'].map(of)).toEqual([48, 4, 2, 3]);

		const findings = tableIn((await downloads('问题 CSV')).bytes);
		const stands = findings.filter((row) => row.状态 !== '已修复' && row.本次未能复查 === '否');
		expect(stands.filter((row) => row.确定程度 === '确定')).toHaveLength(certain);
		expect(stands.filter((row) => row.确定程度 === '待核对')).toHaveLength(review);
		expect(findings.filter((row) => row.站点编号 === hekou.id)).toHaveLength(66);
		const file = await downloads('问题 JSON');
		expect(file.name).toBe('gongkai-2026-06-findings.json');
		const told: { id: string }[] = JSON.parse(file.bytes.toString('utf8'));
		expect(told.map(({ id }) => id)).toEqual(findings.map((row) => row.问题编号));
		expect(walk.complaints).toEqual([]);
	});

	test('a maintainer finds what is to be repaired, and what was', async () => {
		const { page, named, arrives, sees, follows, presses, chooses, searches, rowsOf } = walk;
		/** The findings that are listed. */
		const messages = () => page.locator('ol.findings > li').allInnerTexts();
		const filters = async (label: string, option: string) => {
			await chooses(label, option, named('form', '筛选问题'));
			await presses('筛选');
		};
		await searches('山峡');
		await follows(shanxia.name);
		await arrives(`${shanxia.name} 2026年6月`);
		await sees(['山峡县政务服务中心']);
		await follows('问题', named('navigation', '这个网站的页面'));
		await sees(['共 6 条：确定 5，待核对 1']);

		await follows('站内断链', named('table', '各检查项的问题数'));
		await sees(['共 4 条']);
		await filters('状态', '新发现');
		await sees(['共 2 条']);
		for (const text of await messages()) expect(text).toMatch(/新发现.*站内断链/s);
		await filters('状态', '复发');
		await sees(['共 1 条']);
		await follows(/链接“办事指南”/);

		await arrives('站内断链');
		await sees([
			/^链接“办事指南”返回错误代码 404，请恢复该页面/,
			/页面误删或换了地址的，恢复原页面/,
			/尝试 3 次，均为 404/,
			'共 3 页',
			/国办秘函〔2019〕19号/,
			'2026年6月25日',
			'复发',
		]);
		const places = page.getByRole('region', { name: '见于' }).getByRole('link');
		expect(await places.allInnerTexts()).toEqual([
			shanxia.url,
			`${shanxia.url}list/1.html`,
			`${shanxia.url}list/2.html`,
		]);
		expect(await rowsOf('历次审计中的状态')).toEqual([
			['2026年4月', '2026年4月15日', '新发现', '完整'],
			['2026年5月', '2026年5月15日', '已修复', '完整'],
			['2026年6月', '2026年6月15日', '复发', '完整'],
		]);

		// As the month tells it in which it was repaired, and back to the list as it was.
		await follows('2026年5月', named('table', '历次审计中的状态，从早到晚'));
		await sees(['已修复'], page.locator('p.tags'));
		await sees(['2026年5月', '复发'], page.getByRole('region', { name: '情况' }));
		for (let step = 0; step < 2; step++) await page.goBack();
		await arrives(`${shanxia.name} 2026年6月`);
		await sees(['共 1 条']);
		const chosen = named('form', '筛选问题').locator('option:checked');
		expect(await chosen.allInnerTexts()).toEqual(['站内断链', '全部', '全部', '复发']);
		await follows('清除筛选');
		await sees(['共 6 条']);

		// A lead is called one, and holds nobody to a day.
		await filters('认定', '待核对');
		await follows(/页面可能不存在/);
		await sees(['待核对', /需要人工打开页面核实/, /没有，待核对的问题不设期限/]);
		await follows(shanxia.name, named('navigation', '当前位置'));

		await follows('栏目', named('navigation', '这个网站的页面'));
		const told = (await rowsOf('栏目，最急的在前')).map((row) => row.join(' ').replace(/\s+/g, ' '));
		expect(told).toContainEqual(
			expect.stringMatching(
				/^政策文件 正常 169 天 最迟 2026年12月1日 2026年6月1日 政策文件 24 列表 读完 导航菜单“政策文件”$/,
			),
		);
		await follows('总览', named('navigation', '这个网站的页面'));
		await sees(['看到已知页面的 80%。未能查看的：robots.txt 不允许 40，超时 1。', '没有读到政策解读栏目']);
		await page.getByText('未能查看的网址（2 组）').click();
		expect(await rowsOf('未能查看的网址')).toEqual([
			[`${shanxia.url}data/*.html`, 'robots.txt 不允许', '40'],
			[`${shanxia.url}slow.html`, '超时', '1'],
		]);

		// An audit that was cut short takes nothing back.
		await follows('总览', named('navigation', '当前位置'));
		await searches('东桥');
		await follows(dongqiao.name);
		await sees(['不完整', '本次审计不完整：达到页数上限（100 页）', '看到已知页面的 40%']);
		expect(await messages()).toContainEqual(expect.stringMatching(/仍未改\s+本次未能复查.*机构职能/s));
		expect(walk.complaints).toEqual([]);
	});

	test('an operator follows the audits, and comes back from a page that is gone', async () => {
		const { page, named, arrives, sees, follows, searches, rowsOf } = walk;
		const { store } = dashboard;
		await follows('审计进度', named('navigation', '主导航'));
		await arrives('审计进度');
		const told = async (table: string, site: string) =>
			(await rowsOf(table)).find(([name]) => name?.includes(site))?.join(' ');
		await sees(['正在进行（2）']);
		expect(await told('正在进行的审计', nanping.name)).toMatch(/（进程 42）.* 111 900 4 292 页\/分钟/s);
		expect(await told('正在进行的审计', hekou.name)).toMatch(/核对链接.*已 30 分 0 秒没有消息，可能已中断/s);
		expect(await told('排队的审计', xitang.name)).toMatch(/手动.*等待开始/s);
		expect(await told('排队的审计', dongqiao.name)).toMatch(/失败 1 次 网站没有应答，.*12:00 再试/s);
		expect(await told('最近结束的审计', beiling.name)).toContain('失败 首页打不开：域名无法解析');
		expect(await rowsOf('接下来的定时审计')).toEqual([['2026年7月2日 02:00', shanxia.name]]);

		// The page follows by itself, and stays; without script a link brings it anew.
		let loads = 0;
		page.on('framenavigated', () => loads++);
		await page.getByRole('link', { name: nanping.name }).focus();
		await store.heartbeat(running, at('01:59:40'), { ...progress, pages: 2222, queued: 0 });
		if (!hasScript) await follows('刷新本页');
		await sees(['2,222'], named('table', '正在进行的审计'));
		expect(await page.getByRole('progressbar', { name: '已知页面中抓取的比例' }).count()).toBe(1);
		await store.heartbeat(running, at('01:59:59'), progress);
		if (hasScript) {
			expect(loads).toBe(0);
			expect(await page.evaluate('document.activeElement.textContent')).toBe(nanping.name);
		} else expect(loads).toBeGreaterThan(0);
		expect(await page.getByRole('button', { name: '暂停自动更新' }).count()).toBe(hasScript ? 1 : 0);

		await follows(beiling.name);
		await arrives(`${beiling.name} 2026年6月`);
		await sees(['最近一次审计失败', '首页打不开：域名无法解析']);
		await follows('审计记录', named('navigation', '这个网站的页面'));
		await sees(['失败', '首页打不开：域名无法解析'], named('table', '历次审计'));

		await follows('检查项', named('navigation', '主导航'));
		await arrives('检查项');
		await sees([`共 ${checks.length} 项`, '站内断链']);
		expect(await page.locator('[aria-current=page]').innerText()).toBe('检查项');
		await follows('站内断链', page.locator('main'));
		await arrives('站内断链');
		await sees(['编号', '判定', '依据', '怎么改', '分值', '不算问题']);
		await follows('检查项', named('navigation', '当前位置'));
		await follows('评分方案的全部数值和出处');
		await arrives('评分方案');
		await sees(['与全国默认完全相同。', '门户网站合格线']);

		// A site that was taken out of the register while its name stood on the screen.
		const gone = { ...xitang, id: 'gone', name: '旧站' };
		await store.importSites([gone], at('01:00:00'));
		await follows('总览', named('navigation', '主导航'));
		await searches(gone.name);
		await sees(['共 1 个网站']);
		await store.removeSites([gone.id], at('01:00:00'));
		expect(walk.complaints).toEqual([]);
		await follows(gone.name);
		await arrives('没有这个页面');
		await sees(['网址可能写错了，或者这个网站、问题已不在库中。']);
		for (const complaint of walk.complaints.splice(0)) expect(complaint).toContain('404');
		await follows('回到总览');
		await arrives('2026年6月总览');
		await searches(gone.name);
		await sees(['没有符合条件的网站。']);
		expect(walk.complaints).toEqual([]);
	});
});
