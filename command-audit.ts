import { join, resolve } from 'node:path';
import PQueue from 'p-queue';
import pino from 'pino';
import { asOfDay, chosenSites, findConfig, pageLimit } from './arguments.ts';
import { loadChecks } from './checks/registry.ts';
import { type Command, type Context, warn } from './command.ts';
import type { Environment } from './config.ts';
import { refusal, writableFolder } from './crawler/folder.ts';
import { createHosts } from './crawler/hosts.ts';
import type { Network, SiteConfig } from './crawler/site-config.ts';
import { lastWritten } from './reports/formats/json.ts';
import { overview, summary } from './reports/formats/terminal.ts';
import type { Report } from './reports/model.ts';
import { loadProfile } from './reports/profile.ts';

/** A log that cannot be written any more is told once, and stops nothing. */
const openLog = (context: Context, file: string): pino.Logger => {
	try {
		const destination = pino.destination({ dest: file, sync: true });
		let isTold = false;
		destination.on('error', (error) => {
			// Without its cause, which would be told in its place: that the audit had to end.
			if (!isTold) warn(context, new Error(`日志 ${file} 写不进去（${refusal(error)}）`));
			isTold = true;
		});
		return pino(destination);
	} catch (cause) {
		throw new Error(`不能写入日志 ${file}（${refusal(cause)}）`, { cause });
	}
};

/** What an unreachable site may have to do with proxies. */
const proxyHint = ({ proxies }: Environment, { proxy }: Network): string => {
	if (proxy) return `（经代理 ${new URL(proxy).host}）`;
	if (proxies.length === 0) return '';
	return `（环境变量 ${proxies.join('、')} 不起作用，要经代理上网请在配置中写 network.proxy）`;
};

/** `gongkai audit`: the named sites, a report each. */
export const audit: Command = async (context) => {
	const { values, named, io, progress } = context;
	const { environment } = io;
	const asOf = asOfDay(values['as-of'], io.now());
	const maxPages = pageLimit(values['max-pages']);
	const found = await findConfig(values, io.cwd);
	const sites = chosenSites(named, found);
	const out = values.out === undefined ? found.config.out : resolve(io.cwd, values.out);
	await writableFolder(join(out, 'logs'));
	const log = openLog(context, join(out, 'logs', 'gongkai.log'));
	const { auditSite } = context.work ?? (await import('./audit.ts'));
	const checks = await loadChecks();

	const wayOut = proxyHint(environment, found.config.network);
	if (environment.proxies.length > 0 && !found.config.network.proxy)
		log.warn({ variables: environment.proxies }, 'proxy variables are ignored; set network.proxy');
	if (found.config.network.ca)
		log.info('network.ca does not reach the browser; the README says how it learns of authorities');

	const queue = new PQueue({ concurrency: 4 });
	const hosts = createHosts();
	const reports: Report[] = [];
	const aboutSite = ({ id }: SiteConfig): string | undefined => (sites.length > 1 ? id : undefined);
	const auditOne = async (site: SiteConfig): Promise<void> => {
		try {
			log.info({ site: site.id, url: site.url, asOf }, 'audit begun');
			const report = await auditSite(site, {
				network: found.config.network,
				hosts,
				environment: environment.variables,
				out,
				asOf,
				log,
				...(maxPages === undefined ? {} : { maxPages }),
				onWarning: (message) => warn(context, new Error(message), aboutSite(site)),
				...(values.quiet ? {} : { onProgress: progress.update }),
			});
			reports.push(report);
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
			const profile = await loadProfile(site.profile ?? 'national');
			const file = await lastWritten(out, report);
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
		} catch (error) {
			log.error({ site: site.id, err: error }, 'audit failed');
			const isUnreachable = error instanceof Error && error.name === 'SiteUnreachableError';
			const told = isUnreachable ? new Error(`${error.message}${wayOut}`, { cause: error }) : error;
			warn(context, told, aboutSite(site));
		}
	};
	await queue.addAll(sites.map((site) => () => auditOne(site)));
	progress.clear();
	if (reports.length > 1) io.stdout.write(`\n${overview(reports)}`);
	if (reports.length === 0) return 2;
	return reports.some(({ scores }) => scores.inspection.verdict === 'unqualified') ? 1 : 0;
};
