import { type Kysely, sql, type Transaction } from 'kysely';
import { pastChecks } from '../past-checks.ts';
import { rankOf, type Task, tasksOf } from '../tasks.ts';
import { inChunks } from './chunks.ts';
import { saidOf } from './decisions.ts';
import { judgedOf } from './judged-report.ts';
import type { Tables } from './schema.ts';

/** What is left to be repaired by the last word on it; a dispute alone takes nothing away. */
export const standing = ['new', 'open', 'regressed', 'disputed'] as const;

/** Behind every day: of what has no term. */
export const noDay = '9999-12-31';

interface Lifts {
	readonly vetoes: readonly string[];
	readonly awaiting: readonly string[];
}

/** A list of the vetoes that hold; where some await a person, an object with both. */
const liftsJson = ({ vetoes, awaiting }: Lifts): string =>
	JSON.stringify(awaiting.length === 0 ? vetoes : { vetoes, awaiting });

/** What a row keeps of the vetoes that a task lifts. */
export const liftsIn = (json: string): Lifts => {
	const kept: readonly string[] | Lifts = JSON.parse(json);
	return 'awaiting' in kept ? kept : { vetoes: kept, awaiting: [] };
};

/** A task as a row; `isStanding`: whether a finding is still to be repaired by the last word on it. */
const rowOf = (site: string, task: Task, isStanding: (id: string) => boolean) => ({
	site_id: site,
	key: task.key,
	check_id: task.check,
	way: task.way,
	what: task.what,
	severity: task.severity,
	findings: task.findings.filter(({ certainty }) => certainty === 'certain').length,
	review: task.findings.filter(({ certainty }) => certainty === 'review').length,
	standing: task.findings.filter(({ id }) => isStanding(id)).length,
	pages: task.pages,
	due_on: task.dueOn ?? noDay,
	inspection: task.gain.inspection,
	disclosure: task.gain.disclosure,
	worth: rankOf(task.gain),
	cost: task.gain.cost,
	vetoes: liftsJson(task.gain),
});

/** A site's work list, and the rows that differ from those that are kept. */
export interface TaskPlan {
	readonly site: string;
	/** That it is told by. */
	readonly report: number;
	readonly fresh: readonly ReturnType<typeof rowOf>[];
	/** Rows of what is no task any more. */
	readonly over: readonly number[];
	/** Findings, by their row, that are of another task than before; null: of none. */
	readonly moved: readonly { readonly finding: number; readonly key: string | null }[];
	/** Rows of the tasks that are kept, by key. */
	readonly known: ReadonlyMap<string, number>;
}

/** Works out what has to be written of a site's work list. Writes nothing. */
export const planTasks = async (
	db: Kysely<Tables>,
	site: string,
	report: number,
	tasks: readonly Task[],
): Promise<TaskPlan> => {
	const old = await db.selectFrom('tasks').selectAll().where('site_id', '=', site).execute();
	const findings = await db
		.selectFrom('findings')
		.select(['n', 'id', 'task', 'state'])
		.where('site_id', '=', site)
		.execute();
	const left: ReadonlySet<string> = new Set(standing);
	const stands = new Set(findings.flatMap(({ id, state }) => (left.has(state) ? [id] : [])));
	const known = new Map(old.map((row) => [row.key, row]));
	const rows = tasks.map((task) => rowOf(site, task, (id) => stands.has(id)));
	const keys = new Set(rows.map(({ key }) => key));
	const keyOf = new Map(tasks.flatMap(({ key, findings: own }) => own.map(({ id }) => [id, key] as const)));
	return {
		...{ site, report },
		fresh: rows.filter((row) => {
			const before = known.get(row.key);
			return (
				!before || Object.entries(row).some(([name, value]) => before[name as keyof typeof row] !== value)
			);
		}),
		over: old.filter(({ key }) => !keys.has(key)).map(({ n }) => n),
		moved: findings.flatMap(({ n, id, task }) => {
			const key = keyOf.get(id) ?? null;
			const now = key === null ? null : known.get(key)?.n;
			return now === task ? [] : [{ finding: n, key }];
		}),
		known: new Map(old.map(({ key, n }) => [key, n])),
	};
};

/** Writes down the tasks that are new or differ; the rows of those, by key. */
const keepRows = async (db: Transaction<Tables>, { fresh, over }: TaskPlan): Promise<Map<string, number>> => {
	const kept = new Map<string, number>();
	for (const chunk of inChunks(fresh)) {
		const rows = await db
			.insertInto('tasks')
			.values(chunk)
			.onConflict((conflict) =>
				conflict.columns(['site_id', 'key']).doUpdateSet((set) => ({
					check_id: set.ref('excluded.check_id'),
					way: set.ref('excluded.way'),
					what: set.ref('excluded.what'),
					severity: set.ref('excluded.severity'),
					findings: set.ref('excluded.findings'),
					review: set.ref('excluded.review'),
					standing: set.ref('excluded.standing'),
					pages: set.ref('excluded.pages'),
					due_on: set.ref('excluded.due_on'),
					inspection: set.ref('excluded.inspection'),
					disclosure: set.ref('excluded.disclosure'),
					worth: set.ref('excluded.worth'),
					cost: set.ref('excluded.cost'),
					vetoes: set.ref('excluded.vetoes'),
				})),
			)
			.returning(['n', 'key'])
			.execute();
		for (const { n, key } of rows) kept.set(key, n);
	}
	for (const chunk of inChunks(over)) await db.deleteFrom('tasks').where('n', 'in', chunk).execute();
	return kept;
};

/** Keeps a site's work list as it was worked out. */
export const keepTasks = async (db: Transaction<Tables>, plan: TaskPlan): Promise<void> => {
	const { site, report, moved, known } = plan;
	const kept = await keepRows(db, plan);
	const placed = moved.map(({ finding, key }) => ({
		finding,
		task: key === null ? null : (kept.get(key) ?? known.get(key) ?? null),
	}));
	for (const chunk of inChunks(placed)) {
		const values = chunk.map(
			({ finding, task }) => sql`(cast(${finding} as integer), cast(${task} as integer))`,
		);
		await sql`update findings set task = v.column2 from (values ${sql.join(values)}) as v where findings.n = v.column1`.execute(
			db,
		);
	}
	await db
		.insertInto('changes')
		.values({ site_id: site, worked: report })
		.onConflict((conflict) => conflict.column('site_id').doUpdateSet({ worked: report }))
		.execute();
};

/** Counts anew what is left of the tasks that these findings are of. */
export const recountTasks = async (
	db: Transaction<Tables>,
	site: string,
	findings: readonly string[],
): Promise<void> => {
	for (const chunk of inChunks(findings))
		await db
			.updateTable('tasks')
			.set({
				standing: sql<number>`(select count(*) from findings as f where f.task = tasks.n and f.state in (${sql.join(standing)}))`,
			})
			.where('n', 'in', (select) =>
				select
					.selectFrom('findings as own')
					.select('own.task')
					.where('own.site_id', '=', site)
					.where('own.id', 'in', chunk)
					.where('own.task', 'is not', null)
					.$narrowType<{ task: number }>(),
			)
			.execute();
};

/** Works out the work list of a report that is kept; undefined where its profile was not. */
export const tasksOfReport = async (db: Kysely<Tables>, n: number): Promise<Task[] | undefined> => {
	const { judged, site, asOf, profile } = await judgedOf(db, n);
	if (!profile) return undefined;
	const { byHand } = await saidOf(db, site, asOf);
	return tasksOf(judged, profile, byHand, await pastChecks());
};
