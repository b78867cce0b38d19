import type { StoredFinding } from '../../reports/store/model.ts';

/** Whether a finding still stands, whatever the month that is looked at, though the day by which it had to be repaired has passed. `today` is YYYY-MM-DD. */
export const isOverdue = (
	{ dueOn, certainty, now }: Pick<StoredFinding, 'dueOn' | 'certainty' | 'now'>,
	today: string,
): boolean =>
	dueOn !== undefined &&
	dueOn < today &&
	certainty === 'certain' &&
	(now === 'new' || now === 'open' || now === 'regressed');
