import ipaddr from 'ipaddr.js';
import type { Referrer, StrayLink } from '../model.ts';
import type { Link, PageFacts } from '../page-facts.ts';
import { crawlKey } from '../url.ts';
import { namesDocument, relationOf, withoutNumber } from './document-names.ts';
import { plainTitle, titleForms } from './titles.ts';

const maxReferrers = 20;

/** A page as it is looked through: its address, and all its links. */
export interface LinkedPage {
	readonly url: string;
	readonly finalUrl: string;
	readonly facts: Omit<PageFacts, 'links'>;
}

/** Looks through pages one by one for links that lead astray. */
export interface StrayWatch {
	readonly note: (page: string, links: readonly Link[]) => void;
	readonly found: () => StrayLink[];
}

type Net = 'own' | 'inner';

/** Whose net a host stands in, where that is not the public one: this very machine, or an office's. */
const netOf = (host: string): Net | undefined => {
	const name = host.toLowerCase().replace(/^\[|\]$/g, '');
	if (name === 'localhost') return 'own';
	if (!ipaddr.isValid(name)) return undefined;
	const range = ipaddr.process(name).range();
	if (range === 'loopback' || range === 'unspecified') return 'own';
	return range === 'private' || range === 'linkLocal' || range === 'uniqueLocal' ? 'inner' : undefined;
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** Why nobody of the public can follow an address; a site that stands in such a net itself may link within it. */
const unreachable = (url: string, home: Net | undefined): StrayLink['by'] | undefined => {
	if (!/^https?:/i.test(url)) return /^(?:file:|[a-z]:[\\/])/i.test(url) ? 'disk' : undefined;
	// Names are told by the first letter: only addresses in digits and `localhost` are looked at.
	if (!/^https?:\/\/(?:[\d[]|localhost\b)/i.test(url)) return undefined;
	const net = netOf(hostOf(url));
	return net === undefined || net === home ? undefined : net === 'own' ? 'loopback' : 'private';
};

interface Found {
	readonly url: string;
	readonly by: StrayLink['by'];
	readonly title?: string;
	readonly doubtful?: true;
	readonly foundOn: Referrer[];
	readonly names: Set<string>;
	count: number;
}

/** `pages` are all that was seen; their links are handed over page by page, as a site has millions of them. */
export const watchStrays = (siteUrl: string, pages: Iterable<LinkedPage>): StrayWatch => {
	const home = netOf(hostOf(siteUrl));
	const targets = new Map<string, LinkedPage>();
	for (const page of pages) {
		const { document, shape } = page.facts;
		if (shape === 'list' || shape === 'home' || !document?.title || !namesDocument(document.title.value))
			continue;
		for (const url of [page.url, page.finalUrl]) targets.set(crawlKey(url), page);
	}
	const judged = new Map<string, 'well' | 'astray' | 'doubtful'>();
	let byForm: Map<string, Set<LinkedPage>> | undefined;
	/** Another page than the target is the document that the text names. */
	const hasOwnPage = (text: string, target: LinkedPage): boolean => {
		if (!byForm) {
			byForm = new Map();
			for (const page of targets.values())
				for (const form of titleForms(page.facts.document?.title?.value ?? ''))
					byForm.set(form, (byForm.get(form) ?? new Set()).add(page));
		}
		const pages = byForm;
		return [...titleForms(withoutNumber(text))].some((form) =>
			[...(pages.get(form) ?? [])].some(({ finalUrl }) => finalUrl !== target.finalUrl),
		);
	};
	const judge = (text: string, target: LinkedPage): 'well' | 'astray' | 'doubtful' => {
		const relation = relationOf(text, target.facts);
		if (relation === 'same') return 'well';
		if (relation === 'other' || hasOwnPage(text, target)) return 'astray';
		return relation === 'derived' ? 'doubtful' : 'well';
	};
	const found = new Map<string, Found>();

	const put = (
		key: string,
		page: string,
		{ url, text }: Link,
		by: StrayLink['by'],
		more: Pick<StrayLink, 'title' | 'doubtful'> = {},
	): void => {
		const entry = found.get(key) ?? {
			...{ url, by, foundOn: [], names: new Set<string>(), count: 0 },
			...more,
		};
		found.set(key, entry);
		entry.names.add(plainTitle(text));
		if (entry.foundOn.at(-1)?.page === page) return;
		entry.count++;
		if (entry.foundOn.length < maxReferrers) entry.foundOn.push({ page, text });
	};

	/** Links, shared by the pages that have them, of which there is nothing to say. */
	const plain = new WeakSet<Link>();

	const noteName = (page: string, link: Link): void => {
		const key = crawlKey(link.url);
		const target = targets.get(key);
		if (!target) {
			plain.add(link);
			return;
		}
		const pair = `${key}\n${link.text}`;
		const result = judged.get(pair) ?? judge(link.text, target);
		judged.set(pair, result);
		if (result === 'well') {
			plain.add(link);
			return;
		}
		const title = target.facts.document?.title?.value;
		put(`title ${key}`, page, link, 'title', {
			...(title ? { title } : {}),
			...(result === 'doubtful' ? { doubtful: true } : {}),
		});
	};

	return {
		note: (page, links) => {
			for (const link of links) {
				if (link.guessed || plain.has(link)) continue;
				const by = unreachable(link.url, home);
				// An empty link is nothing that a reader could follow.
				if (by && (link.text !== '' || link.as !== 'a')) put(`${by} ${link.url}`, page, link, by);
				else if (!by && link.as === 'a' && namesDocument(link.text)) noteName(page, link);
				else plain.add(link);
			}
		},
		found: () =>
			[...found.values()]
				// Where several names lead, a program shows several documents behind the fragment.
				.filter(({ by, names }) => by !== 'title' || names.size === 1)
				.map(({ url, by, title, doubtful, foundOn, count }) => ({
					...{ url, by, foundOn, foundOnCount: count },
					...(title ? { title } : {}),
					...(doubtful ? { doubtful } : {}),
				})),
	};
};
