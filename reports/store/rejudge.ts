import { setImmediate as breathe } from 'node:timers/promises';
import type { Insertable, Kysely, Transaction } from 'kysely';
import { pastChecks } from '../past-checks.ts';
import { asPeopleSay, type Said } from '../said.ts';
import { tasksOf } from '../tasks.ts';
import { noteChange } from './changes.ts';
import { inChunks } from './chunks.ts';
import { saidOf } from './decisions.ts';
import { latestComplete } from './findings.ts';
import { judgedOf } from './judged-report.ts';
import { checkSumsRows, keepSums, sumsRow } from './kept-sums.ts';
import { frozenMonths } from './month-steps.ts';
import { keepMonths } from './months.ts';
import { repackParts } from './parts.ts';
import { placed, rankGap } from './places.ts';
import type { SightingsTable, Tables } from './schema.ts';
import { byGravity, insertSightingRows, sightingRow } from './sightings.ts';
import { keepTasks, planTasks, recountTasks, type TaskPlan } from './tasks.ts';

/** A report cannot be scored anew; the message says why, a Chinese sentence. */
export class UnknownProfileError extends RangeError {
	override readonly name = 'UnknownProfileError';
}

/** A kept report as people's words leave it, worked out and not written yet: the rows that differ. */
export interface Retold {
	readonly report: number;
	readonly site: string;
	/** Ranks of the rows that are no more as they were. */
	readonly gone: readonly number[] | 'all';
	readonly rows: readonly Insertable<SightingsTable>[];
	/** Rows of the findings that are told otherwise than before. */
	readonly changed: readonly number[];
	readonly parts: Uint8Array;
	readonly sums: ReturnType<typeof sumsRow>;
	readonly checkSums: ReturnType<typeof checkSumsRows>;
	/** The site's work list, where this report tells it. */
	readonly tasks?: TaskPlan;
}

const isAsWas = (a: Insertable<SightingsTable>, b: Insertable<SightingsTable>): boolean =>
	a.state === b.state && a.due_on === b.due_on && a.certainty === b.certainty && a.ruling === b.ruling;

/** The rows that change, in their new places. */
const rowsAnew = (
	before: ReadonlyMap<number, Insertable<SightingsTable>>,
	order: readonly Insertable<SightingsTable>[],
): Pick<Retold, 'gone' | 'rows' | 'changed'> => {
	const isOld = order.map((row) => {
		const old = before.get(row.finding);
		return old !== undefined && isAsWas(old, row) ? old.rank : undefined;
	});
	const ranks = placed(isOld.map((stays) => (stays === undefined ? {} : { stays })));
	const changed = order.flatMap(({ finding }, index) => (isOld[index] === undefined ? [finding] : []));
	if (!ranks)
		return { gone: 'all', rows: order.map((row, index) => ({ ...row, rank: index * rankGap })), changed };
	const rows = order.flatMap((row, index) =>
		isOld[index] === undefined ? [{ ...row, rank: ranks[index] ?? 0 }] : [],
	);
	return { gone: changed.flatMap((finding) => before.get(finding)?.rank ?? []), rows, changed };
};

/** Works out a kept report anew by what was said. Writes nothing. Throws `UnknownProfileError` where its profile was not kept. */
export const retell = async (
	db: Kysely<Tables>,
	n: number,
	saidFor: (site: string, asOf: string) => Promise<Said>,
): Promise<Retold> => {
	const { site, period, asOf, parts, judged, places, profile } = await judgedOf(db, n);
	if (!profile)
		throw new UnknownProfileError(
			`这份报告用的评分方案 ${parts.profile.name}（${parts.profile.hash}）没有留存，不能重新计分；请重新审计该网站`,
		);
	const isPast = await pastChecks();
	const said = await saidFor(site, asOf);
	await breathe();
	const { scores, findings } = asPeopleSay(judged, said, { profile, isPast });
	await breathe();
	const placeOf = new Map(judged.findings.map(({ id }, index) => [id, places[index]]));
	const rowFor = (told: (typeof findings)[number]) => {
		const place = placeOf.get(told.id);
		if (!place) throw new Error(`finding ${told.id}: expected the row that was just read, got none`);
		return sightingRow(n, { told, ...place });
	};
	const before = new Map(judged.findings.map(rowFor).map((row) => [row.finding, row]));
	const told = { period, asOf, run: parts.run, coverage: parts.coverage, scores, findings };
	const isLatest = (await latestComplete(db, site))?.n === n;
	await breathe();
	const tasks = isLatest ? tasksOf({ ...judged, findings }, profile, said.byHand, isPast) : undefined;
	return {
		...{ report: n, site, parts: repackParts(parts, scores) },
		...rowsAnew(before, byGravity(findings).map(rowFor)),
		sums: sumsRow(told),
		checkSums: checkSumsRows(n, told),
		...(tasks ? { tasks: await planTasks(db, site, n, tasks) } : {}),
	};
};

