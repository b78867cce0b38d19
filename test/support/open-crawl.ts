import path from 'node:path';
import pino from 'pino';
import { findBrowser } from '../../crawler/browser/find.ts';
import { type Crawl, openCrawl } from '../../crawler/crawl.ts';
import type { Guard } from '../../crawler/net/guard.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';

/** A crawl of a small site on loopback, quick and with the browser; its archive lies in `folder`. */
export const openTestCrawl = (
	url: string,
	{
		folder,
		guard,
		asOf = '2026-11-15',
		...site
	}: { folder: string; guard: Guard; asOf?: string } & Partial<SiteConfig>,
): Crawl =>
	openCrawl(
		{
			id: 'x',
			name: '',
			url: `${url}/`,
			type: 'portal',
			robots: 'ignore',
			hosts: [],
			columns: [],
			limits: { maxPages: 50, requestsPerSecond: 200, concurrency: 4, timeoutSeconds: 10 },
			render: 'auto',
			...site,
		},
		{
			guard,
			file: path.join(folder, 'archive.db'),
			asOf,
			log: pino({ level: 'silent' }),
			browser: () => findBrowser(),
			retrySeconds: [0.05, 0.05],
		},
	);
