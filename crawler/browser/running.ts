import { tmpdir } from 'node:os';
import { type Browser, chromium } from 'playwright';
import { groupGone } from '../alive.ts';
import type { FoundBrowser } from './find.ts';
import { unlessGone, whenGone } from './gone.ts';
import { launchOptions } from './launch.ts';
import { removeAtExit, temporaryFolder } from './temporary.ts';
import { within } from './within.ts';

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

/** Longest for a browser to start, and then to give its first answers, milliseconds: a machine may be busy. */
const startingTime = 30_000;

/** Where its sockets would have too long a name, a browser does not start. */
const longestTemporary = 40;

/** Its first answers: the way to ask it, its process, and how it was called. */
const meet = async (browser: Browser) => {
	const wire = await browser.newBrowserCDPSession();
	const { processInfo } = await wire.send('SystemInfo.getProcessInfo');
	const { commandLine } = await wire.send('SystemInfo.getInfo');
	return { wire, pid: processInfo.find(({ type }) => type === 'browser')?.id, commandLine };
};

/** Starts a browser: its pages go nowhere but by the proxy of their context. Throws where it does not start in `patienceMs`, or hangs then. */
export const runBrowser = async (found: FoundBrowser, patienceMs = startingTime): Promise<RunningBrowser> => {
	const temporary = await temporaryFolder();
	const isItsOwn = process.platform === 'linux' && tmpdir().length <= longestTemporary;
	const launching = chromium.launch({
		...launchOptions({
			...found,
			env: { ...found.env, ...(temporary && isItsOwn ? { TMPDIR: temporary.path } : {}) },
		}),
		...(temporary ? { artifactsDir: temporary.path } : {}),
		timeout: patienceMs,
		// Its own background calls go nowhere; each context is given the guarded way out.
		proxy: { server: 'http://127.0.0.1:9' },
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	launching.catch(() => temporary?.remove());
	const browser = await launching;
	// Each time as the last one: first the launcher ends its browsers.
	process.off('exit', removeAtExit).on('exit', removeAtExit);
	const gone = whenGone(browser);
	let pid: number | undefined;
	const removed = gone.then(async () => {
		if (pid !== undefined) await groupGone(pid);
		await temporary?.remove();
	});
	try {
		const met = await within(patienceMs, unlessGone(gone, meet(browser)));
		const { wire } = met;
		pid = met.pid;
		await temporary?.note(met.commandLine);
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
				await removed;
			},
		};
	} catch (error) {
		// Where it hangs, its launcher ends it by force half a minute later: nobody is to wait for that.
		void browser.close().catch(() => {});
		throw error;
	}
};
