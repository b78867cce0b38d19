import { remember } from './again.ts';
import { present } from './archive/damage.ts';
import type { Known } from './archive/known.ts';
import type { Entry, EntryState, StoredResponse } from './archive/rows.ts';
import { decodeBody } from './charset.ts';
import { type CrawlContext, notePlain, silence } from './context.ts';
import { fetchEntry, isHome } from './fetch-entry.ts';
import { familyOf } from './frontier/families.ts';
import { isListed, urgency } from './frontier/frontier.ts';
import { isFileAnswer, isHtml, judgeFile } from './judge-file.ts';
import type { BrokenReason } from './model.ts';
import type { Answer, Failure } from './net/fetch.ts';
import { isLogin, isWallStatus, judgeFailure, judgeStatus, needsBrowser, type Outcome } from './outcome.ts';
import type { PageFacts } from './page-facts.ts';
import { readAnyFile, takeReading } from './read-attached.ts';
import { type Reading, readAnswer, readKnown } from './reading.ts';
import { leadsToSibling, meetSiblings } from './siblings/siblings.ts';
import { answersAsUnknown, isLostInShell, takeFingerprint } from './unknown.ts';
import { resolveUrl, samePageKey } from './url.ts';

/** Tries of one target before it is called broken. */
export const triesBeforeBroken = 3;

const stored = (answer: Answer, body: Uint8Array | undefined, reason?: BrokenReason): StoredResponse => ({
	finalUrl: answer.finalUrl,
	status: answer.status,
	...(reason ? { reason } : {}),
	headers: answer.headers,
	body,
	redirects: answer.redirects.map(({ url }) => url),
	lane: 'http',
	milliseconds: Math.round(answer.milliseconds),
});

/** It was tried so often that its failure is believed. */
const hasFailedEnough = ({ archive }: CrawlContext, { seq }: Entry): boolean =>
	archive.tries.of(seq).length >= triesBeforeBroken;

/** Settles a try that did not go well: broken only after enough tries, a wall at once. */
const settleBad = (
	{ archive }: CrawlContext,
	entry: Entry,
	outcome: Exclude<Outcome, { state: 'ok' }>,
): EntryState => {
	const tries = archive.tries.of(entry.seq).length;
	const mayTry = tries < triesBeforeBroken && (outcome.state === 'broken' || outcome.again === true);
	const state = mayTry ? 'retry' : outcome.state;
	archive.settle(entry.seq, state);
	return state;
};

/** Nothing came, or it ends in the middle of a tag: no page is written so. */
const isCutOff = ({ body, truncated }: Answer): boolean =>
	!truncated &&
	(body.length === 0 || /<\/?[a-z][^<>]*$/i.test(body.toString('latin1', Math.max(0, body.length - 500))));

/** Keeps that a page says this, follows its links, and says whether the browser should look too. */
const handlePage = async (
	context: CrawlContext,
	entry: Entry,
	finalUrl: string,
	{ facts, number }: Reading,
	markup: () => string,
): Promise<EntryState> => {
	const { archive, attached, counters, frontier, state } = context;
	if (isHome(entry)) {
		for (const url of [finalUrl, facts.redirectsTo]) {
			if (!url || context.own(url)) continue;
			context.adopt({ host: new URL(url).host, url, linkedAs: '', by: '首页跳转到这里' });
		}
	} else {
		// The homepage's own host was asked before; a sibling's is when its first page comes.
		await takeFingerprint(context, finalUrl);
	}
	// Sent to a login instead: what was asked for is behind it.
	const isMoved = !isHome(entry) && samePageKey(finalUrl) !== samePageKey(entry.url);
	if (isMoved && facts.items.length === 0 && facts.mainTextLength < 200 && isLogin(markup())) return 'wall';
	counters.pagesFetched++;
	archive.pages.save(entry.seq, 'http', number);
	state.echoes.hear(entry.seq, facts.mark);
	attached.note(facts);
	// What the site shows for any address leads nowhere: its relative links would go on for ever.
	const leadsOn = isHome(entry) || !answersAsUnknown(facts, finalUrl, state.fingerprints);
	const fruit = leadsOn ? frontier.follow({ ...entry, finalUrl }, facts) : 'none';
	if (leadsOn) {
		await meetSiblings(context, entry, { url: finalUrl, facts, markup });
		if (facts.redirectsTo) await leadsToSibling(context, entry, facts.redirectsTo);
	}
	if (leadsOn && facts.redirectsTo && context.own(facts.redirectsTo)) {
		frontier.add(facts.redirectsTo, {
			depth: entry.depth,
			priority: Math.min(entry.priority, urgency.main),
			foundOn: entry.url,
			foundText: entry.foundText,
		});
	}
	const lane = laneOf(context, entry, finalUrl, facts);
	// What the browser is to see may bring more, here or on others of its template.
	const isSettled = lane === 'ok' && !context.families.isOpen(familyOf(finalUrl, facts.skeleton));
	if (isSettled || fruit === 'ripe') frontier.reap(entry, fruit);
	return lane;
};

