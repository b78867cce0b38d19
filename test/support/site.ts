import { readPage } from '../../crawler/extract/page.ts';
import type { ErrorPage, Gathered, ProbeDay, Site, Target, Unavailable } from '../../crawler/model.ts';
import type { FileReading, NotSeen, PageFacts, SeenPage } from '../../crawler/page-facts.ts';
import { watchStrays } from '../../crawler/site/stray-links.ts';
import { buildSite } from '../../crawler/site.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';

/** Where the pages of a test stand. */
export const origin = 'https://www.linjiang.gov.cn';

/** A small site: HTML by path, and what the crawl says beside it. */
export interface SmallSite {
	/** HTML by path, or by whole address; the homepage is `/`, and is made up where none is given. */
	readonly pages: Readonly<Record<string, string>>;
	/** Default: 2026-11-15. */
	readonly asOf?: string;
	/** Default: 临江市人民政府. */
	readonly name?: string;
	/** The homepage's address; default: the tests' origin. */
	readonly url?: string;
	/** Default: portal. */
	readonly type?: SiteConfig['type'];
	readonly columns?: SiteConfig['columns'];
	readonly targets?: readonly Target[];
	readonly errorPages?: readonly ErrorPage[];
	/** What the files say, by path. */
	readonly files?: Readonly<Record<string, FileReading>>;
	readonly hijacked?: Gathered['hijacked'];
	readonly redirects?: Readonly<Record<string, string>>;
	readonly unseen?: Readonly<Record<string, NotSeen['why']>>;
	readonly reach?: Gathered['reach'];
	readonly probes?: readonly ProbeDay[];
	readonly stopped?: string;
	/** Facts of single pages that no HTML tells: the lane, how far a list was walked, what its menu shows at a click. */
	readonly seen?: Readonly<
		Record<
			string,
			Partial<Pick<SeenPage, 'lane' | 'walked' | 'finalUrl' | 'inert'>> & Pick<PageFacts, 'cutBy' | 'views'>
		>
	>;
}

/** The whole address of a test's path. */
export const at = (path: string): string => new URL(path, origin).href;

const addresses = <T>(record: Readonly<Record<string, T>> = {}): Map<string, T> =>
	new Map(Object.entries(record).map(([path, value]) => [at(path), value]));

/** Pages of one test after the other are the same but for one: each is read once. */
const read = new Map<string, PageFacts>();
const mostRead = 4000;

const factsOf = (html: string, url: string): PageFacts => {
	const key = `${url}\n${html}`;
	const known = read.get(key);
	if (known) return known;
	if (read.size >= mostRead) read.clear();
	const facts = readPage(html, url);
	read.set(key, facts);
	return facts;
};

/** What a crawl of the small site would hand over. */
export const gather = (small: SmallSite): Gathered => {
	const { pages, asOf = '2026-11-15', name = '临江市人民政府', type = 'portal' } = small;
	const home = { '/': `<title>${name}</title><body><nav><a href="/">首页</a></nav></body>` };
	const looks = Object.entries({ ...home, ...pages }).map(([path, html], i): SeenPage => {
		const url = at(path);
		const { cutBy, views, ...seen } = small.seen?.[path] ?? {};
		const facts = { ...factsOf(html, url), ...(cutBy ? { cutBy } : {}), ...(views ? { views } : {}) };
		return { url, finalUrl: url, lane: 'http', facts, depth: i === 0 ? 0 : 1, ...seen };
	});
	const strays = watchStrays(at('/'), looks);
	for (const { url, facts } of looks) strays.note(url, facts.links);
	return {
		config: {
			id: 'linjiang',
			name,
			url: small.url ?? at('/'),
			type,
			robots: 'obey',
			hosts: [],
			columns: (small.columns ?? []).map(({ kind, url }) => ({ kind, url: at(url) })),
			limits: { maxPages: 1000, requestsPerSecond: 5, concurrency: 4, timeoutSeconds: 15 },
			render: 'auto',
		},
		asOf,
		pages: looks.map((page) =>
			// As the crawl does: an article's links are not kept.
			page.facts.shape === 'article' ? { ...page, facts: { ...page.facts, links: [] } } : page,
		),
		files: addresses(small.files),
		redirects: new Map([...addresses(small.redirects)].map(([from, to]) => [from, at(to)])),
		targets: small.targets ?? [],
		errorPages: small.errorPages ?? [],
		strays: strays.found(),
		hijacked: small.hijacked ?? [],
		unseen: addresses(small.unseen),
		...(small.reach && { reach: small.reach }),
		...(small.probes && { probes: small.probes }),
		...(small.stopped !== undefined && { stopped: small.stopped }),
	};
};

/** The site that the real extractor and the real joining make of it. */
export const siteOf = (small: SmallSite): { site: Site; unavailable: Unavailable } =>
	buildSite(gather(small));
