import type { Link, PageFacts } from './model.ts';

/** What was found out about the pages of one template. */
export interface Family {
	/** Pages taken through both lanes, and those to which the browser added something. */
	samples: number;
	gained: number;
	/** What it added the first time, for the report: `条目 0→15`. */
	evidence?: string;
}

/** Pages of a family that are compared before its lane is decided. */
const sampleSize = 2;

/** Pages of one template share it: the last part of the address without its numbers, and the frame's skeleton. */
export const familyOf = (url: string, skeleton: string): string => {
	const { pathname, searchParams } = new URL(url);
	const last = pathname.slice(pathname.lastIndexOf('/') + 1).replace(/[0-9a-f]{16,}|\d+/gi, '#');
	return `${last}?${[...new Set(searchParams.keys())].sort().join('&')} ${skeleton}`;
};

/** The page by itself shows that a script draws what matters, whatever its family does. */
export const needsBrowser = (facts: PageFacts): boolean =>
	facts.scripted &&
	(facts.pager.scripted ||
		(facts.shape === 'list' && facts.items.length === 0) ||
		(facts.mainTextLength < 30 &&
			facts.mainMedia === 0 &&
			facts.items.length === 0 &&
			facts.shape !== 'redirect'));

const mainLinks = (links: readonly Link[]): Set<string> =>
	new Set(links.filter(({ as, place }) => as === 'a' && place === 'main').map(({ url }) => url));

/** What the browser saw on a page and the HTTP lane did not; undefined: nothing that matters to judging. */
export const gainOf = (
	http: Omit<PageFacts, 'links'>,
	httpLinks: readonly Link[],
	browser: PageFacts,
): string | undefined => {
	if (browser.items.length > http.items.length) return `条目 ${http.items.length}→${browser.items.length}`;
	const known = mainLinks(httpLinks);
	const added = [...mainLinks(browser.links)].filter((url) => !known.has(url)).length;
	if (added > 0) return `正文区链接多 ${added} 个`;
	const text = browser.mainTextLength - http.mainTextLength;
	if (text > 80 && text > http.mainTextLength * 0.3) return `正文多 ${text} 字`;
	if (browser.mainMedia > http.mainMedia && http.mainTextLength < 30) return '正文的图片或框架由脚本写出';
	return undefined;
};

/** Decides by family which pages go through the browser, from what the browser is seen to add. */
export const createFamilies = (known: Readonly<Record<string, Family>> = {}) => {
	const families = new Map<string, Family>(Object.entries(known));
	const running = new Map<string, number>();

	return {
		/** `sample`: take it through both lanes; `browser`: the family needs it; `http`: it does not. */
		lane: (family: string, facts: PageFacts): 'http' | 'browser' | 'sample' => {
			if (needsBrowser(facts)) return 'browser';
			if (!facts.scripted) return 'http';
			const state = families.get(family);
			if (state && state.gained > 0) return 'browser';
			const begun = (state?.samples ?? 0) + (running.get(family) ?? 0);
			if (begun >= sampleSize) return 'http';
			running.set(family, (running.get(family) ?? 0) + 1);
			return 'sample';
		},
		/** Keeps the outcome of a comparison; true: the family has just turned out to need the browser. */
		compared: (family: string, gain: string | undefined): boolean => {
			running.set(family, Math.max(0, (running.get(family) ?? 0) - 1));
			const state = families.get(family) ?? { samples: 0, gained: 0 };
			families.set(family, state);
			state.samples++;
			if (gain === undefined) return false;
			state.gained++;
			state.evidence ??= gain;
			return state.gained === 1;
		},
		toJSON: (): Record<string, Family> => Object.fromEntries(families),
	};
};
