import type { Frame, JSHandle, Page } from 'playwright';
import { countPlaces, drawPlaces, findPlaces, openPlace, scrollToPlace, wipePlaces } from './spot-scripts.ts';

/** What a picture is to show. */
export interface Spot {
	/** Of an element. */
	readonly selector?: string;
	/** A link on the page, by its whole address. */
	readonly link?: string;
	/** Words on the page, the best first; whitespace does not count, and `*` stands for a digit that may be masked. */
	readonly words?: readonly string[];
	/**
	 * What is the point, each as the page may write it: framed wherever it stands in the first of the words. Where those stand nowhere
	 * as they are, the first place of each, in others of the words or, where it is long enough, alone.
	 */
	readonly marks?: readonly (readonly string[])[];
	/** What is shown where nothing of that is seen. Default: top. */
	readonly at?: 'top' | 'foot';
}

/** Where a page has a spot. */
export interface Place {
	readonly frame: Frame;
	/** In the frame: elements and ranges of text, in the page's order of the marks. */
	readonly list: JSHandle<FoundPlaces>;
	/** How many are to be seen, a dozen at most. */
	readonly count: number;
	/** It is there, and nothing of it is shown. */
	readonly isHidden: boolean;
}

/** In the page. */
export interface FoundPlaces {
	readonly places: readonly unknown[];
	/** An element that would be one, but is not shown. */
	readonly hidden?: unknown;
}

/** A script that is the text of a function, as what a handle can be asked: Playwright sends its text to the page. */
const scripted = <Argument, Answer>(script: string): ((at: Argument, argument: string) => Answer) =>
	Object.assign(
		(): never => {
			throw new Error('expected to run inside a page');
		},
		{ toString: () => script },
	);

/** What a script says that runs where the places are. */
const ask = <Answer>(list: JSHandle<FoundPlaces>, script: string, argument = ''): Promise<Answer> =>
	list.evaluate<Answer, string, FoundPlaces>(scripted<FoundPlaces, Answer>(script) as never, argument); // Its type would unwrap handles in the answer.

/** In the page itself, or else in one of its frames; undefined where it is in none. */
export const locate = async (page: Page, spot: Spot): Promise<Place | undefined> => {
	let hidden: Place | undefined;
	for (const frame of page.frames()) {
		if (frame.isDetached()) continue;
		const list = (await frame.evaluateHandle(findPlaces(spot))) as JSHandle<FoundPlaces>;
		const [count, isThere] = await list.evaluate(
			({ places, hidden }) => [places.length, hidden !== undefined] as const,
		);
		const place = { frame, list, count, isHidden: count === 0 && isThere };
		if (count > 0) return place;
		if (isThere) hidden ??= place;
	}
	return hidden;
};

/** Opens what hides a place as a visitor does: a folded block, the tab that it lies under. Says whether there was anything to open. */
export const reveal = ({ list }: Place): Promise<boolean> => ask(list, openPlace);

/** Brings the first of a spot's places into view. */
export const showPlace = async (page: Page, { frame, list }: Place): Promise<void> => {
	await ask(list, scrollToPlace);
	if (frame !== page.mainFrame())
		await (await frame.frameElement()).evaluate((element) =>
			element.scrollIntoView({ block: 'nearest', behavior: 'instant' }),
		);
};

/** How many of a spot's places are in view. */
export const inView = ({ list }: Place): Promise<number> => ask(list, countPlaces);

/** Draws a frame around each of them, with a number where several spots are shown. */
export const frameSpot = ({ list }: Place, number?: number): Promise<number> =>
	ask(list, drawPlaces, number === undefined ? '' : String(number));

/** Takes the drawn frames away. */
export const unframe = async (page: Page): Promise<void> => {
	for (const frame of page.frames()) if (!frame.isDetached()) await frame.evaluate(wipePlaces);
};

/** Brings the top or the foot of a page into view. */
export const showEdge = (page: Page, at: 'top' | 'foot'): Promise<unknown> =>
	page.evaluate(
		`scrollTo({ top: ${at === 'top' ? 0 : 'document.documentElement.scrollHeight'}, behavior: 'instant' })`,
	);
