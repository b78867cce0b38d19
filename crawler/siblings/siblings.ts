import type { Entry } from '../archive/rows.ts';
import { decodeBody } from '../charset.ts';
import type { CrawlContext } from '../context.ts';
import { readIdentity } from '../extract/identity.ts';
import { readPage } from '../extract/page.ts';
import { urgency } from '../frontier/frontier.ts';
import { type Answer, pause } from '../net/fetch.ts';
import type { PageFacts } from '../page-facts.ts';
import {
	type Claimant,
	isNear,
	isNeverSibling,
	judgeSibling,
	mayLeadToSibling,
	namesPlatform,
} from './evidence.ts';

/** Hosts that are looked at, at most, and those that are taken in. */
const maxLooks = 12;
const maxSiblings = 6;

/** Pages beside the homepage whose links count, at most: entrances of the platform. */
const maxEntrances = 8;

/** Clicks from the homepage beyond which no page is an entrance. */
const deepestEntrance = 2;

const pageBytes = 2 << 20;

/** Pages that only lead on, one after another. */
const maxHops = 3;

/** A page as it was read. */
export interface ReadPage {
	/** After redirects. */
	readonly url: string;
	readonly facts: PageFacts;
	readonly markup: () => string;
}

const hostOf = (url: string): string => new URL(url).host;

/** Seconds before the second and the third try. */
const defaultWaits = [1, 4];

/** One GET, tried again where it failed for the moment: a host is judged once, and for good. */
const patientGet = async (context: CrawlContext, url: string): Promise<Answer | undefined> => {
	for (const wait of [0, ...(context.options.retrySeconds ?? defaultWaits)]) {
		if (wait > 0) await pause(wait);
		const answer = await context.get(url, {
			maxBytes: pageBytes,
			fresh: wait > 0,
			mayFollow: async (next) => !isNeverSibling(next) && (await context.robotsOf(next)).mayFetch(next),
		});
		if (answer.state === 'answered' && answer.status < 500 && answer.status !== 429) return answer;
		if (answer.state === 'failed' && answer.reason === 'dns') return undefined;
	}
	return undefined;
};

/** The page of a host that may be a sibling's, followed where it only leads on. */
const fetchCandidate = async (context: CrawlContext, start: string): Promise<ReadPage | undefined> => {
	let next: string | undefined = start;
	for (let hop = 0; next !== undefined && hop < maxHops; hop++) {
		const asked: string = next;
		if (isNeverSibling(asked) || !(await context.robotsOf(asked)).mayFetch(asked)) return undefined;
		const answer = await patientGet(context, asked);
		if (answer?.status !== 200) return undefined;
		const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
		const facts = readPage(text, answer.finalUrl, charset);
		if (facts.shape !== 'redirect' || !facts.redirectsTo)
			return { url: answer.finalUrl, facts, markup: () => text };
		next = facts.redirectsTo;
	}
	return undefined;
};

/** The page as the browser sees it: what scripts draw, and what a wall lets only browsers see. */
const drawn = async (context: CrawlContext, url: string): Promise<ReadPage | undefined> => {
	if (!(await context.robotsOf(url)).mayFetch(url)) return undefined;
	const browser = await context.renderer();
	await context.politeness.run(url, async () => {});
	const rendered = await browser?.render(url, { walk: false });
	context.counters.requests += rendered?.requests ?? 0;
	context.counters.bytes += rendered?.bytes ?? 0;
	if (rendered?.state !== 'shown' || rendered.status >= 400 || isNeverSibling(rendered.finalUrl))
		return undefined;
	return { url: rendered.finalUrl, facts: rendered.facts, markup: () => rendered.html };
};

const claimantOf = ({ url, facts, markup }: ReadPage): Claimant => ({
	url,
	identity: readIdentity(facts, markup()),
});

/** A host whose own homepage is somebody else's serves several governments; the site has only a folder there. */
const isShared = async (context: CrawlContext, home: Claimant, url: string): Promise<boolean> => {
	const { pathname, origin } = new URL(url);
	if (pathname === '/') return false;
	const root = await fetchCandidate(context, `${origin}/`);
	if (!root || hostOf(root.url) !== hostOf(url)) return false;
	return judgeSibling(home, claimantOf(root), context.config.name).whose === 'others';
};

