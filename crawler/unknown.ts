import { createHash, randomBytes } from 'node:crypto';
import { decodeBody } from './charset.ts';
import type { CrawlContext } from './context.ts';
import { readPage } from './extract/page.ts';
import type { Answer } from './net/fetch.ts';
import type { PageFacts } from './page-facts.ts';
import { samePageKey } from './url.ts';

/** How a site answers for an address that cannot exist. */
export interface Fingerprint {
	/** `status`: properly, with 404 or the like; `redirect`: sends to one address; `page`: shows a page with status 200. */
	readonly way: 'status' | 'redirect' | 'page';
	/** The address that it sends to, with `?` at its end where the query differs each time; or what the page shows. */
	readonly mark: string;
	/** Of a page: how long its text is. Absent: as the mark says. */
	readonly text?: TextLength;
	/** With `status`: what comes with it is an empty frame that scripts fill, perhaps for addresses that do exist as well. */
	readonly isShell?: boolean;
}

/** Characters of a page's text, `each` of them once more for each character of the address that it repeats, give or take `slack`. */
interface TextLength {
	readonly base: number;
	readonly each: number;
	readonly slack: number;
}

/** What one address that cannot exist was answered with. */
interface Probe {
	readonly way: Fingerprint['way'];
	readonly mark: string;
	/** Of a page: characters of its text, of its address, and what its links are called. */
	readonly length: number;
	readonly addressLength: number;
	readonly links: string;
	readonly isShell?: boolean;
}

/** Without what differs from one answer to the next: the address that is repeated, times, numbers of the request. */
const blanked = (text: string, url: string): string => {
	const { pathname } = new URL(url);
	let left = text;
	for (const part of [pathname, pathname.split('/').at(-1) ?? '']) {
		if (part.length > 3) left = left.replaceAll(part, '#');
	}
	return numberless(left);
};

const numberless = (text: string): string => text.replace(/[0-9a-f]{8,}|\d+/gi, '#');

/**
 * What a page shows. Texts of links and not addresses: relative ones lead elsewhere from every address that shows the page. Nor its
 * entries: a list that leads to the page itself is read as a menu.
 */
const frameOf = ({ title, heading = '', skeleton }: PageFacts, url: string): string =>
	[blanked(title, url), blanked(heading, url), skeleton].join('|');

/** A menu may call its entries by their addresses: these stay. */
const linksOf = ({ links }: PageFacts): string => {
	const texts = createHash('sha1').update(links.map(({ text }) => numberless(text)).join('\n'));
	return `${links.length}|${texts.digest('base64')}`;
};

const addressLength = (url: string): number => new URL(url).pathname.length;

const proper: Probe = { way: 'status', mark: '', length: 0, addressLength: 0, links: '' };

const isShell = (url: string, { body, headers }: Answer): boolean => {
	const { text, charset } = decodeBody(body, headers['content-type']);
	if (!/<script/i.test(text)) return false;
	const { errorWords, links, mainTextLength, scripted } = readPage(text, url, charset);
	return scripted && errorWords === undefined && mainTextLength < 30 && links.length < 5;
};

const probeOf = (url: string, answer: Answer): Probe => {
	if (answer.status >= 400) return { ...proper, isShell: isShell(url, answer) };
	if (answer.headers.location !== undefined) return proper;
	if (answer.finalUrl !== url) return { ...proper, way: 'redirect', mark: samePageKey(answer.finalUrl) };
	const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
	const facts = readPage(text, url, charset);
	if (facts.redirectsTo) return { ...proper, way: 'redirect', mark: samePageKey(facts.redirectsTo) };
	// A shell that scripts draw, or a page with nothing in it, is the same for every address and says nothing.
	if (facts.mainTextLength < 30 && facts.links.length < 5 && facts.items.length === 0) return proper;
	return {
		way: 'page',
		mark: frameOf(facts, url),
		length: facts.mainTextLength,
		addressLength: addressLength(url),
		links: linksOf(facts),
	};
};

/** How long the text of such a page is, from two of them; undefined where they have nothing in common. */
const lengthOf = (one: Probe, two: Probe): TextLength | undefined => {
	const more = two.length - one.length;
	if (more === 0) return { base: one.length, each: 0, slack: 0 };
	const each = Math.round(more / (two.addressLength - one.addressLength));
	if (each >= 1 && each <= 8) return { base: one.length - each * one.addressLength, each, slack: 4 };
	return Math.abs(more) <= 20 ? { base: one.length, each: 0, slack: 2 * Math.abs(more) } : undefined;
};

const withoutQuery = (key: string): string => `${key.split('?', 1)[0]}?`;

