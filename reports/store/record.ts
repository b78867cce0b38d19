import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { isCurrent, stands } from '../judged.ts';
import type { Finding, Report } from '../model.ts';
import { byFault } from '../order.ts';
import { pastChecks } from '../past-checks.ts';
import { toldOf } from '../rulings.ts';
import { asPeopleSay, isSilent, type Said } from '../said.ts';
import { addDecision, program, saidOf } from './decisions.ts';
import { frozenMonths } from './month-steps.ts';
import { keepMonths } from './months.ts';
import { packParts } from './parts.ts';
import { profileOf } from './profiles.ts';
import { keepLaterRechecks } from './rechecks.ts';
import { keepResponses } from './responses.ts';
import type { DetailsTable, Tables } from './schema.ts';
import { knowReported } from './sites.ts';
import { checkSumsOf, sumsOf } from './sums.ts';

/** Rows in one statement: SQLite takes no more than 32,766 values. */
const rowsAtOnce = 1000;

/** Parts of a list, none longer than one statement takes. */
const inChunks = <T>(list: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(list.length / rowsAtOnce) }, (_, index) =>
		list.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
	);

/** Those that stand before those that do not, seen ones before carried ones, certain before doubtful; then by severity, check and subject. */
export const byGravity = (findings: readonly Finding[]): Finding[] => {
	const severities = { veto: 0, major: 1, minor: 2 } as const;
	const place = (finding: Finding): number =>
		(isCurrent(finding) ? 0 : stands(finding) ? 100 : 200) +
		(finding.certainty === 'certain' ? 0 : 10) +
		severities[finding.severity];
	return findings.toSorted((a, b) => place(a) - place(b) || byFault(a, b));
};

type Detail = Omit<DetailsTable, 'n' | 'finding'>;

/** The program's own words: what a person made of them stands beside them. */
const detailOf = (told: Finding): Detail => {
	const finding = toldOf(told);
	const detail = {
		subject: finding.subject,
		key: finding.key ?? null,
		severity: finding.severity,
		certainty: finding.certainty,
		message: finding.message,
		basis: finding.basis,
		evidence: JSON.stringify(finding.evidence),
		found_on: JSON.stringify(finding.foundOn),
		found_on_count: finding.foundOnCount,
	};
	return { ...detail, hash: createHash('sha256').update(JSON.stringify(detail)).digest('hex').slice(0, 32) };
};

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
	await db.deleteFrom('months').where('report', '=', known.n).execute();
	await db.deleteFrom('reports').where('n', '=', known.n).execute();
};

type Counted = Parameters<typeof sumsOf>[0];

const sumsRow = (report: Counted) => {
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

const insertCheckSums = async (
	db: Transaction<Tables>,
	n: number,
	report: Pick<Report, 'findings'>,
): Promise<void> => {
	for (const chunk of inChunks(checkSumsOf(report)))
		await db
			.insertInto('check_sums')
			.values(chunk.map(({ check, ...counted }) => ({ report: n, check_id: check, ...counted })))
			.execute();
};

/** Counts a kept report anew. */
export const keepSums = async (db: Transaction<Tables>, n: number, report: Counted): Promise<void> => {
	await db.updateTable('reports').set(sumsRow(report)).where('n', '=', n).execute();
	await db.deleteFrom('check_sums').where('report', '=', n).execute();
	await insertCheckSums(db, n, report);
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
	await insertCheckSums(db, n, report);
	await keepResponses(db, n, report);
	return n;
};

/** A finding as it stands in a report, with the rows of itself and of its words. */
interface Placed {
	readonly told: Finding;
	readonly finding: number;
	readonly detail: number;
}

/** Keeps a report's findings, in the order given. */
export const insertSightings = async (
	db: Transaction<Tables>,
	n: number,
	placed: readonly Placed[],
): Promise<void> => {
	const rows = placed.map(({ told, finding, detail }, rank) => ({
		...{ report: n, rank, finding, detail },
		state: told.state,
		carried: Number(told.carried ?? false),
		due_on: told.dueOn ?? null,
		first_seen: told.firstSeen,
		last_seen: told.lastSeen,
		certainty: told.ruling ? told.certainty : null,
		ruling: told.ruling ? JSON.stringify(told.ruling) : null,
	}));
	for (const chunk of inChunks(rows)) {
		await db.insertInto('sightings').values(chunk).execute();
		await breathe();
	}
};

/** A finding of the report with its row, and with the row of the words that were kept last. */
interface Known {
	readonly n: number;
	readonly detail: number | null;
	readonly hash: string | null;
}

/** Rows of the site's findings by id, those of this report among them. What is not told by the newest audit is not there now. */
const knownFindings = async (
	db: Transaction<Tables>,
	site: string,
	findings: readonly Finding[],
	isNewest: boolean,
): Promise<ReadonlyMap<string, Known>> => {
	for (const chunk of inChunks(findings)) {
		await db
			.insertInto('findings')
			.values(
				chunk.map(({ id, check, state }) => ({
					site_id: site,
					id,
					check_id: check,
					state: isNewest ? state : ('gone' as const),
				})),
			)
			.onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
			.execute();
		await breathe();
	}
	const rows = await db
		.selectFrom('findings')
		.leftJoin('details', 'details.n', 'findings.detail')
		.select(['findings.n', 'findings.id', 'findings.detail', 'details.hash'])
		.where('site_id', '=', site)
		.execute();
	return new Map(rows.map(({ id, ...row }) => [id, row]));
};

interface Sighted {
	readonly finding: Finding;
	readonly known: Known;
	readonly words: Detail;
}

/** Keeps what the report says of each finding, where it says something else than the last one; gives the words' row by finding. */
const keepDetails = async (
	db: Transaction<Tables>,
	sighted: readonly Sighted[],
): Promise<ReadonlyMap<number, number>> => {
	const kept = new Map<number, number>();
	const fresh: (Detail & { finding: number })[] = [];
	for (const { known, words } of sighted)
		if (known.detail !== null && known.hash === words.hash) kept.set(known.n, known.detail);
		else fresh.push({ finding: known.n, ...words });
	for (const chunk of inChunks(fresh)) {
		const rows = await db.insertInto('details').values(chunk).returning(['n', 'finding']).execute();
		for (const row of rows) kept.set(row.finding, row.n);
		await breathe();
	}
	return kept;
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

/** Lives go on by complete audits alone: what they no longer tell, and did not call fixed, is gone. */
const keepLives = async (db: Transaction<Tables>, site: string, report: number): Promise<void> => {
	await db
		.updateTable('findings')
		.from('sightings as s')
		.set((update) => ({ state: update.ref('s.state'), detail: update.ref('s.detail') }))
		.whereRef('s.finding', '=', 'findings.n')
		.where('s.report', '=', report)
		.where((where) =>
			where.or([
				where('findings.detail', 'is', null),
				where('findings.detail', '!=', where.ref('s.detail')),
				where('findings.state', '!=', where.ref('s.state')),
			]),
		)
		.execute();
	await db
		.updateTable('findings')
		.set({ state: 'gone' })
		.where('site_id', '=', site)
		.where('state', 'not in', ['fixed', 'gone'])
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('sightings as s')
						.select('s.rank')
						.whereRef('s.finding', '=', 'findings.n')
						.where('s.report', '=', report),
				),
			),
		)
		.execute();
};

