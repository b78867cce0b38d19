import { dueAfter, faultOf } from './history.ts';
import type { Finding, Ruling } from './model.ts';

/** What people say of findings, and what that makes of them. A ruling never deletes: what the program said stays beside it. */

/** Steps that a person can take with a finding. */
export const steps = ['confirm', 'reject', 'waive', 'dispute', 'uphold', 'withdraw', 'revoke'] as const;
export type Step = (typeof steps)[number];

/** What a ruling is called from the step that made it; `revoke` leaves none. */
const kindOf = {
	confirm: 'confirmed',
	reject: 'rejected',
	waive: 'waived',
	dispute: 'disputed',
	uphold: 'upheld',
	withdraw: 'withdrawn',
} as const satisfies Record<Exclude<Step, 'revoke'>, Ruling['kind']>;

/** One step, as it was taken. */
export interface Decision {
	readonly step: Step;
	readonly by: string;
	/** ISO with its offset. */
	readonly at: string;
	readonly reason?: string;
	/** Of a waiver: its last day. */
	readonly until?: string;
}

/** A ruling without what the program said. */
export type Ruled = Omit<Ruling, 'told'>;

/**
 * What is in force, by a finding's id and by what it is about; undefined where it was taken back. A document whose 文号 is read for the
 * first time gives its findings other ids, and what was said of them holds on.
 */
export type Rulings = ReadonlyMap<string, Ruled | undefined>;

/** What is in force of a finding. */
export const rulingIn = (
	rulings: Rulings,
	finding: Pick<Finding, 'id' | 'check' | 'key' | 'subject'>,
): Ruled | undefined => rulings.get(rulings.has(finding.id) ? finding.id : faultOf(finding));

/** Steps that need a reason: whoever reads of them later will ask for it. */
export const needsReason: ReadonlySet<Step> = new Set(['reject', 'waive', 'dispute', 'uphold', 'withdraw']);

/** The longest that a waiver can last, days. */
export const maxWaiverDays = 366;

/** What of a finding decides on the steps that can be taken with it. */
export interface Standing extends Pick<Finding, 'state' | 'certainty'> {
	readonly ruling?: Pick<Ruling, 'kind'> | undefined;
}

/** What can be done with a finding as it stands. What was fixed is nobody's to judge any more. */
export const stepsFor = ({ state, certainty, ruling }: Standing): readonly Step[] => {
	if (state === 'fixed') return [];
	switch (ruling?.kind) {
		case 'disputed':
			return ['uphold', 'withdraw', 'revoke'];
		case 'rejected':
		case 'withdrawn':
			return ['revoke'];
		case 'waived':
			return ['revoke'];
		case 'confirmed':
			return ['dispute', 'waive', 'withdraw', 'revoke'];
		// Upheld after a dispute, it is not disputed a second time.
		case 'upheld':
			return ['waive', 'withdraw', 'revoke'];
		case undefined:
			return certainty === 'review' ? ['confirm', 'reject', 'waive'] : ['dispute', 'waive', 'withdraw'];
	}
};

/** Whether a waiver still runs on a day; every other ruling does. */
const lasts = (isWaiver: boolean, until: string | undefined, asOf: string): boolean =>
	!isWaiver || (until ?? '') >= asOf;

/** Whether a step takes back the objection before it, which the same person made. */
const takesBackOwn = (step: Decision | undefined, before: Decision | undefined): boolean =>
	step?.step === 'revoke' && before?.step === 'dispute' && step.by === before.by;

/**
 * The ruling in force on a day after these decisions, oldest first; undefined where none is. A waiver that ended gives way to what was
 * said before it, and so does an objection that whoever made it takes back.
 */
export const rulingOf = (decisions: readonly Decision[], asOf: string): Ruled | undefined => {
	const said = decisions.filter(
		(one, at) => !takesBackOwn(one, decisions[at - 1]) && !takesBackOwn(decisions[at + 1], one),
	);
	const last = said.findLast(({ step, until }) => lasts(step === 'waive', until, asOf));
	if (!last || last.step === 'revoke') return undefined;
	const { step, ...rest } = last;
	return { kind: kindOf[step], ...rest };
};

/**
 * How a finding of a month stands by the last word on it. What was said since that month was frozen holds for a later one, which
 * may have no report yet, and goes on from there all the same.
 */
export const standingBy = (
	finding: Finding,
	decisions: readonly (Omit<Decision, 'step'> & { readonly step: Step | 'enter'; readonly period: string })[],
	{ period, today }: { readonly period: string; readonly today: string },
): Standing => {
	const last = decisions.at(-1);
	if (!last || last.period <= period) return finding;
	const { state, certainty } = toldOf(finding);
	const said = decisions.flatMap(({ step, ...rest }) => (step === 'enter' ? [] : [{ step, ...rest }]));
	return { state, certainty, ruling: rulingOf(said, today) };
};

/** Whether a ruling that an earlier report tells still holds on a day. */
export const isInForce = ({ kind, until }: Ruled, asOf: string): boolean =>
	lasts(kind === 'waived', until, asOf);

type Effect = Pick<Finding, 'state' | 'certainty' | 'dueOn'>;
type Told = Ruling['told'];

/** How a term is reckoned. */
export interface RulingTerms {
	/** Working days in which a finding is to be repaired. */
	readonly repairDays: number;
	/** Whether a check tells what is over, and nobody can repair. */
	readonly isPast: (check: string) => boolean;
}

/** States that only people give. */
const isTold = (state: Finding['state']): state is Told['state'] =>
	state !== 'waived' && state !== 'disputed';

/** What the program itself said of a finding, whatever a person made of it. */
export const toldOf = (finding: Finding): Finding => {
	if (!finding.ruling) return finding;
	const { ruling, dueOn: _, ...rest } = finding;
	return { ...rest, ...ruling.told };
};

/** The later of two days. */
const later = (a: string, b: string): string => (a > b ? a : b);

/** The term of what a person confirmed begins when they did. */
const dueOf = (
	{ at }: Ruled,
	{ check, firstSeen }: Finding,
	{ repairDays, isPast }: RulingTerms,
): Pick<Finding, 'dueOn'> => {
	const dueOn = isPast(check) ? undefined : dueAfter(later(at.slice(0, 10), firstSeen), repairDays);
	return dueOn === undefined ? {} : { dueOn };
};

const effectOf = (ruled: Ruled, finding: Finding, terms: RulingTerms): Effect => {
	const { state, certainty, dueOn } = finding;
	const told: Effect = { state, certainty, ...(dueOn === undefined ? {} : { dueOn }) };
	const certain = (): Effect =>
		certainty === 'certain' ? told : { state, certainty: 'certain', ...dueOf(ruled, finding, terms) };
	switch (ruled.kind) {
		case 'confirmed':
		case 'upheld':
			return certain();
		case 'disputed':
			return { ...certain(), state: 'disputed' };
		case 'rejected':
		case 'withdrawn':
		case 'waived':
			return { state: 'waived', certainty };
	}
};

/**
 * A finding as the ruling in force leaves it; without one, as the program told it. A ruling speaks of what stands: what is fixed
 * stays fixed.
 */
export const ruled = (finding: Finding, ruling: Ruled | undefined, terms: RulingTerms): Finding => {
	const told = toldOf(finding);
	const { state, certainty, dueOn, ...rest } = told;
	if (!ruling || state === 'fixed' || !isTold(state)) return told;
	const kept: Told = { state, certainty, ...(dueOn === undefined ? {} : { dueOn }) };
	return { ...rest, ...effectOf(ruling, told, terms), ruling: { ...ruling, told: kept } };
};
