import { plain } from '../../reports/formats/text.ts';
import { knownProfile } from '../../reports/known-profile.ts';
import type { SiteMonth } from '../../reports/store/model.ts';
import type { Context, View } from '../context.ts';
import { siteMessages as words } from '../messages/site.ts';
import { isMonthMisread, monthOf } from '../query.ts';
import { dayIn, monthName } from '../views/format.ts';
import type { Markup } from '../views/markup.ts';
import { type FrameProps, type SiteTab, siteFrame, unauditedView } from '../views/site-frame.ts';
import { monthChoices } from './months.ts';

/** What the pages of one site have in common: who it is, in which month, and that month's report. */
export interface Frame extends Omit<FrameProps, 'tab' | 'hrefOf'> {
	readonly found: SiteMonth | undefined;
}

/** One site in one month: the one asked for, else its newest with a report. Undefined where nobody knows the site. */
export const frameOf = async (
	{ store, now }: Context,
	id: string,
	params: URLSearchParams,
): Promise<Frame | undefined> => {
	const site = await store.site(id);
	if (!site) return undefined;
	const trend = await store.trend(id);
	const current = dayIn(now()).slice(0, 7);
	const month = monthOf(params.get('month')) ?? trend.at(-1)?.period ?? current;
	const periods = trend.map(({ period }) => period);
	return {
		...{ site, month, trend, isMonthMisread: isMonthMisread(params) },
		months: monthChoices(periods, current, month),
		monthState: await store.monthState(month),
		found: await store.siteMonth(id, month),
	};
};

/** The report of a frame's month with the profile that it was scored by; undefined where the month has none. */
export const scoredBy = (context: Context, { found }: Pick<Frame, 'found'>) =>
	found && { month: found, ...knownProfile(context.profile, found.profile) };
export type Scored = NonNullable<ReturnType<typeof scoredBy>>;

/** Why a month has no report, instead of what a page would tell of it. */
export const unaudited = async ({ store, urls }: Context, frame: Frame): Promise<Markup> =>
	unauditedView({ ...frame, audits: await store.audits({ site: frame.site.id, limit: 20 }) }, urls);

/** A page of a site, within what all of them have in common. */
export const sitePageOf = (
	{ urls }: Context,
	frame: Frame,
	{
		tab,
		body,
		hrefOf,
	}: {
		readonly tab: SiteTab;
		readonly body: Markup;
		/** Where another month leads; absent where the page tells of no single one. */
		readonly hrefOf?: (month?: string) => string;
	},
): View => {
	const name = plain(frame.site.name) || frame.site.id;
	const title = [name, ...(hrefOf ? [monthName(frame.month)] : [])].join(' ');
	return {
		title: tab === 'overview' ? title : `${words.tabs[tab]} · ${title}`,
		body: siteFrame({ ...frame, tab, ...(hrefOf ? { hrefOf } : {}) }, body, urls),
	};
};
