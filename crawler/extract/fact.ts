import type { Fact } from '../page-facts.ts';
import type { Element } from './dom.ts';
import type { PlacedLink } from './frame.ts';
import type { LabelKind } from './label-words.ts';
import type { LabelValue } from './labels.ts';
import type { Resolve } from './links.ts';

/** What `readPage` knows of the page already. */
export interface PageContext {
	readonly url: string;
	/** `<title>`. */
	readonly title: string;
	/** Names in lower case. */
	readonly meta: Readonly<Record<string, string>>;
	/** The `meta` elements, in the page's order. */
	readonly metas: readonly Element[];
	readonly links: readonly PlacedLink[];
	readonly resolve: Resolve;
}

/** A value with where it was read. */
export const fact = (
	value: string,
	from: string,
	sure: Fact['sure'] = 'certain',
	snippet?: string,
): Fact => ({
	value,
	from,
	sure,
	...(snippet ? { snippet } : {}),
});

/** The first label of the first of these kinds that has a value. */
export const filled = (labels: readonly LabelValue[], ...kinds: LabelKind[]): LabelValue | undefined => {
	for (const kind of kinds) {
		const label = labels.find((one) => one.kind === kind && one.value !== '');
		if (label) return label;
	}
	return undefined;
};
