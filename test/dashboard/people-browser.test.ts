/** Signing in, deciding and signing out in a real browser, with script and without; and the pages of accounts as people see them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../crawler/browser/find.ts';
import { launchOptions } from '../../crawler/browser/launch.ts';
import { type RunningServer, startServer } from '../../dashboard/server.ts';
import { newSecret } from '../../dashboard/session.ts';
import { national } from '../../reports/profiles/national.ts';
import { linjiang, now, type Opened, openDashboard, reportOf } from './open-dashboard.ts';
import { addPeople, password } from './people.ts';
import { walkIn } from './walk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const long = 'a-very-long-agent-without-any-place-to-break-'.repeat(2);

let dashboard: Opened;
let server: RunningServer;
let browser: Browser;
let finding = '';

beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	await store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	const faults = {
		'soft-404': [{ subject: `${linjiang.url}soft`, certainty: 'review', message: '请核实。' }],
	} as const;
	const report = reportOf({ faults });
	await store.record(report, 'linjiang/2026-06/report.json', national);
	finding = `sites/linjiang/findings/${report.findings[0]?.id}?month=2026-06`;
	await addPeople(store, ['linjiang']);
	await store.users.add({ name: '一'.repeat(50), role: 'viewer', password: 'x' }, now.toISOString());
	const at = now.toISOString();
	for (const user of ['maintainer', 'administrator']) {
		const { hash } = newSecret();
		await store.users.openSession({ user, hash, now: at, address: '2001:db8::1', agent: long });
		await store.users.addToken({ user, hash: newSecret().hash, now: at });
	}
	for (let n = 0; n < 60; n++)
		await store.users.note({
			at,
			who: 'officer',
			act: 'export',
			about: `/export/${long}`,
			address: '192.0.2.1',
		});
	server = await startServer(dashboard.app, { port: 0 });
	const found = await findBrowser({ environment: process.env });
	if (!found) throw new Error('expected a browser on this machine');
	browser = await chromium.launch(launchOptions(found));
}, 120_000);
afterAll(async () => {
	await browser?.close();
	await server?.close();
	await dashboard?.close();
});

test.each([
	['with script', true],
	['without script', false],
])('%s an officer signs in, decides and signs out', { timeout: 120_000 }, async (_, hasScript) => {
	const walk = await walkIn(browser, new URL(finding, server.url).href, hasScript);
	const { page, arrives, sees, presses } = walk;
	const signsIn = async (typed: string) => {
		await page.getByLabel('用户名').fill('officer');
		await page.getByLabel('密码').fill(typed);
		await presses('登录');
	};
	await arrives('登录');
	await signsIn('wrong');
	await sees(['用户名或密码不对，或者账号已停用。']);
	expect(walk.complaints.splice(0).every((one) => one.includes('401'))).toBe(true);
	// The name stands there still, and the page that was wanted is not forgotten.
	expect(await page.getByLabel('用户名').inputValue()).toBe('officer');
	await signsIn(password);
	await page.waitForURL(new URL(finding, server.url).href);
	expect(await page.getByLabel('姓名').count()).toBe(0);
	if (hasScript) {
		// What the choice needs is asked for on this page, where nothing that was typed is lost.
		const reason = page.getByRole('textbox', { name: '理由' });
		const isAskedFor = () => reason.evaluate((field) => field.hasAttribute('required'));
		expect(await isAskedFor()).toBe(false);
		await page.getByRole('radio', { name: /驳回/ }).check();
		expect(await isAskedFor()).toBe(true);
		await page.getByRole('radio', { name: /豁免/ }).check();
		expect(await page.locator('.decide .until input[required]').count()).toBe(1);
	}
	await page.getByRole('radio').first().check();
	expect(await page.locator('.decide :is([name=reason], [name=until])[required]').count()).toBe(0);
	await page.getByRole('textbox', { name: '理由' }).fill('已核实');
	await presses('提交');
	await sees([/officer，2026年6月20日 10:00：已核实/]);
	await presses('退出');
	await arrives('登录');
	await page.goto(new URL(finding, server.url).href);
	await arrives('登录');
	expect(walk.complaints).toEqual([]);
	const [decision] = await dashboard.store.decisions('linjiang', {
		finding: finding.split('/').at(-1)?.split('?')[0] ?? '',
	});
	expect(decision?.by).toBe('officer');
	await dashboard.store.decideFinding({
		...{ site: 'linjiang', period: '2026-06', finding: finding.split('/').at(-1)?.split('?')[0] ?? '' },
		...{ step: 'revoke', by: 'officer', at: now.toISOString(), reason: '再来一遍' },
	});
	await walk.ends();
});

describe.each([
	['on a desktop', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
	['on a telephone in the dark', { viewport: { width: 360, height: 780 }, colorScheme: 'dark' }],
] as const)('%s', (_, options) => {
	test('every page of accounts is accessible, fits its window and breaks no policy', async () => {
		const context = await browser.newContext(options);
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => {
			if (message.type() === 'error' && !message.text().includes('40')) complaints.push(message.text());
		});
		const looks = async (path: string) => {
			await page.goto(new URL(path, server.url).href);
			const beyond = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
			expect([path, beyond <= 0]).toEqual([path, true]);
			await page.evaluate(axe);
			const found = await page.evaluate(async () => {
				// Its source was run in the page just before.
				const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
				const { violations } = await axe.run({ resultTypes: ['violations'] });
				return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
			});
			expect([path, found]).toEqual([path, []]);
		};
		await looks('sign-in');
		await page.getByLabel('用户名').fill('administrator');
		await page.getByLabel('密码').fill(password);
		await page.getByRole('button', { name: '登录' }).click();
		for (const path of [
			...['', 'account', 'users', 'users/maintainer', 'users/administrator', 'trail', 'trail?who=officer'],
			...[`users/${encodeURIComponent('一'.repeat(50))}`, 'users/nobody', 'review'],
		])
			await looks(path);
		expect(complaints).toEqual([]);
		await context.close();
	}, 120_000);
});
