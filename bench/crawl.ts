/** A whole audit of the pages by the HTTP lane: fetched, read, kept, judged. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { auditSite } from '../audit.ts';
import { configForUrl } from '../config.ts';
import { tellCost } from './cost.ts';

const [start = '', pages = '2000', concurrency = '8'] = process.argv.slice(2);
const out = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
try {
	const site = configForUrl(`${start}/`);
	const report = await auditSite(
		{
			...site,
			render: 'never',
			robots: 'ignore',
			// No pause between requests: the processor is what is measured.
			limits: {
				...site.limits,
				maxPages: Number(pages),
				requestsPerSecond: 1_000_000,
				concurrency: Number(concurrency),
			},
		},
		{
			network: { allow: ['127.0.0.0/8'] },
			out,
			asOf: '2026-11-15',
			log: pino({ enabled: false }),
			pagesOnly: true,
		},
	);
	tellCost(report.run.pagesFetched);
} finally {
	await rm(out, { recursive: true, force: true });
}
