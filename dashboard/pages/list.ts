import type { FindingsQuery } from '../../reports/store/model.ts';
import type { FindingFilter } from '../url-states.ts';

/** What the store is asked for by the filter of an address. `today` is YYYY-MM-DD. */
export const listOf = (
	{ awaiting, overdue, ...filter }: FindingFilter,
	today: string,
): Omit<FindingsQuery, 'site' | 'period'> => ({
	...filter,
	...(overdue ? { overdueOn: today } : {}),
	...(awaiting ? { isAwaiting: true } : {}),
});
