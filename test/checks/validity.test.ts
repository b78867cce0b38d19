import { describe, expect, it } from 'vitest';
import abolished from '../../checks/rules/abolished-document.ts';
import contradictory from '../../checks/rules/contradictory-validity.ts';
import expired from '../../checks/rules/expired-document.ts';
import { readFileFacts } from '../../crawler/attachments/file-facts.ts';
import type { FileReading } from '../../crawler/page-facts.ts';
import { judge } from '../support/judge.ts';
import { article, list, official } from '../support/pages.ts';

const name = '临江市城市绿化管理办法';
const title = `临江市人民政府办公室关于印发《${name}》的通知`;
const doc = { number: '临政办发〔2018〕3号', writtenOn: '2018-03-02' };
const text = (last: string): string[] => [
	'第一条　为了加强城市绿化管理，改善生态环境，根据有关法律法规，结合本市实际，制定本办法。',
	'第二条　本市行政区域内城市绿化的规划、建设、保护和管理活动，适用本办法。',
	`第三条　${last}`,
];
const old = official(title, doc);
const lasting = (last: string, rest: Parameters<typeof official>[1] = {}): string =>
	official(title, { ...doc, body: text(last), ...rest });
const over = lasting('本办法自2018年4月1日起施行，有效期5年。');
const city = { number: '临政发〔2025〕20号', issuer: '临江市人民政府', writtenOn: '2025-06-02' };
const decision = (...body: readonly string[]): string =>
	official('临江市人民政府关于废止部分行政规范性文件的决定', { ...city, body });
const paper = (heading: string, body: readonly string[], rest: Parameters<typeof official>[1] = {}): string =>
	official(heading, { ...city, body, ...rest });
const labelled = (page: string, value: string, label = '有效性'): string =>
	page.replace('<tr>', `<tr><td>${label}：</td><td>${value}</td></tr><tr>`);
