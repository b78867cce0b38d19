import type { Finding } from '../model.ts';
import type { KnownSite, MonthSums, StoredFinding } from '../store/model.ts';
import type { OverviewRow } from '../store/overview-model.ts';
import { byteOrderMark, csvLines } from './csv.ts';
import { findingRows, type NamedCheck, type Selection, type Source, scoreRows } from './rows.ts';
import { type Column, type FindingRow, findingColumns, scoreColumns } from './table-columns.ts';

/** Tables of a month that can be exported. */
export const tableNames = ['scores', 'findings'] as const;
/** Formats that hold one table. */
export const tableFormats = ['csv', 'json'] as const;

export interface TableQuery extends Selection {
	readonly table: (typeof tableNames)[number];
	readonly format: (typeof tableFormats)[number];
	readonly checks: ReadonlyMap<string, NamedCheck>;
}

/** A site's month in `scores` as JSON: every key is there, null where nobody knows. */
export type ScoreRecord = {
	/** Its id; also the key of `findings`. */
	readonly site: string;
	readonly siteName: string;
	readonly period: string;
	readonly verdict: MonthSums['verdict'] | 'unaudited';
	/** Among the month's sites of its type; null where it is not ranked. */
	readonly rank: number | null;
	/** On the day of the export. */
	readonly overdue: number | null;
} & { readonly [Key in 'url' | 'type' | 'origin']: KnownSite[Key] } & {
	readonly [Key in 'level' | 'district' | 'siteIdCode' | 'maintainer']: KnownSite[Key] | null;
} & { readonly [Key in Exclude<keyof MonthSums, 'period' | 'verdict'>]: MonthSums[Key] | null };

/** A finding in `findings` as JSON: the report's own keys, and whose it is. */
export type FindingRecord = {
	readonly site: string;
	readonly siteName: string;
	readonly period: string;
	readonly checkName: string;
} & Finding &
	Pick<StoredFinding, 'now' | 'recheck'>;

/** Rows put into one piece of the output. */
const atOnce = 500;

const scoreRecord = ({ site, sums, rank, overdue }: OverviewRow, period: string): ScoreRecord => ({
	site: site.id,
	siteName: site.name,
	url: site.url,
	type: site.type,
	level: site.level ?? null,
	district: site.district ?? null,
	siteIdCode: site.siteIdCode ?? null,
	maintainer: site.maintainer ?? null,
	origin: site.origin,
	period,
	verdict: sums?.verdict ?? 'unaudited',
	rank: rank ?? null,
	inspection: sums?.inspection ?? null,
	inspectionObserved: sums?.inspectionObserved ?? null,
	inspectionChange: sums?.inspectionChange ?? null,
	disclosure: sums?.disclosure ?? null,
	disclosureObserved: sums?.disclosureObserved ?? null,
	disclosureChange: sums?.disclosureChange ?? null,
	vetoesHeld: sums?.vetoesHeld ?? null,
	vetoesAwaiting: sums?.vetoesAwaiting ?? null,
	veto: sums?.veto ?? null,
	major: sums?.major ?? null,
	minor: sums?.minor ?? null,
	overdue: overdue ?? null,
	review: sums?.review ?? null,
	new: sums?.new ?? null,
	open: sums?.open ?? null,
	regressed: sums?.regressed ?? null,
	fixed: sums?.fixed ?? null,
	carried: sums?.carried ?? null,
	disputed: sums?.disputed ?? null,
	waived: sums?.waived ?? null,
	coverage: sums?.coverage ?? null,
	asOf: sums?.asOf ?? null,
	complete: sums?.complete ?? null,
	stopReason: sums?.stopReason ?? null,
	startedAt: sums?.startedAt ?? null,
	finishedAt: sums?.finishedAt ?? null,
});

const findingRecord = ({ finding, site, checkName }: FindingRow, period: string): FindingRecord => {
	const { site: id, ...own } = finding;
	return { site: id, siteName: site?.name ?? id, period, checkName, ...own };
};

async function* pieces<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
	let piece: Row[] = [];
	for await (const row of rows) {
		piece.push(row);
		if (piece.length < atOnce) continue;
		yield piece;
		piece = [];
	}
	if (piece.length > 0) yield piece;
}

async function* asCsv<Row>(
	rows: AsyncIterable<Row>,
	columns: readonly Column<Row>[],
	period: string,
): AsyncGenerator<string> {
	// Tables of several months are put together.
	yield byteOrderMark + csvLines([['月份', ...columns.map(([title]) => title)]]);
	for await (const piece of pieces(rows))
		yield csvLines(piece.map((row) => [period, ...columns.map(([, cell]) => cell(row))]));
}

async function* asJson<Row>(rows: AsyncIterable<Row>, record: (row: Row) => object): AsyncGenerator<string> {
	let before = '[\n';
	for await (const piece of pieces(rows)) {
		yield before + piece.map((row) => JSON.stringify(record(row))).join(',\n');
		before = ',\n';
	}
	yield before === '[\n' ? '[]\n' : '\n]\n';
}

/**
 * A month's table, piece by piece, so that no more than some hundred rows are held at a time. CSV is for people: titles and words in
 * Chinese, UTF-8 with its mark, CRLF, nothing that a spreadsheet would work out. JSON is for programs: an array of `ScoreRecord` or
 * of `FindingRecord`, a line each. Sites that were not audited in that month stand in `scores` with the verdict `unaudited`.
 */
export const exportTable = (store: Source, query: TableQuery): AsyncIterable<string> => {
	const { table, format, checks, ...selection } = query;
	const { period } = selection;
	if (table === 'scores') {
		const rows = scoreRows(store, selection);
		return format === 'csv'
			? asCsv(rows, scoreColumns, period)
			: asJson(rows, (row) => scoreRecord(row, period));
	}
	const rows = findingRows(store, selection, checks);
	return format === 'csv'
		? asCsv(rows, findingColumns, period)
		: asJson(rows, (row) => findingRecord(row, period));
};
