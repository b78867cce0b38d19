import { plain } from '../../reports/formats/text.ts';
import type { KnownSite, StoredFinding } from '../../reports/store/model.ts';
import type { StoredTask, TasksQuery } from '../../reports/store/task-model.ts';
import { may } from '../access.ts';
import type { Context, View } from '../context.ts';
import type { Refused } from '../forms.ts';
import { workMessages as words } from '../messages/work.ts';
import { numberOf, ownPath, pageOf, readWork } from '../query.ts';
import type { WorkState } from '../url-states.ts';
import { dayIn } from '../views/format.ts';
import { type Ended, taskView } from '../views/task.ts';
import { workView } from '../views/work.ts';
import type { ActsProps, Begun } from '../views/work-parts.ts';
import { checkNames } from './names.ts';

const size = 50;
/** Sites that a search finds, and that are offered to choose from. */
const mostSites = 50;
/** Work lists that are worked out for one request, where an older version kept the audits. */
const mostTold = 3;

interface Chosen {
	/** Undefined: all. */
	readonly sites?: readonly string[];
	readonly site?: KnownSite;
	readonly choices: readonly KnownSite[];
	readonly onlyFirst?: number;
}

/** The sites that a reader asks for: one, those whose name has these words, or all of theirs. */
const chosenSites = async ({ store, reader, now }: Context, state: WorkState): Promise<Chosen> => {
	const own = reader.role === 'maintainer' ? (reader.sites ?? []) : undefined;
	const choices =
		own && own.length <= mostSites
			? (await Promise.all(own.map((id) => store.site(id)))).filter((site) => site !== undefined)
			: [];
	const site = state.site === undefined ? undefined : await store.site(state.site);
	if (state.site !== undefined) return { choices, sites: site ? [site.id] : [], ...(site ? { site } : {}) };
	if (state.search === undefined) return { choices, ...(own ? { sites: own } : {}) };
	const period = dayIn(now()).slice(0, 7);
	const { rows, count } = await store.overview({ period, search: state.search, size: mostSites });
	const sites = rows.map((row) => row.site.id);
	return { choices, sites, ...(count > mostSites ? { onlyFirst: mostSites } : {}) };
};

/** What the store is asked for. */
export const tasksQuery = async (
	context: Context,
	state: WorkState,
): Promise<TasksQuery & { readonly chosen: Chosen }> => {
	const chosen = await chosenSites(context, state);
	const { severity, overdue, sort } = state;
	return {
		chosen,
		...(chosen.sites ? { sites: chosen.sites } : {}),
		...(severity ? { severity } : {}),
		...(overdue ? { overdueOn: dayIn(context.now()) } : {}),
		...(sort ? { sort } : {}),
	};
};

const actsOf = (context: Context, site: string | undefined, refused: Refused | undefined): ActsProps => {
	const { reader, rechecks, now, profile } = context;
	const at = site ?? reader.sites?.[0];
	const vetoes = profile()?.vetoes;
	return {
		canRecheck: rechecks !== undefined && may(reader, 'recheck', at),
		canRepair: may(reader, 'repair', at),
		reader,
		...{ today: dayIn(now()), refused },
		vetoName: (id) => vetoes?.[id]?.name ?? id,
	};
};

/** Whether findings stand that no list has: what the audit was scored with was not kept. Of one site; many are not asked. */
const isUnknown = async ({ store }: Context, sites: readonly string[] | undefined): Promise<boolean> => {
	const [site] = sites ?? [];
	if (site === undefined || sites?.length !== 1) return false;
	return ((await store.recheckable(site))?.findings.length ?? 0) > 0;
};

/** What the reader has just asked for, as the address tells it, and how that stands at these sites. */
const begunOf = (
	{ rechecks }: Context,
	params: URLSearchParams,
	{ sites, href }: { readonly sites: readonly string[]; readonly href: string },
): { readonly begun?: Begun } => {
	const act = params.get('done');
	const count = numberOf(params.get('count') ?? undefined);
	if ((act !== 'recheck' && act !== 'begin' && act !== 'revoke') || count === undefined) return {};
	const failure = sites.map((site) => rechecks?.failure(site)).find((one) => one !== undefined);
	const isBusy = sites.some((site) => rechecks?.isBusy(site) ?? false);
	const asked = new URLSearchParams({ done: act, count: String(count) });
	const own = `${href}${href.includes('?') ? '&' : '?'}${asked}`;
	return { begun: { act, count, isBusy, href: own, ...(failure === undefined ? {} : { failure }) } };
};

