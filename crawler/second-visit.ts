import type { PageRow } from './archive/pages.ts';
import type { Entry, StoredLook, StoredOutcome, StoredResponse } from './archive/rows.ts';
import { type CrawlContext, isOver } from './context.ts';
import { visitOne } from './drain.ts';
import { look } from './look.ts';
import { pause } from './net/fetch.ts';
import type { PageFacts } from './page-facts.ts';
import { isSameText } from './text-mark.ts';
import { crawlKey } from './url.ts';

/** What an address that a crawl knew answers now. */
export interface SeenAgain {
	readonly url: string;
	readonly finalUrl: string;
	/** When it was asked, ISO. */
	readonly at: string;
	/** `gone`: the site's own page is no more; `broken`: it fails otherwise; `unseen`: something stood between us and it. */
	readonly state: 'seen' | 'gone' | 'broken' | 'unseen';
	readonly status?: number;
	/** What it met, in words for a reader: `HTTP 200`, `连接超时` … */
	readonly words: string;
	/** What the page is called. */
	readonly title?: string;
}

/** How the crawl had an address. */
interface Before {
	readonly entry: Entry;
	readonly row: PageRow | undefined;
	readonly look: StoredLook | undefined;
	readonly file: number | undefined;
	readonly outcome: StoredOutcome | undefined;
}

/** Seconds before an address that was well and now fails is tried again, and once more. */
const waits = [1, 3];

/** All that a page leads to, by key. */
const pointedTo = ({ links, items, pager, redirectsTo, document, views = [] }: PageFacts): string[] =>
	[
		...[...links, ...items, ...views.flatMap((view) => view.items)].map(({ url }) => url),
		...pager.pages,
		...(pager.guessed ?? []),
		...(redirectsTo ? [redirectsTo] : []),
		...(document?.attachments.map(({ url }) => url) ?? []),
		...(document?.related.map(({ url }) => url) ?? []),
	].map(crawlKey);

const responseOf = ({ finalUrl, status, reason }: StoredOutcome): StoredResponse => ({
	finalUrl,
	status,
	...(reason ? { reason } : {}),
	headers: {},
	body: undefined,
	redirects: [],
	lane: 'http',
	milliseconds: 0,
});

const unseenWords: Readonly<Partial<Record<Entry['state'], string>>> = {
	wall: '被网站防护拦下',
	robots: 'robots.txt 不允许抓取',
};

