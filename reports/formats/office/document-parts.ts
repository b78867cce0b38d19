import { relationsXml } from './relations.ts';
import { declaration, xmlText } from './xml.ts';
import type { ZipPart } from './zip.ts';

/** The fonts of 公文, each with those that stand in for it where it is not installed. */
const fonts = {
	方正小标宋简体: ['方正小标宋_GBK', '小标宋', 'STZhongsong', '华文中宋', '宋体'],
	仿宋_GB2312: ['仿宋', 'FangSong', 'STFangsong', '华文仿宋'],
	楷体_GB2312: ['楷体', 'KaiTi', 'STKaiti', '华文楷体'],
	黑体: ['SimHei', 'STHeiti', '华文黑体'],
	宋体: ['SimSun', 'STSong', '华文宋体'],
} as const;
export type FontName = keyof typeof fonts;

export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Twentieths of a point, of which a millimetre has 56.7. */
const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** Half points: 二号, 三号, 四号 and 小四. */
export const sizes = { title: 44, body: 32, pageNumber: 28, table: 24 } as const;
/** Between lines, exactly: 22 of them fill a page. */
export const lineTwips = 579;

/** Twentieths of a point between characters, so that 28 of the body fill a line of 156 mm. */
const closer = -5;

/** A font by its name for Chinese text, and for all other. */
export const fontXml = (name: FontName): string =>
	`<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`;

const fontTable = `${declaration}<w:fonts xmlns:w="${wordNamespace}">${Object.entries(fonts)
	.map(
		([name, others]) =>
			`<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
	)
	.join('')}</w:fonts>`;

const styles = `${declaration}<w:styles xmlns:w="${wordNamespace}"><w:docDefaults><w:rPrDefault><w:rPr>${fontXml('仿宋_GB2312')}<w:spacing w:val="${closer}"/><w:sz w:val="${sizes.body}"/><w:szCs w:val="${sizes.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${lineTwips}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>${[
	1, 2, 3,
]
	.map(
		(level) =>
			`<w:style w:type="paragraph" w:styleId="h${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="a"/><w:next w:val="a"/><w:qFormat/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`,
	)
	.join('')}</w:styles>`;

const settings = `${declaration}<w:settings xmlns:w="${wordNamespace}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/></w:settings>`;

/** — 1 —, a character from the outer edge: on the right of odd pages, on the left of even ones. */
const footer = (side: 'left' | 'right'): string => {
	const look = `<w:rPr>${fontXml('宋体')}<w:sz w:val="${sizes.pageNumber}"/></w:rPr>`;
	const run = (content: string): string => `<w:r>${look}${content}</w:r>`;
	const indent = `<w:ind w:${side}Chars="100" w:${side}="${sizes.pageNumber * 10}"/>`;
	return `${declaration}<w:ftr xmlns:w="${wordNamespace}"><w:p><w:pPr>${indent}<w:jc w:val="${side}"/></w:pPr>${run('<w:t xml:space="preserve">— </w:t>')}${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')}${run('<w:fldChar w:fldCharType="separate"/>')}${run('<w:t>1</w:t>')}${run('<w:fldChar w:fldCharType="end"/>')}${run('<w:t xml:space="preserve"> —</w:t>')}</w:p></w:ftr>`;
};

/** A4 with the margins of GB/T 9704: 37 mm above, 35 below, 28 left, 26 right; 22 lines of 28 characters. */
const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:pgSz w:w="${mm(210)}" w:h="${mm(297)}"/><w:pgMar w:top="${mm(37)}" w:right="${mm(26)}" w:bottom="${mm(35)}" w:left="${mm(28)}" w:header="${mm(15)}" w:footer="${mm(24)}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${lineTwips}"/></w:sectPr>`;

const linked = [
	['styles', 'styles.xml', 'styles'],
	['fontTable', 'fontTable.xml', 'fontTable'],
	['settings', 'settings.xml', 'settings'],
	['footer', 'footer1.xml', 'footer'],
	['footer', 'footer2.xml', 'footer'],
] as const;

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${linked.map(([, file, type]) => `<Override PartName="/word/${file}" ContentType="${word}.${type}+xml"/>`).join('')}</Types>`;

const properties = (title: string): string =>
	`${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:creator>公开哨 gongkai</dc:creator></cp:coreProperties>`;

/** The parts of a DOCX around the XML of its body. */
export const documentParts = (title: string, body: Iterable<string>): ZipPart[] => {
	const document = function* (): Generator<string> {
		yield `${declaration}<w:document xmlns:w="${wordNamespace}" xmlns:r="${relationships}"><w:body>`;
		yield* body;
		yield `${section}</w:body></w:document>`;
	};
	const root = relationsXml([
		['officeDocument', 'word/document.xml'],
		[
			'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
			'docProps/core.xml',
		],
	]);
	const own = relationsXml(linked.map(([type, file]) => [type, file]));
	return [
		{ name: '[Content_Types].xml', content: [contentTypes] },
		{ name: '_rels/.rels', content: [root] },
		{ name: 'docProps/core.xml', content: [properties(title)] },
		{ name: 'word/document.xml', content: document() },
		{ name: 'word/_rels/document.xml.rels', content: [own] },
		{ name: 'word/styles.xml', content: [styles] },
		{ name: 'word/fontTable.xml', content: [fontTable] },
		{ name: 'word/settings.xml', content: [settings] },
		{ name: 'word/footer1.xml', content: [footer('right')] },
		{ name: 'word/footer2.xml', content: [footer('left')] },
	];
};
