import { describe, expect, test } from 'vitest';
import { documentOf, pageOf } from '../../support/document.ts';

const said = (title: string, lines: readonly string[]) =>
	(documentOf(pageOf(title, lines))?.statements ?? []).map(
		({ effect, title: name, documentNumber, until }) => [
			effect,
			name,
			documentNumber,
			...(until ? [until] : []),
		],
	);
const own = '关于印发《临江市某办法》的通知';

describe('sentences about other documents', () => {
	test.each<[string, unknown[][]]>([
		[
			'本办法自2020年4月1日起施行，《临江市旧办法》（临政发〔2015〕3号）同时废止。',
			[['abolished', '临江市旧办法', '临政发〔2015〕3号']],
		],
		[
			'《A办法》（临政发[2015]3号）、《B办法》（临政发〔2016〕4号）自本办法施行之日起废止。',
			[
				['abolished', 'A办法', '临政发〔2015〕3号'],
				['abolished', 'B办法', '临政发〔2016〕4号'],
			],
		],
		[
			'原《关于印发〈临江市旧办法〉的通知》（临政发〔2015〕3号）即行废止。',
			[['abolished', '关于印发〈临江市旧办法〉的通知', '临政发〔2015〕3号']],
		],
		['临政发〔2015〕3号文件同时废止。', [['abolished', undefined, '临政发〔2015〕3号']]],
		[
			'决定废止《A办法》（2007年9月13日临江市人民政府令第161号公布）。',
			[['abolished', 'A办法', '临江市人民政府令第161号']],
		],
		['根据《上位法》，决定宣布失效《A办法》。', [['expired', 'A办法', undefined]]],
		['《A办法》第三条、第五条同时废止。', [['partly-abolished', 'A办法', undefined]]],
		[
			'《A办法》（临政发〔2015〕3号）有效期延长至2027年12月31日。',
			[['continued', 'A办法', '临政发〔2015〕3号', '2027-12-31']],
		],
		['《A办法》（临政发〔2015〕3号）继续有效。', [['continued', 'A办法', '临政发〔2015〕3号']]],
		['依据《上位法》制定本办法，《A办法》同时停止执行。', [['abolished', 'A办法', undefined]]],
		['《A办法》废止前已受理的，仍按原规定办理。', []],
		['本办法与《A办法》不一致的，以本办法为准。', []],
		['拟废止《A办法》。', []],
		['本办法有效期届满自行废止。', []],
		[
			'《A办法》（临政发〔2015〕3号）中第三条同时废止。',
			[['partly-abolished', 'A办法', '临政发〔2015〕3号']],
		],
		['《A办法》附件2同时废止。', [['partly-abolished', 'A办法', undefined]]],
		['《A办法》中关于收费的规定同时废止。', [['partly-abolished', 'A办法', undefined]]],
		['《A办法》中与本办法不一致的内容同时废止。', [['partly-abolished', 'A办法', undefined]]],
		['废止《A办法》第三条。', [['partly-abolished', 'A办法', undefined]]],
		['废止《A办法》（临政发〔2015〕3号）部分条款。', [['partly-abolished', 'A办法', '临政发〔2015〕3号']]],
		['《A办法》（临政发〔2015〕3号）修改后继续有效。', []],
		['《A办法》不予废止。', []],
		['《A办法》尚未废止。', []],
		['《A办法》废止后，《B办法》继续有效。', [['continued', 'B办法', undefined]]],
		['除《A办法》（临政发〔2015〕3号）外，以下文件同时废止：', []],
		['除《A办法》继续有效外，其他有关规定同时废止。', [['continued', 'A办法', undefined]]],
		[
			'《A办法》、《B办法》同时废止，《C办法》继续执行。',
			[
				['abolished', 'A办法', undefined],
				['abolished', 'B办法', undefined],
				['continued', 'C办法', undefined],
			],
		],
		['原《A办法》（临政发〔2015〕3号）及其补充规定同时废止。', [['abolished', 'A办法', '临政发〔2015〕3号']]],
		['《A办法》自本办法施行之日起不再适用。', [['abolished', 'A办法', undefined]]],
		['按照《临江市人民政府关于废止部分文件的决定》（临政发〔2025〕20号）要求，做好后续工作。', []],
		['根据《国务院关于废止部分行政法规的决定》，制定本办法。', []],
		['《A办法》（临政发〔2015〕3号印发）同时废止。', [['abolished', 'A办法', '临政发〔2015〕3号']]],
		[
			'临政发〔2015〕3号、临政办发〔2016〕4号文件同时废止。',
			[
				['abolished', undefined, '临政发〔2015〕3号'],
				['abolished', undefined, '临政办发〔2016〕4号'],
			],
		],
		[
			'临政发〔2015〕3号、5号文件同时废止。',
			[
				['abolished', undefined, '临政发〔2015〕3号'],
				['abolished', undefined, '临政发〔2015〕5号'],
			],
		],
		[
			'临政发〔2015〕3、4、5号文件同时废止。',
			[
				['abolished', undefined, '临政发〔2015〕3号'],
				['abolished', undefined, '临政发〔2015〕4号'],
				['abolished', undefined, '临政发〔2015〕5号'],
			],
		],
		[
			'临政发〔2015〕3号至5号文件同时废止。',
			[
				['abolished', undefined, '临政发〔2015〕3号'],
				['abolished', undefined, '临政发〔2015〕4号'],
				['abolished', undefined, '临政发〔2015〕5号'],
			],
		],
		[
			'《A办法》（临政发〔2015〕3号）继续执行至2027年12月31日。',
			[['continued', 'A办法', '临政发〔2015〕3号', '2027-12-31']],
		],
		['同意《A办法》（临政发〔2015〕3号）有效期延长5年。', [['continued', 'A办法', '临政发〔2015〕3号']]],
		['决定将《A办法》的施行期限延长至2027年12月31日。', [['continued', 'A办法', undefined, '2027-12-31']]],
		['《A办法》（临政发〔2015〕3号）有效期已届满，不再延长。', []],
		['《A办法》（有效期至2020年12月31日）已自动失效。', [['expired', 'A办法', undefined]]],
		['《A办法》未列入废止目录的，继续有效。', []],
	])('%s', (line, statements) => expect(said(own, [line])).toEqual(statements));
});

