import type { SeenPage } from '../model.ts';
import { type Pages, unionFind } from './pages.ts';

/** Two addresses of one list never name two columns. */
const contradicts = (a: SeenPage, b: SeenPage): boolean => {
	const [here, there] = [a.facts.breadcrumb.join('>'), b.facts.breadcrumb.join('>')];
	if (here && there) return here !== there;
	const [name, other] = [a.facts.meta.columnname, b.facts.meta.columnname];
	return Boolean(name && other && name !== other);
};

/** The list behind a page that only frames it, where that was seen. */
const framed = ({ facts }: SeenPage, pages: Pages): SeenPage | undefined => {
	if (facts.items.length > 0) return undefined;
	for (const { as, place, url } of facts.links) {
		if (as !== 'frame' || place !== 'main') continue;
		const inner = pages.at(url);
		if (inner?.facts.shape === 'list' && inner.facts.items.length > 0) return inner;
	}
	return undefined;
};

/** List pages by the list they belong to, first page first: pager pages and framed lists join the page that leads to them. */
export const groupLists = (lists: readonly SeenPage[], pages: Pages): SeenPage[][] => {
	const indices = new Map(lists.map((page, i) => [page, i]));
	const { find, join } = unionFind(lists.length);
	for (const [i, page] of lists.entries()) {
		for (const url of page.facts.pager.pages) {
			const other = pages.at(url);
			const j = other && indices.get(other);
			if (other && j !== undefined && !contradicts(page, other)) join(i, j);
		}
		const inner = framed(page, pages);
		const j = inner && indices.get(inner);
		if (j !== undefined) join(i, j);
	}
	const groups = new Map<number, SeenPage[]>();
	for (const [i, page] of lists.entries()) {
		const root = find(i);
		const group = groups.get(root);
		if (group) group.push(page);
		else groups.set(root, [page]);
	}
	return [...groups.values()];
};
