import type { Transaction } from 'kysely';
import type { Report } from '../model.ts';
import { inChunks } from './chunks.ts';
import type { Tables } from './schema.ts';
import { checkSumsOf, sumsOf } from './sums.ts';

type Counted = Parameters<typeof sumsOf>[0];

/** A report's sums as columns. */
export const sumsRow = (report: Counted) => {
	const sums = sumsOf(report);
	return {
		period: sums.period,
		as_of: sums.asOf,
		started_at: new Date(sums.startedAt).toISOString(),
		finished_at: new Date(sums.finishedAt).toISOString(),
		complete: Number(sums.complete),
		stop_reason: sums.stopReason,
		verdict: sums.verdict,
		inspection: sums.inspection,
		inspection_observed: sums.inspectionObserved,
		disclosure: sums.disclosure,
		disclosure_observed: sums.disclosureObserved,
		vetoes_held: sums.vetoesHeld,
		vetoes_awaiting: sums.vetoesAwaiting,
		coverage: sums.coverage,
		veto: sums.veto,
		major: sums.major,
		minor: sums.minor,
		review: sums.review,
		new: sums.new,
		open: sums.open,
		regressed: sums.regressed,
		fixed: sums.fixed,
		carried: sums.carried,
		disputed: sums.disputed,
		waived: sums.waived,
	};
};

/** A report's findings by check, as rows. */
export const checkSumsRows = (n: number, report: Pick<Report, 'findings'>) =>
	checkSumsOf(report).map(({ check, ...counted }) => ({ report: n, check_id: check, ...counted }));

export const insertCheckSums = async (
	db: Transaction<Tables>,
	rows: ReturnType<typeof checkSumsRows>,
): Promise<void> => {
	for (const chunk of inChunks(rows)) await db.insertInto('check_sums').values(chunk).execute();
};

/** Keeps other sums of a kept report. */
export const keepSums = async (
	db: Transaction<Tables>,
	n: number,
	sums: ReturnType<typeof sumsRow>,
	checkSums: ReturnType<typeof checkSumsRows>,
): Promise<void> => {
	await db.updateTable('reports').set(sums).where('n', '=', n).execute();
	await db.deleteFrom('check_sums').where('report', '=', n).execute();
	await insertCheckSums(db, checkSums);
};
