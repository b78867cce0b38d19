import type { SiteMonth } from '../../reports/store/model.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { readSite } from '../query.ts';
import type { SiteState } from '../url-states.ts';
import type { FindingsProps } from '../views/findings.ts';
import { dayIn } from '../views/format.ts';
import { pagesOf } from '../views/pager.ts';
import { siteFindingsView } from '../views/site-findings.ts';
import { listOf } from './list.ts';
import { checkNames } from './names.ts';
import { overdueDays } from './overdue.ts';
import { frameOf, sitePageOf, unaudited } from './site-frame.ts';

const size = 50;

/** A page of the month's findings; one behind the last shows the last. */
const findingsOf = async (
	context: Context,
	site: string,
	report: SiteMonth,
	asked: SiteState & { readonly month: string },
): Promise<FindingsProps> => {
	const { store, now } = context;
	const { month, page: _page, state, ...filter } = asked;
	const today = dayIn(now());
	const query = { ...listOf({ state, ...filter }, today), site, period: month, size };
	const first = await store.findings({ ...query, page: asked.page });
	const page = Math.min(asked.page ?? 1, pagesOf(first.count, size));
	const { rows, count } = page === (asked.page ?? 1) ? first : await store.findings({ ...query, page });
	// Those that are done with fit most filters, too, and are not among the numbers that led here.
	const countOf = async (done: 'fixed' | 'waived'): Promise<number> =>
		state ? 0 : (await store.findings({ ...query, state: done, size: 1 })).count;
	return {
		site,
		state: { ...asked, page },
		rows,
		count,
		fixed: await countOf('fixed'),
		waived: await countOf('waived'),
		size,
		byCheck: report.byCheck,
		nameOf: checkNames(context),
		isHarmful: (check) => context.checks.find(({ id }) => id === check)?.isHarmful ?? false,
		isOverdue: (finding) => overdueDays(finding, today) > 0,
		today,
	};
};

/** What is wrong with a site in one month, and what will be. Undefined where nobody knows the site. */
export const siteFindingsPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { urls, rechecks, reader } = context;
	const asked = readSite(params);
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const { found, month } = frame;
	return sitePageOf(context, frame, {
		tab: 'findings',
		hrefOf: (to) => urls.site(id, to ? { month: to } : {}, 'findings'),
		body: found
			? siteFindingsView(
					{
						...{ site: id, month, reader },
						findings: await findingsOf(context, id, found, { ...asked, month }),
						upcoming: found.upcoming ?? [],
						...(rechecks && may(reader, 'recheck', id)
							? { recheck: { isBusy: rechecks.isBusy(id), failure: rechecks.failure(id) } }
							: {}),
						nameOf: checkNames(context),
					},
					urls,
				)
			: await unaudited(context, frame),
	});
};
