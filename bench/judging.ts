/** Judges a made-up site in this process: pages → site → all checks → report, and a report that follows it. */
import { loadChecks } from '../checks/registry.ts';
import { runCheck } from '../checks/run.ts';
import { keepHeapSmall } from '../crawler/memory.ts';
import type { Crawled } from '../crawler/model.ts';
import { watchStrays } from '../crawler/site/stray-links.ts';
import { buildSite } from '../crawler/site.ts';
import { buildReport } from '../reports/build.ts';
import { loadProfile } from '../reports/profile.ts';
import { madeUpSite } from './pages.ts';

/** Of one step. */
export interface Step {
	readonly seconds: number;
	readonly processorSeconds: number;
	/** Of the whole process, up to its end. */
	readonly peakMegabytes: number;
	/** What came of it, by name. */
	readonly made: Readonly<Record<string, number>>;
}

keepHeapSmall();
const [documents = '100000'] = process.argv.slice(2);
const [checks, profile] = await Promise.all([loadChecks(), loadProfile('national')]);
const steps: Record<string, Step> = {};
const peak = (): number => process.resourceUsage().maxRSS / 1024;

const step = <T>(name: string, work: () => T, made: (result: T) => Step['made']): T => {
	const [started, before] = [performance.now(), process.cpuUsage()];
	const result = work();
	const { user, system } = process.cpuUsage(before);
	steps[name] = {
		seconds: (performance.now() - started) / 1000,
		processorSeconds: (user + system) / 1e6,
		peakMegabytes: peak(),
		made: made(result),
	};
	return result;
};

const gathered = madeUpSite(Number(documents));
steps.pages = {
	seconds: 0,
	processorSeconds: 0,
	peakMegabytes: peak(),
	made: { pages: gathered.pages.length },
};
const strays = step(
	'stray links',
	() => {
		const watch = watchStrays(gathered.config.url, gathered.pages);
		for (const { url, facts } of gathered.pages) watch.note(url, facts.links);
		return watch.found();
	},
	(found) => ({ links: found.length }),
);
const { site, unavailable } = step(
	'site',
	() => buildSite({ ...gathered, strays }),
	({ site: { documents: all, interpretations, columns, feedbacks } }) => ({
		documents: all.length,
		interpretations: interpretations.length,
		columns: columns.length,
		feedbacks: feedbacks.length,
	}),
);
const results = step(
	'checks',
	() => checks.map((check) => ({ check, ...runCheck(check, site, unavailable, profile.terms) })),
	(all) => ({ faults: all.reduce((sum, { faults }) => sum + faults.length, 0) }),
);
const startedAt = '2026-11-15T01:00:00.000Z';
const crawled: Crawled = {
	site,
	unavailable,
	coverage: { share: 1, notSeen: [] },
	run: {
		...{ startedAt, finishedAt: startedAt, complete: true, stopReason: null },
		...{ pagesFetched: gathered.pages.length, pagesRendered: 0, linksChecked: 0, requests: 0, bytes: 0 },
	},
	unseen: gathered.unseen,
	seen: new Set(gathered.pages.map(({ url }) => url)),
};
const input = { config: gathered.config, crawled, results, profile };
const report = step(
	'report',
	() => buildReport(input),
	({ findings }) => ({ findings: findings.length }),
);
step(
	'report that follows it',
	() => buildReport({ ...input, previous: report }),
	({ findings }) => ({ findings: findings.length }),
);
process.send?.(steps);
process.disconnect?.();
