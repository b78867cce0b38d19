import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from 'playwright';
import type { FoundBrowser } from './find.ts';

const isExecutable = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

/** Heap of a page's scripts, MiB: more than any honest page was seen to take, where a browser alone allows four thousand. */
const scriptHeap = 512;

/** No calls of its own to the network, nothing drawn by hardware, no way around the proxy, and a page that grows without end ends. */
const launchArguments: readonly string[] = [
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--no-first-run',
	'--webrtc-ip-handling-policy=disable_non_proxied_udp',
	// These ask past all routes.
	'--disable-blink-features=SharedWorker,SharedStorageAPI,FedCm,WebSocketStream,FetchLaterAPI',
	`--js-flags=--max-old-space-size=${scriptHeap}`,
	// What is drawn in three dimensions lies in memory that no limit counts; no page says anything with it.
	'--disable-3d-apis',
];

/** Starts the program that `GONGKAI_PROGRAM` names, with limits; of Linux alone. */
const limited = fileURLToPath(new URL('./limited.sh', import.meta.url));

/** Whether it may be started from where we lie: a copy may have lost that, or its disk forbids it. */
const mayLimit = process.platform === 'linux' && isExecutable(limited);

/** What Playwright needs to start it; `--no-sandbox` is added where the sandbox cannot work (as root, in most containers). */
export const launchOptions = ({ executablePath, env, sandbox }: FoundBrowser): LaunchOptions => ({
	...(mayLimit
		? { executablePath: limited, env: { ...env, GONGKAI_PROGRAM: executablePath } }
		: { executablePath, env }),
	args: [...launchArguments],
	chromiumSandbox: sandbox,
	headless: true,
});
