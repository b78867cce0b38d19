import { zip } from '../fixtures/linjiang/files.ts';

const space = 'http://schemas.openxmlformats.org';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Cells with their places, as Excel writes them: text as text, numbers (also in scientific notation) as numbers. */
export const sheet = (rows: readonly (readonly (string | number)[])[]): string => {
	const cell = (value: string | number, place: string): string =>
		typeof value === 'number' || /^\d\.\d+E\d+$/.test(value)
			? `<c r="${place}"><v>${value}</v></c>`
			: `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
	const lines = rows.map((row, y) => {
		const cells = row.map((value, x) => cell(value, `${String.fromCharCode(65 + x)}${y + 1}`));
		return cells.length > 0 ? `<row r="${y + 1}">${cells.join('')}</row>` : '';
	});
	return `${xml}<worksheet xmlns="${space}/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`;
};

const relations = (target: string, type: string): string =>
	`${xml}<Relationships xmlns="${space}/package/2006/relationships"><Relationship Id="rId1" Type="${space}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

/** A workbook of one sheet. */
export const workbook = (first: string): Uint8Array<ArrayBuffer> =>
	zip({
		'_rels/.rels': relations('xl/workbook.xml', 'officeDocument'),
		'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml', 'worksheet'),
		'xl/workbook.xml': `${xml}<workbook xmlns="${space}/spreadsheetml/2006/main" xmlns:r="${space}/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/worksheets/sheet1.xml': first,
	});
