import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Insertable, Transaction } from 'kysely';
import { isCurrent, stands } from '../judged.ts';
import type { Finding, Report } from '../model.ts';
import { byFault } from '../order.ts';
import { toldOf } from '../rulings.ts';
import { inChunks } from './chunks.ts';
import { rankGap } from './places.ts';
import type { DetailsTable, SightingsTable, Tables } from './schema.ts';

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

/** A finding as it stands in a report, with the rows of itself and of its words, and its place. */
interface Placed {
	readonly told: Finding;
	readonly finding: number;
	readonly detail: number;
	readonly rank: number;
}

/** A finding as a report's row. */
export const sightingRow = (n: number, { told, finding, detail, rank }: Placed) => ({
	...{ report: n, rank, finding, detail },
	state: told.state,
	carried: Number(told.carried ?? false),
	due_on: told.dueOn ?? null,
	first_seen: told.firstSeen,
	last_seen: told.lastSeen,
	certainty: told.ruling ? told.certainty : null,
	ruling: told.ruling ? JSON.stringify(told.ruling) : null,
});

export const insertSightingRows = async (
	db: Transaction<Tables>,
	rows: readonly Insertable<SightingsTable>[],
): Promise<void> => {
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

/** Keeps the findings that a report tells, and its words for them. `isNewest`: no complete audit of the site came after it. */
export const keepFindings = async (
	db: Transaction<Tables>,
	n: number,
	report: Pick<Report, 'site' | 'findings'>,
	isNewest: boolean,
): Promise<void> => {
	const findings = byGravity(report.findings);
	const rows = await knownFindings(db, report.site.id, findings, isNewest);
	const sighted = findings.map((finding): Sighted => {
		const known = rows.get(finding.id);
		if (!known) throw new Error(`finding ${finding.id}: expected the row that was just inserted, got none`);
		return { finding, known, words: detailOf(finding) };
	});
	const details = await keepDetails(db, sighted);
	await insertSightingRows(
		db,
		sighted.map(({ finding, known }, index) =>
			sightingRow(n, {
				told: finding,
				finding: known.n,
				detail: details.get(known.n) ?? 0,
				rank: index * rankGap,
			}),
		),
	);
};
