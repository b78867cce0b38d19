/** Crawlee's crawler with a browser over the site of lists that scripts draw: clicks through each list as far as it goes. Tells as the audit of that site does. */
import { once } from 'node:events';
import { Configuration, log, PlaywrightCrawler } from '@crawlee/playwright';
import { findBrowser } from '../../crawler/browser/find.ts';
import { launchOptions } from '../../crawler/browser/launch.ts';
import type { Entries } from '../script-site.ts';
import type { Visited } from '../scripts.ts';

const [start = '', concurrency = '8'] = process.argv.slice(2);
log.setLevel(log.LEVELS.OFF);
const browser = await findBrowser({ environment: process.env });
if (!browser) throw new Error('expected a browser, found none');

const items = new Map<string, Set<string>>();
const first = '#list li a';

const crawler = new PlaywrightCrawler(
	{
		maxConcurrency: Number(concurrency),
		launchContext: { launchOptions: launchOptions(browser) },
		// Looking like somebody else costs time, and is not asked for.
		browserPoolOptions: { useFingerprints: false },
		requestHandler: async ({ page, request, enqueueLinks }) => {
			await enqueueLinks({ strategy: 'same-hostname' });
			if ((await page.locator('#list').count()) === 0) return;
			const own = new Set<string>();
			items.set(new URL(request.url).pathname, own);
			for (;;) {
				await page.waitForSelector(first);
				const shown = await page.$$eval(first, (links) =>
					links.map((link) => link.getAttribute('href') ?? ''),
				);
				for (const url of shown) own.add(url);
				if ((await page.locator('#next:not(.disabled)').count()) === 0) return;
				await page.click('#next');
				await page.waitForFunction(
					`document.querySelector('${first}')?.getAttribute('href') !== ${JSON.stringify(shown[0])}`,
				);
			}
		},
	},
	new Configuration({ persistStorage: false }),
);
const { requestsFinished, requestsFailed } = await crawler.run([`${start}/`]);
if (requestsFailed > 0)
	throw new Error(`PlaywrightCrawler: expected no failed request, got ${requestsFailed}`);
const visited: Visited = { pages: requestsFinished, inBrowser: requestsFinished };
process.send?.(visited);
await once(process, 'message');
const found: Entries = Object.fromEntries([...items].map(([list, own]) => [list, [...own]]));
process.send?.(found, () => process.exit());
