import type { Page } from 'playwright';
import type { FoundBrowser } from './find.ts';
import { unlessGone } from './gone.ts';
import { runBrowser } from './running.ts';
import { within } from './within.ts';

/** How a browser does on this machine. */
export interface Trial {
	readonly version: string;
	/** Chinese characters are drawn each in its own shape, and not as boxes all alike. */
	readonly hasChineseFont: boolean;
}

/** Draws three characters, one after the other; where no font has them, all look the same. */
const drawn = `(() => {
	const shapes = ['政', '府', '网'].map((character) => {
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = 48;
		const pen = canvas.getContext('2d');
		pen.font = '40px sans-serif';
		pen.fillText(character, 2, 40);
		return canvas.toDataURL();
	});
	return new Set(shapes).size;
})()`;

/** Longest for each step of a trial, milliseconds: a browser that takes longer is of no use. */
const stepTime = 20_000;

/** Starts a browser and does something with an empty page of it. Throws where it does not start, or hangs. */
export const tryOut = async <T>(
	found: FoundBrowser,
	use: (page: Page, version: string) => Promise<T>,
): Promise<T> => {
	const { browser, gone, end } = await runBrowser(found, stepTime);
	const work = async (): Promise<T> => {
		const page = await browser.newPage();
		await page.goto('about:blank');
		return use(page, browser.version());
	};
	try {
		return await within(stepTime, unlessGone(gone, work()));
	} finally {
		await end();
	}
};

/** Starts a browser and lets it draw; undefined where it does not start. */
export const tryBrowser = async (found: FoundBrowser): Promise<Trial | undefined> => {
	try {
		return await tryOut(found, async (page, version) => ({
			version,
			hasChineseFont: (await page.evaluate(drawn)) === 3,
		}));
	} catch {
		return undefined;
	}
};
