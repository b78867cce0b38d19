import { plain } from '../../reports/formats/text.ts';
import { knownProfile } from '../../reports/known-profile.ts';
import { national } from '../../reports/profiles/national.ts';
import type { KnownSite, SiteMonth } from '../../reports/store/model.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { readSite } from '../query.ts';
import type { SiteState } from '../urls.ts';
import type { FindingsProps } from '../views/findings.ts';
import { dayIn, monthName } from '../views/format.ts';
import { pagesOf } from '../views/pager.ts';
import { siteView } from '../views/site.ts';
import { monthChoices } from './months.ts';
import { checkNames } from './names.ts';
import { overdueDays } from './overdue.ts';

const size = 50;
const maxAudits = 20;

/** A page of the month's findings; one behind the last shows the last. */
const findingsOf = async (
	context: Context,
	site: KnownSite,
	report: SiteMonth,
	asked: SiteState & { readonly month: string },
): Promise<FindingsProps> => {
	const { store, now } = context;
	const { month, check, state, severity, certainty, search } = asked;
	const query = { site: site.id, period: month, check, state, severity, certainty, search, size };
	const first = await store.findings({ ...query, page: asked.page });
	const page = Math.min(asked.page ?? 1, pagesOf(first.count, size));
	const { rows, count } = page === (asked.page ?? 1) ? first : await store.findings({ ...query, page });
	// Those that are done with fit most filters, too, and are not among the numbers that led here.
	const countOf = async (done: 'fixed' | 'waived'): Promise<number> =>
		state ? 0 : (await store.findings({ ...query, state: done, size: 1 })).count;
	const today = dayIn(now());
	return {
		site: site.id,
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
	};
};

/** One site in one month: the one asked for, else its newest with a report. Undefined where nobody knows the site. */
export const sitePage = async (
	context: Context,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, urls, now, out } = context;
	const site = await store.site(id);
	if (!site) return undefined;
	const asked = readSite(params);
	const trend = await store.trend(id);
	const current = dayIn(now()).slice(0, 7);
	const month = asked.month ?? trend.at(-1)?.period ?? current;
	const found = await store.siteMonth(id, month);
	const monthState = await store.monthState(month);
	const report = found && {
		month: found,
		...knownProfile(context.profile, found.profile),
		findings: await findingsOf(context, site, found, { ...asked, month }),
		isFileOffered: out !== undefined,
		isFrozen: monthState.state === 'frozen',
	};
	const periods = trend.map(({ period }) => period);
	return {
		title: `${plain(site.name) || site.id} ${monthName(month)}`,
		body: siteView(
			{
				site,
				month,
				months: monthChoices(periods, current, month),
				monthState,
				reader: context.reader,
				...(context.rechecks && may(context.reader, 'recheck', id)
					? { recheck: { isBusy: context.rechecks.isBusy(id), failure: context.rechecks.failure(id) } }
					: {}),
				...(report ? { report } : {}),
				probes: await store.probeDays(site, `${month}-01`, `${month}-31`),
				trend,
				...(site.type === 'portal' ? { passMark: (context.profile() ?? national).passMark } : {}),
				audits: await store.audits({ site: id, limit: maxAudits }),
				nameOf: checkNames(context),
			},
			urls,
		),
	};
};