const laneOf = (
	{ config, families, plain, samples }: CrawlContext,
	entry: Entry,
	url: string,
	facts: PageFacts,
): EntryState => {
	if (facts.pager.data) return 'render'; // Its data may be had without a browser.
	if (config.render === 'never') return 'ok';
	if (config.render === 'always') return 'render';
	const lane = families.lane(familyOf(url, facts.skeleton), facts, url);
	if (lane === 'sample') samples.add(entry.seq);
	if (lane === 'http' && facts.scripted) notePlain(plain, url, facts.skeleton, entry.seq);
	return lane === 'http' ? 'ok' : 'render';
};

/** How a firewall treats those it has had enough of. */
const blocking = new Set<BrokenReason | undefined>(['reset', 'timeout', 'refused']);

export const isBlocking = (reason: BrokenReason | undefined): boolean => blocking.has(reason);

/** An earlier try of this visit was told that nothing is there: that says more of an address than that nobody answered later. */
export const wasAnswered = ({ archive, begunAt }: CrawlContext, seq: number): boolean => {
	const { reason, at = '' } = archive.responses.whole(seq) ?? {};
	return reason === 'status' && at >= begunAt;
};

/** Keeps a try without an answer. */
const settleFailure = (context: CrawlContext, entry: Entry, failure: Failure): EntryState => {
	const { archive, log, now } = context;
	const outcome = judgeFailure(failure);
	log.debug({ url: entry.url, reason: failure.reason, detail: failure.detail }, 'try failed');
	archive.tries.record(entry.seq, 'http', outcome.words, now());
	if (!(outcome.state === 'broken' && wasAnswered(context, entry.seq)))
		archive.responses.save(
			entry.seq,
			{
				finalUrl: failure.finalUrl,
				status: undefined,
				...(outcome.state === 'broken' ? { reason: outcome.reason } : {}),
				headers: {},
				body: undefined,
				redirects: failure.redirects.map(({ url }) => url),
				lane: 'http',
				milliseconds: Math.round(failure.milliseconds),
			},
			now(),
		);
	// A network of ours that fails ends the crawl as a site does that shuts us out.
	const isOurs = failure.reason === 'unreachable' || failure.reason === 'name-server';
	if (isOurs || (outcome.state === 'broken' && isBlocking(outcome.reason))) context.state.silent++;
	// Browsers speak what we refuse and fetch missing certificates: they have the last word.
	const isLast = outcome.state === 'broken' && (outcome.reason === 'tls' || hasFailedEnough(context, entry));
	if (outcome.state === 'broken' && needsBrowser(outcome.reason) && isLast && entry.type === 'page') {
		archive.settle(entry.seq, 'render');
		return 'render';
	}
	return settleBad(context, entry, outcome);
};

/** A redirect that was not followed: well as it is, or worth a second visit where its target turns out to be the site's own. */
const settleLeaving = async (context: CrawlContext, entry: Entry, answer: Answer): Promise<EntryState> => {
	const target = resolveUrl(answer.headers.location ?? '', answer.finalUrl);
	const own = entry.type === 'page' && target && (await leadsToSibling(context, entry, target));
	// Links of one family that all lead off the site, to a login or away, need not all be asked.
	if (entry.type === 'page' && !own && !isListed(entry)) context.frontier.reap(entry, 'none');
	return own ? 'queued' : 'ok';
};

/** What becomes of an answer in which nothing is wrong; `body`: the hash of a page that came whole. */
const settleGood = (
	context: CrawlContext,
	entry: Entry,
	answer: Answer,
	{ leaves, page, body }: { leaves: boolean; page: boolean; body: Uint8Array | undefined },
): Promise<EntryState> | EntryState => {
	// More than is ever read of a page, and compressed besides: nobody knows what it says.
	if (page && answer.truncated && answer.body.length === 0) return 'skipped';
	if (leaves) return settleLeaving(context, entry, answer);
	return page ? settlePage(context, entry, answer, body) : 'ok';
};

