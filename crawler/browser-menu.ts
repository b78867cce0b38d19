import { type Patience, press, takePage, turnPages, type Walked, within } from './browser-lists.ts';
import type { Visit } from './browser-traffic.ts';
import { kindOfColumn } from './extract/columns.ts';
import type { ListItem, NotSeen, PageFacts } from './page-facts.ts';
import { type MenuEntry, menuEntries, pressEntry } from './turn-page.ts';

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

/** Why something that the page draws its lists with did not come. */
export const missingOf = (visit: Visit): NotSeen['why'] | undefined => {
	if (visit.forbidden() > 0) return 'robots';
	if (visit.walls() > 0) return 'wall';
	return visit.failures() > 0 ? 'error' : undefined;
};

/** Opens the lists behind a script's menu: what they lead to has no other way in. Their entries are not this page's. */
export async function* openMenu(
	visit: Visit,
	first: PageFacts,
	patience: Patience,
	/** Menus that were opened: the same tree on every page of an application is opened once. */
	opened: Set<string>,
	/** Nothing but the tabs over the page's list, where other pages link to all else. */
	tabsOnly = false,
): AsyncGenerator<Walked> {
	const { page } = visit;
	const look = async (): Promise<MenuEntry[]> => {
		const shown = (await within(patience.answerTime, page.evaluate(menuEntries))) as MenuEntry[];
		return tabsOnly ? shown.filter(({ tab }) => tab) : columnsAmong(shown);
	};
	const entries = await look();
	// Tabs of one name stand on many pages, each over lists of its own.
	const menu = (tabsOnly ? `${page.url()} ` : '') + entries.map(({ text }) => text).join();
	if (entries.length < (tabsOnly ? 1 : 2) || opened.has(menu)) return;
	opened.add(menu);
	const { origin } = new URL(page.url());
	const pressed = new Set<string>();
	let facts = first;
	let cutBy: NotSeen['why'] | undefined;
	/** Without what was left out so far, a later failure leaves the menu cut. */
	const seen = (rest: NotSeen['why'] | undefined): Walked => ({
		facts,
		...((cutBy ?? rest) ? { cutBy: cutBy ?? rest } : {}),
	});
	const take = (shown: PageFacts): void => {
		facts = withLinksOf(facts, shown);
	};
	try {
		// Branches show their entries when they are opened, so each look may find new ones.
		for (;;) {
			const next = (await look()).find(({ key }) => !pressed.has(key));
			if (!next) break;
			if (Date.now() > patience.deadline) cutBy ??= 'timeout';
			if (pressed.size >= maxMenu) cutBy ??= 'budget';
			if (Date.now() > patience.deadline || pressed.size >= maxMenu) break;
			pressed.add(next.key);
			const missing = visit.failures() + visit.forbidden();
			const { pressed: name, changed } = await press(visit, pressEntry(next.key), patience.answerTime, 1500);
			if (name !== next.text) continue;
			const isOther = await changed();
			if (new URL(page.url()).origin !== origin) return;
			if (visit.failures() + visit.forbidden() > missing) cutBy ??= missingOf(visit);
			if (!isOther) continue;
			const shown = (await takePage(page, patience.answerTime)).facts;
			const known = new Set([...facts.items, ...facts.links].map(({ url }) => url));
			const isNew = shown.items.some(({ url }: ListItem) => !known.has(url));
			take(shown);
			yield seen('timeout');
			// A branch that was only opened leaves the list beside it as it was.
			if (isNew && shown.pager.scripted) {
				let left: NotSeen['why'] | undefined;
				for await (const turned of turnPages(visit, shown, patience)) {
					left = turned.cutBy;
					take(turned.facts);
					yield seen('timeout');
				}
				cutBy ??= left;
			}
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
