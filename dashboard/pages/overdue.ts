import type { StoredFinding } from '../../reports/store/model.ts';

/**
 * Days since the one by which a finding had to be repaired, where it still stands, whatever the month that is looked at; else 0.
 * `today` is YYYY-MM-DD.
 */
export const overdueDays = (
	{ dueOn, certainty, state, now }: Pick<StoredFinding, 'dueOn' | 'certainty' | 'state' | 'now'>,
	today: string,
): number => {
	const stands = [state, now].every((one) => one !== 'fixed' && one !== 'waived' && one !== 'gone');
	// Once it was repaired and came back, another term runs.
	const isBack = now === 'regressed' && state !== 'regressed';
	if (dueOn === undefined || certainty !== 'certain' || !stands || isBack) return 0;
	return Math.max(0, Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000));
};
