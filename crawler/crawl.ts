import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type pino from 'pino';
import { ForbiddenAddressError } from './address.ts';
import { Archive, type Entry, type EntryType } from './archive.ts';
import type { FoundBrowser } from './browser.ts';
import { createFamilies, type Family, familyOf, gainOf } from './families.ts';
import { fetchUrl, pause, reasonOf } from './fetch.ts';
import { createFrontier, urgency } from './frontier.ts';
import { coverageOf, type Fingerprint, fingerprintOf, gather } from './gather.ts';
import type { Guard } from './guard.ts';
import { checkLinks } from './links.ts';
import type { Coverage, Gathered, PageFacts, RunSummary, SiteConfig } from './model.ts';
import { failureWords } from './outcome.ts';
import { createPoliteness } from './politeness.ts';
import type { Renderer } from './render.ts';
import { everythingAllowed, type Robots, readRobots } from './robots.ts';
import { crawlKey, scopeOf } from './url.ts';
import { acceptRendered, type CrawlContext, triesBeforeBroken, visit } from './visit.ts';

/** How far a crawl is, for whoever watches. */
export interface CrawlProgress {
	readonly phase: 'crawl' | 'links';
	readonly pages: number;
	readonly queued: number;
	readonly rendered: number;
	readonly errors: number;
}

export interface CrawlOptions {
	readonly guard: Guard;
	/** The site's archive. */
	readonly file: string;
	readonly asOf: string;
	readonly maxPages?: number;
	/** Files, pictures and other hosts are left alone, and nothing is tried twice. */
	readonly pagesOnly?: boolean;
	readonly onProgress?: (progress: CrawlProgress) => void;
	readonly log: pino.Logger;
	/** The browser of this machine; undefined where it has none. Asked once, when a page first needs it. */
	readonly browser: () => Promise<FoundBrowser | undefined>;
	/** Waits before the second and the third try of what failed; default 3 and 10. */
	readonly retrySeconds?: readonly number[];
}

/** The site's first page could not be had at all; the message is for the reader. */
export class SiteUnreachableError extends Error {
	override readonly name = 'SiteUnreachableError';
}

/** What a resumed crawl must know beside frontier and pages. */
interface Notes {
	readonly families: Record<string, Family>;
	readonly fingerprint: Fingerprint;
	readonly siteHost: string;
}

export interface Crawl {
	/** Crawls to the end or to the budget; goes on where a killed run stopped. */
	readonly run: () => Promise<void>;
	/** Takes these pages through the browser where their scripts could change what was judged; says how many it looked at. */
	readonly confirm: (urls: readonly string[]) => Promise<number>;
	readonly gathered: () => Gathered;
	readonly coverage: () => Coverage;
	readonly summary: () => RunSummary;
	/** Marks the run as done; the next one begins anew. */
	readonly finish: () => void;
	readonly close: () => Promise<void>;
}

/** Pages taken through the browser for a second look, at most. */
const maxConfirmed = 300;
/** Walls that the browser is sent to, at most: it is no siege engine. */
const maxWallVisits = 10;

/** Pages of one template that are looked at together. */
const batchSize = 20;

/** The families' pages in batches, `most` pages in all; a family that is given up yields no more. */
function* batchesOf(
	families: readonly number[][],
	most: number,
): Generator<{ pages: number[]; giveUp: () => void }> {
	let left = most;
	for (const family of families) {
		let rest = family;
		while (rest.length > 0 && left > 0) {
			const pages = rest.slice(0, Math.min(batchSize, left));
			left -= pages.length;
			rest = rest.slice(pages.length);
			yield {
				pages,
				giveUp: () => {
					rest = [];
				},
			};
		}
	}
}

const iso = (): string => new Date().toISOString();

