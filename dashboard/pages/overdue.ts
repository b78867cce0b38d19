import type { FindingState, StoredFinding } from '../../reports/store/model.ts';

/** Whether a finding stands though the day by which it had to be repaired has passed. `today` is YYYY-MM-DD. */
export const isOverdue = (
	{ dueOn, certainty }: Pick<StoredFinding, 'dueOn' | 'certainty'>,
	state: FindingState | 'gone',
	today: string,
): boolean =>
	dueOn !== undefined &&
	dueOn < today &&
	certainty === 'certain' &&
	(state === 'new' || state === 'open' || state === 'regressed');
