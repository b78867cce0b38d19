import type { Page } from 'playwright';
import { readPage } from '../extract/page.ts';
import type { ListItem, NotSeen, PageFacts } from '../page-facts.ts';
import { entryName, type Opened, openEntries } from './entries.ts';
import { takeHeard } from './list-requests.ts';
import { linkOf, restOfList, type Turned } from './rest-of-list.ts';
import type { Visit } from './traffic.ts';
import { pageMeasure, scrollOn, textMark, turnPage } from './turn-page.ts';
import { within } from './within.ts';

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

/** Waits until a document is read to its end; says whether it is. */
export const isRead = (visit: Visit, milliseconds: number): Promise<boolean> =>
	patiently(visit, milliseconds, (timeout) => visit.page.waitForLoadState('domcontentloaded', { timeout }));

/** Waits until a page has drawn what it is going to draw; says whether it has. */
export const isDrawn = (visit: Visit, milliseconds: number): Promise<boolean> =>
	patiently(visit, milliseconds, visit.quiet.comes);

/** Waits until the scripts and data that a page asked for have come; says whether they have. */
export const arrives = (visit: Visit, milliseconds: number): Promise<boolean> =>
	patiently(visit, milliseconds, async (timeout) => {
		for (const until = Date.now() + timeout; visit.pending.size > 0; ) {
			if (Date.now() > until) throw new Error('requests are still out');
			await visit.page.waitForTimeout(50);
		}
	});

/** Pages with a request that did not end within its time. */
const hanging = new WeakSet<Visit>();
const shortly = 4000;
/** Longest that a list which has all it asked for takes to show it, by a moving transition, milliseconds. */
const fadingTime = 1000;

/** Presses something, then waits until the text is another one and what was asked for has come. Says whether the text changed. */
export const press = async (
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
		await isDrawn(visit, changeTime);
		if ((await mark()) === before && visit.pending.size === 0)
			await patiently(visit, Math.min(changeTime, fadingTime), (timeout) =>
				page.waitForFunction(`${textMark} !== ${before}`, undefined, { timeout, polling: 100 }),
			);
		// A server that is slow to answer has as long as for a page; a request that never ends is waited for once.
		if (!(await arrives(visit, hanging.has(visit) ? shortly : answerTime))) hanging.add(visit);
		await isDrawn(visit, 4000);
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
	return { html, facts: readPage(html, page.url(), charset, { ran: true }) };
};

/** Further pages' entries and links behind the first one's. */
export const merge = (first: PageFacts, later: PageFacts): PageFacts => {
	// Entries that only a script opens all seem to lead to the list itself.
	const nameOf = (item: ListItem): string => (item.blind ? `${item.url} ${entryName(item)}` : item.url);
	const items = new Map<string, ListItem>(first.items.map((item) => [nameOf(item), item]));
	for (const item of later.items) if (!items.has(nameOf(item))) items.set(nameOf(item), item);
	const links = new Map(first.links.map((link) => [`${link.as} ${link.url}`, link]));
	for (const link of later.links) {
		const key = `${link.as} ${link.url}`;
		if (!links.has(key)) links.set(key, link);
	}
	return { ...first, items: [...items.values()], links: [...links.values()] };
};

/** Goes to the page's end and says whether it asks for more there: a list that says nothing of it may grow as the reader scrolls. */
export const growsByScrolling = async (visit: Visit, answerTime: number): Promise<boolean> => {
	const before = visit.asked().data;
	await within(answerTime, visit.page.evaluate(scrollOn));
	await isDrawn(visit, 2500);
	return visit.asked().data > before;
};

/** What a page holds so far, and why that is not all of it. */
export interface Walked {
	readonly facts: PageFacts;
	readonly cutBy?: NotSeen['why'];
}

/** Pages in turn that show how a list's script asks for the next one. */
const telling = 3;

/** Turns the pages of a list; yields after each turn, so that nothing is lost where a later one fails. */
export async function* turnPages(
	visit: Visit,
	first: PageFacts,
	patience: Patience,
	opened: Opened = new Map(),
): AsyncGenerator<Walked> {
	const { page } = visit;
	let facts = first;
	let idle = 0;
	const turned: Turned[] = [{ items: facts.items, answers: takeHeard(page) }];
	yield { facts, cutBy: 'timeout' };
	for (let turn = 0; ; turn++) {
		if (turn >= patience.maxTurns || Date.now() > patience.deadline) {
			yield { facts, cutBy: turn >= patience.maxTurns ? 'budget' : 'timeout' };
			return;
		}
		let { pressed, changed } = await press(visit, turnPage, patience.answerTime, 5000);
		if (pressed === 'none' && first.pager.scrolls)
			({ pressed, changed } = await press(visit, scrollOn, patience.answerTime, 2500));
		const announced = facts.pager.itemCount ?? 0;
		if (pressed !== 'pressed') {
			yield facts.items.length < announced ? { facts, cutBy: 'error' } : { facts };
			return;
		}
		const isOther = await changed();
		const known = facts.items.length;
		const { facts: shown } = await takePage(page, patience.answerTime);
		facts = merge(facts, await openEntries(visit, shown, opened, patience));
		turned.push({ items: facts.items.slice(known), answers: takeHeard(page) });
		// The data of the first pages may have been in the page from the start: they add nothing new.
		idle = facts.items.length === known ? idle + 1 : 0;
		const ahead = isOther && (turn + 2 < (facts.pager.pageCount ?? 0) || facts.items.length < announced);
		if (idle > 0 && !(ahead && idle < maxIdle)) {
			const late = visit.pending.size > 0 ? 'timeout' : 'error';
			yield known < announced || visit.pending.size > 0 ? { facts, cutBy: late } : { facts };
			return;
		}
		yield { facts, cutBy: 'timeout' };
		const [one, two, three] = turned;
		if (turned.length === telling && one && two && three) {
			const rest = await restOfList(visit, [one, two, three], telling, shown.pager, facts.items, {
				within: (work) => within(patience.answerTime, work),
				most: patience.maxTurns - turn,
				deadline: patience.deadline,
			});
			if (rest) {
				yield { facts: merge(facts, { ...facts, items: [...rest], links: rest.map(linkOf) }) };
				return;
			}
		}
		await page.waitForTimeout(patience.turnTime);
	}
}
