import type { Check } from '../../checks/check.ts';
import { dayName } from '../../checks/facts/calendar.ts';
import { counts, isCurrent } from '../judged.ts';
import type { Profiles } from '../known-profile.ts';
import type { MonthState } from '../store/decision-model.ts';
import { type MonthSite, monthSites } from './month-sites.ts';
import { findingRows, type NamedCheck, type Selection, type Source } from './rows.ts';
import type { FindingRow } from './table-columns.ts';
import { plain } from './text.ts';

/** One of a check's faults, told so that its maintainer knows it. */
export interface Example {
	readonly site: string;
	/** The finding's sentence without what is to be done. */
	readonly fault: string;
}

/** The certain findings of one check. */
export interface CheckTally {
	readonly name: string;
	readonly group: Check['group'];
	readonly count: number;
	/** Sites that have one. */
	readonly sites: number;
	/** Of different sites. */
	readonly examples: readonly Example[];
}

/** What a notice tells of a month. Only certain findings are among its faults. */
export interface NoticeFacts {
	readonly period: string;
	/** The day on which it is drafted, YYYY-MM-DD. */
	readonly today: string;
	readonly selection: Selection;
	readonly sites: readonly MonthSite[];
	/** Most findings first. */
	readonly tallies: readonly CheckTally[];
	/** Certain findings by what became of them. */
	readonly states: {
		readonly new: number;
		readonly open: number;
		readonly regressed: number;
		readonly disputed: number;
	};
	/** Certain ones of before that are put right. */
	readonly fixed: number;
	/** Sites with a certain finding. */
	readonly affected: number;
	/** Leads that a person has to look at: told as a number alone, and never as faults. */
	readonly review: number;
	readonly monthState: MonthState;
	/** Checks by their groups. */
	readonly checks: ReadonlyMap<string, NamedCheck>;
	readonly profiles: Profiles;
}

const examplesEach = 2;

/** To point at one of these in a notice would spread what must be taken down. */
export const neverShown: ReadonlySet<string> = new Set(['personal-data', 'secret-marking']);

const isExample = ({ finding, isHarmful }: FindingRow): boolean =>
	!isHarmful &&
	!neverShown.has(finding.check) &&
	finding.state !== 'disputed' &&
	(finding.now === 'new' || finding.now === 'open' || finding.now === 'regressed');

/** Without the blanks between figures and Chinese words that screens have. */
export const tight = (text: string): string =>
	text.replace(/(?<=\p{Script=Han}) (?=[\d-])|(?<=[\d%]) (?=\p{Script=Han})/gu, '');

/** Days as 公文 write them; those within addresses are left as they are. */
const inWords = (text: string): string =>
	text.replace(/(?<![\w./%?=&-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])/g, dayName);

/** Where the clauses of a text begin that stand in no quotes or brackets; undefined where these do not match. */
const clausesOf = (text: string): number[] | undefined => {
	const starts = [0];
	let depth = 0;
	for (const [at, character] of [...text].entries()) {
		if ('“《「『（'.includes(character)) depth++;
		else if ('”》」』）'.includes(character)) depth--;
		else if (depth === 0 && '，；。：'.includes(character)) starts.push(at + 1);
		if (depth < 0) return undefined;
	}
	return depth === 0 ? starts : undefined;
};

const asks = /^(?:今后)?请(?![示求])/;

/** Holds only for what is asked behind it: 属实的，… */
const isCondition = (clause: string): boolean => /^[如若]|(?<!是[^，]{0,4})的$/.test(clause);

/** A message's first part: what is wrong, without whatever it asks for from the first such clause on. A message whose quotes do not match is told whole. */
export const faultOf = (message: string): string => {
	const text = inWords(tight(plain(message))).replace(/。$/, '');
	const characters = [...text];
	const starts = clausesOf(text) ?? [0];
	const clauses = starts.map((start, n) =>
		characters.slice(start, (starts[n + 1] ?? characters.length + 1) - 1).join(''),
	);
	let end = clauses.findIndex((clause) => asks.test(clause));
	if (end <= 0) return text;
	while (end > 1 && isCondition(clauses[end - 1] ?? '')) end--;
	return characters.slice(0, (starts[end] ?? 0) - 1).join('');
};

class Tally {
	readonly #name: string;
	readonly #group: Check['group'];
	readonly #sites = new Set<string>();
	readonly #examples = new Map<string, Example>();
	#count = 0;

	constructor(name: string, group: Check['group']) {
		this.#name = name;
		this.#group = group;
	}

	add(row: FindingRow): void {
		const { site, message } = row.finding;
		this.#count++;
		this.#sites.add(site);
		if (this.#examples.size >= examplesEach || this.#examples.has(site) || !isExample(row)) return;
		this.#examples.set(site, { site: plain(row.site?.name ?? '') || site, fault: faultOf(message) });
	}

	get told(): CheckTally {
		return {
			name: this.#name,
			group: this.#group,
			count: this.#count,
			sites: this.#sites.size,
			examples: [...this.#examples.values()],
		};
	}
}

/** Findings counted one after the other: however many there are, only sums and some examples are held. */
const tallied = async (rows: AsyncIterable<FindingRow>, checks: ReadonlyMap<string, NamedCheck>) => {
	const tallies = new Map<string, Tally>();
	const affected = new Set<string>();
	const states = { new: 0, open: 0, regressed: 0, disputed: 0 };
	let [fixed, review] = [0, 0];
	for await (const row of rows) {
		const { finding, checkName } = row;
		const { check, certainty, state } = finding;
		if (certainty === 'review') review += Number(isCurrent(finding));
		else if (state === 'fixed') fixed += Number(!finding.carried);
		if (!counts(finding) || state === 'fixed' || state === 'waived') continue;
		const tally = tallies.get(check) ?? new Tally(checkName, checks.get(check)?.group ?? 'site');
		tallies.set(check, tally);
		tally.add(row);
		affected.add(finding.site);
		states[state]++;
	}
	const told = [...tallies.values()].map((tally) => tally.told).sort((a, b) => b.count - a.count);
	return { tallies: told, affected: affected.size, states, fixed, review };
};

export interface NoticeQuery extends Selection {
	readonly today: string;
	readonly checks: ReadonlyMap<string, NamedCheck>;
	readonly profiles: Profiles;
}

export const noticeFacts = async (
	store: Source,
	{ checks, profiles, ...selection }: NoticeQuery,
): Promise<NoticeFacts> => ({
	period: selection.period,
	today: selection.today,
	selection,
	sites: await monthSites(store, selection, profiles),
	...(await tallied(findingRows(store, selection, checks), checks)),
	monthState: await store.monthState(selection.period),
	checks,
	profiles,
});
