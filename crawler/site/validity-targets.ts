import { normalNumber } from '../extract/number.ts';
import type { Document } from '../model.ts';
import type { ValidityStatement } from '../page-facts.ts';
import type { Draft } from './drafts.ts';
import { isSamePlace, placeOfTitle, stageOf } from './title-versions.ts';
import { formLikeness, indexTitles, plainTitle, titleForms } from './titles.ts';

type Sure = Document['statements'][number]['sure'];

/** Titles of one document, the one in its own page's words and the other in a list's. */
const sameTitle = 0.9;

/** Finds the groups of copies that a statement means. */
export const targetsOf = (groups: readonly (readonly Draft[])[]) => {
	const byNumber = new Map<string, Set<number>>();
	const members: { draft: Draft; group: number }[] = [];
	for (const [group, drafts] of groups.entries()) {
		for (const draft of drafts) {
			members.push({ draft, group });
			if (!draft.number) continue;
			const known = byNumber.get(draft.number);
			if (known) known.add(group);
			else byNumber.set(draft.number, new Set([group]));
		}
	}
	const titles = indexTitles(members.map(({ draft }) => draft.title));
	/** The same place's, as far as the documents say. */
	const isOwn = (group: number, issuer: string | undefined): boolean =>
		(groups[group] ?? []).some((draft) =>
			isSamePlace(placeOfTitle(draft.issuer ?? draft.title), issuer && placeOfTitle(issuer)),
		);
	const formsOf = (group: number): Set<string> =>
		new Set((groups[group] ?? []).flatMap(({ title }) => [...titleForms(title)]));

	return (
		{ title, documentNumber }: ValidityStatement,
		maker: { group?: number; on?: string; issuer?: string },
	): { group: number; sure: Sure }[] => {
		const number = documentNumber && normalNumber(documentNumber);
		const numbered = [...((number && byNumber.get(number)) || [])].filter((group) => group !== maker.group);
		if (title === undefined) {
			const own = numbered.filter((group) => isOwn(group, maker.issuer));
			return own.length === 1 ? own.map((group) => ({ group, sure: 'certain' })) : [];
		}
		const forms = titleForms(title);
		// The number may recur across organs: the title must agree with it.
		const both = numbered.filter((group) => formLikeness(forms, formsOf(group)) >= sameTitle);
		if (both.length > 0) return both.map((group) => ({ group, sure: 'certain' }));

		const plain = plainTitle(title);
		const stage = stageOf(title);
		const named = titles
			.exact(title)
			.map((i) => members[i] as { draft: Draft; group: number })
			.filter(({ draft, group }) => {
				if (group === maker.group || !isOwn(group, maker.issuer)) return false;
				// 某办法（试行） is not the one that came after it.
				if (stage !== '' && stageOf(draft.title) !== stage) return false;
				// A number that is another one names another document of the same title.
				if (number && draft.number && draft.number !== number) return false;
				const date = draft.writtenOn ?? draft.publishedOn;
				return !date || !maker.on || date < maker.on;
			});
		const whole = named.filter(({ draft }) => [...titleForms(draft.title)].includes(plain));
		const chosen = new Set((whole.length > 0 ? whole : named).map(({ group }) => group));
		const [only] = chosen;
		if (only === undefined) return [];
		if (chosen.size > 1) return number ? [] : [...chosen].map((group) => ({ group, sure: 'likely' }));
		const issuers = (groups[only] ?? []).flatMap(({ issuer }) => (issuer ? [issuer] : []));
		const sameStage = (groups[only] ?? []).some((draft) => stageOf(draft.title) === stage);
		const sameIssuer =
			maker.issuer === undefined ||
			issuers.length === 0 ||
			issuers.some((issuer) => related(issuer, maker.issuer as string));
		return [{ group: only, sure: sameIssuer && sameStage ? 'certain' : 'likely' }];
	};
};

/** One organ, or a government and its office, whose documents the government may abolish. */
const related = (a: string, b: string): boolean => {
	const core = (issuer: string): string =>
		issuer.replace(/人民|办公[室厅].*$|^.*?[省市县区州盟旗](?=.{2})/gu, '');
	return a.includes(b) || b.includes(a) || core(a) === core(b) || core(b) === '政府';
};
