import type { Entry } from './archive-rows.ts';
import type { CrawlContext } from './context.ts';
import { familyOf, gainOf } from './families.ts';
import type { PageFacts } from './model.ts';
import { isScriptWall } from './outcome.ts';
import type { Rendered } from './render.ts';

/** Keeps what the browser saw instead of what the HTTP lane saw; the HTTP lane's links stay known. */
const accept = (
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

/** The browser was given less than the HTTP lane: another page, such as a challenge, in the page's place. */
const isLess = (before: Omit<PageFacts, 'links'>, after: PageFacts): boolean =>
	before.mainTextLength > 100 &&
	after.mainTextLength * 2 < before.mainTextLength &&
	after.items.length <= before.items.length;

/** Takes a page through the browser and settles it. A page that the browser cannot show stays as the HTTP lane saw it. */
export const look = async (context: CrawlContext, entry: Entry): Promise<void> => {
	const { archive, counters, families, log, plain, politeness, samples, state } = context;
	const browser = await context.renderer();
	const before = archive.page(entry.seq);
	const unseen = archive.response(entry.seq)?.reason === 'tls' && browser ? 'broken' : 'wall';
	if (!browser) {
		archive.settle(entry.seq, before ? 'ok' : unseen);
		return;
	}
	// Its turn is taken first and not held: the page's own requests wait in the same queue.
	await politeness.run(entry.url, async () => {});
	const rendered = await browser.render(entry.url);
	counters.requests += rendered.requests;
	counters.bytes += rendered.bytes;
	const shown =
		rendered.state === 'shown' &&
		rendered.status < 400 &&
		context.own(rendered.finalUrl) &&
		!isScriptWall(rendered.status, rendered.html) &&
		!(before && isLess(before.facts, rendered.facts));
	let gain: string | undefined;
	if (shown) {
		gain = before && gainOf(before.facts, archive.linksOf(entry.seq), rendered.facts);
		if (gain !== undefined) state.gains++;
		accept(context, entry, rendered);
	} else {
		const why = rendered.state === 'failed' ? rendered.reason : rendered.status;
		log.debug({ url: entry.url, why }, 'not rendered');
	}
	archive.settle(entry.seq, shown || before ? 'ok' : unseen);
	if (!before || !samples.delete(entry.seq)) return;
	const family = familyOf(before.finalUrl, before.facts.skeleton);
	if (!families.compared(family, gain)) return;
	// The pages of this template that went by without the browser get it now.
	for (const seq of plain.get(family) ?? []) archive.settle(seq, 'render');
	plain.delete(family);
};
