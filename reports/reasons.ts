import type { Inspection } from './model.ts';
import type { Profile } from './profile.ts';
import type { Sums } from './store/model.ts';

export interface ReasonRules {
	/** What the profile calls a veto. */
	readonly vetoName: (id: string) => string;
	/** Of the profile that the score was reckoned by; absent where its values are no longer known. */
	readonly marks?: Pick<Profile, 'passMark' | 'leastObserved'>;
	/** Its number decides nothing. */
	readonly isDepartment: boolean;
}

const scoreReason = (
	{ vetoes, total, observed }: Inspection,
	{ marks, isDepartment }: ReasonRules,
): string | undefined => {
	if (total === null || isDepartment) return undefined;
	const points = `网站检查${observed < 100 ? '折算' : ''} ${total} 分`;
	// Where no veto holds, nothing but the number can have decided.
	if (!marks)
		return vetoes.some(({ state }) => state === 'holds') ? undefined : `${points}，低于当时的合格线`;
	return observed >= marks.leastObserved && total < marks.passMark
		? `${points}，低于合格线 ${marks.passMark} 分`
		: undefined;
};

/** Why a site is 不合格, a clause a reason: each veto that holds, and a score below the pass mark. Empty with another verdict. */
export const reasonsOf = (inspection: Inspection, rules: ReasonRules): string[] => {
	if (inspection.verdict !== 'unqualified') return [];
	const held = inspection.vetoes.filter(({ state }) => state === 'holds');
	const score = scoreReason(inspection, rules);
	return [...held.map(({ id }) => `单项否决“${rules.vetoName(id)}”成立`), ...(score ? [score] : [])];
};

/** The same in a few words, where only a month's sums are at hand. */
export const briefReason = (
	{ verdict, vetoesHeld, inspection }: Pick<Sums, 'verdict' | 'vetoesHeld' | 'inspection'>,
	passMark: number,
): string | undefined => {
	if (verdict !== 'unqualified') return undefined;
	if (vetoesHeld > 0) return vetoesHeld === 1 ? '单项否决成立' : `单项否决成立 ${vetoesHeld} 项`;
	// A report may have been scored by another profile than the one that is used now.
	return inspection !== null && inspection < passMark ? `低于 ${passMark} 分` : '低于合格线';
};