/** Asks a host whether it is the same government's, and takes it in where it says so. */
const ask = async (
	context: CrawlContext,
	home: Claimant,
	url: string,
	linkedAs: string,
): Promise<boolean> => {
	const { config, frontier, log, siblings } = context;
	const refuse = (host: string, by: string): false => {
		siblings.refuse({ host, url, linkedAs, by });
		log.info({ host, url, linkedAs, by }, 'a host that the site links to is not its own');
		return false;
	};
	const enter = (address: string): void => {
		frontier.add(address, { depth: 1, foundOn: home.url, foundText: linkedAs, priority: urgency.column });
	};
	const answered = await fetchCandidate(context, url);
	const page = answered ?? (namesPlatform(linkedAs) ? await drawn(context, url) : undefined);
	if (!page) return refuse(hostOf(url), '没有打开，不能判断是谁的网站');
	// What leads back to the site is a way into it, and no host of its own.
	if (context.own(page.url)) {
		enter(page.url);
		return false;
	}
	let candidate = claimantOf(page);
	let verdict = judgeSibling(home, candidate, config.name);
	if (verdict.whose === 'unsaid' && page.facts.scripted && answered) {
		const shown = await drawn(context, page.url);
		if (shown && !context.own(shown.url)) candidate = claimantOf(shown);
		verdict = judgeSibling(home, candidate, config.name);
	}
	if (verdict.whose !== 'same') return refuse(hostOf(candidate.url), verdict.by);
	if (await isShared(context, home, candidate.url))
		return refuse(hostOf(candidate.url), '多个单位共用的平台');
	// A way in by another host under the same domain is its own too; a stranger's that only leads here is not.
	for (const address of new Set([candidate.url, ...(isNear(home.url, url) ? [url] : [])])) {
		if (context.own(address)) continue;
		const sibling = { host: hostOf(address), url: address, linkedAs, by: verdict.by };
		context.adopt(sibling);
		log.info(sibling, 'a sibling host of the same government is crawled too');
	}
	enter(candidate.url);
	return true;
};

/** Looks at the host of a link once; says whether it has become the site's own. */
const consider = async (context: CrawlContext, url: string, linkedAs: string): Promise<boolean> => {
	const { siblings } = context;
	const host = hostOf(url);
	const home = siblings.home();
	if (!home || context.own(url) || isNeverSibling(url)) return false;
	const asking = siblings.asking.get(host);
	// Whoever comes while it is being asked waits for what it says.
	if (asking) return (await asking) && context.own(url);
	if (siblings.asking.size >= maxLooks || siblings.adopted().length >= maxSiblings) return false;
	const answer = ask(context, home, url, linkedAs);
	siblings.asking.set(host, answer);
	const isOwn = await answer;
	siblings.asked.add(host);
	return isOwn;
};

const isEntrance = ({ depth, foundText }: Entry, { facts }: ReadPage): boolean =>
	depth <= deepestEntrance &&
	[
		foundText,
		facts.heading ?? '',
		facts.breadcrumb.at(-1) ?? '',
		facts.title.split(/[-_|–—\s]/u)[0] ?? '',
	].some(namesPlatform);

/** Looks at the hosts to which the site's first page, and the entrances of its platform, link by the name of a column or of the platform. */
export const meetSiblings = async (context: CrawlContext, entry: Entry, page: ReadPage): Promise<void> => {
	const { siblings } = context;
	if (siblings.isClosed()) return;
	if (entry.depth === 0)
		siblings.meetHome({ url: page.url, identity: readIdentity(page.facts, page.markup()) });
	else if (!isEntrance(entry, page) || siblings.entrances.size >= maxEntrances) return;
	else siblings.entrances.add(page.url);
	const named = page.facts.links
		.filter(({ as, place, url }) => as === 'a' && place !== 'footer' && !context.own(url))
		.map(({ url, text, section = text }) => ({ url, text: section }))
		.filter(({ text }) => mayLeadToSibling(text));
	// The platform first: its host may be all that there is room for.
	const first = named.filter(({ text }) => namesPlatform(text));
	for (const { url, text } of new Set([...first, ...named])) await consider(context, url, text);
};

/** The link of a column that leads off the site: whether it led to a sibling host, so that it is worth another visit. */
export const leadsToSibling = async (context: CrawlContext, entry: Entry, target: string): Promise<boolean> =>
	!context.siblings.isClosed() &&
	entry.depth <= deepestEntrance &&
	URL.canParse(target) &&
	/^https?:/.test(target) &&
	mayLeadToSibling(entry.foundText) &&
	(await consider(context, target, entry.foundText));
