import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pino from 'pino';
import type { Statutes } from './checks/facts/statutes.ts';
import { loadChecks } from './checks/registry.ts';
import { runCheck } from './checks/run.ts';
import { isDamage, setAside } from './crawler/archive/damage.ts';
import type { BrowserPool } from './crawler/browser/browser-pool.ts';
import type { FoundBrowser } from './crawler/browser/find.ts';
import { type Crawl, openCrawl } from './crawler/crawl.ts';
import { refusal, writableFolder } from './crawler/folder.ts';
import { SiteUnreachableError } from './crawler/home.ts';
import type { Crawled, ProbeDay } from './crawler/model.ts';
import type { Resolver } from './crawler/net/address.ts';
import { createGuard } from './crawler/net/guard.ts';
import type { Hosts } from './crawler/net/hosts.ts';
import type { CrawlProgress } from './crawler/progress.ts';
import { buildSite } from './crawler/site.ts';
import type { EvidenceLimits, Network, SiteConfig } from './crawler/site-config.ts';
import { unlessAborted } from './crawler/unless-aborted.ts';
import { withPictures } from './pictures.ts';
import { buildReport, type CheckResult, type ReportInput } from './reports/build.ts';
import { writeReport } from './reports/formats/json.ts';
import { writeProfile } from './reports/formats/profile-file.ts';
import type { Report } from './reports/model.ts';
import { fixedBefore, lastComplete } from './reports/past.ts';
import { loadProfile, type Profile } from './reports/profile.ts';
import { provingAddresses } from './reports/responses.ts';
import type { Said } from './reports/said.ts';
import { loadStatutes } from './reports/statutes.ts';
import type { AuditProgress } from './reports/store/audit-model.ts';
import { LeaseLostError } from './reports/store/lease.ts';
import { upcomingOf } from './reports/upcoming.ts';
import { reportOfVisits, SiteDownError } from './site-down.ts';

/** How far one site's audit is. */
export interface Progress extends AuditProgress {
	readonly site: string;
}

/** What an audit needs beside its site. */
export interface AuditOptions {
	readonly network: Network;
	/** Given to sites that are audited side by side, so that a host that they share sees no more of us than one of them would; default: the site's own. */
	readonly hosts?: Hosts;
	/** Given to sites that are audited side by side, so that all their pages take no more memory than so many; default: the site's own. */
	readonly browsers?: BrowserPool;
	/** Names → addresses; default: the system's. Tests give loopback servers real names with it. */
	readonly resolve?: Resolver;
	/** The process's environment, for finding a browser. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
	readonly log: pino.Logger;
	readonly onProgress?: (progress: Progress) => void;
	/** Told what the operator should see to, in a Chinese sentence; it does not stop the audit. */
	readonly onWarning?: (message: string) => void;
	/** Waits before the second and third try of what failed, in seconds. */
	readonly retrySeconds?: readonly number[];
	/** Aborted, it ends at once, rejecting with the signal's reason; its archive lets a later one go on, and no report is written. */
	readonly signal?: AbortSignal;
}

export interface ReportOptions extends AuditOptions {
	/** Folder of reports and archives. */
	readonly out: string;
	/** The day to judge by, YYYY-MM-DD. */
	readonly asOf: string;
	readonly maxPages?: number;
	/** File of statute data over the program's own. */
	readonly statutes?: string;
	/** Pages only: files, pictures and other hosts are left alone, and nothing is tried twice. */
	readonly pagesOnly?: boolean;
	/** How many pictures of what is at fault are taken and kept. Default: none. */
	readonly evidence?: EvidenceLimits;
	/** The days on which its homepage was visited between the audits, as far as they may speak for the day to judge by. Default: none. */
	readonly probes?: () => Promise<readonly ProbeDay[] | undefined>;
	/** What people said of the site, for its report by a day; asked once, when the crawl is over. Default: what the last report tells. */
	readonly said?: (asOf: string) => Promise<Said | undefined>;
	/** Whether its report is still wanted: asked right before it is written. Where not, nothing is, and it rejects with a `LeaseLostError`. Default: it is. */
	readonly mayReport?: () => Promise<boolean>;
}

/** Throws unless the audit may leave its report. */
const checkWanted = async ({ signal, mayReport }: ReportOptions): Promise<void> => {
	const isWanted = (await mayReport?.()) ?? true;
	signal?.throwIfAborted();
	if (!isWanted) throw new LeaseLostError();
};

