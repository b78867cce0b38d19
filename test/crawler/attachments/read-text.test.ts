import { describe, expect, test } from 'vitest';
import { readText } from '../../../crawler/attachments/read-text.ts';
import {
	docxOf,
	ofdOf,
	pdfOf,
	pdfOfContents,
	pdfPicture,
	pdfText,
	wordXml,
	xlsxOf,
	zipOf,
} from '../../support/office-files.ts';
import { docOf, oleOf } from '../../support/ole-files.ts';

const lines = [
	'临江市人民政府办公室关于做好城市防汛工作的通知',
	'临政办发〔2026〕12号',
	'　　为做好防汛工作，根据有关规定，现将有关事项通知如下，请认真',
	'贯彻执行，及时报告。',
	'　　（此件公开发布）',
];
/** The third line of the page goes on in the fourth. */
const paragraphs = `<p>${lines[0]}</p><p>${lines[1]}</p><p>${lines[2]?.trim()}${lines[3]}</p><p>（此件公开发布）</p>`;

const encrypted = `/Encrypt<</Filter/Standard/V 1/R 2/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/P -4>>/ID[<00><00>]`;
const table = '<table><tr><td>1</td><td>关于甲的通知</td><td>临政发〔2010〕1号</td></tr></table>';
const row = ['1', '关于甲的通知', '临政发〔2010〕1号'];

describe('the text of a file', () => {
	test.each<[string, Buffer, string]>([
		['a Word document: paragraphs and tables', docxOf('一、目录', [row]), `<p>一、目录</p>${table}`],
		[
			'what is marked up in it is not said',
			zipOf({
				'word/document.xml': wordXml(
					'<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>',
				),
			}),
			'<p>甲 乙</p>',
		],
		[
			'a text box, which stands there twice',
			zipOf({
				'word/document.xml': wordXml(
					'<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>',
				),
			}),
			'<p>框</p><p>外</p>',
		],
		['a table of one cell is a frame', docxOf([['甲\n乙']]), '<p>甲</p><p>乙</p>'],
		[
			'a workbook: a row of cells',
			xlsxOf([row, [2, '关于乙的通知']]),
			`${table.slice(0, -8)}<tr><td>2</td><td>关于乙的通知</td></tr></table>`,
		],
		['an OFD document, its lines put together', ofdOf(lines), paragraphs],
		['a PDF, its lines put together', pdfOf(lines), paragraphs],
		['a PDF without the number of the page', pdfOf([...lines, '— 1 —']), paragraphs],
		['a PDF with a picture among its text', pdfOfContents([`${pdfPicture} ${pdfText(lines)}`]), paragraphs],
		[
			'an old Word document: paragraphs, tables, what fields show',
			docOf([
				'一、',
				'see \x13PAGE\x14',
				'第3页\x15\r1\x07关于甲的',
				'通知\x07临政发〔2010〕1号\x07\x07',
				'完\r',
			]),
			`<p>一、see 第3页</p>${table}<p>完</p>`,
		],
		['a plain text', Buffer.from('甲<乙>\n\n丙'), '<p>甲&lt;乙&gt;</p><p>丙</p>'],
	])('%s', async (_, bytes, html) => {
		expect(await readText(bytes)).toMatchObject({ html: `<body>${html}</body>`, isCut: false });
	});

	test('is read to a limit, and says so', async () => {
		const text = await readText(docxOf('甲'.repeat(150_000), '乙'.repeat(150_000)));
		expect(text).toMatchObject({ length: 200_000, isCut: true });
	});
});

