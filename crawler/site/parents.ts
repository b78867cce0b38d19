import type { SeenPage } from '../page-facts.ts';
import type { Pages } from './pages.ts';

const trailOf = ({ facts }: SeenPage): string => facts.breadcrumb.join('>');

/** Folder of an address: what stands before its last slash, index pages left out by the key already. */
export const foldersOf = (key: string): string[] => {
	const path = key.replace(/\?.*$/, '').split('/');
	if (/\.\w{2,5}$/.test(path.at(-1) ?? '')) path.pop();
	const folders: string[] = [];
	for (path.pop(); path.length > 1; path.pop()) folders.push(path.join('/'));
	return folders;
};

/** The column above each one, by breadcrumb where the pages have one, else by the folders of their addresses. */
export const parentsOf = (columns: readonly SeenPage[], pages: Pages): (SeenPage | undefined)[] => {
	const byTrail = new Map<string, SeenPage>();
	const byKey = new Map<string, SeenPage>();
	for (const page of columns) {
		const trail = trailOf(page);
		if (trail && !byTrail.has(trail)) byTrail.set(trail, page);
		byKey.set(pages.keyOf(page.finalUrl), page);
	}
	return columns.map((page) => {
		const { breadcrumb } = page.facts;
		for (let length = breadcrumb.length - 1; length > 0; length--) {
			const parent = byTrail.get(breadcrumb.slice(0, length).join('>'));
			if (parent && parent !== page) return parent;
		}
		for (const folder of foldersOf(pages.keyOf(page.finalUrl))) {
			const parent = byKey.get(folder);
			if (parent && parent !== page) return parent;
		}
		return undefined;
	});
};
