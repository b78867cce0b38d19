import { setTimeout as delay } from 'node:timers/promises';
import { UsageError } from '../arguments.ts';
import { refusal } from '../crawler/folder.ts';
import { sizeText } from '../reports/formats/size.ts';
import type { Tidied, TidyBytes } from '../reports/store/operation-model.ts';
import type { Ages } from '../reports/store/tidying.ts';
import { shanghaiTime } from '../reports/time.ts';
import { type Command, type Context, warn } from './command.ts';
import { type Installation, withStore } from './installation.ts';
import { monthsBefore, type SiteTidied, sitesIn, tidyLog, tidySite } from './tidy-files.ts';

const dayMs = 86_400_000;
/** Between two sites: the disk is others' as well. */
const restMs = 20;
/** Sites that are named in what is kept. */
const maxLeft = 20;

/** The sites to be tidied: those that are named, or all that have a folder. Throws `UsageError`. */
const chosen = async (named: readonly string[], out: string): Promise<readonly string[]> => {
	const all = await sitesIn(out);
	const odd = named.filter((name) => !all.includes(name));
	if (odd.length > 0) throw new UsageError(`${out} 里没有站点 ${odd.join('、')} 的文件夹`);
	return named.length > 0 ? [...new Set(named)] : all;
};

const agesOf = ({ config }: Installation, now: Date): Ages => ({
	now: now.toISOString(),
	audits: monthsBefore(now, config.retention.auditRowsMonths),
	probeDays: shanghaiTime(monthsBefore(now, config.retention.probeMonths)).slice(0, 10),
});

const lineOf = (site: string, { runs, archives, pictures }: SiteTidied): string => {
	const parts = [
		...(runs > 0 ? [`存档里 ${runs} 次旧的审计`] : []),
		...(archives > 0 ? [`存档文件缩小 ${sizeText(archives)}`] : []),
		...(pictures > 0 ? [`过期的截图 ${sizeText(pictures)}`] : []),
	];
	return parts.length === 0 ? '' : `${site}：${parts.join('，')}\n`;
};

const sumOf = (all: readonly SiteTidied[], logs: number): TidyBytes => ({
	archives: all.reduce((sum, { archives }) => sum + archives, 0),
	pictures: all.reduce((sum, { pictures }) => sum + pictures, 0),
	logs,
});

/** The log stays as it is where it cannot be shortened. */
const logBytes = (context: Context, out: string, isTrial: boolean): Promise<number> =>
	tidyLog(out, isTrial).catch((error: unknown) => {
		warn(context, new Error(`日志缩短不了（${refusal(error)}）`));
		return 0;
	});

const run = async (context: Context, installation: Installation): Promise<number> => {
	const { values, named, io } = context;
	const { config, store } = installation;
	const { out } = config;
	const isTrial = values['dry-run'] ?? false;
	const isWhole = named.length === 0;
	const sites = await chosen(named, out);
	const now = io.now();
	const next = new Date(now.getTime() + dayMs);
	const done: SiteTidied[] = [];
	const coming: SiteTidied[] = [];
	const left: Tidied['left'][number][] = [];
	for (const site of sites) {
		const keeping = await store.tidying.auditLookedAt(site);
		const tidied = await tidySite({ site, config, now, keeping, isTrial });
		done.push(tidied);
		io.stdout.write(lineOf(site, tidied));
		if (tidied.why !== undefined) {
			warn(context, new Error(tidied.why), site);
			left.push({ site, why: tidied.why });
		}
		if (isWhole && !isTrial) coming.push(await tidySite({ site, config, now: next, keeping, isTrial: true }));
		await delay(restMs);
	}
	const freed = sumOf(done, isWhole ? await logBytes(context, out, isTrial) : 0);
	const files = `存档 ${sizeText(freed.archives)}，截图 ${sizeText(freed.pictures)}，日志 ${sizeText(freed.logs)}`;
	const ages = agesOf(installation, now);
	const rows = !isWhole
		? undefined
		: await (isTrial ? store.tidying.countOld(ages) : store.tidying.dropOld(ages));
	const records = rows
		? `；数据库里旧的审计记录 ${rows.audits} 条，首页访问的每日汇总 ${rows.probeDays} 条`
		: '';
	const end = isTrial ? '什么也没有改。' : '报告、问题、评分和人工认定都没有动。';
	io.stdout.write(
		`${isTrial ? '试运行，约可腾出' : '已腾出'}：${files}${records}。共 ${sites.length} 个网站${left.length > 0 ? `，其中 ${left.length} 个没有动` : ''}。${end}\n`,
	);
	if (rows && !isTrial) {
		const tidied: Tidied = {
			...{ at: now.toISOString(), freed, ...rows, left: left.slice(0, maxLeft) },
			runs: done.reduce((sum, { runs }) => sum + runs, 0),
			next: sumOf(coming, await tidyLog(out, true).catch(() => 0)),
		};
		await store.operations.keep('tidied', tidied, tidied.at);
	}
	return left.length > 0 ? 1 : 0;
};

/** `gongkai tidy`: what has grown old goes, and reports stay; 1 where a site was left as it was. */
export const tidy: Command = (context) => withStore(context, (installation) => run(context, installation));
