import { type Kysely, sql } from 'kysely';
import { looksAtTasks, type VainLooks } from './last-looks.ts';
import type { Tables } from './schema.ts';
import type { StoredTask, TaskSort, Tasks, TasksQuery } from './task-model.ts';
import { liftsIn, noDay, standing } from './tasks.ts';
import type { Place } from './walk-model.ts';

/** Tasks, and the month of the audit that told them. */
const known = (db: Kysely<Tables>) =>
	db
		.selectFrom('tasks as t')
		.innerJoin('sites as s', 's.id', 't.site_id')
		.innerJoin('changes as c', 'c.site_id', 't.site_id')
		.innerJoin('reports as r', 'r.n', 'c.worked')
		.selectAll('t')
		.select(['s.name', 'r.period', 'r.as_of']);

/** Those with something left to repair, of sites that are looked after still. */
const open = (db: Kysely<Tables>) => known(db).where('t.standing', '>', 0).where('s.gone_since', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof known>['execute']>>[number];

interface Under {
	readonly count: number;
	readonly until: string | null;
}

/** By task: how many of its findings are said to be under repair, and until when. */
const underRepair = async (
	db: Kysely<Tables>,
	tasks: readonly number[],
): Promise<ReadonlyMap<number, Under>> => {
	if (tasks.length === 0) return new Map();
	const rows = await db
		.selectFrom('findings')
		.select((select) => [
			'task',
			select.fn.countAll<number>().as('count'),
			select.fn.min('repairing_until').as('until'),
		])
		.where('task', 'in', [...tasks])
		.where('state', 'in', standing)
		.where('repairing', 'is not', null)
		.groupBy('task')
		.execute();
	return new Map(rows.flatMap(({ task, ...under }) => (task === null ? [] : [[task, under] as const])));
};

const taskOf = (row: Row, under: Under | undefined, looked: VainLooks | undefined): StoredTask => ({
	n: row.n,
	site: row.site_id,
	siteName: row.name,
	period: row.period,
	asOf: row.as_of,
	check: row.check_id,
	way: row.way,
	what: row.what,
	severity: row.severity,
	findings: row.findings,
	review: row.review,
	standing: row.standing,
	pages: row.pages,
	...(row.due_on === noDay ? {} : { dueOn: row.due_on }),
	inspection: row.inspection,
	disclosure: row.disclosure,
	cost: row.cost,
	...liftsIn(row.vetoes),
	repairing: under?.count ?? 0,
	...(under?.until ? { repairingUntil: under.until } : {}),
	...(looked ? { looked } : {}),
});

type Open = ReturnType<typeof open>;

/** Those that fit a query. */
const fitting = (db: Kysely<Tables>, { sites, severity, overdueOn }: TasksQuery): Open => {
	let chosen = open(db);
	if (sites) chosen = chosen.where('t.site_id', 'in', [...sites]);
	if (severity) chosen = chosen.where('t.severity', '=', severity);
	if (overdueOn !== undefined) chosen = chosen.where('t.due_on', '<', overdueOn);
	return chosen;
};

const inOrder = (chosen: Open, sort: TaskSort): Open =>
	sort === 'due'
		? chosen.orderBy('t.due_on').orderBy('t.n')
		: chosen.orderBy('t.worth', 'desc').orderBy('t.cost', 'desc').orderBy('t.n', 'desc');

/** Rows with what is said of their repair, and what was seen of it again. */
export const told = async (db: Kysely<Tables>, rows: readonly Row[]): Promise<StoredTask[]> => {
	const own = rows.map(({ n }) => n);
	const under = await underRepair(db, own);
	const looked = await looksAtTasks(db, own, standing);
	return rows.map((row) => taskOf(row, under.get(row.n), looked.get(row.n)));
};

/** A number of a place; of one that somebody made up, one that no row has. */
const numberIn = (value: Place[number] | undefined): number =>
	typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : -1;

/** Where a row stands in an order. */
export const placeOfTask = ({ due_on, worth, cost, n }: Row, sort: TaskSort): Place =>
	sort === 'due' ? [due_on, n] : [worth, cost, n];

/** What comes behind such a place. */
const isBehind = (after: Place, sort: TaskSort) => {
	const n = Math.trunc(numberIn(after.at(-1)));
	if (sort === 'due') return sql<boolean>`(t.due_on, t.n) > (${String(after[0] ?? '')}, ${n})`;
	return sql<boolean>`(t.worth, t.cost, t.n) < (${numberIn(after[0])}, ${numberIn(after[1])}, ${n})`;
};

/** Rows behind a place in the order that is asked for. */
export const tasksBehind = async (
	db: Kysely<Tables>,
	query: TasksQuery,
	{ after, size }: { readonly after?: Place; readonly size: number },
): Promise<Row[]> => {
	if (query.sites?.length === 0) return [];
	const { sort = 'points' } = query;
	const chosen = fitting(db, query);
	return inOrder(after ? chosen.where(isBehind(after, sort)) : chosen, sort)
		.limit(size)
		.execute();
};

export const tasks = async (db: Kysely<Tables>, query: TasksQuery): Promise<Tasks> => {
	const { sites, sort = 'points', page = 1, size = 50 } = query;
	if (sites?.length === 0) return { rows: [], hasMore: false, count: 0 };
	const chosen = fitting(db, query);
	const rows = await inOrder(chosen, sort)
		.limit(size + 1)
		.offset((page - 1) * size)
		.execute();
	// To count a million of them would take longer than to show fifty.
	const counted = sites
		? await chosen
				.clearSelect()
				.select((select) => select.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow()
		: undefined;
	const shown = rows.slice(0, size);
	return {
		rows: await told(db, shown),
		hasMore: rows.length > size,
		...(counted ? { count: counted.count } : {}),
	};
};

export const task = async (db: Kysely<Tables>, n: number): Promise<StoredTask | undefined> => {
	const row = await known(db).where('t.n', '=', n).executeTakeFirst();
	return row && (await told(db, [row]))[0];
};

/** Ids of what is still to be repaired of some tasks, by site. */
export const findingsOfTasks = async (
	db: Kysely<Tables>,
	wanted: readonly number[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
	if (wanted.length === 0) return new Map();
	const rows = await db
		.selectFrom('findings')
		.select(['site_id', 'id'])
		.where('task', 'in', [...wanted])
		.where('state', 'in', standing)
		.orderBy(sql`site_id`)
		.orderBy('n')
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ site_id }) => site_id)].map(([site, own]) => [site, own.map(({ id }) => id)]),
	);
};

/** Which findings are still to be repaired of some tasks, behind the place of one, as rows in the order of tasks. */
export const repairsBehind = async (
	db: Kysely<Tables>,
	wanted: readonly number[],
	{ after, size }: { readonly after?: Place; readonly size: number },
) => {
	if (wanted.length === 0) return [];
	let chosen = db
		.selectFrom('findings as f')
		.innerJoin('changes as c', 'c.site_id', 'f.site_id')
		.select(['f.n', 'f.task', 'c.worked'])
		.where('f.task', 'in', [...wanted])
		.where('f.state', 'in', standing)
		.where('c.worked', 'is not', null)
		.$narrowType<{ task: number; worked: number }>();
	if (after)
		chosen = chosen.where(
			sql<boolean>`(f.task, f.n) > (${Math.trunc(numberIn(after[0]))}, ${Math.trunc(numberIn(after[1]))})`,
		);
	return chosen.orderBy('f.task').orderBy('f.n').limit(size).execute();
};
