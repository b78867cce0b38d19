import type { LaunchOptions } from 'playwright';
import type { FoundBrowser } from './find.ts';

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
	// What several pages share asks for its script past all routes.
	'--disable-blink-features=SharedWorker',
	`--js-flags=--max-old-space-size=${scriptHeap}`,
];

/** What Playwright needs to start it; `--no-sandbox` is added where the sandbox cannot work (as root, in most containers). */
export const launchOptions = ({ executablePath, env, sandbox }: FoundBrowser): LaunchOptions => ({
	executablePath,
	env,
	args: [...launchArguments],
	chromiumSandbox: sandbox,
	headless: true,
});
