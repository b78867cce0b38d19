/** Every page in a real browser: accessible, within its window, obeying its own policy, and alive where it says so. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser/find.ts';
import { launchOptions } from '../../crawler/browser/launch.ts';
import { type RunningServer, startServer } from '../../dashboard/server.ts';
import type { Store } from '../../reports/store.ts';
import { column, document } from '../support/report.ts';
import { fillNotices } from './notice-stock.ts';
import { linjiang, type Opened, openDashboard, record, reportOf } from './open-dashboard.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const long = 'a-very-long-address-without-any-place-to-break-'.repeat(8);

let dashboard: Opened;
let empty: Opened;
let server: RunningServer;
let emptyServer: RunningServer;
let browser: Browser;
let running: number;
const pages: Record<string, string> = {};

/** Words of people of each kind, and a month that is frozen. */
const decideSome = async (store: Store, idOf: (check: string) => string | undefined): Promise<void> => {
	const said = { by: long.slice(0, 50), at: '2026-06-16T01:00:00.000Z', reason: long };
	const june = { site: 'linjiang', period: '2026-06', ...said };
	await store.decideFinding({ ...june, finding: idOf('empty-column') ?? '', step: 'dispute' });
	await store.decideFinding({
		...{ ...june, finding: idOf('broken-link') ?? '' },
		...{ step: 'waive', until: '2026-07-01' },
	});
	await store.decideVeto({ ...june, veto: 'veto-no-interaction', holds: true });
	await store.enterPoints({ ...june, indicator: 'ind-service-forms', points: 1.5 });
	await store.enterPoints({ ...june, indicator: 'bonus', points: 5 });
	await store.decideMonth({ period: '2026-06', ...said, step: 'objections', until: '2026-06-30' });
	await store.decideMonth({ period: '2026-05', ...said, step: 'freeze' });
};

