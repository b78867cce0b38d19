import type { Transaction } from 'kysely';
import type { Report } from '../model.ts';
import { pastChecks } from '../past-checks.ts';
import { rulingIn } from '../rulings.ts';
import { asPeopleSay, isSilent, type Said } from '../said.ts';
import type { Held } from './audit-model.ts';
import { noteChange } from './changes.ts';
import { program } from './decision-model.ts';
import { addDecision, saidOf } from './decisions.ts';
import { dropDocuments, keepDocuments } from './documents.ts';
import { keepDues } from './dues.ts';
import { checkSumsRows, insertCheckSums, sumsRow } from './kept-sums.ts';
import { checkHeld, keepHeld } from './lease.ts';
import { keepFirstWords, keepLives } from './lives.ts';
import { frozenMonths } from './month-steps.ts';
import { keepMonths } from './months.ts';
import { packParts } from './parts.ts';
import { profileOf } from './profiles.ts';
import { keepLaterRechecks } from './rechecks.ts';
import { retellLater } from './rejudge.ts';
import { endRepairing } from './repairing.ts';
import { keepResponses } from './responses.ts';
import type { Tables } from './schema.ts';
import { keepFindings } from './sightings.ts';
import { knowReported } from './sites.ts';

/** Takes out what was kept of a run that is told again. */
const forget = async (db: Transaction<Tables>, site: string, startedAt: string): Promise<void> => {
	const known = await db
		.selectFrom('reports')
		.select('n')
		.where('site_id', '=', site)
		.where('started_at', '=', startedAt)
		.executeTakeFirst();
	if (!known) return;
	await db.deleteFrom('sightings').where('report', '=', known.n).execute();
	await db.deleteFrom('check_sums').where('report', '=', known.n).execute();
	await db.deleteFrom('parts').where('report', '=', known.n).execute();
	await db.deleteFrom('responses').where('report', '=', known.n).execute();
	await db.deleteFrom('dues').where('report', '=', known.n).execute();
	await db.deleteFrom('months').where('report', '=', known.n).execute();
	await dropDocuments(db, [known.n]);
	// The run may get the same number again, and its work list is to be told again all the same.
	await db
		.updateTable('changes')
		.set({ worked: null })
		.where('site_id', '=', site)
		.where('worked', '=', known.n)
		.execute();
	await db.deleteFrom('reports').where('n', '=', known.n).execute();
};

const insertReport = async (db: Transaction<Tables>, report: Report, file: string): Promise<number> => {
	const { n } = await db
		.insertInto('reports')
		.values({ site_id: report.site.id, ...sumsRow(report), file })
		.returning('n')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('parts')
		.values({ report: n, parts: packParts(report) })
		.execute();
	await insertCheckSums(db, checkSumsRows(n, report));
	await keepResponses(db, n, report);
	return n;
};

/** Whether no complete audit of the site came after this one. */
const isLatest = async (db: Transaction<Tables>, { site, asOf, run }: Report): Promise<boolean> => {
	const newest = await db
		.selectFrom('reports')
		.select(['as_of', 'finished_at'])
		.where('site_id', '=', site.id)
		.where('complete', '=', 1)
		.orderBy('as_of', 'desc')
		.orderBy('finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!newest) return true;
	const stamp = `${asOf} ${new Date(run.finishedAt).toISOString()}`;
	return stamp >= `${newest.as_of} ${newest.finished_at}`;
};

/** What came back after its repair is told anew: what was said of it before no longer holds. Gives the ids of those. */
const endRulings = async (
	db: Transaction<Tables>,
	{ site, period, run, findings }: Report,
	{ rulings }: Said,
): Promise<string[]> => {
	const ended: string[] = [];
	for (const finding of findings) {
		const { id, state, ruling } = finding;
		const said = rulingIn(rulings, finding);
		if ((ruling?.told.state ?? state) !== 'regressed' || !said) continue;
		if (Date.parse(said.at) >= Date.parse(run.startedAt)) continue;
		const { finishedAt: at } = run;
		const back = { step: 'revoke', by: program, at, reason: '修复后复发，原来的处理不再有效' } as const;
		await addDecision(db, { site: site.id, period, about: 'finding', subject: id, ...back });
		ended.push(id);
	}
	return ended;
};

/** A report as people left what it tells; as it is where nobody said anything, or its profile was not kept. */
const asSaid = async (db: Transaction<Tables>, report: Report): Promise<Report> => {
	const { site, asOf, findings } = report;
	const said = await saidOf(db, site.id, asOf);
	if (isSilent(said) && !findings.some(({ ruling }) => ruling)) return report;
	const profile = await profileOf(db, report.profile.hash);
	if (!profile) return report;
	return { ...report, ...asPeopleSay(report, said, { profile, isPast: await pastChecks() }) };
};

/** The run's report, where it speaks for a month that is frozen: what was signed is not told again. */
const isSigned = async (db: Transaction<Tables>, { site, period, run }: Report): Promise<boolean> => {
	if (!(await frozenMonths(db)).has(period)) return false;
	const month = await db
		.selectFrom('months as m')
		.innerJoin('reports as r', 'r.n', 'm.report')
		.select('r.started_at')
		.where('m.site_id', '=', site.id)
		.where('m.period', '=', period)
		.executeTakeFirst();
	return month?.started_at === new Date(run.startedAt).toISOString();
};

/** A report that was kept, where it is its site's newest whole one. */
export interface Recorded {
	readonly n: number;
	/** As people left it. */
	readonly report: Report;
}

/** Keeps one report whole; the same run again replaces what was kept of it. */
const keepWhole = async (
	db: Transaction<Tables>,
	given: Report,
	file: string,
): Promise<Recorded | undefined> => {
	const site = given.site.id;
	const startedAt = new Date(given.run.startedAt).toISOString();
	if (await isSigned(db, given)) {
		await db
			.updateTable('reports')
			.set({ file })
			.where('site_id', '=', site)
			.where('started_at', '=', startedAt)
			.execute();
		return undefined;
	}
	await forget(db, site, startedAt);
	await knowReported(db, given);
	const ended = await endRulings(db, given, await saidOf(db, site, given.asOf));
	const report = await asSaid(db, given);
	const isNewest = await isLatest(db, report);
	const n = await insertReport(db, report, file);
	await keepFindings(db, n, report, isNewest);
	await keepDocuments(db, n, report, isNewest);
	if (report.run.complete && isNewest) {
		await keepLives(db, site, n);
		await keepLaterRechecks(db, site, new Date(report.run.finishedAt).toISOString());
		await endRepairing(db, site, report.run.finishedAt);
	} else await keepFirstWords(db, n);
	await keepMonths(db, site);
	await retellLater(db, { site, period: report.period, report: n }, ended);
	await keepDues(db, site);
	await noteChange(db, site);
	return report.run.complete && isNewest ? { n, report } : undefined;
};

/**
 * Keeps one report whole, in the transaction given; the same run again replaces what was kept of it. Throws a `LeaseLostError` where
 * the audit that it comes from is `held` no more.
 */
export const recordReport = async (
	db: Transaction<Tables>,
	given: Report,
	file: string,
	held?: Held,
): Promise<Recorded | undefined> => {
	if (held) await checkHeld(db, held);
	const recorded = await keepWhole(db, given, file);
	if (held) await keepHeld(db, held);
	return recorded;
};
