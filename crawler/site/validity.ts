import { normalNumber } from '../extract/number.ts';
import type { Document } from '../model.ts';
import type { ValidityStatement } from '../page-facts.ts';
import type { Draft } from './drafts.ts';
import type { Listings } from './listings.ts';
import { type Pages, publishedOn } from './pages.ts';
import { formLikeness, indexTitles, plainTitle, titleForms } from './titles.ts';

type Statement = Document['statements'][number];

/** Titles of one document, the one in its own page's words and the other in a list's. */
const sameTitle = 0.9;

const draftWords = /征求意见|意见征集|草案|送审稿|审议稿/;

/** 自2027年1月1日起施行: what is abolished with it is in force until then. */
const effectiveDay = (snippet: string): string | undefined => {
	const match =
		/((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效|废止|失效|停止执行)/.exec(
			snippet.replace(/\s/g, ''),
		);
	return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined;
};

/** Finds the groups of copies that a statement means. */
const targetsOf = (groups: readonly (readonly Draft[])[]) => {
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
	const formsOf = (group: number): Set<string> =>
		new Set((groups[group] ?? []).flatMap(({ title }) => [...titleForms(title)]));

	return (
		{ title, documentNumber }: ValidityStatement,
		maker: { group?: number; on?: string; issuer?: string },
	): { group: number; sure: Statement['sure'] }[] => {
		const number = documentNumber && normalNumber(documentNumber);
		const numbered = [...((number && byNumber.get(number)) || [])].filter((group) => group !== maker.group);
		if (title === undefined) {
			return numbered.length === 1 ? numbered.map((group) => ({ group, sure: 'certain' })) : [];
		}
		const forms = titleForms(title);
		// The number may recur across organs: the title must agree with it.
		const both = numbered.filter((group) => formLikeness(forms, formsOf(group)) >= sameTitle);
		if (both.length > 0) return both.map((group) => ({ group, sure: 'certain' }));

		const plain = plainTitle(title);
		const named = titles
			.exact(title)
			.map((i) => members[i] as { draft: Draft; group: number })
			.filter(({ draft, group }) => {
				if (group === maker.group) return false;
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
		const sameIssuer =
			maker.issuer === undefined ||
			issuers.length === 0 ||
			issuers.some((issuer) => related(issuer, maker.issuer as string));
		return [{ group: only, sure: sameIssuer ? 'certain' : 'likely' }];
	};
};

/** One organ, or a government and its office, whose documents the government may abolish. */
const related = (a: string, b: string): boolean => {
	const core = (issuer: string): string =>
		issuer.replace(/人民|办公[室厅].*$|^.*?[省市县区州盟旗](?=.{2})/gu, '');
	return a.includes(b) || b.includes(a) || core(a) === core(b) || core(b) === '政府';
};

/** What every page of the site says about the validity of others, by group of copies. */
export const joinStatements = (
	pages: Pages,
	groups: readonly (readonly Draft[])[],
	listings: Listings,
	asOf: string,
): Map<number, Statement[]> => {
	const groupOf = new Map(groups.flatMap((drafts, i) => drafts.map(({ page }) => [page, i] as const)));
	const find = targetsOf(groups);
	const joined = new Map<number, Statement[]>();
	for (const page of pages.all) {
		const facts = page.facts.document;
		if (!facts || facts.statements.length === 0 || facts.isInterpretation) continue;
		const title = facts.title?.value ?? page.facts.title;
		if (draftWords.test(title) || listings.get(pages.keyOf(page.url))?.kinds.has('consultation')) continue;
		const on = facts.writtenOn?.value ?? publishedOn(page);
		if (on && on > asOf) continue;
		const group = groupOf.get(page);
		const maker = {
			...(group !== undefined && { group }),
			...(on && { on }),
			...(facts.issuer && { issuer: plainTitle(facts.issuer.value) }),
		};
		for (const statement of facts.statements) {
			const from =
				statement.from ?? effectiveDay(statement.snippet) ?? effectiveDay(facts.period?.snippet ?? '');
			if (statement.effect !== 'continued' && from && from > asOf) continue;
			for (const { group: target, sure } of find(statement, maker)) {
				const list = joined.get(target) ?? [];
				const said = { ...statement, by: page.finalUrl, ...(on && { on }), sure };
				const same = list.findIndex(({ by, effect }) => by === said.by && effect === said.effect);
				// Its title says it as well as its text, which says until when.
				if (same < 0) list.push(said);
				else if (!list[same]?.until && said.until) list[same] = said;
				joined.set(target, list);
			}
		}
	}
	return joined;
};

const invalidLabel = /(?<![未不没])(?:废止|失效|过期|作废|无效|停止执行)/;
const voidColumn =
	/^(?:已)?(?:废止|失效|作废|历史)(?:[、和及或与/]?(?:已|宣布)?(?:废止|失效|作废))*的?(?:行政)?(?:规范性)?(?:文件|政策|规章)(?:库|目录)?$/;
const partLabel = /部分(?:条款)?(?:失效|废止)|^(?:否|有效|现行有效|继续有效|未.*)$/;

/** The page itself says that the document is no longer in force. */
export const saysInvalid = ({ facts, title, page }: Draft): boolean => {
	const label = facts.validityLabel?.value.replace(/\s/g, '') ?? '';
	if (invalidLabel.test(label) && !partLabel.test(label)) return true;
	// It stands in the column of documents that are no longer in force, and is not the decision that says so.
	if (
		facts.form !== 'abolition' &&
		[...page.facts.breadcrumb, page.facts.meta.columnname ?? ''].some((name) => voidColumn.test(name))
	)
		return true;
	// The mark stands before or after the title, in brackets of its own: 【已失效】, （已废止）.
	return [title, page.facts.heading ?? '', page.facts.title].some((text) =>
		/[【[（(〔](?:本?文件)?(?:已|全文|宣布)?(?:废止|失效|作废|过期)[】\]）)〕]/u.test(text),
	);
};

/** What a later document on the site says that keeps this one in force beyond `until`. */
const continuation = (statements: readonly Statement[], until: string, asOf: string): Statement | undefined =>
	statements.find(({ effect, until: further, on }) =>
		effect !== 'continued' ? false : further ? further >= asOf : !on || on.slice(0, 4) >= until.slice(0, 4),
	);

type Validity = Pick<Document, 'validity' | 'validityEvidence'>;

/** The label's words, or the title or column that says so. */
const labelEvidence = ({ facts, title, page }: Draft): Document['validityEvidence'] => {
	const label = facts.validityLabel;
	if (label) return { from: label.from, snippet: label.snippet ?? label.value };
	const column = [...page.facts.breadcrumb, page.facts.meta.columnname ?? ''].find((name) =>
		voidColumn.test(name),
	);
	return column ? { from: 'column', snippet: column } : { from: 'title', snippet: title };
};

/** In force or not, by everything the site says, and the words that this rests on. */
export const validityOf = (draft: Draft, statements: readonly Statement[], asOf: string): Validity => {
	const { facts } = draft;
	const label = facts.validityLabel?.value ?? '';
	if (saysInvalid(draft)) {
		const isExpired = /失效|过期/.test(`${label}${draft.title}`) && !/废止/.test(label);
		return { validity: isExpired ? 'expired' : 'abolished', validityEvidence: labelEvidence(draft) };
	}
	for (const effect of ['abolished', 'expired'] as const) {
		const said = statements.find((one) => one.sure === 'certain' && one.effect === effect);
		if (said) return { validity: effect, validityEvidence: { from: said.by, snippet: said.snippet } };
	}
	if (facts.period) {
		const { until, from, snippet } = facts.period;
		const further = until < asOf && continuation(statements, until, asOf);
		const own = { from, snippet };
		if (further)
			return { validity: 'valid', validityEvidence: { from: further.by, snippet: further.snippet } };
		return { validity: until >= asOf ? 'valid' : 'expired', validityEvidence: own };
	}
	return /有效/.test(label) && !/无效|失效/.test(label)
		? { validity: 'valid', validityEvidence: labelEvidence(draft) }
		: { validity: 'unknown' };
};