/** Those of some tasks of which a finding is being looked at again. */
const busyTasks = async (
	{ store, rechecks }: Context,
	tasks: readonly Pick<StoredTask, 'n' | 'site'>[],
): Promise<ReadonlySet<number>> => {
	const busy = new Set<number>();
	for (const { n, site } of tasks) {
		if (!rechecks?.isBusy(site)) continue;
		const own = (await store.findingsOfTasks([n])).get(site) ?? [];
		if (own.some((finding) => rechecks.isBusy(site, finding))) busy.add(n);
	}
	return busy;
};

/** What became of a finding that nobody has to repair any more: who saw or decided that, and when. */
const endOf = async ({ store }: Context, { site, id }: StoredFinding): Promise<Ended> => {
	const recheck = (await store.finding(site, id))?.rechecks.at(-1);
	const decision = (await store.decisions(site, { finding: id })).at(-1);
	const isSeen = recheck !== undefined && (!decision || recheck.at >= decision.at);
	return { ...(isSeen ? { recheck } : decision && decision.step !== 'enter' ? { decision } : {}) };
};

/** The work list of a reader's sites, a page of it. */
export const workPage = async (
	context: Context,
	params: URLSearchParams,
	refused?: Refused,
): Promise<View> => {
	const { store, urls, now } = context;
	const state = { ...readWork(params), page: pageOf(params) };
	const { chosen, ...query } = await tasksQuery(context, state);
	for (const site of (chosen.sites ?? []).slice(0, mostTold)) await store.tellTasks(site);
	const tasks = await store.tasks({ ...query, page: state.page, size });
	const { site, choices, onlyFirst } = chosen;
	const isFiltered = state.severity || state.overdue || state.search || state.page > 1;
	const lists = await store.listsTold(chosen.sites);
	const isPending = lists.told < lists.of;
	const nothing =
		chosen.sites?.length === 0 && !state.search && !state.site
			? 'noSites'
			: isPending
				? 'pending'
				: isFiltered
					? 'filtered'
					: lists.of === 0
						? 'never'
						: site?.origin === 'report' && tasks.rows.length === 0
							? 'unlisted'
							: tasks.rows.length === 0 && (await isUnknown(context, chosen.sites))
								? 'unknown'
								: 'clean';
	return {
		title: site ? words.of(plain(site.name) || site.id) : words.title,
		current: 'work',
		body: workView(
			{
				...{ state, choices, tasks, size, nothing },
				...(isPending ? { pending: lists } : {}),
				...(site ? { site } : {}),
				...(onlyFirst ? { onlyFirst } : {}),
				today: dayIn(now()),
				nameOf: checkNames(context),
				busy: await busyTasks(context, tasks.rows),
				acts: actsOf(context, site?.id, refused),
				...begunOf(context, params, {
					sites: [...new Set(tasks.rows.map((task) => task.site))],
					href: urls.work(state),
				}),
			},
			urls,
		),
	};
};

/** One task with a page of its findings, also once all of it is done; undefined where there is none. */
export const taskPage = async (
	context: Context,
	n: number,
	params: URLSearchParams,
	refused?: Refused,
): Promise<View | undefined> => {
	const { store, urls, now, checks } = context;
	const task = await store.task(n);
	if (!task) return undefined;
	const page = pageOf(params);
	const { rows, count } = await store.findings({
		...{ site: task.site, period: task.period, task: n, page, size },
	});
	return {
		title: plain(task.what),
		current: 'work',
		body: taskView(
			{
				...{ task, rows, count, page, size, today: dayIn(now()) },
				isBusy: (await busyTasks(context, [task])).size > 0,
				ends:
					task.standing > 0
						? new Map()
						: new Map(
								await Promise.all(rows.map(async (one) => [one.id, await endOf(context, one)] as const)),
							),
				nameOf: checkNames(context),
				isHarmful: (check) => checks.find(({ id }) => id === check)?.isHarmful ?? false,
				acts: { ...actsOf(context, task.site, refused), isSingle: true, isUnderRepair: task.repairing > 0 },
				...begunOf(context, params, { sites: [task.site], href: urls.task(n) }),
			},
			urls,
		),
	};
};

/** The page that something was asked of, with what was ticked and typed there and why nothing came of it. */
export const workAgain = (context: Context, refused: Refused): Promise<View | undefined> => {
	const list = context.urls.work();
	const { pathname, searchParams } = new URL(
		ownPath(refused.typed('back'), list) ?? list,
		'http://localhost',
	);
	const n = numberOf(pathname.slice(list.length + 1));
	return n === undefined
		? workPage(context, searchParams, refused)
		: taskPage(context, n, searchParams, refused);
};
