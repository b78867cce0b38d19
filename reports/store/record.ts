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

const detailOf = (finding: Finding): Detail => ({
	subject: finding.subject,
	key: finding.key ?? null,
	severity: finding.severity,
	certainty: finding.certainty,
	message: finding.message,
	basis: finding.basis,
	evidence: JSON.stringify(finding.evidence),
	found_on: JSON.stringify(finding.foundOn),
	found_on_count: finding.foundOnCount,
});

const isSame = (a: Detail, b: Detail): boolean =>
	a.message === b.message &&
	a.subject === b.subject &&
	a.key === b.key &&
	a.severity === b.severity &&
	a.certainty === b.certainty &&
	a.found_on_count === b.found_on_count &&
	a.found_on === b.found_on &&
	a.evidence === b.evidence &&
	a.basis === b.basis;

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

/** Rows of the site's findings by id, those of this report among them, each with the words that were kept last. */
const knownFindings = async (db: Transaction<Tables>, site: string, findings: readonly Finding[]) => {
	for (const chunk of inChunks(findings))
		await db
			.insertInto('findings')
			.values(
				chunk.map(({ id, check, state }) => ({
					site_id: site,
					id,
					check_id: check,
					state,
				})),
			)
			.onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
			.execute();
	const rows = await db
		.selectFrom('findings')
		.leftJoin('details', 'details.n', 'findings.detail')
		.select(['findings.n', 'findings.id', 'findings.state', 'findings.detail'])
		.select([
			'subject',
			'key',
			'severity',
			'certainty',
			'message',
			'basis',
			'evidence',
			'found_on',
			'found_on_count',
		])
		.where('site_id', '=', site)
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};

type Known = Awaited<ReturnType<typeof knownFindings>>;
const rowOf = (known: Known, id: string) => {
	const row = known.get(id);
	if (!row) throw new Error(`finding ${id}: expected the row that was just inserted, got none`);
	return row;
};

/** Keeps what the report says of each finding, where it says something else than the last one; gives the words' row by finding. */
const keepDetails = async (
	db: Transaction<Tables>,
	findings: readonly Finding[],
	known: Known,
): Promise<Map<number, number>> => {
	const kept = new Map<number, number>();
	const fresh: (Detail & { finding: number })[] = [];
	for (const finding of findings) {
		const { n, detail, ...before } = rowOf(known, finding.id);
		const now = detailOf(finding);
		if (detail !== null && isSame(before as Detail, now)) kept.set(n, detail);
		else fresh.push({ finding: n, ...now });
	}
	for (const chunk of inChunks(fresh)) {
		const rows = await db.insertInto('details').values(chunk).returning(['n', 'finding']).execute();
		for (const row of rows) kept.set(row.finding, row.n);
	}
	return kept;
};

/** Whether no complete audit of the site came after this one. */
const isNewest = async (db: Transaction<Tables>, { site, asOf, run }: Report): Promise<boolean> => {
	const newest = await db
		.selectFrom('reports')
		.select(['as_of', 'finished_at'])
		.where('site_id', '=', site.id)
		.where('complete', '=', 1)
		.orderBy('as_of', 'desc')
		.orderBy('finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return newest?.as_of === asOf && newest.finished_at === new Date(run.finishedAt).toISOString();
};

/** Lives go on by complete audits alone: what they no longer tell, and did not call fixed, is gone. */
const keepLives = async (
	db: Transaction<Tables>,
	findings: readonly Finding[],
	known: Known,
	details: ReadonlyMap<number, number>,
): Promise<void> => {
	const told = new Map(findings.map(({ id, state }) => [id, state]));
	for (const { n, id, state, detail } of known.values()) {
		const now = told.get(id) ?? (state === 'fixed' ? 'fixed' : 'gone');
		const words = details.get(n) ?? detail;
		if (now !== state || words !== detail)
			await db.updateTable('findings').set({ state: now, detail: words }).where('n', '=', n).execute();
	}
};

/** Keeps one report whole; the same run again replaces what was kept of it. */
export const recordReport = async (db: Transaction<Tables>, report: Report, file: string): Promise<void> => {
	await forget(db, report.site.id, new Date(report.run.startedAt).toISOString());
	await knowReported(db, report);
	const n = await insertReport(db, report, file);
	const findings = byGravity(report.findings);
	const known = await knownFindings(db, report.site.id, findings);
	const details = await keepDetails(db, findings, known);
	const sightings = findings.map((finding, rank) => {
		const row = rowOf(known, finding.id);
		return {
			report: n,
			rank,
			finding: row.n,
			detail: details.get(row.n) ?? 0,
			state: finding.state,
			carried: Number(finding.carried ?? false),
			due_on: finding.dueOn ?? null,
			first_seen: finding.firstSeen,
			last_seen: finding.lastSeen,
		};
	});
	for (const chunk of inChunks(sightings)) await db.insertInto('sightings').values(chunk).execute();
	if (report.run.complete && (await isNewest(db, report))) await keepLives(db, findings, known, details);
	else
		for (const [finding, detail] of details)
			await db
				.updateTable('findings')
				.set({ detail })
				.where('n', '=', finding)
				.where('detail', 'is', null)
				.execute();
	await keepMonths(db, report.site.id);
};