/** What no whole audit has words for yet is known by these. */
const keepFirstWords = async (db: Transaction<Tables>, report: number): Promise<void> => {
	await db
		.updateTable('findings')
		.from('sightings as s')
		.set((update) => ({ detail: update.ref('s.detail') }))
		.whereRef('s.finding', '=', 'findings.n')
		.where('s.report', '=', report)
		.where('findings.detail', 'is', null)
		.execute();
};

/** What came back after its repair is told anew: what was said of it before no longer holds. */
const endRulings = async (
	db: Transaction<Tables>,
	{ site, period, run, findings }: Report,
	{ rulings }: Said,
): Promise<void> => {
	for (const { id, state, ruling } of findings) {
		const said = rulings.get(id);
		if ((ruling?.told.state ?? state) !== 'regressed' || !said) continue;
		if (Date.parse(said.at) >= Date.parse(run.startedAt)) continue;
		const { finishedAt: at } = run;
		const back = { step: 'revoke', by: program, at, reason: '修复后复发，原来的处理不再有效' } as const;
		await addDecision(db, { site: site.id, period, about: 'finding', subject: id, ...back });
	}
};

/** A report as people left what it tells; as it is where nobody said anything, or its profile was not kept. */
const asSaid = async (db: Transaction<Tables>, report: Report): Promise<Report> => {
	const { site, asOf, findings } = report;
	await endRulings(db, report, await saidOf(db, site.id, asOf));
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

/** Keeps one report whole, in the transaction given; the same run again replaces what was kept of it. */
export const recordReport = async (db: Transaction<Tables>, given: Report, file: string): Promise<void> => {
	const site = given.site.id;
	const startedAt = new Date(given.run.startedAt).toISOString();
	if (await isSigned(db, given)) {
		await db
			.updateTable('reports')
			.set({ file })
			.where('site_id', '=', site)
			.where('started_at', '=', startedAt)
			.execute();
		return;
	}
	await forget(db, site, startedAt);
	await knowReported(db, given);
	const report = await asSaid(db, given);
	const isNewest = await isLatest(db, report);
	const n = await insertReport(db, report, file);
	const findings = byGravity(report.findings);
	const rows = await knownFindings(db, site, findings, isNewest);
	const sighted = findings.map((finding): Sighted => {
		const known = rows.get(finding.id);
		if (!known) throw new Error(`finding ${finding.id}: expected the row that was just inserted, got none`);
		return { finding, known, words: detailOf(finding) };
	});
	const details = await keepDetails(db, sighted);
	await insertSightings(
		db,
		n,
		sighted.map(({ finding, known }) => ({
			told: finding,
			finding: known.n,
			detail: details.get(known.n) ?? 0,
		})),
	);
	if (report.run.complete && isNewest) {
		await keepLives(db, site, n);
		await keepLaterRechecks(db, site, new Date(report.run.finishedAt).toISOString());
	} else await keepFirstWords(db, n);
	await keepMonths(db, site);
};
