import { dropTrusted, mustStartOver } from './again.ts';
import { answersOf, type SeenAnswer } from './answers.ts';
import { Archive } from './archive/archive.ts';
import { askBrowser, confirmTls } from './ask-browser.ts';
import type { Camera } from './browser/camera.ts';
import type { FoundBrowser } from './browser/find.ts';
import { budgetOf } from './budget.ts';
import { heedCollapse } from './collapse.ts';
import { confirm } from './confirm.ts';
import { type CrawlContext, type CrawlOptions, createContext, isOver, notePlain } from './context.ts';
import { coverageOf } from './coverage.ts';
import { drain } from './drain.ts';
import { inertBy } from './frontier/families.ts';
import { urgency } from './frontier/frontier.ts';
import { gather } from './gather.ts';
import { heedEcho } from './heed-echo.ts';
import { openHome } from './home.ts';
import { readLeft } from './late-files.ts';
import type { Coverage, Gathered, RunSummary, Sibling } from './model.ts';
import type { LaneDecision } from './page-facts.ts';
import { probeReach } from './reach.ts';
import { checkExternal, retryOwn } from './retry.ts';
import type { SiteConfig } from './site-config.ts';
import { takeFingerprint } from './unknown.ts';
import { crawlKey } from './url.ts';

export interface Crawl {
	/** Crawls to the end or to the budget; goes on where a killed run stopped. Throws `SiteUnreachableError`. */
	readonly run: () => Promise<void>;
	/** Takes these pages through the browser where it could see them otherwise; says how many it looked at. */
	readonly confirm: (urls: readonly string[]) => Promise<number>;
	readonly gathered: () => Gathered;
	readonly coverage: () => Coverage;
	readonly summary: () => RunSummary;
	/** Hosts that were taken in as the same government's, and those that were looked at and not. */
	readonly hosts: () => { readonly adopted: readonly Sibling[]; readonly refused: readonly Sibling[] };
	/** How these addresses answered. */
	readonly answers: (urls: Iterable<string>) => ReadonlyMap<string, SeenAnswer>;
	/** A camera for this site's pages, in its hosts' turn; the browser that drew pages ends. Undefined where nothing more is to be asked. */
	readonly camera: (found: FoundBrowser) => Promise<Camera | undefined>;
	/** What was decided about the templates that scripts could draw. */
	readonly lanes: () => readonly LaneDecision[];
	/** Marks the run as done; the next one begins anew. */
	readonly finish: () => void;
	readonly close: () => Promise<void>;
}

/** After a restart: which pages wait to be compared or for another look, and which of scripted templates went through the HTTP lane only. */
const restore = ({ archive, attached, frontier, plain, samples, secondLooks, state }: CrawlContext): void => {
	const waiting = new Set(archive.entries('render').map(({ seq }) => seq));
	for (const { url, finalUrl, facts, lane, seq } of archive.pages.all()) {
		frontier.recall(url, facts);
		attached.note(facts);
		state.echoes.hear(seq, facts.mark);
		if (facts.cutBy === 'error' || facts.cutBy === 'timeout') secondLooks.set(seq, 'due');
		if (waiting.has(seq)) samples.add(seq);
		else if (lane === 'http' && facts.scripted) notePlain(plain, finalUrl, facts.skeleton, seq);
	}
};

/** Opens a site's archive and goes on with its unfinished run, or begins one. Throws where the archive cannot be used. */
export const openCrawl = (config: SiteConfig, options: CrawlOptions): Crawl => {
	const archive = new Archive(options.file);
	const budget = budgetOf(config.limits, options.maxPages);
	const { maxPages } = budget;
	const { url, hosts, columns, robots, render } = config;
	const settings = JSON.stringify([url, hosts, columns, robots, render, maxPages]);
	const begun = new Date().toISOString();
	const { resumed, startedAt } = archive.begin(options.asOf, settings, begun);
	let context = createContext(config, options, archive, budget);
	if (resumed) context.log.info({ startedAt }, 'going on with an unfinished run');
	let isBegun = resumed;
	let finishedAt: string | undefined;
	/** Why addresses were left in the queue. */
	const left = (): 'budget' | 'timeout' => (context.state.silenced ? 'timeout' : 'budget');

	/** What comes after the queue is empty: later tries, other hosts, and whether all was seen. */
	const roundOff = async (): Promise<void> => {
		context.siblings.close();
		if (!options.pagesOnly) {
			// Their waits run side by side; what a page that answered late points to comes after.
			await Promise.all([retryOwn(context), checkExternal(context)]);
			await askBrowser(context);
			await readLeft(context);
			await checkExternal(context);
			await confirmTls(context);
		}
		// The last pages of a site that closed meanwhile are too few to be noticed on the way.
		await heedEcho(context);
		context.state.extent = heedCollapse(context);
		if (!options.pagesOnly && !isOver(context.state)) {
			const landed = archive.pages.of(archive.entry(crawlKey(config.url))?.seq ?? -1)?.finalUrl;
			context.state.reach = await probeReach(context, landed ?? config.url);
		}
		dropTrusted(context);
		if (archive.count('queued', 'page') > 0) context.state.stopped ??= `达到页数上限（${maxPages} 页）`;
		context.save();
		archive.flush();
		finishedAt = context.now();
	};

	const wholeCrawl = async (): Promise<void> => {
		context.frontier.add(config.url, { priority: urgency.home });
		for (const column of columns) {
			context.frontier.add(column.url, { priority: urgency.pinned, depth: 1, foundOn: config.url });
		}
		const home = await openHome(context);
		if (isBegun) restore(context);
		const landed = archive.pages.of(home.seq)?.finalUrl;
		if (landed) await takeFingerprint(context, landed);
		await drain(context);
	};

	/** What was taken on a server's word is worth no more than that: where it lied, all is asked for anew. */
	const startOver = async (): Promise<void> => {
		context.log.warn('pages change under unchanged validators; the run begins anew without them');
		context.save();
		await context.close();
		archive.startOver({ distrusts: true });
		context = createContext(config, options, archive, budget);
		isBegun = false;
		await wholeCrawl();
		await roundOff();
	};

	return {
		run: async () => {
			await wholeCrawl();
			if (!mustStartOver(context)) await roundOff();
			if (mustStartOver(context)) await startOver();
		},
		confirm: async (urls) => {
			const looked = await confirm(context, urls);
			if (looked > 0) await roundOff();
			if (mustStartOver(context)) await startOver();
			return looked;
		},
		gathered: () =>
			gather({
				config: { ...config, hosts: context.hosts() },
				asOf: options.asOf,
				archive,
				fingerprints: context.state.fingerprints,
				stopped: context.state.stopped,
				reach: context.state.reach,
				isInert: inertBy(context.families),
				left: left(),
			}),
		coverage: () => coverageOf(archive, left(), context.state),
		summary: () => {
			finishedAt ??= context.now();
			return {
				startedAt,
				finishedAt,
				complete: context.state.stopped === undefined,
				stopReason: context.state.stopped ?? null,
				...context.counters,
				linksChecked: archive.settledCount(),
			};
		},
		hosts: () => ({ adopted: context.siblings.adopted(), refused: context.siblings.refused() }),
		answers: (urls) => answersOf(archive, urls),
		camera: (found) => context.camera(found),
		lanes: () => context.families.lanes(),
		finish: () => archive.finish(finishedAt ?? context.now()),
		close: async () => {
			try {
				// First: what is cut off here is to be gone on with, and must not be written down as failed.
				archive.close();
			} finally {
				await context.close();
			}
		},
	};
};
