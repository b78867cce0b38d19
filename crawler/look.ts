import { drawnHeaders } from './answers.ts';
import type { Entry } from './archive/rows.ts';
import type { Rendered } from './browser/render.ts';
import type { CrawlContext } from './context.ts';
import { withRestOfList } from './data-lists.ts';
import { isHome } from './fetch-entry.ts';
import { drawsList, familyOf, gainOf } from './frontier/families.ts';
import { stateOfUnopened } from './last-word.ts';
import { isLogin, isScriptWall, isWallStatus } from './outcome.ts';
import type { Lane, PageFacts } from './page-facts.ts';
import { meetSiblings } from './siblings/siblings.ts';
import { answersAsUnknown, isDrawnAllTheSame, isDrawnAsUnknown } from './unknown.ts';
import { crawlKey, samePageKey } from './url.ts';

/** Keeps what the browser saw instead of what the HTTP lane saw; the HTTP lane's links stay known. */
const accept = (
	context: CrawlContext,
	entry: Entry,
	rendered: Extract<Rendered, { state: 'shown' }>,
): void => {
	const { archive, counters, frontier } = context;
	counters.pagesRendered++;
	archive.responses.save(
		entry.seq,
		{
			finalUrl: rendered.finalUrl,
			status: rendered.status || undefined,
			headers: drawnHeaders(rendered.headers),
			body: archive.bodies.keep(Buffer.from(rendered.html)),
			redirects: rendered.finalUrl === entry.url ? [] : [rendered.finalUrl],
			lane: 'browser',
			milliseconds: 0,
		},
		context.now(),
	);
	context.attached.note(rendered.facts);
	archive.pages.save(entry.seq, 'browser', archive.readings.keep(rendered.facts), rendered.walked);
	frontier.reap(entry, frontier.follow({ ...entry, finalUrl: rendered.finalUrl }, rendered.facts));
};

/** The browser was given less than the HTTP lane: another page, such as a challenge, in the page's place. */
const isLess = (before: Omit<PageFacts, 'links'>, after: PageFacts): boolean =>
	before.mainTextLength > 100 &&
	after.mainTextLength * 2 < before.mainTextLength &&
	after.items.length <= before.items.length;

/** The browser believed a wrong charset: what the HTTP lane read by its bytes is unreadable in its view. */
const isGarbled = (before: Omit<PageFacts, 'links'>, after: PageFacts): boolean => {
	const words = ({ title, heading = '', items }: Omit<PageFacts, 'links'>): string =>
		[title, heading, ...items.map((item) => item.title)].join();
	return words(after).includes('\ufffd') && !words(before).includes('\ufffd');
};

/** A second look waits so many times as long. */
const secondPatience = 2;

/** What the browser could not show this time, and may show at another: a browser's own failure, answers that came late or not at all. */
const mayComeLater = (
	context: CrawlContext,
	before: { finalUrl: string; facts: Omit<PageFacts, 'links'> } | undefined,
	rendered: Rendered,
): boolean => {
	// The way out answers for a server that broke off with a status of its own.
	if (rendered.state === 'shown' && (rendered.status < 500 || isWallStatus(rendered.status, {})))
		return rendered.facts.cutBy === 'error' || rendered.facts.cutBy === 'timeout';
	if (!before) return false;
	const family = familyOf(before.finalUrl, before.facts.skeleton);
	return drawsList(before.facts) || context.families.gains(family);
};

/** The page, where the browser was shown it and no less of it than was seen before. */
const shownOf = (
	context: CrawlContext,
	entry: Entry,
	rendered: Rendered,
	before: Omit<PageFacts, 'links'> | undefined,
	isSecond: boolean,
): Extract<Rendered, { state: 'shown' }> | undefined => {
	if (rendered.state !== 'shown' || rendered.status >= 400 || !context.own(rendered.finalUrl))
		return undefined;
	if (isScriptWall(rendered.status, rendered.html)) return undefined;
	const isMoved = samePageKey(rendered.finalUrl) !== samePageKey(entry.url);
	if (isMoved && !isHome(entry) && rendered.facts.items.length === 0 && isLogin(rendered.html))
		return undefined;
	if (before && (isLess(before, rendered.facts) || isGarbled(before, rendered.facts))) return undefined;
	if (isSecond && before && rendered.facts.items.length < before.items.length) return undefined;
	return rendered;
};