/** Writes down what was worked out. */
export const keepRetold = async (db: Transaction<Tables>, retold: Retold): Promise<void> => {
	const { report, site, gone, rows, parts, sums, checkSums, tasks } = retold;
	const old = db.deleteFrom('sightings').where('report', '=', report);
	if (gone === 'all') await old.execute();
	else for (const ranks of inChunks(gone)) await old.where('rank', 'in', ranks).execute();
	await insertSightingRows(db, rows);
	await db.updateTable('parts').set({ parts }).where('report', '=', report).execute();
	await keepSums(db, report, sums, checkSums);
	await keepMonths(db, site);
	if (tasks) await keepTasks(db, tasks);
	await noteChange(db, site);
};

/** Tells a kept report's findings, scores and sums anew, by what people have said by now. */
export const rejudge = async (db: Transaction<Tables>, n: number): Promise<void> =>
	keepRetold(db, await retell(db, n, (site, asOf) => saidOf(db, site, asOf)));

/** Reports that speak for months of a site from one on, and tell a finding. Frozen months are left alone. */
export const reportsWith = async (db: Kysely<Tables>, site: string, finding: string, from: string) => {
	const frozen = await frozenMonths(db);
	const rows = await db
		.selectFrom('months as m')
		.innerJoin('findings as f', (join) => join.on('f.site_id', '=', site).on('f.id', '=', finding))
		.innerJoin('sightings as s', (join) =>
			join.onRef('s.report', '=', 'm.report').onRef('s.finding', '=', 'f.n'),
		)
		.select(['m.report', 'm.period'])
		.where('m.site_id', '=', site)
		.where('m.period', '>=', from)
		.orderBy('m.period')
		.execute();
	return rows.filter(({ period }) => !frozen.has(period)).map(({ report }) => report);
};

/** What a finding is called now, where no later repair says otherwise. */
export const tellNow = async (
	db: Transaction<Tables>,
	site: string,
	finding: string,
	report: number,
): Promise<void> => {
	const row = await db
		.selectFrom('sightings as s')
		.innerJoin('findings as f', 'f.n', 's.finding')
		.select(['s.state', 'f.n'])
		.where('s.report', '=', report)
		.where('f.site_id', '=', site)
		.where('f.id', '=', finding)
		.executeTakeFirst();
	if (!row) return;
	await db
		.updateTable('findings')
		.set({ state: row.state })
		.where('n', '=', row.n)
		.where('state', 'not in', ['fixed', 'gone'])
		.execute();
};

/**
 * Tells the open months from one on anew, of which something was taken back by a report that was kept after theirs. Those whose
 * profile was not kept stay as they are.
 */
export const retellLater = async (
	db: Transaction<Tables>,
	{ site, period, report }: { readonly site: string; readonly period: string; readonly report: number },
	findings: readonly string[],
): Promise<void> => {
	const told = new Set([report]);
	for (const finding of findings) {
		const reports = await reportsWith(db, site, finding, period);
		for (const n of reports) {
			if (told.has(n)) continue;
			told.add(n);
			await rejudge(db, n).catch((error: unknown) => {
				if (!(error instanceof UnknownProfileError)) throw error;
			});
		}
		const last = reports.at(-1);
		if (last !== undefined && last !== report) await tellNow(db, site, finding, last);
	}
	await recountTasks(db, site, findings);
};
