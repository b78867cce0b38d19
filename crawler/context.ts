import type pino from 'pino';
import type { Archive } from './archive/archive.ts';
import type { Counters } from './archive/rows.ts';
import { type Attached, createAttached } from './attachments/wanted.ts';
import type { BrowserPool } from './browser/browser-pool.ts';
import type { Camera } from './browser/camera.ts';
import type { FoundBrowser } from './browser/find.ts';
import type { Renderer } from './browser/render.ts';
import { openBrowsers } from './browsers.ts';
import type { Budget } from './budget.ts';
import type { Extent } from './collapse.ts';
import { createEchoes, type Echoes } from './frontier/echoes.ts';
import { createFamilies, type Family, familyOf } from './frontier/families.ts';
import { createFrontier, type Frontier } from './frontier/frontier.ts';
import type { Reach, Sibling } from './model.ts';
import { type Answer, type Fetched, fetchUrl } from './net/fetch.ts';
import type { Guard } from './net/guard.ts';
import type { Hosts } from './net/hosts.ts';
import { createPoliteness, type Politeness } from './net/politeness.ts';
import { everythingAllowed, type Robots } from './net/robots.ts';
import { createRobotsCache } from './net/robots-cache.ts';
import type { Validators } from './net/validators.ts';
import type { PageFacts } from './page-facts.ts';
import { type CrawlProgress, createProgress } from './progress.ts';
import { createSiblingHosts, type SiblingHosts, type SiblingNotes } from './siblings/hosts.ts';
import type { SiteConfig } from './site-config.ts';
import type { Fingerprint } from './unknown.ts';
import { scopeOf } from './url.ts';

