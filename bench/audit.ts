/** A whole audit of the pages by the HTTP lane: fetched, read, kept, judged, reported. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { auditSite } from '../audit.ts';
import { loadChecks } from '../checks/registry.ts';
import { keepHeapSmall } from '../crawler/memory.ts';
import { loadProfile } from '../reports/profile.ts';
import { beginCost, tellCost } from './cost.ts';
import { benchSite } from './settings.ts';

const [start = '', pages = '2000', concurrency = '8', kept] = process.argv.slice(2);
keepHeapSmall();
// The checks and the profile are loaded when they are first asked for.
await Promise.all([loadChecks(), loadProfile('national')]);
beginCost();
/** A folder that is given has what earlier audits left, and keeps what this one leaves. */
const out = kept ?? (await mkdtemp(join(tmpdir(), 'gongkai-bench-')));
try {
	const report = await auditSite(benchSite(start, Number(pages), Number(concurrency)), {
		network: { allow: ['127.0.0.0/8'] },
		out,
		asOf: '2026-11-15',
		log: pino({ enabled: false }),
		pagesOnly: true,
	});
	tellCost(report.run.pagesFetched, report.run);
} finally {
	if (!kept) await rm(out, { recursive: true, force: true });
}
