import { stylesXml } from './cell-forms.ts';
import { type Relation, relationsXml } from './relations.ts';
import { SharedTexts } from './shared-texts.ts';
import { letters, Sheet, type SheetCell, type SheetColumn, type SheetLimits, sheetLimits } from './sheet.ts';
import { declaration, xmlText } from './xml.ts';
import { type ZipPart, zipped } from './zip.ts';

/** A table of a workbook; one too long for a sheet goes on in `name2`, `name3` and so on. */
export interface SheetTable {
	/** Up to 25 characters, without any of `[]:*?/\`. */
	readonly name: string;
	readonly columns: readonly SheetColumn[];
	/** Columns that stay in sight when the others are moved. */
	readonly frozenColumns: number;
	readonly rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>;
}

/** A sheet as the workbook lists it. */
interface Listed {
	readonly name: string;
	readonly sheet: Sheet;
	readonly columns: number;
	readonly frozenColumns: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** It stands first, where programs look for what a file is, before anybody knows how many sheets there will be: they are the rule. */
const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${spreadsheet}.worksheet+xml"/>${(
	[
		['workbook', 'sheet.main'],
		['styles', 'styles'],
		['sharedStrings', 'sharedStrings'],
	] as const
)
	.map(([name, type]) => `<Override PartName="/xl/${name}.xml" ContentType="${spreadsheet}.${type}+xml"/>`)
	.join('')}</Types>`;

const workbookXml = (sheets: readonly Listed[]): string => {
	// What is filtered, and the columns and the row that each printed page repeats.
	const repeated = (name: string, columns: number): string =>
		`${columns > 0 ? `'${name}'!$A:$${letters(columns - 1)},` : ''}'${name}'!$1:$1`;
	const names = sheets.flatMap(({ name, sheet, columns, frozenColumns }, n) => [
		`<definedName name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1">'${name}'!$A$1:$${letters(columns - 1)}$${sheet.rows}</definedName>`,
		`<definedName name="_xlnm.Print_Titles" localSheetId="${n}">${repeated(name, frozenColumns)}</definedName>`,
	]);
	return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${sheets
		.map(({ name }, n) => `<sheet name="${xmlText(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
		.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
};

async function* eachRow(rows: SheetTable['rows']): AsyncGenerator<readonly SheetCell[]> {
	yield* rows;
}

/** The rows, and whether there is another one. */
const lookingAhead = async <Row>(source: AsyncIterator<Row>) => {
	let next = await source.next();
	return {
		hasMore: () => !next.done,
		next: async () => {
			const now = next;
			if (!now.done) next = await source.next();
			return now;
		},
	};
};

async function* partsOf(tables: Iterable<SheetTable>, limits: SheetLimits): AsyncGenerator<ZipPart> {
	const texts = new SharedTexts();
	const sheets: Listed[] = [];
	yield { name: '[Content_Types].xml', content: [contentTypes] };
	yield { name: '_rels/.rels', content: [relationsXml([['officeDocument', 'xl/workbook.xml']])] };
	for (const { name, columns, frozenColumns, rows } of tables) {
		const source = eachRow(rows);
		try {
			const ahead = await lookingAhead(source);
			for (let n = 1; n === 1 || ahead.hasMore(); n++) {
				const sheet = new Sheet(columns, texts, limits);
				const own = n === 1 ? name : `${name}${n}`;
				sheets.push({ name: own, sheet, columns: columns.length, frozenColumns });
				const file = `sheet${sheets.length}.xml`;
				yield { name: `xl/worksheets/${file}`, content: sheet.xml(ahead, frozenColumns) };
				if (sheet.hasLinks) yield { name: `xl/worksheets/_rels/${file}.rels`, content: sheet.relations() };
			}
		} finally {
			await source.return(undefined);
		}
	}
	const own: Relation[] = [
		...sheets.map((_, n): Relation => ['worksheet', `worksheets/sheet${n + 1}.xml`]),
		['styles', 'styles.xml'],
		['sharedStrings', 'sharedStrings.xml'],
	];
	yield { name: 'xl/sharedStrings.xml', content: texts.xml() };
	yield { name: 'xl/styles.xml', content: [stylesXml] };
	yield { name: 'xl/workbook.xml', content: [workbookXml(sheets)] };
	yield { name: 'xl/_rels/workbook.xml.rels', content: [relationsXml(own)] };
}

/** An XLSX workbook of these tables, a sheet each, written while their rows are read. No cell of it is a formula. */
export const workbook = (
	tables: Iterable<SheetTable>,
	limits: SheetLimits = sheetLimits,
): AsyncIterable<Uint8Array> => zipped(partsOf(tables, limits));
