import { plain } from '../../reports/formats/text.ts';
import { knownProfile } from '../../reports/known-profile.ts';
import { national } from '../../reports/profiles/national.ts';
import type { FindingLife, KnownSite } from '../../reports/store/model.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import type { Refused } from '../forms.ts';
import { monthOf, readFilter } from '../query.ts';
import type { FindingFilter } from '../url-states.ts';
import { filterQuery } from '../urls.ts';
import { changedParts, type FindingProps, findingView, type HeadProps } from '../views/finding.ts';
import { dayIn } from '../views/format.ts';
import type { Markup } from '../views/markup.ts';
import { refusedAt } from '../views/refused.ts';
import { costsFor } from './finding-costs.ts';
import { listOf } from './list.ts';
import { overdueDays } from './overdue.ts';
import { isPictureKept } from './picture.ts';
import { savedOf } from './saved.ts';

interface Found {
	readonly site: KnownSite;
	readonly life: FindingLife;
}

const found = async (
	{ store }: Context,
	siteId: string,
	id: string,
	params: URLSearchParams,
): Promise<Found | undefined> => {
	const site = await store.site(siteId);
	const life = site && (await store.finding(siteId, id, monthOf(params.get('month'))));
	return life && { site, life };
};

const over: ReadonlySet<string> = new Set(['fixed', 'gone', 'waived']);

/** Second looks: what there were, and whether another one can be asked for. */
const rechecksOf = (
	{ rechecks, reader }: Context,
	{ site: { id: site }, life }: Found,
): Pick<FindingProps, 'canRecheck' | 'isRechecked' | 'recheckFailure'> => {
	const failure = rechecks?.failure(site, life.finding.id);
	return {
		canRecheck: rechecks !== undefined && may(reader, 'recheck', site) && !over.has(life.finding.now),
		...(rechecks?.isBusy(site) ? { isRechecked: true } : {}),
		...(failure ? { recheckFailure: failure } : {}),
	};
};

const common = (context: Context, { site, life }: Found, filter: FindingFilter) => ({
	...{ site, life, filter, from: filterQuery(filter), reader: context.reader },
	...rechecksOf(context, { site, life }),
});

/** The findings before and behind it in its list; where what awaits a person ends in this site, those of the sites beside it. */
const besideOf = async (
	{ store, now }: Context,
	{ site: { id: site }, life: { finding, period } }: Found,
	filter: FindingFilter,
): Promise<FindingProps['neighbours']> => {
	const list = listOf(filter, dayIn(now()));
	const { previous, next } = await store.neighbours({ ...list, site, period }, finding.id);
	const at = async (way: 'previous' | 'next', own: string | undefined) => {
		if (own !== undefined) return { [way]: { site, finding: own } };
		const beside = filter.awaiting ? await store.awaitingBeside({ period, way, from: site }) : undefined;
		return beside ? { [way]: beside } : {};
	};
	return { ...(await at('previous', previous)), ...(await at('next', next)) };
};

const headOf = async ({ store, now }: Context, { site, life }: Found): Promise<HeadProps> => {
	// A past month tells the term that ran then; another one may run now.
	const latest = await store.finding(site.id, life.finding.id);
	const isSameTerm = latest?.finding.dueOn === life.finding.dueOn;
	const today = dayIn(now());
	return {
		life,
		underRepair: latest?.finding.repairing,
		overdueDays: isSameTerm ? overdueDays(life.finding, today) : 0,
		today,
	};
};

/** One finding, as the month asked for tells it or else its latest report; `refused`: what one of its forms sent and could not be kept. Undefined where there is none. */
export const findingPage = async (
	context: Context,
	siteId: string,
	id: string,
	params: URLSearchParams,
	refused?: Refused,
): Promise<View | undefined> => {
	const { store, checks, urls, profile, reader } = context;
	const one = await found(context, siteId, id, params);
	if (!one) return undefined;
	const { site, life } = one;
	const head = await headOf(context, one);
	const filter = readFilter(params);
	const check = checks.find(({ id: known }) => known === life.finding.check);
	const month = await store.siteMonth(siteId, life.period);
	const { today } = head;
	const task = life.task === undefined ? undefined : await store.task(life.task);
	const shared = common(context, one, filter);
	const saved = await savedOf(context, params, { month: life.period, filter });
	return {
		title: `${check?.name ?? life.finding.check} · ${plain(site.name) || site.id}`,
		body: findingView(
			{
				...shared,
				...(saved ? { saved } : {}),
				...(check ? { check } : {}),
				neighbours: await besideOf(context, one, filter),
				isPictureKept: await isPictureKept(context, siteId, life),
				decide: {
					finding: life.finding,
					site: siteId,
					month: life.period,
					monthState: (await store.monthState(life.period)).state,
					decisions: await store.decisions(siteId, { finding: id }),
					...{ from: shared.from, reader, today, refused: refusedAt(refused, 'decide') },
				},
				repairing: {
					...{ site: siteId, finding: id, month: life.period, from: shared.from, today, reader },
					repairing: head.underRepair,
					steps: await store.repairingSteps(siteId, id),
					canSay: may(reader, 'repair', siteId) && !over.has(life.finding.now),
					refused: refusedAt(refused, 'repairing'),
				},
				...(month
					? costsFor(life.finding, {
							site,
							month,
							profile: knownProfile(context.profile, month.profile).profile,
						})
					: {}),
				...(task ? { task } : {}),
				repairDays: (profile() ?? national).repairDays,
				...head,
			},
			urls,
		),
	};
};

/** The part of the page that tells of second looks, and what else they change. */
export const findingFragment = async (
	context: Context,
	siteId: string,
	id: string,
	params: URLSearchParams,
): Promise<Markup | undefined> => {
	const one = await found(context, siteId, id, params);
	if (!one) return undefined;
	return changedParts(common(context, one, readFilter(params)), await headOf(context, one), context.urls);
};
