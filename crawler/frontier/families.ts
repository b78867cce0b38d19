import type { LaneDecision, Link, PageFacts, SeenPage } from '../page-facts.ts';
import { fileType, urlPattern } from '../url.ts';

/** What was found out about the pages of one template. */
export interface Family {
	/** Pages taken through both lanes, and those to which the browser added something. */
	samples: number;
	gained: number;
	/** What it added the first time, for the report: `条目 0→15`. */
	evidence?: string;
	/** A page of it asked for data, or for a script that another one did not ask for: what it shows may differ from theirs. */
	asks?: boolean;
	/** The site's script files that its first page asked for. */
	scripts?: readonly string[];
	/** Code that stood on compared pages and added nothing. */
	codes?: readonly string[];
	/** Its addresses, numbers blanked out, by its first page. */
	what?: string;
	/** Pages of it, and those that show by themselves that a script draws them. */
	pages?: number;
	drawn?: number;
}

/** Pages of a family that are compared before its lane is decided. */
export const sampleSize = 2;
/** So many where the pages show nothing at all without scripts. */
const bareSampleSize = 8;

/** Families that are kept in mind, and those that are told of, at most. */
const maxFamilies = 5_000;
const maxTold = 100;

/** Codes of one template that are remembered, at most. */
const maxCodes = 50;

/**
 * The last part of an address without its numbers. A folder's own page, a list's later pages and static pages without a number
 * are named after what they show, not after their template.
 */