/**
 * One site, start to end. Throws `SiteUnreachableError` where its first page cannot be had: a `SiteDownError` with a report where the
 * visits between the audits prove that this is the site's fault.
 */
export const auditSite = async (config: SiteConfig, options: ReportOptions): Promise<Report> => {
	await writableFolder(path.join(options.out, config.id));
	return withCrawl(config, options, async (crawl, tell, browser) => {
		const profile = await loadProfile(config.profile ?? 'national');
		const statutes = await loadStatutes(options.statutes);
		const down = await crawl.run().then(
			() => undefined,
			(error: unknown) => {
				if (error instanceof SiteUnreachableError) return error;
				throw error;
			},
		);
		// A run that was killed after it had written its report is not to be compared with itself.
		const { startedAt } = crawl.summary();
		const previous = await lastComplete(options.out, config.id, options.asOf, startedAt);
		const probes = await options.probes?.();
		tell('judge');
		if (down) {
			const seen = { ...together(crawl, probes), coverage: { share: 0, notSeen: [] } };
			const results = await judge(seen, profile, statutes);
			const said = await options.said?.(options.asOf);
			const crawled = { ...seen, run: { ...seen.run, complete: false, stopReason: down.message } };
			const input = { config, crawled, profile, statutes, ...said, ...(previous ? { previous } : {}) };
			await checkWanted(options);
			const report = await reportOfVisits(input, results, options.out);
			throw report ? new SiteDownError(down, report) : down;
		}
		let crawled = together(crawl, probes);
		let results = await judge(crawled, profile, statutes);
		// What scripts could still change is not said before a browser has looked.
		if ((await crawl.confirm(accusedPages(results))) > 0) {
			crawled = together(crawl, probes);
			results = await judge(crawled, profile, statutes);
		}
		const said = await options.said?.(options.asOf);
		const upcoming = upcomingOf(crawled, profile.terms, statutes);
		crawled = { ...crawled, answers: crawl.answers(namedAddresses(results)) };
		const input = { config, crawled, results, profile, statutes, upcoming, ...said };
		const told = previous ? await continued(input, previous, options.out) : buildReport(input);
		// Whoever took the audit over has pictures in the same folder.
		await checkWanted(options);
		if (options.evidence) tell('pictures');
		const { evidence: limits, out, log } = options;
		const { seen } = crawled;
		const report = await withPictures(told, { crawl, browser, previous, seen, results, limits, out, log });
		await checkWanted(options);
		await writeProfile(options.out, profile);
		await writeReport(options.out, report);
		crawl.finish();
		tell('done');
		return report;
	});
};

/** The report by the ones before it: what the last of them does not name may still be a fault that was repaired and has returned. */
const continued = async (input: ReportInput, previous: Report, out: string): Promise<Report> => {
	const report = buildReport({ ...input, previous });
	const fresh = report.findings.flatMap(({ id, state }) => (state === 'new' ? [id] : []));
	const fixed = await fixedBefore(out, previous, new Set(fresh));
	return fixed.size === 0 ? report : buildReport({ ...input, previous, fixedBefore: fixed });
};

/** Pages that `discoverSite` looks at: enough to meet every menu and the first page of each list. */
const discoveryPages = 300;

/** The site as an audit would see it, from a short crawl; nothing is judged, nothing kept. */
export const discoverSite = async (
	config: SiteConfig,
	options: AuditOptions & { asOf: string },
): Promise<Crawled> => {
	const out = await mkdtemp(path.join(tmpdir(), 'gongkai-')).catch((cause: unknown) => {
		throw new Error(`不能写入临时目录 ${tmpdir()}（${refusal(cause)}），请用环境变量 TMPDIR 另指一个`, {
			cause,
		});
	});
	try {
		return await withCrawl(
			config,
			{ ...options, out, maxPages: discoveryPages, pagesOnly: true },
			async (crawl) => {
				await crawl.run();
				return together(crawl);
			},
		);
	} finally {
		await rm(out, { recursive: true, force: true });
	}
};

const together = (crawl: Crawl, probes?: readonly ProbeDay[]): Crawled => {
	const gathered = { ...crawl.gathered(), ...(probes ? { probes } : {}) };
	return {
		...buildSite(gathered),
		coverage: crawl.coverage(),
		run: crawl.summary(),
		unseen: gathered.unseen,
		hosts: crawl.hosts(),
		lanes: crawl.lanes(),
		seen: new Set(gathered.pages.flatMap(({ url, finalUrl }) => [url, finalUrl])),
	};
};

