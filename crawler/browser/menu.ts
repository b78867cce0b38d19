import { kindOfColumn } from '../extract/columns.ts';
import type { ListItem, NotSeen, PageFacts, View } from '../page-facts.ts';
import { type Patience, press, takePage, turnPages, type Walked } from './lists.ts';
import type { Visit } from './traffic.ts';
import { type MenuEntry, menuEntries, pressEntry } from './turn-page.ts';
import { within } from './within.ts';

/** Entries of a menu without addresses that are opened at most. */
const maxMenu = 60;

const isNamedLikeColumn = ({ text }: MenuEntry): boolean =>
	kindOfColumn({ names: [{ text, from: 'nav' }] }) !== undefined;

/**
 * The entries to open: those named like columns, and whatever stands in one list or tree with two of them, since a tree's
 * branches and the columns of one county have names of their own.
 */
const columnsAmong = (entries: readonly MenuEntry[]): MenuEntry[] => {
	const named = entries.filter(isNamedLikeColumn);
	const menus = new Set(
		named
			.map(({ menu }) => menu)
			.filter((menu, _at, all) => menu >= 0 && all.indexOf(menu) !== all.lastIndexOf(menu)),
	);
	return menus.size > 0 ? entries.filter(({ menu }) => menus.has(menu)) : named;
};

/** Names of the branches that an entry hangs on, outermost first. */
const branchesOf = ({ key }: MenuEntry): string[] => key.replace(/ \d+$/, '').split('>').slice(0, -1);

/** Why something that the page draws its lists with did not come. */
export const missingOf = (visit: Visit): NotSeen['why'] | undefined => {
	if (visit.forbidden() > 0) return 'robots';
	if (visit.walls() > 0) return 'wall';
	return visit.failures() > 0 ? 'error' : undefined;
};

/** Entries that changed nothing are pressed once more at the end, at most so many: one of them was open already. */
const maxAgain = 4;
/** Own text of a view beyond which it is a text. */
const ownText = 100;

const addressesOf = ({ items }: PageFacts): string =>
	items.map(({ url, title }) => `${url} ${title}`).join('\n');

/**
 * Opens the lists behind a script's menu: what they lead to has no other way in. Their entries are not this page's; each list is
 * a view of its own.
 */