const fill = async ({ store }: Opened): Promise<void> => {
	const sites = Array.from({ length: 60 }, (_, n) => ({
		...linjiang,
		id: `site-${n}`,
		name: `第${n}个网站`,
	}));
	await store.syncConfigured([linjiang, ...sites], '2026-01-01T00:00:00Z');
	const subjects = Array.from({ length: 70 }, (_, n) => ({
		subject: `${linjiang.url}${long}${n}`,
		foundOnCount: 30,
	}));
	const may = reportOf({ asOf: '2026-05-15', faults: { 'broken-link': subjects } });
	await record(store, may);
	const empty = Array.from({ length: 6 }, (_, n) => `${linjiang.url}empty${n}/`);
	const june = reportOf({
		previous: may,
		faults: {
			'broken-link': subjects.slice(5),
			'empty-column': empty.map((subject) => ({ subject, snippet: '列表 0 条' })),
			'soft-404': [{ subject: `${linjiang.url}soft`, certainty: 'review', snippet: long }],
		},
		seen: {
			columns: [
				column('zc', 'policy', { title: '政策文件', recognisedBy: 'nav:政策文件' }),
				...empty.map((url) => column('x', 'other', { url, content: 'empty', items: 0 })),
			],
			documents: [document('a', '临政办发〔2026〕1号')],
		},
		upcoming: [
			{ check: 'stale-column', subject: `${linjiang.url}${long}`, dueOn: '2026-06-20', message: long },
		],
		unassessed: { 'stale-column': '没有读到列表' },
		coverage: { share: 0.8, notSeen: [{ what: long, why: 'error', count: 9 }] },
		run: { complete: false, stopReason: '达到页数上限 100' },
	});
	await record(store, june);
	for (const [n, state] of (['ok', 'failed', 'wall', 'unconfirmed', 'ours'] as const).entries()) {
		const slot = `2026-06-0${n + 1}T01:00:00.000Z`;
		const words = state === 'failed' ? long : 'HTTP 403';
		await store.recordProbe({ site: 'linjiang', url: linjiang.url, slot, at: slot, state, words });
	}
	const at = '2026-06-20T01:00:00.000Z';
	const owner = { host: 'a', pid: 1 };
	const begin = (site: string) => store.begin({ site, cause: 'hand', asOf: '2026-06-20', now: at }, owner);
	running = (await begin('site-1'))?.id ?? 0;
	const progress = { phase: 'crawl', pages: 111, queued: 9, rendered: 1, perSecond: 1, errors: 0 } as const;
	await store.heartbeat(running, at, progress);
	await store.finish((await begin('site-2'))?.id ?? 0, at, { error: '首页打不开' });
	await store.enqueue({ site: 'site-3', cause: 'schedule', asOf: '2026-06-20', dueAt: at, now: at });
	await fillNotices(store, { at, words: long });
	const finding = { id: 'browser', name: '浏览器', words: long, repair: long } as const;
	const states = ['bad', 'note', 'good'] as const;
	await store.operations.keep('health', { at, findings: states.map((state) => ({ ...finding, state })) }, at);
	await store.operations.keep(
		'disk',
		{
			...{ at, reports: 1e9, pictures: 2e9, archives: 6e9, logs: 1e8, store: 9e8, other: 0 },
			...{ free: 4e9, size: 100e9, sites: 14_000, looked: 700, nextRound: 3e9 },
			days: ['01', '02', '03'].map((day) => ({ day: `2026-06-${day}`, total: 1e9 })),
		},
		at,
	);
	await store.operations.seeWorker({ ...{ host: long, pid: 4242 }, parallel: 4, since: at, seenAt: at });
	await store.operations.setPause({ by: long.slice(0, 50), at });
	const idOf = (check: string) => june.findings.find((finding) => finding.check === check)?.id;
	await decideSome(store, idOf);
	Object.assign(pages, {
		overview: '/?month=2026-06',
		'a filtered overview': '/?month=2026-06&verdict=unaudited&q=1&sort=name&order=desc',
		'an empty search': '/?q=nothing',
		'a site': '/sites/linjiang',
		'its findings': '/sites/linjiang/findings',
		'its scores': '/sites/linjiang/scores',
		'its columns': '/sites/linjiang/columns',
		'its documents': '/sites/linjiang/documents',
		'documents that nobody has': '/sites/linjiang/documents?q=nothing',
		'two of its months': '/sites/linjiang/comparison?change=open',
		'its audits': '/sites/linjiang/audits',
		'the log of an audit': `/sites/site-1/audits/${running}`,
		'a site without an audit': '/sites/site-2',
		'columns of a site without an audit': '/sites/site-2/columns',
		'months of a site without an audit': '/sites/site-2/comparison',
		'a disputed finding': `/sites/linjiang/findings/${idOf('empty-column')}`,
		'a certain finding': `/sites/linjiang/findings/${june.findings.findLast(({ check }) => check === 'broken-link')?.id}`,
		'a doubtful finding': `/sites/linjiang/findings/${idOf('soft-404')}`,
		'a waived finding': `/sites/linjiang/findings/${idOf('broken-link')}`,
		'what waits for people': '/review?month=2026-06',
		'a frozen month': '/review?month=2026-05',
		'a site in a frozen month': '/sites/linjiang?month=2026-05',
		'a finding in a frozen month': `/sites/linjiang/findings/${idOf('broken-link')}?month=2026-05`,
		'the work list': '/work',
		'a site’s work list': '/work?site=linjiang&overdue=1&sort=due',
		'one task': `/work/${(await store.tasks({ sites: ['linjiang'] })).rows[0]?.n ?? ''}`,
		audits: '/audits',
		notices: '/notices',
		checks: '/checks',
		'a search of checks': '/checks?q=断链',
		'a check': '/checks/broken-link',
		'a profile': '/profile?name=yangzhou-2018',
		system: '/system',
		'a missing page': '/nothing',
	});
};

beforeAll(async () => {
	dashboard = await openDashboard({
		nextRuns: () => [{ site: 'site-1', at: new Date('2026-07-01T18:00:00Z') }],
	});
	await fill(dashboard);
	empty = await openDashboard();
	server = await startServer(dashboard.app, { port: 0 });
	emptyServer = await startServer(empty.app, { port: 0 });
	const found = await findBrowser({ environment: process.env });
	if (!found) throw new Error('expected a browser on this machine');
	browser = await chromium.launch(launchOptions(found));
});
afterAll(async () => {
	await browser?.close();
	await server?.close();
	await emptyServer?.close();
	await dashboard?.close();
	await empty?.close();
});

const violationsOf = async (page: Page): Promise<string[]> => {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		// Its source was run in the page just before.
		const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
		const { violations } = await axe.run({ resultTypes: ['violations'] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	});
};

