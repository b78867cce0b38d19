/** A static government site on loopback, in a process of its own: `pages` pages of about 25 KB with 60 links each, which have an ETag, a Last-Modified (`modified`) or neither (`none`), each after so many milliseconds. Asked which pages were fetched, it tells, and forgets them. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answer, everyPage, planFor } from './site-pages.ts';

/** What a crawler fetched of the site, as the site saw it. */
export interface Fetched {
	/** Different pages of the site. */
	readonly pages: number;
	/** A few pages of the site that it did not fetch. */
	readonly missing: readonly string[];
	readonly missingCount: number;
	readonly requests: number;
}

const [pages = '2000', validators = 'etag', latency = '0'] = process.argv.slice(2);
const plan = planFor(Number(pages));
const all = everyPage(plan);
const asked = new Set<string>();
let requests = 0;
/** As a server of files has it: one time and one tag for each, and the same ones as long as nobody touches it. */
const versionOf: Record<string, (path: string) => Record<string, string>> = {
	etag: (path) => ({ etag: `"${createHash('sha1').update(path).digest('hex').slice(0, 12)}"` }),
	modified: () => ({ 'last-modified': 'Tue, 10 Nov 2026 01:00:00 GMT' }),
	none: () => ({}),
};
const server = createServer(async ({ method, headers, url = '/' }, response) => {
	requests++;
	if (method === 'GET') asked.add(url);
	if (Number(latency) > 0) await wait(Number(latency));
	const version = versionOf[validators]?.(url) ?? {};
	const isKnown =
		(version.etag !== undefined && headers['if-none-match'] === version.etag) ||
		(version['last-modified'] !== undefined && headers['if-modified-since'] === version['last-modified']);
	const html = isKnown ? '' : answer(url, plan);
	const status = isKnown ? 304 : html === undefined ? 404 : 200;
	response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...version });
	response.end(html ?? '');
});
// A crawler that is busy for minutes finds its connections as it left them.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
	process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', () => {
	const missing = all.filter((path) => !asked.has(path));
	const fetched: Fetched = {
		pages: all.length - missing.length,
		missing: missing.slice(0, 3),
		missingCount: missing.length,
		requests,
	};
	asked.clear();
	requests = 0;
	process.send?.(fetched);
});
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
