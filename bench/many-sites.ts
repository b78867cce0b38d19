/** Many static sites in one process, each on a loopback address of its own. Asked what was fetched, it tells of each. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, everyPage, planFor } from './site-pages.ts';

/** What was asked of one site. */
export interface Asked {
	readonly requests: number;
	/** Pages of the site that nobody asked for. */
	readonly missing: number;
}

const [sites = '10', pages = '200'] = process.argv.slice(2);
const plan = planFor(Number(pages));
const all = everyPage(plan);

/** 127.1.0.1, 127.1.0.2, …: all of 127.0.0.0/8 is this machine on Linux. */
const addressOf = (n: number): string => `127.1.${Math.floor(n / 250)}.${(n % 250) + 1}`;

const open = async (n: number) => {
	const asked = new Set<string>();
	let requests = 0;
	const server = createServer(({ method, url = '/' }, response) => {
		requests++;
		if (method === 'GET') asked.add(url);
		const html = answer(url, plan);
		response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
		response.end(html ?? '');
	});
	server.listen(0, addressOf(n));
	await once(server, 'listening');
	return {
		origin: `http://${addressOf(n)}:${(server.address() as AddressInfo).port}`,
		tell: (): Asked => ({ requests, missing: all.filter((path) => !asked.has(path)).length }),
	};
};

const opened = await Promise.all(Array.from({ length: Number(sites) }, (_, n) => open(n)));
process.on('message', () => {
	process.send?.(opened.map(({ tell }) => tell()));
});
process.send?.(opened.map(({ origin }) => origin));
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
