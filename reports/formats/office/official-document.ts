import { documentParts, type FontName, fontXml, sizes } from './document-parts.ts';
import { xmlText } from './xml.ts';
import { zipped } from './zip.ts';

/** Words, or what a person has yet to fill in, which is marked. */
export type Words = string | { readonly fill: string };
export type Line = Words | readonly Words[];

export interface DocumentTable {
	readonly titles: readonly string[];
	/** Of each column, in parts of the whole. */
	readonly widths: readonly number[];
	readonly rows: Iterable<readonly string[]>;
	/** Numbers of the columns whose text begins on the left; all others are in the middle. */
	readonly left: readonly number[];
}

/** A part of a 公文 in its order. */
export type Block =
	| { readonly title: Line }
	/** 一、 is 1, （一） is 2; their numbers belong to the words. */
	| { readonly heading: string; readonly level: 1 | 2 }
	/** Begins two characters in; `lead`, in front, is set off as a heading. */
	| { readonly paragraph: Line; readonly lead?: string }
	/** A line of its own. */
	| { readonly line: Line; readonly at: 'left' | 'center' | 'right'; readonly font?: FontName }
	| { readonly table: DocumentTable }
	| 'blank'
	| 'page';

/** Width of the text, in twentieths of a point: 156 mm. */
const textWidth = 8844;
const tableLine = 400;
/** Two characters of the body. */
const indent = sizes.body * 20;

const run = (words: Words, look: string): string => {
	const [text, mark] =
		typeof words === 'string' ? [words, ''] : [words.fill, '<w:highlight w:val="yellow"/>'];
	return `<w:r><w:rPr>${look}${mark}</w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
};

const look = (font: FontName, size: number = sizes.body, bold = ''): string =>
	`${fontXml(font)}${bold}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;

const runs = (line: Line, own: string): string =>
	(Array.isArray(line) ? (line as readonly Words[]) : [line as Words])
		.map((words) => run(words, own))
		.join('');

const paragraph = (properties: string, content: string): string =>
	`<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;

const indented = `<w:ind w:firstLineChars="200" w:firstLine="${indent}"/>`;

/** A signature ends four characters before the margin. */
const inFromRight = `<w:ind w:rightChars="400" w:right="${indent * 2}"/>`;

const headingXml = (text: string, level: 1 | 2): string =>
	paragraph(
		`<w:pStyle w:val="h${level + 1}"/><w:keepNext/>${indented}`,
		runs(text, look(level === 1 ? '黑体' : '楷体_GB2312')),
	);

const cellXml = (text: string, width: number, isLeft: boolean, font: FontName): string =>
	`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(
		`<w:spacing w:line="${tableLine}" w:lineRule="exact"/><w:jc w:val="${isLeft ? 'left' : 'center'}"/>`,
		runs(text, look(font, sizes.table)),
	)}</w:tc>`;

const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
	.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	.join('');

function* tableXml({ titles, widths, rows, left }: DocumentTable): Generator<string> {
	const whole = widths.reduce((sum, width) => sum + width, 0);
	const twips = widths.map((width) => Math.round((width / whole) * textWidth));
	const row = (cells: readonly string[], properties: string, font: FontName): string =>
		`<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${cells
			.map((text, n) => cellXml(text, twips[n] ?? 0, font === '仿宋_GB2312' && left.includes(n), font))
			.join('')}</w:tr>`;
	yield `<w:tbl><w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${twips.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
	// Repeated on each page.
	yield row(titles, '<w:tblHeader/>', '黑体');
	for (const cells of rows) yield row(cells, '', '仿宋_GB2312');
	yield '</w:tbl>';
}

function* blockXml(block: Block): Generator<string> {
	if (block === 'blank') yield paragraph('', '');
	else if (block === 'page') yield paragraph('', '<w:r><w:br w:type="page"/></w:r>');
	else if ('title' in block)
		yield paragraph(
			'<w:pStyle w:val="h1"/><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
			runs(block.title, look('方正小标宋简体', sizes.title)),
		);
	else if ('heading' in block) yield headingXml(block.heading, block.level);
	else if ('paragraph' in block) {
		const lead = block.lead === undefined ? '' : run(block.lead, look('仿宋_GB2312', sizes.body, '<w:b/>'));
		yield paragraph(indented, lead + runs(block.paragraph, look('仿宋_GB2312')));
	} else if ('line' in block)
		yield paragraph(
			`${block.at === 'right' ? inFromRight : ''}<w:jc w:val="${block.at}"/>`,
			runs(block.line, look(block.font ?? '仿宋_GB2312')),
		);
	else yield* tableXml(block.table);
}

function* bodyXml(blocks: Iterable<Block>): Generator<string> {
	for (const block of blocks) yield* blockXml(block);
}

/** A DOCX in the form of 公文 (GB/T 9704): fonts, sizes, lines, margins and page numbers. `name` is its title in the file's properties. */
export const officialDocument = (name: string, blocks: Iterable<Block>): AsyncIterable<Uint8Array> =>
	zipped(documentParts(name, bodyXml(blocks)));
