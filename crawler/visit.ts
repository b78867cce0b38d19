import type pino from 'pino';
import type { Archive, Counters, Entry, EntryState, StoredResponse } from './archive.ts';
import { decodeBody } from './charset.ts';
import { readPage } from './extract/page.ts';
import { type createFamilies, familyOf } from './families.ts';
import { type Answer, type Fetched, fetchUrl } from './fetch.ts';
import { dispositionEnding, fileFault, looksLikeHtml } from './files.ts';
import { type Frontier, urgency } from './frontier.ts';
import type { Guard } from './guard.ts';
import type { BrokenReason, PageFacts, SiteConfig } from './model.ts';
import { isScriptWall, judgeFailure, judgeStatus, type Outcome } from './outcome.ts';
import type { Politeness } from './politeness.ts';
import type { Rendered, Renderer } from './render.ts';
import type { Robots } from './robots.ts';
import { fileEnding } from './url.ts';

/** What every visit of one crawl shares. */
export interface CrawlContext {
	readonly config: SiteConfig;
	readonly archive: Archive;
	readonly guard: Guard;
	readonly politeness: Politeness;
	readonly frontier: Frontier;
	readonly families: ReturnType<typeof createFamilies>;
	readonly counters: Counters;
	readonly own: (url: string) => boolean;
	readonly robotsOf: (url: string) => Promise<Robots>;
	/** Undefined where no browser can be had or none is wanted. */
	readonly renderer: () => Promise<Renderer | undefined>;
	readonly log: pino.Logger;
	readonly now: () => string;
	/** Pages taken through both lanes to compare them. */
	readonly samples: Set<number>;
	/** Pages of scripted families that went through the HTTP lane only. */
	readonly plain: Map<string, number[]>;
}

/** Tries of one target before it is called broken. */
export const triesBeforeBroken = 3;

/** More of a body is not read. Pages beyond it are no pages; of files and pictures the beginning tells enough. */
const maxBytes = { page: 5 << 20, attachment: 3 << 20, image: 64 << 10, external: 0 } as const;

const stored = (answer: Answer, keepBody: boolean, reason?: BrokenReason): StoredResponse => ({
	finalUrl: answer.finalUrl,
	status: answer.status,
	...(reason ? { reason } : {}),
	headers: answer.headers,
	body: keepBody ? answer.body : undefined,
	redirects: answer.redirects.map(({ url }) => url),
	lane: 'http',
	milliseconds: Math.round(answer.milliseconds),
});

/** Settles a try that did not go well: broken only after enough tries, a wall at once. */
const settleBad = (
	{ archive }: CrawlContext,
	entry: Entry,
	outcome: Exclude<Outcome, { state: 'ok' }>,
): EntryState => {
	const tries = archive.tries(entry.seq).length;
	const state = outcome.state === 'wall' ? 'wall' : tries >= triesBeforeBroken ? 'broken' : 'retry';
	archive.settle(entry.seq, state);
	return state;
};

const isHtml = (answer: Answer): boolean => {
	const type = answer.headers['content-type'] ?? '';
	if (/html/i.test(type)) return true;
	if (/attachment/i.test(answer.headers['content-disposition'] ?? '')) return false;
	return (type === '' || /text\/plain|xml|octet-stream/i.test(type)) && looksLikeHtml(answer.body);
};

/** The file ending to judge an answer's bytes by. */
const endingOf = (entry: Entry, answer: Answer): string =>
	fileEnding(entry.url) || dispositionEnding(answer.headers['content-disposition']);

const fetchEntry = (context: CrawlContext, entry: Entry, fresh: boolean): Promise<Fetched> =>
	context.politeness.run(
		entry.url,
		() =>
			fetchUrl(entry.url, {
				dispatcher: context.guard.dispatcher,
				userAgent: context.guard.userAgent,
				timeoutSeconds: context.config.limits.timeoutSeconds,
				maxBytes: maxBytes[entry.type],
				fresh,
				...(entry.foundOn ? { referer: entry.foundOn } : {}),
				mayFollow: context.own,
			}),
		-entry.priority,
	);

/** Keeps a page's facts, follows its links, and says whether the browser should look too. */
const handlePage = (context: CrawlContext, entry: Entry, answer: Answer): EntryState => {
	const { archive, config, families, frontier, counters } = context;
	const { text } = decodeBody(answer.body, answer.headers['content-type']);
	const facts = readPage(text, answer.finalUrl);
	if (facts.links.length < 5 && facts.mainTextLength < 30 && isScriptWall(answer.status, text)) return 'wall';
	counters.pagesFetched++;
	archive.savePage(entry.seq, 'http', facts);
	frontier.follow({ url: entry.url, depth: entry.depth }, facts);
	if (facts.redirectsTo && context.own(facts.redirectsTo)) {
		frontier.add(facts.redirectsTo, {
			depth: entry.depth,
			priority: Math.min(entry.priority, urgency.main),
			foundOn: entry.url,
			foundText: entry.foundText,
		});
	}
	return laneOf(config, families, context, entry, answer.finalUrl, facts);
};

