import { createHash, randomBytes } from 'node:crypto';
import { decodeBody } from './charset.ts';
import type { CrawlContext } from './context.ts';
import { readPage } from './extract/page.ts';
import type { Answer } from './fetch.ts';
import type { PageFacts } from './page-facts.ts';
import { samePageKey } from './url.ts';

/** How a site answers for an address that cannot exist. */
export interface Fingerprint {
	/** `status`: properly, with 404 or the like; `redirect`: sends to one address; `page`: shows a page with status 200. */
	readonly way: 'status' | 'redirect' | 'page';
	/** The address that it sends to, or what the page shows. */
	readonly mark: string;
}

/**
 * What a page shows. Texts of links and not addresses: relative ones lead elsewhere from every address that shows the page. Nor its
 * entries: a list that leads to the page itself is read as a menu.
 */
const markOf = ({ title, heading = '', skeleton, mainTextLength, links }: PageFacts): string => {
	const texts = createHash('sha1').update(links.map(({ text }) => text).join('\n'));
	return [title, heading, skeleton, mainTextLength, links.length, texts.digest('base64')].join('|');
};

export const fingerprintOf = (url: string, answer: Answer): Fingerprint => {
	if (answer.status >= 400 || answer.headers.location !== undefined) return { way: 'status', mark: '' };
	if (answer.finalUrl !== url) return { way: 'redirect', mark: samePageKey(answer.finalUrl) };
	const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
	const facts = readPage(text, url, charset);
	// A shell that scripts draw, or a page with nothing in it, is the same for every address and says nothing.
	if (facts.mainTextLength < 30 && facts.links.length < 5 && facts.items.length === 0) {
		return { way: 'status', mark: '' };
	}
	return { way: 'page', mark: markOf(facts) };
};

/** The page, as the HTTP lane sees it, is what the site shows for addresses that do not exist. */
export const answersAsUnknown = (facts: PageFacts, fingerprint: Fingerprint | undefined): boolean =>
	fingerprint?.way === 'page' && markOf(facts) === fingerprint.mark;

const fingerprintBytes = 1 << 20;

const madeUp = (home: string, ...folders: string[]): string =>
	new URL(`/${[...folders, randomBytes(8).toString('hex')].join('/')}.html`, home).href;

/** What the site answers for addresses that cannot exist: its own way to say “not found”. */
export const takeFingerprint = async (context: CrawlContext, home: string): Promise<void> => {
	if (context.state.fingerprint) return;
	const probes: Fingerprint[] = [];
	for (const url of [madeUp(home), madeUp(home, randomBytes(8).toString('hex'))]) {
		if (!(await context.robotsOf(url)).mayFetch(url)) continue;
		const fetched = await context.get(url, { maxBytes: fingerprintBytes, mayFollow: context.own });
		if (fetched.state === 'answered') probes.push(fingerprintOf(url, fetched));
	}
	// Only what two made-up addresses have in common is the site's way.
	const [one, two] = probes;
	const agree = one && two && one.way === two.way && one.mark === two.mark;
	context.state.fingerprint = agree ? one : { way: 'status', mark: '' };
	context.save();
};

/** A made-up address as the browser sees it; looked at once. */
const drawUnknown = async (context: CrawlContext): Promise<PageFacts | undefined> => {
	const url = madeUp(context.config.url);
	if (!(await context.robotsOf(url)).mayFetch(url)) return undefined;
	const browser = await context.renderer();
	await context.politeness.run(url, async () => {});
	const rendered = await browser?.render(url, { walk: false });
	context.counters.requests += rendered?.requests ?? 0;
	context.counters.bytes += rendered?.bytes ?? 0;
	return rendered?.state === 'shown' ? rendered.facts : undefined;
};

/**
 * The page shows the browser, too, what it shows for an address that does not exist. A site whose scripts draw each page into
 * one and the same answer is told from one that lost the page.
 */
export const isDrawnAsUnknown = async (context: CrawlContext, facts: PageFacts): Promise<boolean> => {
	context.state.unknownDrawn ??= drawUnknown(context);
	const unknown = await context.state.unknownDrawn;
	if (unknown === undefined || facts.title !== unknown.title || facts.heading !== unknown.heading)
		return false;
	const shown = new Set(unknown.links.map(({ text }) => text));
	const difference = Math.abs(facts.mainTextLength - unknown.mainTextLength);
	return (
		facts.links.every(({ text }) => shown.has(text)) &&
		difference < Math.max(20, unknown.mainTextLength * 0.1)
	);
};