describe.each([
	['on a desktop', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
	['on a telephone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('%s', (_, options) => {
	test('every page is accessible, fits its window and breaks no policy', async () => {
		const context = await browser.newContext(options);
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => {
			if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
		});
		page.on('pageerror', (error) => complaints.push(error.message));
		const addresses = [
			...Object.entries(pages).map(([name, path]) => [name, new URL(path, server.url).href] as const),
			['the first start', emptyServer.url] as const,
			['nothing that waits', new URL('/review', emptyServer.url).href] as const,
			['audits before any', new URL('/audits', emptyServer.url).href] as const,
			['the machine before any look', new URL('/system', emptyServer.url).href] as const,
			['notices before any', new URL('/notices', emptyServer.url).href] as const,
		];
		for (const [name, address] of addresses) {
			await page.goto(address);
			await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
			const beyond = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
			expect([name, beyond <= 0]).toEqual([name, true]);
			expect([name, await violationsOf(page)]).toEqual([name, []]);
		}
		expect(complaints).toEqual([]);
		await context.close();
	}, 300_000);
});

describe('the page of audits', () => {
	test('follows a running audit by itself, until it is paused', async () => {
		const page = await browser.newPage();
		await page.goto(new URL('/audits', server.url).href);
		const { store } = dashboard;
		const progress = { phase: 'crawl', queued: 9, rendered: 1, perSecond: 1, errors: 0 } as const;
		await store.heartbeat(running, '2026-06-20T01:59:00.000Z', { ...progress, pages: 2222 });
		await page.getByText('2,222').first().waitFor();
		await page.getByRole('button', { name: '暂停自动更新' }).click();
		await store.heartbeat(running, '2026-06-20T01:59:30.000Z', { ...progress, pages: 3333 });
		await page.waitForTimeout(3000);
		expect(await page.getByText('3,333').count()).toBe(0);
		await page.getByRole('button', { name: '暂停自动更新' }).click();
		await page.getByText('3,333').first().waitFor();
		await page.close();
	});

	test('is whole without script', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(new URL('/audits', server.url).href);
		expect(await page.locator('#live table').count()).toBe(4);
		expect(await page.getByRole('link', { name: '刷新本页' }).count()).toBe(1);
		// What only a script does is not offered.
		expect(await page.getByRole('button', { name: '暂停自动更新' }).count()).toBe(0);
		await context.close();
	});
});

test('a finding’s page says at its head what a second look saw, as soon as it is known, and keeps what is typed', async () => {
	let isBusy = true;
	const rechecks = { ask: async () => undefined, isBusy: () => isBusy, failure: () => undefined };
	const own = await openDashboard({ rechecks });
	const ownServer = await startServer(own.app, { port: 0 });
	const report = reportOf({ faults: { 'broken-link': [{ subject: `${linjiang.url}x` }] } });
	await record(own.store, report);
	const [finding] = report.findings;
	const page = await browser.newPage();
	await page.goto(new URL(`/sites/linjiang/findings/${finding?.id}`, ownServer.url).href);
	await page.locator('form.decide input[name=reason]').last().fill('写了一半');
	if (finding)
		await own.store.keepRechecks(
			'linjiang',
			[{ finding, result: 'fixed', words: '现在可以打开', proof: [] }],
			{
				...{ at: '2026-06-20T01:00:00.000Z', by: '赵工' },
			},
		);
	isBusy = false;
	await page.getByText('现在可以打开').waitFor();
	expect(await page.locator('[data-live=past]').innerText()).toContain('现在：已修复');
	expect(await page.locator('[data-live=now]').innerText()).toBe('已修复');
	expect(await page.locator('form.decide input[name=reason]').last().inputValue()).toBe('写了一半');
	await page.close();
	await ownServer.close();
	await own.close();
});

test('the keyboard comes past the navigation, and into wide tables', async () => {
	const page = await browser.newPage();
	await page.goto(new URL('/?month=2026-06', server.url).href);
	await page.keyboard.press('Tab');
	expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
	await page.keyboard.press('Enter');
	expect(new URL(page.url()).hash).toBe('#content');
	// Another one lies folded up, where nothing comes to be focused.
	await page.locator('main > .scroll').focus();
	expect(await page.evaluate('document.activeElement.className')).toBe('scroll');
	await page.close();
});
