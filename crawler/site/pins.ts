import type { SeenPage } from '../page-facts.ts';
import type { ColumnKind, SiteConfig } from '../site-config.ts';
import type { Pages } from './pages.ts';

export interface Found {
	readonly kind: ColumnKind;
	readonly recognisedBy: string;
}

/** A column before the operator was heard. */
interface Guessed {
	readonly page: SeenPage;
	readonly guess: Found;
}

/** A circle of breadcrumbs ends here. */
const maxLevels = 12;

/** The operator's own columns win for their kinds; what discovery finds of such a kind counts only below one of them. */
export const choose = (
	drafts: readonly Guessed[],
	parents: readonly (SeenPage | undefined)[],
	{ columns }: Pick<SiteConfig, 'columns'>,
	pages: Pages,
): Found[] => {
	const pinned = new Map(columns.map(({ kind, url }) => [pages.keyOf(url), kind]));
	const kinds = new Set(columns.map(({ kind }) => kind));
	const above = new Map(drafts.map(({ page }, i) => [page, parents[i]]));
	const isBelow = (page: SeenPage, kind: ColumnKind): boolean => {
		let at = above.get(page);
		for (let level = 0; at && level < maxLevels; level++) {
			if (pinned.get(pages.keyOf(at.url)) === kind) return true;
			at = above.get(at);
		}
		return false;
	};
	return drafts.map(({ page, guess }) => {
		const pin = pinned.get(pages.keyOf(page.url));
		if (pin) return { kind: pin, recognisedBy: 'config' };
		if (!kinds.has(guess.kind) || guess.kind === 'other' || isBelow(page, guess.kind)) return guess;
		return { kind: 'other', recognisedBy: `config:${guess.kind}` };
	});
};