/** Says that scripts draw on this page what nobody saw. */
const noteUndrawn = ({ archive }: CrawlContext, seq: number): void => {
	const page = archive.pages.of(seq);
	if (page?.lane !== 'http') return;
	const facts: PageFacts = { ...page.facts, links: archive.pages.linksOf(seq), cutBy: 'error' };
	archive.pages.save(seq, 'http', archive.readings.keep(facts), 'cut');
};

/** Reads the rest of a list as its script does, without the browser; says whether that was all of it. */
const readAsData = async (
	context: CrawlContext,
	entry: Entry,
	{ lane, finalUrl, facts }: { lane: Lane; finalUrl: string; facts: Omit<PageFacts, 'links'> },
): Promise<boolean> => {
	const { archive, frontier, secondLooks } = context;
	if (lane !== 'http' || !facts.pager.data || secondLooks.has(entry.seq)) return false;
	const whole = await withRestOfList(context, finalUrl, {
		...facts,
		links: archive.pages.linksOf(entry.seq),
	});
	if (!whole) return false;
	archive.pages.save(entry.seq, 'http', archive.readings.keep(whole), 'to-end');
	frontier.reap(entry, frontier.follow({ ...entry, finalUrl }, whole));
	archive.settle(entry.seq, 'ok');
	return true;
};

/** Takes a page through the browser and settles it. A page that the browser cannot show stays as the HTTP lane saw it. */
export const look = async (context: CrawlContext, entry: Entry): Promise<void> => {
	const { archive, counters, families, log, plain, politeness, samples, secondLooks, state } = context;
	const before = archive.pages.of(entry.seq);
	if (before && (await readAsData(context, entry, before))) return;
	const browser = await context.renderer();
	if (!browser) {
		archive.settle(entry.seq, before ? 'ok' : stateOfUnopened(context, entry, undefined));
		return;
	}
	const isSecond = secondLooks.get(entry.seq) === 'begun';
	// Its turn is taken first and not held: the page's own requests wait in the same queue.
	await politeness.run(entry.url, async () => {});
	const rendered = await browser.render(entry.url, { patience: isSecond ? secondPatience : 1 });
	counters.requests += rendered.requests;
	counters.bytes += rendered.bytes;
	const isDrawn = rendered.state === 'shown' && (await isDrawnAllTheSame(context, rendered));
	const shown = isDrawn ? rendered : shownOf(context, entry, rendered, before?.facts, isSecond);
	// Shown for any address, by script or without: there is nothing to keep of it.
	const unknown =
		shown &&
		before?.lane === 'http' &&
		!isHome(entry) &&
		answersAsUnknown(
			{ ...before.facts, links: archive.pages.linksOf(entry.seq) },
			before.finalUrl,
			state.fingerprints,
		) &&
		(await isDrawnAsUnknown(context, shown.finalUrl, shown.facts));
	let gain: string | undefined;
	if (shown && !unknown) {
		const isKnown = (url: string): boolean => archive.entry(crawlKey(url)) !== undefined;
		gain = before && gainOf(before.facts, archive.pages.linksOf(entry.seq), shown.facts, isKnown);
		if (gain !== undefined) state.gained.add(entry.seq);
		accept(context, entry, shown);
		await meetSiblings(context, entry, { url: shown.finalUrl, facts: shown.facts, markup: () => shown.html });
	} else if (!shown) {
		const why = rendered.state === 'failed' ? rendered.reason : rendered.status;
		log.debug({ url: entry.url, why }, 'not rendered');
	}
	if (isSecond) {
		if (!shown) noteUndrawn(context, entry.seq);
	} else if (mayComeLater(context, before, rendered) && !secondLooks.has(entry.seq)) {
		secondLooks.set(entry.seq, 'due');
		if (!shown) noteUndrawn(context, entry.seq); // A crawl that ends before the second look must not call it whole.
	}
	archive.settle(entry.seq, shown || before ? 'ok' : stateOfUnopened(context, entry, rendered));
	if (!before || !samples.delete(entry.seq)) return;
	const family = familyOf(before.finalUrl, before.facts.skeleton);
	const asked = rendered.state === 'shown' ? rendered.asked : undefined;
	if (!families.compared(family, gain, asked, before.facts.code)) return;
	// The pages of this template that went by without the browser get it now.
	for (const seq of plain.get(family) ?? []) archive.settle(seq, 'render');
	plain.delete(family);
};
