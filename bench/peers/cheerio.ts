/** Crawlee's crawler without a browser over the whole site, all it keeps in memory. */
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';
import { beginCost, tellCost } from '../cost.ts';

const [start = '', , concurrency = '8'] = process.argv.slice(2);
log.setLevel(log.LEVELS.OFF);
beginCost();
const crawler = new CheerioCrawler(
	{
		minConcurrency: Number(concurrency),
		maxConcurrency: Number(concurrency),
		requestHandler: async ({ enqueueLinks }) => {
			await enqueueLinks({ strategy: 'same-hostname' });
		},
	},
	new Configuration({ persistStorage: false }),
);
const { requestsFinished, requestsFailed } = await crawler.run([`${start}/`]);
if (requestsFailed > 0) throw new Error(`CheerioCrawler: expected no failed request, got ${requestsFailed}`);
tellCost(requestsFinished);
