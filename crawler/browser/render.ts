import PQueue from 'p-queue';
import { readPage } from '../extract/page.ts';
import type { Guard } from '../net/guard.ts';
import type { NotSeen, PageFacts } from '../page-facts.ts';
import { askedForList, chooseYears } from './choices.ts';
import { type Opened, openEntries } from './entries.ts';
import type { FoundBrowser } from './find.ts';
import {
	arrives,
	growsByScrolling,
	isDrawn,
	isRead,
	takePage,
	turnPages,
	type Walked,
	within,
} from './lists.ts';
import { missingOf, openMenu } from './menu.ts';
import { createPool, type Lease } from './pool.ts';
import { type Session, sessionStarter } from './session.ts';
import type { Asked, Manners, Visit } from './traffic.ts';

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
	/** Ends the browser; pages that are open or wait have failed. */
	readonly close: () => Promise<void>;
}

export interface RendererOptions extends Manners {
	readonly guard: Guard;
	/** Until the page's own answer, and until a page that is open answers what it is asked. */
	readonly timeoutSeconds: number;
	/** Between two turns of a list's pages. */
	readonly turnSeconds: number;
	/** Pages of one list that are turned at most. */
	readonly maxTurns: number;
	/** Longest time for all the turns of one page; default two seconds and `turnSeconds` for each of `maxTurns`. */
	readonly walkSeconds?: number;
}

/** Pages open at once; each costs some hundred megabytes at worst. */
const openPages = 2;
/** A browser is replaced after so many pages: what leaks in it is bounded. */
const pagesPerBrowser = 150;
/** Own text of a page beyond which an empty list is not what it is there for. */
const ownText = 100;
/** Longest a page may go on drawing, milliseconds. */
const drawingTime = 8_000;
/** Longest for a page to close, milliseconds: one whose thread hangs may never do. */
const closingTime = 5_000;
/** What a page may take beside its answers and its walk: drawing, waiting for its turns, closing, milliseconds. */
const otherTime = 120_000;

/** Nothing of what the page is there for has been drawn so far. */
const isUnfilled = ({ items, mainTextLength, shape }: PageFacts): boolean =>
	items.length === 0 && mainTextLength < ownText && shape !== 'article' && shape !== 'redirect';

/** The list was read to the end that it announces: what failed beside it was something else's. */
const isWhole = ({ items, pager }: PageFacts): boolean =>
	pager.itemCount !== undefined && items.length > 0 && items.length >= pager.itemCount;

type Shown = Omit<Extract<Rendered, { state: 'shown' }>, 'asked' | 'requests' | 'bytes'>;

/** One try of a page, as far as it came. */
interface Attempt {
	visit?: Visit;
	shown?: Shown;
	reason?: string;
	/** The browser went away under the page: that says nothing of the page. */
	gone?: boolean;
}

const outcome = ({ visit, shown, reason = '' }: Attempt): Rendered => ({
	...(shown ? { ...shown, asked: visit?.asked() ?? { data: 0, scripts: [] } } : { state: 'failed', reason }),
	requests: visit?.requests() ?? 0,
	bytes: visit?.bytes() ?? 0,
});

/** A browser that is started with the first page and replaced when it dies or grows old. */
export const openRenderer = (found: FoundBrowser, options: RendererOptions): Renderer => {
	const queue = new PQueue({ concurrency: openPages });
	const answerTime = options.timeoutSeconds * 1000;
	const turnTime = options.turnSeconds * 1000;
	const walkTime =
		options.walkSeconds === undefined ? options.maxTurns * (turnTime + 2000) : options.walkSeconds * 1000;
	const pool = createPool(sessionStarter(found, options.guard, options), ({ end }) => end(), pagesPerBrowser);
	const openedMenus = new Set<string>();
	let closed = false;

	const show = async (
		attempt: Attempt,
		visit: Visit,
		url: string,
		{ walk = true, patience: times = 1 }: RenderOptions,
	): Promise<void> => {
		const { page } = visit;
		let status = 0;
		let headers: Readonly<Record<string, string>> = {};
		page.on('response', (response) => {
			if (!response.request().isNavigationRequest() || response.frame() !== page.mainFrame()) return;
			status = response.status();
			headers = response.headers();
		});
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
		const settle = ({ facts, cutBy }: Walked, walked?: Shown['walked']): void => {
			const { cutBy: _, ...rest } = facts;
			attempt.shown = {
				state: 'shown',
				finalUrl,
				status,
				headers,
				html,
				facts: cutBy ? { ...rest, cutBy } : rest,
				...(walked ? { walked } : {}),
			};
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
		const walked = list.cutBy ? 'cut' : attempt.shown?.walked;
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

	const open = async (
		mine: Lease<Session>,
		attempt: Attempt,
		url: string,
		how: RenderOptions,
	): Promise<void> => {
		let session: Session | undefined;
		try {
			session = await mine.ready;
			const lost = session.gone.then(() => Promise.reject(new Error('browser has been closed')));
			lost.catch(() => {}); // The page may be done by then.
			attempt.visit = await Promise.race([session.visit(url), lost]);
			await Promise.race([show(attempt, attempt.visit, url, how), lost]);
		} catch (error) {
			const words = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
			attempt.reason = attempt.visit?.stopped() ?? words;
			const died = session?.isAlive() === false;
			attempt.gone =
				session !== undefined &&
				!attempt.visit?.stopped() &&
				(died || /has been closed|crashed|Target closed/i.test(words));
			if (died || !session) void pool.retire(mine);
		} finally {
			const closing = attempt.visit?.page.close().catch(() => {});
			// A page that hangs its own thread answers nothing, not even `close`: its browser goes, and no other.
			if (closing) await within(closingTime, closing).catch(() => void pool.retire(mine));
			pool.leave(mine);
		}
	};

	const attemptOnce = async (url: string, how: RenderOptions): Promise<Attempt> => {
		const attempt: Attempt = {};
		const mine = pool.join();
		try {
			const patience = (6 * answerTime + otherTime) * (how.patience ?? 1) + walkTime + turnTime;
			await within(patience, open(mine, attempt, url, how));
		} catch (error) {
			attempt.reason = error instanceof Error ? error.message : String(error);
			void pool.retire(mine);
		}
		return attempt;
	};

	return {
		render: (url, how = {}) =>
			queue.add(async () => {
				if (closed) return outcome({ reason: '浏览器已关闭' });
				const first = await attemptOnce(url, how);
				if (!first.gone || closed) return outcome(first);
				const second = await attemptOnce(url, how);
				return outcome(second.shown || !first.shown ? second : first);
			}),
		close: async () => {
			closed = true;
			await pool.close();
		},
	};
};
