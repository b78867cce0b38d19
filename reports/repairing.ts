import { dayName } from '../checks/facts/calendar.ts';
import type { Finding } from './model.ts';

/** 整改中: a maintainer says that a finding is being repaired. It changes no score, and ends with the repair. */
export type Repairing = NonNullable<Finding['repairing']>;

/** The longest that a repair can be put off, days. */
export const maxRepairingDays = 366;

/** `late`: the day on which it was to be done has passed. `today`: YYYY-MM-DD. */
export const repairingState = ({ until }: Pick<Repairing, 'until'>, today: string): 'under-way' | 'late' =>
	until !== undefined && until < today ? 'late' : 'under-way';

/** Why a maintainer cannot say it with this day, a Chinese sentence; undefined where they can. */
export const repairingRefusal = (
	until: string | undefined,
	{ today, lastDay }: { readonly today: string; readonly lastDay: string },
): string | undefined => {
	if (until === undefined) return undefined;
	if (until < today) return '预计完成日期不能早于今天';
	return until > lastDay ? `预计完成日期不得晚于${dayName(lastDay)}` : undefined;
};

/** A finding with what is said of its repair, as long as there is something to repair. */
export const withRepairing = (finding: Finding, said: Repairing | undefined): Finding => {
	const { repairing: _, ...rest } = finding;
	const stands = finding.state !== 'fixed' && finding.state !== 'waived' && finding.state !== 'regressed';
	return said && stands ? { ...rest, repairing: said } : rest;
};
