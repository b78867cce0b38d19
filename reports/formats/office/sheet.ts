import { type CellForm, styleOf } from './cell-forms.ts';
import { lineCount } from './line-count.ts';
import type { SharedTexts } from './shared-texts.ts';
import { declaration, xmlText } from './xml.ts';

/** A cell: blank where nobody knows. An address in braces is shown, and no click leads there. */
export type SheetCell = string | number | null | undefined | { readonly unlinked: string };

export interface SheetColumn {
	readonly title: string;
	readonly form: CellForm;
	/** In characters of the body font; a Chinese one takes two. */
	readonly width: number;
	/** Few texts stand in it again and again. Default: false. */
	readonly repeats?: boolean;
}

/** What a sheet holds at most. */
export interface SheetLimits {
	/** The header among them. */
	readonly rows: number;
	readonly links: number;
	/** Of its XML. */
	readonly bytes: number;
}

export const sheetLimits: SheetLimits = {
	// The format's own.
	rows: 1_048_576,
	// Excel takes 65,530 links a sheet, and tells a sheet with more to be damaged.
	links: 60_000,
	// A part of the archive must stay below 4 GB.
	bytes: 4_000_000_000,
};

/** The most that the format takes. */
const maxCellLength = 32_767;
const maxLinkLength = 2_000;
const pieceLength = 65_536;
/** Points. */
const lineHeight = 16;
/** Wider ones are printed on A3, over two pages. */
const maxWidthOfA4 = 200;