/** Asks for addresses of an earlier crawl again, by the crawl's own steps, and keeps what they answer over what it had. */
export const createSecondVisits = (context: CrawlContext) => {
	const { archive, config, now, options, secondLooks, state } = context;
	const all = new Map<number, SeenAgain>();

	const current = (entry: Entry): Entry => archive.entry(crawlKey(entry.url)) ?? entry;
	const factsOf = (seq: number): PageFacts | undefined => {
		const page = archive.pages.of(seq);
		return page && { ...page.facts, links: archive.pages.linksOf(seq) };
	};

	const before = (entry: Entry): Before => ({
		entry,
		row: archive.pages.rowOf(entry.seq),
		look: archive.pages.of(entry.seq),
		file: archive.files.readingOf(entry.seq),
		outcome: archive.responses.of(entry.seq),
	});

	/** What could not be seen now, or fails for whatever reason, is as the crawl saw it. */
	const restore = ({ entry, row, file, outcome }: Before): void => {
		const { seq, state } = entry;
		if (row) archive.pages.save(seq, row.lane, row.reading, row.walked);
		if (file !== undefined) archive.files.save(seq, file);
		if (outcome) archive.responses.save(seq, responseOf(outcome), now());
		archive.settle(seq, state);
	};

	/** Both lanes, as the crawl would have it; `met` hears what the page of each leads to. */
	const fetchPage = async (entry: Entry, { row }: Before, met: (facts: PageFacts) => void): Promise<void> => {
		const note = (): void => {
			const facts = factsOf(entry.seq);
			if (facts) met(facts);
		};
		if (isOver(state)) return; // The site asked to be left alone.
		await visitOne(context, entry, true);
		// One that failed before is believed at once to fail still.
		for (const wait of options.retrySeconds ?? waits) {
			if (current(entry).state !== 'retry') break;
			await pause(wait);
			await visitOne(context, entry, true);
		}
		note();
		const { state: settled } = current(entry);
		const isForBrowser = settled === 'render' || (settled === 'ok' && row?.lane === 'browser');
		if (!isForBrowser || config.render === 'never') return;
		archive.settle(entry.seq, 'render');
		await look(context, entry);
		if (secondLooks.get(entry.seq) === 'due') {
			secondLooks.set(entry.seq, 'begun');
			await look(context, entry);
		}
		note();
	};

	/** What it was first met on no longer leads there. */
	const unlink = (page: string, pointed: ReadonlySet<string>): void => {
		for (const { seq, url } of archive.foundOn(page)) if (!pointed.has(crawlKey(url))) archive.unfind(seq);
	};

	/** The page shows what the homepage shows today, and not what it showed before: a sign over the whole site. */
	const isEcho = async (facts: PageFacts, { entry, look }: Before): Promise<boolean> => {
		if (!look || entry.depth === 0 || !facts.mark || facts.title === look.facts.title) return false;
		const home = archive.entry(crawlKey(config.url));
		if (!home || home.seq === entry.seq) return false;
		await see(home);
		const shown = archive.pages.of(home.seq)?.facts.mark;
		return shown !== undefined && isSameText(facts.mark, shown) === true;
	};

	const stateOf = async (was: Before): Promise<Pick<SeenAgain, 'state' | 'words'>> => {
		const { entry, row } = was;
		const { state, type } = current(entry);
		const { status } = archive.responses.of(entry.seq) ?? {};
		const words = status === undefined ? (archive.tries.of(entry.seq).at(-1) ?? '') : `HTTP ${status}`;
		if (state === 'broken') {
			const isGone = type === 'page' && (status === 404 || status === 410);
			return { state: isGone ? 'gone' : 'broken', words };
		}
		if (state !== 'ok') return { state: 'unseen', words: unseenWords[state] ?? '没有打开' };
		const facts = factsOf(entry.seq);
		const lane = archive.pages.rowOf(entry.seq)?.lane;
		if (row?.lane === 'browser' && lane === 'http')
			return { state: 'unseen', words: '要用浏览器才能看全，这次没有看成' };
		if (facts?.cutBy) return { state: 'unseen', words: '由脚本显示的内容没有看全' };
		if (facts && (await isEcho(facts, was)))
			return { state: 'unseen', words: '网站对不同网址显示同一页面，可能正在维护' };
		return { state: 'seen', words: words || 'HTTP 200' };
	};

	const visit = async (entry: Entry): Promise<SeenAgain> => {
		const was = before(entry);
		const { seq, url, type } = entry;
		const pointed = new Set<string>();
		if (type !== 'external') {
			if (entry.state !== 'broken') archive.tries.forget(seq);
			archive.pages.drop(seq);
			archive.files.drop(seq);
			archive.settle(seq, 'queued');
			await fetchPage(entry, was, (facts) => {
				for (const key of pointedTo(facts)) pointed.add(key);
			});
		}
		const outcome = await stateOf(was);
		const isLost = outcome.state === 'unseen' || (outcome.state === 'broken' && entry.state !== 'broken');
		if (isLost && type !== 'external') restore(was);
		if (outcome.state === 'seen' && type === 'page') unlink(url, pointed);
		const { finalUrl = url, status } = archive.responses.of(seq) ?? {};
		const facts = archive.pages.of(seq)?.facts;
		return {
			url,
			finalUrl,
			at: now(),
			...outcome,
			...(status === undefined ? {} : { status }),
			...(facts ? { title: facts.heading ?? facts.title } : {}),
		};
	};

	const under = new Map<number, Promise<SeenAgain>>();
	const see = async (entry: Entry): Promise<void> => {
		const visiting = under.get(entry.seq) ?? visit(entry);
		under.set(entry.seq, visiting);
		all.set(entry.seq, await visiting);
	};
	return {
		see,
		seen: (seq: number): SeenAgain | undefined => all.get(seq),
		/** How it failed is no word on the address. */
		doubt: (seq: number, words: string): void => {
			const one = all.get(seq);
			if (one) all.set(seq, { ...one, state: 'unseen', words });
		},
	};
};
