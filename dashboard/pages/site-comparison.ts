import { knownProfile } from '../../reports/known-profile.ts';
import type { Context, View } from '../context.ts';
import { readComparison } from '../site-query.ts';
import { comparisonView } from '../views/comparison.ts';
import { pagesOf } from '../views/pager.ts';
import { checkNames } from './names.ts';
import { frameOf, sitePageOf } from './site-frame.ts';

const size = 50;

/** Two months of a site beside each other. Undefined where nobody knows the site. */
export const siteComparisonPage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls, profile } = context;
	const asked = readComparison(params);
	const frame = await frameOf(context, id, params);
	if (!frame) return undefined;
	const periods = frame.trend.map(({ period }) => period);
	const after = frame.month;
	const before =
		asked.before ??
		periods.findLast((period) => period < after) ??
		periods.find((period) => period !== after);
	const [earlier, later] = [
		before === undefined ? undefined : await store.siteMonth(id, before),
		frame.found,
	];
	const query = { site: id, before: before ?? '', after };
	const changes = earlier && later && before !== after ? ((await store.comparison(query)) ?? []) : undefined;
	const { change, check } = asked;
	const count = (changes ?? [])
		.filter((row) => !check || row.check === check)
		.reduce((sum, row) => sum + (change ? row[change] : 0), 0);
	const page = Math.min(asked.page ?? 1, pagesOf(count, size));
	const rows =
		change && changes
			? await store.changedFindings({ ...query, change, ...(check ? { check } : {}), page, size })
			: [];
	return sitePageOf(context, frame, {
		tab: 'comparison',
		body: comparisonView(
			{
				site: id,
				state: { ...asked, month: after, page, ...(before === undefined ? {} : { before }) },
				periods: periods.toReversed(),
				...(earlier
					? { earlier: { report: earlier, state: await store.monthState(earlier.sums.period) } }
					: {}),
				...(later ? { later: { report: later, state: frame.monthState } } : {}),
				...(changes ? { changes } : {}),
				...{ rows, count, size },
				profile: knownProfile(profile, (later ?? earlier)?.profile ?? { name: 'national', hash: '' }).profile,
				nameOf: checkNames(context),
			},
			urls,
		),
	});
};
