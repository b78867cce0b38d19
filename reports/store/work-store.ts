import type { Kysely } from 'kysely';
import { pastChecks } from '../past-checks.ts';
import type { Profile } from '../profile.ts';
import { leastOfVetoes, tasksOf } from '../tasks.ts';
import { workedOut } from './changes.ts';
import { saidOf } from './decisions.ts';
import { latestComplete } from './findings.ts';
import type { FindingsQuery, Neighbours } from './model.ts';
import { countBehind, neighbours } from './neighbours.ts';
import type { Write } from './patience.ts';
import { profileOf } from './profiles.ts';
import type { Recorded } from './record.ts';
import { repairingSteps, takeRepairing } from './repairing.ts';
import type { Tables } from './schema.ts';
import { isStoreTrouble } from './store-trouble.ts';
import type { RepairingStep, StoredRepairing, StoredTask, Tasks, TasksQuery } from './task-model.ts';
import { findingsOfTasks, task, tasks } from './task-queries.ts';
import { keepTasks, planTasks, tasksOfReport } from './tasks.ts';

/** The part of the store that repairs are planned and told by. */
export interface WorkStore {
	/** The work list of some sites or of all: what is still to be repaired, those that win back most first. */
	readonly tasks: (query: TasksQuery) => Promise<Tasks>;
	/** One task, also one of which nothing is left to repair. */
	readonly task: (n: number) => Promise<StoredTask | undefined>;
	/** Ids of what is still to be repaired of these tasks, by site. */
	readonly findingsOfTasks: (tasks: readonly number[]) => Promise<ReadonlyMap<string, readonly string[]>>;
	/** Works out a site's work list, where that was not done when its last whole audit was kept. */
	readonly tellTasks: (site: string) => Promise<void>;
	/** Keeps that findings are being repaired, or no more; how many. Throws a `RangeError` with a Chinese sentence where it cannot be said of any. */
	readonly markRepairing: (step: RepairingStep) => Promise<number>;
	/** What was said of a finding's repair, oldest first. */
	readonly repairingSteps: (site: string, finding: string) => Promise<readonly StoredRepairing[]>;
	/** The findings before and behind one among those that fit. */
	readonly neighbours: (query: FindingsQuery, finding: string) => Promise<Neighbours>;
	/** How many of those that fit stand behind one. */
	readonly countBehind: (query: FindingsQuery, finding: string) => Promise<number>;
}

/** The report by which a site's work list was told last. */
const toldBy = async (db: Kysely<Tables>, site: string): Promise<number | undefined> =>
	(await db.selectFrom('changes').select('worked').where('site_id', '=', site).executeTakeFirst())?.worked ??
	undefined;

/** Keeps the work list of a report that was just recorded. */
export const tellRecorded = async (
	db: Kysely<Tables>,
	write: Write,
	{ n, report }: Recorded,
	given: Profile | undefined,
): Promise<void> => {
	const site = report.site.id;
	const profile = given ?? (await profileOf(db, report.profile.hash));
	if (!profile) return;
	const isPast = await pastChecks();
	await workedOut(
		{ db, write },
		site,
		// Whatever was decided since the report was kept told the list itself, and knows more than the report that is at hand.
		async (at) =>
			(await latestComplete(at, site))?.n === n && (await toldBy(at, site)) !== n
				? planTasks(
						at,
						site,
						n,
						tasksOf(report, profile, (await saidOf(at, site, report.asOf)).byHand, isPast),
					)
				: undefined,
		async (tx, plan) => {
			if (plan) await keepTasks(tx, plan);
		},
	);
};

/**
 * Tells the work list of a report that stands, if need be on a new connection. Where the store is away, busy or full by now, nobody is
 * to hear that the report was not kept: the list is told by whoever shows it, or when the program starts.
 */
export const tellAtLeast = async (tell: () => Promise<void>): Promise<void> => {
	for (let tries = 1; tries <= 2; tries++) {
		try {
			return await tell();
		} catch (error) {
			if (!isStoreTrouble(error)) throw error;
		}
	}
};

/** An older version kept tasks that lift vetoes in the order of their points alone. */
const isMisordered = async (db: Kysely<Tables>, site: string): Promise<boolean> =>
	(await db
		.selectFrom('tasks')
		.select('n')
		.where('site_id', '=', site)
		.where('worth', '<', leastOfVetoes)
		.where('vetoes', '!=', '[]')
		.limit(1)
		.executeTakeFirst()) !== undefined;

const tellTasks = async (db: Kysely<Tables>, write: Write, site: string): Promise<void> => {
	const latest = await latestComplete(db, site);
	if (!latest || ((await toldBy(db, site)) === latest.n && !(await isMisordered(db, site)))) return;
	await workedOut(
		{ db, write },
		site,
		async (at) => {
			const last = await latestComplete(at, site);
			if (!last) return undefined;
			const told = await tasksOfReport(at, last.n);
			// What it was scored with may be lost by now: a list that is there is better than none.
			if (!told && (await toldBy(at, site)) === last.n) return undefined;
			return planTasks(at, site, last.n, told ?? []);
		},
		async (tx, plan) => {
			if (plan) await keepTasks(tx, plan);
		},
	);
};

export const workStore = (db: Kysely<Tables>, write: Write): WorkStore => ({
	tasks: (query) => tasks(db, query),
	task: (n) => task(db, n),
	findingsOfTasks: (wanted) => findingsOfTasks(db, wanted),
	tellTasks: (site) => tellTasks(db, write, site),
	markRepairing: (step) => write((tx) => takeRepairing(tx, step)),
	repairingSteps: (site, finding) => repairingSteps(db, site, finding),
	neighbours: (query, finding) => neighbours(db, query, finding),
	countBehind: (query, finding) => countBehind(db, query, finding),
});
