import type { Link, ListItem, PageFacts } from '../page-facts.ts';
import type { Patience } from './lists.ts';
import { type Entry, openEntry, openedWindow } from './open-entry.ts';
import type { Visit } from './traffic.ts';
import { within } from './within.ts';

/** Entries in a row that open nothing: folded texts, most likely. */
const maxFutile = 3;
/** Longest that an entry may take to say where it leads, milliseconds. */
const openingTime = 2_000;

/** Where the entries of a list lead that only its script knows, by name; kept over the turns of a list. */
export type Opened = Map<string, string>;

/** What tells an entry without an address from others of its list: one title may come again on another day. */
export const entryName = ({ title, date = '' }: ListItem): string => `${title} ${date}`;

/** The address that an entry opens; undefined where it opens none. The page stays where it is. */
const addressOf = async (visit: Visit, entry: Entry, answerTime: number): Promise<string | undefined> => {
	const { page } = visit;
	const pressed = visit.divert(async () => {
		if ((await within(answerTime, page.evaluate(openEntry(entry)))) !== 'pressed') return;
		// What is opened at once is known at once; the rest is asked for first.
		if ((await within(answerTime, page.evaluate(openedWindow))) !== '') return;
		await visit.quiet.comes(openingTime).catch(() => {}); // It goes on by itself, and opens nothing.
	});
	const left = await pressed;
	const address = left ?? String(await within(answerTime, page.evaluate(openedWindow)));
	return /^https?:/.test(address) ? address : undefined;
};

/** Finds out where entries lead that open by script alone, by pressing each of them without going there. */
export const openEntries = async (
	visit: Visit,
	facts: PageFacts,
	opened: Opened,
	{ answerTime, deadline }: Patience,
): Promise<PageFacts> => {
	const blind = facts.items.filter((item) => item.blind);
	if (blind.length === 0) return facts;
	const start = visit.page.url();
	let futile = 0;
	for (const item of blind) {
		const name = entryName(item);
		if (opened.has(name)) continue;
		if (futile >= maxFutile || Date.now() > deadline || visit.page.url() !== start) break;
		const namesakes = blind.filter(({ title }) => title === item.title);
		const entry = { title: item.title, nth: namesakes.indexOf(item), of: namesakes.length };
		const address = await addressOf(visit, entry, answerTime);
		if (address === undefined) futile++;
		else {
			futile = 0;
			opened.set(name, address);
		}
	}
	const host = new URL(start).host;
	const links: Link[] = [];
	const items = facts.items.map((item): ListItem => {
		const url = item.blind ? opened.get(entryName(item)) : undefined;
		if (url === undefined) return item;
		links.push({ url, text: item.title, as: 'a', place: 'main' });
		const { blind: _, ...rest } = item;
		return { ...rest, url, ...(new URL(url).host === host ? {} : { external: true }) };
	});
	return { ...facts, items, links: [...facts.links, ...links] };
};