const judge = async (
	{ site, unavailable }: Crawled,
	{ terms }: Profile,
	statutes: Statutes,
): Promise<CheckResult[]> =>
	(await loadChecks()).map((check) => ({ check, ...runCheck(check, site, unavailable, terms, statutes) }));

/** The pages that findings are about, each once. */
const accusedPages = (results: readonly CheckResult[]): string[] => [
	...new Set(results.flatMap(({ faults }) => faults.map(({ subject }) => subject))),
];

/** Addresses that findings name first. */
const namedAddresses = (results: readonly CheckResult[]): Set<string> =>
	new Set(results.flatMap(({ faults }) => faults.flatMap(provingAddresses)));

type Work<T> = (
	crawl: Crawl,
	tell: (phase: Progress['phase']) => void,
	/** The browser of this machine, as the crawl found it or looked for now. */
	browser: () => Promise<FoundBrowser | undefined>,
) => Promise<T>;

const withCrawl = async <T>(config: SiteConfig, options: ReportOptions, work: Work<T>): Promise<T> => {
	const file = path.join(options.out, config.id, 'archive.db');
	try {
		return await withArchive(file, config, options, work);
	} catch (error) {
		if (!isDamage(error)) throw error;
		const aside = await setAside(file, new Date());
		const words = `存档 ${file} 已损坏或被别的程序改动，已改名为 ${path.basename(aside)}，这次从头抓取；以前的报告不受影响`;
		options.log.error({ site: config.id, err: error }, 'the archive is damaged and was set aside');
		options.onWarning?.(words);
	}
	try {
		return await withArchive(file, config, options, work);
	} catch (error) {
		if (!isDamage(error)) throw error;
		throw new Error(`存档 ${file} 刚刚重建又损坏了；请检查这台机器的磁盘和内存`, { cause: error });
	}
};

const withArchive = async <T>(
	file: string,
	config: SiteConfig,
	options: ReportOptions,
	work: Work<T>,
): Promise<T> => {
	const { log, network, environment = {} } = options;
	const guard = createGuard(network, {
		connectTimeoutSeconds: config.limits.timeoutSeconds,
		...(options.resolve ? { resolve: options.resolve } : {}),
	});
	let last: Omit<CrawlProgress, 'phase'> = { pages: 0, queued: 0, rendered: 0, errors: 0, perSecond: 0 };
	const tell = (phase: Progress['phase']): void => options.onProgress?.({ ...last, site: config.id, phase });
	let crawl: Crawl | undefined;
	let found: FoundBrowser | undefined;
	let isBrowserWanted = false;
	const find = async () => {
		found ??= await (await import('./crawler/browser/find.ts')).findBrowser({ environment });
		return found;
	};
	const browser = () => {
		isBrowserWanted = true;
		return find();
	};
	/** No page was drawn: there was none to draw, or nothing to draw it with. */
	const isBlind = async (): Promise<boolean> =>
		isBrowserWanted &&
		crawl?.summary().pagesRendered === 0 &&
		!(found && (await (await import('./crawler/browser/find.ts')).startsStill(found)));
	try {
		// A browser that the operator names and that does not start is told before anything is fetched.
		if (environment.GONGKAI_BROWSER && config.render !== 'never') await browser();
		crawl = openCrawl(config, {
			guard,
			...(options.hosts ? { hosts: options.hosts } : {}),
			...(options.browsers ? { browsers: options.browsers } : {}),
			file,
			asOf: options.asOf,
			log: log.child({ site: config.id }),
			browser,
			onProgress: ({ phase, ...progress }) => {
				last = progress;
				tell(phase);
				// Of what comes after the crawl, nobody tells how long it takes.
				const { secondsLeft: _, ...rest } = progress;
				last = rest;
			},
			...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
			pagesOnly: options.pagesOnly ?? false,
			...(options.retrySeconds ? { retrySeconds: options.retrySeconds } : {}),
		});
		const result = await unlessAborted(work(crawl, tell, find), options.signal);
		if (await isBlind()) {
			log.warn({ site: config.id }, 'no browser starts; what scripts draw was not seen');
			options.onWarning?.('没有能启动的浏览器，靠脚本显示的页面没有看到，请安装 Chrome 或 Chromium');
		}
		return result;
	} finally {
		// Whatever fails: others may go on in this process.
		await Promise.resolve(crawl?.close()).finally(() => guard.close());
	}
};
