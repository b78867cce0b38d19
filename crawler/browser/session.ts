import { type Browser, chromium } from 'playwright';
import type { Guard } from '../net/guard.ts';
import { type FoundBrowser, findAgain, launchOptions } from './find.ts';
import { directTraffic, type Manners, type Visit } from './traffic.ts';

/** A running browser whose pages go out through the guard. */
export interface Session {
	readonly isAlive: () => boolean;
	/** Resolves when the browser has gone away, for whatever reason: what was asked of it then may never answer. */
	readonly gone: Promise<void>;
	/** An empty page, ready for this address. */
	readonly visit: (url: string) => Promise<Visit>;
	/** Ends the browser, by force where it does not end when asked to. */
	readonly end: () => Promise<void>;
}

/** Longest for a browser to end by itself, milliseconds. */
const endingTime = 5_000;

/** Ends the browser's process, if it is there yet: its other processes end with it. */
const kill = (pid: number | undefined): void => {
	try {
		if (pid !== undefined) process.kill(pid, 'SIGKILL');
	} catch {
		// It ended meanwhile.
	}
};

/** Number of the browser's own process; `undefined` where it does not say. */
const processOf = async (browser: Browser): Promise<number | undefined> => {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	return processInfo.find(({ type }) => type === 'browser')?.id;
};

/** Starts in a row that failed, before no more are tried. */
const maxFailures = 3;

const start = async (found: FoundBrowser, guard: Guard, manners: Manners): Promise<Session> => {
	const browser = await chromium.launch({
		...launchOptions(found),
		// Its own background calls go nowhere; each context is given the guarded way out.
		proxy: { server: 'http://127.0.0.1:9' },
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	const gone = new Promise<void>((resolve) => browser.on('disconnected', () => resolve()));
	try {
		const pid = await processOf(browser);
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
		const end = async (): Promise<void> => {
			const timer = setTimeout(kill, endingTime, pid);
			// A call that never settles is no reason to wait once the browser is gone.
			await Promise.race([browser.close(), gone]).finally(() => clearTimeout(timer));
		};
		return { isAlive: () => browser.isConnected(), gone, visit: await directTraffic(context, manners), end };
	} catch (error) {
		await browser.close().catch(() => {});
		throw error;
	}
};

/** Starts sessions of a browser. One that started once and no longer does was changed or lost: another look may find a way. */
export const sessionStarter = (
	found: FoundBrowser,
	guard: Guard,
	manners: Manners,
): (() => Promise<Session>) => {
	let browser = found;
	let failures = 0;
	const startOrLookAgain = async (): Promise<Session> => {
		try {
			return await start(browser, guard, manners);
		} catch (error) {
			const other = await findAgain(browser);
			if (!other) throw error;
			browser = other;
			return start(browser, guard, manners);
		}
	};
	return async () => {
		if (failures >= maxFailures) throw new Error('浏览器无法启动');
		try {
			const session = await startOrLookAgain();
			failures = 0;
			return session;
		} catch (error) {
			failures++;
			throw error;
		}
	};
};
