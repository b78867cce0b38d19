import { chromium } from 'playwright';
import { type FoundBrowser, launchOptions } from './find.ts';

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

/** Starts a browser and lets it draw; undefined where it does not start. */
export const tryBrowser = async (found: FoundBrowser): Promise<Trial | undefined> => {
	try {
		const browser = await chromium.launch({ ...launchOptions(found), timeout: 20_000 });
		try {
			const page = await browser.newPage();
			await page.goto('about:blank', { timeout: 10_000 });
			return { version: browser.version(), hasChineseFont: (await page.evaluate(drawn)) === 3 };
		} finally {
			await browser.close();
		}
	} catch {
		return undefined;
	}
};
