import { crc32, deflateRawSync } from 'node:zlib';

const xml = '<?xml version="1.0" encoding="UTF-8"?>';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A zip archive of these parts. */
export const zipOf = (parts: Readonly<Record<string, string | Uint8Array>>): Buffer => {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [path, content] of Object.entries(parts)) {
		const name = Buffer.from(path);
		const bytes = typeof content === 'string' ? Buffer.from(content) : content;
		const packed = deflateRawSync(bytes);
		// Version, flags, deflated, time and date; check, sizes and the lengths of the name and of what else there is.
		const head = Buffer.alloc(26);
		for (const [i, value] of [20, 0x800, 8].entries()) head.writeUInt16LE(value, 2 * i);
		head.writeUInt32LE(crc32(bytes), 10);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(bytes.length, 18);
		head.writeUInt16LE(name.length, 22);
		const file = Buffer.concat([Buffer.from('PK\x03\x04'), head, name, packed]);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(at, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, place, name]));
		files.push(file);
		at += file.length;
	}
	const entries = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(directory.length, 4);
	end.writeUInt16LE(directory.length, 6);
	end.writeUInt32LE(entries.length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...files, entries, Buffer.from('PK\x05\x06'), end]);
};

/** A paragraph, or the rows of a table. */
export type Part = string | readonly (readonly string[])[];

const paragraph = (text: string): string => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`;

/** The XML of a Word document around this body. */
export const wordXml = (body: string): string => `${xml}<w:document><w:body>${body}</w:body></w:document>`;

export const docxOf = (...parts: readonly Part[]): Buffer =>
	zipOf({
		'[Content_Types].xml': `${xml}<Types/>`,
		'word/document.xml': wordXml(
			parts
				.map((part) =>
					typeof part === 'string'
						? paragraph(part)
						: `<w:tbl>${part.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
				)
				.join(''),
		),
	});

/** A workbook of one sheet; texts are shared between cells, as office programs write them. */
export const xlsxOf = (rows: readonly (readonly (string | number)[])[]): Buffer => {
	const shared = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))];
	const cell = (value: string | number): string =>
		typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="s"><v>${shared.indexOf(value)}</v></c>`;
	return zipOf({
		'[Content_Types].xml': `${xml}<Types/>`,
		'xl/workbook.xml': `${xml}<workbook/>`,
		'xl/sharedStrings.xml': `${xml}<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
		'xl/worksheets/sheet1.xml': `${xml}<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
	});
};

/** An OFD document of one page, a line of text every ten millimetres. */
export const ofdOf = (lines: readonly string[], more = ''): Buffer =>
	zipOf({
		'OFD.xml': `${xml}<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		'Doc_0/Document.xml': `${xml}<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
		'Doc_0/Pages/Page_0/Content.xml': `${xml}<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>${lines
			.map(
				(line, i) =>
					`<ofd:TextObject Boundary="${line.startsWith('　　') ? 38 : 28} ${30 + 10 * i} ${5 * line.trim().length} 6" Size="5"><ofd:TextCode X="0" Y="5">${escaped(line.trim())}</ofd:TextCode></ofd:TextObject>`,
			)
			.join('')}${more}</ofd:Layer></ofd:Content></ofd:Page>`,
	});

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** A PDF file of these objects, numbered from 1; the first is the catalog. */
export const pdfOfObjects = (objects: readonly (string | Buffer)[], trailer = ''): Buffer => {
	const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
	const offsets: number[] = [];
	let length = parts[0]?.length ?? 0;
	const put = (part: Buffer): void => {
		parts.push(part);
		length += part.length;
	};
	for (const [i, object] of objects.entries()) {
		offsets.push(length);
		put(
			Buffer.concat([
				Buffer.from(`${i + 1} 0 obj\n`),
				Buffer.from(object as string),
				Buffer.from('\nendobj\n'),
			]),
		);
	}
	const at = length;
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	put(
		Buffer.from(
			`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF`,
		),
	);
	return Buffer.concat(parts);
};

/** Content of a PDF page: a line of text every 24 points; two blanks at its beginning are an indent. */
export const pdfText = (lines: readonly string[], mode = 0): string =>
	`BT /F1 16 Tf ${mode} Tr ${lines
		.map(
			(line, i) =>
				`1 0 0 1 ${line.startsWith('　　') ? 104 : 72} ${780 - 24 * i} Tm <${utf16(line.trim())}> Tj`,
		)
		.join(' ')} ET`;

/** A PDF whose pages have this content. */
export const pdfOfContents = (contents: readonly string[], trailer = ''): Buffer => {
	const first = 6;
	const kids = contents.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
	return pdfOfObjects(
		[
			'<</Type/Catalog/Pages 2 0 R>>',
			`<</Type/Pages/Kids[${kids}]/Count ${contents.length}>>`,
			'<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>',
			'<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 800/StemV 80>>>>',
			'<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream',
			...contents.flatMap((content, i) => [
				`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</Im 5 0 R>>>>/Contents ${first + 2 * i + 1} 0 R>>`,
				`<</Length ${content.length}>>stream\n${content}\nendstream`,
			]),
		],
		trailer,
	);
};

/** A picture that fills the page. */
export const pdfPicture = 'q 595 0 0 842 0 0 cm /Im Do Q';

export const pdfOf = (lines: readonly string[]): Buffer => pdfOfContents([pdfText(lines)]);
