/** Audits all sites of a configuration at once, in as many processes as `serve` would; ends with 1 where one of them has no report. */

import { createAuditProcesses } from '../commands/audit-processes.ts';
import { loadConfig } from '../config.ts';

const [file = ''] = process.argv.slice(2);
const config = await loadConfig(file);
const processes = createAuditProcesses({ opening: { file, config }, parallel: config.sites.length });
const ends = await Promise.all(
	config.sites.map(async (site, n) => {
		const run = processes.start({
			id: n + 1,
			site: site.id,
			asOf: '2026-11-15',
			config: site,
			onSign: () => {},
		});
		return run.ended;
	}),
);
await processes.close();
for (const { outcome, said } of ends)
	if (!outcome || 'error' in outcome) console.error(outcome?.error ?? 'lost its process', said);
process.exit(ends.every(({ outcome }) => outcome && 'report' in outcome) ? 0 : 1);
