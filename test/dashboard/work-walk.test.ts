/** The work list and the findings in it by keyboard alone, with script and without. */
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser/find.ts';
import { launchOptions } from '../../crawler/browser/launch.ts';
import { type RunningServer, startServer } from '../../dashboard/server.ts';
import type { Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { linjiang, type Opened, openDashboard, reportOf } from './open-dashboard.ts';

const home = linjiang.url;
const dead = (n: number) => ({
	subject: `${home}${n}.html`,
	message: `第${n}个链接打不开。`,
	foundOn: [home],
});

let dashboard: Opened;
let server: RunningServer;
let browser: Browser;
let report: Report;
let isBusy = false;
const asked: unknown[] = [];

beforeAll(async () => {
	dashboard = await openDashboard({
		rechecks: {
			ask: async (wanted) => {
				asked.push(wanted);
				return undefined;
			},
			isBusy: () => isBusy,
			failure: () => undefined,
		},
	});
	report = reportOf({
		faults: {
			'broken-link': [dead(1), dead(2), dead(3)],
			'missing-public-marker': [{ subject: `${home}zc/1.html`, message: '文件没有标注公开属性。' }],
		},
	});
	await dashboard.store.record(report, 'linjiang/2026-06/report.json', national);
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

const open = async (path: string, javaScriptEnabled: boolean) => {
	const context = await browser.newContext({ javaScriptEnabled });
	context.setDefaultTimeout(60_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto(new URL(path, server.url).href);
	return { page, complaints, close: () => context.close() };
};
const lead = (page: Page): Promise<string> => page.locator('.lead').innerText();
const pathOf = (n: number): string => {
	const found = report.findings.find(({ subject }) => subject === `${home}${n}.html`);
	return `/sites/linjiang/findings/${found?.id}?month=2026-06&check=broken-link`;
};
/** Presses a key, and waits until another finding is told. */
const turns = async (page: Page, key: string, to: string): Promise<void> => {
	await page.keyboard.press(key);
	await page.locator('.lead', { hasText: to }).waitFor();
};

describe.each([
	['with script', true],
	['without script', false],
])('%s', { timeout: 300_000 }, (_, hasScript) => {
	test('a maintainer ticks what is to be looked at, and says that it is being repaired', async () => {
		asked.length = 0;
		const { page, complaints, close } = await open('/work', hasScript);
		const box = page.getByRole('checkbox', { name: /3 个有问题的链接/ });
		await box.focus();
		await page.keyboard.press('Space');
		expect(await box.isChecked()).toBe(true);
		if (hasScript) await page.getByText('（已选 1 项）').waitFor();
		else expect(await page.getByRole('checkbox', { name: '全选本页' }).count()).toBe(0);
		await page.getByLabel('姓名').fill('赵工');
		await page.getByRole('button', { name: '复查所选' }).focus();
		await page.keyboard.press('Enter');
		await page.waitForLoadState();
		await expect.poll(() => asked.length).toBe(1);
		expect(asked).toMatchObject([
			{ site: 'linjiang', by: '赵工', findings: [{}, {}, {}].map(() => expect.any(String)) },
		]);

		await page.getByRole('checkbox', { name: /3 个有问题的链接/ }).check();
		await page.getByLabel('预计完成').fill('2026-06-30');
		await page.getByRole('button', { name: '标为整改中' }).press('Enter');
		await page.getByText('整改中 3 个').waitFor();
		await page.getByRole('checkbox', { name: /3 个有问题的链接/ }).check();
		await page.getByRole('button', { name: '取消整改中' }).press('Enter');
		await page.getByText('整改中 3 个').waitFor({ state: 'detached' });
		expect(complaints).toEqual([]);
		await close();
	});

	test('links lead to the finding before and behind in the list that was filtered', async () => {
		const { page, close } = await open('/sites/linjiang/findings?month=2026-06&check=broken-link', hasScript);
		await page.getByRole('link', { name: '第1个链接打不开。' }).press('Enter');
		await page.getByRole('navigation', { name: '前后问题' }).getByText('已是第一个').waitFor();
		for (const n of [2, 3]) {
			await page.getByRole('link', { name: '下一个', exact: true }).press('Enter');
			await page.locator('.lead', { hasText: `第${n}个` }).waitFor();
		}
		await page.getByText('已是最后一个').waitFor();
		await page.getByRole('link', { name: '回到清单' }).press('Enter');
		await page.waitForURL(/check=broken-link/);
		await close();
	});
});

describe('the keys of a list', { timeout: 300_000 }, () => {
	test('turn to the next and the one before', async () => {
		const { page, complaints, close } = await open(pathOf(1), true);
		await turns(page, 'ArrowRight', '第2个');
		await turns(page, 'j', '第3个');
		await turns(page, 'k', '第2个');
		await turns(page, 'ArrowLeft', '第1个');
		expect(complaints).toEqual([]);
		await close();
	});

	test('are those of whoever types, where something is typed, chosen or held down with another', async () => {
		const { page, close } = await open(pathOf(2), true);
		const reason = page.getByRole('textbox', { name: '理由' });
		await reason.focus();
		await page.keyboard.type('jk');
		await page.keyboard.press('ArrowLeft');
		expect(await reason.inputValue()).toBe('jk');
		await page.getByRole('radio').first().focus();
		await page.keyboard.press('ArrowRight');
		await page.locator('body').press('Control+j');
		await page.waitForTimeout(500);
		expect(await lead(page)).toContain('第2个');
		await close();
	});

	test('do nothing at the ends', async () => {
		const { page, close } = await open(pathOf(3), true);
		await page.keyboard.press('j');
		await page.waitForTimeout(300);
		expect(await lead(page)).toContain('第3个');
		await close();
	});
});

describe('while it is looked at again', { timeout: 300_000 }, () => {
	test('the page tells the result by itself, and keeps what was typed', async () => {
		isBusy = true;
		const { page, complaints, close } = await open(pathOf(1), true);
		await page.getByText('正在复查这个网站的问题').waitFor();
		await page.getByRole('textbox', { name: '理由' }).fill('半句没写完的话');
		const [finding] = report.findings.filter(({ subject }) => subject === `${home}1.html`);
		if (!finding) throw new Error('expected the finding that was recorded');
		await dashboard.store.keepRechecks(
			'linjiang',
			[{ finding, result: 'open', words: '仍返回 404', proof: [] }],
			{ at: '2026-06-20T01:00:00.000Z', by: '赵工' },
		);
		await page.waitForTimeout(3000);
		expect(await page.getByText('仍返回 404').count()).toBe(0);
		isBusy = false;
		await page.getByText('仍返回 404').waitFor();
		expect(await page.getByRole('textbox', { name: '理由' }).inputValue()).toBe('半句没写完的话');
		expect(await page.getByText('正在复查这个网站的问题').count()).toBe(0);
		expect(complaints).toEqual([]);
		await close();
	});

	test('a page without script has a link that tells, and does not come anew by itself', async () => {
		isBusy = true;
		const { page, close } = await open(pathOf(2), false);
		expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
		isBusy = false;
		await page.getByRole('link', { name: '刷新看结果' }).press('Enter');
		await page.getByRole('button', { name: '改好了，马上复查' }).waitFor();
		await close();
	});
});
