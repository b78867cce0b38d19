import { type Kysely, sql } from 'kysely';
import { shanghaiTime } from '../time.ts';
import { inChunks } from './chunks.ts';
import type { LastLook } from './model.ts';
import type { Tables } from './schema.ts';

/** The last second look at each finding, where it came after the last whole audit of its site: that one has seen more since. */
const lastLooks = (db: Kysely<Tables>) =>
	db
		.selectFrom('rechecks as l')
		.innerJoin('findings as f', 'f.n', 'l.finding')
		.where(sql<boolean>`l.n = (select max(o.n) from rechecks as o where o.finding = l.finding)`)
		.where(
			sql<boolean>`l.at > coalesce((select max(a.finished_at) from reports as a where a.site_id = f.site_id and a.complete = 1), '')`,
		);

/** By the findings' rows: what the last second look at each found. */
export const looksAt = async (
	db: Kysely<Tables>,
	findings: readonly number[],
): Promise<ReadonlyMap<number, LastLook>> => {
	const looks = new Map<number, LastLook>();
	for (const chunk of inChunks(findings)) {
		const rows = await lastLooks(db)
			.select(['l.finding', 'l.result', 'l.at'])
			.where('l.finding', 'in', chunk)
			.execute();
		for (const { finding, result, at } of rows) looks.set(finding, { result, at: shanghaiTime(at) });
	}
	return looks;
};

/** Second looks that repaired nothing. */
export interface VainLooks {
	/** Findings that the last look found as they were, and those that it could not see. */
	readonly open: number;
	readonly unseen: number;
	/** When the last of them was, ISO with +08:00. */
	readonly at: string;
}

/** By task: second looks at what is still to be repaired of it. */
export const looksAtTasks = async (
	db: Kysely<Tables>,
	tasks: readonly number[],
	standing: readonly string[],
): Promise<ReadonlyMap<number, VainLooks>> => {
	if (tasks.length === 0) return new Map();
	const rows = await lastLooks(db)
		.select((select) => [
			'f.task',
			'l.result',
			select.fn.countAll<number>().as('count'),
			select.fn.max('l.at').as('at'),
		])
		.where('f.task', 'in', [...tasks])
		.where(sql<boolean>`f.state in (${sql.join([...standing])})`)
		.where('l.result', 'in', ['open', 'unknown'])
		.groupBy(['f.task', 'l.result'])
		.execute();
	const byTask = Map.groupBy(rows, ({ task }) => task ?? 0);
	return new Map(
		[...byTask].map(([task, own]) => {
			const countOf = (result: string): number => own.find((row) => row.result === result)?.count ?? 0;
			const last =
				own
					.map(({ at }) => at)
					.sort()
					.at(-1) ?? '';
			return [task, { open: countOf('open'), unseen: countOf('unknown'), at: shanghaiTime(last) }];
		}),
	);
};
