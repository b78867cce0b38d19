import { declaration } from './xml.ts';

/** How the cells of a column are shown: what they hold, aligned and formatted for it. */
export const cellForms = [
	'header',
	'text',
	/** Text over several lines. */
	'wrapped',
	/** YYYY-MM, as a date. */
	'month',
	/** YYYY-MM-DD, as a date. */
	'day',
	/** YYYY-MM-DD HH:MM:SS, as a date. */
	'time',
	'count',
	'points',
	/** A number with its sign. */
	'change',
	/** A web address that can be opened. */
	'link',
] as const;
export type CellForm = (typeof cellForms)[number];

/** Excel's own numbers of its built-in formats, and ours from 164. */
const formats: Partial<Record<CellForm, number>> = {
	month: 164,
	day: 165,
	time: 166,
	change: 167,
	points: 2,
};

const ownFormats = ['yyyy-mm', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', '+0.00;-0.00;0.00'];

const font = (look: string, colour = ''): string =>
	`<font>${look}<sz val="11"/>${colour}<name val="宋体"/><family val="3"/><charset val="134"/></font>`;
const fonts = [font(''), font('<b/>'), font('<u/>', '<color rgb="FF0563C1"/>')];
const fontOf = (form: CellForm): number => ['header', 'link'].indexOf(form) + 1;

const alignmentOf = (form: CellForm): string => {
	if (form === 'header') return 'horizontal="center" vertical="center" wrapText="1"';
	const isDate = form === 'month' || form === 'day' || form === 'time';
	return `${isDate ? 'horizontal="center" ' : ''}vertical="top"${form === 'wrapped' ? ' wrapText="1"' : ''}`;
};

/** What a cell's `s` says. */
export const styleOf = (form: CellForm): number => cellForms.indexOf(form) + 1;

const ruled = ['left', 'right', 'top', 'bottom']
	.map((side) => `<${side} style="thin"><color rgb="FFD0D0D0"/></${side}>`)
	.join('');

export const stylesXml = [
	`${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
	`<numFmts count="${ownFormats.length}">`,
	...ownFormats.map((code, n) => `<numFmt numFmtId="${164 + n}" formatCode="${code}"/>`),
	`</numFmts><fonts count="${fonts.length}">`,
	...fonts,
	'</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
	'<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills>',
	`<borders count="2"><border/><border>${ruled}</border></borders>`,
	'<cellStyleXfs count="1"><xf/></cellStyleXfs>',
	`<cellXfs count="${cellForms.length + 1}"><xf/>`,
	...cellForms.map(
		(form) =>
			`<xf numFmtId="${formats[form] ?? 0}" fontId="${fontOf(form)}" fillId="${form === 'header' ? 2 : 0}" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${alignmentOf(form)}/></xf>`,
	),
	'</cellXfs></styleSheet>',
].join('');