/** Only what two made-up addresses have in common is the site's way. */
const inCommon = (one: Probe | undefined, two: Probe | undefined): Fingerprint => {
	const none: Fingerprint = { way: 'status', mark: '' };
	if (!one || one.way !== two?.way) return none;
	if (one.way === 'status') return one.isShell && two.isShell ? { ...none, isShell: true } : none;
	if (one.way === 'redirect') {
		if (one.mark === two.mark) return { way: 'redirect', mark: one.mark };
		const mark = withoutQuery(one.mark);
		return mark === withoutQuery(two.mark) ? { way: 'redirect', mark } : none;
	}
	const text = lengthOf(one, two);
	if (one.mark !== two.mark || !text) return none;
	// Links that differ each time, as to what others read, are no mark.
	const links = one.links === two.links ? one.links : '';
	return { way: 'page', mark: `${one.mark}|${links}`, text };
};

/** By host. */
export type Fingerprints = ReadonlyMap<string, Fingerprint>;

const hostKey = (url: string): string => new URL(url).host.replace(/^www\./, '');

/** How the host of an address answers for one that cannot exist; undefined where it was not asked. */
export const fingerprintAt = (fingerprints: Fingerprints, url: string): Fingerprint | undefined =>
	fingerprints.get(hostKey(url));

/** The page at `url`, as the HTTP lane sees it, is what its host shows for addresses that do not exist. */
export const answersAsUnknown = (facts: PageFacts, url: string, fingerprints: Fingerprints): boolean => {
	const fingerprint = fingerprintAt(fingerprints, url);
	if (fingerprint?.way !== 'page' || !fingerprint.text) return false;
	// A host that shows its first page for every address still has a first page.
	if (new URL(url).pathname === '/') return false;
	const { base, each, slack } = fingerprint.text;
	const hasLinks = !fingerprint.mark.endsWith('|');
	// What differs from time to time is less of a proof: a text of its own speaks against it.
	if ((slack > 0 || !hasLinks) && facts.shape === 'article') return false;
	if (Math.abs(facts.mainTextLength - base - each * addressLength(url)) > slack) return false;
	return `${frameOf(facts, url)}|${hasLinks ? linksOf(facts) : ''}` === fingerprint.mark;
};

/** The site sends to this address whoever asks for one that does not exist. */
export const leadsAsUnknown = (target: string, fingerprint: Fingerprint | undefined): boolean => {
	if (fingerprint?.way !== 'redirect') return false;
	const key = samePageKey(target);
	return key === fingerprint.mark || withoutQuery(key) === fingerprint.mark;
};

const fingerprintBytes = 1 << 20;

const madeUp = (home: string, ...folders: string[]): string =>
	new URL(`/${[...folders, randomBytes(8).toString('hex')].join('/')}.html`, home).href;

/** What the host of `home` answers for addresses that cannot exist: its own way to say “not found”. Asked once. */
export const takeFingerprint = async (context: CrawlContext, home: string): Promise<void> => {
	const { fingerprints } = context.state;
	const host = hostKey(home);
	if (fingerprints.has(host)) return;
	const probes: Probe[] = [];
	for (const url of [madeUp(home), madeUp(home, randomBytes(8).toString('hex'))]) {
		if (!(await context.robotsOf(url)).mayFetch(url)) continue;
		const fetched = await context.get(url, { maxBytes: fingerprintBytes, mayFollow: context.own });
		if (fetched.state === 'answered') probes.push(probeOf(url, fetched));
	}
	fingerprints.set(host, inCommon(probes[0], probes[1]));
	context.save();
};

/** A made-up address as the browser sees it; looked at once. */
const drawUnknown = async (context: CrawlContext, home: string): Promise<PageFacts | undefined> => {
	const url = madeUp(home);
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
export const isDrawnAsUnknown = async (
	context: CrawlContext,
	url: string,
	facts: PageFacts,
): Promise<boolean> => {
	const { unknownDrawn } = context.state;
	const drawing = unknownDrawn.get(hostKey(url)) ?? drawUnknown(context, url);
	unknownDrawn.set(hostKey(url), drawing);
	const unknown = await drawing;
	if (unknown === undefined || facts.title !== unknown.title || facts.heading !== unknown.heading)
		return false;
	const shown = new Set(unknown.links.map(({ text }) => text));
	const difference = Math.abs(facts.mainTextLength - unknown.mainTextLength);
	return (
		facts.links.every(({ text }) => shown.has(text)) &&
		difference < Math.max(20, unknown.mainTextLength * 0.1)
	);
};

/** A host that answers with “not found” for pages that its scripts draw all the same. */
export const isLostInShell = ({ state }: CrawlContext, url: string, status: number | undefined): boolean =>
	(status === 404 || status === 410) && fingerprintAt(state.fingerprints, url)?.isShell === true;

/** What scripts draw at such an address is a page of its own, and not what they draw at any other. */
export const isDrawnAllTheSame = async (
	context: CrawlContext,
	{ facts, finalUrl, status }: { facts: PageFacts; finalUrl: string; status: number },
): Promise<boolean> => {
	if (!context.own(finalUrl) || !isLostInShell(context, finalUrl, status)) return false;
	const { errorWords, items, mainTextLength } = facts;
	if (errorWords !== undefined || (mainTextLength < 30 && items.length === 0)) return false;
	return !(await isDrawnAsUnknown(context, finalUrl, facts));
};
