import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { readOverview } from '../query.ts';
import { dayIn, monthName } from '../views/format.ts';
import { overviewView } from '../views/overview.ts';
import { pagesOf } from '../views/pager.ts';
import { monthChoices } from './months.ts';

const size = 50;

/** All sites in one month: the one asked for, else the newest with a report. */
export const overviewPage = async (context: Context, params: URLSearchParams): Promise<View> => {
	const { store, urls, now, profile } = context;
	const asked = readOverview(params);
	const periods = await store.periods();
	const current = dayIn(now()).slice(0, 7);
	// A month that has not come is somebody's trial of a later day.
	const newest = periods.find((period) => period <= current) ?? periods[0];
	const month = asked.month ?? newest ?? current;
	const { search, verdict, sort, descending } = asked;
	const query = { period: month, search, verdict, sort, descending, size };
	const first = await store.overview({ ...query, page: asked.page });
	// A page behind the last one shows the last one.
	const page = Math.min(asked.page ?? 1, pagesOf(first.count, size));
	const { rows, count } = page === (asked.page ?? 1) ? first : await store.overview({ ...query, page });
	const { verdicts } = verdict ? await store.overview({ period: month, search, size: 1 }) : first;
	return {
		title: `${monthName(month)}总览`,
		current: 'overview',
		body: overviewView(
			{
				state: { ...asked, month, page },
				months: monthChoices(periods, current, month),
				monthState: await store.monthState(month),
				rows,
				count,
				verdicts,
				size,
				passMark: (profile() ?? national).passMark,
				isFirstStart: periods.length === 0,
			},
			urls,
		),
	};
};
