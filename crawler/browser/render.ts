import PQueue from 'p-queue';
import { readPage } from '../extract/page.ts';
import type { NotSeen, PageFacts } from '../page-facts.ts';
import { askedForList, chooseYears } from './choices.ts';
import { type Opened, openEntries } from './entries.ts';
import type { FoundBrowser } from './find.ts';
import { hearData } from './list-requests.ts';
import { arrives, growsByScrolling, isDrawn, isRead, takePage, turnPages, type Walked } from './lists.ts';
import { missingOf, openMenu } from './menu.ts';
import { openTabs, type TabsOptions, type Try } from './tabs.ts';
import { type Asked, isOfWeb, type Visit } from './traffic.ts';
import { within } from './within.ts';

/** What the browser made of an address. */
export type Rendered =
	| {
			readonly state: 'shown';
			readonly finalUrl: string;
			/** Status of the last answer for the page itself: a wall may let the browser in at the second one. */
			readonly status: number;
			/** Of that answer, names in lower case. */
			readonly headers: Readonly<Record<string, string>>;
			readonly html: string;
			/** With `cutBy` where `walked` is `cut`, or where a menu was not opened to its end. */
			readonly facts: PageFacts;
			/** For a list with paging by script: whether its end was reached. */
			readonly walked?: 'to-end' | 'cut';
			readonly asked: Asked;
			readonly requests: number;
			readonly bytes: number;
	  }
	| { readonly state: 'failed'; readonly reason: string; readonly requests: number; readonly bytes: number };

export interface RenderOptions {
	/** Turn the pages of a list, and open the lists behind a script's menu; default true. */
	readonly walk?: boolean;
	/** How many times as long as usual the page's scripts and data are waited for; default 1. */
	readonly patience?: number;
}

export interface Renderer {
	/**
	 * Opens a page as a visitor does, lets its scripts draw, and turns the pages of its list to the end. Never rejects.
	 * A walk that fails or takes too long brings what it has, as `cut`.
	 */
	readonly render: (url: string, options?: RenderOptions) => Promise<Rendered>;
	/** Ends its pages; those that are open or wait have failed. */
	readonly close: () => Promise<void>;
}

export interface RendererOptions extends TabsOptions {
	/** Until the page's own answer, and until a page that is open answers what it is asked. */
	readonly timeoutSeconds: number;
	/** Between two turns of a list's pages. */
	readonly turnSeconds: number;
	/** Pages of one list that are turned at most. */
	readonly maxTurns: number;
	/** Longest time for all the turns of one page; default two seconds and `turnSeconds` for each of `maxTurns`. */
	readonly walkSeconds?: number;
}

/** Pages that are open at once, or wait for a seat where sites share browsers. */
const openPages = 2;
/** Own text of a page beyond which an empty list is not what it is there for. */
const ownText = 100;
/** Longest a page may go on drawing, milliseconds. */
const drawingTime = 8_000;
/** What a page may take beside its answers and its walk: drawing, waiting for its turns, milliseconds. */
const otherTime = 120_000;

/** Nothing of what the page is there for has been drawn so far. */
const isUnfilled = ({ items, mainTextLength, shape }: PageFacts): boolean =>
	items.length === 0 && mainTextLength < ownText && shape !== 'article' && shape !== 'redirect';

/** The list was read to the end that it announces: what failed beside it was something else's. */
const isWhole = ({ items, pager }: PageFacts): boolean =>
	pager.itemCount !== undefined && items.length > 0 && items.length >= pager.itemCount;

type Shown = Omit<Extract<Rendered, { state: 'shown' }>, 'asked' | 'requests' | 'bytes'>;

const outcome = ({ visit, seen, reason = '' }: Try<Shown>): Rendered => ({
	...(seen ? { ...seen, asked: visit?.asked() ?? { data: 0, scripts: [] } } : { state: 'failed', reason }),
	requests: visit?.requests() ?? 0,
	bytes: visit?.bytes() ?? 0,
});

