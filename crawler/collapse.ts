import { decodeBody } from './charset.ts';
import { type CrawlContext, isOver, silence } from './context.ts';
import { undrawnPages } from './coverage.ts';
import { daysBetween } from './extract/dates.ts';
import { parseHtml, textOf } from './extract/dom.ts';
import { crawlKey, samePageKey } from './url.ts';

/** How much of a site was seen, for the next run to compare with. */
export interface Extent {
	/** Different texts among its pages, in the last run that saw it whole. */
	readonly texts: number;
	/** What that run took for the site: its settings. */
	readonly scope: string;
	/** The day of the first run since then that saw next to nothing of it, YYYY-MM-DD. */
	readonly shrunkOn?: string;
	/** The day from which on most of its addresses failed in the server, in each run, YYYY-MM-DD. */
	readonly failingOn?: string;
}

/** So many addresses that show one text are not one page with many names. */
const many = 5;
/** Nor so many where the homepage is one of them. */
const manyWithHome = 3;
/** So many addresses that fail, and such a share of them, are no single mishaps. */
const manyFailures = 10;
const mostFailures = 2 / 3;
/** Of a smaller site nobody can tell whether it shrank. */
const leastTexts = 10;
/** Where less than this share is left, the site was not there to be seen. */
const leastLeft = 0.2;
/** Where it is the same so many days later, it is the site. */
const patienceDays = 45;
/** Less than that is no site that shrank. */
const leastOfSite = 5;
/** Whoever leads to so many other hosts is a homepage. */
const manyLinks = 5;

const scopeOf = ({ config }: CrawlContext): string =>
	JSON.stringify([config.url, config.hosts, config.columns, config.robots]);

/** Pages that show the same, and the addresses that they were found at in the end: what several links lead to is one page. */
interface Group {
	readonly pages: number[];
	readonly names: Set<string>;
}

/** The run's pages by what they show, those that show nothing at all together, the largest group first; and how many texts they have. */
const shownIn = ({ archive }: CrawlContext) => {
	const texts = new Set<string>();
	const groups = new Map<string, Group>();
	for (const { seq, finalUrl, facts } of archive.pages.all()) {
		const text = facts.mark?.exact;
		if (text !== undefined) texts.add(text);
		const shown = text ?? (archive.pages.linksOf(seq).length === 0 ? '' : `${seq}`);
		const group = groups.get(shown) ?? { pages: [], names: new Set() };
		group.pages.push(seq);
		group.names.add(samePageKey(finalUrl));
		groups.set(shown, group);
	}
	return {
		texts: texts.size,
		groups: [...groups.values()].sort((one, other) => other.names.size - one.names.size),
	};
};

/** What stands in the place of a site says so in few words: repairs, a wall, a server without a site. */
const standIn =
	/(?:系统|网站|本站|平台|服务器|页面|正在|进行|升级).{0,10}(?:维护|升级|改版|迁移)|(?:维护|升级|改版|建设|迁移)(?:中|公告|期间)|(?:暂停|停止)(?:访问|服务|对外)|暂(?:时)?(?:无法|不能|停)|稍后(?:再|重)|拦截|防火墙|未.{0,20}备案|无法(?:进行)?访问|系统(?:异常|繁忙|错误)|页面?出错|welcome to|it works|default (?:web ?)?(?:site|page)|test page|under construction|maintenance|bad gateway|unavailable|denied|blocked|forbidden|error/i;
/** A homepage says more, characters. */
const fewWords = 300;

/** Whether a page without ways into a site is none of its pages. */
const isStandIn = ({ archive }: CrawlContext, seq: number): boolean => {
	const page = archive.pages.of(seq);
	// What scripts drew is not in the answer.
	if (page?.lane === 'browser') return page.facts.mark === undefined;
	const { body, headers } = archive.responses.whole(seq) ?? {};
	const bytes = (body && archive.bodies.of(body)) ?? Buffer.alloc(0);
	const words = textOf(parseHtml(decodeBody(bytes, headers?.['content-type']).text)).trim();
	// What scripts would draw was not seen: coverage tells.
	if (words === '') return !page?.facts.scripted;
	return words.startsWith('{') || (words.length < fewWords && standIn.test(words));
};