const laneOf = (
	config: SiteConfig,
	families: CrawlContext['families'],
	{ samples, plain }: CrawlContext,
	entry: Entry,
	url: string,
	facts: PageFacts,
): EntryState => {
	if (config.render === 'never') return 'ok';
	if (config.render === 'always') return 'render';
	const family = familyOf(url, facts.skeleton);
	const lane = families.lane(family, facts);
	if (lane === 'sample') samples.add(entry.seq);
	if (lane === 'http' && facts.scripted) {
		const pages = plain.get(family);
		if (pages) pages.push(entry.seq);
		else plain.set(family, [entry.seq]);
	}
	return lane === 'http' ? 'ok' : 'render';
};

const judgeFile = (entry: Entry, answer: Answer): Outcome => {
	const reason = fileFault(endingOf(entry, answer), answer.body, !answer.truncated);
	if (!reason) return { state: 'ok' };
	const words = {
		'empty-file': '文件是空的',
		'html-in-file': '返回的是网页而不是文件',
		'damaged-file': '文件不完整，无法打开',
		'mismatched-file': '文件内容与扩展名不符',
	};
	// A login or verification page in a file's place keeps robots out, not citizens.
	if (reason === 'html-in-file') {
		const { text } = decodeBody(answer.body, answer.headers['content-type']);
		if (isScriptWall(answer.status, text) || /验证码|滑动验证|统一身份认证|请先登录/.test(text)) {
			return { state: 'wall', words: '需要登录或验证' };
		}
	}
	return { state: 'broken', reason, words: words[reason] };
};

/** Visits one address over the HTTP lane and settles it. Never rejects for what the site does. */
export const visit = async (context: CrawlContext, entry: Entry, fresh = false): Promise<EntryState> => {
	const { archive, counters, log, politeness } = context;
	const robots = await context.robotsOf(entry.url);
	if (!robots.mayFetch(entry.url)) {
		archive.settle(entry.seq, 'robots');
		return 'robots';
	}
	const fetched = await fetchEntry(context, entry, fresh);
	counters.requests += fetched.requests;
	counters.bytes += fetched.bytes;
	const at = context.now();
	if (fetched.state === 'failed') {
		const outcome = judgeFailure(fetched);
		log.debug({ url: entry.url, reason: fetched.reason, detail: fetched.detail }, 'try failed');
		archive.recordTry(entry.seq, 'http', outcome.state === 'ok' ? '' : outcome.words, at);
		if (outcome.state === 'ok') throw new Error('a failed try cannot be well');
		archive.saveResponse(
			entry.seq,
			{
				finalUrl: fetched.finalUrl,
				status: undefined,
				...(outcome.state === 'broken' ? { reason: outcome.reason } : {}),
				headers: {},
				body: undefined,
				redirects: fetched.redirects.map(({ url }) => url),
				lane: 'http',
				milliseconds: Math.round(fetched.milliseconds),
			},
			at,
		);
		return settleBad(context, entry, outcome);
	}

	politeness.answered(entry.url, fetched.milliseconds / fetched.requests);
	if (fetched.status === 429 || fetched.status === 503)
		politeness.backOff(entry.url, fetched.headers['retry-after']);
	const page = entry.type === 'page' && isHtml(fetched);
	const byStatus = judgeStatus(fetched);
	const outcome =
		byStatus.state === 'ok' && entry.type !== 'image' && !page ? judgeFile(entry, fetched) : byStatus;
	archive.recordTry(entry.seq, 'http', outcome.state === 'ok' ? `HTTP ${fetched.status}` : outcome.words, at);
	archive.saveResponse(
		entry.seq,
		stored(fetched, page && !fetched.truncated, outcome.state === 'broken' ? outcome.reason : undefined),
		at,
	);
	if (outcome.state !== 'ok') return settleBad(context, entry, outcome);
	// An answer that leads off the site is no page of it.
	const leaves = fetched.status >= 300 && fetched.headers.location !== undefined;
	if (!page || leaves) {
		archive.settle(entry.seq, 'ok');
		return 'ok';
	}
	if (fetched.body.length === 0 && fetched.truncated) {
		archive.settle(entry.seq, 'skipped');
		return 'skipped';
	}
	const state = handlePage(context, entry, fetched);
	archive.settle(entry.seq, state);
	return state;
};

/** Keeps what the browser saw instead of what the HTTP lane saw; the HTTP lane's links stay known. */
export const acceptRendered = (
	context: CrawlContext,
	entry: Entry,
	rendered: Extract<Rendered, { state: 'shown' }>,
): void => {
	const { archive, counters, frontier } = context;
	counters.pagesRendered++;
	archive.saveResponse(
		entry.seq,
		{
			finalUrl: rendered.finalUrl,
			status: rendered.status || undefined,
			headers: {},
			body: Buffer.from(rendered.html),
			redirects: rendered.finalUrl === entry.url ? [] : [rendered.finalUrl],
			lane: 'browser',
			milliseconds: 0,
		},
		context.now(),
	);
	archive.savePage(entry.seq, 'browser', rendered.facts, rendered.walked);
	frontier.follow({ url: entry.url, depth: entry.depth }, rendered.facts);
};
