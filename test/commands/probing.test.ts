import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startProbing } from '../../commands/probing.ts';
import { configForUrl } from '../../config.ts';
import { slotsBetween } from '../../crawler/probes/slots.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/new-store.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

const minute = 60_000;
const midnight = Date.parse('2026-11-15T00:00:00+08:00');
const page = '<title>临江市人民政府</title>';
const dayMs = 1440 * minute;
const patience = { timeout: 30_000, interval: 20 };

let folder = '';
let store: Store;
const endings: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-probing-'));
	store = await openStore(join(folder, 'gongkai.db'));
});
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
	await store.close();
	await rm(folder, { recursive: true });
});

const webOf = async (answer: Answering = page, robots = ''): Promise<Web> => {
	const web = await startWeb({ '/': answer, ...(robots ? { '/robots.txt': robots } : {}) });
	endings.push(web.close);
	return web;
};
const siteOf = (id: string, { url }: Web, more: Partial<SiteConfig> = {}): SiteConfig => ({
	...configForUrl(`${url}/`),
	id,
	name: id,
	robots: 'ignore',
	...more,
});
/** Probes from this instant on, in real time. */
const start = (sites: readonly SiteConfig[], instant: number, perDay = 20) => {
	const began = performance.now();
	const probing = startProbing({
		store,
		config: { sites, network: { allow: ['127.0.0.1'] }, probes: { perDay, keepDays: 60 } },
		log: pino({ level: 'silent' }),
		now: () => new Date(instant + performance.now() - began),
		environment: { GONGKAI_BROWSER: '/nowhere' },
	});
	endings.push(probing.stop);
	return probing;
};
const daysOf = ({ id, url }: SiteConfig) => store.probeDays({ id, url }, '2026-01-01', '2026-12-31');
/** The first time of a site that has nothing of its own in the half hour before. */
const firstSlot = (site: SiteConfig): number =>
	slotsBetween(site.id, 20, midnight + 120 * minute, midnight + dayMs)[0] ?? 0;
/** A machine that was busy must not have missed a thing that it did not do. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

describe('a homepage', () => {
	test('is visited once when its time comes, not before', async () => {
		const web = await webOf();
		const site = siteOf('jia', web);
		start([site], firstSlot(site) - 400);
		await expect.poll(() => daysOf(site), patience).toMatchObject([{ day: '2026-11-15', ok: 1, failed: 0 }]);
		expect(web.asked).toEqual(['/']);
		const [slot] = (await store.probedSince('2026-01-01T00:00:00Z')).get('jia') ?? [];
		expect(slot).toBe(new Date(firstSlot(site)).toISOString());
	});

	test('is visited after a restart where its time came meanwhile, and not twice', async () => {
		const web = await webOf();
		const site = siteOf('jia', web);
		const first = start([site], firstSlot(site) + 5 * minute);
		await expect.poll(() => daysOf(site), patience).toMatchObject([{ ok: 1 }]);
		await first.stop();
		start([site], firstSlot(site) + 6 * minute);
		await settle();
		expect(web.asked).toEqual(['/']);
	});

	test('is left alone where its time is long gone', async () => {
		const web = await webOf();
		const site = siteOf('jia', web);
		start([site], firstSlot(site) + 11 * minute);
		await settle();
		expect([web.asked, await daysOf(site)]).toEqual([[], []]);
	});

	test('is visited on the day that its robots.txt lets us, and never else', async () => {
		const rules = (path: string): string => `User-agent: *\nDisallow: ${path}`;
		const [open, closed] = [await webOf(page, rules('/oa/')), await webOf(page, rules('/'))];
		const sites = [siteOf('jia', open, { robots: 'obey' }), siteOf('yi', closed, { robots: 'obey' })];
		for (const site of sites) start([site], firstSlot(site) + 1);
		await expect.poll(() => [open.asked.length, closed.asked.length], patience).toEqual([2, 1]);
		await settle();
		expect([open.asked, closed.asked]).toEqual([['/robots.txt', '/'], ['/robots.txt']]);
	});

	test('that does not open without a browser at hand is not called a failure', async () => {
		const web = await webOf((_request, response) => response.writeHead(500).end());
		const site = siteOf('jia', web);
		start([site], firstSlot(site) + 1);
		await expect.poll(() => daysOf(site), patience).toMatchObject([{ ok: 0, failed: 0, unconfirmed: 1 }]);
	});

	test('that no browser may open is not confirmed by one', async () => {
		const web = await webOf((_request, response) => response.writeHead(500).end());
		const [never, auto] = [siteOf('jia', web, { render: 'never' }), siteOf('yi', web)];
		const words: Record<string, string | undefined> = {};
		const { recordProbe } = store;
		store = {
			...store,
			recordProbe: (probe) => {
				words[probe.site] = probe.words;
				return recordProbe(probe);
			},
		};
		for (const site of [never, auto]) start([site], firstSlot(site) + 1);
		await expect
			.poll(() => words, patience)
			.toEqual({
				jia: expect.stringContaining('配置不许用浏览器打开'),
				yi: expect.stringContaining('没有能启动的浏览器来确认'),
			});
	});

	test('of the register is visited as well', async () => {
		const web = await webOf();
		const { id, name, url, type } = siteOf('jia', web);
		await store.importSites([{ id, name, url, type }], '2026-01-01T00:00:00Z');
		start([], firstSlot(siteOf('jia', web)) + 1);
		await expect.poll(() => web.asked, patience).toEqual(['/robots.txt', '/']);
	});
});

test('what the end of the program cuts off is kept as nothing, and made up for', async () => {
	let answers = false;
	const web = await webOf((_request, response) => {
		if (answers) response.end(page);
	});
	const site = siteOf('jia', web);
	const first = start([site], firstSlot(site) + 1);
	await expect.poll(() => web.asked.length, patience).toBe(1);
	await first.stop();
	expect(await daysOf(site)).toEqual([]);
	answers = true;
	start([site], firstSlot(site) + minute);
	await expect.poll(() => daysOf(site), patience).toMatchObject([{ ok: 1 }]);
});

test('old single visits are forgotten when a day begins', async () => {
	const site = siteOf('jia', await webOf());
	const old = { site: 'jia', url: site.url, at: '2026-09-01T00:00:00.000Z', state: 'ok' as const };
	await store.recordProbe({ ...old, slot: '2026-09-01T00:00:00.000Z' });
	start([site], firstSlot(site) - 20 * minute);
	await expect.poll(async () => (await store.probedSince('2026-01-01T00:00:00Z')).size, patience).toBe(0);
	expect(await daysOf(site)).toHaveLength(1);
});
