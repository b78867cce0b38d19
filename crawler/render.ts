import PQueue from 'p-queue';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright';
import { type FoundBrowser, launchOptions } from './browser.ts';
import { kindOfColumn } from './extract/columns.ts';
import { readPage } from './extract/page.ts';
import type { Guard } from './guard.ts';
import type { ListItem, PageFacts } from './model.ts';
import { pressMenu, textMark, turnPage } from './turn-page.ts';

/** What the browser made of an address. */
export type Rendered =
	| {
			readonly state: 'shown';
			readonly finalUrl: string;
			/** Status of the last answer for the page itself: a wall may let the browser in at the second one. */
			readonly status: number;
			readonly html: string;
			readonly facts: PageFacts;
			/** For a list with paging by script: whether its end was reached. */
			readonly walked?: 'to-end' | 'cut';
			readonly requests: number;
			readonly bytes: number;
	  }
	| { readonly state: 'failed'; readonly reason: string; readonly requests: number; readonly bytes: number };

export interface Renderer {
	/** Opens a page as a visitor does, lets its scripts draw, and turns the pages of its list to the end. Never rejects. */
	readonly render: (url: string) => Promise<Rendered>;
	readonly close: () => Promise<void>;
}

export interface RendererOptions {
	readonly guard: Guard;
	/** Until the page's own answer. */
	readonly timeoutSeconds: number;
	/** Between two turns of a list's pages. */
	readonly turnSeconds: number;
	/** Pages of one list that are turned at most. */
	readonly maxTurns: number;
}

/** Pages open at once; each costs some hundred megabytes at worst. */
const openPages = 2;
/** A browser is replaced after so many pages: what leaks in it is bounded. */
const pagesPerBrowser = 150;
/** Longest a page may go on drawing, milliseconds. */
const drawingTime = 8_000;
/** Turns in a row that bring nothing new, though the page says there is more. */
const maxIdle = 5;
/** Entries of a menu without addresses that are opened at most. */
const maxMenu = 60;
/** What is not needed to know what a page says. */
const unneeded = new Set([
	'image',
	'media',
	'font',
	'texttrack',
	'websocket',
	'eventsource',
	'manifest',
	'ping',
]);

/** Further pages' entries and links behind the first one's. */
const merge = (first: PageFacts, later: PageFacts): PageFacts => {
	const items = new Map<string, ListItem>(first.items.map((item) => [item.url, item]));
	for (const item of later.items) if (!items.has(item.url)) items.set(item.url, item);
	const links = new Map(first.links.map((link) => [`${link.as} ${link.url}`, link]));
	for (const link of later.links) {
		const key = `${link.as} ${link.url}`;
		if (!links.has(key)) links.set(key, link);
	}
	return { ...first, items: [...items.values()], links: [...links.values()] };
};

