import type { Context, View } from '../context.ts';
import { monthOf } from '../query.ts';
import { dayIn, monthName } from '../views/format.ts';
import { reviewView } from '../views/review.ts';
import { monthChoices } from './months.ts';

/** What waits for a person in a month: the one asked for, else the newest with a report. */
export const reviewPage = async (
	{ store, urls, now }: Context,
	params: URLSearchParams,
	name: string,
): Promise<View> => {
	const periods = await store.periods();
	const today = dayIn(now());
	const current = today.slice(0, 7);
	const month = monthOf(params.get('month')) ?? periods.find((period) => period <= current) ?? current;
	return {
		title: `${monthName(month)}人工处理`,
		current: 'review',
		body: reviewView(
			{
				month,
				months: monthChoices(periods, current, month),
				state: await store.monthState(month),
				awaiting: await store.awaiting(month),
				today,
				name,
			},
			urls,
		),
	};
};