const shapeOf = (pathname: string): string => {
	const last = pathname.slice(pathname.lastIndexOf('/') + 1).replace(/[0-9a-f]{16,}|\d+/gi, '#');
	return /^(?:(?:index|list|default)(?:[_-]?#)*\.\w+|[\w-]+\.s?html?)$/i.test(last) ? '' : last;
};

/** Pages of one template share it: the shape of the address, what it asks for, and the frame's skeleton. */
export const familyOf = (url: string, skeleton: string): string => {
	const { pathname, searchParams } = new URL(url);
	return `${shapeOf(pathname)}?${[...new Set(searchParams.keys())].sort().join('&')} ${skeleton}`;
};

/**
 * Templates of numbered pages that share the shape of their addresses and their code: the frame of a text has a box more or less, by
 * what belongs to it. Undefined for pages without numbers, of which no two need have anything in common.
 */
const kinOf = (family: string, code = ''): string | undefined => {
	const shape = family.slice(0, Math.max(0, family.lastIndexOf(' ')));
	return shape.includes('#') ? `${shape} ${code}` : undefined;
};

/** The page by itself shows that a script draws what is to be judged, whatever its family does. */
export const drawsList = (facts: Omit<PageFacts, 'links'>): boolean =>
	(facts.scripted && (facts.pager.scripted || (facts.shape === 'list' && facts.items.length === 0))) ||
	facts.items.some(({ blind }) => blind);

/** Nothing of its own is on the page; that may be all there is, as on a calendar's days. */
const isBare = (facts: Omit<PageFacts, 'links'>): boolean =>
	facts.scripted &&
	facts.mainTextLength < 30 &&
	facts.mainMedia === 0 &&
	facts.items.length === 0 &&
	facts.shape !== 'redirect';

/**
 * What the page says may be a frame that scripts fill, alike at all addresses until they have; what it shows says nothing of what
 * tells it from others.
 */
export const mayBeFrame = (facts: Omit<PageFacts, 'links'>): boolean =>
	drawsList(facts) || (facts.scripted && facts.items.length === 0 && facts.shape !== 'article');

/** The page by itself asks for the browser. */
export const needsBrowser = (facts: Omit<PageFacts, 'links'>): boolean => drawsList(facts) || isBare(facts);

/** What a text's page links to for its own sake: other texts, files, an explanation; menus have short names. */
const leadsToText = ({ text, url }: Link): boolean =>
	text.length >= 9 || /解读|原文|附件|图解|文件|通知/.test(text) || fileType(url) !== 'page';

const mainLinks = (links: readonly Link[], shape: PageFacts['shape']): Set<string> =>
	new Set(
		links
			.filter(
				(link) => link.as === 'a' && link.place === 'main' && (shape !== 'article' || leadsToText(link)),
			)
			.map(({ url }) => url),
	);

/** What the browser saw on a page and the HTTP lane did not; undefined: nothing that matters to judging. */
export const gainOf = (
	http: Omit<PageFacts, 'links'>,
	httpLinks: readonly Link[],
	browser: PageFacts,
	/** Addresses that the crawl has from elsewhere: a list's page gains nothing by the menu that a script writes on every page. */
	isKnown: (url: string) => boolean = () => false,
): string | undefined => {
	if (browser.items.length > http.items.length) return `条目 ${http.items.length}→${browser.items.length}`;
	const known = new Set(httpLinks.map(({ url }) => url));
	const added = [...mainLinks(browser.links, browser.shape)].filter(
		(url) => !known.has(url) && (browser.shape === 'article' || !isKnown(url)),
	).length;
	if (added > 0) return `正文区链接多 ${added} 个`;
	const text = browser.mainTextLength - http.mainTextLength;
	if (text > 80 && text > http.mainTextLength * 0.3) return `正文多 ${text} 字`;
	if (browser.mainMedia > http.mainMedia && http.mainTextLength < 30) return '正文的图片或框架由脚本写出';
	return undefined;
};

/**
 * Decides by family which pages go through the browser, from what the browser is seen to add. `before` is what the run before this
 * one found out. A template that gained then goes to the browser at once; one that did not is compared again, by half as many
 * pages: what its scripts load may have come since, and no answer of the server tells. So is one of whose kin enough are compared,
 * as long as none of them gains.
 */
export const createFamilies = (
	known: Readonly<Record<string, Family>> = {},
	before: Readonly<Record<string, Family>> = {},
) => {
	const families = new Map<string, Family>(Object.entries(known));
	const running = new Map<string, number>();
	/** Pages of each kin whose comparison began, and whether the browser added something to one of them. */
	const kins = new Map<string, { begun: number; gains: boolean }>();

	/** What this run knows of a family; of one that it has not met, that the browser added something in the last one. */
	const stateOf = (family: string): Family | undefined => {
		const state = families.get(family);
		const earlier = Object.hasOwn(before, family) ? before[family] : undefined;
		if (state || !earlier || earlier.gained === 0) return state;
		const inherited = { ...earlier, samples: 0, pages: 0, drawn: 0 };
		families.set(family, inherited);
		return inherited;
	};

	/** Pages that are compared before the lane is decided. */
	const samplesOf = (family: string, facts: PageFacts): number => {
		if (isBare(facts)) return Object.hasOwn(before, family) ? bareSampleSize / 2 : bareSampleSize;
		const { begun = 0, gains = false } = kins.get(kinOf(family, facts.code) ?? '') ?? {};
		const isKnown = Object.hasOwn(before, family) || (begun >= sampleSize && !gains);
		return isKnown ? sampleSize / 2 : sampleSize;
	};

	/** Keeps in mind for its kin that a page's comparison began, or what it showed. */
	const tellKin = (family: string, code: string | undefined, { begun = 0, gains = false }): void => {
		const key = kinOf(family, code);
		if (key === undefined || (!kins.has(key) && kins.size >= maxFamilies)) return;
		const kin = kins.get(key) ?? { begun: 0, gains: false };
		kins.set(key, { begun: kin.begun + begun, gains: kin.gains || gains });
	};

	/** Counts a page of a family. */
	const count = (family: string, url: string, drawn: number): void => {
		if (!families.has(family) && families.size >= maxFamilies) return;
		const state = stateOf(family) ?? { samples: 0, gained: 0 };
		families.set(family, state);
		state.what ??= urlPattern(url);
		state.pages = (state.pages ?? 0) + 1;
		state.drawn = (state.drawn ?? 0) + drawn;
	};

	return {
		/** `sample`: take it through both lanes; `browser`: the family needs it; `http`: it does not. */
		lane: (family: string, facts: PageFacts, url: string): 'http' | 'browser' | 'sample' => {
			if (!drawsList(facts) && !facts.scripted) return 'http';
			count(family, url, drawsList(facts) ? 1 : 0);
			if (drawsList(facts)) return 'browser';
			const state = stateOf(family);
			if (state && state.gained > 0) return 'browser';
			const begun = (state?.samples ?? 0) + (running.get(family) ?? 0);
			if (begun >= samplesOf(family, facts)) return 'http';
			running.set(family, (running.get(family) ?? 0) + 1);
			tellKin(family, facts.code, { begun: 1 });
			return 'sample';
		},
		/** Keeps the outcome of a comparison; true: the family has just turned out to need the browser. */
		compared: (
			family: string,
			gain: string | undefined,
			/** What it asked for; undefined: the browser could not show it. */
			asked?: { readonly data: number; readonly scripts: readonly string[] },
			/** The mark of the code that stands on it. */
			code = '',
		): boolean => {
			running.set(family, Math.max(0, (running.get(family) ?? 0) - 1));
			const state = families.get(family) ?? { samples: 0, gained: 0 };
			families.set(family, state);
			state.samples++;
			state.scripts ??= asked?.scripts;
			const known = new Set(state.scripts);
			if (!asked || asked.data > 0 || asked.scripts.some((url) => !known.has(url))) state.asks = true;
			if (gain === undefined) {
				state.codes = [...new Set([code, ...(state.codes ?? [])])].slice(0, maxCodes);
				return false;
			}
			tellKin(family, code, { gains: true });
			state.gained++;
			state.evidence ??= gain;
			return state.gained === 1;
		},
		/** Pages of the family are being compared: whether the browser adds something is not known so far. */
		isOpen: (family: string): boolean => (running.get(family) ?? 0) > 0,
		/** Pages of the family that were compared. */
		samples: (family: string): number => families.get(family)?.samples ?? 0,
		/** Compared pages with the same code showed nothing more in the browser, and asked for nothing that others would not have. */
		isInert: (family: string, code = ''): boolean => {
			const { gained = 0, asks = false, codes = [] } = families.get(family) ?? {};
			return gained === 0 && !asks && codes.includes(code);
		},
		/** A compared page asked for what others may not have. */
		asks: (family: string): boolean => families.get(family)?.asks ?? false,
		/** The browser was seen to add something to pages of the family. */
		gains: (family: string): boolean => (families.get(family)?.gained ?? 0) > 0,
		/** What was decided of the families that could need the browser, and why; the largest first. */
		lanes: (): LaneDecision[] =>
			[...families.values()]
				.flatMap(({ what, pages = 0, drawn = 0, samples, gained, evidence }): LaneDecision[] => {
					if (what === undefined) return [];
					const needs = gained > 0 || drawn > 0;
					const why = evidence ?? (drawn > 0 ? '列表由脚本写出' : undefined);
					const compared = { compared: samples, gained, ...(needs && why ? { evidence: why } : {}) };
					return [{ what, lane: needs ? 'browser' : 'http', pages, ...compared }];
				})
				.sort((a, b) => b.pages - a.pages)
				.slice(0, maxTold),
		toJSON: (): Record<string, Family> => Object.fromEntries(families),
	};
};

/** Pages whose scripts were seen to draw nothing on their like. */
export const inertBy =
	(families: Pick<ReturnType<typeof createFamilies>, 'isInert'>) =>
	({ finalUrl, facts }: Pick<SeenPage, 'finalUrl' | 'facts'>): boolean =>
		families.isInert(familyOf(finalUrl, facts.skeleton), facts.code);