/** A browser that is started with the first page and replaced when it dies or grows old. */
export const openRenderer = (found: FoundBrowser, options: RendererOptions): Renderer => {
	const { guard } = options;
	const queue = new PQueue({ concurrency: openPages });
	let browser: Promise<{ browser: Browser; context: BrowserContext }> | undefined;
	let served = 0;
	/** The same tree on every page of an application is opened once. */
	const openedMenus = new Set<string>();

	const launch = async (): Promise<{ browser: Browser; context: BrowserContext }> => {
		const browser = await chromium.launch({
			...launchOptions(found),
			// Its own background calls go nowhere; each context is given the guarded way out.
			proxy: { server: 'http://127.0.0.1:9' },
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		const context = await browser.newContext({
			proxy: { server: await guard.browserProxy() },
			locale: 'zh-CN',
			timezoneId: 'Asia/Shanghai',
			viewport: { width: 1366, height: 900 },
			serviceWorkers: 'block',
			acceptDownloads: false,
			extraHTTPHeaders: { 'accept-language': 'zh-CN,zh;q=0.9' },
			userAgent: `${guard.userAgent} Chrome/${browser.version().split('.')[0]}.0.0.0`,
		});
		await context.route(
			() => true,
			(route) => (unneeded.has(route.request().resourceType()) ? route.abort() : route.continue()),
		);
		return { browser, context };
	};

	const retire = async (): Promise<void> => {
		const old = browser;
		browser = undefined;
		served = 0;
		await (await old?.catch(() => undefined))?.browser.close().catch(() => {});
	};

	const settled = async (page: Page, limit: number): Promise<void> => {
		await page.waitForLoadState('networkidle', { timeout: limit }).catch(() => {});
	};

	const walk = async (
		page: Page,
		first: PageFacts,
	): Promise<{ facts: PageFacts; walked: 'to-end' | 'cut' }> => {
		let facts = first;
		let idle = 0;
		for (let turn = 0; turn < options.maxTurns; turn++) {
			const before = await page.evaluate(textMark);
			const pressed = await page.evaluate(turnPage);
			const announced = facts.pager.itemCount ?? 0;
			if (pressed !== 'pressed') return { facts, walked: facts.items.length < announced ? 'cut' : 'to-end' };
			await page
				.waitForFunction(`${textMark} !== ${before}`, undefined, { timeout: 5000, polling: 100 })
				.catch(() => {});
			await settled(page, 4000);
			const known = facts.items.length;
			facts = merge(facts, readPage(await page.content(), page.url()));
			// The data of the first pages may have been in the page from the start: they add nothing new.
			const changed = (await page.evaluate(textMark)) !== before;
			idle = facts.items.length === known ? idle + 1 : 0;
			const ahead = changed && (turn + 2 < (facts.pager.pageCount ?? 0) || facts.items.length < announced);
			if (idle > 0 && !(ahead && idle < maxIdle))
				return { facts, walked: known < announced ? 'cut' : 'to-end' };
			await page.waitForTimeout(options.turnSeconds * 1000);
		}
		return { facts, walked: 'cut' };
	};

	/** Opens the lists behind a script's menu: what they lead to has no other way in. Their entries are not this page's. */
	const openMenu = async (page: Page, first: PageFacts): Promise<PageFacts> => {
		let facts = first;
		const names = (await page.evaluate(pressMenu())) as string[];
		const columns = names
			.map((text, at) => ({ text, at }))
			.filter(({ text }) => kindOfColumn({ names: [{ text, from: 'nav' }] }) !== undefined)
			.slice(0, maxMenu);
		const menu = columns.map(({ text }) => text).join();
		if (columns.length < 2 || openedMenus.has(menu)) return first;
		openedMenus.add(menu);
		const { origin } = new URL(page.url());
		for (const { text, at } of columns) {
			const before = await page.evaluate(textMark);
			if ((await page.evaluate(pressMenu(at))) !== text) break;
			await page
				.waitForFunction(`${textMark} !== ${before}`, undefined, { timeout: 1500, polling: 100 })
				.catch(() => {});
			await settled(page, 4000);
			if (new URL(page.url()).origin !== origin) break;
			if ((await page.evaluate(textMark)) === before) continue;
			const shown = readPage(await page.content(), page.url());
			const opened = shown.pager.scripted ? (await walk(page, shown)).facts : shown;
			facts = { ...merge(facts, opened), items: facts.items };
			await page.waitForTimeout(options.turnSeconds * 1000);
		}
		return facts;
	};

	const open = async (url: string): Promise<Rendered> => {
		let requests = 0;
		let bytes = 0;
		let page: Page | undefined;
		try {
			if (served++ >= pagesPerBrowser && queue.pending <= 1) await retire();
			browser ??= launch();
			const { context } = await browser;
			page = await context.newPage();
			let status = 0;
			let failures = 0;
			const { host } = new URL(url);
			/** What the page draws its list with; other hosts' scripts count visitors. */
			const drawsWith = (request: Request): boolean => {
				const type = request.resourceType();
				return (
					type === 'xhr' || type === 'fetch' || (type === 'script' && new URL(request.url()).host === host)
				);
			};
			page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
			page.on('popup', (popup) => void popup.close().catch(() => {}));
			page.on('request', () => requests++);
			page.on('response', (response) => {
				if (response.request().isNavigationRequest() && response.frame() === page?.mainFrame())
					status = response.status();
				else if (response.status() >= 400 && drawsWith(response.request())) failures++;
			});
			page.on('requestfailed', (request) => {
				if (drawsWith(request)) failures++;
			});
			const wire = await context.newCDPSession(page);
			await wire.send('Network.enable');
			wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
				bytes += encodedDataLength;
			});
			const answer = await page.goto(url, {
				waitUntil: 'domcontentloaded',
				timeout: options.timeoutSeconds * 1000,
			});
			await settled(page, drawingTime);
			const html = await page.content();
			const facts = readPage(html, page.url());
			const finalUrl = page.url();
			const turned = facts.pager.scripted ? await walk(page, facts) : undefined;
			// Data that did not come is no empty list, and no end of one.
			const walked = failures > 0 && (turned || facts.items.length === 0) ? 'cut' : turned?.walked;
			// Only a shell that scripts fill hides its columns behind clicks; other pages link to them.
			const sent = facts.items.length > 0 ? ((await answer?.text().catch(() => undefined)) ?? '') : '';
			const isShell = sent !== '' && readPage(sent, finalUrl).links.length < 3;
			const seen = turned?.facts ?? facts;
			return {
				state: 'shown',
				finalUrl,
				status,
				html,
				facts: isShell ? await openMenu(page, seen) : seen,
				...(walked ? { walked } : {}),
				requests,
				bytes,
			};
		} catch (error) {
			const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
			// A browser that died is replaced by the next page; the others of its pages fail on their own.
			if (/has been closed|crashed|disconnected|Target closed|launch/i.test(reason)) await retire();
			return { state: 'failed', reason, requests, bytes };
		} finally {
			await page?.close().catch(() => {});
		}
	};

	return {
		render: async (url) => {
			// A page that hangs its own thread answers nothing, not even `close`: the whole browser goes then.
			const patience =
				(options.timeoutSeconds + 20) * 1000 + options.maxTurns * (options.turnSeconds + 1) * 1000;
			return queue.add(async () => {
				let timer: NodeJS.Timeout | undefined;
				const hung = new Promise<Rendered>((resolve) => {
					timer = setTimeout(() => {
						void retire();
						resolve({ state: 'failed', reason: '页面无响应', requests: 0, bytes: 0 });
					}, patience);
				});
				try {
					return await Promise.race([open(url), hung]);
				} finally {
					clearTimeout(timer);
				}
			});
		},
		close: async () => {
			queue.clear();
			await retire();
		},
	};
};
