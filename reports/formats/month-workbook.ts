import type { Profiles } from '../known-profile.ts';
import { harmless } from './csv.ts';
import { legendRows } from './legend.ts';
import { type MonthSite, monthSites } from './month-sites.ts';
import type { SheetCell } from './office/sheet.ts';
import { type SheetTable, workbook } from './office/workbook.ts';
import { findingRows, type NamedCheck, type Selection, type Source } from './rows.ts';
import { type Column, type FindingRow, findingColumns, scoreColumns } from './table-columns.ts';
import type { tableNames } from './tables.ts';

export interface WorkbookQuery extends Selection {
	/** The one table that is wanted beside the legend. Default: all. */
	readonly table?: (typeof tableNames)[number];
	readonly checks: ReadonlyMap<string, NamedCheck>;
	readonly profiles: Profiles;
}

const month = <Row>(period: string): Column<Row> => [
	'月份',
	() => period,
	{ form: 'month', width: 9, means: '评分和问题所属的月份' },
];

const reasons: Column<MonthSite> = [
	'不合格的原因',
	(site) => site.reasons.join('；'),
	{ form: 'wrapped', width: 32, means: '成立的单项否决，或低于合格线的得分' },
];

const scores = (period: string): readonly Column<MonthSite>[] => {
	const columns: readonly Column<MonthSite>[] = scoreColumns;
	const afterVerdict = columns.findIndex(([title]) => title === '结论') + 1;
	return [month(period), ...columns.toSpliced(afterVerdict, 0, reasons)];
};

const cellOf = <Row>([, cell, { form }]: Column<Row>, row: Row, isHarmful: boolean): SheetCell => {
	const value = cell(row);
	if (typeof value !== 'string') return value;
	const text = harmless(value);
	return form === 'link' && isHarmful ? { unlinked: text } : text;
};

async function* cells<Row>(
	rows: Iterable<Row> | AsyncIterable<Row>,
	columns: readonly Column<Row>[],
	isHarmful: (row: Row) => boolean = () => false,
): AsyncGenerator<SheetCell[]> {
	for await (const row of rows) {
		const isUnlinked = isHarmful(row);
		yield columns.map((column) => cellOf(column, row, isUnlinked));
	}
}

/** Month, id and name of the site stay in sight. */
const frozenColumns = 3;

const tableOf = <Row>(
	name: string,
	columns: readonly Column<Row>[],
	rows: AsyncIterable<readonly SheetCell[]>,
): SheetTable => ({
	name,
	columns: columns.map(([title, , { form, width, repeats }]) => ({
		title,
		form,
		width,
		...(repeats ? { repeats } : {}),
	})),
	frozenColumns,
	rows,
});

const legendColumns: SheetTable['columns'] = [
	{ title: '类别', form: 'wrapped', width: 26, repeats: true },
	{ title: '名称', form: 'wrapped', width: 28 },
	{ title: '说明', form: 'wrapped', width: 110 },
];

/** A month as an XLSX workbook for people: scores, findings and a legend, written while the findings are read. */
export async function* monthWorkbook(store: Source, query: WorkbookQuery): AsyncGenerator<Uint8Array> {
	const { table, checks, profiles, ...selection } = query;
	const sites = await monthSites(store, selection, profiles);
	const scoresOf = scores(selection.period);
	const findingsOf = [month<FindingRow>(selection.period), ...findingColumns];
	const found = findingRows(store, selection, checks);
	const all = {
		scores: {
			means: { name: '评分', columns: scoresOf },
			sheet: tableOf('评分', scoresOf, cells(sites, scoresOf)),
		},
		findings: {
			means: { name: '问题', columns: findingsOf },
			sheet: tableOf(
				'问题',
				findingsOf,
				cells(found, findingsOf, ({ isHarmful }) => isHarmful),
			),
		},
	};
	const shown = table === undefined ? Object.values(all) : [all[table]];
	const legend = legendRows(
		sites,
		shown.map(({ means }) => means),
		{ selection, checks, profiles, state: await store.monthState(selection.period) },
	);
	yield* workbook([
		...shown.map(({ sheet }) => sheet),
		{ name: '说明', columns: legendColumns, frozenColumns: 0, rows: legend.map((row) => row.map(harmless)) },
	]);
}
