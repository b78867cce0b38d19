import type { PageFacts } from '../page-facts.ts';
import { askForList, chooseYear, yearsToChoose } from './choose.ts';
import { type Opened, openEntries } from './entries.ts';
import { merge, type Patience, press, takePage, turnPages, type Walked } from './lists.ts';
import type { Visit } from './traffic.ts';
import { within } from './within.ts';

/** Years of one list that are looked at, at most. */
const maxYears = 30;

/** The page after its 查询 was pressed, where that brings a list; undefined where it brings none, or leads away. */
export const askedForList = async (visit: Visit, patience: Patience): Promise<PageFacts | undefined> => {
	let isOther = false;
	const left = await visit.divert(async () => {
		const { pressed, changed } = await press(visit, askForList, patience.answerTime, 2500);
		isOther = pressed === 'pressed' && (await changed());
	});
	if (left !== undefined || !isOther) return undefined;
	const { facts } = await takePage(visit.page, patience.answerTime);
	return facts.items.length > 0 ? facts : undefined;
};

/** Chooses each year that a list is split by; yields after each, so that nothing is lost where a later one fails. */
export async function* chooseYears(
	visit: Visit,
	first: Walked,
	patience: Patience,
	opened: Opened,
): AsyncGenerator<Walked> {
	const { page } = visit;
	const shown = String(await within(patience.answerTime, page.evaluate(yearsToChoose)));
	const years = [...new Set(shown.split(' '))].filter((year) => year !== '');
	if (years.length === 0) return;
	let { facts, cutBy } = first;
	if (years.length > maxYears) cutBy ??= 'budget';
	yield { facts, cutBy: cutBy ?? 'timeout' };
	for (const year of years.slice(0, maxYears)) {
		if (Date.now() > patience.deadline) return;
		let isOther = false;
		const left = await visit.divert(async () => {
			const { changed } = await press(visit, chooseYear(year), patience.answerTime, 2500);
			isOther = await changed();
		});
		// A year with an address of its own is a further page of the list.
		if (left !== undefined)
			facts = { ...facts, pager: { ...facts.pager, pages: [...new Set([...facts.pager.pages, left])] } };
		else if (isOther) {
			const taken = await takePage(page, patience.answerTime);
			const ofYear = await openEntries(visit, taken.facts, opened, patience);
			facts = merge(facts, ofYear);
			if (ofYear.pager.scripted && ofYear.items.length > 0) {
				let rest: Walked = { facts: ofYear };
				for await (rest of turnPages(visit, ofYear, patience, opened)) facts = merge(facts, rest.facts);
				cutBy ??= rest.cutBy;
			}
		}
		yield { facts, cutBy: cutBy ?? 'timeout' };
		await page.waitForTimeout(patience.turnTime);
	}
	yield { facts, ...(cutBy ? { cutBy } : {}) };
}
