import { plain } from '../../reports/formats/text.ts';
import type { SiteMonth } from '../../reports/store/model.ts';
import type { Context, View } from '../context.ts';
import { readColumns } from '../site-query.ts';
import { columnsView } from '../views/columns.ts';
import { pagesOf } from '../views/pager.ts';
import { type ColumnFinding, columnStates, columnsByUrgency } from './column-state.ts';
import { frameOf, scoredBy, sitePageOf, unaudited } from './site-frame.ts';

const size = 100;
/** Stale or empty columns of one report that are looked up. */
const maxFindings = 1000;

/** The findings of a month that columns are stale or empty, as far as they stand. */
export const columnFindings = async (
	{ store }: Context,
	site: string,
	{ byCheck, sums }: SiteMonth,
): Promise<ColumnFinding[]> => {
	const told = await Promise.all(
		['stale-column', 'empty-column']
			.filter((check) =>
				byCheck.some((one) => one.check === check && one.certain + one.review + one.carried > 0),
			)
			.map((check) => store.findings({ site, period: sums.period, check, size: maxFindings })),
	);
	return told
		.flatMap(({ rows }) => rows)
		.filter(({ state }) => state !== 'fixed' && state !== 'waived')
		.map(({ id, check, subject, certainty }) => ({ id, check, subject, certainty }));
};

/** The columns of a site by one month's report, the most urgent first. Undefined where nobody knows the site. */
export const siteColumnsPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { urls } = context;
	const asked = readColumns(params);
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const scored = scoredBy(context, frame);
	const hrefOf = (to?: string): string => urls.siteColumns(id, to ? { month: to } : {});
	if (!scored)
		return sitePageOf(context, frame, { tab: 'columns', hrefOf, body: await unaudited(context, frame) });
	const { month: report, profile, isExact } = scored;
	const all = columnsByUrgency(report.columns, {
		asOf: report.sums.asOf,
		upcoming: report.upcoming ?? [],
		findings: await columnFindings(context, id, report),
		staleAfter: profile.terms.staleAfter,
	});
	const wanted = asked.search?.toLowerCase();
	const fitting = all.filter(
		({ column, state }) =>
			(!asked.state || state === asked.state) &&
			(!asked.kind || column.kind === asked.kind) &&
			(!wanted || `${plain(column.title)} ${column.url}`.toLowerCase().includes(wanted)),
	);
	const page = Math.min(asked.page ?? 1, pagesOf(fitting.length, size));
	const counts = columnStates.map(
		(state) => [state, all.filter((one) => one.state === state).length] as const,
	);
	return sitePageOf(context, frame, {
		tab: 'columns',
		hrefOf,
		body: columnsView(
			{
				site: id,
				state: { ...asked, month: frame.month, page },
				asOf: report.sums.asOf,
				rows: fitting.slice((page - 1) * size, page * size),
				count: fitting.length,
				size,
				counts,
				kinds: [...new Set(report.columns.map(({ kind }) => kind))],
				staleAfter: profile.terms.staleAfter,
				isExact,
				isTermTold: report.columns.some(({ dueOn }) => dueOn !== undefined),
			},
			urls,
		),
	});
};