export const openCrawl = (config: SiteConfig, options: CrawlOptions): Crawl => {
	mkdirSync(path.dirname(options.file), { recursive: true });
	const archive = new Archive(options.file);
	const maxPages = Math.min(config.limits.maxPages, options.maxPages ?? Number.POSITIVE_INFINITY);
	const settings = JSON.stringify([
		config.url,
		config.hosts,
		config.columns,
		config.robots,
		config.render,
		maxPages,
	]);
	const { resumed, startedAt } = archive.begin(options.asOf, settings, iso());
	const { guard, log } = options;
	const notes = archive.notes<Notes>();
	const politeness = createPoliteness(config.limits);
	const hosts = [...config.hosts, ...(notes.siteHost ? [notes.siteHost] : [])];
	let own = scopeOf(config.url, hosts);
	let fingerprint = notes.fingerprint;
	let stopped: string | undefined;
	let errors = 0;
	let wallVisits = 0;
	let gains = 0;
	let finishedAt = '';
	if (resumed) log.info({ startedAt }, 'going on with an unfinished run');

	const robots = new Map<string, Promise<Robots>>();
	const readRobotsOf = async (origin: string): Promise<Robots> => {
		const url = `${origin}/robots.txt`;
		const fetched = await politeness.run(url, () =>
			fetchUrl(url, {
				dispatcher: guard.dispatcher,
				userAgent: guard.userAgent,
				timeoutSeconds: config.limits.timeoutSeconds,
				maxBytes: 600_000,
			}),
		);
		context.counters.requests += fetched.requests;
		const rules = readRobots(url, fetched, 'Gongkai');
		if (rules.crawlDelay) politeness.delay(url, rules.crawlDelay);
		return rules;
	};

	let renderer: Promise<Renderer | undefined> | undefined;
	const openBrowser = async (): Promise<Renderer | undefined> => {
		const found = await options.browser();
		if (!found) return undefined;
		// Playwright takes a third of a second to load; a site without scripts never needs it.
		const { openRenderer } = await import('./render.ts');
		return openRenderer(found, {
			guard,
			timeoutSeconds: config.limits.timeoutSeconds,
			turnSeconds: 1 / config.limits.requestsPerSecond,
			maxTurns: 300,
		});
	};
	const context: CrawlContext = {
		config,
		archive,
		guard,
		politeness,
		own: (url) => own(url),
		frontier: createFrontier(archive, (url) => own(url)),
		families: createFamilies(notes.families),
		counters: archive.counters(),
		robotsOf: (url) => {
			if (config.robots === 'ignore') return Promise.resolve(everythingAllowed);
			const { origin } = new URL(url);
			const rules = robots.get(origin) ?? readRobotsOf(origin);
			robots.set(origin, rules);
			return rules;
		},
		renderer: () => {
			if (config.render === 'never') return Promise.resolve(undefined);
			renderer ??= openBrowser();
			return renderer;
		},
		log,
		now: iso,
		samples: new Set(),
		plain: new Map(),
	};
	const { counters, families, frontier } = context;

	const saveNotes = (): void => {
		archive.saveNotes({ families: families.toJSON(), fingerprint, siteHost: hosts.at(-1) });
		archive.saveCounters(counters);
	};

	const tell = (phase: CrawlProgress['phase']): void =>
		options.onProgress?.({
			phase,
			pages: counters.pagesFetched,
			queued: archive.count('queued') + archive.count('render') + archive.count('retry'),
			rendered: counters.pagesRendered,
			errors,
		});

	/** Takes a fetched page through the browser and settles it. */
	const look = async (entry: Entry): Promise<void> => {
		const browser = await context.renderer();
		const before = archive.page(entry.seq);
		if (!browser) {
			archive.settle(entry.seq, before ? 'ok' : 'wall');
			return;
		}
		const rendered = await politeness.run(entry.url, () => browser.render(entry.url));
		counters.requests += rendered.requests;
		counters.bytes += rendered.bytes;
		const shown =
			rendered.state === 'shown' &&
			(rendered.status === 0 || rendered.status < 400) &&
			context.own(rendered.finalUrl);
		const family = before ? familyOf(before.finalUrl, before.facts.skeleton) : undefined;
		if (shown) {
			const gain = before ? gainOf(before.facts, archive.linksOf(entry.seq), rendered.facts) : undefined;
			if (gain !== undefined) gains++;
			acceptRendered(context, entry, rendered);
			archive.recordTry(entry.seq, 'browser', `HTTP ${rendered.status}`, iso());
			if (family && context.samples.delete(entry.seq) && families.compared(family, gain)) {
				// The pages of this template that went by without the browser get it now.
				for (const seq of context.plain.get(family) ?? []) archive.settle(seq, 'render');
				context.plain.delete(family);
			}
		} else {
			log.debug(
				{ url: entry.url, rendered: rendered.state === 'failed' ? rendered.reason : rendered.status },
				'not rendered',
			);
			if (family && context.samples.delete(entry.seq)) families.compared(family, undefined);
		}
		archive.settle(entry.seq, shown || before ? 'ok' : 'wall');
	};

	const visitOne = async (entry: Entry, fresh: boolean): Promise<void> => {
		const state = await visit(context, entry, fresh);
		if (state === 'broken' || state === 'retry') errors++;
		// A wall before a page near the homepage: a citizen's browser may be let in.
		if (
			state === 'wall' &&
			entry.type === 'page' &&
			entry.depth <= 1 &&
			config.render !== 'never' &&
			wallVisits++ < maxWallVisits
		) {
			archive.settle(entry.seq, 'render');
		}
	};

	/** Empties the queue: addresses by the HTTP lane, pages that need it by the browser, side by side. */
	const drain = async (): Promise<void> => {
		const window = config.limits.concurrency * 2;
		const running = new Map<number, Promise<void>>();
		const rendering = new Map<number, Promise<void>>();
		let pagesBegun = archive.seenPages();
		const begin = (pool: Map<number, Promise<void>>, entry: Entry, work: Promise<void>): void => {
			const done = work.then(
				() => void pool.delete(entry.seq),
				(error: unknown) => {
					pool.delete(entry.seq);
					// A mistake of ours on one page must not cost the audit; the page counts as not seen.
					log.error({ url: entry.url, error }, 'visit failed');
					archive.settle(entry.seq, 'skipped');
				},
			);
			pool.set(entry.seq, done);
		};
		for (let last = 0; ; ) {
			const left = maxPages - pagesBegun;
			const files: EntryType[] = options.pagesOnly ? [] : ['attachment', 'image'];
			const types: EntryType[] = left > 0 ? ['page', ...files] : files;
			// Refilled by halves: one question to the archive for several visits.
			const room = running.size <= window / 2 ? window - running.size : 0;
			for (const entry of room > 0 && types.length > 0
				? archive.next('queued', room, types, [...running.keys()])
				: []) {
				if (entry.type === 'page' && ++pagesBegun > maxPages) break;
				begin(running, entry, visitOne(entry, false));
			}
			const seats = 3 - rendering.size;
			for (const entry of seats > 0 ? archive.next('render', seats, ['page'], [...rendering.keys()]) : []) {
				begin(rendering, entry, look(entry));
			}
			if (running.size + rendering.size === 0) break;
			await Promise.race([...running.values(), ...rendering.values()]);
			const now = Date.now();
			if (now - last > 250) {
				last = now;
				saveNotes();
				tell('crawl');
			}
		}
	};

	/** Second and third tries, later and on fresh connections; TLS failures also in the browser. */
	const retry = async (): Promise<void> => {
		const waits = options.retrySeconds ?? [3, 10];
		for (let round = 1; round < triesBeforeBroken; round++) {
			const failed = archive.entries('retry').filter(({ type }) => type !== 'external');
			if (failed.length === 0) return;
			await pause(waits[round - 1] ?? 10);
			await Promise.all(
				failed.map(async (entry) => {
					await visitOne(entry, true);
					tell('crawl');
				}),
			);
			// A page that answered at last may lead to pages not known before.
			await drain();
		}
	};

	/** A broken encryption counts only when the browser fails too: browsers fetch missing certificates. */
	const confirmTls = async (): Promise<void> => {
		for (const entry of archive.entries('broken')) {
			if (archive.response(entry.seq)?.reason !== 'tls') continue;
			const browser = await context.renderer();
			const rendered = await browser?.render(entry.url);
			if (!rendered) archive.settle(entry.seq, 'wall');
			else if (rendered.state === 'shown') {
				archive.recordTry(entry.seq, 'browser', `HTTP ${rendered.status}`, iso());
				archive.settle(entry.seq, 'ok');
			}
		}
	};

	const external = async (): Promise<void> => {
		const waits = [0, ...(options.retrySeconds ?? [3, 10])];
		for (let round = 0; round < triesBeforeBroken; round++) {
			const due = [...archive.entries('queued', 'retry')].filter(({ type }) => type === 'external');
			if (due.length === 0) return;
			await pause(waits[round] ?? 10);
			for (let from = 0; from < due.length; from += 200) {
				const batch = due.slice(from, from + 200);
				const verdicts = await checkLinks(
					batch.map(({ url }) => url),
					{ guard, timeoutSeconds: config.limits.timeoutSeconds },
				);
				counters.requests += batch.length;
				for (const [i, verdict] of verdicts.entries()) {
					const entry = batch[i];
					if (!entry) continue;
					archive.recordTry(entry.seq, 'http', verdict.words, iso());
					archive.saveVerdict(entry.seq, verdict, iso());
					const last = archive.tries(entry.seq).length >= triesBeforeBroken;
					archive.settle(entry.seq, verdict.state === 'broken' && !last ? 'retry' : verdict.state);
				}
				saveNotes();
				tell('links');
			}
		}
	};

	/** What the site answers for addresses that cannot exist: its own way to say “not found”. */
	const takeFingerprint = async (home: string): Promise<void> => {
		if (fingerprint) return;
		const random = (): string => randomBytes(8).toString('hex');
		const probes: Fingerprint[] = [];
		for (const path of [`/${random()}.html`, `/${random()}/${random()}.html`]) {
			const url = new URL(path, home).href;
			if (!(await context.robotsOf(url)).mayFetch(url)) continue;
			const fetched = await politeness.run(url, () =>
				fetchUrl(url, {
					dispatcher: guard.dispatcher,
					userAgent: guard.userAgent,
					timeoutSeconds: config.limits.timeoutSeconds,
					maxBytes: 1 << 20,
					mayFollow: own,
				}),
			);
			counters.requests += fetched.requests;
			if (fetched.state === 'answered') probes.push(fingerprintOf(url, fetched));
		}
		// Only what two made-up addresses have in common is the site's way.
		const [one, two] = probes;
		fingerprint =
			one && two && one.way === two.way && one.mark === two.mark ? one : { way: 'status', mark: '' };
		saveNotes();
	};

	/** Opens the homepage before all else; what cannot be reached is told in one line. */
	const openHome = async (): Promise<Entry> => {
		const home = config.url;
		try {
			await guard.check(new URL(home).hostname);
		} catch (error) {
			const words = error instanceof ForbiddenAddressError ? error.message : failureWords[reasonOf(error)];
			throw new SiteUnreachableError(`无法访问 ${home}：${words}`, { cause: error });
		}
		frontier.add(home, { priority: urgency.home });
		const entry = archive.entry(crawlKey(home));
		if (!entry) throw new Error('the homepage was just added');
		for (
			let number = 0;
			archive.entry(crawlKey(home))?.state === 'queued' || archive.entry(crawlKey(home))?.state === 'retry';
			number++
		) {
			if (number > 0) await pause(2);
			await visitOne(entry, number > 0);
			// A site that hangs is not asked to hang three times: the reader waits.
			if (number > 0 && archive.response(entry.seq)?.reason === 'timeout') break;
		}
		const { state } = archive.entry(crawlKey(home)) ?? entry;
		if (state === 'broken' || state === 'retry') {
			throw new SiteUnreachableError(`无法访问 ${home}：${archive.tries(entry.seq).at(-1)}`);
		}
		if (state === 'robots') {
			throw new SiteUnreachableError(
				`${home} 的 robots.txt 不允许抓取；若是本单位网站，可在配置中设 robots: ignore`,
			);
		}
		const answered = archive.response(entry.seq);
		const landed = answered && new URL(answered.finalUrl).host;
		if (answered && landed && !own(answered.finalUrl)) {
			hosts.push(landed);
			own = scopeOf(config.url, hosts);
		}
		return entry;
	};

	return {
		run: async () => {
			const home = await openHome();
			for (const { url } of config.columns)
				frontier.add(url, { priority: urgency.pinned, depth: 1, foundOn: home.url });
			if (resumed) restorePlain();
			if (archive.page(home.seq)) await takeFingerprint(archive.response(home.seq)?.finalUrl ?? config.url);
			await drain();
			if (!options.pagesOnly) {
				// Their waits run side by side; what a page that answered late points to comes after.
				await Promise.all([retry(), external()]);
				await external();
				await confirmTls();
			}
			if (archive.count('queued', 'page') > 0) stopped = `达到页数上限（${maxPages} 页）`;
			saveNotes();
			archive.flush();
		},
		confirm: async (urls) => {
			if (config.render === 'never' || !(await context.renderer())) return 0;
			const waiting = new Map<string, number[]>();
			for (const url of urls) {
				const entry = archive.entry(crawlKey(url));
				const page = entry?.type === 'page' && entry.state === 'ok' ? archive.page(entry.seq) : undefined;
				if (!entry || page?.lane !== 'http' || !page.facts.hasScripts) continue;
				const family = familyOf(page.finalUrl, page.facts.skeleton);
				waiting.set(family, [...(waiting.get(family) ?? []), entry.seq]);
			}
			let looked = 0;
			// A template whose first pages gain nothing is believed; one that gains is looked at to the end.
			for (const batch of batchesOf([...waiting.values()], maxConfirmed)) {
				gains = 0;
				for (const seq of batch.pages) archive.settle(seq, 'render');
				looked += batch.pages.length;
				await drain();
				if (gains === 0) batch.giveUp();
			}
			await retry();
			saveNotes();
			archive.flush();
			return looked;
		},
		gathered: () => gather({ config, asOf: options.asOf, archive, fingerprint, stopped }),
		coverage: () => coverageOf(archive),
		summary: () => {
			finishedAt ||= iso();
			return {
				startedAt,
				finishedAt,
				complete: stopped === undefined,
				stopReason: stopped ?? null,
				...counters,
				linksChecked: archive.settledCount(),
			};
		},
		finish: () => archive.finish(finishedAt || iso()),
		close: async () => {
			politeness.stop();
			await (await renderer)?.close();
			archive.close();
		},
	};

	/** After a restart: which pages of scripted families went through the HTTP lane only. */
	function restorePlain(): void {
		for (const page of archive.pages()) {
			const facts: Omit<PageFacts, 'links'> = page.facts;
			if (page.lane !== 'http' || !facts.scripted) continue;
			const family = familyOf(page.finalUrl, facts.skeleton);
			const pages = context.plain.get(family);
			if (pages) pages.push(page.seq);
			else context.plain.set(family, [page.seq]);
		}
	}
};