export interface CrawlOptions {
	readonly guard: Guard;
	/** Shared by the sites that are audited side by side; default: this site's own. */
	readonly hosts?: Hosts;
	/** Shared by the sites that are audited side by side; default: this site's own. */
	readonly browsers?: BrowserPool;
	/** The site's archive. */
	readonly file: string;
	/** The day to judge by, YYYY-MM-DD. */
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

/** What a resumed crawl must know beside frontier and pages. */
interface Notes {
	readonly families: Record<string, Family>;
	readonly fingerprints: Readonly<Record<string, Fingerprint>>;
	readonly siblings: SiblingNotes;
	readonly trusted: number;
	readonly distrusts: boolean;
	readonly reach?: Reach;
	readonly extent?: Extent;
}

/** What every step of one crawl shares. */
export interface CrawlContext {
	readonly config: SiteConfig;
	readonly options: CrawlOptions;
	readonly archive: Archive;
	readonly guard: Guard;
	readonly politeness: Politeness;
	readonly frontier: Frontier;
	readonly families: ReturnType<typeof createFamilies>;
	readonly attached: Attached;
	readonly counters: Counters;
	readonly budget: Budget;
	readonly own: (url: string) => boolean;
	/** Sibling hosts of the configuration and those adopted. */
	readonly hosts: () => readonly string[];
	/** Takes a host for one of the site's; what was met on it before is fetched as the site's own. */
	readonly adopt: (sibling: Sibling) => void;
	readonly siblings: SiblingHosts;
	readonly robotsOf: (url: string) => Promise<Robots>;
	/** One request in the host's turn, counted. */
	readonly get: (url: string, limits: GetLimits) => Promise<Fetched>;
	/** Undefined where no browser can be had or none is wanted. */
	readonly renderer: () => Promise<Renderer | undefined>;
	/** Takes the place of the renderer; what it asks for is counted. Undefined where nothing more is to be asked. */
	readonly camera: (found: FoundBrowser) => Promise<Camera | undefined>;
	readonly log: pino.Logger;
	readonly now: () => string;
	/** When it was made, ISO: earlier answers are of another visit. */
	readonly begunAt: string;
	/** Pages taken through both lanes to compare them. */
	readonly samples: Set<number>;
	/** Pages of scripted families that went through the HTTP lane only. */
	readonly plain: Map<string, number[]>;
	/** Pages that the browser could not show whole at its first look: whether the second one has begun. */
	readonly secondLooks: Map<number, 'due' | 'begun'>;
	readonly state: CrawlState;
	/** Writes down what a resumed crawl must know. */
	readonly save: () => void;
	readonly tell: (phase: CrawlProgress['phase']) => void;
	/** Ends what runs; the archive stays open. */
	readonly close: () => Promise<void>;
}

interface GetLimits {
	readonly maxBytes: number;
	/** On a connection of its own; default false. */
	readonly fresh?: boolean;
	readonly referer?: string;
	/** Bytes that are enough of a body, by the answer's headers. */
	readonly enough?: (headers: Answer['headers']) => number;
	/** Sent by POST; default: GET. */
	readonly form?: string;
	readonly range?: string;
	/** Higher first; default 0. */
	readonly priority?: number;
	/** Beside the requests that run, which may be waiting for it; default false. */
	readonly beside?: boolean;
	/** Redirects that may be followed; default all. */
	readonly mayFollow?: (url: string) => boolean | Promise<boolean>;
	/** What an address's earlier answer came with, where that need not come again. */
	readonly validatorsOf?: (url: string) => Validators | undefined;
}

/** What changes while a crawl runs. */
interface CrawlState {
	errors: number;
	/** Walls that the browser was sent to. */
	wallVisits: number;
	/** Entries of pages to which the browser added something. */
	readonly gained: Set<number>;
	/** By host, how it answers for an address that cannot exist. */
	readonly fingerprints: Map<string, Fingerprint>;
	/** By host, what the browser sees at an address that cannot exist; absent: not looked at. */
	readonly unknownDrawn: Map<string, Promise<PageFacts | undefined>>;
	/** Pages asked for in this run, earlier parts of it included. */
	pagesBegun: number;
	/** Own addresses in a row that did not answer, failed in the server or let nobody in. */
	silent: number;
	readonly echoes: Echoes;
	/** The site stopped answering while we crawled; the crawl ends. */
	silenced: boolean;
	/** Answers that did not come, since their servers say that they are the earlier ones. */
	trusted: number;
	/** A server's word on that turned out to be worth nothing. */
	distrusts: boolean;
	/** The budget of requests or of bytes is spent. */
	spent: boolean;
	reach: Reach | undefined;
	/** How much of the site was seen when it was last seen whole. */
	extent: Extent | undefined;
	/** Pages that were there before and are not today, though the site answers. */
	vanished: number;
	/** Why the crawl ends early, in Chinese. */
	stopped: string | undefined;
}

/** Nothing more is to be asked of the site. */
export const isOver = ({ silenced, spent }: CrawlState): boolean => silenced || spent;

/** Ends the crawl: the site answers nothing any more, or asks to be left alone. */
export const silence = ({ log, state }: CrawlContext, words = '网站中途不再应答，可能限制了抓取'): void => {
	state.silenced = true;
	state.stopped ??= words;
	log.warn('the site stopped answering; the crawl ends');
};

/** Remembers a page that could have been drawn by scripts and was not taken through the browser. */
export const notePlain = (plain: Map<string, number[]>, url: string, skeleton: string, seq: number): void => {
	const family = familyOf(url, skeleton);
	const pages = plain.get(family);
	if (pages) pages.push(seq);
	else plain.set(family, [seq]);
};

export const createContext = (
	config: SiteConfig,
	options: CrawlOptions,
	archive: Archive,
	budget: Budget,
): CrawlContext => {
	const { guard, log } = options;
	const notes = archive.notes<Notes>();
	const siblings = createSiblingHosts(notes.siblings);
	const hosts = (): readonly string[] => [...config.hosts, ...siblings.adopted().map(({ host }) => host)];
	let own = scopeOf(config.url, hosts());
	const politeness = createPoliteness(config.limits, options.hosts);
	const counters = archive.counters();
	const before = archive.lastNotes<Notes>();
	const families = createFamilies(notes.families, before.families);
	const frontier = createFrontier(archive, (url) => own(url));
	const attached = createAttached((key) => archive.stateOf(key) === 'ok');
	const state: CrawlState = {
		errors: 0,
		wallVisits: 0,
		gained: new Set(),
		fingerprints: new Map(Object.entries(notes.fingerprints ?? {})),
		unknownDrawn: new Map(),
		pagesBegun: archive.pagesAsked(),
		silent: 0,
		echoes: createEchoes(),
		silenced: false,
		trusted: notes.trusted ?? 0,
		// A server whose word once meant nothing is not believed again.
		distrusts: notes.distrusts ?? before.distrusts ?? false,
		spent: false,
		reach: notes.reach,
		extent: notes.extent ?? before.extent,
		vanished: 0,
		stopped: undefined,
	};
	const progress = createProgress({ archive, counters, budget, state });

	const save = (): void => {
		const { trusted, distrusts, reach, extent } = state;
		const fingerprints = Object.fromEntries(state.fingerprints);
		const all: Notes = {
			families: families.toJSON(),
			fingerprints,
			siblings: siblings.toJSON(),
			trusted,
			distrusts,
			...(reach && { reach }),
			...(extent && { extent }),
		};
		archive.saveNotes(all);
		archive.saveCounters(counters);
	};
	// A crawl that is killed goes on with counts and decisions that fit the pages that it has.
	archive.beforeCommit(save);

	const get: CrawlContext['get'] = async (
		url,
		{ priority = 0, fresh = false, beside = false, ...limits },
	) => {
		const ask = (): Promise<Fetched> =>
			fetchUrl(url, {
				dispatcher: fresh ? guard.freshDispatcher : guard.dispatcher,
				userAgent: guard.userAgent,
				timeoutSeconds: config.limits.timeoutSeconds,
				...limits,
			});
		const fetched = await (beside ? politeness.turn(url).then(ask) : politeness.run(url, ask, priority));
		counters.requests += fetched.requests;
		counters.bytes += fetched.bytes;
		return fetched;
	};

	const robotsOf: CrawlContext['robotsOf'] =
		config.robots === 'ignore'
			? async () => everythingAllowed
			: createRobotsCache(
					// Requests under way ask for robots.txt when they are sent on to another host.
					(url, maxBytes) => get(url, { maxBytes, beside: true }),
					politeness.delay,
				);

	const manners = {
		guard,
		timeoutSeconds: config.limits.timeoutSeconds,
		turn: (url: string) => politeness.run(url, async () => {}),
		mayFetch: async (url: string) => !own(url) || (await robotsOf(url)).mayFetch(url),
	};

	const browsers = openBrowsers(config, options, manners, {
		isOver: () => isOver(state),
		count: ({ requests, bytes }) => {
			counters.requests += requests;
			counters.bytes += bytes;
		},
	});

	return {
		config,
		options,
		archive,
		guard,
		politeness,
		frontier,
		siblings,
		families,
		attached,
		counters,
		budget,
		own: (url) => own(url),
		hosts,
		adopt: (sibling) => {
			siblings.adopt(sibling);
			own = scopeOf(config.url, hosts());
			frontier.reclaim();
		},
		robotsOf,
		get,
		renderer: browsers.renderer,
		camera: browsers.camera,
		log,
		now: () => new Date().toISOString(),
		begunAt: new Date().toISOString(),
		samples: new Set(),
		plain: new Map(),
		secondLooks: new Map(),
		state,
		save,
		tell: (phase) => options.onProgress?.(progress(phase)),
		close: async () => {
			politeness.stop();
			attached.close();
			await browsers.close();
		},
	};
};
