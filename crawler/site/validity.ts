import { addDays, endOfPeriod } from '../extract/dates.ts';
import type { Document } from '../model.ts';
import type { Draft } from './drafts.ts';
import type { Listings } from './listings.ts';
import { type Pages, publishedOn } from './pages.ts';
import { plainTitle } from './titles.ts';
import { targetsOf } from './validity-targets.ts';

type Statement = Document['statements'][number];

const draftWords = /征求意见|意见征集|草案|送审稿|审议稿/;

/** 自2027年1月1日起施行: what is abolished with it is in force until then. */
const effectiveDay = (snippet: string): string | undefined => {
	const match =
		/((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效|废止|失效|停止执行)/.exec(
			snippet.replace(/\s/g, ''),
		);
	return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined;
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

const invalidLabel = /(?<![未不没])(?:废止|失效|过期|作废|无效|停止执行)|(?:不再|非现行)有效/;
const voidColumn =
	/^(?:已)?(?:废止|失效|作废|历史)(?:[、和及或与/]?(?:已|宣布)?(?:废止|失效|作废))*的?(?:行政)?(?:规范性)?(?:文件|政策|规章)(?:库|目录)?$/;
const partLabel = /部分(?:条款)?(?:失效|废止)|^(?:否|有效|现行有效|继续有效|未.*)$/;

/** The page itself says that the document is no longer in force. */
export const saysInvalid = ({ facts, title, page }: Draft, asOf: string): boolean => {
	const label = facts.validityLabel?.value.replace(/\s/g, '') ?? '';
	if (invalidLabel.test(label) && !partLabel.test(label)) return true;
	// 废止日期 is filled in when there is something to say; 失效日期 may have been there from the first.
	if (facts.period?.from.startsWith('table:废止') && facts.period.until < asOf) return true;
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

/** A document that keeps another in force is made at its end, or so many days before. */
const longestAhead = 366;

/** The last of the later documents on the site that keep this one in force beyond `until`, one after the other, where they do. */
const continuation = (
	statements: readonly Statement[],
	until: string,
	asOf: string,
): Statement | undefined => {
	const kept = statements
		.filter(({ effect }) => effect === 'continued')
		.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
	let last = until;
	let by: Statement | undefined;
	for (const statement of kept) {
		const { until: further, months, on } = statement;
		if (further) {
			if (further <= last) continue;
			last = further;
		} else if (on && on < addDays(last, -longestAhead)) continue;
		else if (months) last = endOfPeriod(addDays(last, 1), months);
		else return statement;
		by = statement;
	}
	return last >= asOf ? by : undefined;
};

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
	if (saysInvalid(draft, asOf)) {
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