describe('there is no text', () => {
	test.each<[string, Buffer, string]>([
		['a scan', pdfOfContents([pdfPicture]), 'scanned'],
		[
			'a scan with what a program believed to read on it',
			pdfOfContents([`${pdfPicture} ${pdfText(lines, 3)}`]),
			'scanned',
		],
		['half of the pages are scans', pdfOfContents([pdfText(lines), pdfPicture]), 'scanned'],
		[
			'a Word document of pictures',
			zipOf({ 'word/document.xml': wordXml('<w:p><a:blip/></w:p>') }),
			'scanned',
		],
		['an OFD of pictures', ofdOf([], '<ofd:ImageObject/>'), 'scanned'],
		['a PDF of nothing', pdfOfContents(['']), 'empty'],
		['a PDF with a password', pdfOfContents([pdfText(lines)], encrypted), 'encrypted'],
		['an office document with a password', oleOf({ EncryptedPackage: Buffer.alloc(9) }), 'encrypted'],
		['an old Word document with a password', docOf(['甲\r'], 0x100), 'encrypted'],
		['an old Word document of pictures', docOf(['\x01\r']), 'scanned'],
		['an old Word document that is cut off', docOf(['甲\r']).subarray(0, 4000), 'damaged'],
		['an old workbook', oleOf({ Workbook: Buffer.alloc(9) }), 'unsupported'],
		['a PDF that is cut off', pdfOf(lines).subarray(0, 900), 'damaged'],
		['a Word document that is cut off', docxOf(...lines).subarray(0, 400), 'damaged'],
		['a PDF in name only', Buffer.from('%PDF-1.7\n%%EOF'), 'damaged'],
		[
			'an OFD that leads nowhere',
			zipOf({ 'OFD.xml': '<a><DocRoot>Doc_0/Document.xml</DocRoot></a>' }),
			'damaged',
		],
		['an archive of other files', zipOf({ '1.docx': docxOf('甲'), '2.pdf': pdfOf(lines) }), 'unsupported'],
		['an empty file', Buffer.alloc(0), 'empty'],
		['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'unsupported'],
	])('%s', async (_, bytes, noText) => {
		expect(await readText(bytes)).toEqual({ noText });
	});
});

describe('a hostile file', () => {
	const entities =
		'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>';
	test.each<[string, Buffer, string]>([
		[
			'its entities are neither fetched nor expanded',
			zipOf({ 'word/document.xml': `${entities}${wordXml('<w:p><w:r><w:t>&a;&c;</w:t></w:r></w:p>')}` }),
			'<p>&amp;a;&amp;c;</p>',
		],
	])('%s', async (_, bytes, html) => {
		expect(await readText(bytes)).toMatchObject({ html: `<body>${html}</body>` });
	});

	test('leads to no file outside of it', async () => {
		const parts = { 'OFD.xml': '<a><DocRoot>../../../../../../etc/hostname</DocRoot></a>', 'a.xml': '<a/>' };
		expect(await readText(zipOf(parts))).toEqual({ noText: 'damaged' });
		const absolute = { 'OFD.xml': '<a><DocRoot>/etc/hostname</DocRoot></a>' };
		expect(await readText(zipOf(absolute))).toEqual({ noText: 'damaged' });
	});

	test('has a part twice: programs would differ in which they show', async () => {
		const one = zipOf({ 'word/documenta.xml': wordXml(''), 'word/documentb.xml': wordXml('') });
		const twice = Buffer.from(one.toString('latin1').replaceAll('documentb', 'documenta'), 'latin1');
		expect(await readText(twice)).toEqual({ noText: 'damaged' });
	});

	test.each([0, 1, 10])('has sectors that lead around in a ring: from sector %i on', async (from) => {
		const ring = docOf(['甲\r']);
		for (let at = from; at < 128; at++) ring.writeUInt32LE(from, 512 + 4 * at);
		expect(await readText(ring)).toEqual({ noText: 'damaged' });
	});

	test('has more parts than a document', async () => {
		const parts = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`p${i}`, '']));
		expect(await readText(zipOf(parts))).toEqual({ noText: 'too-large' });
	});

	test('would be 1000 times as long', async () => {
		const bomb = zipOf({ 'word/document.xml': Buffer.alloc(40 << 20, ' ') });
		expect(bomb.length).toBeLessThan(50_000);
		expect(await readText(bomb)).toEqual({ noText: 'too-large' });
		const sheets = Object.fromEntries(
			[1, 2, 3].map((n) => [`xl/worksheets/sheet${n}.xml`, Buffer.alloc(30 << 20, ' ')]),
		);
		expect(await readText(zipOf({ 'xl/workbook.xml': '<a/>', ...sheets }))).toEqual({ noText: 'too-large' });
	});
});
