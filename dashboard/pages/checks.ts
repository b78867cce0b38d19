import { checkGroups } from '../../checks/check.ts';
import { type CheckDescription, describeChecks, scoreNames } from '../../reports/formats/checks.ts';
import { termRows } from '../../reports/formats/profile-rows.ts';
import type { Profile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import type { Context, View } from '../context.ts';
import { checksMessages as words } from '../messages/checks.ts';
import { searchOf } from '../query.ts';
import { checkView } from '../views/check.ts';
import { type CheckGroup, checksView, type MonthTotals } from '../views/checks.ts';

const totalsOf = async ({ store }: Context): Promise<MonthTotals | undefined> => {
	const [month] = await store.periods();
	if (month === undefined) return undefined;
	const totals = await store.checkTotals(month);
	return { month, byCheck: new Map(totals.map((total) => [total.check, total])) };
};

const fits = ({ id, name, decides, basis }: CheckDescription, search: string | undefined): boolean => {
	const wanted = search?.toLowerCase() ?? '';
	return [id, name, decides, basis].some((text) => text.toLowerCase().includes(wanted));
};

/** Each check once: by the first indicator that it costs points in, in the profile's order. */
const grouped = (checks: readonly CheckDescription[], { indicators }: Profile): CheckGroup[] => {
	const homeOf = ({ points, vetoes }: CheckDescription): string =>
		Object.keys(indicators).find((id) => points.some(({ indicator }) => indicator === id)) ??
		(vetoes.length > 0 ? 'veto' : 'none');
	const byHome = Map.groupBy(checks, homeOf);
	const homes: readonly (readonly [id: string, name: string])[] = [
		['veto', words.vetoOnly],
		...Object.entries(indicators).map(
			([id, { score, name }]) => [id, `${scoreNames[score]}·${name}`] as const,
		),
		['none', words.noPoints],
	];
	return homes.flatMap(([id, name]) => {
		const own = byHome.get(id);
		return own ? [{ id: `by-${id}`, name, checks: own }] : [];
	});
};

/** All checks with their points in the profile in use, by indicator; those that fit a search. */
export const checksPage = async (context: Context, params: URLSearchParams): Promise<View> => {
	const used = context.profile() ?? national;
	const search = searchOf(params);
	const described = describeChecks(context.checks, used);
	const totals = await totalsOf(context);
	return {
		title: words.title,
		current: 'checks',
		body: checksView(
			{
				groups: grouped(
					described.filter((check) => fits(check, search)),
					used,
				),
				count: described.length,
				profile: used.name,
				...(search === undefined ? {} : { search }),
				...(totals ? { totals } : {}),
			},
			context.urls,
		),
	};
};

/** One check; undefined where there is none of that id. */
export const checkPage = async (context: Context, id: string): Promise<View | undefined> => {
	const check = context.checks.find((one) => one.id === id);
	if (!check) return undefined;
	const used = context.profile() ?? national;
	const [described] = describeChecks([check], used);
	if (!described) return undefined;
	const totals = await totalsOf(context);
	const sites = totals?.byCheck.get(id)?.most ?? [];
	return {
		title: described.name,
		current: 'checks',
		body: checkView(
			{
				check: described,
				group: checkGroups[described.group],
				terms: termRows(used, described.terms),
				sites,
				...(totals ? { totals } : {}),
			},
			context.urls,
		),
	};
};