const county = { number: '临水政发〔2025〕2号', issuer: '临水县人民政府', writtenOn: '2025-06-02' };
const table = (...rows: readonly (readonly string[])[]): string =>
	`<table>${[['序号', '文件名称', '文号'], ...rows].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const fileOf = (heading: string, called: string, html: string): FileReading =>
	readFileFacts({ html, length: 1000 } as Parameters<typeof readFileFacts>[0], {
		title: heading,
		name: called,
		writtenOn: '2025-06-02',
	});

const said = (
	pages: Readonly<Record<string, string>>,
	files: Readonly<Record<string, FileReading>> = {},
): string[] => judge([abolished, expired, contradictory], { pages, files });

describe('extended by a later document', () => {
	const cases: Record<string, [Record<string, string>, string[]]> = {
		'nothing extends it': [{ '/a': over }, ['expired-document /a']],
		'to a day': [
			{
				'/a': over,
				'/b': paper(
					`临江市人民政府关于延长《${name}》有效期的通知`,
					[`《${name}》（临政办发〔2018〕3号）有效期延长至2028年3月31日。`],
					{ writtenOn: '2023-03-02' },
				),
			},
			[],
		],
		'by years, decided in the year before its end': [
			{
				'/a': lasting('本办法自2018年4月1日起施行，有效期至2023年1月31日。'),
				'/b': paper(
					`临江市人民政府关于延长《${name}》有效期的通知`,
					[`经研究，《${name}》（临政办发〔2018〕3号）有效期延长5年。`],
					{ writtenOn: '2022-12-02' },
				),
			},
			[],
		],
		'by years that are over too': [
			{
				'/a': over,
				'/b': paper(
					`临江市人民政府关于延长《${name}》有效期的通知`,
					[`经研究，《${name}》（临政办发〔2018〕3号）有效期延长2年。`],
					{ writtenOn: '2023-03-02' },
				),
			},
			['expired-document /a review'],
		],
		'it goes on being carried out': [
			{
				'/a': over,
				'/b': paper(
					`临江市人民政府关于继续执行《${name}》的通知`,
					[`《${name}》（临政办发〔2018〕3号）继续执行。`],
					{ writtenOn: '2023-03-02' },
				),
			},
			[],
		],
		'it goes on by its number alone': [
			{
				'/a': over,
				'/b': paper(
					'临江市人民政府关于延长部分文件有效期的通知',
					['临政办发〔2018〕3号文件有效期延长至2028年3月31日。'],
					{ writtenOn: '2023-03-02' },
				),
			},
			[],
		],
		'on the list of what remains in force': [
			{
				'/a': over,
				'/b': paper(
					'临江市人民政府关于公布继续有效行政规范性文件目录的通知',
					[table(['1', title, '临政办发〔2018〕3号'])],
					{ writtenOn: '2024-03-02' },
				),
			},
			[],
		],
		'amended, with another end': [
			{
				'/a': over,
				'/b': paper(
					`临江市人民政府关于修改《${name}》的决定`,
					[
						`市政府决定对《${name}》（临政办发〔2018〕3号）作如下修改：`,
						'将第三条修改为：“本办法自2018年4月1日起施行，有效期至2028年3月31日。”',
					],
					{ writtenOn: '2023-03-02' },
				),
			},
			['abolished-document /a review', 'expired-document /a review'],
		],
		'news of it extends nothing': [
			{
				'/a': over,
				'/b': article(`我市延长《${name}》有效期`, {
					publishedOn: '2023-03-02',
					body: [`《${name}》有效期延长至2028年3月31日。`],
				}),
			},
			['expired-document /a'],
		],
		'the county’s document of the same name is extended': [
			{
				'/a': over,
				'/b': paper(
					'临水县人民政府关于延长《临水县城市绿化管理办法》有效期的通知',
					['《临水县城市绿化管理办法》有效期延长至2028年3月31日。'],
					{ ...county, writtenOn: '2023-03-02' },
				),
			},
			['expired-document /a'],
		],
	};
	it.each(Object.entries(cases))('%s', (_, [pages, faults]) => expect(said(pages)).toEqual(faults));
});

describe('abolished by a later document', () => {
	const cases: Record<string, [Record<string, string>, string[]]> = {
		'at the end of a new one, by name and number': [
			{
				'/a': old,
				'/b': paper(
					'临江市人民政府关于印发《临江市园林绿化管理办法》的通知',
					text(`本办法自2025年7月1日起施行，《${name}》（临政办发〔2018〕3号）同时废止。`),
				),
			},
			['abolished-document /a'],
		],
		'by its name alone': [
			{
				'/a': old,
				'/b': paper(
					'临江市人民政府关于印发《临江市园林绿化管理办法》的通知',
					text(`本办法自2025年7月1日起施行，《${name}》同时废止。`),
				),
			},
			['abolished-document /a'],
		],
		'by its name without the place': [
			{
				'/a': old,
				'/b': paper(
					'临江市人民政府关于印发《临江市园林绿化管理办法》的通知',
					text('本办法自2025年7月1日起施行，《城市绿化管理办法》（临政办发〔2018〕3号）同时废止。'),
				),
			},
			['abolished-document /a'],
		],
		'by its number alone': [
			{ '/a': old, '/b': decision('临政办发〔2018〕3号文件自本决定公布之日起废止。') },
			['abolished-document /a'],
		],
		'declared void': [
			{
				'/a': old,
				'/b': paper('临江市人民政府关于宣布失效一批文件的决定', [table(['1', title, '临政办发〔2018〕3号'])]),
			},
			['abolished-document /a'],
		],
		'in a table': [
			{ '/a': old, '/b': decision('废止的行政规范性文件目录', table(['1', title, '临政办发〔2018〕3号'])) },
			['abolished-document /a'],
		],
		'on the list of what remains in force': [
			{
				'/a': old,
				'/b': paper('临江市人民政府关于公布行政规范性文件清理结果的通知', [
					'附件1 废止的行政规范性文件目录',
					table(['1', '临江市公园管理办法', '临政办发〔2017〕9号']),
					'附件2 继续有效的行政规范性文件目录',
					table(['1', title, '临政办发〔2018〕3号']),
				]),
			},
			[],
		],
		'all others are abolished': [
			{
				'/a': old,
				'/b': decision(
					`除《${name}》（临政办发〔2018〕3号）外，下列文件同时废止：`,
					'1.《临江市公园管理办法》（临政办发〔2017〕9号）',
				),
			},
			[],
		],
		'a decision that abolishes others says that it remains in force': [
			{
				'/a': old,
				'/b': decision(
					'市政府决定废止《临江市公园管理办法》（临政办发〔2017〕9号）。',
					`《${name}》（临政办发〔2018〕3号）继续有效。`,
				),
			},
			[],
		],
		'an entry of the list says that it is kept': [
			{
				'/a': old,
				'/b': decision(
					'市政府决定废止下列文件：',
					'1.《临江市公园管理办法》（临政办发〔2017〕9号）',
					`2.《${name}》（临政办发〔2018〕3号）（继续执行至2028年）`,
				),
			},
			[],
		],
		'one article of it': [
			{
				'/a': old,
				'/b': paper(`临江市人民政府关于废止《${name}》部分条款的决定`, [
					`废止《${name}》（临政办发〔2018〕3号）第三条。`,
				]),
			},
			['abolished-document /a review'],
		],
		amended: [
			{
				'/a': old,
				'/b': paper(`临江市人民政府关于修改《${name}》的决定`, [
					`对《${name}》（临政办发〔2018〕3号）作如下修改：`,
					'将第三条修改为：“本办法自公布之日起施行。”',
				]),
			},
			['abolished-document /a review'],
		],
		'amended, and the page shows the amended text': [
			{
				'/a': official(`${name}（2025年修正）`, { ...doc, body: text('本办法自公布之日起施行。') }),
				'/b': paper(`临江市人民政府关于修改《${name}》的决定`, [
					`对《${name}》（临政办发〔2018〕3号）作如下修改：`,
					'将第三条修改为：“本办法自公布之日起施行。”',
				]),
			},
			[],
		],
		'amended, and labelled so': [
			{
				'/a': labelled(old, '已修改'),
				'/b': paper(`临江市人民政府关于修改《${name}》的决定`, [
					`对《${name}》（临政办发〔2018〕3号）作如下修改：`,
					'将第三条修改为：“本办法自公布之日起施行。”',
				]),
			},
			[],
		],
		'in part, and labelled so': [
			{
				'/a': labelled(old, '部分失效'),
				'/b': paper(`临江市人民政府关于废止《${name}》部分条款的决定`, [
					`废止《${name}》（临政办发〔2018〕3号）第三条。`,
				]),
			},
			[],
		],
		'the trial version, whose page is gone': [
			{ '/a': old, '/b': decision('决定废止下列文件：', `1.《${name}（试行）》`) },
			[],
		],
		'another year’s version, whose page is gone': [
			{
				'/a': official('临江市人民政府关于印发《临江市政府定价目录（2024年版）》的通知', {
					number: '临政发〔2024〕3号',
					writtenOn: '2024-03-02',
				}),
				'/b': decision('决定废止下列文件：', '1.《临江市政府定价目录（2021年版）》'),
			},
			[],
		],
		'last year’s plan, whose page is gone': [
			{
				'/a': official('临江市人民政府关于印发《临江市2024年城市绿化工作方案》的通知', {
					number: '临政发〔2024〕3号',
					writtenOn: '2024-03-02',
				}),
				'/b': decision('决定废止下列文件：', '1.《临江市2023年城市绿化工作方案》'),
			},
			[],
		],
		'two of one name, by name alone': [
			{
				'/a': old,
				'/a9': official(title, { number: '临政办发〔2009〕7号', writtenOn: '2009-03-02' }),
				'/b': decision('决定废止下列文件：', `1.《${name}》`),
			},
			['abolished-document /a review', 'abolished-document /a9 review'],
		],
		'the older one of one name, by its number': [
			{
				'/a': old,
				'/a9': official(title, { number: '临政办发〔2009〕7号', writtenOn: '2009-03-02' }),
				'/b': decision('决定废止下列文件：', `1.${title}（临政办发〔2009〕7号）`),
			},
			['abolished-document /a9'],
		],
		'the county abolishes its own of that name': [
			{
				'/a': old,
				'/b': official('临水县人民政府关于废止部分文件的决定', {
					...county,
					body: ['决定废止下列文件：', '1.《临水县城市绿化管理办法》'],
				}),
			},
			[],
		],
		'the county abolishes its own, named without the place': [
			{
				'/a': old,
				'/b': official('临水县人民政府关于废止部分文件的决定', {
					...county,
					body: ['决定废止下列文件：', '1.《城市绿化管理办法》'],
				}),
			},
			[],
		],
		'the county abolishes its own of that number': [
			{
				'/a': official('临江市人民政府关于印发《临江市公园管理办法》的通知', {
					number: '临政发〔2018〕3号',
					issuer: '临江市人民政府',
					writtenOn: '2018-03-02',
				}),
				'/b': official('临水县人民政府关于废止部分文件的决定', {
					...county,
					body: ['临政发〔2018〕3号文件自本决定公布之日起废止。'],
				}),
			},
			[],
		],
		'a department abolishes its own of that name': [
			{
				'/a': old,
				'/b': official('临江市民政局关于废止部分文件的通知', {
					number: '临民发〔2025〕2号',
					issuer: '临江市民政局',
					writtenOn: '2025-06-02',
					body: ['决定废止下列文件：', `1.《${name}》`],
				}),
			},
			['abolished-document /a review'],
		],
		'a draft of the decision': [
			{
				'/a': old,
				'/b': paper('关于公开征求《临江市人民政府关于废止部分文件的决定（征求意见稿）》意见的公告', [
					'决定废止下列文件：',
					`1.${title}（临政办发〔2018〕3号）`,
				]),
			},
			[],
		],
		'news of the decision': [
			{
				'/a': old,
				'/b': article('我市废止一批文件', {
					publishedOn: '2025-06-03',
					body: [`《${name}》（临政办发〔2018〕3号）被废止。`],
				}),
			},
			[],
		],
		'an interpretation of the new one': [
			{
				'/a': old,
				'/b': article('《临江市园林绿化管理办法》政策解读', {
					publishedOn: '2025-06-03',
					crumbs: ['政务公开', '政策解读'],
					body: [`《${name}》（临政办发〔2018〕3号）同时废止。`],
				}),
			},
			[],
		],
		'by a decision that was itself amended by name': [
			{
				'/a': old,
				'/b': paper('临江市人民政府关于做好文件清理后续工作的通知', [
					'按照《临江市人民政府关于废止部分行政规范性文件的决定》（临政发〔2024〕20号）要求，抓好落实。',
				]),
				'/d': official('临江市人民政府关于废止部分行政规范性文件的决定', {
					number: '临政发〔2024〕20号',
					issuer: '临江市人民政府',
					writtenOn: '2024-06-02',
					body: ['决定废止下列文件：', '1.《临江市公园管理办法》（临政办发〔2017〕9号）'],
				}),
			},
			[],
		],
		'among several of a series': [
			{ '/a': old, '/b': decision('临政办发〔2018〕2号、3号、5号文件自本决定公布之日起废止。') },
			['abolished-document /a'],
		],
		'within a range of a series': [
			{ '/a': old, '/b': decision('临政办发〔2018〕2号至5号文件自本决定公布之日起废止。') },
			['abolished-document /a'],
		],
	};
	it.each(Object.entries(cases))('%s', (_, [pages, faults]) => expect(said(pages)).toEqual(faults));
});

describe('lists in files', () => {
	const heading = '临江市人民政府关于公布行政规范性文件清理结果的通知';
	const withFiles = (...names: readonly string[]): string =>
		paper(heading, [
			'现将清理结果予以公布，请遵照执行，废止的文件不再作为行政管理的依据。',
			...names.map((called, i) => `附件：<a href="/f/${i + 1}.docx">${called}</a>`),
		]);
	const rows = table(['1', title, '临政办发〔2018〕3号']);
	const none = table(['1', '临江市公园管理办法', '临政办发〔2017〕9号']);
	it('one file for what is abolished, one for what remains', () => {
		const [gone, kept] = ['附件1 废止的行政规范性文件目录.docx', '附件2 继续有效的行政规范性文件目录.docx'];
		const page = withFiles(gone, kept);
		expect(
			said(
				{ '/a': old, '/b': page },
				{ '/f/1.docx': fileOf(heading, gone, rows), '/f/2.docx': fileOf(heading, kept, none) },
			),
		).toEqual(['abolished-document /a']);
		expect(
			said(
				{ '/a': old, '/b': page },
				{ '/f/1.docx': fileOf(heading, gone, none), '/f/2.docx': fileOf(heading, kept, rows) },
			),
		).toEqual([]);
	});
	it('both in one file', () => {
		const called = '附件：行政规范性文件清理目录.docx';
		const both = (first: string, next: string): string =>
			`<p>附件1</p><p>废止的行政规范性文件目录</p>${first}<p>附件2</p><p>继续有效的行政规范性文件目录</p>${next}`;
		expect(
			said(
				{ '/a': old, '/b': withFiles(called) },
				{ '/f/1.docx': fileOf(heading, called, both(rows, none)) },
			),
		).toEqual(['abolished-document /a']);
		expect(
			said(
				{ '/a': old, '/b': withFiles(called) },
				{ '/f/1.docx': fileOf(heading, called, both(none, rows)) },
			),
		).toEqual([]);
	});
	it('lines of a pdf', () => {
		const called = '废止的行政规范性文件目录.pdf';
		const lines = `<p>废止的行政规范性文件目录</p><p>1. ${title}（临政办发〔2018〕3号）</p><p>2. 临江市公园管理办法（临政办发〔2017〕9号）</p>`;
		expect(
			said({ '/a': old, '/b': withFiles(called) }, { '/f/1.docx': fileOf(heading, called, lines) }),
		).toEqual(['abolished-document /a']);
	});
	it('a file whose name says it and whose text does not', () => {
		const called = '废止文件目录.xlsx';
		expect(
			said({ '/a': old, '/b': withFiles(called) }, { '/f/1.docx': fileOf(heading, called, rows) }),
		).toEqual(['abolished-document /a']);
	});
});

describe('what the page itself says', () => {
	const abolishing = decision('决定废止下列文件：', `1.${title}（临政办发〔2018〕3号）`);
	it.each([
		'失效',
		'已失效',
		'废止',
		'已废止',
		'全文废止',
		'宣布失效',
		'无效',
		'已过期',
		'不再有效',
		'非现行有效',
		'失效（2025年6月2日起）',
		'已被废止',
		'已宣布失效',
		'停止执行',
		'作废',
	])('%s is a label', (value) => expect(said({ '/a': labelled(old, value), '/b': abolishing })).toEqual([]));
	it.each([
		['是否有效', '否'],
		['是否废止', '是'],
		['是否失效', '是'],
		['时效性', '失效'],
		['效力状态', '已废止'],
		['文件状态', '废止'],
		['废止日期', '2025-06-02'],
		['废止时间', '2025年6月2日'],
	])('%s %s is a label', (label, value) =>
		expect(said({ '/a': labelled(old, value, label), '/b': abolishing })).toEqual([]),
	);
	it('失效日期 may have been there from the first, and is for a person', () =>
		expect(said({ '/a': labelled(old, '2025-06-02', '失效日期'), '/b': abolishing })).toEqual([
			'abolished-document /a review',
		]));
	it.each(['有效', '现行有效', '未失效', '尚未废止', '有效期内'])('%s is none', (value) =>
		expect(said({ '/a': labelled(old, value), '/b': abolishing })).toEqual(['abolished-document /a']),
	);
	it.each([
		['a stamp before its title', old.replaceAll(title, `【已废止】${title}`)],
		['a stamp behind its title', old.replaceAll(title, `${title}（已废止）`)],
		['a picture beside its title', old.replace('<h1>', '<img src="/i/1.png" alt="已废止"><h1>')],
		[
			'a picture within the text',
			old.replace('<div class="content">', '<div class="content"><img src="/i/1.png" alt="失效">'),
		],
		['a picture called so by its title', old.replace('<h1>', '<img src="/i/1.png" title="已失效"><h1>')],
		[
			'a picture called so by its file',
			old.replace('<h1>', '<img class="stamp" src="/images/yishixiao.png"><h1>'),
		],
		['a line above', old.replace('<h1>', '<p>本文件已于2025年6月2日废止</p><h1>')],
		[
			'a line below',
			old.replace('</div></div>', '<p>（此文件已被临政发〔2025〕20号文件废止）</p></div></div>'),
		],
	])('%s', (_, page) => expect(said({ '/a': page, '/b': abolishing })).toEqual([]));
});

describe('one contradiction, one finding', () => {
	const abolishing = decision('决定废止下列文件：', `1.${title}（临政办发〔2018〕3号）`);
	const cases: Record<string, [Record<string, string>, string[]]> = {
		'labelled 有效 and expired': [{ '/a': labelled(over, '有效') }, ['expired-document /a']],
		'labelled 有效 and abolished': [
			{ '/a': labelled(old, '有效'), '/b': abolishing },
			['abolished-document /a'],
		],
		'expired, then abolished': [{ '/a': over, '/b': abolishing }, ['abolished-document /a']],
		'labelled 有效, expired, then abolished': [
			{ '/a': labelled(over, '有效'), '/b': abolishing },
			['abolished-document /a'],
		],
		'its copy is labelled 失效': [
			{ '/a': labelled(old, '有效'), '/c': labelled(old, '失效') },
			['contradictory-validity /a'],
		],
		'its copy is labelled 失效, and it is expired': [
			{ '/a': labelled(over, '有效'), '/c': labelled(over, '失效') },
			['expired-document /a'],
		],
		'its copy is labelled 废止, and a decision abolishes it': [
			{ '/a': labelled(old, '有效'), '/c': labelled(old, '废止'), '/b': abolishing },
			['abolished-document /a'],
		],
		'labelled 部分有效 and a copy 失效': [
			{ '/a': labelled(old, '部分有效'), '/c': labelled(old, '失效') },
			[],
		],
	};
	it.each(Object.entries(cases))('%s', (_, [pages, faults]) => expect(said(pages)).toEqual(faults));
	it('a list of documents out of force that shows it labels nothing else', () =>
		expect(
			said({
				'/a': old,
				'/fz/': list('废止失效文件', [
					['/x', '临江市公园管理办法', '2025-06-02'],
					['/y', '临江市湿地管理办法', '2025-06-02'],
				]),
			}),
		).toEqual([]));
});
