import type { Browser } from 'playwright';

/** Resolves when a browser has gone away, for whatever reason: what was asked of it then may never answer. */
export const whenGone = (browser: Browser): Promise<void> =>
	new Promise((resolve) => {
		browser.on('disconnected', () => resolve());
		if (!browser.isConnected()) resolve();
	});

/** The work's result; rejects where the browser goes away before. */
export const unlessGone = <T>(gone: Promise<void>, work: Promise<T>): Promise<T> =>
	Promise.race([work, gone.then(() => Promise.reject(new Error('browser has been closed')))]);
