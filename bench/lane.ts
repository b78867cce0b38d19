/** The HTTP lane alone: fetched, read, kept in the archive. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openCrawl } from '../crawler/crawl.ts';
import { keepHeapSmall } from '../crawler/memory.ts';
import { createGuard } from '../crawler/net/guard.ts';
import { tellCost } from './cost.ts';
import { benchSite } from './settings.ts';

const [start = '', pages = '2000', concurrency = '8'] = process.argv.slice(2);
keepHeapSmall();
const out = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
const guard = createGuard({ allow: ['127.0.0.0/8'] });
const crawl = openCrawl(benchSite(start, Number(pages), Number(concurrency)), {
	guard,
	file: join(out, 'archive.db'),
	asOf: '2026-11-15',
	log: pino({ enabled: false }),
	browser: async () => undefined,
	pagesOnly: true,
});
try {
	await crawl.run();
	tellCost(crawl.summary().pagesFetched);
} finally {
	await crawl.close();
	await guard.close();
	await rm(out, { recursive: true, force: true });
}