/** Keeps an answer and what it amounts to. */
const settleAnswer = async (context: CrawlContext, entry: Entry, answer: Answer): Promise<EntryState> => {
	const { archive, now } = context;
	const page = entry.type === 'page' && isHtml(answer);
	// An answer that leads off the site is no page of it, and no file either.
	const leaves = answer.status >= 300 && answer.headers.location !== undefined;
	const byStatus = judgeStatus(answer);
	const isFile = byStatus.state === 'ok' && !leaves && !page && isFileAnswer(entry, answer);
	const outcome = isFile ? await judgeFile(context, entry, answer) : byStatus;
	// What went well at once needs no history.
	if (outcome.state !== 'ok') archive.tries.record(entry.seq, 'http', outcome.words, now());
	const reason = outcome.state === 'broken' ? outcome.reason : undefined;
	const isWhole = page && !answer.truncated && answer.body.length > 0;
	const body = isWhole ? archive.bodies.keep(answer.body) : undefined;
	archive.responses.save(entry.seq, stored(answer, body, reason), now());
	if (page && isLostInShell(context, answer.finalUrl, answer.status)) {
		archive.settle(entry.seq, 'render');
		return 'render';
	}
	if (outcome.state !== 'ok') return settleBad(context, entry, outcome);
	if (page && !leaves && isCutOff(answer) && archive.tries.of(entry.seq).length + 1 < triesBeforeBroken) {
		// A server in trouble says less than it meant to; one that says so for the third time meant it.
		archive.tries.record(entry.seq, 'http', '应答不完整', now());
		archive.settle(entry.seq, 'retry');
		return 'retry';
	}
	const state = await settleGood(context, entry, answer, { leaves, page, body });
	if (!page) {
		const file = isFile ? await readAnyFile(context, entry, answer) : undefined;
		remember(context, entry, answer, file === undefined ? {} : { file });
	}
	archive.settle(entry.seq, state);
	return state;
};

const settlePage = async (
	context: CrawlContext,
	entry: Entry,
	answer: Answer,
	body: Uint8Array | undefined,
): Promise<EntryState> => {
	const reading = readAnswer(context, answer, body);
	if (reading === 'wall') return 'wall';
	if (body && !reading.isRemembered) remember(context, entry, answer, { page: { body, reading } });
	const markup = (): string => decodeBody(answer.body, answer.headers['content-type']).text;
	return handlePage(context, entry, answer.finalUrl, reading, markup);
};

/** Takes an earlier answer for the one that need not come. */
const settleUnchanged = async (
	context: CrawlContext,
	entry: Entry,
	answer: Answer,
	known: Known,
): Promise<EntryState> => {
	const { archive, now, state } = context;
	const reading = readKnown(archive, known);
	if (known.body) present(reading, `what ${known.url} said`);
	state.trusted++;
	takeReading(context, entry, known);
	const { headers } = known;
	archive.responses.save(entry.seq, stored({ ...answer, headers }, known.body), now());
	const markup = (): string =>
		decodeBody((known.body && archive.bodies.of(known.body)) ?? Buffer.alloc(0), headers['content-type'])
			.text;
	const settled = reading ? await handlePage(context, entry, answer.finalUrl, reading, markup) : 'ok';
	archive.settle(entry.seq, settled);
	return settled;
};

const isOnHomeHost = ({ config }: CrawlContext, url: string): boolean =>
	new URL(url).host === new URL(config.url).host;

/** Visits one address over the HTTP lane and settles it. Never rejects for what the site does. */
export const visit = async (context: CrawlContext, entry: Entry, fresh = false): Promise<EntryState> => {
	const { archive, politeness } = context;
	const robots = await context.robotsOf(entry.url);
	if (!robots.mayFetch(entry.url)) {
		archive.settle(entry.seq, 'robots');
		return 'robots';
	}
	const { fetched, known } = await fetchEntry(context, entry, fresh);
	if (fetched.state === 'failed') return settleFailure(context, entry, fetched);
	if (fetched.status === 429 || fetched.status === 503) {
		const advice = politeness.backOff(entry.url, fetched.headers['retry-after']);
		context.state.silent++;
		// Another of its hosts may be left to its pauses; the site's own is the site.
		if (advice === 'leave' && isOnHomeHost(context, entry.url)) silence(context, '网站要求暂停访问');
	} else {
		politeness.answered(entry.url, fetched.milliseconds / fetched.requests);
		const isRefused = fetched.status >= 500 || isWallStatus(fetched.status, fetched.headers);
		context.state.silent = isRefused ? context.state.silent + 1 : 0;
	}
	return fetched.unchanged && known
		? settleUnchanged(context, entry, fetched, known)
		: settleAnswer(context, entry, fetched);
};
