import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { auditSite } from '../../audit.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import { type RecheckOptions, recheckSite } from '../../recheck.ts';
import type { Report } from '../../reports/model.ts';
import type { Recheck } from '../../reports/recheck.ts';
import { type Answering, startWeb, type Web } from './web.ts';

/** A site on loopback that was audited, and may change before it is looked at again. */
export interface AuditedSite {
	readonly web: Web;
	readonly out: string;
	readonly config: SiteConfig;
	readonly report: Report;
	/** Puts other answers behind the same addresses; undefined: nothing there any more. */
	readonly turn: (pages: Readonly<Record<string, Answering | undefined>>) => void;
	/** Looks again at the findings of a check, or at all. */
	readonly recheck: (check?: string, more?: Partial<RecheckOptions>) => Promise<Recheck[]>;
	readonly close: () => Promise<void>;
}

const asOf = '2026-11-15';

/** Serves the pages, and audits them quickly. */
export const auditPages = async (
	pages: Readonly<Record<string, Answering>>,
	{ timeoutSeconds = 10, ...more }: Partial<SiteConfig> & { readonly timeoutSeconds?: number } = {},
): Promise<AuditedSite> => {
	const served: Record<string, Answering> = { ...pages };
	const web = await startWeb(served);
	const out = await mkdtemp(join(tmpdir(), 'gongkai-recheck-'));
	const config: SiteConfig = {
		id: 'qingxi',
		name: '清溪县人民政府',
		url: `${web.url}/`,
		type: 'portal',
		robots: 'ignore',
		hosts: [],
		columns: [],
		limits: { maxPages: 500, requestsPerSecond: 500, concurrency: 8, timeoutSeconds },
		render: 'never',
		...more,
	};
	const options = {
		network: { allow: ['127.0.0.0/8'] },
		out,
		asOf,
		log: pino({ enabled: false }),
		retrySeconds: [0.05, 0.05],
	};
	const report = await auditSite(config, options);
	return {
		web,
		out,
		config,
		report,
		turn: (changed) => {
			for (const [path, page] of Object.entries(changed)) {
				if (page === undefined) delete served[path];
				else served[path] = page;
			}
			web.asked.length = 0;
		},
		recheck: (check, given = {}) =>
			recheckSite(config, {
				...options,
				auditStartedAt: new Date(report.run.startedAt).toISOString(),
				findings: report.findings.filter((finding) => check === undefined || finding.check === check),
				...given,
			}),
		close: async () => {
			await web.close();
			await rm(out, { recursive: true });
		},
	};
};
