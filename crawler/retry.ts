import { isStillWell } from './again.ts';
import type { Entry } from './archive/rows.ts';
import { type CrawlContext, isOver, silence } from './context.ts';
import { drain, heedBudget, homeAnswers, visitOne, waitsOf } from './drain.ts';
import { checkLinks, type LinkVerdict } from './links.ts';
import { pause } from './net/fetch.ts';
import { readerVersion } from './reader.ts';
import { isBlocking, triesBeforeBroken, wasAnswered } from './visit.ts';

/** Later tries, those of pages that were found by them included: what answers late may lead to what answers later. */
const maxRounds = 8;

/** Addresses of other hosts that are checked together. */
const batchSize = 200;

const waitBefore = async (context: CrawlContext, round: number): Promise<void> => {
	const waits = waitsOf(context);
	if (round > 0) await pause(waits[round - 1] ?? waits.at(-1) ?? 0);
};

/** As many at once as wait in a drain: what has not begun when the site asks to be left alone, or the budget is spent, never does. */
const visitAll = async (context: CrawlContext, entries: readonly Entry[]): Promise<void> => {
	const rest = entries.values();
	const visitNext = async (): Promise<void> => {
		for (const entry of rest) {
			if (heedBudget(context) || isOver(context.state)) return;
			await visitOne(context, entry, true);
			context.tell('crawl');
		}
	};
	await Promise.all(Array.from({ length: context.config.limits.concurrency * 2 }, visitNext));
};

/** Second and third tries of the site's own addresses, later and on fresh connections. */
export const retryOwn = async (context: CrawlContext): Promise<void> => {
	const { archive, state } = context;
	for (let round = 1; round <= maxRounds && !isOver(state); round++) {
		const failed = archive.entries('retry').filter(({ type }) => type !== 'external');
		if (failed.length === 0) break;
		await waitBefore(context, round);
		// Failures of a site that answers nothing any more are not its pages'.
		if (!(await homeAnswers(context))) {
			silence(context);
			return;
		}
		await visitAll(context, failed);
		// A page that answered at last may lead to pages not known before.
		await drain(context);
	}
	// Shut out during the last round: these failures say nothing.
	const unanswered = archive.entries('broken').filter(({ seq }) => {
		const { reason, status = 0 } = archive.responses.of(seq) ?? {};
		return isBlocking(reason) || status >= 500;
	});
	if (unanswered.length === 0 || (await homeAnswers(context))) return;
	for (const { seq, type } of unanswered) if (type !== 'external') archive.settle(seq, 'retry');
	silence(context);
};

/** Takes over what was well a short while ago; what was broken is always asked for anew. */
const settleKnown = (context: CrawlContext): void => {
	const { archive } = context;
	for (const { seq, type, url } of archive.entries('queued')) {
		const known = type === 'external' ? archive.known.of(url) : undefined;
		if (!known || !isStillWell(context, known)) continue;
		archive.responses.save(seq, { ...unasked, headers: known.headers, finalUrl: url }, known.at);
		archive.settle(seq, 'ok');
	}
};

const unasked = {
	status: undefined,
	headers: {},
	body: undefined,
	redirects: [],
	lane: 'http',
	milliseconds: 0,
} as const;

/** Nobody answered at all. */
const isUnanswered = ({ state, status }: LinkVerdict): boolean => state === 'broken' && status === undefined;

const settleVerdict = (context: CrawlContext, { seq }: Entry, verdict: LinkVerdict): void => {
	const {
		archive,
		now,
		options: { asOf },
	} = context;
	archive.tries.record(seq, 'http', verdict.words, now());
	const { url, status, reason } = verdict;
	// Of another host's headers nothing is kept; what its page is called stands in their place.
	const headers: Readonly<Record<string, string>> = verdict.title ? { title: verdict.title } : {};
	if (!(isUnanswered(verdict) && wasAnswered(context, seq)))
		archive.responses.save(
			seq,
			{
				...unasked,
				headers,
				finalUrl: url,
				status,
				...(reason ? { reason } : {}),
			},
			now(),
		);
	if (verdict.state === 'ok') {
		const reader = readerVersion();
		archive.known.keep({ url, type: 'external', headers, listing: false, reader, at: now(), asOf });
	}
	const last = archive.tries.of(seq).length >= triesBeforeBroken;
	archive.settle(seq, verdict.state === 'broken' && !last ? 'retry' : verdict.state);
};

/** Somebody out there answers still: the site itself, or, where it has shut us out, another host that did so before. */
const isOnline = async (context: CrawlContext): Promise<boolean> => {
	const { archive, config, guard, state } = context;
	if (!state.silenced && (await homeAnswers(context))) return true;
	const before = archive.entries('ok').findLast(({ type }) => type === 'external');
	if (!before) return false;
	const settings = { guard, timeoutSeconds: config.limits.timeoutSeconds, fresh: true };
	const [verdict] = await checkLinks([before.url], { ...settings, traffic: context.counters });
	return verdict !== undefined && !isUnanswered(verdict);
};

/** Addresses of other hosts, through linkinator; what fails is tried again later. Where our network is gone, what did not answer was not seen. `among`: their numbers; default: all that wait. */
export const checkExternal = async (context: CrawlContext, among?: ReadonlySet<number>): Promise<void> => {
	const { archive, config, counters, guard, options } = context;
	if (!among) settleKnown(context);
	for (let round = 0; round < triesBeforeBroken; round++) {
		const due = archive
			.entries('queued', 'retry')
			.filter(({ seq, type }) => type === 'external' && (among?.has(seq) ?? true));
		if (due.length === 0) return;
		await waitBefore(context, round);
		for (let from = 0; from < due.length && !heedBudget(context); from += batchSize) {
			const batch = due.slice(from, from + batchSize);
			const urls = batch.map(({ url }) => url);
			const verdicts = await checkLinks(urls, {
				guard,
				timeoutSeconds: config.limits.timeoutSeconds,
				fresh: round > 0,
				traffic: counters,
				...(options.hosts ? { hosts: options.hosts } : {}),
			});
			const isCutOff = verdicts.some(isUnanswered) && !(await isOnline(context));
			for (const [i, entry] of batch.entries()) {
				const verdict = verdicts[i] as LinkVerdict; // One an address, in order.
				if (isCutOff && isUnanswered(verdict)) archive.settle(entry.seq, 'retry');
				else settleVerdict(context, entry, verdict);
			}
			context.save();
			if (isCutOff) {
				silence(context, '网络中途不通，其他网站的链接没有查完');
				return;
			}
			context.tell('links');
		}
	}
};
