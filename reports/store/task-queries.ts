import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { StoredTask, Tasks, TasksQuery } from './task-model.ts';
import { liftsIn, noDay, standing } from './tasks.ts';
import type { Place } from './walk-model.ts';

/** Tasks with something left to repair, and the month of the audit that told them. */
const open = (db: Kysely<Tables>) =>
	db
		.selectFrom('tasks as t')
		.innerJoin('sites as s', 's.id', 't.site_id')
		.innerJoin('changes as c', 'c.site_id', 't.site_id')
		.innerJoin('reports as r', 'r.n', 'c.worked')
		.selectAll('t')
		.select(['s.name', 'r.period', 'r.as_of'])
		.where('t.standing', '>', 0);

type Row = Awaited<ReturnType<ReturnType<typeof open>['execute']>>[number];

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

const taskOf = (row: Row, under: Under | undefined): StoredTask => ({
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

const byWorth = (chosen: Open): Open =>
	chosen.orderBy('t.worth', 'desc').orderBy('t.cost', 'desc').orderBy('t.n', 'desc');

/** Rows with what is said of their repair. */
export const told = async (db: Kysely<Tables>, rows: readonly Row[]): Promise<StoredTask[]> => {
	const under = await underRepair(
		db,
		rows.map(({ n }) => n),
	);
	return rows.map((row) => taskOf(row, under.get(row.n)));
};

/** A number of a place; of one that somebody made up, one that no row has. */
const numberIn = (value: Place[number] | undefined): number =>
	typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : -1;

/** Rows behind a place in the order of what they lift and win back. */
export const tasksBehind = async (
	db: Kysely<Tables>,
	query: TasksQuery,
	{ after, size }: { readonly after?: Place; readonly size: number },
): Promise<Row[]> => {
	if (query.sites?.length === 0) return [];
	let chosen = fitting(db, query);
	if (after) {
		const [worth, cost, n] = [0, 1, 2].map((at) => numberIn(after[at]));
		chosen = chosen.where(
			sql<boolean>`(t.worth, t.cost, t.n) < (${worth ?? -1}, ${cost ?? -1}, ${Math.trunc(n ?? -1)})`,
		);
	}
	return byWorth(chosen).limit(size).execute();
};

export const tasks = async (db: Kysely<Tables>, query: TasksQuery): Promise<Tasks> => {
	const { sites, sort = 'points', page = 1, size = 50 } = query;
	if (sites?.length === 0) return { rows: [], hasMore: false, count: 0 };
	const chosen = fitting(db, query);
	const ordered = sort === 'due' ? chosen.orderBy('t.due_on').orderBy('t.n') : byWorth(chosen);
	const rows = await ordered
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
	const row = await open(db).where('t.n', '=', n).executeTakeFirst();
	return row && taskOf(row, (await underRepair(db, [n])).get(n));
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
