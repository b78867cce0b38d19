import { Archive } from './archive.ts';
import { confirm } from './confirm.ts';
import { type CrawlContext, type CrawlOptions, createContext, notePlain } from './context.ts';
import { drain } from './drain.ts';
import { urgency } from './frontier.ts';
import { coverageOf, gather } from './gather.ts';
import { openHome, takeFingerprint } from './home.ts';
import type { Coverage, Gathered, RunSummary, SiteConfig } from './model.ts';
import { checkExternal, confirmTls, retryOwn } from './retry.ts';

export interface Crawl {
	/** Crawls to the end or to the budget; goes on where a killed run stopped. Throws `SiteUnreachableError`. */
	readonly run: () => Promise<void>;
	/** Takes these pages through the browser where it could see them otherwise; says how many it looked at. */
	readonly confirm: (urls: readonly string[]) => Promise<number>;
	readonly gathered: () => Gathered;
	readonly coverage: () => Coverage;
	readonly summary: () => RunSummary;
	/** Marks the run as done; the next one begins anew. */
	readonly finish: () => void;
	readonly close: () => Promise<void>;
}

/** After a restart: which pages of scripted templates went through the HTTP lane only. */
const restorePlain = ({ archive, plain }: CrawlContext): void => {
	for (const { finalUrl, facts, lane, seq } of archive.pages()) {
		if (lane === 'http' && facts.scripted) notePlain(plain, finalUrl, facts.skeleton, seq);
	}
};

/** Opens a site's archive and goes on with its unfinished run, or begins one. Throws where the archive cannot be used. */
export const openCrawl = (config: SiteConfig, options: CrawlOptions): Crawl => {
	const archive = new Archive(options.file);
	const maxPages = Math.min(config.limits.maxPages, options.maxPages ?? Number.POSITIVE_INFINITY);
	const { url, hosts, columns, robots, render } = config;
	const settings = JSON.stringify([url, hosts, columns, robots, render, maxPages]);
	const begun = new Date().toISOString();
	const { resumed, startedAt } = archive.begin(options.asOf, settings, begun);
	const context = createContext(config, options, archive, maxPages);
	if (resumed) context.log.info({ startedAt }, 'going on with an unfinished run');
	let stopped: string | undefined;
	let finishedAt: string | undefined;

	const wholeCrawl = async (): Promise<void> => {
		const home = await openHome(context);
		for (const column of columns) {
			context.frontier.add(column.url, { priority: urgency.pinned, depth: 1, foundOn: home.url });
		}
		if (resumed) restorePlain(context);
		const landed = archive.page(home.seq)?.finalUrl;
		if (landed) await takeFingerprint(context, landed);
		await drain(context);
		if (options.pagesOnly) return;
		// Their waits run side by side; what a page that answered late points to comes after.
		await Promise.all([retryOwn(context), checkExternal(context)]);
		await checkExternal(context);
		await confirmTls(context);
	};

	return {
		run: async () => {
			await wholeCrawl();
			if (archive.count('queued', 'page') > 0) stopped = `达到页数上限（${maxPages} 页）`;
			context.save();
			archive.flush();
		},
		confirm: async (urls) => {
			const looked = await confirm(context, urls);
			if (looked > 0) await retryOwn(context);
			context.save();
			archive.flush();
			return looked;
		},
		gathered: () =>
			gather({
				config: { ...config, hosts: context.hosts() },
				asOf: options.asOf,
				archive,
				fingerprint: context.state.fingerprint,
				stopped,
			}),
		coverage: () => coverageOf(archive),
		summary: () => {
			finishedAt ??= context.now();
			return {
				startedAt,
				finishedAt,
				complete: stopped === undefined,
				stopReason: stopped ?? null,
				...context.counters,
				linksChecked: archive.settledCount(),
			};
		},
		finish: () => archive.finish(finishedAt ?? context.now()),
		close: context.close,
	};
};
