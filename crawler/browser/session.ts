import type { Guard } from '../net/guard.ts';
import { keepAnswers, type Room } from './answers.ts';
import { endingTime, type RunningBrowser } from './running.ts';
import { directTraffic, type Manners, type Visit } from './traffic.ts';

/** One site's part of a running browser: its pages share their cookies, and go out through the guard. */
export interface Session {
	readonly isAlive: () => boolean;
	/** Resolves when it has gone away, for whatever reason: what was asked of it then may never answer. */
	readonly gone: Promise<void>;
	/** Says whether its browser answers at all. */
	readonly answers: () => Promise<boolean>;
	/** An empty page, ready for this address. */
	readonly visit: (url: string) => Promise<Visit>;
	/** Ends it and its pages; where they do not end, the browser and all its sessions. */
	readonly end: () => Promise<void>;
}

export const openSession = async (
	{ browser, isAlive, gone: browserGone, answers, kill }: RunningBrowser,
	guard: Guard,
	manners: Manners,
	room: Room,
): Promise<Session> => {
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
	const files = keepAnswers(room);
	let isOpen = true;
	const closed = new Promise<void>((resolve) => context.on('close', () => resolve()));
	const gone = Promise.race([closed, browserGone]).then(() => {
		isOpen = false;
		files.forget();
	});
	const traffic = await directTraffic(context, manners, files);
	return {
		isAlive: () => isOpen && isAlive(),
		gone,
		answers,
		visit: traffic.visit,
		end: async () => {
			const timer = setTimeout(kill, endingTime);
			// A call that never settles is no reason to wait once the browser is gone.
			await Promise.race([traffic.stop().then(() => context.close()), browserGone]).finally(() =>
				clearTimeout(timer),
			);
		},
	};
};