/** It has no page but the first, which leads nowhere. */
const isDeadEnd = (context: CrawlContext): boolean => {
	const { archive, config, own, state } = context;
	const home = archive.entry(crawlKey(config.url));
	if (home?.state !== 'ok' || archive.pagesAsked() > 1) return false;
	const links = archive.pages.linksOf(home.seq).filter(({ url, as }) => as !== 'img' && /^https?:/.test(url));
	const leadsOn =
		links.length >= manyLinks || links.some(({ url }) => own(url) && crawlKey(url) !== crawlKey(config.url));
	// A site may begin with one page, and does not end with it.
	return !leadsOn && ((state.extent?.texts ?? 0) >= leastOfSite || isStandIn(context, home.seq));
};

/** Own addresses at which the server fails now, whatever it would show otherwise. */
const failing = ({ archive }: CrawlContext): readonly number[] =>
	archive.entries('broken').flatMap(({ seq, type }) => {
		const { reason, status = 0 } = archive.responses.of(seq) ?? {};
		return type === 'page' && (status >= 500 || reason !== 'status') ? [seq] : [];
	});

/**
 * Ends a crawl that came through and yet did not see the site: its homepage leads nowhere, all other addresses show one and the same, most of
 * them fail in the server, or next to nothing is left of what the last whole run saw. What it showed instead is forgotten. A site that stays so
 * is believed after a month and a half. Returns what the next run is to compare with.
 */
export const heedCollapse = (context: CrawlContext): Extent | undefined => {
	const { archive, config, options, state } = context;
	const before = state.extent;
	if (isOver(state) || state.stopped || options.pagesOnly) return before;
	// What was left in the queue, or let nobody in, is told already.
	if (archive.count('queued', 'page') > 0 || archive.pagesSettled() === 0) return before;
	const scope = scopeOf(context);
	const { texts, groups } = shownIn(context);
	const home = archive.entry(crawlKey(config.url))?.seq;
	const isOld = (day: string): boolean => daysBetween(day, options.asOf) >= patienceDays;
	const all = (): number[] => [...archive.pages.all()].map(({ seq }) => seq);
	const end = (words: string, pages: readonly number[]): void => {
		silence(context, words);
		for (const seq of pages) archive.dropPage(seq);
		for (const seq of failing(context)) archive.settle(seq, 'wall');
	};
	if (isDeadEnd(context)) {
		end('首页没有通向本站任何网页的链接，可能正在维护、迁移或拦下了抓取', all());
		return before;
	}
	const failures = archive.count('broken', 'page') < manyFailures ? 0 : failing(context).length;
	if (failures >= manyFailures && failures >= archive.pagesAsked() * mostFailures) {
		const { failingOn = options.asOf } = before ?? {};
		if (isOld(failingOn)) return { texts, scope, failingOn };
		end(`网站的大部分网页打不开（服务器出错或不应答，${failures} 个）；一个半月后仍如此，就逐个判断`, []);
		return { texts: 0, ...before, scope, failingOn };
	}
	const known = before?.scope === scope && before.texts >= leastTexts ? before : undefined;
	const isShrunk = known !== undefined && texts < known.texts * leastLeft;
	if (!isShrunk && texts > 2) return { texts, scope };
	// Lists that no browser drew are told as such, and nobody knows what they lead to.
	if (undrawnPages(archive, state.fingerprints).length * 2 >= archive.count('ok', 'page')) return before;
	const { pages = [], names = new Set() } = groups[0] ?? {};
	if (names.size >= (groups.length === 1 ? manyWithHome : many) && groups.length <= 2) {
		end('网站对不同网址显示同一页面，可能正在维护、迁移或限制了抓取', pages);
		return before;
	}
	if (!isShrunk) return { texts, scope };
	const { shrunkOn = options.asOf } = known;
	if (texts >= leastOfSite && isOld(shrunkOn)) return { texts, scope };
	state.vanished = known.texts - texts;
	const isWalled = archive.count('wall', 'page') > archive.count('broken', 'page');
	const why = isWalled ? '网站拦下了大部分抓取' : '可能正在维护、迁移或限制了访问';
	const shown = `网站只看到 ${texts} 个不同的网页，以前有 ${known.texts} 个`;
	end(
		`${shown}，${why}；确已精简的，一个半月后仍如此就按新的规模判断`,
		all().filter((seq) => seq !== home || (names.size >= many && pages.includes(seq))),
	);
	return { ...known, shrunkOn };
};