export async function* openMenu(
	visit: Visit,
	first: PageFacts,
	patience: Patience,
	/** Menus that were opened: the same tree on every page of an application is opened once. */
	opened: Set<string>,
	/** Other pages link to all else: nothing but the tabs over the page's list, and a tree whose columns no link leads to. */
	isLinked = false,
): AsyncGenerator<Walked> {
	const { page } = visit;
	const here = page.url().split('#', 1)[0];
	const linked = new Set(
		first.links.filter(({ url }) => url !== here).map(({ text }) => text.replace(/\s+/g, '')),
	);
	const look = async (): Promise<MenuEntry[]> => {
		const shown = (await within(patience.answerTime, page.evaluate(menuEntries))) as MenuEntry[];
		const columns = columnsAmong(shown);
		if (!isLinked) return columns;
		const trees = new Set(columns.map(({ menu }) => menu));
		const hidden = columns.filter(({ text, menu }) => menu >= 0 && trees.has(menu) && !linked.has(text));
		return shown.filter((entry) => entry.tab || (hidden.length > 1 && hidden.includes(entry)));
	};
	const entries = await look();
	const isTabs = entries.every(({ tab }) => tab);
	// Tabs of one name stand on many pages, each over lists of its own.
	const menu = (isTabs ? `${page.url()} ` : '') + entries.map(({ text }) => text).join();
	if (entries.length < (isTabs && isLinked ? 1 : 2) || opened.has(menu)) return;
	opened.add(menu);
	const { origin } = new URL(page.url());
	const pressed = new Set<string>();
	const again: MenuEntry[] = [];
	const views = new Map<string, View>();
	let facts = first;
	let last = first;
	let cutBy: NotSeen['why'] | undefined;
	/** Without what was left out so far, a later failure leaves the menu cut. */
	const seen = (rest: NotSeen['why'] | undefined): Walked => ({
		facts: { ...facts, ...(views.size > 0 ? { views: [...views.values()] } : {}) },
		...((cutBy ?? rest) ? { cutBy: cutBy ?? rest } : {}),
	});
	const take = (shown: PageFacts): void => {
		facts = withLinksOf(facts, shown);
	};
	/** The next entry to press: branches show their entries when they are opened, so each look may find new ones. */
	const next = async (): Promise<{ entry: MenuEntry; shown: number } | undefined> => {
		const shown = await look();
		const entry = shown.find(({ key }) => !pressed.has(key)) ?? again.shift();
		return entry && { entry, shown: shown.length };
	};
	try {
		for (let step = await next(); step; step = await next()) {
			const { entry } = step;
			if (Date.now() > patience.deadline) cutBy ??= 'timeout';
			if (pressed.size >= maxMenu) cutBy ??= 'budget';
			if (Date.now() > patience.deadline || pressed.size >= maxMenu) break;
			const isFirst = !pressed.has(entry.key);
			pressed.add(entry.key);
			const missing = visit.failures() + visit.forbidden();
			const asked = visit.asked().data;
			const { pressed: name, changed } = await press(visit, pressEntry(entry.key), patience.answerTime, 1500);
			if (name !== entry.text) continue;
			const isOther = await changed();
			if (new URL(page.url()).origin !== origin) return;
			const isMissing = visit.failures() + visit.forbidden() > missing;
			if (isMissing) cutBy ??= missingOf(visit);
			if (!isOther) {
				if (isFirst && !entry.tab && again.length < maxAgain) again.push(entry);
				continue;
			}
			const { facts: shown } = await takePage(page, patience.answerTime);
			const isOpened = (await look()).length > step.shown;
			const isList = addressesOf(shown) !== addressesOf(last);
			const known = new Set([...facts.items, ...facts.links].map(({ url }) => url));
			const isNew = shown.items.some(({ url }: ListItem) => !known.has(url));
			last = shown;
			take(shown);
			yield seen('timeout');
			let left: NotSeen['why'] | undefined = isMissing ? missingOf(visit) : undefined;
			let items = shown.items;
			// A branch that was only opened leaves the list beside it as it was.
			if ((isNew || isList) && shown.items.length > 0 && shown.pager.scripted) {
				for await (const turned of turnPages(visit, shown, patience)) {
					left = turned.cutBy;
					items = turned.facts.items;
					take(turned.facts);
					yield seen('timeout');
				}
				cutBy ??= left;
				last = (await takePage(page, patience.answerTime)).facts; // The list stands at its last page now.
			}
			const isText = items.length === 0 && shown.mainTextLength >= ownText;
			const isEmpty = items.length === 0 && visit.asked().data > asked && !isOpened;
			if (!entry.tab && ((isList && items.length > 0) || isText || isEmpty))
				views.set(entry.key, {
					name: entry.text,
					above: branchesOf(entry),
					items,
					complete: left === undefined,
					...(isText ? { text: true as const } : {}),
				});
			await page.waitForTimeout(patience.turnTime);
		}
		if (cutBy) opened.delete(menu); // A second look tries again.
		yield seen(undefined);
	} catch (error) {
		opened.delete(menu); // The next page of the application tries again.
		throw error;
	}
}

/** A list behind the menu leads to its entries; they are no entries of the page's own list. */
const withLinksOf = (facts: PageFacts, other: PageFacts): PageFacts => {
	const links = new Map(facts.links.map((link) => [`${link.as} ${link.url}`, link]));
	for (const link of other.links) {
		const key = `${link.as} ${link.url}`;
		if (!links.has(key)) links.set(key, link);
	}
	return { ...facts, links: [...links.values()] };
};
