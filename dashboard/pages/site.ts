import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { readSite } from '../query.ts';
import { dayIn } from '../views/format.ts';
import { siteView } from '../views/site.ts';
import { columnsByUrgency } from './column-state.ts';
import { checkNames } from './names.ts';
import { overdueDays } from './overdue.ts';
import { columnFindings } from './site-columns.ts';
import { siteFindingsPage } from './site-findings.ts';
import { type Frame, frameOf, scoredBy, sitePageOf, unaudited } from './site-frame.ts';

/** Findings that are named at once. */
const mostPressing = 10;

/** The findings and columns of a month that come first, and what people decided of it. */
const reportOf = async (context: Context, frame: Frame) => {
	const { store, now, out } = context;
	const scored = scoredBy(context, frame);
	if (!scored) return undefined;
	const { site, month } = frame;
	const today = dayIn(now());
	const { rows } = await store.findings({ site: site.id, period: month, size: mostPressing });
	const columns = columnsByUrgency(scored.month.columns, {
		asOf: scored.month.sums.asOf,
		upcoming: scored.month.upcoming ?? [],
		findings: await columnFindings(context, site.id, scored.month),
	});
	return {
		...scored,
		pressing: rows.filter(({ state }) => state !== 'fixed' && state !== 'waived'),
		overdueOf: (finding: (typeof rows)[number]) => overdueDays(finding, today),
		isHarmful: (check: string) => context.checks.find(({ id }) => id === check)?.isHarmful ?? false,
		columns,
		decisions: await store.decisions(site.id, { period: month }),
		isFileOffered: out !== undefined,
	};
};

/** How a site stands in one month: the one asked for, else its newest with a report. Undefined where nobody knows the site. */
export const sitePage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls } = context;
	const { month: _, page, ...filters } = readSite(params);
	// An address of before, when the findings stood on this page.
	if (page !== 1 || Object.values(filters).some((value) => value !== undefined))
		return siteFindingsPage(context, id, params);
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const report = await reportOf(context, frame);
	const { site, trend } = frame;
	return sitePageOf(context, frame, {
		tab: 'overview',
		hrefOf: (to) => urls.site(id, to ? { month: to } : {}),
		body: siteView(
			{
				...frame,
				...(report ? { report } : { unaudited: await unaudited(context, frame) }),
				...(site.type === 'portal' ? { passMark: (context.profile() ?? national).passMark } : {}),
				checks: context.checks,
				checkTrend: trend.length > 0 ? await store.checkTrend(id) : [],
				nameOf: checkNames(context),
				today: dayIn(context.now()),
			},
			urls,
		),
	});
};
