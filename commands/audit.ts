import { resolve } from 'node:path';
import PQueue from 'p-queue';
import { asOfDay, chosenSites, findConfig, pageLimit } from '../arguments.ts';
import { loadChecks } from '../checks/registry.ts';
import type { Config } from '../config.ts';
import { createBrowserPool } from '../crawler/browser/browser-pool.ts';
import { writableFolder } from '../crawler/folder.ts';
import { createHosts } from '../crawler/net/hosts.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { sizeText } from '../reports/formats/size.ts';
import { overview, summary } from '../reports/formats/terminal.ts';
import type { Report } from '../reports/model.ts';
import { type AuditRecords, openRecords } from './audit-records.ts';
import { auditForStarter } from './audits-for-starter.ts';
import { type Command, type Context, warn } from './command.ts';
import { drawable } from './drawable.ts';
import { freeBytes, leastBytes } from './free-space.ts';
import { adviceOn, openLogs } from './log.ts';
import { type AuditWanted, auditOne } from './one-audit.ts';
import { noteSurroundings, proxyHint } from './surroundings.ts';

/** `gongkai audit`: the named sites, a report each. */
export const audit: Command = async (context) => {
	const { values, io } = context;
	if (values.started) return auditForStarter(context);
	const found = await findConfig(values, io.cwd);
	const out = values.out === undefined ? found.config.out : resolve(io.cwd, values.out);
	// Before the store, whose own trouble stops no audit.
	await writableFolder(out, adviceOn(context, found.file));
	const records = await openRecords({ context, ...found, isStarted: false });
	try {
		return await auditAll(context, { ...found, out }, records);
	} finally {
		await records.close();
	}
};

/** Whoever starts an audit by hand decides: they are told how little of the disk is left. */
const tellShortage = async (context: Context, config: Config): Promise<void> => {
	const least = leastBytes(config);
	const free = await freeBytes(config).catch(() => Number.POSITIVE_INFINITY);
	if (free >= least) return;
	const words = `磁盘只剩 ${sizeText(free)}，低于 retention.minFreeGiB 的 ${sizeText(least)}，审计可能写不完；可运行 gongkai tidy`;
	warn(context, new Error(words));
};

const auditAll = async (
	context: Context,
	found: { readonly file?: string; readonly config: Config; readonly out: string },
	records: AuditRecords,
): Promise<number> => {
	const { values, named, io, progress } = context;
	const { config, out } = found;
	const today = asOfDay(undefined, io.now());
	const asOf = asOfDay(values['as-of'], io.now());
	const maxPages = pageLimit(values['max-pages']);
	const sites = chosenSites(named, found, await records.registered());
	await records.know(sites);
	const isWhole = asOf === today && maxPages === undefined && out === config.out;
	const logs = await openLogs(context, out, found.file);
	const checks = await loadChecks();
	noteSurroundings(context, config, logs);

	await tellShortage(context, { ...config, out });

	const queue = new PQueue({ concurrency: Math.max(1, config.parallel) });
	const setting = {
		...{ context, config, out, records, logs },
		hosts: createHosts(),
		browsers: createBrowserPool({ pages: drawable() }),
		wayOut: proxyHint(io.environment, config.network),
	};
	const reports: Report[] = [];
	/** Keeps a report, and prints its summary. */
	const keep: AuditWanted['keep'] = async (report, file, profile) => {
		reports.push(report);
		const isKept = await records.keep(report, file, profile);
		progress.clear();
		if (reports.length > 1) io.stdout.write('\n');
		io.stdout.write(
			summary(report, {
				profile,
				checks,
				file,
				width: io.stdout.columns,
				colour: io.stdout.isTTY === true && !io.environment.noColour,
			}),
		);
		return isKept;
	};
	const auditNext = async (site: SiteConfig): Promise<void> => {
		const trace = await records.trace(site, { asOf, today, isWhole });
		await auditOne(setting, {
			...{ site, asOf, trace, keep },
			...(maxPages === undefined ? {} : { maxPages }),
			...(values.quiet ? {} : { onProgress: progress.update }),
			warn: (error) => warn(context, error, sites.length > 1 ? site.id : undefined),
		});
	};
	await queue.addAll(sites.map((site) => () => auditNext(site)));
	await setting.browsers.close();
	progress.clear();
	if (reports.length > 1) io.stdout.write(`\n${overview(reports)}`);
	if (reports.length === 0) return 2;
	return reports.some(({ scores }) => scores.inspection.verdict === 'unqualified') ? 1 : 0;
};