/** The name of a column by its number from 0: A … Z, AA … */
export const letters = (column: number): string =>
	(column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** Days since the last day of 1899, as spreadsheets count them. */
const serial = (date: string): number | undefined => {
	const [, month, day = '-01', time = '00:00:00'] =
		/^(\d{4}-\d\d)(-\d\d)?(?: (\d\d:\d\d:\d\d))?$/.exec(date) ?? [];
	const at = month === undefined ? Number.NaN : Date.parse(`${month}${day}T${time}Z`);
	return Number.isNaN(at) ? undefined : at / 86_400_000 + 25_569;
};

/** A text as one cell can hold it: `_x0041_` would be read as the sign of that number. */
const fitting = (text: string): string =>
	text
		.slice(0, maxCellLength)
		.toWellFormed()
		.replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_');

/** An address that every office program takes; undefined for what is none that a browser opens. */
const linkTarget = (address: string): string | undefined => {
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	url.hash = '';
	const target = url.href.replace(/%(?![\da-f]{2})|[^\w\-.~:/?[\]@!$&'()*+,;=%]/gi, encodeURIComponent);
	return target.length > maxLinkLength || url.username !== '' ? undefined : target;
};

const isDate = (form: CellForm): boolean => form === 'day' || form === 'time' || form === 'month';

/** One sheet: takes rows until it is full. */
export class Sheet {
	readonly #columns: readonly SheetColumn[];
	readonly #texts: SharedTexts;
	readonly #limits: SheetLimits;
	readonly #names: readonly string[];
	readonly #links: { readonly cell: string; readonly target: string }[] = [];
	#rows = 1;
	#bytes = 0;

	constructor(columns: readonly SheetColumn[], texts: SharedTexts, limits: SheetLimits) {
		this.#columns = columns;
		this.#limits = limits;
		this.#texts = texts;
		this.#names = columns.map((_, column) => letters(column));
	}

	/** Rows that it has, the header among them. */
	get rows(): number {
		return this.#rows;
	}

	/** Its cells from the first to the last, such as `A1:F20`. */
	get range(): string {
		return `A1:${this.#names.at(-1)}${this.#rows}`;
	}

	/** The form of a cell: an address that is no link looks like none. */
	#formOf(value: SheetCell, { form }: SheetColumn, name: string): CellForm {
		if (form !== 'link') return form;
		const isRoom = typeof value === 'string' && this.#links.length < this.#limits.links;
		const target = isRoom ? linkTarget(value) : undefined;
		if (target === undefined) return 'text';
		this.#links.push({ cell: name, target });
		return form;
	}

	#cell(value: SheetCell, column: SheetColumn, name: string): string {
		const form = this.#formOf(value, column, name);
		const start = `<c r="${name}" s="${styleOf(form)}"`;
		if (value === null || value === undefined || value === '') return `${start}/>`;
		if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
		const words = typeof value === 'string' ? value : value.unlinked;
		const date = isDate(form) ? serial(words) : undefined;
		if (date !== undefined) return `${start}><v>${date}</v></c>`;
		const text = xmlText(fitting(words));
		const shared = column.repeats ? this.#texts.indexOf(text) : undefined;
		if (shared !== undefined) return `${start} t="s"><v>${shared}</v></c>`;
		return `${start} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
	}

	/** Points high; office programs reckon it themselves only while somebody looks. */
	#height(cells: readonly SheetCell[]): number {
		let lines = 1;
		for (const [n, { form, width }] of this.#columns.entries()) {
			const value = cells[n];
			if (form === 'wrapped' && typeof value === 'string') lines = Math.max(lines, lineCount(value, width));
		}
		return lines * lineHeight;
	}

	#row(cells: readonly SheetCell[]): string {
		this.#rows++;
		const shown = this.#columns.map((column, n) =>
			this.#cell(cells[n], column, `${this.#names[n]}${this.#rows}`),
		);
		return `<row r="${this.#rows}" ht="${this.#height(cells)}">${shown.join('')}</row>`;
	}

	#head(frozenColumns: number): string {
		const corner = `${letters(frozenColumns)}2`;
		const header = this.#columns.map(
			({ title }, n) =>
				`<c r="${this.#names[n]}1" s="${styleOf('header')}" t="inlineStr"><is><t>${xmlText(title)}</t></is></c>`,
		);
		return [
			`${declaration}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
			'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
			`<sheetViews><sheetView workbookViewId="0"><pane ${frozenColumns > 0 ? `xSplit="${frozenColumns}" ` : ''}ySplit="1" topLeftCell="${corner}" activePane="${frozenColumns > 0 ? 'bottomRight' : 'bottomLeft'}" state="frozen"/></sheetView></sheetViews>`,
			`<sheetFormatPr defaultRowHeight="${lineHeight}"/><cols>`,
			...this.#columns.map(
				({ width }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`,
			),
			`</cols><sheetData><row r="1" ht="32" customHeight="1">${header.join('')}</row>`,
		].join('');
	}

	#foot(): string {
		const isWide = this.#columns.reduce((sum, { width }) => sum + width, 0) > maxWidthOfA4;
		const links = this.#links.map(({ cell }, n) => `<hyperlink ref="${cell}" r:id="rId${n + 1}"/>`);
		return [
			`</sheetData><autoFilter ref="${this.range}"/>`,
			...(links.length > 0 ? ['<hyperlinks>', ...links, '</hyperlinks>'] : []),
			'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
			`<pageSetup paperSize="${isWide ? 8 : 9}" orientation="landscape" fitToWidth="${isWide ? 2 : 1}" fitToHeight="0"/>`,
			'<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter>',
			`<ignoredErrors><ignoredError sqref="${this.range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
		].join('');
	}

	get #isFull(): boolean {
		return this.#rows >= this.#limits.rows || this.#bytes >= this.#limits.bytes;
	}

	/** The sheet with as many rows as it takes; the others stay where they are. */
	async *xml(rows: AsyncIterator<readonly SheetCell[]>, frozenColumns: number): AsyncGenerator<string> {
		let piece = this.#head(frozenColumns);
		while (!this.#isFull) {
			const { value, done } = await rows.next();
			if (done) break;
			const row = this.#row(value);
			this.#bytes += Buffer.byteLength(row);
			piece += row;
			if (piece.length < pieceLength) continue;
			yield piece;
			piece = '';
		}
		yield piece + this.#foot();
	}

	/** What its links lead to, where it has any. */
	*relations(): Generator<string> {
		yield `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;
		for (const [n, { target }] of this.#links.entries())
			yield `<Relationship Id="rId${n + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${xmlText(target)}" TargetMode="External"/>`;
		yield '</Relationships>';
	}

	get hasLinks(): boolean {
		return this.#links.length > 0;
	}
}
