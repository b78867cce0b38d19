/** Audits the site of lists that scripts draw; whoever started the process looks at what that took, and is told then what was found. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { auditSite } from '../audit.ts';
import { Archive } from '../crawler/archive/archive.ts';
import { keepHeapSmall } from '../crawler/memory.ts';
import type { Entries } from './script-site.ts';
import type { Visited } from './scripts.ts';
import { benchSite } from './settings.ts';

const [start = '', concurrency = '8'] = process.argv.slice(2);
keepHeapSmall();
const out = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
try {
	const { run, site } = await auditSite(
		{ ...benchSite(start, 5000, Number(concurrency)), render: 'auto' },
		{
			network: { allow: ['127.0.0.0/8'] },
			environment: process.env,
			out,
			asOf: '2026-11-15',
			log: pino({ enabled: false }),
			pagesOnly: true,
		},
	);
	const visited: Visited = { pages: run.pagesFetched, inBrowser: run.pagesRendered };
	process.send?.(visited);
	await once(process, 'message');
	const archive = new Archive(join(out, site.id, 'archive.db'), { isScratch: true });
	// The report tells it by the clock of Shanghai.
	const startedAt = new Date(run.startedAt).toISOString();
	if (!archive.reopen(startedAt))
		throw new Error(`expected the run of ${startedAt} in the archive, found none`);
	const found: Record<string, string[]> = {};
	for (const { url, facts } of archive.pages.all())
		if (facts.items.length > 0) found[new URL(url).pathname] = facts.items.map((item) => item.url);
	archive.close();
	process.send?.(found satisfies Entries, () => process.exit());
} finally {
	await rm(out, { recursive: true, force: true });
}
