import type { Document } from '../../crawler/model.ts';

/**
 * Gazette copies are a record of their day. Where the document has a page of its own, that page is the one to be labelled,
 * and the copy is left to a person; where the copy is all there is, readers find nothing else and it is judged like any page.
 */
export const isMereCopy = ({ place, copies }: Document): boolean => place === 'gazette' && copies.length > 0;

/** What the newest statement of that effect says. */
export const latest = (
	{ statements }: Document,
	effect: Document['statements'][number]['effect'],
): Document['statements'][number] | undefined =>
	statements
		.filter((statement) => statement.effect === effect)
		.sort((a, b) =>
			a.sure === b.sure ? ((a.on ?? '') < (b.on ?? '') ? 1 : -1) : a.sure === 'certain' ? -1 : 1,
		)[0];

/** The page says that part of the document is void or amended, or shows the amended text: （2025年修正）. */
export const saysAmended = ({ facts, title }: Document): boolean =>
	/部分|修[改订正]/.test(facts.validityLabel?.value ?? '') ||
	/[（(](?:(?:19|20)\d{2}年?)?(?:第.次)?修[改订正](?:版|本|稿)?[）)]/.test(title);

/** How a finding quotes a label that says otherwise; undefined where the page has none. */
export const validLabel = ({ facts: { validityLabel: label } }: Document): string | undefined => {
	const value = label?.value.replace(/\s/g, '') ?? '';
	const isValid = /有效|^生效/.test(value) && !/无效|失效|废止|部分|[未非]|不再/.test(value);
	return label && isValid
		? (label.snippet ?? `${label.from.replace(/^table:/, '')}：${label.value}`)
		: undefined;
};
