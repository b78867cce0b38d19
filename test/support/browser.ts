import { type FoundBrowser, findBrowser } from '../../crawler/browser/find.ts';

/** The browser of this machine. Throws where it has none. */
export const browserHere = async (): Promise<FoundBrowser> => {
	const found = await findBrowser();
	if (!found) throw new Error('no browser on this machine');
	return found;
};
