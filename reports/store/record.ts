import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { isCurrent, stands } from '../judged.ts';
import type { Finding, Report } from '../model.ts';
import { keepMonths } from './months.ts';
import { packParts } from './parts.ts';
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
const byGravity = (findings: readonly Finding[]): Finding[] => {
	const severities = { veto: 0, major: 1, minor: 2 } as const;
	const place = (finding: Finding): number =>
		(isCurrent(finding) ? 0 : stands(finding) ? 100 : 200) +
		(finding.certainty === 'certain' ? 0 : 10) +
		severities[finding.severity];
	const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
	return findings.toSorted(
		(a, b) =>
			place(a) - place(b) ||
			order(a.check, b.check) ||
			order(a.subject, b.subject) ||
			order(a.key ?? '', b.key ?? ''),
	);
};

type Detail = Omit<DetailsTable, 'n' | 'finding'>;

const detailOf = (finding: Finding): Detail => {
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
	await db.deleteFrom('months').where('report', '=', known.n).execute();
	await db.deleteFrom('reports').where('n', '=', known.n).execute();
};

const insertReport = async (db: Transaction<Tables>, report: Report, file: string): Promise<number> => {
	const sums = sumsOf(report);
	const { n } = await db
		.insertInto('reports')
		.values({
			site_id: report.site.id,
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
			file,
		})
		.returning('n')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('parts')
		.values({ report: n, parts: packParts(report) })
		.execute();
	for (const chunk of inChunks(checkSumsOf(report)))
		await db
			.insertInto('check_sums')
			.values(chunk.map(({ check, ...counted }) => ({ report: n, check_id: check, ...counted })))
			.execute();
	return n;
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

/** Keeps one report whole, in the transaction given; the same run again replaces what was kept of it. */
export const recordReport = async (db: Transaction<Tables>, report: Report, file: string): Promise<void> => {
	const site = report.site.id;
	await forget(db, site, new Date(report.run.startedAt).toISOString());
	await knowReported(db, report);
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
	const sightings = sighted.map(({ finding, known }, rank) => ({
		report: n,
		rank,
		finding: known.n,
		detail: details.get(known.n) ?? 0,
		state: finding.state,
		carried: Number(finding.carried ?? false),
		due_on: finding.dueOn ?? null,
		first_seen: finding.firstSeen,
		last_seen: finding.lastSeen,
	}));
	for (const chunk of inChunks(sightings)) {
		await db.insertInto('sightings').values(chunk).execute();
		await breathe();
	}
	if (report.run.complete && isNewest) await keepLives(db, site, n);
	else await keepFirstWords(db, n);
	await keepMonths(db, site);
};
