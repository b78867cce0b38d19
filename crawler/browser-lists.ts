import type { Page } from 'playwright';
import type { Visit } from './browser-traffic.ts';
import { kindOfColumn } from './extract/columns.ts';
import { readPage } from './extract/page.ts';
import type { ListItem, PageFacts } from './model.ts';
import { pageMeasure, pressMenu, textMark, turnPage } from './turn-page.ts';

/** How far the pages of a list are turned. */
export interface Patience {
	/** Within this time a page answers a question, or hangs, milliseconds. */
	readonly answerTime: number;
	/** Between two turns, milliseconds. */
	readonly turnTime: number;
	readonly maxTurns: number;
	/** No turn begins after it, milliseconds since 1970. */
	readonly deadline: number;
}

/** Characters of a document that is taken over at most. */
const maxDocument = 8_000_000;
/** Turns in a row that bring nothing new, though the page says there is more. */
const maxIdle = 5;
/** Entries of a menu without addresses that are opened at most. */
const maxMenu = 60;

/** The work's result; rejects where it takes longer: a page that hangs its own thread never answers. */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('页面无响应')), milliseconds);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
};

/** Waits for something of the page, and as much longer as its requests waited for their turn meanwhile. Says whether it came. */
const patiently = async (
	visit: Visit,
	milliseconds: number,
	wait: (milliseconds: number) => Promise<unknown>,
): Promise<boolean> => {
	for (let left = milliseconds; ; ) {
		const before = visit.waited();
		const came = await wait(left).then(
			() => true,
			() => false,
		);
		left = visit.waited() - before;
		if (came || left < 100) return came;
	}
};

/** Waits until a document has come so far; says whether it has. */
export const reaches = (
	visit: Visit,
	state: 'domcontentloaded' | 'networkidle',
	milliseconds: number,
): Promise<boolean> =>
	patiently(visit, milliseconds, (timeout) => visit.page.waitForLoadState(state, { timeout }));

/** Presses something, then waits until the text is another one and what was asked for has come. Says whether the text changed. */
const press = async (
	visit: Visit,
	script: string,
	answerTime: number,
	changeTime: number,
): Promise<{ pressed: unknown; changed: () => Promise<boolean> }> => {
	const { page, pending } = visit;
	const mark = (): Promise<unknown> => within(answerTime, page.evaluate(textMark));
	const before = await mark();
	pending.clear();
	const pressed = await within(answerTime, page.evaluate(script));
	const wait = async (): Promise<boolean> => {
		await patiently(visit, changeTime, (timeout) =>
			page.waitForFunction(`${textMark} !== ${before}`, undefined, { timeout, polling: 100 }),
		);
		await patiently(visit, 4000, async (timeout) => {
			for (const until = Date.now() + timeout; pending.size > 0; ) {
				if (Date.now() > until) throw new Error('requests are still out');
				await page.waitForTimeout(50);
			}
		});
		await reaches(visit, 'networkidle', 4000);
		return (await mark()) !== before;
	};
	return { pressed, changed: wait };
};

/** The document as it stands. Rejects where it is too large to be taken over, or the page hangs. */
export const takePage = async (
	page: Page,
	answerTime: number,
): Promise<{ readonly html: string; readonly facts: PageFacts }> => {
	const measure = String(await within(answerTime, page.evaluate(pageMeasure)));
	const [length, charset] = measure.split(' ');
	if (Number(length) > maxDocument) throw new Error(`页面内容超过 ${maxDocument / 1e6} MB`);
	const html = await within(answerTime, page.content());
	return { html, facts: readPage(html, page.url(), charset) };
};

/** Further pages' entries and links behind the first one's. */
const merge = (first: PageFacts, later: PageFacts): PageFacts => {
	const items = new Map<string, ListItem>(first.items.map((item) => [item.url, item]));
	for (const item of later.items) if (!items.has(item.url)) items.set(item.url, item);
	const links = new Map(first.links.map((link) => [`${link.as} ${link.url}`, link]));
	for (const link of later.links) {
		const key = `${link.as} ${link.url}`;
		if (!links.has(key)) links.set(key, link);
	}
	return { ...first, items: [...items.values()], links: [...links.values()] };
};

/** What a list holds so far, and whether that is all of it. */
export interface Turned {
	readonly facts: PageFacts;
	readonly walked: 'to-end' | 'cut';
}

/** Turns the pages of a list; yields after each turn, so that nothing is lost where a later one fails. */
export async function* turnPages(visit: Visit, first: PageFacts, patience: Patience): AsyncGenerator<Turned> {
	const { page } = visit;
	let facts = first;
	let idle = 0;
	yield { facts, walked: 'cut' };
	for (let turn = 0; turn < patience.maxTurns && Date.now() < patience.deadline; turn++) {
		const { pressed, changed } = await press(visit, turnPage, patience.answerTime, 5000);
		const announced = facts.pager.itemCount ?? 0;
		if (pressed !== 'pressed') {
			yield { facts, walked: facts.items.length < announced ? 'cut' : 'to-end' };
			return;
		}
		const isOther = await changed();
		const known = facts.items.length;
		facts = merge(facts, (await takePage(page, patience.answerTime)).facts);
		// The data of the first pages may have been in the page from the start: they add nothing new.
		idle = facts.items.length === known ? idle + 1 : 0;
		const ahead = isOther && (turn + 2 < (facts.pager.pageCount ?? 0) || facts.items.length < announced);
		if (idle > 0 && !(ahead && idle < maxIdle)) {
			yield { facts, walked: known < announced ? 'cut' : 'to-end' };
			return;
		}
		yield { facts, walked: 'cut' };
		await page.waitForTimeout(patience.turnTime);
	}
}

/** Opens the lists behind a script's menu: what they lead to has no other way in. Their entries are not this page's. */
export async function* openMenu(
	visit: Visit,
	first: PageFacts,
	patience: Patience,
	/** Menus that were opened: the same tree on every page of an application is opened once. */
	opened: Set<string>,
): AsyncGenerator<PageFacts> {
	const { page } = visit;
	const names = (await within(patience.answerTime, page.evaluate(pressMenu()))) as string[];
	const columns = names
		.map((text, at) => ({ text, at }))
		.filter(({ text }) => kindOfColumn({ names: [{ text, from: 'nav' }] }) !== undefined)
		.slice(0, maxMenu);
	const menu = columns.map(({ text }) => text).join();
	if (columns.length < 2 || opened.has(menu)) return;
	opened.add(menu);
	let facts = first;
	const { origin } = new URL(page.url());
	try {
		for (const { text, at } of columns) {
			if (Date.now() > patience.deadline) return;
			const { pressed, changed } = await press(visit, pressMenu(at), patience.answerTime, 1500);
			if (pressed !== text) return;
			const isOther = await changed();
			if (new URL(page.url()).origin !== origin) return;
			if (!isOther) continue;
			const shown = (await takePage(page, patience.answerTime)).facts;
			facts = { ...merge(facts, shown), items: facts.items };
			yield facts;
			if (shown.pager.scripted) {
				for await (const turned of turnPages(visit, shown, patience)) {
					facts = { ...merge(facts, turned.facts), items: facts.items };
					yield facts;
				}
			}
			await page.waitForTimeout(patience.turnTime);
		}
	} catch (error) {
		opened.delete(menu); // The next page of the application tries again.
		throw error;
	}
}
