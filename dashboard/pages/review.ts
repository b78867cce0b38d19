import type { Context, View } from '../context.ts';
import type { Refused } from '../forms.ts';
import { reviewMessages as words } from '../messages/review.ts';
import { isMonthMisread, monthOf, pageOf } from '../query.ts';
import { dayIn, monthName } from '../views/format.ts';
import { pagesOf } from '../views/pager.ts';
import { reviewView } from '../views/review.ts';
import { monthChoices } from './months.ts';

/** What waits for a person in a month: the one asked for, else the newest with a report; `refused`: the step that was sent and could not be kept. */
export const reviewPage = async (
	{ store, urls, now, reader }: Context,
	params: URLSearchParams,
	refused?: Refused,
): Promise<View> => {
	const periods = await store.periods();
	const today = dayIn(now());
	const current = today.slice(0, 7);
	const month = monthOf(params.get('month')) ?? periods.find((period) => period <= current) ?? current;
	const size = 50;
	const asked = pageOf(params);
	const first = await store.awaiting(month, { page: asked, size });
	const page = Math.min(asked, pagesOf(first.count, size));
	const awaiting = page === asked ? first : await store.awaiting(month, { page, size });
	const begin = await store.awaitingBeside({ period: month, way: 'next' });
	return {
		title: words.titleOf(monthName(month)),
		current: 'review',
		body: reviewView(
			{
				month,
				months: monthChoices(periods, current, month),
				isMonthMisread: isMonthMisread(params),
				isAudited: periods.includes(month),
				state: await store.monthState(month),
				awaiting,
				...(begin ? { begin } : {}),
				page,
				size,
				today,
				...{ reader, refused },
			},
			urls,
		),
	};
};
