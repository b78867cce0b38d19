import type { Exposure, Gathered } from '../model.ts';
import { crawlKey } from '../url.ts';
import type { Pages } from './pages.ts';

/** The pages, and the files of pages and lists, that show numbers of private persons. */
export const findExposures = (pages: Pages, files: Gathered['files'] = new Map()): Exposure[] => {
	const found: Exposure[] = [];
	const met = new Set<string>();
	for (const { finalUrl, facts } of pages.all) {
		const title = facts.heading ?? facts.title;
		if (facts.personalData) found.push({ url: finalUrl, title, numbers: facts.personalData });
		if (files.size === 0) continue;
		const named = [
			...(facts.document?.attachments ?? []),
			...facts.items.map(({ url, title }) => ({ url, text: title })),
		];
		for (const { url, text } of named) {
			const key = crawlKey(url);
			const numbers = files.get(key)?.personalData;
			if (!numbers || met.has(key)) continue;
			met.add(key);
			found.push({ url, title: text, on: finalUrl, onTitle: title, numbers });
		}
	}
	return found;
};