const row = (...cells: readonly string[]): string =>
	`<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

describe('lists and tables', () => {
	test('sections of a list', () =>
		expect(
			said('关于公布行政规范性文件清理结果的通知', [
				'一、废止的行政规范性文件（2件）',
				'1.《A办法》（临政发〔2015〕3号）',
				'2.关于印发B办法的通知（临政办发[2016]4号）',
				'二、宣布失效的行政规范性文件',
				'1.关于C事的意见（临政发〔2010〕1号）',
				'三、继续有效的行政规范性文件',
				'1.《D办法》（临政发〔2018〕8号）',
				'四、决定修改的行政规范性文件',
				'1.《E办法》（临政发〔2018〕9号）',
			]),
		).toEqual([
			['abolished', 'A办法', '临政发〔2015〕3号'],
			['abolished', '关于印发B办法的通知', '临政办发〔2016〕4号'],
			['expired', '关于C事的意见', '临政发〔2010〕1号'],
			['continued', 'D办法', '临政发〔2018〕8号'],
			['partly-abolished', 'E办法', '临政发〔2018〕9号'],
		]));
	test('entries numbered in Chinese, and one to be amended', () =>
		expect(
			said('关于废止和修改部分行政规范性文件的决定', [
				'一、对下列2件行政规范性文件予以废止：',
				'（一）《A办法》（临政发〔2015〕3号）',
				'（二）《B办法》（临政发〔2016〕4号）',
				'二、对《C办法》（临政发〔2017〕5号）作如下修改：',
				'将第五条修改为：“市容环境实行责任区制度。”',
			]),
		).toEqual([
			['abolished', 'A办法', '临政发〔2015〕3号'],
			['abolished', 'B办法', '临政发〔2016〕4号'],
			['partly-abolished', 'C办法', '临政发〔2017〕5号'],
		]));
	test('the number before the title, without serials', () =>
		expect(
			said('关于宣布失效一批文件的决定', [
				'附件：宣布失效的文件目录',
				'临政发〔2015〕3号　临江市人民政府关于印发A办法的通知',
				'临江市人民政府关于B事的意见（临政发〔2016〕4号）',
			]),
		).toEqual([
			['expired', '临江市人民政府关于印发A办法的通知', '临政发〔2015〕3号'],
			['expired', '临江市人民政府关于B事的意见', '临政发〔2016〕4号'],
		]));
	test('the document’s own number in such a list is none of it', () =>
		expect(
			said('关于宣布失效一批文件的决定', ['【文　　号】临政发〔2020〕9号', '临政发〔2020〕9号']),
		).toEqual([]));
	test('a table under a heading', () =>
		expect(
			said('关于废止部分行政规范性文件的决定', [
				'废止的行政规范性文件目录',
				'<table><tr><td>序号</td><td>文件名称</td><td>文号</td></tr><tr><td>1</td><td>临江市A办法</td><td>临政发〔2015〕3号</td></tr><tr><td>2</td><td>关于B事的通知</td><td>临政发〔2016〕4号</td></tr></table>',
			]),
		).toEqual([
			['abolished', '临江市A办法', '临政发〔2015〕3号'],
			['abolished', '关于B事的通知', '临政发〔2016〕4号'],
		]));
	test('a table of one document at the end is no metadata of the page', () =>
		expect(
			said('临江市交通运输局关于废止部分文件的公告', [
				'经研究，决定废止下列文件：',
				`<table>${row('文件名称', '文号', '发文机关')}${row('临江市A办法', '临交发〔2018〕12号', '临江市交通运输局')}</table>`,
			]),
		).toEqual([['abolished', '临江市A办法', '临交发〔2018〕12号']]));
	test('the fate in a column of the table', () =>
		expect(
			said('关于公布规范性文件清理结果的公告', [
				'<table><tr><td>序号</td><td>文件名称</td><td>文号</td><td>清理意见</td></tr><tr><td>1</td><td>临江市A办法</td><td>临政发〔2015〕3号</td><td>废止</td></tr><tr><td>2</td><td>关于B事的通知</td><td>临政发〔2016〕4号</td><td>继续有效</td></tr></table>',
			]),
		).toEqual([
			['abolished', '临江市A办法', '临政发〔2015〕3号'],
			['continued', '关于B事的通知', '临政发〔2016〕4号'],
		]));
	test('an introduction that ends in a colon', () =>
		expect(
			said('关于废止和宣布失效一批文件的通知', [
				'经研究，决定废止下列文件：',
				'1.《A办法》（临政发〔2015〕3号）',
				'宣布下列文件失效：',
				'1.《B办法》（临政发〔2015〕4号）',
			]),
		).toEqual([
			['abolished', 'A办法', '临政发〔2015〕3号'],
			['expired', 'B办法', '临政发〔2015〕4号'],
		]));
	test('annexes of two effects on one page', () =>
		expect(
			said('关于公布行政规范性文件清理结果的通知', [
				'附件1',
				'废止的行政规范性文件目录',
				`<table>${row('序号', '文件名称', '文号')}${row('1', '临江市A办法', '临政发〔2015〕3号')}</table>`,
				'附件2',
				'继续有效的行政规范性文件目录',
				`<table>${row('序号', '文件名称', '文号')}${row('1', '临江市B办法', '临政发〔2016〕4号')}</table>`,
			]),
		).toEqual([
			['abolished', '临江市A办法', '临政发〔2015〕3号'],
			['continued', '临江市B办法', '临政发〔2016〕4号'],
		]));
	test('annexes named in the text before, and again over their lists', () =>
		expect(
			said('关于公布行政规范性文件清理结果的通知', [
				'附件：1.废止的行政规范性文件目录',
				'2.继续有效的行政规范性文件目录',
				'附件1 废止的行政规范性文件目录',
				'1.临江市A办法（临政发〔2015〕3号）',
				'附件2 继续有效的行政规范性文件目录',
				'1.临江市B办法（临政发〔2016〕4号）',
			]),
		).toEqual([
			['abolished', '临江市A办法', '临政发〔2015〕3号'],
			['continued', '临江市B办法', '临政发〔2016〕4号'],
		]));
	test('a heading of both effects is none', () =>
		expect(
			said('关于公布废止和继续有效文件目录的通知', [
				'1.临江市A办法（临政发〔2015〕3号）',
				'2.临江市B办法（临政发〔2016〕4号）',
			]),
		).toEqual([]));
	test('headings as rows of one table', () =>
		expect(
			said('关于公布规范性文件清理结果的公告', [
				`<table>${row('序号', '文件名称', '文号')}<tr><td colspan="3">一、废止的规范性文件</td></tr>${row('1', '临江市A办法', '临政发〔2015〕3号')}<tr><td colspan="3">二、继续有效的规范性文件</td></tr>${row('2', '临江市B办法', '临政发〔2016〕4号')}</table>`,
			]),
		).toEqual([
			['abolished', '临江市A办法', '临政发〔2015〕3号'],
			['continued', '临江市B办法', '临政发〔2016〕4号'],
		]));
	test('a fate that stands once for several rows', () =>
		expect(
			said('关于废止部分规范性文件的公告', [
				`<table>${row('序号', '文件名称', '文号', '清理意见')}<tr><td>1</td><td>临江市A办法</td><td>临政发〔2015〕3号</td><td rowspan="2">继续有效</td></tr>${row('2', '临江市B办法', '临政发〔2016〕4号')}${row('3', '临江市C办法', '临政发〔2017〕5号', '废止')}</table>`,
			]),
		).toEqual([
			['continued', '临江市A办法', '临政发〔2015〕3号'],
			['continued', '临江市B办法', '临政发〔2016〕4号'],
			['abolished', '临江市C办法', '临政发〔2017〕5号'],
		]));
	test('a tick below one fate of several', () =>
		expect(
			said('关于废止和继续有效规范性文件的公告', [
				`<table>${row('序号', '文件名称', '文号', '继续有效', '废止')}${row('1', '临江市A办法', '临政发〔2015〕3号', '√', '')}${row('2', '临江市B办法', '临政发〔2016〕4号', '', '√')}</table>`,
			]),
		).toEqual([
			['continued', '临江市A办法', '临政发〔2015〕3号'],
			['abolished', '临江市B办法', '临政发〔2016〕4号'],
		]));
	test('a list of what remains in force names what replaced it', () =>
		expect(
			said('关于公布继续有效规范性文件目录的通知', [
				`<table>${row('序号', '文件名称', '文号', '备注')}${row('1', '临江市A办法', '临政发〔2015〕3号', '有效期至2027年12月31日')}</table>`,
			]),
		).toEqual([['continued', '临江市A办法', '临政发〔2015〕3号', '2027-12-31']]));
	test('the title of a partial abolition', () =>
		expect(said('临江市人民政府关于废止《临江市A办法》部分条款的决定', ['本决定自公布之日起施行。'])).toEqual(
			[['partly-abolished', '临江市A办法', undefined]],
		));
	test('the title of an extension', () =>
		expect(said('临江市人民政府关于继续执行《临江市A办法》的通知', ['特此通知。'])).toEqual([
			['continued', '临江市A办法', undefined],
		]));
	test('the title alone', () =>
		expect(said('临江市人民政府关于废止《临江市A办法》的决定', ['本决定自公布之日起施行。'])).toEqual([
			['abolished', '临江市A办法', undefined],
		]));
	test('a draft says nothing', () =>
		expect(
			said('关于拟废止部分规范性文件公开征求意见的公告', ['1.《A办法》（临政发〔2015〕3号）同时废止。']),
		).toEqual([]));
	test('an interpretation says nothing', () =>
		expect(said('《临江市某办法》解读', ['《A办法》同时废止。'])).toEqual([]));
});

describe('from when it holds', () => {
	test.each<[string, readonly string[], string | undefined]>([
		[
			'with the document, as another sentence says',
			['第九条　本办法自2027年1月1日起施行。', '第十条　《A办法》（临政发〔2015〕3号）同时废止。'],
			'2027-01-01',
		],
		[
			'the day on which the old one was issued is none',
			['本办法自2027年1月1日起施行。2015年3月1日印发的《A办法》同时废止。'],
			'2027-01-01',
		],
		['a day of its own', ['本办法自2027年1月1日起施行。《A办法》自2026年3月1日起废止。'], undefined],
		[
			'named behind who explains it',
			['本办法由市民政局负责解释，自2027年1月1日起施行，《A办法》同时废止。'],
			'2027-01-01',
		],
		['at once', ['本办法自印发之日起施行。《A办法》同时废止。'], undefined],
	])('%s', (_, lines, from) =>
		expect(documentOf(pageOf(own, lines))?.statements.map((statement) => statement.from)).toEqual([from]),
	);
});
