import type { Draft } from './drafts.ts';
import { unionFind } from './pages.ts';
import { formLikeness, titleForms } from './titles.ts';

/** Titles of one document on two pages differ by a wrapper or a few words at most. */
const sameTitle = 0.75;

/** Organs reuse a series by mistake, and pages carry another's number: the number alone joins nothing that contradicts. */
const agree = (a: Draft, b: Draft): boolean =>
	a.plain === b.plain ||
	a.plain.includes(b.plain) ||
	b.plain.includes(a.plain) ||
	formLikeness(titleForms(a.title), titleForms(b.title)) >= sameTitle;

/** Every version of a statute bears its title and the day of its first adoption: the amendments tell them apart, and so does what a page calls itself. */
const versionOf = ({ facts: { statute } }: Draft): string =>
	statute ? `${statute.dates.join()} ${statute.decreeNumbers.join()} ${statute.historical}` : '';

const sameDay = (a: Draft, b: Draft): boolean => {
	if (versionOf(a) !== versionOf(b)) return false;
	if (a.number !== undefined && b.number !== undefined) return false;
	if (a.writtenOn !== undefined && b.writtenOn !== undefined) return a.writtenOn === b.writtenOn;
	return a.publishedOn !== undefined && a.publishedOn === b.publishedOn;
};

/** Documents by the root of their group: pages of one document share it. */
export const groupCopies = (drafts: readonly Draft[]): Draft[][] => {
	const { find, join } = unionFind(drafts.length);
	const heads = (
		keyOf: (draft: Draft) => string | undefined,
		same: (a: Draft, b: Draft) => boolean,
	): void => {
		const met = new Map<string, number[]>();
		for (const [i, draft] of drafts.entries()) {
			const key = keyOf(draft);
			if (!key) continue;
			const others = met.get(key);
			if (!others) {
				met.set(key, [i]);
				continue;
			}
			const twin = others.find((j) => same(drafts[j] as Draft, draft));
			if (twin !== undefined) join(twin, i);
			// A number met ever again is no number of a document.
			else if (others.length < 20) others.push(i);
		}
	};
	heads(({ number }) => number, agree);
	heads(({ plain }) => (plain.length >= 8 ? plain : undefined), sameDay);
	const groups = new Map<number, Draft[]>();
	for (const [i, draft] of drafts.entries()) {
		const root = find(i);
		const group = groups.get(root);
		if (group) group.push(draft);
		else groups.set(root, [draft]);
	}
	return [...groups.values()];
};
