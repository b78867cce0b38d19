import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { type FoundBrowser, launchOptions } from './find.ts';
import { within } from './lists.ts';

/** A browser that runs. */
export interface RunningBrowser {
	readonly browser: Browser;
	readonly isAlive: () => boolean;
	/** Resolves when it has gone away, for whatever reason: what was asked of it then may never answer. */
	readonly gone: Promise<void>;
	/** Says whether it answers at all: one that does not hangs, whatever its pages do. */
	readonly answers: () => Promise<boolean>;
	/** Ends it by force. */
	readonly kill: () => void;
	/** Ends it, by force where it does not end when asked to. */
	readonly end: () => Promise<void>;
}

/** Longest for a browser, or what is open in it, to end when asked to, milliseconds. */
export const endingTime = 5_000;
/** Longest for a browser to say that it is there, milliseconds. */
const answerTime = 5_000;

/** Where its sockets would have too long a name, a browser does not start. */
const longestTemporary = 40;

/**
 * A folder for what a browser keeps for a moment: one that is killed leaves some of it, which would add up over the years. Undefined where
 * it has to do with the system's.
 */
const temporaryFolder = async (): Promise<string | undefined> =>
	process.platform === 'linux' && tmpdir().length <= longestTemporary
		? mkdtemp(join(tmpdir(), 'gongkai-browser-')).catch(() => undefined)
		: undefined;

/** Of the browsers that this process has started. */
const folders = new Set<string>();

/** A process that is told to end does so at once, and its browsers with it. */
const sweepAtExit = (): void => {
	for (const folder of folders) {
		try {
			rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
		} catch {
			// Nobody is left to be told.
		}
	}
};

/** Starts a browser: its pages go nowhere but by the proxy of their context. */
export const runBrowser = async (found: FoundBrowser): Promise<RunningBrowser> => {
	const folder = await temporaryFolder();
	/** A process of it that is on its way out may still write. */
	const sweep = async (): Promise<void> => {
		if (!folder) return;
		await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
		folders.delete(folder);
	};
	if (folder) folders.add(folder);
	const launching = chromium.launch({
		...launchOptions({ ...found, env: { ...found.env, ...(folder ? { TMPDIR: folder } : {}) } }),
		// Its own background calls go nowhere; each context is given the guarded way out.
		proxy: { server: 'http://127.0.0.1:9' },
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	launching.catch(sweep);
	const browser = await launching;
	// Each time as the last one: first the launcher ends its browsers.
	process.off('exit', sweepAtExit).on('exit', sweepAtExit);
	const gone = new Promise<void>((resolve) => browser.on('disconnected', () => resolve()));
	const swept = gone.then(sweep);
	try {
		const wire = await browser.newBrowserCDPSession();
		const { processInfo } = await wire.send('SystemInfo.getProcessInfo');
		const pid = processInfo.find(({ type }) => type === 'browser')?.id;
		/** The browser's process, if it is there yet: its other processes end with it. */
		const kill = (): void => {
			try {
				if (pid !== undefined && browser.isConnected()) process.kill(pid, 'SIGKILL');
			} catch {
				// It ended meanwhile.
			}
		};
		return {
			browser,
			isAlive: () => browser.isConnected(),
			gone,
			answers: () =>
				within(answerTime, wire.send('Browser.getVersion')).then(
					() => true,
					() => false,
				),
			kill,
			end: async () => {
				const timer = setTimeout(kill, endingTime);
				// A call that never settles is no reason to wait once the browser is gone.
				await Promise.race([browser.close(), gone]).finally(() => clearTimeout(timer));
				await swept;
			},
		};
	} catch (error) {
		await browser.close().catch(() => {});
		throw error;
	}
};
