import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { overviewMessages as words } from '../messages/overview.ts';
import { isMonthMisread, readOverview } from '../query.ts';
import { dayIn, monthName } from '../views/format.ts';
import { overviewView } from '../views/overview.ts';
import { pagesOf } from '../views/pager.ts';
import { monthChoices, monthsBefore } from './months.ts';

const size = 50;
/** Months of a row's small drawing, the one that is shown among them. */
const pastMonths = 12;
/** Districts that the page offers; others are written. */
const offeredDistricts = 200;

/** All sites in one month: the one asked for, else the newest with a report. */
export const overviewPage = async (context: Context, params: URLSearchParams): Promise<View> => {
	const { store, urls, now, profile } = context;
	const { month: askedMonth, page: askedPage = 1, ...choice } = readOverview(params);
	const periods = await store.periods();
	const today = dayIn(now());
	const current = today.slice(0, 7);
	// A month that has not come is somebody's trial of a later day.
	const newest = periods.find((period) => period <= current) ?? periods[0];
	const month = askedMonth ?? newest ?? current;
	const query = { period: month, ...choice, today, size };
	const first = await store.overview({ ...query, page: askedPage });
	// A page behind the last one shows the last one.
	const page = Math.min(askedPage, pagesOf(first.count, size));
	const rows = page === askedPage ? first.rows : await store.overviewRows({ ...query, page });
	const months = monthsBefore(month, pastMonths);
	const past = await store.pastScores(
		rows.map(({ site }) => site.id),
		months[0] ?? month,
		month,
	);
	return {
		title: words.titleOf(monthName(month)),
		current: 'overview',
		body: overviewView(
			{
				state: { ...choice, month, page },
				months: monthChoices(periods, current, month),
				monthState: await store.monthState(month),
				today,
				rows: rows.map((row) => {
					const scores = past.get(row.site.id);
					return { ...row, past: months.map((one) => scores?.get(one) ?? null) };
				}),
				count: first.count,
				verdicts: first.verdicts,
				totals: first.totals,
				districts: await store.districts(offeredDistricts),
				size,
				passMark: (profile() ?? national).passMark,
				isMonthMisread: isMonthMisread(params),
				isFirstStart: periods.length === 0,
				hasNotice: periods.includes(month) && choice.verdict !== 'unaudited' && first.count > 0,
			},
			urls,
		),
	};
};
