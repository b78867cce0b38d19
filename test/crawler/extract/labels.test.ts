import { describe, expect, test } from 'vitest';
import { parseHtml } from '../../../crawler/extract/dom.ts';
import { isMetadataTable, readLabels } from '../../../crawler/extract/labels.ts';
import { scanPage } from '../../../crawler/extract/scan.ts';

const read = (html: string) => {
	const scan = scanPage(parseHtml(html));
	const labels = readLabels(scan, 0, scan.lines.length);
	return {
		table: isMetadataTable(labels),
		pairs: Object.fromEntries(
			labels.filter(({ kind }) => kind !== 'other').map(({ kind, value }) => [kind, value]),
		),
	};
};

const forms: Record<string, string> = {
	'label and value in cells of their own':
		'<table><tr><td>索 引 号：</td><td>0145/2020-01</td><td>发文机关：</td><td>市政府</td></tr><tr><td>文　　号：</td><td>临政发〔2020〕6号</td><td>成文日期：</td><td>2020年03月02日</td></tr></table>',
	'without colons':
		'<table><tr><th>索引号</th><td>0145/2020-01</td><th>发文机关</th><td>市政府</td></tr><tr><th>文号</th><td>临政发〔2020〕6号</td><th>成文日期</th><td>2020年03月02日</td></tr></table>',
	'both in one cell':
		'<table><tr><td><b>索 引 号: </b>0145/2020-01</td><td><b>发文机关:</b> 市政府</td></tr><tr><td><b>文 号:</b> 临政发〔2020〕6号</td><td><b>成文日期:</b> 2020年03月02日</td></tr></table>',
	'a list of terms':
		'<dl><dt>索引号</dt><dd>0145/2020-01</dd><dt>发文机关</dt><dd>市政府</dd><dt>文号</dt><dd>临政发〔2020〕6号</dd><dt>成文日期</dt><dd>2020年03月02日</dd></dl>',
	'items with marked labels':
		'<ul><li><em>索引号</em>0145/2020-01</li><li><b>发文机关</b>市政府</li><li><span>文号</span><span>临政发〔2020〕6号</span></li><li><strong>成文日期</strong>2020年03月02日</li></ul>',
	'blocks in items':
		'<ul><li><div>索引号：</div><div>0145/2020-01</div></li><li><div>发文机关：</div><div>市政府</div></li><li><div>文号：</div><div>临政发〔2020〕6号</div></li><li><div>成文日期：</div><div>2020年03月02日</div></li></ul>',
	'a block inside its label':
		'<dl><dd>索 引 号：<div>0145/2020-01</div></dd><dd>发文机关：<div>市政府</div></dd><dd>文号：<div>临政发〔2020〕6号</div></dd><dd>成文日期：<div>2020年03月02日</div></dd></dl>',
	'all in one line':
		'<div>【索引号】0145/2020-01 【发文机关】市政府 【文号】：临政发〔2020〕6号 成文日期：2020年03月02日</div>'.replace(
			/【(.{2,4})】：?/g,
			'$1：',
		),
	'brackets in place of the colon':
		'<p>【索 引 号】0145/2020-01</p><p>【发文机关】市政府</p><p>【文　　号】临政发〔2020〕6号 [成文日期]2020年03月02日</p>',
	'paragraphs in cells':
		'<table><tr><td><p>索引号</p></td><td><p>0145/2020-01</p></td></tr><tr><td><p>发文机关</p></td><td><p>市政府</p></td></tr><tr><td><p>文号</p></td><td><p>临政发〔2020〕6号</p></td></tr><tr><td><p>成文日期</p></td><td><p>2020年03月02日</p></td></tr></table>',
	'a row of labels over a row of values':
		'<table><tr><th>索引号</th><th>发文机关</th><th>文号</th><th>成文日期</th></tr><tr><td>0145/2020-01</td><td>市政府</td><td>临政发〔2020〕6号</td><td>2020年03月02日</td></tr></table>',
	'blanks inside the label':
		'<table><tr><td>索&nbsp;&nbsp;引&nbsp;&nbsp;号</td><td>0145/2020-01</td></tr><tr><td>发 文 机 关</td><td>市政府</td></tr><tr><td>文　　　　号</td><td>临政发〔2020〕6号</td></tr><tr><td>成 文 日 期</td><td>2020年03月02日</td></tr></table>',
};

describe('the same metadata in every form', () => {
	test.each(Object.entries(forms))('%s', (_, html) =>
		expect(read(html)).toEqual({
			table: true,
			pairs: {
				index: '0145/2020-01',
				issuer: '市政府',
				number: '临政发〔2020〕6号',
				written: '2020年03月02日',
			},
		}),
	);
});

describe('empty cells', () => {
	test.each([
		[
			'a blank cell',
			'<table><tr><td>索引号</td><td>1</td></tr><tr><td>文号</td><td>&nbsp;</td></tr></table><p>各县市政府：</p>',
		],
		['a cell that says 无', '<table><tr><td>索引号：1</td><td>文号：无</td></tr></table>'],
		['a dash', '<ul><li>索引号：1</li><li>文号：--</li></ul>'],
		['null', '<ul><li>索引号：1</li><li>文号：null</li></ul>'],
		['a label before the next label', '<dl><dt>文号</dt><dd></dd><dt>索引号</dt><dd>1</dd></dl>'],
		[
			'the last term of a list',
			'<dl><dt>索引号</dt><dd>1</dd><dt>文号</dt><dd></dd></dl><p>临政发〔2020〕6号</p>',
		],
	])('%s', (_, html) => expect(read(html).pairs).toEqual({ index: '1', number: '' }));
});

test('the line under a title is no table of metadata', () => {
	const { table, pairs } = read(
		'<div>发布时间：2020-03-02 18:44 来源：市政府办 浏览次数：12 字体：[大 中 小]</div>',
	);
	expect(table).toBe(false);
	expect(pairs).toEqual({ published: '2020-03-02 18:44', source: '市政府办' });
});

test('a search form is no table of metadata', () => {
	expect(read('<div>标题：<input> 文号：<input> 发文机关：<input> 发布日期：<input></div>').table).toBe(
		false,
	);
});
