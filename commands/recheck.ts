import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { asOfDay, UsageError } from '../arguments.ts';
import { loadChecks } from '../checks/registry.ts';
import { siteOfRegister } from '../config.ts';
import { probePeriod } from '../crawler/site/probes.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import { plain } from '../reports/formats/text.ts';
import type { Recheck } from '../reports/recheck.ts';
import type { Recheckable } from '../reports/store/model.ts';
import { recheckResults } from '../reports/words.ts';
import type { Command, Context } from './command.ts';
import { type Installation, withStore } from './installation.ts';
import { openLog } from './log.ts';

/** The site as an audit of it would have it. */
const siteNamed = async (id: string, { config, store }: Installation): Promise<SiteConfig> => {
	const configured = config.sites.find((site) => site.id === id);
	if (configured) return configured;
	const registered = (await store.register()).find((site) => site.id === id);
	if (registered) return siteOfRegister(registered, config);
	throw new UsageError(`配置和登记里都没有站点 ${id}`);
};

/** What is to be looked at. Throws where the site was never audited or has no such finding. */
const wanted = async (
	{ id }: SiteConfig,
	ids: readonly string[] | undefined,
	{ store }: Installation,
): Promise<Recheckable> => {
	const found = await store.recheckable(id, ids);
	if (!found) throw new Error(`网站 ${id} 还没有完整的审计，没有可以复查的问题`);
	const known = new Set(found.findings.map((finding) => finding.id));
	const missing = ids?.filter((one) => !known.has(one)) ?? [];
	if (missing.length > 0)
		throw new UsageError(`网站 ${id} 最近一次完整的审计里没有问题 ${missing.join('、')}`);
	return found;
};

/** A line for a reader: what became of it, which finding, where, and what was seen. */
const lineOf = (names: ReadonlyMap<string, string>, { finding, result, words }: Recheck): string =>
	`${recheckResults[result]}  ${finding.id}  ${names.get(finding.check) ?? finding.check}  ${plain(finding.subject)}  ${plain(words)}\n`;

const sumOf = (rechecks: readonly Recheck[]): string =>
	Object.entries(recheckResults)
		.map(([result, name]) => [name, rechecks.filter((one) => one.result === result).length] as const)
		.filter(([, count]) => count > 0)
		.map(([name, count]) => `${name} ${count}`)
		.join('，');

/** Who is kept as having asked: the dashboard's user, or whoever calls the command. */
const askedBy = ({ values }: Context): string => values['asked-by'] ?? `${userInfo().username}（命令行）`;

const run = async (context: Context, id: string, installation: Installation): Promise<number> => {
	const { values, io } = context;
	const { config, store } = installation;
	const site = await siteNamed(id, installation);
	const { auditStartedAt, file, findings } = await wanted(site, values.finding, installation);
	if (findings.length === 0) {
		io.stdout.write('没有未改的问题\n');
		return 0;
	}
	const log = await openLog(context, config.out, installation.file);
	const { recheckSite } = await import('../recheck.ts');
	const asOf = asOfDay(values['as-of'], io.now());
	const { from, to } = probePeriod(asOf);
	const rechecks = await recheckSite(site, {
		network: config.network,
		environment: io.environment.variables,
		// An audit may have kept what it saw in a folder of its own.
		out: resolve(config.out, file, '../../..'),
		asOf,
		probes: await store.probeDays(site, from, to),
		statutes: config.statutes,
		log,
		auditStartedAt,
		findings,
	});
	await store.keepRechecks(id, rechecks, { at: io.now().toISOString(), by: askedBy(context) });
	log.info({ site: id, findings: findings.length, sum: sumOf(rechecks) }, 'findings looked at again');
	const names = new Map((await loadChecks()).map((check) => [check.id, check.name]));
	for (const recheck of rechecks) io.stdout.write(lineOf(names, recheck));
	io.stdout.write(`共 ${rechecks.length} 个问题：${sumOf(rechecks)}\n`);
	if (rechecks.every(({ result }) => result === 'unknown')) throw new Error(rechecks[0]?.words);
	return rechecks.some(({ result }) => result === 'open' || result === 'unknown') ? 1 : 0;
};

/** `gongkai recheck`: what a site's open findings are about, looked at again now. */
export const recheck: Command = async (context) => {
	const [id, ...more] = context.named;
	if (id === undefined || more.length > 0)
		throw new UsageError('recheck 要且只要一个站点 ID，如 gongkai recheck linjiang');
	return withStore(context, (installation) => run(context, id, installation));
};