/** A browser, begun with the first page, and anew where it died or grew old. */
export const openRenderer = (found: FoundBrowser, options: RendererOptions): Renderer => {
	const queue = new PQueue({ concurrency: openPages });
	const answerTime = options.timeoutSeconds * 1000;
	const turnTime = options.turnSeconds * 1000;
	const walkTime =
		options.walkSeconds === undefined ? options.maxTurns * (turnTime + 2000) : options.walkSeconds * 1000;
	const tabs = openTabs(found, options);
	const openedMenus = new Set<string>();

	const show = async (
		visit: Visit,
		url: string,
		{ walk = true, patience: times = 1 }: RenderOptions,
		tell: (shown: Shown) => void,
	): Promise<void> => {
		const { page } = visit;
		let status = 0;
		let headers: Readonly<Record<string, string>> = {};
		page.on('response', (response) => {
			if (!response.request().isNavigationRequest() || response.frame() !== page.mainFrame()) return;
			status = response.status();
			headers = response.headers();
		});
		hearData(page);
		const answer = await page.goto(url, { waitUntil: 'commit', timeout: answerTime });
		if (!(await isRead(visit, answerTime))) throw new Error('页面未能加载完');
		const isQuiet = await isDrawn(visit, drawingTime * times);
		let { html, facts } = await takePage(page, answerTime);
		let late = false;
		if (!isQuiet && isUnfilled(facts) && visit.pending.size > 0) {
			// Data that is on its way has as long as a page has.
			late = !(await arrives(visit, answerTime * times));
			await isDrawn(visit, 1000);
			({ html, facts } = await takePage(page, answerTime));
		}
		const finalUrl = page.url();
		// `about:blank`, or what the page's own script wrote as a blob.
		if (!isOfWeb(finalUrl)) throw new Error('页面转到了不是网页地址的地方');
		let walkedSoFar: Shown['walked'];
		const settle = ({ facts, cutBy }: Walked, walked?: Shown['walked']): void => {
			const { cutBy: _, ...rest } = facts;
			walkedSoFar = walked;
			tell({
				state: 'shown',
				finalUrl,
				status,
				headers,
				html,
				facts: cutBy ? { ...rest, cutBy } : rest,
				...(walked ? { walked } : {}),
			});
		};
		settle({ facts });
		if (!walk) return;
		const patience = {
			answerTime: answerTime * times,
			turnTime,
			maxTurns: options.maxTurns,
			deadline: Date.now() + walkTime,
		};
		const opened: Opened = new Map();
		if (isUnfilled(facts)) facts = (await askedForList(visit, patience)) ?? facts;
		facts = await openEntries(visit, facts, opened, patience);
		const { pager, shape, items } = facts;
		const mayGrow = shape === 'list' && items.length > 0 && !pager.scripted && pager.pages.length === 0;
		if (mayGrow && !isWhole(facts) && (await growsByScrolling(visit, answerTime)))
			facts = { ...facts, pager: { ...pager, scripted: true, scrolls: true } };
		let list: Walked = { facts };
		settle(list);
		if (facts.pager.scripted) {
			for await (const turned of turnPages(visit, facts, patience, opened)) {
				list = turned;
				settle(list, list.cutBy ? 'cut' : 'to-end');
			}
		}
		if (facts.shape === 'list') {
			for await (const chosen of chooseYears(visit, list, patience, opened)) {
				list = chosen;
				settle(list, list.cutBy ? 'cut' : 'to-end');
			}
		}
		// Data that did not come is no empty list, and no end of one.
		const missing = missingOf(visit) ?? (late ? 'timeout' : undefined);
		if (missing && !isWhole(list.facts) && (facts.pager.scripted || isUnfilled(list.facts)))
			list = { ...list, cutBy: missing };
		const walked = list.cutBy ? 'cut' : walkedSoFar;
		settle(list, walked);
		// Only what scripts fill hides its columns behind clicks; other pages link to them, and may have tabs.
		const sent =
			answer && facts.shape !== 'article'
				? await within(answerTime, answer.text()).catch(() => '') // Nothing more to be had of it.
				: '';
		if (sent === '') return;
		const isLinked = readPage(sent, finalUrl).links.length >= 3;
		for await (const { facts, cutBy } of openMenu(visit, list.facts, patience, openedMenus, isLinked)) {
			const why: NotSeen['why'] | undefined = list.cutBy ?? cutBy;
			settle({ facts, ...(why ? { cutBy: why } : {}) }, walked);
		}
	};

	return {
		render: (url, how = {}) =>
			queue.add(() => {
				const longest = (6 * answerTime + otherTime) * (how.patience ?? 1) + walkTime + turnTime;
				return tabs
					.look<Shown>(url, (visit, tell) => show(visit, url, how, tell), longest)
					.then(outcome, () => outcome({ reason: '浏览器已关闭' }));
			}),
		close: tabs.close,
	};
};
