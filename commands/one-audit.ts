import type { Config } from '../config.ts';
import type { BrowserPool } from '../crawler/browser/browser-pool.ts';
import type { Hosts } from '../crawler/net/hosts.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { lastWritten } from '../reports/formats/json.ts';
import { spoken } from '../reports/formats/spoken.ts';
import type { Report } from '../reports/model.ts';
import { loadProfile, type Profile } from '../reports/profile.ts';
import { LeaseLostError } from '../reports/store/lease.ts';
import type { SiteDownError } from '../site-down.ts';
import type { AuditRecords } from './audit-records.ts';
import type { Trace } from './audit-trace.ts';
import type { Context } from './command.ts';
import type { Logs } from './log.ts';
import { isOfMachine } from './machine-faults.ts';

/** What the audits of one process have in common. */
export interface AuditSetting {
	readonly context: Context;
	readonly config: Config;
	/** Folder of reports and archives. */
	readonly out: string;
	readonly records: AuditRecords;
	readonly logs: Logs;
	readonly hosts: Hosts;
	readonly browsers: BrowserPool;
	/** What an unreachable site may have to do with proxies, put behind the reason. */
	readonly wayOut?: string;
}

/** One of them, and who hears of it. */
export interface AuditWanted {
	readonly site: SiteConfig;
	/** The day to judge by, YYYY-MM-DD. */
	readonly asOf: string;
	readonly maxPages?: number;
	readonly trace: Trace;
	/** Tells what is amiss, an error or a Chinese sentence in one. */
	readonly warn: (error: unknown) => void;
	/** Keeps a report that lies in this file; false where it could not. */
	readonly keep: (report: Report, file: string, profile: Profile) => Promise<boolean>;
	/** Whether the report is still wanted, asked before it is written. Default: it is. */
	readonly mayReport?: () => Promise<boolean>;
	readonly onProgress?: Trace['update'];
	/** Aborted, the audit ends at once without a word to the trace. */
	readonly signal?: AbortSignal;
}

/** Audits one site, keeps its report and tells the trace how it ended; never rejects. */
export const auditOne = async (
	{ context, config, out, records, logs, hosts, browsers, wayOut = '' }: AuditSetting,
	{ site, asOf, maxPages, trace, warn, keep, mayReport, onProgress, signal }: AuditWanted,
): Promise<void> => {
	const { environment } = context.io;
	const { auditSite } = context.work ?? (await import('../audit.ts'));
	const keepWritten = async (report: Report): Promise<boolean> =>
		keep(report, await lastWritten(out, report), await loadProfile(site.profile ?? 'national'));
	const { log, close } = await logs.ofAudit(site.id);
	try {
		log.info({ site: site.id, url: site.url, asOf }, 'audit begun');
		const report = await auditSite(site, {
			network: config.network,
			hosts,
			browsers,
			environment: environment.variables,
			out,
			asOf,
			statutes: config.statutes,
			evidence: config.evidence,
			probes: () => records.probes(site, asOf),
			said: (day) => records.said(site.id, day),
			log,
			...(maxPages === undefined ? {} : { maxPages }),
			...(signal ? { signal } : {}),
			...(mayReport ? { mayReport } : {}),
			onWarning: (message) => warn(new Error(message)),
			onProgress: (step) => {
				trace.update(step);
				onProgress?.(step);
			},
		});
		const { run, coverage, scores, findings } = report;
		const { verdict } = scores.inspection;
		log.info(
			{ site: site.id, ...run, share: coverage.share, verdict, findings: findings.length },
			'audit done',
		);
		const isKept = await keepWritten(report);
		if (coverage.share > 0) {
			await trace.end({ report: { period: report.period, verdict } }, { isKept, isTry: true });
			return;
		}
		log.warn({ site: site.id }, 'the site let nothing be seen');
		const told = new Error(`${run.stopReason}，结论为未判定`);
		warn(told);
		// Later today it may be itself again.
		await trace.end({ error: told.message }, { isKept, isTry: true });
	} catch (error) {
		if (signal?.aborted) {
			log.info({ site: site.id }, 'audit stopped');
			return;
		}
		log.error({ site: site.id, err: error }, 'audit failed');
		const isUnreachable = error instanceof Error && error.name === 'SiteUnreachableError';
		const told = isUnreachable ? new Error(`${error.message}${wayOut}`, { cause: error }) : error;
		warn(told);
		// What is known of a site that is down is told, and the audit tried again.
		if (isUnreachable && 'report' in error) await keepWritten((error as SiteDownError).report);
		const isTry = !isOfMachine(error) && !(error instanceof LeaseLostError);
		await trace.end({ error: spoken(told) }, { isKept: false, isTry });
	} finally {
		close();
	}
};
