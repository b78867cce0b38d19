import { createHash } from 'node:crypto';
import { monthName } from '../../checks/facts/calendar.ts';
import { faultOf, neverShown } from '../formats/notice-facts.ts';
import type { NamedCheck } from '../formats/rows.ts';
import type { Upcoming } from '../model.ts';
import { national } from '../profiles/national.ts';
import type { StoredFinding, Sums } from '../store/model.ts';
import { harmless, harmlessPage } from './harmless.ts';
import { type Example, examplesEach, type Mark, type NoticeEvent, type Told } from './model.ts';

/** What became of one audit of the schedule. */
export interface AuditFacts {
	readonly audit: number;
	readonly site: { readonly id: string; readonly url: string };
	/** Why it failed, a Chinese sentence. */
	readonly error?: string;
	/** A failed one may have a report, too: of what visits between the audits prove of a site that does not open. */
	readonly report?: {
		readonly sums: Sums;
		/** Certain findings of the last complete audit of an earlier month. */
		readonly before?: number;
		/** Its month was signed, and speaks by another report. */
		readonly isFrozen: boolean;
		/** Ids of those that hold. */
		readonly vetoes: readonly string[];
		readonly upcoming: readonly Upcoming[];
		/** Certain ones that came back, the gravest few. */
		readonly regressed: readonly StoredFinding[];
		readonly regressedCount: number;
	};
	/** What of it was told before, by kind and key. */
	readonly known: ReadonlySet<string>;
}

export type Checks = ReadonlyMap<string, NamedCheck>;

/** Their words name what a citizen has written: who that is may be in it. */
const ofCitizens: ReadonlySet<string> = new Set(['unanswered-message']);

/** A jump: so many times the month before … */
const jumpTimes = 5;
/** … and so many more. */
const jumpMore = 50;

/** What a mark is known by. */
export const markName = ({ kind, key }: Pick<Mark, 'kind' | 'key'>): string => `${kind} ${key}`;

type Shown = Pick<StoredFinding, 'check' | 'message' | 'subject'> & { readonly dueOn?: string };

const exampleOf = (shown: Shown, site: { readonly url: string }, checks: Checks): Example => {
	const { check, message, subject, dueOn } = shown;
	const known = checks.get(check);
	const mayBeShown = !known?.isHarmful && !neverShown.has(check);
	const page = mayBeShown ? harmlessPage(subject, site.url) : undefined;
	return {
		check,
		checkName: known?.name ?? check,
		...(mayBeShown && !ofCitizens.has(check) ? { text: harmless(faultOf(message)) } : {}),
		...(page ? { page } : {}),
		...(dueOn ? { dueOn } : {}),
	};
};

export const findingExample = (
	finding: StoredFinding,
	site: { readonly url: string },
	checks: Checks,
): Example => ({ finding: finding.id, ...exampleOf(finding, site, checks) });

/** Why nothing is told of the site after this audit; undefined where all may be told. */
const whyHeld = ({ error, report }: AuditFacts): string | undefined => {
	if (error !== undefined || !report) return `审计没有完成：${harmless(error ?? '找不到它的报告')}`;
	const { sums, before } = report;
	if (!sums.complete) return `审计不完整：${harmless(sums.stopReason ?? '没有看完')}`;
	if (report.isFrozen) return `${monthName(sums.period)}已定稿，这次审计不改变它`;
	if (sums.verdict === 'not-assessed') return '审计没能看到足够的内容，没有作出结论';
	const now = sums.veto + sums.major + sums.minor;
	if (before !== undefined && now >= before * jumpTimes && now >= before + jumpMore)
		return `确定的问题从上次的 ${before} 个突增到 ${now} 个，可能是网站改版或审计自身出错，请先人工核对`;
	return undefined;
};

const keyOf = ({ check, subject, dueOn }: Upcoming): string =>
	createHash('sha256')
		.update(JSON.stringify([check, subject, dueOn]))
		.digest('hex')
		.slice(0, 24);

const vetoName = (id: string): string => national.vetoes[id]?.name ?? harmless(id);

/** What is told, and by that for good. */
interface Telling {
	readonly told: readonly Told[];
	readonly marks: readonly Mark[];
}
type Reported = NonNullable<AuditFacts['report']>;

/** Vetoes that hold; nothing where each of them was told for this month. */
const tellVetoes = ({ site, known }: AuditFacts, { sums: { period }, vetoes }: Reported): Telling => {
	const marks = vetoes
		.map((veto): Mark => ({ site: site.id, kind: 'veto', key: `${veto} ${period}` }))
		.filter((mark) => !known.has(markName(mark)));
	return marks.length > 0
		? { told: [{ occasion: 'veto', period, vetoes: vetoes.map(vetoName) }], marks }
		: { told: [], marks };
};

const tellRegressed = (
	{ site }: AuditFacts,
	{ sums: { period }, regressed, regressedCount: count }: Reported,
	checks: Checks,
): Telling => {
	const examples = regressed.map((finding) => findingExample(finding, site, checks));
	return { told: count > 0 ? [{ occasion: 'regressed', period, count, examples }] : [], marks: [] };
};

const tellUpcoming = (
	{ site, known }: AuditFacts,
	{ sums: { period }, upcoming }: Reported,
	checks: Checks,
	today: string,
): Telling => {
	const due = upcoming
		.filter(({ dueOn }) => dueOn >= today)
		.map((one) => ({ one, mark: { site: site.id, kind: 'upcoming', key: keyOf(one) } satisfies Mark }))
		.filter(({ mark }) => !known.has(markName(mark)));
	const examples = due.slice(0, examplesEach).map(({ one }) => exampleOf(one, site, checks));
	return {
		told: due.length > 0 ? [{ occasion: 'upcoming', period, count: due.length, examples }] : [],
		marks: due.map(({ mark }) => mark),
	};
};

const tellSums = ({ sums }: Reported): Telling => {
	const { period, verdict, inspection, review, fixed, veto, major, minor } = sums;
	const certain = veto + major + minor;
	return { told: [{ occasion: 'audit', period, verdict, inspection, certain, review, fixed }], marks: [] };
};

/** The site did not open, and the visits between the audits prove that it is its own fault. */
const isDown = ({ sums, isFrozen }: Reported): boolean => !sums.complete && sums.coverage === 0 && !isFrozen;

/** What an audit gives to tell, and what is then told once and for all. `today` is YYYY-MM-DD; `isReleased`: a person found its result right, doubtful as it is. */
export const tellAudit = (
	facts: AuditFacts,
	checks: Checks,
	today: string,
	{ isReleased = false } = {},
): { readonly events: readonly NoticeEvent[]; readonly marks: readonly Mark[] } => {
	const { site, report } = facts;
	const reason = isReleased && facts.error === undefined && report ? undefined : whyHeld(facts);
	const held: Telling[] = reason === undefined ? [] : [{ told: [{ occasion: 'held', reason }], marks: [] }];
	const tellings = [
		...held,
		...(report && reason === undefined
			? [
					tellSums(report),
					tellVetoes(facts, report),
					tellRegressed(facts, report, checks),
					tellUpcoming(facts, report, checks, today),
				]
			: []),
		...(report && reason !== undefined && isDown(report) ? [tellVetoes(facts, report)] : []),
	];
	return {
		events: tellings.flatMap(({ told }) =>
			told.map((told): NoticeEvent => ({ site: site.id, key: `audit ${facts.audit}`, told })),
		),
		marks: tellings.flatMap(({ marks }) => marks),
	};
};
