import type { Markup } from './markup.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export const xlsxPart = 'xl/workbook.xml';

const sheetName = /^xl\/worksheets\/sheet(\d{1,4})\.xml$/;
/** More characters of shared texts than could ever be shown. */
const maxShared = 4_000_000;

/** Of a row: some sheets are made up of empty ones to their last column. */
const maxCells = 1000;

/** The texts that cells share, by their number; spoken forms (`rPh`) are left out. */
const sharedTexts = (zip: Zip): string[] => {
	const xml = zip.read('xl/sharedStrings.xml');
	const texts: string[] = [];
	if (!xml) return texts;
	let inText = false;
	let isSpoken = false;
	let text = '';
	let length = 0;
	readXml(xml, {
		isEnough: () => length > maxShared,
		open: (name) => {
			if (name === 'si') text = '';
			else if (name === 'rPh') isSpoken = true;
			else if (name === 't') inText = !isSpoken;
		},
		text: (data) => {
			if (!inText) return;
			text += data;
			length += data.length;
		},
		close: (name) => {
			if (name === 't') inText = false;
			else if (name === 'rPh') isSpoken = false;
			else if (name === 'si') texts.push(text);
		},
	});
	return texts;
};

const readSheet = (xml: Uint8Array, shared: readonly string[], markup: Markup): void => {
	let cells: string[] = [];
	let type = '';
	let value = '';
	let inValue = false;
	readXml(xml, {
		isEnough: markup.isFull,
		open: (name, { t = 'n' }) => {
			if (name === 'row') cells = [];
			else if (name === 'c') {
				type = t;
				value = '';
			} else if (name === 'v' || name === 't') inValue = true;
		},
		text: (data) => {
			if (inValue) value += data;
		},
		close: (name) => {
			if (name === 'v' || name === 't') inValue = false;
			else if (name === 'c' && cells.length < maxCells)
				cells.push(type === 's' ? (shared[Number(value)] ?? '') : type === 'e' ? '' : value);
			else if (name === 'row') markup.row(cells);
		},
	});
};

/** Reads the cells of a workbook, row by row, as they are stored: a date is a number there. */
export const readXlsx = (zip: Zip, markup: Markup): void => {
	const sheets = zip.names
		.flatMap((name) => (sheetName.test(name) ? [{ name, number: Number(sheetName.exec(name)?.[1]) }] : []))
		.sort((a, b) => a.number - b.number);
	const shared = sharedTexts(zip);
	for (const { name } of sheets) {
		const xml = markup.isFull() ? undefined : zip.read(name);
		if (xml) readSheet(xml, shared, markup);
	}
};
