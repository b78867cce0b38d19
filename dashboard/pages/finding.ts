import { plain } from '../../reports/formats/text.ts';
import { national } from '../../reports/profiles/national.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import { monthOf } from '../query.ts';
import { findingView } from '../views/finding.ts';
import { dayIn } from '../views/format.ts';
import { refreshSoon } from '../views/markup.ts';
import { overdueDays } from './overdue.ts';
import { isPictureKept } from './picture.ts';

/** One finding, as the month asked for tells it or else its latest report. Undefined where there is none. */
export const findingPage = async (
	context: Context,
	siteId: string,
	id: string,
	params: URLSearchParams,
): Promise<View | undefined> => {
	const { store, checks, urls, now, rechecks, profile, reader } = context;
	const site = await store.site(siteId);
	const life = site && (await store.finding(siteId, id, monthOf(params.get('month'))));
	if (!life) return undefined;
	// A past month tells the term that ran then; another one may run now.
	const latest = await store.finding(siteId, id);
	const isSameTerm = latest?.finding.dueOn === life.finding.dueOn;
	const isRechecked = rechecks?.isBusy(siteId) ?? false;
	const check = checks.find((one) => one.id === life.finding.check);
	return {
		title: `${check?.name ?? life.finding.check} · ${plain(site.name) || site.id}`,
		...(isRechecked ? { head: refreshSoon } : {}),
		body: findingView(
			{
				site,
				life,
				...(check ? { check } : {}),
				isPictureKept: await isPictureKept(context, siteId, life),
				decide: {
					finding: life.finding,
					site: siteId,
					month: life.period,
					monthState: (await store.monthState(life.period)).state,
					decisions: await store.decisions(siteId, { finding: id }),
					reader,
				},
				canRecheck:
					rechecks !== undefined &&
					may(reader, 'recheck', siteId) &&
					!['fixed', 'gone', 'waived'].includes(life.finding.now),
				...(isRechecked ? { isRechecked } : {}),
				...(rechecks?.failure(siteId) ? { recheckFailure: rechecks.failure(siteId) } : {}),
				repairDays: (profile() ?? national).repairDays,
				overdueDays: isSameTerm ? overdueDays(life.finding, dayIn(now())) : 0,
			},
			urls,
		),
	};
};
