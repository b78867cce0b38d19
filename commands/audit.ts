import { join, resolve } from 'node:path';
import PQueue from 'p-queue';
import { asOfDay, chosenSites, findConfig, pageLimit } from '../arguments.ts';
import type { SiteDownError } from '../audit.ts';
import { loadChecks } from '../checks/registry.ts';
import type { Config } from '../config.ts';
import { writableFolder } from '../crawler/folder.ts';
import { createHosts } from '../crawler/net/hosts.ts';
import type { Network, SiteConfig } from '../crawler/site-config.ts';
import type { Environment } from '../environment.ts';
import { lastWritten } from '../reports/formats/json.ts';
import { spoken } from '../reports/formats/spoken.ts';
import { overview, summary } from '../reports/formats/terminal.ts';
import type { Report } from '../reports/model.ts';
import { loadProfile } from '../reports/profile.ts';
import { jobFromStarter, tellStarter } from './audit-link.ts';
import { type AuditRecords, openRecords } from './audit-records.ts';
import { type Command, type Context, warn } from './command.ts';
import { openLogs } from './log.ts';
import { isOfMachine } from './machine-faults.ts';

/** What an unreachable site may have to do with proxies. */
const proxyHint = ({ proxies }: Environment, { proxy }: Network): string => {
	if (proxy) return `（经代理 ${new URL(proxy).host}）`;
	if (proxies.length === 0) return '';
	return `（环境变量 ${proxies.join('、')} 不起作用，要经代理上网请在配置中写 network.proxy）`;
};

/** `gongkai audit`: the named sites, a report each. */
export const audit: Command = async (context) => {
	const { values, io } = context;
	const isStarted = values['audit-id'] !== undefined;
	const found = isStarted ? await jobFromStarter() : await findConfig(values, io.cwd);
	const records = await openRecords({ context, ...found, isStarted });
	try {
		return await auditAll(context, found, records);
	} finally {
		await records.close();
	}
};

/** Tells `serve` that the installation is in order: from here on, what goes wrong is the site's. */
const tellReady = async (sites: readonly SiteConfig[], out: string): Promise<void> => {
	for (const { id, profile } of sites) {
		await writableFolder(join(out, id));
		await loadProfile(profile ?? 'national');
	}
	await tellStarter({ sign: 'alive' });
};

const auditAll = async (
	context: Context,
	found: { file?: string; config: Config },
	records: AuditRecords,
): Promise<number> => {
	const { values, named, io, progress } = context;
	const { environment } = io;
	const today = asOfDay(undefined, io.now());
	const asOf = asOfDay(values['as-of'], io.now());
	const maxPages = pageLimit(values['max-pages']);
	const sites = chosenSites(named, found, await records.registered());
	await records.know(sites);
	const out = values.out === undefined ? found.config.out : resolve(io.cwd, values.out);
	const isWhole = asOf === today && maxPages === undefined && out === found.config.out;
	const logs = await openLogs(context, out);
	const { auditSite } = context.work ?? (await import('../audit.ts'));
	const checks = await loadChecks();

	const wayOut = proxyHint(environment, found.config.network);
	if (environment.proxies.length > 0 && !found.config.network.proxy)
		logs.log.warn({ variables: environment.proxies }, 'proxy variables are ignored; set network.proxy');
	if (found.config.network.ca)
		logs.log.info('network.ca does not reach the browser; the README says how it learns of authorities');

	if (values['audit-id'] !== undefined) await tellReady(sites, out);

	const queue = new PQueue({ concurrency: found.config.parallel });
	const hosts = createHosts();
	const reports: Report[] = [];
	const aboutSite = ({ id }: SiteConfig): string | undefined => (sites.length > 1 ? id : undefined);
	/** Keeps a report, and prints its summary; false where it could not be kept. */
	const tell = async (site: SiteConfig, report: Report): Promise<boolean> => {
		reports.push(report);
		const file = await lastWritten(out, report);
		const profile = await loadProfile(site.profile ?? 'national');
		const isKept = await records.keep(report, file, profile);
		progress.clear();
		if (reports.length > 1) io.stdout.write('\n');
		io.stdout.write(
			summary(report, {
				profile,
				checks,
				file,
				width: io.stdout.columns,
				colour: io.stdout.isTTY === true && !environment.noColour,
			}),
		);
		return isKept;
	};
	const auditOne = async (site: SiteConfig): Promise<void> => {
		const trace = await records.trace(site, { asOf, today, isWhole });
		const { log, close } = await logs.ofAudit(site.id);
		try {
			log.info({ site: site.id, url: site.url, asOf }, 'audit begun');
			const report = await auditSite(site, {
				network: found.config.network,
				hosts,
				environment: environment.variables,
				out,
				asOf,
				statutes: found.config.statutes,
				evidence: found.config.evidence,
				probes: () => records.probes(site, asOf),
				said: (day) => records.said(site.id, day),
				log,
				...(maxPages === undefined ? {} : { maxPages }),
				onWarning: (message) => warn(context, new Error(message), aboutSite(site)),
				onProgress: (step) => {
					trace.update(step);
					if (!values.quiet) progress.update(step);
				},
			});
			const { run, coverage, scores, findings } = report;
			const { verdict } = scores.inspection;
			log.info(
				{ site: site.id, ...run, share: coverage.share, verdict, findings: findings.length },
				'audit done',
			);
			if (coverage.share === 0) {
				log.warn({ site: site.id }, 'the site let nothing be seen');
				warn(context, new Error('网站拦下了抓取，什么也没有看到，结论为未判定'), site.id);
			}
			const isKept = await tell(site, report);
			await trace.end({ report: { period: report.period, verdict } }, { isKept, isTry: true });
		} catch (error) {
			log.error({ site: site.id, err: error }, 'audit failed');
			const isUnreachable = error instanceof Error && error.name === 'SiteUnreachableError';
			const told = isUnreachable ? new Error(`${error.message}${wayOut}`, { cause: error }) : error;
			warn(context, told, aboutSite(site));
			// What is known of a site that is down is told, and the audit tried again.
			if (isUnreachable && 'report' in error) await tell(site, (error as SiteDownError).report);
			await trace.end({ error: spoken(told) }, { isKept: false, isTry: !isOfMachine(error) });
		} finally {
			close();
		}
	};
	await queue.addAll(sites.map((site) => () => auditOne(site)));
	progress.clear();
	if (reports.length > 1) io.stdout.write(`\n${overview(reports)}`);
	if (reports.length === 0) return 2;
	return reports.some(({ scores }) => scores.inspection.verdict === 'unqualified') ? 1 : 0;
};
